"""Whatever is sent to whichever door, the answer is one of ours: a code of the table, and not a word of the
database's, of Python's or of the machine's.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from api.errors import TABLE
from api.graphql.schema import schema
from relationships.choices import Role
from tests.api.graphql.conftest import ADDRESS
from tests.api.matrix.found import operations
from tests.api.matrix.given import bodies
from tests.api.matrix.worlds import World, undone

pytestmark = pytest.mark.django_db

# What only the inside of the machine would say.
INSIDE = re.compile(
    r"Traceback|File \\?\"|/work/|site-packages|psycopg|sqlite|[Dd]jango|SELECT |INSERT |UPDATE "
    r"|relation \\?\"|constraint|DETAIL:|[A-Z][A-Za-z]+Error\b|DoesNotExist|NoneType|__\w+__"
    r"|0x[0-9a-f]{8}|\.py\b|line \d+, in"
)
IDS = ["%00", "1%00", "9" * 21, "-1", "1e3", "%ED%A0%80", "%F0%9F%90%A6", "..%2F1", "' OR 1=1", "x" * 2_000]
LONG = "x" * 100_000


def refused_well(answer: Any) -> set[str]:
    """The codes of a refusal that is one of ours."""
    told = answer.getvalue().decode()
    assert 400 <= answer.status_code < 500, (answer.status_code, told[:500])
    assert not INSIDE.search(told), (INSIDE.search(told), told[:1_000])
    assert not any(INSIDE.search(f"{name}: {said}") for name, said in answer.headers.items())
    errors = json.loads(told)["errors"]
    codes = {each.get("extensions", each)["code"] for each in errors}
    assert codes <= TABLE.keys() - {"UNEXPECTED"}, codes
    return codes


@pytest.fixture
def admin(there: World) -> Any:
    return there.caller(there.above[Role.ADMINISTRATOR])


def test_ids_that_can_be_of_nothing(admin: Any) -> None:
    tried = 0
    for at, name in enumerate(operations()):
        method, pattern = name.split(":")
        if "*" not in pattern:
            continue
        for id in (IDS[0], IDS[2], IDS[3 + at % (len(IDS) - 3)]):
            given = {} if method in ("POST", "PATCH", "PUT") else None
            with undone():
                answer = admin.call(method, pattern.replace("*", quote(id, safe="%'")), given)
            assert refused_well(answer) & {"NOT_FOUND", "REQUIRED"}, (name, id)
            tried += 1
    assert tried > 500


def test_parameters_that_can_be_of_nothing(admin: Any, there: World) -> None:
    tried = 0
    broken = []
    for name in operations():
        method, pattern = name.split(":")
        if method != "GET" or "*" in pattern:
            continue
        conditions = _conditions(pattern)
        for at, each in enumerate(conditions):
            value = ["%00", "9" * 21, "%ED%A0%80", "-1e400", "[]", "a&" + each + "=b"][at % 6]
            answer = admin.get(f"{pattern}?{each}={value}")
            told = answer.getvalue()
            if answer.status_code >= 500:
                broken.append((name, each, value))
                continue
            assert answer.status_code == 200 or refused_well(answer), (name, each, value)
            assert len(told) < 2_000_000
            tried += 1
    assert broken == []
    assert tried > 400


def _conditions(pattern: str) -> list[str]:
    document = _document()
    said = document["paths"].get(f"/api/v1/{pattern}", {}).get("get", {}).get("parameters", [])
    whole = [
        document["components"]["parameters"][each["$ref"].rsplit("/", 1)[1]] if "$ref" in each else each
        for each in said
    ]
    return [each["name"] for each in whole if each["in"] == "query"]


_KEPT: dict[str, Any] = {}


def _document() -> dict[str, Any]:
    if not _KEPT:
        _KEPT.update(Client().get("/api/v1/openapi.json").json())
    return _KEPT


def test_bodies_of_values_that_no_field_takes(admin: Any, there: World) -> None:
    """Each field of each example, one after the other, holds something else."""
    values = ["a\x00b", "a\ud800b", LONG, 10**40, -(10**40), True, [[]], {"a": {"b": None}}, "\u202e", 0.5]
    given = bodies()
    tried = 0
    for name in operations():
        method, pattern = name.split(":")
        body = given.get(name)
        if method == "GET" or not isinstance(body, dict):
            continue
        address = there.address(pattern)
        for at, field in enumerate(body):
            for value in (values[at % 3], values[3 + (at + len(name)) % 7]):
                with undone():
                    answer = admin.call(method, address, {**body, field: value})
                assert answer.status_code in (200, 201) or refused_well(answer), (name, field, value)
                tried += 1
    assert tried > 300


BODIES: list[tuple[bytes, str, set[str]]] = [
    (b"\xff\xfe{}", "application/json", {"MALFORMED"}),
    (b'{"name": "\xed\xa0\x80"}', "application/json", {"MALFORMED"}),
    (b'{"name": NaN}', "application/json", {"MALFORMED"}),
    (b'{"name": 1e999999}', "application/json", {"WRONG_TYPE", "REQUIRED"}),
    (b'{"name": "a", "name": "b"}', "application/json", {"MALFORMED"}),
    (b'{"query": "a", "query": "b"}', "application/json", {"MALFORMED"}),
    (b'{"a":' * 100_000, "application/json", {"MALFORMED"}),
    (b"[" * 100_000 + b"]" * 100_000, "application/json", {"MALFORMED"}),
    (b'{"name":' + b"9" * 5_000 + b"}", "application/json", {"MALFORMED"}),
    (b"[]", "application/json", {"WRONG_TYPE"}),
    (b'"text"', "application/json", {"WRONG_TYPE"}),
    (b"null", "application/json", {"WRONG_TYPE"}),
    (b"{}", "application/xml", {"UNSUPPORTED_MEDIA_TYPE"}),
    (b"name=a", "application/x-www-form-urlencoded", {"UNSUPPORTED_MEDIA_TYPE"}),
    (b"--x--", "multipart/form-data; boundary=x", {"UNSUPPORTED_MEDIA_TYPE"}),
    (b"{}", "application/json; charset=utf-16", {"UNSUPPORTED_MEDIA_TYPE"}),
    (b"{}", "text/" + "x" * 5_000, {"UNSUPPORTED_MEDIA_TYPE"}),
]


@pytest.mark.parametrize(("sent", "kind", "codes"), BODIES, ids=[str(at) for at in range(len(BODIES))])
def test_bodies_that_are_none_are_refused_alike_at_both_doors(
    there: World, sent: bytes, kind: str, codes: set[str]
) -> None:
    headers = {"Authorization": f"Bearer {there.text(there.above[Role.ADMINISTRATOR])}"}
    for address in ("/api/v1/parties", ADDRESS):
        answer = Client().generic("POST", address, sent, content_type=kind, headers=headers)
        if address == ADDRESS and answer.status_code == 200:
            assert not INSIDE.search(answer.content.decode())
        assert refused_or_told(answer) & codes, (address, answer.content[:300])


def test_a_body_of_many_fields_is_answered_with_some_of_them(there: World) -> None:
    caller = there.caller(there.above[Role.ADMINISTRATOR])
    answer = caller.post("parties", {f"field{at}": at for at in range(20_000)})
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 200)
    assert len(answer.content) < 50_000


def refused_or_told(answer: Any) -> set[str]:
    """The codes of a refusal, which GraphQL may tell with status 200."""
    if answer.status_code == 200:
        return {each["extensions"]["code"] for each in answer.json()["errors"]}
    return refused_well(answer)


TEXTS: list[tuple[str, str, dict[str, Any], str, str]] = [
    # what, the address, the rest of what is given, the field, the mutation
    ("party", "parties", {}, "name", "createParty"),
    ("portfolio", "portfolios", {"unit": "ROOT"}, "name", "createPortfolio"),
    ("unit", "units", {"parent": "ROOT", "code": "X1"}, "name", "createUnit"),
    ("category", "categories", {}, "name", "createCategory"),
    ("kind", "safeguard-kinds", {"code": "X1", "level": 2}, "name", "createSafeguardKind"),
    ("set", "principle-sets", {}, "name", "draftPrincipleSet"),
    ("word", "discouraged-words", {"language": "en"}, "word", "addDiscouragedWord"),
    ("query", "saved-queries", {"document": "{ me { pk } }"}, "name", "createSavedQuery"),
]


@pytest.mark.parametrize(("what", "address", "rest", "field", "mutation"), TEXTS, ids=[t[0] for t in TEXTS])
def test_texts_that_no_database_keeps_are_refused_alike_at_both_doors(
    there: World, admin: Any, what: str, address: str, rest: dict[str, Any], field: str, mutation: str
) -> None:
    named = schema().mutation_type.fields[mutation].args["input"].type  # type: ignore[union-attr]
    text = f"mutation($input: {named}) {{ {mutation}(input: $input) {{ errors {{ code field }} }} }}"
    headers = {"Authorization": f"Bearer {there.text(there.above[Role.ADMINISTRATOR])}"}
    for value, code in (
        ("a\x00b", "UNSTORABLE_TEXT"),
        ("a\ud800b", "UNSTORABLE_TEXT"),
        ("a\x07b", "CONTROL_CHARACTER"),
        (LONG, "TOO_LONG"),
        (" \t ", "REQUIRED"),
    ):
        given = {**rest, field: value}
        with undone():
            by_rest = admin.post(address, given)
            body = json.dumps({"query": text, "variables": {"input": given}})
            by_graphql = Client().post(ADDRESS, body, "application/json", headers=headers)
        assert {(each["code"], each["field"]) for each in by_rest.json()["errors"]} == {(code, field)}, what
        payload = by_graphql.json()["data"][mutation]
        assert {(each["code"], each["field"]) for each in payload["errors"]} == {(code, field)}, what
        assert refused_well(by_rest) == {code}
        assert not INSIDE.search(by_graphql.content.decode())


HEADERS = {
    "If-Match": ['"9999999999999999999999"', '"1', "\x01", 'W/"x"', ", ,", "x" * 10_000],
    "Idempotency-Key": ["", "\x01", "é", "x" * 10_000],
    "Accept": ["x/y", ";;;", "application/json;q=NaN", "*/*;q=0", "," * 10_000],
    "Accept-Language": ["\x01", "x" * 10_000, "nl-" * 3_000, ";q=9"],
    "Content-Encoding": ["gzip"],
    "X-Request-ID": ["\x01", "x" * 10_000, "a b"],
}


def test_headers_that_say_nothing(there: World) -> None:
    text = there.text(there.above[Role.ADMINISTRATOR])
    at = f"/api/v1/{there.address('relationships/*')}"
    for name, values in HEADERS.items():
        for value in values:
            headers = {"Authorization": f"Bearer {text}", "If-Match": "*", name: value}
            for address, method, body in (
                (at, "PATCH", '{"phase": "OPERATION"}'),
                (at, "GET", ""),
                ("/api/v1/parties", "POST", '{"name": "A"}'),
                (ADDRESS, "POST", '{"query": "{ me { pk } }"}'),
            ):
                with undone():
                    answer = Client().generic(method, address, body, "application/json", headers=headers)
                said = (name, value[:40], method, address)
                assert answer.status_code < 400 or refused_well(answer), said
    for value in (
        "",
        "Bearer",
        "Bearer ",
        "Basic !!!!",
        "Basic w7/Dv8O/",
        "Digest x",
        "Bearer é",
        "x" * 10_000,
    ):
        for address in (at, ADDRESS):
            answer = Client().get(address, headers={"Authorization": value})
            assert refused_well(answer) == {"NOT_SIGNED_IN"}, value
