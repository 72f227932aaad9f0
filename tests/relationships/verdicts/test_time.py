"""Verdicts change by time alone, and what they used to be can be told for any moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from unittest import mock

import pytest

from relationships import daily, verdicts
from relationships.actions.facts import rate_parties
from relationships.choices import Direction
from relationships.models import Contract, Relationship, Verdict
from tests import builders as b
from tests.relationships.verdicts.shared import assert_right, assert_without_gaps, at, stored

pytestmark = pytest.mark.django_db


class TestTime:
    def test_a_safeguard_that_starts_and_ends(self, relationship: Relationship) -> None:
        b.rate(None, relationship)
        b.classification(None, relationship)
        for direction in Direction:
            b.assessment(None, relationship, direction, 1)
        b.safeguard(None, relationship, "GUARANTEE", active_from="2026-11-25", active_to="2026-11-28")
        told = []
        for days in range(12):
            moment = b.NOW + timedelta(days=days)
            daily.recompute(moment)
            row = stored(relationship)
            told.append((row.verdict, row.valid_until))
            assert_right(moment)
        assert told == [
            *[("ATTENTION", date(2026, 11, 24))] * 5,
            *[("FIT", date(2026, 11, 28))] * 4,
            *[("ATTENTION", None)] * 3,
        ]
        assert_without_gaps(relationship)

    def test_days_that_were_missed_are_caught_up(self, relationship: Relationship) -> None:
        b.rate(None, relationship)
        b.classification(None, relationship)
        for direction in Direction:
            b.assessment(None, relationship, direction, 1)
        b.safeguard(None, relationship, "GUARANTEE", active_to="2026-11-28")
        assert daily.recompute(b.NOW + timedelta(days=8)).verdicts == 0
        month_later = b.NOW + timedelta(days=30)
        done = daily.recompute(month_later)
        assert (done.verdicts, stored(relationship).verdict) == (1, "ATTENTION")
        assert daily.recompute(month_later).verdicts == 0
        assert_right(month_later)

    def test_what_rests_on_no_day_is_valid_for_good(self, relationship: Relationship) -> None:
        b.safeguard(None, relationship, "GUARANTEE")
        assert stored(relationship).valid_until is None

    def test_the_first_day_to_come_counts(self, relationship: Relationship) -> None:
        b.safeguard(None, relationship, "GUARANTEE", active_to="2027-01-31")
        b.safeguard(None, relationship, "AUDIT", active_from="2026-12-15")
        b.safeguard(None, relationship, "ESCROW", active_from="2026-01-01", active_to="2026-02-01")
        assert stored(relationship).valid_until == date(2026, 12, 14)

    def test_an_assessment_of_a_day_that_has_not_come_for_a_slower_clock(
        self, relationship: Relationship
    ) -> None:
        """Two acts around midnight: the one of yesterday writes last and still does not miss the other's."""
        tomorrow = b.NOW + timedelta(days=1)
        b.assessment(b.system(tomorrow), relationship, "CUSTOMER_TO_SUPPLIER", 3)
        b.rating(b.system(at(1)), relationship, "access", 2)
        row = stored(relationship)
        assert (row.trust_customer_to_supplier, row.valid_until) == (None, date(2026, 11, 20))
        daily.recompute(tomorrow)
        assert stored(relationship).trust_customer_to_supplier == 3

    def test_a_relationship_without_a_verdict_gets_one(self, relationship: Relationship) -> None:
        Verdict.objects.all().delete()
        assert daily.recompute(b.NOW).verdicts == 1
        assert daily.recompute(b.NOW).verdicts == 0

    def test_contract_positions_follow_too(self, relationship: Relationship) -> None:
        contract = b.contract(
            None,
            relationship,
            start="2024-01-01",
            stated_end="2026-12-31",
            notice_count=1,
            notice_unit="MONTHS",
        )
        assert contract.position.ended is False
        done = daily.recompute(datetime(2027, 1, 1, 12, tzinfo=b.NOW.tzinfo))
        contract = Contract.objects.get(pk=contract.pk)
        assert (done.positions, contract.position.ended) == (1, True)
        assert daily.recompute(datetime(2027, 1, 1, 13, tzinfo=b.NOW.tzinfo)).positions == 0

    def test_what_the_rooms_above_do_daily_is_done(self) -> None:
        with mock.patch.dict(daily._more, clear=True):
            daily.register("explanations", lambda moment: 7)
            assert daily.recompute(b.NOW).more == {"explanations": 7}


class TestQueries:
    """Exact numbers; PostgreSQL takes one statement more a batch, for the lock on the rules."""

    @pytest.mark.parametrize("count", [1, 3, 28])
    def test_refreshing_takes_as_many_for_one_as_for_many(
        self, count: int, queries: Callable, on_postgres: bool
    ) -> None:
        made = [b.relationship() for _ in range(count)]
        pks = [each.pk for each in made]
        rate_parties(by=b.system(at(1)), relationships=made, ratings={"goal_alignment": 1})
        with queries(14 if on_postgres else 13):
            verdicts.refresh(pks, at(2))

    def test_marking_takes_as_many_for_one_as_for_many(self, queries: Callable, on_postgres: bool) -> None:
        b.relationship()
        for _ in range(2):
            with queries(6 if on_postgres else 4):
                verdicts.mark_pending(None, at(2))
            b.relationship()
            b.relationship()

    def test_more_than_a_batch_takes_as_many_again(self, queries: Callable, on_postgres: bool) -> None:
        pks = [b.relationship().pk for _ in range(3)]
        with mock.patch("relationships.verdicts.BATCH", 2), queries(28 if on_postgres else 26):
            verdicts.refresh(pks, at(2))
