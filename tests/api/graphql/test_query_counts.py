"""The number of queries follows from the shape of what is asked, never from the number of rows.

Found from the schema: every list at the root with every field of its records, and for each field that
leads on, with every field there; and every list of REST, found from its addresses.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from graphql import GraphQLObjectType, get_named_type, is_leaf_type, is_required_argument

from access.models import Token
from api.graphql.schema import schema
from tests import builders
from tests.api.graphql.worlds import fill
from tests.api.matrix.found import operations

SMALL = "(first: 5)"
# Files, made in tests of their own; and what reads names only where there are pairs.
FILES = ("imports/template", "relationships/export", "contracts/export", "parties/export")
NO_LISTS = {f"GET:{each}" for each in (*FILES, "duplicate-parties")}


@pytest.fixture(autouse=True)
def by_the_executor(settings: Any) -> None:
    """What is compiled takes one statement anyhow; this is about all else."""
    settings.COMPILED_READS = False


def plain_fields(of: GraphQLObjectType) -> str:
    """All fields that are values."""
    return " ".join(name for name, field in of.fields.items() if is_leaf_type(get_named_type(field.type)))


def leading_fields(of: GraphQLObjectType) -> list[str]:
    return [
        name
        for name, field in of.fields.items()
        if not is_leaf_type(get_named_type(field.type))
        and not any(is_required_argument(each) for each in field.args.values())
    ]


def selected(of: GraphQLObjectType, name: str, inside: Any = plain_fields) -> str:
    """The field with what `inside` selects of the records it leads to."""
    field = of.fields[name]
    to = get_named_type(field.type)
    size = SMALL if "first" in field.args else ""
    if to.name.endswith("Connection"):
        node = to.fields["edges"].type.of_type.fields["node"].type
        return f"{name}{size} {{ totalCount edges {{ node {{ {inside(node)} }} }} }}"
    return f"{name}{size} {{ {inside(to)} }}"


def everything(of: GraphQLObjectType) -> str:
    """All values, and all that leads on with its values."""
    return " ".join([plain_fields(of), *(selected(of, name) for name in leading_fields(of))])


def node_type(root: str) -> GraphQLObjectType:
    connection_type = get_named_type(schema().query_type.fields[root].type)
    return connection_type.fields["edges"].type.of_type.fields["node"].type


def is_list_of_records(root: str) -> bool:
    of = get_named_type(schema().query_type.fields[root].type)
    return of.name.endswith("Connection") and "pk" in node_type(root).fields


ROOTS = [name for name in schema().query_type.fields if is_list_of_records(name)]


def asking_for(root: str, fields: str) -> str:
    return f"{{ {root}(first: 3) {{ totalCount edges {{ cursor node {{ {fields} }} }} }} }}"


def leading_documents() -> dict[str, str]:
    """What leads on from each list, and from there: the latter for the first two that lead to a type."""
    found: dict[str, str] = {}
    led: Counter[str] = Counter()
    for root in ROOTS:
        for name in leading_fields(node_type(root)):
            to = get_named_type(node_type(root).fields[name].type).name
            led[to] += 1
            inside = everything if led[to] <= 2 else plain_fields
            found[f"{root}.{name}"] = asking_for(root, selected(node_type(root), name, inside))
    return found


DOCUMENTS = leading_documents()
DOCUMENTS |= {f"{root}.values": asking_for(root, plain_fields(node_type(root))) for root in ROOTS}


@pytest.fixture
def counted(ask) -> Any:
    def count(query: str) -> tuple[int, list[str]]:
        with CaptureQueriesContext(connection) as found:
            ask(query)
        asked = [each["sql"] for each in found.captured_queries]
        asked = [each for each in asked if Token._meta.db_table not in each]  # marked as used once a minute
        return len(asked), asked

    ask("{ me { pk } }")
    return count


@pytest.fixture
def listed(ask) -> Any:
    """How many statements each list of REST takes."""
    lists = [each for each in operations() if each.startswith("GET:") and "*" not in each]

    def count() -> dict[str, int]:
        found = {}
        for address in (each.removeprefix("GET:") for each in lists if each not in NO_LISTS):
            with CaptureQueriesContext(connection) as asked:
                answer = ask.client.get(f"/api/v1/{address}", headers=ask.headers)
            assert answer.status_code == 200, address
            found[address] = sum(Token._meta.db_table not in each["sql"] for each in asked.captured_queries)
        return found

    return count


@pytest.mark.parametrize("times", [3])
def test_queries_do_not_grow_with_rows(ask, counted, listed, times: int) -> None:
    fill(1, ask.user, "A")
    with_one = {what: counted(query)[0] for what, query in DOCUMENTS.items()}
    lists = listed()
    fill(times, ask.user, "B")

    grown = {}
    for what, query in DOCUMENTS.items():
        number, statements = counted(query)
        if number != with_one[what]:
            grown[what] = (with_one[what], number, statements[-1][:300])

    assert grown == {}
    assert len(DOCUMENTS) > 60
    more = listed()
    assert {each: (lists[each], more[each]) for each in lists if more[each] > lists[each]} == {}
    assert len(lists) > 40


def test_the_queries_of_a_usual_question(ask, queries) -> None:
    for each in range(3):
        builders.contract(None, builders.relationship(unit=builders.unit(f"U{each}")))
    ask("{ me { pk } }")

    with queries(6):  # the token; relationships; units, parties, verdicts, contracts of all of them at once
        ask(
            """{ relationships { edges { node {
              subject unit { code } party { name } verdict { verdict }
              contracts(first: 2) { edges { node { number } } } } } } }"""
        )
