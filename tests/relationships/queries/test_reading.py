"""Columns of many rows: the same values as the ORM gives, in one statement."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from relationships.models import Contract, Relationship
from relationships.queries.among import among
from relationships.queries.reading import Reading, read
from tests import builders as b

pytestmark = pytest.mark.django_db

COLUMNS = ("pk", "relationship__our_role", "start", "created_at", "value", "attributes", "notice_count")


@pytest.fixture
def contracts() -> list[Contract]:
    relationship = b.relationship()
    given = {"title": "Catering", "start": date(2026, 1, 1), "value": 1250, "currency": "EUR"}
    return [b.contract(None, relationship, **each) for each in (given, given, {"title": "Meals"})]


def test_it_reads_what_values_list_reads(contracts: list[Contract]) -> None:
    rows = Contract.objects.filter(pk__in=among([each.pk for each in contracts])).order_by("-pk")
    with CaptureQueriesContext(connection) as captured:
        found = read(rows, *COLUMNS)
    assert len(captured) == 1
    assert found == list(rows.values_list(*COLUMNS))
    assert [each[2] for each in found] == [None, date(2026, 1, 1), date(2026, 1, 1)]


def test_lists_and_objects_are_of_one_row_each(contracts: list[Contract]) -> None:
    (first,), (second,), _last = read(Contract.objects.order_by("pk"), "attributes")
    first["segment"] = "Food"
    assert second == {}


def test_of_nothing_it_reads_nothing(contracts: list[Contract]) -> None:
    assert read(Contract.objects.filter(pk__in=among([])), "pk", "start") == []
    assert read(Relationship.objects.filter(pk=0), "pk", "created_at") == []


BEGUN = Reading(
    lambda of, on: Contract.objects.filter(pk__in=of, start__lte=on).order_by("pk"),
    "pk",
    "start",
    "attributes",
)


def test_a_statement_made_once_is_asked_of_others_and_of_another_day(contracts: list[Contract]) -> None:
    one, two, undated = (each.pk for each in contracts)
    day = date(2026, 1, 1)
    assert BEGUN([one], day) == [(one, day, {})]
    with CaptureQueriesContext(connection) as captured:
        assert BEGUN([undated, two, one], day) == [(one, day, {}), (two, day, {})]
        assert BEGUN({two}, date(2025, 12, 31)) == []
        assert BEGUN([], day) == []
    assert len(captured) == 2


def test_nothing_of_an_answer_is_shared_with_the_next(contracts: list[Contract]) -> None:
    ((_, _, attributes),) = BEGUN([contracts[0].pk], date(2026, 1, 1))
    attributes["segment"] = "Food"
    assert BEGUN([contracts[0].pk], date(2026, 1, 1))[0][2] == {}
