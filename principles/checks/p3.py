"""P3, differences are opportunities: look for complementary capabilities, and use them."""

from __future__ import annotations

from typing import NamedTuple

from principles.checks.case import SIDES, Case, judged
from principles.checks.codes import CapabilityPairKind, CapabilityPairState, OverlapReason, ReasonCode
from principles.checks.findings import Reasons, Verdict, because

PAIR_FROM_DEPTH = 4
"""From here on the absence of any pair is a failure; before it, an omission."""

COMPLEMENTARY = CapabilityPairKind.COMPLEMENTARY
IN_USE = CapabilityPairState.IN_USE
SCALE = OverlapReason.SCALE


class Pairs(NamedTuple):
    """How many pairs there are, of each sort."""

    all: int
    complementary: int
    in_use: int
    without_scale: int


def check(case: Case) -> Verdict:
    pairs = _pairs(case)
    unrecorded = not_assessable(case)
    return judged(
        non_compliant=non_compliant(case, pairs, unrecorded),
        not_assessable=unrecorded,
        partly=partly(pairs),
        missing=(),
        met=lambda: (because(ReasonCode.COMPLEMENTARY_IN_USE, count=pairs.in_use),),
    )


def non_compliant(case: Case, pairs: Pairs, unrecorded: Reasons) -> Reasons:
    """Both sides' capabilities recorded and, at depth ≥ 4, no pair at all; or only overlapping pairs, one
    of them without the reason SCALE."""
    if not pairs.all and case.depth >= PAIR_FROM_DEPTH and not unrecorded:
        return (because(ReasonCode.NO_PAIR),)
    if not pairs.complementary and pairs.without_scale:
        return (because(ReasonCode.OVERLAP_WITHOUT_SCALE, count=pairs.without_scale),)
    return ()


def not_assessable(case: Case) -> Reasons:
    """A side has no capabilities recorded."""
    recorded = {str(each.side) for each in case.subject.capabilities}
    return tuple(
        because(ReasonCode.SIDE_WITHOUT_CAPABILITY, side=str(side))
        for side in SIDES
        if str(side) not in recorded
    )


def partly(pairs: Pairs) -> Reasons:
    """Identified or planned only; only overlapping pairs, all for scale; at depth 3 no pair."""
    if not pairs.all:
        return (because(ReasonCode.NO_PAIR),)
    if not pairs.complementary:
        return () if pairs.without_scale else (because(ReasonCode.ONLY_SCALE),)
    return () if pairs.in_use else (because(ReasonCode.NOT_YET_IN_USE, count=pairs.complementary),)


def _pairs(case: Case) -> Pairs:
    recorded = case.subject.capability_pairs
    complementary = [each for each in recorded if each.kind == COMPLEMENTARY]
    return Pairs(
        all=len(recorded),
        complementary=len(complementary),
        in_use=sum(each.state == IN_USE for each in complementary),
        without_scale=sum(each.kind != COMPLEMENTARY and each.reason != SCALE for each in recorded),
    )
