"""Contract dates as a sourcing manager would read them aloud."""

from dataclasses import replace
from datetime import date

import pytest

from relationships.choices import NoticeFallsOn, PeriodUnit, Procedure, Side, TermKind
from relationships.terms import (
    Period,
    Position,
    Remark,
    RemarkCode,
    Term,
    add_months,
    deadline,
    duration_level,
    first_end_in_time,
    position,
    shift_end,
)


def months(count: int) -> Period:
    return Period(count, PeriodUnit.MONTHS)


def weeks(count: int) -> Period:
    return Period(count, PeriodUnit.WEEKS)


def days(count: int) -> Period:
    return Period(count, PeriodUnit.DAYS)


def codes(found: Position) -> list[RemarkCode]:
    return [remark.code for remark in found.remarks]


SUPPORT = Term(
    kind=TermKind.FIXED_TACIT,
    start=date(2018, 9, 27),
    term_months=36,
    renewal_months=12,
    notice=months(3),
)
BUILDING = Term(
    kind=TermKind.FIXED_OPTIONS,
    start=date(2022, 1, 1),
    term_months=24,
    options=(12, 12),
    option_notice=months(3),
    procedure=Procedure.EUROPEAN,
)
LEASE = Term(
    kind=TermKind.MINIMUM, start=date(2020, 1, 1), term_months=24, notice=months(3)
)  # until 2021-12-31, deadline 2021-09-30
CLEANING = Term(kind=TermKind.OPEN_ENDED, start=date(2020, 1, 1), notice=months(2))
EVERY_KIND = [SUPPORT, BUILDING, LEASE, CLEANING, replace(SUPPORT, kind=TermKind.FIXED)]


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


class TestFixed:
    TERM = Term(kind=TermKind.FIXED, start=date(2020, 8, 1), term_months=36, notice=months(3))

    def test_it_ends_on_its_end_and_has_no_deadline(self) -> None:
        found = position(self.TERM, date(2023, 7, 31))
        assert found.current_end == found.committed_until == date(2023, 7, 31)
        assert found.latest_end == date(2023, 7, 31)
        assert found.notice_deadline is None
        assert found.notice_known
        assert not found.ended
        assert found.valid_until == date(2023, 7, 31)

    def test_after_its_end_it_has_ended_and_the_end_stays(self) -> None:
        found = position(self.TERM, date(2023, 8, 1))
        assert found.ended
        assert found.current_end == date(2023, 7, 31)
        assert found.valid_until is None

    def test_notice_has_no_effect(self) -> None:
        term = replace(self.TERM, notice_given_on=date(2021, 1, 1))
        found = position(term, date(2021, 1, 1))
        assert found.current_end == date(2023, 7, 31)
        assert codes(found) == [RemarkCode.NOTICE_WITHOUT_EFFECT]


