"""P3, differences are opportunities: look for complementary capabilities, and use them."""

from __future__ import annotations

from principles.checks.case import SIDES, Case, Row
from principles.checks.codes import CapabilityPairKind, CapabilityPairState, OverlapReason, ReasonCode
from principles.checks.findings import Reasons, Verdict, because
from principles.checks.records import CapabilityPair

PAIR_FROM_DEPTH = 4
"""From here on the absence of any pair is a failure; before it, an omission."""


def check(case: Case) -> Verdict:
    return ROW.judge(case)


def non_compliant(case: Case) -> Reasons:
    """Both sides' capabilities recorded and, at depth ≥ 4, no pair at all; or only overlapping pairs, one
    of them without the reason SCALE."""
    pairs = case.subject.capability_pairs
    if not pairs and case.depth >= PAIR_FROM_DEPTH and not not_assessable(case):
        return (because(ReasonCode.NO_PAIR),)
    count = sum(each.reason != OverlapReason.SCALE for each in pairs)
    if pairs and not _complementary(case) and count:
        return (because(ReasonCode.OVERLAP_WITHOUT_SCALE, count=count),)
    return ()


def not_assessable(case: Case) -> Reasons:
    """A side has no capabilities recorded."""
    recorded = {each.side for each in case.subject.capabilities}
    return tuple(
        because(ReasonCode.SIDE_WITHOUT_CAPABILITY, side=str(side)) for side in SIDES if side not in recorded
    )


def partly(case: Case) -> Reasons:
    """Identified or planned only; only overlapping pairs, all for scale; at depth 3 no pair."""
    pairs, complementary = case.subject.capability_pairs, _complementary(case)
    if not pairs:
        return (because(ReasonCode.NO_PAIR),)
    if not complementary:
        return (because(ReasonCode.ONLY_SCALE),)
    if not _in_use(complementary):
        return (because(ReasonCode.NOT_YET_IN_USE, count=len(complementary)),)
    return ()


def lacking(case: Case) -> Reasons:
    """Anything short of a complementary pair in use."""
    return (*not_assessable(case), *(non_compliant(case) or partly(case)))


def met(case: Case) -> Reasons:
    return (because(ReasonCode.COMPLEMENTARY_IN_USE, count=_in_use(_complementary(case))),)


def _complementary(case: Case) -> list[CapabilityPair]:
    return [each for each in case.subject.capability_pairs if each.kind == CapabilityPairKind.COMPLEMENTARY]


def _in_use(pairs: list[CapabilityPair]) -> int:
    return sum(each.state == CapabilityPairState.IN_USE for each in pairs)


ROW = Row(non_compliant, not_assessable, partly, lacking, met)
