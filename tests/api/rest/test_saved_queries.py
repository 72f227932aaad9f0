"""Saved queries: kept under a name, shared with a unit, asked by GET as JSON, csv, xlsx and Parquet."""

from __future__ import annotations

import csv
import io
from base64 import b64encode
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client, override_settings

from access.actions.tokens import create_token
from access.models import SavedQuery
from api.graphql.ids import global_id
from api.saved import answering, parquet
from principles.following import gathered
from relationships.models import Contract, Unit, User
from tests import builders as b
from tests.api.rest.conftest import codes
from tests.kept import made_once

pytestmark = pytest.mark.django_db
CONTRACTS = "{ contractFacts { number title value valueText currency start partyName } }"
BY_NUMBER = "query ($q: Text, $currency: [Text!]) { contractFacts(q: $q, currency: $currency) { number } }"
GRAPH = """query Contracts { found: contracts { totalCount ...Page } }
fragment Page on ContractConnection { edges { cursor node { number value relationship {
  party { name country } unit { code } } } } }"""


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """Three contracts of one unit and one of another, made once."""
    with made_once(django_db_blocker):
        with gathered():
            own, other = b.unit("OWN"), b.unit("OTHER")
            three = ["1200.50", "-3", "7.12"]
            for unit, name, values in ((own, "=Veldhuis", three), (other, "CANARY", ["9"])):
                relationship = b.relationship(unit=unit, party=b.party(name=name, country="NL"))
                for at, value in enumerate(values):
                    contract = b.contract(
                        None, relationship, number=f"{unit.code}-{at}", title=f"{name} {at}",
                        currency="EUR", start=f"2026-0{at + 1}-01",
                    )  # fmt: skip
                    b.line(contract, amount=value, description="All", credit=value.startswith("-"))
            b.user("SOURCING_MANAGER", own, username="keeper")
            b.user("READER", own, username="reader")
            b.user("READER", b.unit("BELOW", own), username="below")
            b.user("READER", other, username="stranger")
            b.user(username="nobody")
        yield


@pytest.fixture
def by(kept, db, as_user):
    """`by("reader")` calls as that user."""
    return lambda name, scope="WRITE": as_user(User.objects.get(username=name), scope)


def saved(caller, name: str = "all", document: str = CONTRACTS, **more) -> dict:
    answer = caller.post("saved-queries", {"name": name, "document": document, **more})
    assert answer.status_code == 201, answer.json()
    return answer.json()


def test_a_query_is_saved_read_changed_and_removed(by) -> None:
    keeper = by("keeper")
    given = {"name": "by-number", "document": BY_NUMBER, "variables": {"q": "OWN"}}
    answer = keeper.post("saved-queries", given)
    query = answer.json()
    assert (answer.status_code, answer["ETag"], query["version"]) == (201, '"1"', 1)
    assert answer["Location"].endswith(f"/api/v1/saved-queries/{query['id']}")
    assert (query["unit"], query["shared"], query["variables"]) == (None, False, {"q": "OWN"})
    assert query["parameters"] == [
        {"name": "q", "type": "Text", "required": False},
        {"name": "currency", "type": "[Text!]", "required": False},
    ]
    path = f"saved-queries/{query['id']}"
    changed = keeper.patch(path, {"unit": "OWN", "description": "Numbers"}, If_Match='"1"')
    assert (changed.status_code, changed["ETag"], changed.json()["shared"]) == (200, '"2"', True)
    assert codes(keeper.patch(path, {"name": "x"}, If_Match='"1"')) == [("STALE", "If-Match")]
    assert [each["act"] for each in keeper.get(f"{path}/history").json()] == ["CHANGED", "CREATED"]
    assert keeper.delete(path, If_Match='"2"').status_code == 204
    assert keeper.get("queries/by-number").status_code == 404


