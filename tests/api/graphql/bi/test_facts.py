"""The tables of facts over HTTP: flat for any BI tool, paged by key, one statement each."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLList, GraphQLNonNull, is_non_null_type, is_scalar_type

from api.graphql.bi import FACTS, SUMMARIES
from api.graphql.schema import schema
from relationships.filters import FILTERS
from relationships.models import Contract, Relationship
from tests import builders as b
from tests.bi.worlds import filled

SCALARS = {"Int", "Float", "String", "Boolean", "ID", "Date", "DateTime"}
ROOTS = {to_camel_case(name): table for name, table in {**FACTS, **SUMMARIES}.items()}


def plain(of: str) -> str:
    """All columns of a table."""
    return " ".join(schema().query_type.fields[of].type.of_type.of_type.of_type.fields)


def asked(root: str, arguments: str = "") -> str:
    return f"{{ {root}{arguments} {{ {plain(root)} }} }}"


@pytest.mark.parametrize("root", ROOTS)
def test_a_flat_list_that_is_never_null_of_plain_scalars(root: str) -> None:
    listed = schema().query_type.fields[root].type

    assert is_non_null_type(listed)
    assert isinstance(listed.of_type, GraphQLList)
    assert isinstance(listed.of_type.of_type, GraphQLNonNull)
    for name, field in listed.of_type.of_type.of_type.fields.items():
        kind = field.type.of_type if is_non_null_type(field.type) else field.type
        assert is_scalar_type(kind), name
        assert kind.name in SCALARS, name
        assert not field.args, name


def test_the_arguments_are_the_conditions_of_the_list() -> None:
    fields = schema().query_type.fields
    conditions = {to_camel_case(name) for name in FILTERS[Relationship].base_filters}

    assert set(fields["relationshipFacts"].args) - {"first", "after", "asOf", "updatedSince"} == conditions
    assert set(fields["relationshipSummary"].args) - {"groupBy", "measures", "asOf"} == conditions - {
        "ordering"
    }


def test_one_statement_whatever_the_number_of_rows(asking) -> None:
    unit = b.unit("OWN")
    asks = asking(b.user("READER", unit))
    filled(unit, "A")
    documents = [asked(root) for root in ROOTS if not root.endswith("Summary")]
    documents += [
        "{ contractSummary(groupBy: [CHOSEN_TYPE], measures: [VALUE_SUM]) { chosenType currency valueSum } }",
        "{ attentionSummary(groupBy: [KIND]) { kind count } }",
        '{ complianceFacts(asOf: "2026-11-21") { rowKey effective } }',
    ]
    asks("{ me { pk } }")

    def counts() -> list[int]:
        found = []
        for each in documents:
            with CaptureQueriesContext(connection) as taken:
                asks(each)
            found.append(len(taken))
        return found

    first = counts()
    filled(unit, "B")
    filled(unit, "C")
    # Who asks takes one. The attention list reads the set in force and its principles besides.
    attention = {at for at, each in enumerate(documents) if "attention" in each}
    assert [each for at, each in enumerate(first) if at not in attention] == [2] * (len(documents) - 2)
    assert [first[at] for at in sorted(attention)] == [4, 4]
    assert counts() == first


def test_only_the_columns_selected_are_read(ask) -> None:
    b.relationship(subject="seen")
    ask("{ me { pk } }")
    document = """query($no: Boolean!) { relationshipFacts {
      ...Named phaseLabelNl @include(if: $no) cursor @skip(if: true) __typename } }
      fragment Named on RelationshipFact { what: subject ... { partyName } }"""
    with CaptureQueriesContext(connection) as taken:
        (row,) = ask(document, no=False)["relationshipFacts"]

    assert set(row) == {"what", "partyName", "__typename"}
    sql = taken.captured_queries[-1]["sql"]
    assert "subject" in sql
    assert "Uitvoering" not in sql
    assert "verdict" not in sql


def test_pages_by_key_neither_skip_nor_repeat(ask) -> None:
    for each in ("c", "a", "b", "a"):
        b.relationship(subject=each)

    def walked(arguments: str) -> list[str]:
        found: list[str] = []
        after = ""
        while True:
            rows = ask(
                f"{{ relationshipFacts(first: 1 {arguments} {after}) {{ cursor subject changedAt }} }}"
            )["relationshipFacts"]
            if not rows:
                return found
            found.append(rows[0]["subject"])
            after = f'after: "{rows[0]["cursor"]}"'

    assert walked("") == ["c", "a", "b", "a"]
    assert walked('ordering: ["-subject"]') == ["c", "b", "a", "a"]
    assert walked('updatedSince: "2026-01-01"') == ["c", "a", "b", "a"]
    assert walked('ordering: ["verdict"] updatedSince: "2026-01-01"') == ["c", "a", "b", "a"]
    assert walked('asOf: "2026-11-20"') == ["c", "a", "b", "a"]
    (first,) = ask("{ attentionFacts(first: 1) { cursor rowKey } }")["attentionFacts"]
    (second,) = ask(f'{{ attentionFacts(first: 1, after: "{first["cursor"]}") {{ rowKey }} }}')[
        "attentionFacts"
    ]
    assert first["rowKey"] != second["rowKey"]


def test_a_list_is_never_cut_in_silence(ask, settings) -> None:
    settings.FACT_ROWS = 2
    for each in ("one", "two", "three"):
        b.relationship(subject=each)

    (error,) = ask.answer("{ relationshipFacts { subject } }")["errors"]
    assert error["extensions"]["code"] == "TOO_LARGE"
    (error,) = ask.answer("{ relationshipSummary(groupBy: [PARTY]) { partyId } }")["errors"]
    assert error["extensions"]["code"] == "TOO_LARGE"
    assert len(ask("{ relationshipFacts(first: 2) { subject } }")["relationshipFacts"]) == 2


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{ relationshipFacts(first: -1) { id } }", "NUMBER_OUT_OF_RANGE"),
        ("{ relationshipFacts(first: 10001) { id } }", "NUMBER_OUT_OF_RANGE"),
        ("{ relationshipFacts(first: 99999999999) { id } }", "WRONG_TYPE"),
        ('{ relationshipFacts(after: "x") { id } }', "INVALID_CURSOR"),
        ('{ contractFacts(asOf: "2026-13-40") { id } }', "DATE_INVALID"),
        ('{ contractFacts(asOf: "2999-01-01") { id } }', "DATE_IN_FUTURE"),
        ("{ contractFacts(asOf: {a: [1]}) { id } }", "WRONG_TYPE"),
        ('{ contractFacts(updatedSince: "yesterday") { id } }', "DATE_INVALID"),
        ('{ contractFacts(valueMin: "1") { id } }', "CURRENCY_MISSING"),
        ('{ contractFacts(party: ["UGFydHk6MQAA"]) { id } }', "INVALID_FILTER"),
        ('{ contractFacts(asOf: "2026-11-20", ended: true) { id } }', "INVALID_FILTER"),
        ('{ attentionFacts(kind: ["\\u0000"]) { rowKey } }', "INVALID_FILTER"),
        ("{ contractSummary(groupBy: [NOTHING]) { count } }", "WRONG_TYPE"),
        ("{ contractSummary(measures: [VALUE_TOTAL]) { count } }", "WRONG_TYPE"),
        ('{ attentionFacts(asOf: "2026-11-20") { rowKey } }', "UNKNOWN_PARAMETER"),
    ],
)
def test_what_can_not_be_asked_is_refused(ask, document: str, code: str) -> None:
    answer = ask.answer(document)

    assert answer["errors"][0]["extensions"]["code"] == code, answer


def test_a_cursor_of_another_list_is_refused(ask) -> None:
    b.relationship()
    (row,) = ask("{ relationshipFacts(first: 1) { cursor } }")["relationshipFacts"]

    for other in ("contractFacts", 'relationshipFacts(ordering: ["subject"] '):
        start = other if "(" in other else other + "("
        answer = ask.answer(f'{{ {start} after: "{row["cursor"]}") {{ id }} }}')
        assert answer["errors"][0]["extensions"]["code"] == "INVALID_CURSOR"


def test_the_figures_are_those_of_the_rest_lists(ask) -> None:
    filled(b.unit("OWN"), "A")
    relationship = b.relationship(phase="EXIT")
    for value in ("0.10", "0.20", "3.3"):
        b.contract(None, relationship, value=value, currency="EUR")
    client = Client(headers=ask.headers)

    contracts = client.get("/api/v1/contracts", {"currency": "EUR", "limit": "100"}).json()["items"]
    rows = ask('{ contractFacts(currency: ["EUR"]) { id valueText } }')["contractFacts"]
    (group,) = ask(
        '{ contractSummary(currency: ["EUR"], measures: [VALUE_SUM]) { valueSumText valueKnown } }'
    )["contractSummary"]

    assert {each["id"]: Decimal(each["valueText"]) for each in rows} == {
        each["id"]: Decimal(each["value"]) for each in contracts
    }
    assert group == {"valueSumText": "1204.10", "valueKnown": 4}
    assert sum(each.value for each in Contract.objects.all()) == Decimal("1204.10")
    total = client.get("/api/v1/relationships", {"phase": "EXIT", "count": "true"}).json()["count"]
    assert ask("{ relationshipSummary(phase: EXIT) { count } }")["relationshipSummary"] == [{"count": total}]


def test_nothing_of_other_units(asking) -> None:
    own = b.unit("OWN")
    filled(b.unit("HIDDEN"), "CANARY")
    asks = asking(b.user("ADMINISTRATOR", own))
    strangers = asking(b.user())

    for root, table in ROOTS.items():
        arguments = f"(groupBy: [{table.groups[0].name}])" if root.endswith("Summary") else ""
        assert asks(asked(root, arguments)) == {root: []}, root
        assert strangers(asked(root, arguments)) == {root: []}, root
    past = json.dumps(asks('{ relationshipFacts(asOf: "2026-11-21") { subject } }'))
    assert "CANARY" not in past
    assert asks("{ contractSummary { count } }") == {"contractSummary": [{"count": 0}]}
