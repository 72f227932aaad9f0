"""What pairs suggest for two ratings: read as somebody at a table would add them up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.checks.records import CapabilityPair, Interest, InterestPair
from principles.suggestions import Suggestion, Why, complementarity, goal_alignment, sentence

H, M, L = "HIGH", "MEDIUM", "LOW"
SHARED, COMPATIBLE, CONFLICTING = "SHARED", "COMPATIBLE", "CONFLICTING"
COMPLEMENTARY, OVERLAPPING = "COMPLEMENTARY", "OVERLAPPING"
IN_USE, PLANNED, IDENTIFIED = "IN_USE", "PLANNED", "IDENTIFIED"


def paired(*pairs: tuple[str, str, str | None]) -> Suggestion:
    """Each pair with the priority of the customer's interest, of the supplier's, and its rating."""
    interests, rated = [], []
    for at, (customer, supplier, rating) in enumerate(pairs):
        ours, theirs = 2 * at, 2 * at + 1
        for pk, side, priority in ((ours, "CUSTOMER", customer), (theirs, "SUPPLIER", supplier)):
            interests.append(Interest(pk, side, "GOAL", priority, True, "ORGANISATION", False))
        rated.append(InterestPair(ours, theirs, rating, False))
    return goal_alignment(interests, rated)


def able(*pairs: tuple[str, str]) -> Suggestion:
    return complementarity([CapabilityPair(kind, state, "") for kind, state in pairs])


def reasons(suggestion: Suggestion) -> list[tuple[str, dict[str, object]]]:
    return [(str(each.code), dict(each.params)) for each in suggestion.reasons]


@pytest.mark.parametrize(
    ("pairs", "value", "average"),
    [
        ([(M, M, SHARED)] * 3, 5, "5.0"),
        ([(M, M, COMPATIBLE)] * 3, 3, "3.0"),
        ([(L, L, CONFLICTING)] * 3, 1, "1.0"),
        # 4 × 5, 4 × 3 and 4 × 1 of 12: a conflict takes away what is shared.
        ([(M, M, SHARED), (M, M, COMPATIBLE), (M, M, CONFLICTING)], 3, "3.0"),
        # 9 × 1 of a conflict that is high for both weighs more than 4 × 5 and 1 × 5: 34 of 14.
        ([(H, H, CONFLICTING), (M, M, SHARED), (L, L, SHARED)], 2, "2.4"),
        # 9 × 5, 2 × 3 and 1 × 3 of 12: 54, and a half goes down.
        ([(H, H, SHARED), (M, L, COMPATIBLE), (L, L, COMPATIBLE)], 4, "4.5"),
        # 1 × 5, 1 × 3 and 2 × 3 of 4: 14.
        ([(L, L, SHARED), (L, L, COMPATIBLE), (L, M, COMPATIBLE)], 3, "3.5"),
        # 1 × 5, 1 × 3, 1 × 5 of 3: 4.33.
        ([(L, L, SHARED), (L, L, COMPATIBLE), (L, L, SHARED)], 4, "4.3"),
    ],
)
def test_goal_alignment_is_the_average_of_rated_pairs_by_priority(pairs, value, average) -> None:
    found = paired(*pairs)
    assert (found.fact, found.value) == ("goal_alignment", value)
    assert reasons(found) == [("AVERAGE", {"count": 3, "average": average})]


def test_unrated_pairs_count_for_nothing() -> None:
    rated = [(M, M, SHARED), (M, L, SHARED), (L, L, COMPATIBLE)]
    found = paired(*rated, (L, L, None), (M, H, None))
    assert (found.value, found.pairs) == (5, {"SHARED": 2, "COMPATIBLE": 1, "CONFLICTING": 0})


def test_fewer_than_three_rated_pairs_suggest_nothing() -> None:
    found = paired((M, M, SHARED), (M, M, SHARED), (M, M, None))
    assert found.value is None
    assert reasons(found) == [("TOO_FEW_PAIRS", {"count": 2, "least": 3})]
    assert reasons(goal_alignment([], [])) == [("TOO_FEW_PAIRS", {"count": 0, "least": 3})]


def test_a_high_pair_that_nobody_rated_suggests_nothing() -> None:
    rated = [(M, M, SHARED)] * 3
    assert reasons(paired(*rated, (H, H, None))) == [("HIGH_PAIRS_UNRATED", {"count": 1})]
    # High interests of both sides that were never put side by side: 2 × 2, of which two are rated.
    found = paired((H, H, SHARED), (H, H, SHARED), (M, M, SHARED))
    assert (found.value, reasons(found)) == (None, [("HIGH_PAIRS_UNRATED", {"count": 2})])
    assert [code for code, _ in reasons(paired((H, H, None)))] == ["TOO_FEW_PAIRS", "HIGH_PAIRS_UNRATED"]


@pytest.mark.parametrize(
    ("pairs", "value", "codes"),
    [
        ([(COMPLEMENTARY, IN_USE)] * 2, 5, ["AVERAGE"]),
        ([(COMPLEMENTARY, IN_USE), (COMPLEMENTARY, IDENTIFIED)], 5, ["AVERAGE"]),
        ([(COMPLEMENTARY, PLANNED)] * 2, 4, ["AVERAGE", "NOT_SHOWN_YET"]),
        ([(COMPLEMENTARY, IDENTIFIED)] * 2, 3, ["AVERAGE", "NOT_SHOWN_YET"]),
        ([(OVERLAPPING, IN_USE)] * 2, 1, ["AVERAGE"]),
        # 3 × 5 and 3 × 1 of 6.
        ([(COMPLEMENTARY, IN_USE), (OVERLAPPING, IN_USE)], 3, ["AVERAGE"]),
        # 3 × 5 and 1 × 1 of 4.
        ([(COMPLEMENTARY, IN_USE), (OVERLAPPING, IDENTIFIED)], 4, ["AVERAGE"]),
        # 1 × 5 and 3 × 1 of 4.
        ([(COMPLEMENTARY, IDENTIFIED), (OVERLAPPING, IN_USE)], 2, ["AVERAGE"]),
    ],
)
def test_complementarity_is_the_average_by_state_and_no_more_than_shown(pairs, value, codes) -> None:
    found = able(*pairs)
    assert (found.fact, found.value) == ("complementarity", value)
    assert [code for code, _ in reasons(found)] == codes


def test_one_pair_of_capabilities_suggests_nothing() -> None:
    found = able((COMPLEMENTARY, IN_USE))
    assert (found.value, found.pairs) == (None, {"COMPLEMENTARY": 1, "OVERLAPPING": 0})
    assert reasons(found) == [("TOO_FEW_PAIRS", {"count": 1, "least": 2})]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([M, L]),
            st.sampled_from([H, M, L]),
            st.sampled_from([SHARED, COMPATIBLE, CONFLICTING]),
        ),
        min_size=3,
        max_size=8,
    )
)
def test_better_rated_pairs_never_suggest_less(pairs) -> None:
    value = paired(*pairs).value
    assert value is not None
    assert 1 <= value <= 5
    for at, (ours, theirs, _rating) in enumerate(pairs):
        better = paired(*pairs[:at], (ours, theirs, SHARED), *pairs[at + 1 :]).value
        assert better is not None
        assert better >= value


@given(
    st.lists(
        st.tuples(
            st.sampled_from([COMPLEMENTARY, OVERLAPPING]), st.sampled_from([IN_USE, PLANNED, IDENTIFIED])
        ),
        min_size=2,
        max_size=8,
    )
)
def test_a_complementary_pair_put_to_use_never_suggests_less(pairs) -> None:
    value = able(*pairs).value
    assert value is not None
    assert 1 <= value <= 5
    for at, (kind, _state) in enumerate(pairs):
        if kind == COMPLEMENTARY:
            used = able(*pairs[:at], (kind, IN_USE), *pairs[at + 1 :]).value
            assert used is not None
            assert used >= value


@pytest.mark.parametrize(
    ("why", "language", "text"),
    [
        (paired(*[(M, M, SHARED)] * 3).reasons[0], "en", "The 3 pairs come to 5.0 on average."),
        (paired(*[(M, M, SHARED)] * 3).reasons[0], "nl", "De 3 paren komen gemiddeld op 5,0."),
        (
            able((OVERLAPPING, IN_USE)).reasons[0],
            "en",
            "Too few pairs to suggest anything: 1, at least 2.",
        ),
        (
            able(*[(COMPLEMENTARY, PLANNED)] * 2).reasons[1],
            "nl",
            "Niet meer dan 4: een aanvullend paar telt als 4 zodra het gepland is en als 5 zodra het in "
            "gebruik is.",
        ),
        (
            paired(*[(M, M, SHARED)] * 3, (H, H, None)).reasons[0],
            "nl",
            "Belangenparen van hoge prioriteit die niet beoordeeld zijn: 1.",
        ),
    ],
)
def test_reasons_are_said_in_both_languages(why: Why, language: str, text: str) -> None:
    assert sentence(why, language) == text
