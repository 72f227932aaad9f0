"""What each table of facts says, to whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bi.reading import listed
from bi.sight import Sight
from bi.summaries import MOST_GROUPS, summarised
from bi.tables import TABLES
from principles.attention import attention
from tests import builders as b
from tests.bi.worlds import TODAY, facts, filled
from tests.kept import made_once

pytestmark = pytest.mark.django_db
PAST = [name for name, table in TABLES.items() if table.tells_of_the_past]


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any):
    """Who reads one of two filled units."""
    with made_once(django_db_blocker):
        own = b.unit("OWN")
        filled(own, "W")
        filled(b.unit("HIDDEN"), "CANARY")
        yield b.user("READER", own)


@pytest.fixture
def reader(made, db: None):
    return made


def test_each_table_says_what_is_recorded(reader) -> None:
    (relationship,) = facts("relationships", reader)
    (contract,) = facts("contracts", reader)
    (decision,) = facts("classifications", reader)
    (trust,) = facts("trust", reader)
    ratings = {each["fact"]: each for each in facts("ratings", reader)}
    compliance = {each["principle_code"]: each for each in facts("compliance", reader)}

    assert picked(
        relationship, "unit_code", "party_name", "party_country", "portfolio_name", "subject", "owner_name"
    ) == ("OWN", "W party", "NL", "W portfolio", "W subject", "W Owner")
    assert picked(relationship, "chosen_type", "chosen_type_label_nl", "chosen_type_label_en") == (
        "SERVICE",
        "Standaardlevering op contract",
        "Contracted standard delivery",
    )
    assert picked(relationship, "phase", "phase_label_nl", "phase_label_en") == (
        "OPERATION",
        "Uitvoering",
        "Operation",
    )
    assert picked(relationship, "score", "trust_target", "trust_target_label_en", "mutual_trust") == (
        23.5,
        2,
        "Contractual",
        None,
    )
    assert picked(contract, "value", "value_text", "currency", "annual_value", "annual_value_text") == (
        1200.5,
        "1200.50",
        "EUR",
        None,
        None,
    )
    assert picked(contract, "start", "current_end", "ended", "relationship_subject", "verdict") == (
        date(2026, 1, 1),
        date(2027, 12, 31),
        False,
        "W subject",
        "NOT_ASSESSABLE",
    )
    assert picked(decision, "chosen_type", "trust_target", "reason", "valid_from", "valid_until") == (
        "SERVICE",
        2,
        "W reason",
        b.NOW,
        None,
    )
    assert picked(decision, "rule_set_number", "decided_by_name") == (1, "Counterpart")
    assert picked(trust, "direction", "level", "level_label_nl", "evidence", "ability") == (
        "CUSTOMER_TO_SUPPLIER",
        3,
        "Vakkundig",
        "W seen",
        None,
    )
    assert len(ratings) == 21
    assert picked(ratings["complexity"], "value", "source", "fact_label_nl", "assessed_on") == (
        2,
        "ASSESSED",
        "Complexiteit",
        TODAY,
    )
    assert set(compliance) == {f"P{n}" for n in range(1, 10)}
    assert picked(compliance["P1"], "result", "effective", "effective_label_nl", "principle_theme") == (
        "NOT_ASSESSABLE",
        "NOT_ASSESSABLE",
        "Niet te beoordelen",
        "Mutuality",
    )
    assert compliance["P1"]["row_key"] == f"{relationship['id']}-{compliance['P1']['principle_id']}"


def picked(row: dict, *names: str) -> tuple:
    return tuple(row[name] for name in names)


def test_what_asks_for_attention_is_that_of_the_attention_list(reader) -> None:
    rows = facts("attention", reader)
    items = attention(reader, on=TODAY)

    assert len(rows) == len(items) == 4
    assert {(each["kind"], each["severity"], each["due"], each["relationship_id"]) for each in rows} == {
        (each.kind, each.severity, each.due, each.relationship.pk) for each in items
    }
    assert [each["kind"] for each in facts("attention", reader, kind="DEPUTY_MISSING")] == ["DEPUTY_MISSING"]
    assert facts("attention", reader, severity="CRITICAL") == []


@pytest.mark.parametrize("kind", ["of now", "of the past"])
def test_nothing_of_other_units_and_nothing_for_who_has_no_role(reader, kind: str) -> None:
    as_of = None if kind == "of now" else TODAY
    everybody, nobody = b.user("READER"), b.user()
    for name in TABLES if as_of is None else PAST:
        rows = facts(name, reader, as_of=as_of)
        assert "CANARY" not in str(rows), name
        assert facts(name, nobody, as_of=as_of) == [], name
        assert len(facts(name, everybody, as_of=as_of)) == 2 * len(rows), name
        source = listed(TABLES[name], Sight(reader, TODAY, as_of), {})
        if TABLES[name].measures:
            _columns, found = summarised(source, [], ["COUNT"], most=10)
            ((count,),) = source.fetched(found)
            assert count == len(rows), name


def test_every_group_and_every_measure_in_one_statement(reader, queries) -> None:
    for table in TABLES.values():
        for as_of in (None, TODAY) if table.tells_of_the_past else (None,):
            source = listed(table, Sight(reader, TODAY, as_of), {})
            groups = [each.name for each in table.groups if all(map(source.known, each.columns))]
            asked = [(groups[at : at + MOST_GROUPS], []) for at in range(0, len(groups), MOST_GROUPS)]
            measures = [each.name for each in table.measures]
            for group_by, wanted in [*asked, (["UNIT"], measures)] if groups else ():
                _columns, found = summarised(source, group_by, wanted, most=1_000)
                with queries(1):
                    rows = source.fetched(found)
                assert rows, (table.name, group_by)
                assert "CANARY" not in str(rows)


def test_a_portfolio_that_one_may_not_see_is_empty() -> None:
    own = b.unit("ALONE")
    b.relationship(unit=own, portfolio=b.portfolio(name="CANARY"))
    reader = b.user("READER", own)

    for as_of in (None, TODAY):
        (row,) = facts("relationships", reader, "portfolio_id", "portfolio_name", as_of=as_of)
        assert row == {"portfolio_id": None, "portfolio_name": None}
