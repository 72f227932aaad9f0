"""Loading only what changed: rows since a moment, and what is there no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from relationships.actions import contracts, parties, relationships
from relationships.models import BulkRun
from tests import builders as b
from tests.bi.worlds import facts, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return b.unit("OWN")


def test_rows_since_a_moment_in_the_order_of_their_changes(own) -> None:
    reader = b.user("READER", own)
    one, two = (b.relationship(unit=own, subject=each) for each in ("one", "two"))
    b.contract(None, two, number="C-1")
    moment = timezone.now()
    relationships.change_relationship(by=on(0), relationship=one, given={"subject": "uno"})
    parties.change_party(by=on(0), party=two.party, given={"name": "Renamed"})

    assert [each["subject"] for each in facts("relationships", reader, "subject", since=moment)] == [
        "uno",
        "two",
    ]
    assert [each["party_name"] for each in facts("contracts", reader, "party_name", since=moment)] == [
        "Renamed"
    ]
    assert facts("relationships", reader, since=timezone.now() + timedelta(days=400)) == []


def test_after_a_computation_of_many_its_rows_come_again(own) -> None:
    reader = b.user("READER", own)
    b.relationship(unit=own)
    later = timezone.now() + timedelta(days=400)
    run = BulkRun.objects.create(kind="VERDICTS", started_at=later, ended_at=later + timedelta(minutes=1))

    assert len(facts("relationships", reader, "id", since=later)) == 1
    assert facts("relationships", reader, "id", since=later + timedelta(minutes=2)) == []
    run.ended_at = None
    run.save()
    assert len(facts("relationships", reader, "id", since=later + timedelta(minutes=2))) == 1


def test_what_is_there_no_more(own) -> None:
    reader, hidden = b.user("READER", own), b.unit("HIDDEN")
    stays, goes, moves = (b.relationship(unit=own) for _each in range(3))
    canary = b.relationship(unit=hidden)
    gone = b.contract(None, stays, number="C-1")
    foreign = b.contract(None, canary, number="C-2")
    b.rating(None, goes, "complexity", 3)
    contracts.remove_contract(by=on(-3), contract=gone)
    contracts.remove_contract(by=on(-3), contract=foreign)
    relationships.remove_relationship(by=on(-2), relationship=goes)
    relationships.change_relationship(by=on(-1), relationship=moves, given={"unit": hidden.pk})
    relationships.remove_relationship(by=on(0), relationship=canary)

    found = {(each["kind"], each["row_key"]): each["deleted_at"] for each in facts("tombstones", reader)}
    assert len(found) == 4
    assert {kind for kind, _key in found} == {"relationships", "contracts", "ratings"}
    assert found["relationships", str(moves.pk)] == b.NOW - timedelta(days=1)
    assert sorted(found.values()) == [b.NOW - timedelta(days=each) for each in (3, 2, 2, 1)]
    assert [each["kind"] for each in facts("tombstones", reader, since=b.NOW - timedelta(days=1))] == [
        "relationships"
    ]
    assert {each["kind"] for each in facts("tombstones", reader, kind="ratings")} == {"ratings"}
    assert facts("tombstones", b.user()) == []