class TestTacitRenewal:
    LIMITED = replace(SUPPORT, renewal_limit=2)  # 2021-09-26, 2022-09-26, 2023-09-26

    def test_on_its_deadline_notice_is_in_time(self) -> None:
        found = position(SUPPORT, date(2021, 6, 26))
        assert found.notice_deadline == date(2021, 6, 26)
        assert found.missed_deadline is None
        assert found.valid_until == date(2021, 6, 26)

    def test_without_a_limit_there_is_no_latest_end(self) -> None:
        assert position(SUPPORT, date(2021, 6, 26)).latest_end is None

    def test_a_final_renewal_has_no_deadline(self) -> None:
        found = position(self.LIMITED, date(2023, 1, 1))
        assert found.renewals == 2
        assert found.current_end == found.committed_until == found.latest_end == date(2023, 9, 26)
        assert found.notice_deadline is None
        assert found.missed_deadline is None
        assert not found.ended

    def test_missing_the_last_deadline_binds_to_the_final_end(self) -> None:
        found = position(self.LIMITED, date(2022, 7, 1))
        assert found.missed_deadline == date(2022, 6, 26)
        assert found.notice_deadline is None
        assert found.committed_until == date(2023, 9, 26)

    def test_after_the_final_end_it_has_ended(self) -> None:
        found = position(self.LIMITED, date(2023, 9, 27))
        assert found.ended
        assert found.current_end == date(2023, 9, 26)

    def test_it_can_be_agreed_not_to_renew_at_all(self) -> None:
        found = position(replace(SUPPORT, renewal_limit=0), date(2021, 1, 1))
        assert found.notice_deadline is None
        assert found.latest_end == date(2021, 9, 26)

    def test_a_stated_latest_end_cuts_the_last_renewal_short(self) -> None:
        term = replace(SUPPORT, stated_latest_end=date(2022, 12, 31))
        found = position(term, date(2022, 10, 1))
        assert found.current_end == found.latest_end == date(2022, 12, 31)
        assert found.notice_deadline is None
        assert position(term, date(2023, 1, 1)).ended

    def test_late_notice_ends_it_a_renewal_later_and_is_said(self) -> None:
        term = replace(SUPPORT, notice_given_on=date(2021, 6, 27))
        found = position(term, date(2021, 6, 27))
        assert found.current_end == date(2022, 9, 26)
        assert found.renewals == 0
        assert found.valid_until == date(2021, 9, 26)
        assert found.remarks == (
            Remark(
                RemarkCode.NOTICE_TOO_LATE,
                (
                    ("given", date(2021, 6, 27)),
                    ("deadline", date(2021, 6, 26)),
                    ("end", date(2022, 9, 26)),
                ),
            ),
        )
        assert position(term, date(2022, 1, 1)).renewals == 1

    def test_a_notice_longer_than_the_renewal_misses_several_ends_at_once(self) -> None:
        term = Term(
            kind=TermKind.FIXED_TACIT,
            stated_end=date(2024, 1, 31),
            renewal_months=1,
            notice=months(3),
        )
        found = position(term, date(2024, 1, 15))
        assert found.missed_deadline == date(2023, 10, 31)
        assert found.notice_deadline == date(2024, 1, 31)
        assert found.committed_until == date(2024, 4, 30)

    def test_without_a_notice_period_the_deadline_is_unknown_and_said_so(self) -> None:
        found = position(replace(SUPPORT, notice=None), date(2021, 7, 10))
        assert found.notice_deadline is None
        assert not found.notice_known
        assert codes(found) == [RemarkCode.NOTICE_UNKNOWN]
        assert found.committed_until == found.current_end == date(2021, 9, 26)

    def test_with_an_unknown_notice_period_notice_is_taken_to_be_in_time(self) -> None:
        term = replace(SUPPORT, notice=None, notice_given_on=date(2021, 9, 1))
        found = position(term, date(2022, 1, 1))
        assert found.current_end == date(2021, 9, 26)
        assert found.ended
        assert codes(found) == [RemarkCode.NOTICE_UNKNOWN]

    def test_the_anniversary_of_an_unknown_start_leaves_the_deadline_unknown(self) -> None:
        term = Term(
            kind=TermKind.FIXED_TACIT,
            stated_end=date(2024, 1, 31),
            renewal_months=12,
            notice=months(1),
            notice_falls_on=NoticeFallsOn.ANNIVERSARY,
        )
        found = position(term, date(2023, 6, 1))
        assert found.notice_deadline is None
        assert not found.notice_known
        assert codes(found) == [RemarkCode.ANNIVERSARY_UNKNOWN]

    def test_a_renewal_of_unknown_length_leaves_the_end_unknown_once_renewed(self) -> None:
        term = replace(SUPPORT, renewal_months=None)
        before = position(term, date(2021, 6, 1))
        assert before.current_end == before.committed_until == date(2021, 9, 26)
        assert before.notice_deadline == date(2021, 6, 26)
        missed = position(term, date(2021, 7, 1))
        assert missed.missed_deadline == date(2021, 6, 26)
        assert missed.committed_until is None
        renewed = position(term, date(2021, 10, 1))
        assert renewed.current_end is None
        assert not renewed.ended
        assert codes(renewed) == [RemarkCode.RENEWAL_UNKNOWN]

    def test_an_end_of_9999_12_31_is_final(self) -> None:
        term = replace(SUPPORT, start=None, stated_end=date(9999, 12, 31))
        found = position(term, date(2024, 1, 1))
        assert found.current_end == found.committed_until == date(9999, 12, 31)
        assert found.notice_deadline is None
        assert found.valid_until is None


