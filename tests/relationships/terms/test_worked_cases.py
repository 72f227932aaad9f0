"""Contract dates as a sourcing manager would read them aloud."""

from dataclasses import replace
from datetime import date

import pytest

from relationships.choices import NoticeFallsOn, Side, TermKind
from relationships.terms import (
    Period,
    Remark,
    RemarkCode,
    Term,
    add_months,
    deadline,
    first_end_in_time,
    position,
    shift_end,
)
from tests.relationships.terms.shared import BUILDING, EVERY_KIND, SUPPORT, codes, days, months, weeks


class TestWorkedCases:
    def test_1_the_initial_term_runs_until_the_day_before_its_anniversary(self) -> None:
        found = position(SUPPORT, date(2019, 6, 28))
        assert found.current_end == date(2021, 9, 26)
        assert found.notice_deadline == date(2021, 6, 26)
        assert found.reminder_on == date(2021, 5, 27)
        assert found.committed_until == date(2021, 9, 26)
        assert found.days_left.notice_deadline == 729

    def test_2_after_a_stated_end_it_has_been_renewed_once(self) -> None:
        term = Term(
            kind=TermKind.FIXED_TACIT,
            stated_end=date(2025, 8, 28),
            renewal_months=12,
            notice=months(2),
        )
        found = position(term, date(2026, 2, 11))
        assert found.current_end == date(2026, 8, 28)
        assert found.notice_deadline == date(2026, 6, 28)
        assert found.renewals == 1

    def test_3_a_young_contract_has_not_been_renewed(self) -> None:
        term = replace(SUPPORT, start=date(2020, 8, 1))
        assert position(term, date(2020, 9, 1)).current_end == date(2023, 7, 31)

    @pytest.mark.parametrize("kind", TermKind)
    def test_4_no_end_date_is_no_deadline_and_no_error(self, kind: TermKind) -> None:
        found = position(Term(kind=kind), date(2024, 5, 1))
        assert found.current_end is None
        assert found.notice_deadline is None
        assert found.option_deadline is None
        assert found.committed_until is None
        assert found.valid_until is None
        assert not found.ended

    def test_5_notice_given_in_time_stops_the_renewal(self) -> None:
        term = replace(SUPPORT, notice_given_on=date(2021, 6, 26))
        found = position(term, date(2021, 7, 10))
        assert found.current_end == found.latest_end == date(2021, 9, 26)
        assert found.notice_deadline is None
        assert found.missed_deadline is None
        assert not found.ended
        later = position(term, date(2023, 1, 1))
        assert later.current_end == date(2021, 9, 26)
        assert later.ended

    def test_6_options_not_yet_exercised(self) -> None:
        found = position(BUILDING, date(2023, 6, 15))
        assert found.current_end == date(2023, 12, 31)
        assert found.option_deadline == date(2023, 9, 30)
        assert found.latest_end == date(2025, 12, 31)
        assert found.retender_start == date(2025, 3, 31)
        assert found.notice_deadline is None

    def test_7_a_missed_deadline_binds_for_another_year(self) -> None:
        found = position(SUPPORT, date(2021, 7, 10))
        assert found.current_end == date(2021, 9, 26)
        assert found.missed_deadline == date(2021, 6, 26)
        assert found.committed_until == date(2022, 9, 26)
        assert found.notice_deadline == date(2022, 6, 26)
        assert found.remarks == (
            Remark(
                RemarkCode.NOTICE_DEADLINE_MISSED,
                (("deadline", date(2021, 6, 26)), ("end", date(2021, 9, 26))),
            ),
        )

    @pytest.mark.parametrize(
        ("end", "expected"),
        [
            (date(2021, 6, 30), date(2021, 3, 31)),
            (date(2023, 6, 30), date(2023, 3, 31)),
        ],
    )
    def test_8_three_months_before_the_end_of_june_is_the_end_of_march(
        self, end: date, expected: date
    ) -> None:
        assert deadline(end, months(3)) == expected
        term = Term(kind=TermKind.FIXED_TACIT, stated_end=end, renewal_months=12, notice=months(3))
        assert position(term, date(2020, 12, 1)).notice_deadline == expected


