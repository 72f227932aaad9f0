"""P5, trust: the level of mutual trust fits the required depth of the collaboration.

Mutual trust is the lower direction; at depth 2 with only the other side's direction missing it is ours. While
it is not known there is no gap to judge. "Under 12 months" leaves out the day on which an assessment is 12
months old. Where a formal guarantee is enough, "assessed or not", no assessment is asked for, so an old one
is no worse than none; otherwise the columns count in their order here too: a target two above makes PARTLY
even beside a guarantee, and an old assessment does even where the target alone would be enough. A plan is on
schedule when it has stages and none of them is past its due day undone. A residual gap while required trust
is undecided counts when even the lowest requirement leaves it.
"""

from __future__ import annotations

from typing import NamedTuple

from principles.checks.case import Case, judged
from principles.checks.codes import ReasonCode
from principles.checks.findings import Reasons, Verdict, because
from principles.checks.records import Subject, TrustAssessment
from relationships.choices import Direction

GUARANTEED_UP_TO = 2
"""The highest required trust for which a formal guarantee is enough, and the level of the guarantee."""

TARGET_ALONE_UP_TO_DEPTH = 1
OURS_ALONE_AT_DEPTH = 2
COVER_SHOWN_FROM_DEPTH = 3
HIGH_BY = 2
RESIDUAL_WITH_PLAN = 1
ANY_LEVEL = (1, 5)
REQUIRED_FACTS = ("criticality", "uncertainty", "access")
DIRECTIONS = tuple(Direction)


class Standing(NamedTuple):
    """Trust as it stands: levels 1-5, the gap and what safeguards leave of it in levels.

    `lowest` and `highest`: what may be required. `missing`: the directions not assessed. `guaranteed`:
    required trust is certainly ≤ 2 and a safeguard of level 2 is active. `ours_alone`: ours counts as mutual.
    """

    lowest: int
    highest: int
    target: int | None
    assessed: list[TrustAssessment]
    missing: tuple[str, ...]
    guaranteed: bool
    ours_alone: bool
    gap: int
    residual: int
    on_schedule: bool


def check(case: Case) -> Verdict:
    trust = _standing(case)
    return judged(
        non_compliant=non_compliant(trust),
        not_assessable=not_assessable(case, trust),
        partly=partly(case, trust),
        missing=() if trust.target is not None else (because(ReasonCode.TARGET_MISSING),),
        met=lambda: met(trust),
    )


def non_compliant(trust: Standing) -> Reasons:
    """The target below required (below its lowest possible value when undecided), or a residual gap ≥ 1
    other than of 1 with a plan on schedule."""
    found = []
    if trust.target is not None and trust.target < trust.lowest:
        found.append(because(ReasonCode.TARGET_LOW, target=trust.target, required=trust.lowest))
    if trust.residual > RESIDUAL_WITH_PLAN or (trust.residual and not trust.on_schedule):
        found.append(because(ReasonCode.GAP_RESIDUAL, residual=trust.residual, required=trust.lowest))
    return tuple(found)


def not_assessable(case: Case, trust: Standing) -> Reasons:
    """A direction that must be assessed is not, or required trust is undecided."""
    found = []
    excused = trust.guaranteed or trust.ours_alone or case.depth <= TARGET_ALONE_UP_TO_DEPTH
    if trust.missing and not excused:
        found.append(because(ReasonCode.DIRECTION_MISSING, directions=trust.missing))
    if trust.lowest != trust.highest:
        unknown = case.subject.fit.unknown_facts if case.subject.fit else ()
        facts = tuple(each for each in REQUIRED_FACTS if each in unknown)
        found.append(
            because(ReasonCode.REQUIRED_UNDECIDED, low=trust.lowest, high=trust.highest, facts=facts)
        )
    return tuple(found)


def partly(case: Case, trust: Standing) -> Reasons:
    """A gap fully covered at depth ≥ 3; residual 1 with a plan on schedule; target two or more above;
    assessments older, unless a formal guarantee is enough."""
    found = []
    if trust.gap and not trust.residual and case.depth >= COVER_SHOWN_FROM_DEPTH:
        found.append(because(ReasonCode.GAP_COVERED, gap=trust.gap, required=trust.lowest))
    if trust.residual == RESIDUAL_WITH_PLAN and trust.on_schedule:
        found.append(because(ReasonCode.GAP_WITH_PLAN, residual=trust.residual, required=trust.lowest))
    if trust.target is not None and trust.target >= trust.highest + HIGH_BY:
        found.append(because(ReasonCode.TARGET_HIGH, target=trust.target, required=trust.highest))
    months = case.limits.assessment_months
    asked_for = () if trust.guaranteed else trust.assessed
    old = tuple(str(each.direction) for each in asked_for if not case.days.under_months(each.on, months))
    if old:
        found.append(because(ReasonCode.ASSESSMENT_OLD, directions=old, months=months))
    return tuple(found)


def met(trust: Standing) -> Reasons:
    if not trust.missing or trust.ours_alone:
        code = ReasonCode.TRUST_MATCHES
    else:
        code = ReasonCode.GUARANTEE_SUFFICES if trust.guaranteed else ReasonCode.TARGET_SUFFICES
    return (because(code, target=trust.target, required=trust.lowest),)


def _standing(case: Case) -> Standing:
    subject, fit = case.subject, case.subject.fit
    lowest, highest = (fit.required if fit is not None else None) or ANY_LEVEL
    found = [(each, subject.trust.get(each)) for each in DIRECTIONS]
    assessed = [each for _, each in found if each is not None]
    missing = tuple(str(direction) for direction, each in found if each is None)
    ours_alone = case.depth == OURS_ALONE_AT_DEPTH and _is_only_ours(subject, assessed)
    gap = 0
    if not missing or ours_alone:
        gap = max(0, lowest - min(each.level for each in assessed))
    covered = fit.covered.get(lowest, 0) if fit is not None else 0
    return Standing(
        lowest=lowest,
        highest=highest,
        target=subject.target,
        assessed=assessed,
        missing=missing,
        guaranteed=highest <= GUARANTEED_UP_TO and subject.safeguards.get(GUARANTEED_UP_TO, 0) >= 1,
        ours_alone=ours_alone,
        gap=gap,
        residual=max(0, gap - covered),
        on_schedule=any(case.on_schedule(each) for each in subject.plans),
    )


def _is_only_ours(subject: Subject, assessed: list[TrustAssessment]) -> bool:
    """Whether only the other side's direction is missing."""
    return len(assessed) == 1 and assessed[0].direction == Direction.of(subject.our_role)