WRONG = {
    "mutation { removeContract(id: 1) { ok } }": "MALFORMED",
    "query A { me { pk } } query B { me { pk } }": "MALFORMED",
    "{ contractFacts { number } relationshipFacts { id } }": "MALFORMED",
    "{ contractFacts { colour } }": "MALFORMED",
    "{ contractFacts { number ": "MALFORMED",
    "{ me { username } }": "MALFORMED",
    "{ relationships { edges { node { contracts { edges { node { number } } } } } } }": "MALFORMED",
    "{ relationships { totalCount } }": "MALFORMED",
    "query ($limit: Int) { contractFacts(first: $limit) { number } }": "MALFORMED",
    "query ($saved_first: Int) { contractFacts(first: $saved_first) { number } }": "MALFORMED",
    "{ " + "a { " * 60 + "b" + " }" * 60 + " }": "TOO_LARGE",
    "{ a " * 1_600 + "}" * 1_600: "TOO_LARGE",
    "{ " + "a " * 5_000 + "}": "TOO_LARGE",
    "{ a " * 300 + "}" * 300: "TOO_LARGE",
    "": "REQUIRED",
    "{ contractFacts { number } }\x00": "UNSTORABLE_TEXT",
}


def test_a_document_without_one_list_is_refused(by) -> None:
    keeper = by("keeper")
    for document, code in WRONG.items():
        answer = keeper.post("saved-queries", {"name": "wrong", "document": document})
        assert [each[0] for each in codes(answer)] == [code], document
    assert not SavedQuery.objects.exists()


def test_a_document_that_unfolds_is_refused_at_once(by) -> None:
    parts = "".join(f"fragment F{n} on ContractFact {{ ...F{n + 1} ...F{n + 1} }} " for n in range(40))
    bomb = f"{{ contractFacts {{ ...F0 }} }} {parts} fragment F40 on ContractFact {{ number }}"
    assert codes(by("keeper").post("saved-queries", {"name": "bomb", "document": bomb}))[0][0] == "TOO_LARGE"


def test_what_else_is_refused(by) -> None:
    keeper = by("keeper")
    for given, reason in (
        ({"name": "With.Point"}, ("WRONG_TYPE", "name")),
        ({"name": "../x"}, ("WRONG_TYPE", "name")),
        ({"variables": [1]}, ("WRONG_TYPE", "variables")),
        ({"variables": {"q": "\x00"}}, ("UNSTORABLE_TEXT", "variables")),
        ({"variables": {"other": 1}}, ("MALFORMED", "variables")),
        ({"unit": "OTHER"}, ("NOT_FOUND", "unit")),
        ({"colour": "red"}, ("UNKNOWN_FIELD", "colour")),
    ):
        answer = keeper.post("saved-queries", {"name": "ours", "document": BY_NUMBER, **given})
        assert codes(answer) == [reason]


def test_a_shared_query_is_seen_on_the_line_of_its_unit_and_kept_by_who_may_share(by) -> None:
    saved(by("keeper"), "own-one")
    shared = saved(by("keeper"), "shared", unit="OWN")
    seen = {
        name: [each["name"] for each in by(name).get("saved-queries").json()["items"]]
        for name in ("keeper", "reader", "below", "stranger", "nobody")
    }
    assert seen == {
        "keeper": ["own-one", "shared"],
        "reader": ["shared"],
        "below": ["shared"],
        "stranger": [],
        "nobody": [],
    }
    path = f"saved-queries/{shared['id']}"
    below = by("below").get(path).json()
    assert (below["unit"], below["shared"]) == (None, True)
    assert codes(by("reader").patch(path, {"description": "x"}, If_Match="*")) == [("NOT_ALLOWED", None)]
    assert codes(by("reader").delete(path, If_Match="*")) == [("NOT_ALLOWED", None)]
    mine = saved(by("reader"), "mine")
    refused = by("reader").patch(f"saved-queries/{mine['id']}", {"unit": "OWN"}, If_Match="*")
    assert codes(refused) == [("NOT_ALLOWED", None)]
    assert by("stranger").get(path).status_code == 404
    assert codes(by("stranger").post("saved-queries", {"name": "shared", "document": CONTRACTS})) == [
        ("DUPLICATE", "name")
    ]
    assert codes(by("nobody").post("saved-queries", {"name": "none", "document": CONTRACTS})) == [
        ("NOT_ALLOWED", None)
    ]
    assert codes(by("keeper", "READ").post("saved-queries", {"name": "r", "document": CONTRACTS})) == [
        ("TOKEN_SCOPE", None)
    ]


