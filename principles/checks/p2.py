"""P2, interests and goals: understand whether and how they match, and organise accordingly.

The main interest or goal of a side is the one it has recorded with the highest priority (of several alike
one that is disclosed will do). A high-priority pair is an interest of each side, both of high priority; one
that was never set beside the other is as unrated as one without a rating.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from principles.checks.case import SIDES, Case, judged
from principles.checks.codes import InterestKind, PairRating, Priority, ReasonCode
from principles.checks.findings import Reasons, Verdict, because
from principles.checks.records import Interest, InterestPair
from relationships.choices import Side

DISCLOSED_FROM_DEPTH = 3
GOALS = (InterestKind.INTEREST, InterestKind.GOAL)
HIGH = Priority.HIGH
CONFLICTING = PairRating.CONFLICTING
RANKS: dict[str, int] = {str(each): rank for rank, each in enumerate(Priority)}


class Interests(NamedTuple):
    """What was recorded: the goals of each side in the order of `SIDES`, and how the pairs stand."""

    goals: tuple[list[Interest], list[Interest]]
    unrated: int
    unarranged: int
    unarranged_high: int


def check(case: Case) -> Verdict:
    interests = _interests(case)
    return judged(
        non_compliant=non_compliant(interests),
        not_assessable=not_assessable(interests),
        partly=partly(case, interests),
        missing=missing(interests),
        met=lambda: (because(ReasonCode.INTERESTS_MATCHED),),
    )


def non_compliant(interests: Interests) -> Reasons:
    """A high-priority conflict without arrangement."""
    count = interests.unarranged_high
    return (because(ReasonCode.HIGH_CONFLICT_WITHOUT_ARRANGEMENT, count=count),) if count else ()


def not_assessable(interests: Interests) -> Reasons:
    """A side has no interest or goal."""
    return tuple(
        because(ReasonCode.SIDE_WITHOUT_INTEREST, side=str(side))
        for side, goals in zip(SIDES, interests.goals, strict=True)
        if not goals
    )


def partly(case: Case, interests: Interests) -> Reasons:
    """Pairs unrated, interests only inferred at depth ≥ 3, or the review overdue."""
    found = []
    if case.depth >= DISCLOSED_FROM_DEPTH:
        found += [
            because(ReasonCode.MAIN_INTEREST_INFERRED, side=str(side))
            for side, goals in zip(SIDES, interests.goals, strict=True)
            if goals and not _main_is_disclosed(goals)
        ]
    if interests.unrated:
        found.append(because(ReasonCode.PAIRS_UNRATED, count=interests.unrated))
    return (*found, *case.review_lacking())


def missing(interests: Interests) -> Reasons:
    """A conflict without arrangement, of whatever priority; told already when one is of high priority."""
    count = 0 if interests.unarranged_high else interests.unarranged
    return (because(ReasonCode.CONFLICT_WITHOUT_ARRANGEMENT, count=count),) if count else ()


def high_pairs(
    recorded: Sequence[Interest], pairs: Iterable[InterestPair]
) -> tuple[set[tuple[int, int]], int]:
    """The high-priority pairs that are rated, and how many are not."""
    customer, supplier = (
        {each.id for each in recorded if each.side == side and each.priority == HIGH} for side in SIDES
    )
    rated = {(each.customer, each.supplier) for each in pairs if each.rating is not None}
    rated = {pair for pair in rated if pair[0] in customer and pair[1] in supplier}
    return rated, len(customer) * len(supplier) - len(rated)


def _interests(case: Case) -> Interests:
    recorded, pairs = case.subject.interests, case.subject.interest_pairs
    high, unrated = high_pairs(recorded, pairs)
    conflicts = [each for each in pairs if each.rating == CONFLICTING and not each.arrangement]
    return Interests(
        goals=(_goals(recorded, SIDES[0]), _goals(recorded, SIDES[1])),
        unrated=unrated,
        unarranged=len(conflicts),
        unarranged_high=sum((each.customer, each.supplier) in high for each in conflicts),
    )


def _goals(recorded: tuple[Interest, ...], side: Side) -> list[Interest]:
    return [each for each in recorded if each.side == side and each.kind in GOALS]


def _main_is_disclosed(goals: list[Interest]) -> bool:
    ranks = [RANKS.get(each.priority, len(RANKS)) for each in goals]
    highest = min(ranks)
    return any(each.disclosed for each, rank in zip(goals, ranks, strict=True) if rank == highest)
