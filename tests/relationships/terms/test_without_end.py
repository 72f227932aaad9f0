"""Where a term stands that has a minimum or no end; and how long a contract lasts, as a level."""

from dataclasses import replace
from datetime import date

import pytest

from relationships.choices import NoticeFallsOn, TermKind
from relationships.terms import RemarkCode, Term, duration_level, position
from tests.relationships.terms.shared import BUILDING, CLEANING, LEASE, SUPPORT, codes


class TestMinimumTerm:
    def test_until_its_deadline_end_and_deadline_are_the_minimums(self) -> None:
        found = position(LEASE, date(2021, 9, 30))
        assert found.current_end == found.committed_until == date(2021, 12, 31)
        assert found.notice_deadline == date(2021, 9, 30)
        assert found.valid_until == date(2021, 9, 30)

    def test_after_it_the_contract_is_open(self) -> None:
        found = position(LEASE, date(2021, 10, 1))
        assert found.current_end is None
        assert found.notice_deadline is None
        assert found.missed_deadline == date(2021, 9, 30)
        assert found.earliest_end == found.committed_until == date(2022, 1, 1)

    def test_after_the_minimum_nothing_is_missed_any_more(self) -> None:
        found = position(LEASE, date(2022, 1, 1))
        assert found.missed_deadline is None
        assert found.earliest_end == date(2022, 4, 1)
        assert found.remarks == ()

    def test_early_notice_ends_it_with_the_minimum(self) -> None:
        term = replace(LEASE, notice_given_on=date(2020, 3, 1))
        found = position(term, date(2020, 3, 1))
        assert found.current_end == found.latest_end == date(2021, 12, 31)
        assert found.notice_deadline is None

    def test_notice_after_the_deadline_ends_it_later_and_is_said(self) -> None:
        term = replace(LEASE, notice_given_on=date(2021, 10, 15))
        found = position(term, date(2021, 10, 15))
        assert found.current_end == date(2022, 1, 15)
        assert codes(found) == [RemarkCode.NOTICE_TOO_LATE]

    def test_without_a_notice_period_the_minimum_still_binds(self) -> None:
        found = position(replace(LEASE, notice=None), date(2021, 12, 1))
        assert found.current_end == found.committed_until == date(2021, 12, 31)
        assert codes(found) == [RemarkCode.NOTICE_UNKNOWN]


class TestOpenEnded:
    def test_no_end_no_deadline_but_an_earliest_end(self) -> None:
        found = position(CLEANING, date(2024, 3, 14))
        assert found.current_end is None
        assert found.notice_deadline is None
        assert found.earliest_end == found.committed_until == date(2024, 5, 14)
        assert not found.ended

    @pytest.mark.parametrize(
        ("on", "earliest"),
        [
            (date(2023, 12, 31), date(2024, 2, 29)),
            (date(2024, 1, 30), date(2024, 3, 30)),
            (date(2023, 12, 29), date(2024, 2, 29)),  # 28 February + 1 day − 2 months is 29 − 1
            (date(2023, 12, 28), date(2024, 2, 28)),
        ],
    )
    def test_the_earliest_end_is_the_first_whose_deadline_is_today_or_later(
        self, on: date, earliest: date
    ) -> None:
        assert position(CLEANING, on).earliest_end == earliest

    def test_a_restricted_notice_waits_for_its_day(self) -> None:
        term = replace(CLEANING, notice_falls_on=NoticeFallsOn.QUARTER_END)
        found = position(term, date(2024, 2, 10))
        assert found.earliest_end == date(2024, 5, 31)
        assert found.valid_until == date(2024, 3, 31)

    def test_never_before_the_end_of_a_minimum(self) -> None:
        term = replace(CLEANING, term_months=60)
        found = position(term, date(2022, 1, 1))
        assert found.current_end is None
        assert found.earliest_end == date(2024, 12, 31)
        assert found.valid_until == date(2024, 10, 31)

    def test_notice_ends_it_on_the_earliest_end_of_that_day(self) -> None:
        term = replace(CLEANING, notice_given_on=date(2024, 3, 14))
        assert position(term, date(2024, 4, 1)).current_end == date(2024, 5, 14)
        assert position(term, date(2024, 5, 15)).ended

    def test_without_a_notice_period_nothing_is_known(self) -> None:
        found = position(replace(CLEANING, notice=None), date(2024, 3, 14))
        assert found.earliest_end is None
        assert found.committed_until is None
        assert not found.notice_known
        assert codes(found) == [RemarkCode.NOTICE_UNKNOWN]


class TestDuration:
    @staticmethod
    def fixed(start: date, end: date | None) -> Term:
        return Term(kind=TermKind.FIXED, start=start, stated_end=end)

    @pytest.mark.parametrize(
        ("end", "level"),
        [
            (date(2024, 1, 1), 1),
            (date(2024, 1, 2), 2),
            (date(2024, 12, 30), 2),
            (date(2024, 12, 31), 3),
            (date(2026, 12, 30), 3),
            (date(2026, 12, 31), 4),
            (date(2028, 12, 31), 4),
            (date(2029, 1, 1), 5),
            (date(9999, 12, 31), 5),
            (date(2023, 12, 31), None),
            (None, None),
        ],
    )
    def test_the_length_of_one_contract(self, end: date | None, level: int | None) -> None:
        assert duration_level([self.fixed(date(2024, 1, 1), end)]) == level

    def test_options_are_included(self) -> None:
        assert duration_level([BUILDING]) == 4
        assert duration_level([replace(BUILDING, options=(12, 12, 24))]) == 5

    @pytest.mark.parametrize("term", [CLEANING, LEASE, SUPPORT, Term(kind=TermKind.OPEN_ENDED)])
    def test_without_a_last_end_it_is_open(self, term: Term) -> None:
        assert duration_level([term]) == 5

    def test_limited_renewals_are_included(self) -> None:
        assert duration_level([replace(SUPPORT, renewal_limit=2)]) == 4
        assert duration_level([replace(SUPPORT, renewal_limit=3)]) == 5

    def test_notice_ends_what_was_open(self) -> None:
        assert duration_level([replace(CLEANING, notice_given_on=date(2021, 3, 1))]) == 3
        assert duration_level([replace(SUPPORT, notice_given_on=date(2019, 3, 1))]) == 4

    def test_contracts_that_follow_on_are_one_stretch(self) -> None:
        first = self.fixed(date(2020, 1, 1), date(2021, 12, 31))
        second = self.fixed(date(2022, 1, 1), date(2023, 12, 31))
        assert duration_level([second, first]) == 4

    def test_orders_with_gaps_do_not_add_up(self) -> None:
        orders = [self.fixed(date(year, 3, 1), date(year, 4, 30)) for year in range(2015, 2025)]
        assert duration_level(orders) == 2

    def test_a_contract_without_dates_says_nothing(self) -> None:
        year = self.fixed(date(2024, 1, 1), date(2024, 12, 31))
        assert duration_level([year, Term(kind=TermKind.FIXED)]) == 3
        assert duration_level([Term(kind=TermKind.FIXED)]) is None
        assert duration_level([]) is None