def test_the_rows_are_those_of_whoever_asks(by) -> None:
    saved(by("keeper"), "shared", unit="OWN")
    assert len(by("reader", "READ").get("queries/shared").json()["items"]) == 3
    assert by("below").get("queries/shared").json() == {"items": [], "next": None}
    for stranger in ("stranger", "nobody"):
        answer = by(stranger).get("queries/shared")
        assert codes(answer) == [("NOT_FOUND", None)]
    b.user("READER", Unit.objects.get(parent=None), username="everywhere")
    assert len(by("everywhere").get("queries/shared").json()["items"]) == 4


def test_json_csv_and_xlsx_say_the_same(by) -> None:
    reader = by("reader")
    saved(reader)
    answer = reader.get("queries/all")
    first, second, third = answer.json()["items"]
    assert list(first) == ["number", "title", "value", "valueText", "currency", "start", "partyName"]
    assert list(first.values()) == [
        "OWN-0", "=Veldhuis 0", 1200.5, "1200.50", "EUR", "2026-01-01", "=Veldhuis",
    ]  # fmt: skip
    assert (second["valueText"], third["valueText"]) == ("-3.00", "7.12")
    text = reader.get("queries/all.csv")
    assert text["Content-Type"] == "text/csv; charset=utf-8"
    written = text.getvalue().decode("utf-8")
    assert written.startswith("\ufeffnumber,title,value,")
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"))))
    assert rows[1] == ["OWN-0", "'=Veldhuis 0", "1200.5", "1200.50", "EUR", "2026-01-01", "'=Veldhuis"]
    assert [row[3] for row in rows[1:]] == ["1200.50", "-3.00", "7.12"]
    assert cells(reader.get("queries/all.xlsx"))[1] == [
        "OWN-0", "=Veldhuis 0", 1200.5, 1200.5, "EUR", date(2026, 1, 1), "=Veldhuis",
    ]  # fmt: skip
    assert text["Content-Disposition"].startswith('attachment; filename="all-')
    assert reader.get("queries/all?format=csv").getvalue() == written.encode()
    assert codes(reader.get("queries/all.csv?format=xlsx")) == [("INVALID_FILTER", "format")]
    assert codes(reader.get("contracts?format=parquet")) == [("INVALID_FILTER", "format")]


@pytest.mark.parametrize("together", [2, 3, 100])
def test_parquet_has_columns_of_the_types_that_the_schema_declares(by, monkeypatch, together: int) -> None:
    pq = pytest.importorskip(
        "pyarrow.parquet", reason="the extra parquet isn't installed: requirements/parquet.txt"
    )
    monkeypatch.setattr(parquet, "ROWS", together)
    reader = by("reader")
    saved(reader, document="{ contractFacts { id number value valueText start currentEnd ended "
                           "termMonths changedAt } }")  # fmt: skip
    answer = reader.get("queries/all.parquet")
    table = pq.read_table(io.BytesIO(answer.getvalue()))
    assert answer["Content-Type"] == "application/vnd.apache.parquet"
    assert [f"{each.name} {each.type}" for each in table.schema] == [
        "id int64", "number string", "value double", "valueText decimal128(38, 10)", "start date32[day]",
        "currentEnd date32[day]", "ended bool", "termMonths int64", "changedAt timestamp[us, tz=UTC]",
    ]  # fmt: skip
    rows = table.to_pylist()
    assert [(row["number"], row["valueText"], row["start"], row["termMonths"]) for row in rows] == [
        ("OWN-0", Decimal("1200.50"), date(2026, 1, 1), None),
        ("OWN-1", Decimal("-3"), date(2026, 2, 1), None),
        ("OWN-2", Decimal("7.12"), date(2026, 3, 1), None),
    ]
    told = reader.get("queries/all").json()["items"]
    assert [row["changedAt"] for row in rows] == [datetime.fromisoformat(each["changedAt"]) for each in told]
    assert reader.get("queries/all", Accept="application/vnd.apache.parquet").getvalue()[:4] == b"PAR1"
    part = reader.get("queries/all.parquet?limit=2")
    assert (pq.read_table(io.BytesIO(part.getvalue())).num_rows, "after=" in part["Link"]) == (2, True)
    none = by("below").post("saved-queries", {"name": "none", "document": "{ contractFacts { value } }"})
    assert none.status_code == 201
    empty = pq.read_table(io.BytesIO(by("below").get("queries/none.parquet").getvalue()))
    assert (empty.num_rows, str(empty.schema.field("value").type)) == (0, "double")