class TestCalendar:
    @pytest.mark.parametrize(
        ("day", "count", "expected"),
        [
            (date(2024, 1, 31), 1, date(2024, 2, 29)),
            (date(2023, 1, 31), 1, date(2023, 2, 28)),
            (date(2024, 3, 31), -1, date(2024, 2, 29)),
            (date(2024, 12, 15), 1, date(2025, 1, 15)),
            (date(9999, 12, 31), 1, date(9999, 12, 31)),
            (date(1, 1, 5), -1, date(1, 1, 1)),
        ],
    )
    def test_months_are_calendar_months(self, day: date, count: int, expected: date) -> None:
        assert add_months(day, count) == expected

    @pytest.mark.parametrize(
        ("end", "count", "expected"),
        [
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2023, 2, 28), 12, date(2024, 2, 29)),
            (date(2024, 1, 30), 1, date(2024, 2, 28)),  # 31 January + 1 month − 1 day
            (date(2024, 1, 30), 2, date(2024, 3, 30)),  # 31 January + 2 months − 1 day
            (date(2025, 12, 31), -9, date(2025, 3, 31)),
            (date(9999, 12, 31), -3, date(9999, 9, 30)),
        ],
    )
    def test_an_end_moves_by_way_of_the_day_after(self, end: date, count: int, expected: date) -> None:
        assert shift_end(end, count) == expected

    def test_renewals_are_counted_from_the_initial_end_and_never_from_a_clipped_date(self) -> None:
        term = Term(kind=TermKind.FIXED_TACIT, stated_end=date(2023, 1, 30), renewal_months=1)
        assert position(term, date(2023, 2, 10)).current_end == date(2023, 2, 27)
        assert position(term, date(2023, 3, 10)).current_end == date(2023, 3, 30)

    @pytest.mark.parametrize(
        ("notice", "expected"),
        [
            (days(30), date(2024, 12, 1)),
            (weeks(6), date(2024, 11, 19)),
            (months(1), date(2024, 11, 30)),
            (days(0), date(2024, 12, 31)),
            (months(0), date(2024, 12, 31)),
        ],
    )
    def test_deadlines_by_the_unit_of_the_notice_period(self, notice: Period, expected: date) -> None:
        assert deadline(date(2024, 12, 31), notice) == expected

    @pytest.mark.parametrize(
        ("falls_on", "expected"),
        [
            (NoticeFallsOn.ANY_DAY, date(2024, 7, 14)),
            (NoticeFallsOn.MONTH_END, date(2024, 6, 30)),
            (NoticeFallsOn.QUARTER_END, date(2024, 6, 30)),
            (NoticeFallsOn.YEAR_END, date(2023, 12, 31)),
            (NoticeFallsOn.ANNIVERSARY, date(2024, 5, 20)),
        ],
    )
    def test_a_restricted_notice_falls_on_the_last_such_day_in_time(
        self, falls_on: NoticeFallsOn, expected: date
    ) -> None:
        assert deadline(date(2024, 10, 14), months(3), falls_on, date(2022, 5, 20)) == expected

    def test_a_deadline_that_is_such_a_day_itself_stays(self) -> None:
        for falls_on in (
            NoticeFallsOn.MONTH_END,
            NoticeFallsOn.QUARTER_END,
            NoticeFallsOn.YEAR_END,
        ):
            assert deadline(date(2025, 3, 31), months(3), falls_on) == date(2024, 12, 31)

    def test_the_anniversary_of_29_february_is_the_28th_in_a_common_year(self) -> None:
        found = deadline(date(2023, 12, 31), months(3), NoticeFallsOn.ANNIVERSARY, date(2020, 2, 29))
        assert found == date(2023, 2, 28)

    def test_the_first_end_in_time_is_past_the_calendar(self) -> None:
        assert first_end_in_time(date(9999, 12, 1), months(1)) is None
        assert first_end_in_time(date(9999, 12, 30), weeks(1)) is None
        assert first_end_in_time(date(9999, 11, 30), months(1)) == date(9999, 12, 31)


class TestAnyKind:
    def test_a_stated_end_wins_and_the_difference_is_reported(self) -> None:
        term = replace(SUPPORT, stated_end=date(2021, 12, 31))
        found = position(term, date(2020, 1, 1))
        assert found.initial_end == found.current_end == date(2021, 12, 31)
        assert found.remarks == (
            Remark(
                RemarkCode.STATED_END_DIFFERS,
                (("stated", date(2021, 12, 31)), ("computed", date(2021, 9, 26))),
            ),
        )

    def test_a_stated_end_that_agrees_needs_no_remark(self) -> None:
        term = replace(SUPPORT, stated_end=date(2021, 9, 26))
        assert position(term, date(2020, 1, 1)).remarks == ()

    def test_an_end_before_the_start_is_said(self) -> None:
        term = Term(kind=TermKind.FIXED, start=date(2024, 1, 1), stated_end=date(2023, 1, 1))
        assert codes(position(term, date(2024, 2, 1))) == [RemarkCode.END_BEFORE_START]

    def test_days_left_are_counted_from_the_day_asked_about(self) -> None:
        found = position(BUILDING, date(2023, 9, 30))
        assert found.days_left.option_deadline == 0
        assert found.days_left.current_end == 92
        assert position(BUILDING, date(2024, 1, 1)).days_left.current_end == -1

    @pytest.mark.parametrize("term", EVERY_KIND)
    def test_notice_counts_from_the_day_it_was_given(self, term: Term) -> None:
        with_notice = replace(term, notice_given_on=date(2021, 3, 1))
        before = position(with_notice, date(2021, 2, 28))
        assert replace(before, valid_until=None) == replace(
            position(term, date(2021, 2, 28)), valid_until=None
        )

    def test_each_side_has_its_own_notice_and_ours_is_shown(self) -> None:
        term = replace(SUPPORT, notice=None, notice_customer=months(3), notice_supplier=months(6))
        assert position(term, date(2019, 1, 1)).notice_deadline == date(2021, 6, 26)
        theirs = replace(term, our_side=Side.SUPPLIER)
        assert position(theirs, date(2019, 1, 1)).notice_deadline == date(2021, 3, 26)

    def test_notice_is_measured_by_the_period_of_the_side_that_gave_it(self) -> None:
        term = replace(
            SUPPORT,
            notice_supplier=months(6),
            notice_given_on=date(2021, 5, 1),
            notice_given_by=Side.SUPPLIER,
        )
        assert position(term, date(2021, 5, 1)).current_end == date(2022, 9, 26)
        ours = replace(term, notice_given_by=Side.CUSTOMER)
        assert position(ours, date(2021, 5, 1)).current_end == date(2021, 9, 26)

    def test_the_reminder_can_be_set(self) -> None:
        term = replace(SUPPORT, reminder_days=60)
        assert position(term, date(2019, 1, 1)).reminder_on == date(2021, 4, 27)