class TestOptions:
    def test_an_exercised_option_moves_the_end_and_the_deadline(self) -> None:
        found = position(replace(BUILDING, options_exercised=1), date(2023, 6, 15))
        assert found.current_end == date(2024, 12, 31)
        assert found.option_deadline == date(2024, 9, 30)
        assert found.option_reminder_on == date(2024, 8, 31)
        assert found.latest_end == date(2025, 12, 31)

    def test_once_all_are_exercised_there_is_no_deadline(self) -> None:
        found = position(replace(BUILDING, options_exercised=2), date(2024, 6, 15))
        assert found.option_deadline is None
        assert found.current_end == found.latest_end == date(2025, 12, 31)
        assert found.remarks == ()

    def test_a_passed_deadline_is_said_as_missed(self) -> None:
        found = position(BUILDING, date(2023, 10, 1))
        assert found.option_deadline is None
        assert found.missed_option_deadline == date(2023, 9, 30)
        assert codes(found) == [RemarkCode.OPTION_DEADLINE_MISSED]

    def test_it_ends_unless_exercised(self) -> None:
        found = position(BUILDING, date(2024, 1, 1))
        assert found.ended
        assert found.current_end == date(2023, 12, 31)

    def test_a_stated_latest_end_wins_and_the_difference_is_reported(self) -> None:
        term = replace(BUILDING, stated_latest_end=date(2026, 6, 30))
        found = position(term, date(2023, 6, 15))
        assert found.latest_end == date(2026, 6, 30)
        assert found.retender_start == date(2025, 9, 30)
        assert codes(found) == [RemarkCode.STATED_LATEST_END_DIFFERS]

    @pytest.mark.parametrize(
        ("procedure", "expected"),
        [
            (Procedure.EUROPEAN, date(2025, 3, 31)),
            (Procedure.NATIONAL, date(2025, 6, 30)),
            (Procedure.PRIVATE, date(2025, 8, 31)),
            (None, None),
        ],
    )
    def test_the_lead_time_goes_by_the_procedure(
        self, procedure: Procedure | None, expected: date | None
    ) -> None:
        term = replace(BUILDING, procedure=procedure)
        assert position(term, date(2023, 6, 15)).retender_start == expected

    def test_lead_times_can_be_set(self) -> None:
        term = replace(BUILDING, lead_months={Procedure.EUROPEAN: 12})
        assert position(term, date(2023, 6, 15)).retender_start == date(2024, 12, 31)

    def test_without_an_option_notice_the_deadline_is_unknown(self) -> None:
        found = position(replace(BUILDING, option_notice=None), date(2023, 6, 15))
        assert found.option_deadline is None
        assert not found.notice_known
        assert codes(found) == [RemarkCode.OPTION_NOTICE_UNKNOWN]

    def test_more_options_exercised_than_agreed_is_said(self) -> None:
        found = position(replace(BUILDING, options_exercised=3), date(2023, 6, 15))
        assert found.current_end == date(2025, 12, 31)
        assert codes(found) == [RemarkCode.OPTIONS_OVERCOUNTED]

    def test_after_notice_no_option_is_left(self) -> None:
        found = position(replace(BUILDING, notice_given_on=date(2023, 5, 1)), date(2023, 6, 15))
        assert found.option_deadline is None
        assert found.latest_end == date(2023, 12, 31)


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
