"""P2, interests and goals: understand whether and how they match, and organise accordingly.

The main interest or goal of a side is the one it has recorded with the highest priority (of several alike
one that is disclosed will do). A high-priority pair is an interest of each side, both of high priority; one
that was never set beside the other is as unrated as one without a rating.
"""

from __future__ import annotations

from principles.checks.case import SIDES, Case, Row
from principles.checks.codes import InterestKind, PairRating, Priority, ReasonCode
from principles.checks.findings import Reasons, Verdict, because
from principles.checks.records import Interest, InterestPair
from relationships.choices import Side

DISCLOSED_FROM_DEPTH = 3
GOALS = (InterestKind.INTEREST, InterestKind.GOAL)
RANKS: dict[str, int] = {Priority.HIGH: 0, Priority.MEDIUM: 1, Priority.LOW: 2}


def check(case: Case) -> Verdict:
    return ROW.judge(case)


def non_compliant(case: Case) -> Reasons:
    """A high-priority conflict without arrangement."""
    high = _high(case, Side.CUSTOMER) | _high(case, Side.SUPPLIER)
    count = sum(each.customer in high and each.supplier in high for each in _unarranged(case))
    return (because(ReasonCode.HIGH_CONFLICT_WITHOUT_ARRANGEMENT, count=count),) if count else ()


def not_assessable(case: Case) -> Reasons:
    """A side has no interest or goal."""
    return tuple(
        because(ReasonCode.SIDE_WITHOUT_INTEREST, side=str(side)) for side in SIDES if not _goals(case, side)
    )


def partly(case: Case) -> Reasons:
    """Pairs unrated, interests only inferred at depth ≥ 3, or the review overdue."""
    return tuple(each for each in lacking(case) if each.code is not ReasonCode.CONFLICT_WITHOUT_ARRANGEMENT)


def lacking(case: Case) -> Reasons:
    """Anything short of: both main interests known, high-priority pairs rated, conflicts arranged,
    review in date."""
    found = [*not_assessable(case), *_inferred(case)]
    unrated = _unrated(case)
    if unrated:
        found.append(because(ReasonCode.PAIRS_UNRATED, count=unrated))
    conflicts = len(_unarranged(case))
    if conflicts:
        found.append(because(ReasonCode.CONFLICT_WITHOUT_ARRANGEMENT, count=conflicts))
    return (*found, *case.review_lacking())


def met(_case: Case) -> Reasons:
    return (because(ReasonCode.INTERESTS_MATCHED),)


def _goals(case: Case, side: Side) -> list[Interest]:
    return [each for each in case.subject.interests if each.side == side and each.kind in GOALS]


def _inferred(case: Case) -> Reasons:
    """From depth 3, the sides that did not disclose their main interest themselves."""
    if case.depth < DISCLOSED_FROM_DEPTH:
        return ()
    found = []
    for side in SIDES:
        goals = _goals(case, side)
        highest = min((_rank(each) for each in goals), default=None)
        if goals and not any(each.disclosed for each in goals if _rank(each) == highest):
            found.append(because(ReasonCode.MAIN_INTEREST_INFERRED, side=str(side)))
    return tuple(found)


def _rank(interest: Interest) -> int:
    return RANKS.get(interest.priority, len(RANKS))


def _high(case: Case, side: Side) -> set[int]:
    return {
        each.id for each in case.subject.interests if each.side == side and each.priority == Priority.HIGH
    }


def _unrated(case: Case) -> int:
    """How many high-priority pairs nobody has rated."""
    customer, supplier = _high(case, Side.CUSTOMER), _high(case, Side.SUPPLIER)
    rated = {
        (each.customer, each.supplier)
        for each in case.subject.interest_pairs
        if each.rating is not None and each.customer in customer and each.supplier in supplier
    }
    return len(customer) * len(supplier) - len(rated)


def _unarranged(case: Case) -> list[InterestPair]:
    """The conflicts without an arrangement."""
    return [
        each
        for each in case.subject.interest_pairs
        if each.rating == PairRating.CONFLICTING and not each.arrangement
    ]


ROW = Row(non_compliant, not_assessable, partly, lacking, met)
