"""What rows come to: exact to the cent, per currency, with what isn't known in a group of its own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from bi.reading import listed
from bi.sight import Sight
from bi.summaries import summarised
from bi.tables import TABLES
from relationships.errors import Refused
from relationships.models import Contract, User
from tests import builders as b
from tests.bi.worlds import TODAY, facts
from tests.kept import made_once

pytestmark = pytest.mark.django_db


def summary(table: str, user: User, group_by: list[str], measures: list[str], **given: Any) -> list[dict]:
    source = listed(TABLES[table], Sight(user, TODAY, given.pop("as_of", None)), given)
    columns, found = summarised(source, group_by, measures, most=100)
    return [dict(zip((name for name, _ in columns), row, strict=True)) for row in source.fetched(found)]


def test_with_names_no_more_is_found_than_these_and_what_rows_are_grouped_by(reader) -> None:
    source = listed(TABLES["contracts"], Sight(reader, TODAY, None), {})
    columns, found = summarised(
        source, ["UNIT"], ["VALUE_SUM", "COUNT"], most=100, names={"unit_code", "currency", "count"}
    )
    assert [name for name, _named in columns] == ["unit_id", "unit_code", "currency", "count"]
    assert [row[1:] for row in source.fetched(found)] == [
        ("OWN", "EUR", 4),
        ("OWN", "JPY", 1),
        ("OWN", "TND", 1),
        ("OWN", "USD", 1),
        ("OWN", None, 1),
    ]


def test_what_does_not_follow_from_the_key_is_part_of_the_group(reader) -> None:
    source = listed(TABLES["compliance"], Sight(reader, TODAY, None), {})
    columns, _found = summarised(source, ["PRINCIPLE"], ["COUNT"], most=100, names={"count"})
    assert [name for name, _named in columns] == [
        "principle_code",
        "principle_theme",
        "principle_theme_nl",
        "count",
    ]


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[User]:
    with made_once(django_db_blocker):
        own, hidden = b.unit("OWN"), b.unit("HIDDEN")
        for unit, times in ((own, 1), (hidden, 3)):
            relationship = b.relationship(unit=unit, phase="OPERATION")
            for value, currency in (
                ("0.10", "EUR"),
                ("0.20", "EUR"),
                ("99999999999.99", "EUR"),
                ("1500", "JPY"),
                ("1.234", "TND"),
                ("2.5", "USD"),
            ):
                b.contract(
                    None,
                    relationship,
                    value=str(Decimal(value) * times),
                    currency=currency,
                    start="2026-02-01",
                )
            b.contract(None, relationship, number="unknown", currency="EUR", start="2025-12-31")
            b.contract(None, relationship, number="nothing")
        b.relationship(unit=own, phase="EXIT")
        yield b.user("READER", own)


@pytest.fixture
def reader(made: User, db: None) -> User:
    return made


def test_sums_are_exact_and_per_currency(reader) -> None:
    found = summary("contracts", reader, [], ["VALUE_SUM", "COUNT"])

    assert [
        (each["currency"], each["value_sum_text"], each["value_known"], each["count"]) for each in found
    ] == [
        ("EUR", "100000000000.29", 3, 4),
        ("JPY", "1500", 1, 1),
        ("TND", "1.234", 1, 1),
        ("USD", "2.50", 1, 1),
        (None, None, 0, 1),
    ]
    assert found[0]["value_sum"] == 100000000000.29


def test_they_agree_with_the_rows_and_with_the_records(reader) -> None:
    found = summary("contracts", reader, ["CURRENCY"], ["VALUE_SUM"])
    by_rows: dict[str, Decimal] = {}
    for each in facts("contracts", reader, "currency", "value_text"):
        if each["value_text"] is not None:
            by_rows[each["currency"]] = by_rows.get(each["currency"], Decimal(0)) + Decimal(
                each["value_text"]
            )
    by_records: dict[str, Decimal] = {}
    for each in Contract.objects.filter(relationship__unit__code="OWN", value__isnull=False):
        by_records[each.currency] = by_records.get(each.currency, Decimal(0)) + each.value

    summed = {each["currency"]: Decimal(each["value_sum_text"]) for each in found if each["value_known"]}
    assert summed == by_rows == by_records


def test_averages_are_over_what_is_known(reader) -> None:
    found = summary(
        "contracts", reader, ["CURRENCY"], ["VALUE_AVERAGE", "VALUE_MIN", "VALUE_MAX"], currency="EUR"
    )

    assert found == [
        {
            "currency": "EUR",
            "value_average": pytest.approx(100000000000.29 / 3),
            "value_known": 3,
            "value_min": 0.1,
            "value_min_text": "0.10",
            "value_max": 99999999999.99,
            "value_max_text": "99999999999.99",
        }
    ]
    unassessed = summary("relationships", reader, [], ["SCORE_AVERAGE", "COUNT", "PARTIES"])
    assert unassessed == [{"score_average": None, "score_known": 0, "count": 2, "parties": 2}]


def test_what_is_not_known_is_a_group_of_its_own(reader) -> None:
    assert summary("contracts", reader, ["START_QUARTER"], ["COUNT"]) == [
        {"start_quarter": "2025-Q4", "count": 1},
        {"start_quarter": "2026-Q1", "count": 6},
        {"start_quarter": None, "count": 1},
    ]
    assert [
        (each["start_year"], each["start_month"], each["count"])
        for each in summary("contracts", reader, ["START_YEAR", "START_MONTH"], [])
    ] == [(2025, "2025-12", 1), (2026, "2026-02", 6), (None, None, 1)]
    by_type = summary("relationships", reader, ["CHOSEN_TYPE"], ["COUNT"])
    assert [(each["chosen_type"], each["count"]) for each in by_type] == [(None, 2)]


def test_compliance_counts_are_those_of_the_rows(reader) -> None:
    rows = facts("compliance", reader, "principle_code", "effective")
    found = summary("compliance", reader, ["PRINCIPLE", "EFFECTIVE"], ["COUNT", "RELATIONSHIPS"])

    counted = {(each["principle_code"], each["effective"]): each["count"] for each in found}
    expected: dict[tuple, int] = {}
    for each in rows:
        key = (each["principle_code"], each["effective"])
        expected[key] = expected.get(key, 0) + 1
    assert counted == expected
    assert sum(counted.values()) == 18


def test_conditions_and_days_hold_for_summaries_too(reader) -> None:
    assert summary("contracts", reader, [], ["COUNT"], currency="JPY") == [{"count": 1}]
    assert summary("contracts", reader, [], ["COUNT"], as_of=TODAY) == [{"count": 8}]
    assert summary("relationships", reader, ["PHASE"], ["COUNT"], phase="EXIT")[0]["count"] == 1
    with pytest.raises(Refused) as refused:
        summary("contracts", reader, ["CURRENT_END_YEAR"], ["COUNT"], as_of=TODAY)
    assert [(each.code, each.field) for each in refused.value.refusals] == [("INVALID_FILTER", "group_by")]


def test_too_many_groups_are_refused(reader) -> None:
    groups = ["UNIT", "PARTY", "COUNTRY", "PORTFOLIO", "CATEGORY", "PHASE", "STATUS"]

    with pytest.raises(Refused, match="group_by"):
        summary("contracts", reader, groups, ["COUNT"])
