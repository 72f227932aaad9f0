"""P1, mutuality: they – we – I, in that order.

Only a positive effect is a benefit; an unknown one is a benefit for them that is unconfirmed at any depth,
and no joint one. Confirmed: stated by them or with evidence. Narrow departmental targets: our side has
targets of its own, and every one of them is a department's.
"""

from __future__ import annotations

from collections.abc import Iterable

from principles.checks.case import Case, Row
from principles.checks.codes import Beneficiary, ReasonCode, Scope
from principles.checks.findings import Reason, Reasons, Verdict, because
from principles.checks.records import Benefit

CONFIRMED_FROM_DEPTH = 3


def check(case: Case) -> Verdict:
    return ROW.judge(case)


def non_compliant(case: Case) -> Reasons:
    """Only own benefits recorded; what is no benefit (an effect of 0 or less) doesn't count beside them."""
    beneficiaries = {
        each.beneficiary for each in case.subject.benefits if each.effect is None or each.effect > 0
    }
    return (because(ReasonCode.ONLY_OWN_BENEFITS),) if beneficiaries == {Beneficiary.OWN} else ()


def not_assessable(case: Case) -> Reasons:
    """Nothing recorded."""
    return () if case.subject.benefits else (because(ReasonCode.NO_BENEFITS),)


def partly(case: Case) -> Reasons:
    """Them unconfirmed or of unknown effect, or none joint, or only narrow departmental targets."""
    return tuple(each for each in lacking(case) if each.code is not ReasonCode.THEM_MISSING)


def lacking(case: Case) -> Reasons:
    """Anything short of a benefit for them (confirmed from depth 3) and a joint one."""
    found = (_them(case), _joint(case), _targets(case))
    return tuple(each for each in found if each is not None)


def met(_case: Case) -> Reasons:
    return (because(ReasonCode.BENEFITS_FOR_BOTH),)


def _for(case: Case, beneficiary: Beneficiary) -> list[Benefit]:
    return [each for each in case.subject.benefits if each.beneficiary == beneficiary]


def _positive(benefits: Iterable[Benefit]) -> list[Benefit]:
    return [each for each in benefits if each.effect is not None and each.effect > 0]


def _of_unknown_effect(benefits: Iterable[Benefit]) -> bool:
    return any(each.effect is None for each in benefits)


def _them(case: Case) -> Reason | None:
    recorded = _for(case, Beneficiary.THEM)
    benefits = _positive(recorded)
    if benefits:
        confirmed = case.depth < CONFIRMED_FROM_DEPTH or any(each.confirmed for each in benefits)
        return None if confirmed else because(ReasonCode.THEM_UNCONFIRMED)
    if _of_unknown_effect(recorded):
        return because(ReasonCode.THEM_EFFECT_UNKNOWN)
    return because(ReasonCode.THEM_MISSING)


def _joint(case: Case) -> Reason | None:
    recorded = _for(case, Beneficiary.JOINT)
    if _positive(recorded):
        return None
    if _of_unknown_effect(recorded):
        return because(ReasonCode.JOINT_EFFECT_UNKNOWN)
    return because(ReasonCode.JOINT_MISSING)


def _targets(case: Case) -> Reason | None:
    ours = case.subject.our_role
    scopes = {each.scope for each in case.subject.interests if each.side == ours and each.own_target}
    return because(ReasonCode.ONLY_DEPARTMENTAL_TARGETS) if scopes == {Scope.DEPARTMENT} else None


ROW = Row(non_compliant, not_assessable, partly, lacking, met)
