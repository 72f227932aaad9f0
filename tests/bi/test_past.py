"""What stood at the end of a day in the past, from what was recorded; what can't be said is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from relationships.actions import contracts, facts, parties, relationships, units
from relationships.errors import Refused
from tests import builders as b
from tests.bi.worlds import TODAY, on
from tests.bi.worlds import facts as rows_of
from tests.kept import made_once

pytestmark = pytest.mark.django_db


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any):
    """Recorded ten days ago, changed five days ago, the contract removed two days ago."""
    with made_once(django_db_blocker):
        root = b.root()
        unit = units.create_unit(by=on(-20), given={"code": "OWN", "name": "Own", "parent": root})
        first, then, last = on(-10), on(-5), on(-2)
        party = b.party(by=first, name="Old name")
        relationship = b.relationship(first, unit=unit, party=party, subject="Old", phase="CHOICE")
        b.rate(first, relationship, {"complexity": 2})
        contract = b.contract(first, relationship, number="C-1", value="1000", currency="EUR")
        b.classification(first, relationship, "SERVICE", 2)

        parties.change_party(by=then, party=party, given={"name": "New name"})
        relationships.change_relationship(
            by=then, relationship=relationship, given={"subject": "New", "phase": "OPERATION"}
        )
        facts.withdraw_rating(by=then, rating=relationship.ratings.get())
        contracts.change_contract(by=then, contract=contract, given={"value": "2500.25"})
        b.classification(then, relationship, "MANAGED", 3)

        contract.refresh_from_db()
        contracts.remove_contract(by=last, contract=contract)
        yield relationship, b.user("READER", unit)


@pytest.fixture
def story(made, db: None):
    return made


def test_as_it_stood_on_each_day(story) -> None:
    _relationship, reader = story

    def stood(days: int) -> list:
        return [
            tuple(each.values())
            for each in rows_of(
                "relationships", reader, "subject", "phase", "party_name", "chosen_type", as_of=ago(days)
            )
        ]

    assert stood(11) == []
    assert stood(10) == [("Old name", "CHOICE", "Old", "SERVICE")]
    assert stood(6) == [("Old name", "CHOICE", "Old", "SERVICE")]
    assert stood(5) == [("New name", "OPERATION", "New", "MANAGED")]
    assert stood(0) == [("New name", "OPERATION", "New", "MANAGED")]


def test_contracts_that_are_gone_stood_then_with_the_amounts_of_then(story) -> None:
    _relationship, reader = story

    def stood(days: int) -> list:
        names = ("number", "value_text", "party_name", "relationship_subject", "chosen_type")
        return [tuple(each.values()) for each in rows_of("contracts", reader, *names, as_of=ago(days))]

    assert stood(7) == [("Old", "Old name", "SERVICE", "C-1", "1000.00")]
    assert stood(3) == [("New", "New name", "MANAGED", "C-1", "2500.25")]
    assert stood(2) == []


def test_decisions_ratings_and_compliance_as_they_were_known(story) -> None:
    _relationship, reader = story

    def stood(table: str, days: int, *names: str) -> list:
        return [tuple(each.values()) for each in rows_of(table, reader, *names, as_of=ago(days))]

    at = b.NOW - timedelta(days=5)
    decided = ("chosen_type", "valid_until")
    assert stood("classifications", 6, *decided) == [("SERVICE", None)]
    assert stood("classifications", 4, *decided) == [("SERVICE", at), ("MANAGED", None)]
    assert stood("ratings", 6, "value", "withdrawn_at") == [(2, None)]
    assert stood("ratings", 4, "value", "withdrawn_at") == [(2, at)]
    assert stood("compliance", 11, "result") == []
    (before,) = rows_of("compliance", reader, "principle_code", "phase", as_of=ago(6), principle="P1")
    assert before == {"phase": "CHOICE", "principle_code": "P1"}


def test_conditions_hold_as_of_then(story) -> None:
    relationship, reader = story

    def found(days: int, **given) -> int:
        return len(rows_of("contracts", reader, "id", as_of=ago(days), **given))

    assert (found(7, value_max="1500", currency="EUR"), found(3, value_max="1500", currency="EUR")) == (1, 0)
    assert (found(7, unit="OWN"), found(7, relationship=relationship.pk)) == (1, 1)
    assert found(7, party=relationship.party_id) == 1
    assert len(rows_of("relationships", reader, "id", as_of=ago(7), phase="CHOICE", id=relationship.pk)) == 1
    assert rows_of("relationships", reader, "id", as_of=ago(3), phase="CHOICE") == []


@pytest.mark.parametrize(
    ("table", "given", "field"),
    [
        ("relationships", {"verdict": "MISFIT"}, "verdict"),
        ("relationships", {"q": "Old"}, "q"),
        ("relationships", {"ordering": "subject"}, "ordering"),
        ("relationships", {"changed_since": "2026-01-01"}, "changed_since"),
        ("contracts", {"ended": True}, "ended"),
        ("contracts", {"notice_deadline_after": "2026-01-01"}, "notice_deadline_after"),
        ("compliance", {"pending": False}, "pending"),
    ],
)
def test_what_is_not_known_of_the_past_is_refused(story, table: str, given: dict, field: str) -> None:
    with pytest.raises(Refused) as refused:
        rows_of(table, story[1], as_of=ago(7), **given)

    assert [(each.code, each.field) for each in refused.value.refusals] == [("INVALID_FILTER", field)]


def test_days_to_come_and_tables_of_today_are_refused(story) -> None:
    for table, more in (
        ("relationships", {"as_of": TODAY + timedelta(days=1)}),
        ("relationships", {"as_of": ago(1), "since": b.NOW}),
        ("attention", {"as_of": ago(1)}),
        ("tombstones", {"as_of": ago(1)}),
        ("attention", {"since": b.NOW}),
    ):
        with pytest.raises(Refused):
            rows_of(table, story[1], **more)


def test_what_moved_to_a_hidden_unit_is_not_seen_in_its_past_either(story) -> None:
    relationship, reader = story
    relationship.refresh_from_db()
    hidden = b.unit("HIDDEN")
    relationships.change_relationship(by=on(0), relationship=relationship, given={"unit": hidden.pk})
    other = b.user("READER", hidden)

    for table in ("relationships", "contracts", "classifications", "ratings", "compliance"):
        assert rows_of(table, reader, as_of=ago(4)) == [], table
        assert rows_of(table, other, as_of=ago(4)) == [], table  # nor what it was before it came
    assert len(rows_of("relationships", other, "id", as_of=TODAY)) == 1