def test_parquet_is_refused_where_it_is_not_installed(by, monkeypatch) -> None:
    monkeypatch.setattr(parquet, "is_installed", lambda: False)
    reader = by("reader")
    saved(reader)
    refused = reader.get("queries/all.parquet")
    assert codes(refused) == [("INVALID_FILTER", "format")]
    assert "Ask for csv" in refused.json()["detail"]


def cells(answer) -> list[list]:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(answer.getvalue())).worksheets[0]
    return [[each.date() if hasattr(each, "date") else each for each in row] for row in sheet.values]


@pytest.mark.parametrize("document", [CONTRACTS, GRAPH])
def test_pages_follow_each_other_by_their_links(by, document: str) -> None:
    reader = by("reader")
    saved(reader, document=document)
    numbers, address = [], "queries/all?limit=2"
    for expected in (2, 1):
        answer = reader.get(address)
        page = answer.json()
        assert len(page["items"]) == expected
        numbers += [each["number"] for each in page["items"]]
        if page["next"]:
            assert answer["Link"] == f'<{page["next"]}>; rel="next"'
            address = page["next"].partition("/api/v1/")[2]
    assert page["next"] is None
    assert numbers == ["OWN-0", "OWN-1", "OWN-2"]
    part = reader.get("queries/all.csv?limit=2")
    assert len(part.getvalue().splitlines()) == 3
    assert "after=" in part["Link"]
    rest = reader.get(part["Link"][1:].partition(">")[0].partition("/api/v1/")[2])
    assert rest.getvalue().count(b"OWN-") == 1


def test_records_within_a_record_are_columns(by) -> None:
    reader = by("reader")
    saved(reader, document=GRAPH)
    first = reader.get("queries/all").json()["items"][0]
    assert first == {
        "number": "OWN-0",
        "value": "1200.50",
        "relationship.party.name": "=Veldhuis",
        "relationship.party.country": "NL",
        "relationship.unit.code": "OWN",
    }


def test_the_list_of_one_record_is_empty_to_who_may_not_see_it(by) -> None:
    relationship = Contract.objects.get(number="OWN-0").relationship
    below = "... on Relationship { contracts { edges { node { number } } } }"
    document = f"query ($id: ID!) {{ node(id: $id) {{ {below} }} }}"
    saved(
        by("keeper"),
        "of-one",
        document,
        unit="OWN",
        variables={"id": global_id("Relationship", relationship.pk)},
    )
    numbers = [each["number"] for each in by("reader").get("queries/of-one").json()["items"]]
    assert numbers == ["OWN-0", "OWN-1", "OWN-2"]
    assert by("below").get("queries/of-one").json() == {"items": [], "next": None}
    assert by("below").get("queries/of-one.csv").getvalue() == b"\xef\xbb\xbfnumber\r\n"


@pytest.mark.parametrize("document", [CONTRACTS, GRAPH])
def test_a_long_list_is_read_in_portions(by, monkeypatch, document: str) -> None:
    monkeypatch.setattr(answering, "PORTION", 2)
    reader = by("reader")
    saved(reader, document=document)
    assert len(reader.get("queries/all.csv").getvalue().splitlines()) == 4
    assert len(reader.get("queries/all").json()["items"]) == 3


