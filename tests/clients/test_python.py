"""docs/bi/python.md, carried out as it stands by the clients themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from graphene.utils.str_converters import to_camel_case

from api.graphql.bi import FACTS
from scripts.client_tools import python_of
from tests.clients.shown import Registry, blocks

pytestmark = [pytest.mark.clients, pytest.mark.one_connection, pytest.mark.django_db]
TABLES = [to_camel_case(name) for name in FACTS]
ROWS = {
    "relationshipFacts": 4,
    "contractFacts": 3,
    "complianceFacts": 36,
    "classificationFacts": 4,
    "ratingFacts": 84,
    "trustFacts": 4,
    "tombstones": 1,
}
AGAIN = """
with engine.connect() as registry:
    for statement in {statements!r}:
        print(registry.execute(text(statement)).fetchall())
"""


def counted(lines: list[str]) -> dict[str, int]:
    return {table: int(rows) for table, rows in (each.split() for each in lines)}


def test_sqlalchemy_lists_the_tables_and_reads_each(registry: Registry, tmp_path: Path) -> None:
    (script,) = blocks("python.md", "SQLAlchemy", "python")
    statements = blocks("python.md", "SQLAlchemy", "sql")
    assert len(statements) == 2
    script = registry.here(script) + AGAIN.format(statements=statements)

    said = registry.carried_out(python_of("sqlalchemy"), "-c", script, cwd=tmp_path).splitlines()

    rows = counted(said[: len(TABLES)])
    assert list(rows) == TABLES
    assert rows.pop("attentionFacts") > 0
    assert rows == ROWS
    total, portion, past = said[len(TABLES) :]
    assert total == "EUR 3 3601.5"
    assert "K party" in portion and "M party" in portion and "CANARY" not in portion
    assert past == "[('OWN', 'NOT_ASSESSABLE', 4)]"


def test_superset_is_given_the_tables_that_there_are() -> None:
    (parameters,) = blocks("python.md", "SQLAlchemy", "json")

    assert json.loads(parameters) == {"list_queries": TABLES}


def test_gql_reads_each_table_portion_after_portion(registry: Registry, tmp_path: Path) -> None:
    (script,) = blocks("python.md", "gql", "python")

    said = registry.carried_out(python_of("gql"), "-c", registry.here(script), cwd=tmp_path).splitlines()

    rows = counted(said)
    assert list(rows) == TABLES
    assert rows.pop("attentionFacts") > 0
    assert rows == ROWS
