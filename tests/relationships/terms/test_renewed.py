"""Where a term with a fixed end stands: as it is, renewed tacitly, prolonged by options."""

from dataclasses import replace
from datetime import date

import pytest

from relationships.choices import NoticeFallsOn, Procedure, TermKind
from relationships.terms import Remark, RemarkCode, Term, position
from tests.relationships.terms.shared import BUILDING, SUPPORT, codes, months


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