def test_variables_are_parameters_of_their_own_names_and_types(by) -> None:
    reader = by("reader")
    saved(reader, "some", BY_NUMBER, variables={"q": "OWN-1"})

    def numbers(asked: str) -> list[str]:
        return [each["number"] for each in reader.get(f"queries/some{asked}").json()["items"]]

    assert numbers("") == ["OWN-1"]
    assert numbers("?q=OWN-2") == ["OWN-2"]
    assert numbers("?q=OWN&currency=USD,EUR") == ["OWN-0", "OWN-1", "OWN-2"]
    assert numbers("?q=OWN&currency=USD&currency=CHF") == []
    assert codes(reader.get("queries/some?colour=red&size=1")) == [
        ("UNKNOWN_PARAMETER", "colour"),
        ("UNKNOWN_PARAMETER", "size"),
    ]
    assert codes(reader.get("queries/some?q=a&q=b")) == [("INVALID_FILTER", "q")]
    assert reader.get("queries/some?currency=nonsense").status_code == 400


def test_a_required_variable_must_be_given_and_be_of_its_type(by) -> None:
    reader = by("reader")
    saved(reader, "first", "query ($n: Int!) { contractFacts(first: $n) { number } }")
    assert codes(reader.get("queries/first")) == [("INVALID_FILTER", "n")]
    assert codes(reader.get("queries/first?n=two")) == [("INVALID_FILTER", "n")]
    assert codes(reader.get("queries/first?n=99999999999")) == [("INVALID_FILTER", "n")]
    assert codes(reader.get("queries/first?n=2&limit=1")) == [("UNKNOWN_PARAMETER", "limit")]
    assert reader.get("queries/first?n=2").json()["next"] is None
    assert len(reader.get("queries/first?n=2").json()["items"]) == 2


def test_what_didnt_change_isnt_sent_again(by) -> None:
    reader = by("reader")
    saved(reader)
    tag = reader.get("queries/all")["ETag"]
    again = reader.get("queries/all", If_None_Match=f'"other", {tag}')
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert reader.get("queries/all?limit=1", If_None_Match=tag).status_code == 200


def basic(name: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"{name}:{password}".encode()).decode()}


def test_a_token_is_the_password_of_basic_for_reading(by) -> None:
    user = User.objects.get(username="reader")
    _token, text = create_token(by=b.system(), user=user, name="excel", scope="WRITE")
    saved(by("reader"))
    client, address = Client(), "/api/v1/queries/all"
    for name in ("token", "anything", ""):
        assert client.get(address, headers=basic(name, text)).status_code == 200
    assert client.head(address, headers=basic("token", text)).status_code == 200
    for headers in (basic("token", text[:-1]), basic(text, ""), {"Authorization": "Basic %%%"}):
        answer = client.get(address, headers=headers)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == (
            'Bearer realm="Counterpart", Basic realm="Counterpart", charset="UTF-8"'
        )
    sent = {"content_type": "application/json", "headers": basic("token", text)}
    refused = client.post("/api/v1/saved-queries", '{"name": "x", "document": "{ me { pk } }"}', **sent)
    assert refused.status_code == 401
    assert client.post("/graphql/", '{"query": "{ me { pk } }"}', **sent).status_code == 401
    elsewhere = client.get("/api/v1/parties", headers=basic("token", "wrong"))
    assert elsewhere["WWW-Authenticate"] == 'Bearer realm="Counterpart"'


@pytest.mark.parametrize("document", [CONTRACTS, GRAPH])
def test_the_number_of_statements_is_that_of_the_portions(by, queries, document: str) -> None:
    reader = by("reader")
    saved(reader, document=document)
    reader.get("queries/all")
    counts = []
    for limit in (1, 3):
        with queries(STATEMENTS[document]):
            counts.append(len(reader.get(f"queries/all?limit={limit}").json()["items"]))
    assert counts == [1, 3]


STATEMENTS = {CONTRACTS: 3, GRAPH: 3}


@override_settings(COMPILED_READS=False)
@pytest.mark.parametrize("document", [CONTRACTS, GRAPH])
def test_the_executor_gives_the_same(by, document: str) -> None:
    reader = by("reader")
    saved(reader, document=document)
    slow = reader.get("queries/all").json()
    with override_settings(COMPILED_READS=True):
        assert reader.get("queries/all").json() == slow
