"""P2: understand whether and how interests and goals match."""

from __future__ import annotations

from datetime import date

import pytest

from principles.checks.records import Interest, InterestPair, Review
from tests.principles.checks.cases import CUSTOMER, ON, SUPPLIER, ahead, found, reasons, result, ways


def ours(number=1, kind="GOAL", priority="HIGH", disclosed=True):
    return Interest(number, CUSTOMER, kind, priority, disclosed)


def theirs(number=11, kind="INTEREST", priority="HIGH", disclosed=True):
    return Interest(number, SUPPLIER, kind, priority, disclosed)


def pair(one=1, two=11, rating="SHARED", arrangement=False):
    return InterestPair(one, two, rating, arrangement)


BOTH = (ours(), theirs())
RATED = (pair(),)
IN_DATE = (Review(ON),)


@pytest.mark.parametrize(
    ("depth", "interests", "pairs", "expected"),
    [
        (2, BOTH, [pair()], "COMPLIANT"),
        (2, BOTH, [pair(rating="CONFLICTING", arrangement=True)], "COMPLIANT"),
        (2, [ours(disclosed=False), theirs(disclosed=False)], [pair()], "COMPLIANT"),
        (3, BOTH, [pair()], "COMPLIANT"),
        (3, [*BOTH, theirs(12, "NEED", "LOW", disclosed=False)], [pair()], "COMPLIANT"),
        (2, [ours(priority="LOW"), theirs(priority="MEDIUM")], [], "COMPLIANT"),
        (3, [ours(), theirs(disclosed=False)], [pair()], "PARTLY"),
        (3, [ours(), theirs(disclosed=False), theirs(12, priority="LOW")], [pair()], "PARTLY"),
        (2, BOTH, [], "PARTLY"),
        (2, BOTH, [pair(rating=None)], "PARTLY"),
        (2, [*BOTH, ours(2)], [pair()], "PARTLY"),
        (2, [*BOTH, ours(2, priority="LOW")], [pair(), pair(2, 11, "CONFLICTING")], "PARTLY"),
        (2, BOTH, [pair(rating="CONFLICTING")], "NON_COMPLIANT"),
        (2, [ours()], [], "NOT_ASSESSABLE"),
        (2, [theirs()], [], "NOT_ASSESSABLE"),
        (2, [ours(), theirs(kind="NEED")], [], "NOT_ASSESSABLE"),
        (2, [ours(), theirs(kind="HESITATION")], [], "NOT_ASSESSABLE"),
        (2, [], [], "NOT_ASSESSABLE"),
        (1, [], [], "NOT_APPLICABLE"),
    ],
)
def test_interests_and_their_pairs(depth, interests, pairs, expected) -> None:
    held = {"interests": tuple(interests), "interest_pairs": tuple(pairs), "reviews": IN_DATE}

    assert result("P2", depth, **held) == expected


def test_a_high_priority_conflict_comes_before_a_side_that_has_no_goal() -> None:
    hesitation = (ours(), theirs(kind="HESITATION"))

    assert (
        result("P2", 2, interests=hesitation, interest_pairs=(pair(rating="CONFLICTING"),)) == "NON_COMPLIANT"
    )


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        ([], "PARTLY"),
        ([Review(date(2025, 11, 20))], "COMPLIANT"),
        ([Review(date(2025, 11, 19))], "PARTLY"),
        ([Review(date(2020, 1, 1)), Review(date(2026, 1, 1))], "COMPLIANT"),
        ([Review(ahead(1))], "PARTLY"),
    ],
)
def test_the_last_review_is_at_most_12_months_old(reviews, expected) -> None:
    assert result("P2", 2, interests=BOTH, interest_pairs=RATED, reviews=tuple(reviews)) == expected


def test_it_holds_through_the_last_day_of_the_review() -> None:
    finding = found("P2", interests=BOTH, interest_pairs=RATED, reviews=(Review(date(2026, 2, 28)),))

    assert finding.valid_until == date(2027, 2, 28)


def test_it_says_all_that_is_missing() -> None:
    interests = (ours(), theirs(disclosed=False))
    finding = found("P2", 3, interests=interests, reviews=(Review(date(2025, 1, 1)),))

    assert reasons(finding) == ["MAIN_INTEREST_INFERRED", "PAIRS_UNRATED", "REVIEW_OVERDUE"]
    assert ways(finding) == ["HAVE_INTEREST_DISCLOSED", "RATE_PAIRS", "REVIEW"]
    assert finding.reasons[0].params == {"side": "SUPPLIER"}


def test_a_high_priority_conflict_is_the_first_thing_to_see_to_and_said_once() -> None:
    pairs = (pair(rating="CONFLICTING"), pair(two=12, rating="CONFLICTING"))
    finding = found("P2", interests=(*BOTH, theirs(12, priority="LOW")), interest_pairs=pairs)

    assert reasons(finding) == ["HIGH_CONFLICT_WITHOUT_ARRANGEMENT"]
    assert ways(finding) == ["ARRANGE_CONFLICTS", "REVIEW"]
