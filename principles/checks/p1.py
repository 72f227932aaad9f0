"""P1, mutuality: they – we – I, in that order.

Only a positive effect is a benefit; an unknown one is a benefit for them that is unconfirmed at any depth,
and no joint one. Confirmed: stated by them or with evidence. Narrow departmental targets: our side has
targets of its own, and every one of them is a department's.
"""

from __future__ import annotations

from principles.checks.case import Case, judged
from principles.checks.codes import Beneficiary, ReasonCode, Scope
from principles.checks.findings import Reason, Reasons, Verdict, because
from principles.checks.records import Benefit

CONFIRMED_FROM_DEPTH = 3
THEM, JOINT, OWN = Beneficiary.THEM, Beneficiary.JOINT, Beneficiary.OWN
DEPARTMENTAL = {str(Scope.DEPARTMENT)}


def check(case: Case) -> Verdict:
    return judged(
        non_compliant=non_compliant(case),
        not_assessable=not_assessable(case),
        partly=partly(case),
        missing=missing(case),
        met=lambda: (because(ReasonCode.BENEFITS_FOR_BOTH),),
    )


def non_compliant(case: Case) -> Reasons:
    """Only own benefits recorded; what is no benefit (an effect of 0 or less) doesn't count beside them."""
    benefits = [each for each in case.subject.benefits if each.effect is None or each.effect > 0]
    if benefits and all(each.beneficiary == OWN for each in benefits):
        return (because(ReasonCode.ONLY_OWN_BENEFITS),)
    return ()


def not_assessable(case: Case) -> Reasons:
    """Nothing recorded."""
    return () if case.subject.benefits else (because(ReasonCode.NO_BENEFITS),)


def partly(case: Case) -> Reasons:
    """Them unconfirmed at depth ≥ 3 or of unknown effect, or none joint, or only departmental targets."""
    found = (_unconfirmed(case), _joint(case), _targets(case))
    return tuple(each for each in found if each is not None)


def missing(case: Case) -> Reasons:
    """No benefit for them, not even an unconfirmed one."""
    recorded = _for(case, THEM)
    if _positive(recorded) or _of_unknown_effect(recorded):
        return ()
    return (because(ReasonCode.THEM_MISSING),)


def _unconfirmed(case: Case) -> Reason | None:
    recorded = _for(case, THEM)
    benefits = _positive(recorded)
    if benefits:
        confirmed = case.depth < CONFIRMED_FROM_DEPTH or any(each.confirmed for each in benefits)
        return None if confirmed else because(ReasonCode.THEM_UNCONFIRMED)
    return because(ReasonCode.THEM_EFFECT_UNKNOWN) if _of_unknown_effect(recorded) else None


def _joint(case: Case) -> Reason | None:
    recorded = _for(case, JOINT)
    if _positive(recorded):
        return None
    unknown = _of_unknown_effect(recorded)
    return because(ReasonCode.JOINT_EFFECT_UNKNOWN if unknown else ReasonCode.JOINT_MISSING)


def _targets(case: Case) -> Reason | None:
    ours = case.subject.our_role
    scopes = {str(each.scope) for each in case.subject.interests if each.own_target and each.side == ours}
    return because(ReasonCode.ONLY_DEPARTMENTAL_TARGETS) if scopes == DEPARTMENTAL else None


def _for(case: Case, beneficiary: str) -> list[Benefit]:
    return [each for each in case.subject.benefits if each.beneficiary == beneficiary]


def _positive(benefits: list[Benefit]) -> list[Benefit]:
    return [each for each in benefits if each.effect is not None and each.effect > 0]


def _of_unknown_effect(benefits: list[Benefit]) -> bool:
    return any(each.effect is None for each in benefits)
