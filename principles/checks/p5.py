"""P5, trust: the level of mutual trust fits the required depth of the collaboration.

Mutual trust is the lower direction; at depth 2 with only the other side's direction missing it is ours. While
it is not known there is no gap to judge. "Under 12 months" leaves out the day on which an assessment is 12
months old. The columns count in their order here too: an old assessment or a target two above makes PARTLY
even where a formal guarantee, or the target alone, would otherwise be enough. A plan is on schedule when
it has stages and none of them is past its due day undone. A residual gap while required trust is
undecided counts when even the lowest requirement leaves it.
"""

from __future__ import annotations

from principles.checks.case import Case, Row
from principles.checks.codes import ReasonCode
from principles.checks.findings import Reason, Reasons, Verdict, because
from principles.checks.records import Range, TrustAssessment
from relationships.choices import Direction

GUARANTEED_UP_TO = 2
"""The highest required trust for which a formal guarantee is enough, and the level of the guarantee."""

TARGET_ALONE_UP_TO_DEPTH = 1
OURS_ALONE_AT_DEPTH = 2
COVER_SHOWN_FROM_DEPTH = 3
HIGH_BY = 2
RESIDUAL_WITH_PLAN = 1
LEVELS = (1, 5)
REQUIRED_FACTS = ("criticality", "uncertainty", "access")


def check(case: Case) -> Verdict:
    return ROW.judge(case)


def non_compliant(case: Case) -> Reasons:
    """The target below required (below its lowest possible value when undecided), or a residual gap ≥ 1
    other than of 1 with a plan on schedule."""
    found = []
    lowest, target = _required(case)[0], case.subject.target
    if target is not None and target < lowest:
        found.append(because(ReasonCode.TARGET_LOW, target=target, required=lowest))
    residual = _residual(case)
    if residual > RESIDUAL_WITH_PLAN or (residual and not _plan_on_schedule(case)):
        found.append(because(ReasonCode.GAP_RESIDUAL, residual=residual, required=lowest))
    return tuple(found)


def not_assessable(case: Case) -> Reasons:
    """A direction that must be assessed is not, or required trust is undecided."""
    found = []
    missing = _missing(case)
    if missing and not _excused(case):
        found.append(because(ReasonCode.DIRECTION_MISSING, directions=missing))
    lowest, highest = _required(case)
    if lowest != highest:
        unknown = case.subject.fit.unknown_facts if case.subject.fit else ()
        open_facts = tuple(each for each in REQUIRED_FACTS if each in unknown)
        found.append(because(ReasonCode.REQUIRED_UNDECIDED, low=lowest, high=highest, facts=open_facts))
    return tuple(found)


def partly(case: Case) -> Reasons:
    """A gap fully covered at depth ≥ 3; residual 1 with a plan on schedule; target two or more above;
    assessments older."""
    found = []
    required, target = _required(case)[1], case.subject.target
    gap, residual = _gap(case), _residual(case)
    if gap and not residual and case.depth >= COVER_SHOWN_FROM_DEPTH:
        found.append(because(ReasonCode.GAP_COVERED, levels=gap, required=required))
    if residual == RESIDUAL_WITH_PLAN and _plan_on_schedule(case):
        found.append(because(ReasonCode.GAP_WITH_PLAN, residual=residual, required=required))
    if target is not None and target >= required + HIGH_BY:
        found.append(because(ReasonCode.TARGET_HIGH, target=target, required=required))
    return (*found, *_old(case))


def lacking(case: Case) -> Reasons:
    """Anything short of COMPLIANT; a target is there since every classification has one."""
    found: list[Reason] = []
    if case.subject.target is None:
        found.append(because(ReasonCode.TARGET_MISSING))
    return (*found, *non_compliant(case), *not_assessable(case), *partly(case))


def met(case: Case) -> Reasons:
    required, target = _required(case)[0], case.subject.target
    if not _missing(case) or _ours_alone(case):
        return (because(ReasonCode.TRUST_MATCHES, target=target, required=required),)
    if _guaranteed(case):
        return (because(ReasonCode.GUARANTEE_SUFFICES, target=target, required=required),)
    return (because(ReasonCode.TARGET_SUFFICES, target=target, required=required),)


def _required(case: Case) -> Range:
    fit = case.subject.fit
    return fit.required if fit is not None and fit.required is not None else LEVELS


def _assessed(case: Case) -> list[TrustAssessment]:
    return [case.subject.trust[each] for each in Direction if each in case.subject.trust]


def _missing(case: Case) -> tuple[str, ...]:
    return tuple(str(each) for each in Direction if each not in case.subject.trust)


def _guaranteed(case: Case) -> bool:
    """Required trust is certainly ≤ 2 and a safeguard of level 2 is active."""
    active = case.subject.safeguards.get(GUARANTEED_UP_TO, 0)
    return _required(case)[1] <= GUARANTEED_UP_TO and active >= 1


def _ours_alone(case: Case) -> bool:
    """At depth 2 only the other side's direction is missing: ours then counts as mutual."""
    ours = Direction.of(case.subject.our_role)
    return case.depth == OURS_ALONE_AT_DEPTH and ours in case.subject.trust and len(case.subject.trust) == 1


def _excused(case: Case) -> bool:
    return _guaranteed(case) or case.depth <= TARGET_ALONE_UP_TO_DEPTH or _ours_alone(case)


def _gap(case: Case) -> int:
    """The lowest possible required level less mutual trust; 0 without a gap or while trust is not known."""
    if _missing(case) and not _ours_alone(case):
        return 0
    mutual = min(each.level for each in _assessed(case))
    return max(0, _required(case)[0] - mutual)


def _residual(case: Case) -> int:
    """What safeguards leave of the gap."""
    fit = case.subject.fit
    covered = fit.covered.get(_required(case)[0], 0) if fit is not None else 0
    return max(0, _gap(case) - covered)


def _plan_on_schedule(case: Case) -> bool:
    return any(each.stages and not case.behind(each) for each in case.subject.plans)


def _old(case: Case) -> Reasons:
    """The assessments that are 12 months old or older."""
    months = case.limits.assessment_months
    old = [each for each in _assessed(case) if not case.days.under_months(each.on, months)]
    if not old:
        return ()
    directions = tuple(str(each.direction) for each in old)
    return (because(ReasonCode.ASSESSMENT_OLD, directions=directions, months=months),)


ROW = Row(non_compliant, not_assessable, partly, lacking, met)
