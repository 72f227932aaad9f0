"""GraphQL over HTTP: who may ask, in what form, with which answer."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests import builders

GRAPHQL = "application/graphql-response+json"
ME = "{ me { username } }"


def codes(response) -> list[str]:
    return [each["extensions"]["code"] for each in response.json()["errors"]]


def test_a_stranger_is_told_to_sign_in(asking) -> None:
    response = asking(None).post({"query": ME})

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert codes(response) == ["NOT_SIGNED_IN"]


def test_a_token_that_opens_nothing(asking) -> None:
    assert asking(None).post({"query": ME}, Authorization="Bearer nonsense").status_code == 401


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        (GRAPHQL, GRAPHQL),
        (f"{GRAPHQL}; charset=utf-8, application/json; q=0.9", GRAPHQL),
        (f"{GRAPHQL};q=0.2, application/json", "application/json"),
    ],
)
def test_the_media_type_asked_for(ask, accept: str, media: str) -> None:
    response = ask.post({"query": ME}, Accept=accept)

    assert response.status_code == 200
    assert response["Content-Type"] == f"{media}; charset=utf-8"
    assert "Accept" in response["Vary"]


def test_a_media_type_that_is_not_given(ask) -> None:
    response = ask.post({"query": ME}, Accept="text/html")

    assert (response.status_code, codes(response)) == (406, ["NOT_ACCEPTABLE"])


@pytest.mark.parametrize(("accept", "status"), [("application/json", 200), (GRAPHQL, 400)])
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "MALFORMED"),
        ("{ nothing }", "UNKNOWN_FIELD"),
        ("{ node { id } }", "REQUIRED"),
        ("query A { me { pk } } query B { me { pk } }", "MALFORMED"),
        ("fragment A on Query { ...A } { ...A }", "MALFORMED"),
        ("query($x: Int!) { parties(first: $x) { totalCount } }", "REQUIRED"),
    ],
)
def test_documents_that_cannot_be_carried_out(ask, accept: str, status: int, query: str, code: str) -> None:
    response = ask.post({"query": query}, Accept=accept)

    assert response.status_code == status
    assert codes(response)[0] == code
    assert "data" not in response.json()


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        ('{"query": NaN}', "application/json", 400, "MALFORMED"),
        ("{", "application/json", 400, "MALFORMED"),
        ("[]", "application/json", 400, "WRONG_TYPE"),
        ('[{"query": "{ me { pk } }"}]', "application/json", 400, "WRONG_TYPE"),
        ("{}", "application/json", 400, "REQUIRED"),
        ('{"query": 1}', "application/json", 400, "WRONG_TYPE"),
        ('{"query": {}}', "application/json", 400, "WRONG_TYPE"),
        ('{"query": "{ me { pk } }", "variables": []}', "application/json", 400, "WRONG_TYPE"),
        ('{"query": "{ me { pk } }", "operationName": 1}', "application/json", 400, "WRONG_TYPE"),
        ('{"query": "{ me { pk } }", "extensions": "x"}', "application/json", 400, "WRONG_TYPE"),
        (b'{"query": "\xff"}', "application/json", 400, "MALFORMED"),
        ("query={me{pk}}", "application/x-www-form-urlencoded", 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("{ me { pk } }", "application/graphql", 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("--x", "multipart/form-data; boundary=x", 415, "UNSUPPORTED_MEDIA_TYPE"),
        ('{"query": "{ me { pk } }"}', "", 415, "UNSUPPORTED_MEDIA_TYPE"),
    ],
)
def test_bodies_that_are_no_request(ask, body, content_type: str, status: int, code: str) -> None:
    response = ask.post(body, **{"Content-Type": content_type})

    assert (response.status_code, codes(response)) == (status, [code])


_MAKE = "mutation($input: PartyInput!) { createParty(input: $input) { ok } }"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"query": 'mutation { createParty(input: {name: "A", colour: 1}) { ok } }'}, "UNKNOWN_FIELD"),
        ({"query": _MAKE, "variables": {"input": {"name": "A", "colour": 1}}}, "UNKNOWN_FIELD"),
    ],
)
def test_a_field_that_an_input_does_not_have_is_named(ask, body, code: str) -> None:
    (told,) = ask.post(body, **{"Accept-Language": "nl"}).json()["errors"]
    assert (told["extensions"]["code"], told["extensions"]["field"]) == (code, "colour")
    assert told["message"].startswith("Het veld “colour") and "legalName" in told["message"]


@pytest.mark.parametrize(
    ("variables", "field", "why"),
    [
        ("{", "variables", "op regel 1, kolom 2 is het geen JSON."),
        ('{"n": NaN}', "variables", "NaN is geen JSON."),
        ('{"n": 1, "n": 2}', "n", "“n” staat er twee keer."),
        ("9" * 5_000, "variables", "er staat een getal met te veel cijfers in."),
        ("[" * 100_000, "variables", "het is dieper genest dan 12 niveaus."),
    ],
)
def test_variables_that_cannot_be_read(ask, variables: str, field: str, why: str) -> None:
    response = ask.get({"query": ME, "variables": variables}, **{"Accept-Language": "nl"})
    (told,) = response.json()["errors"]
    assert (told["extensions"]["code"], told["extensions"]["field"]) == ("MALFORMED", field)
    assert told["message"].endswith(why)


def test_queries_by_get(ask) -> None:
    response = ask.get(
        {"query": "query($n: Int) { parties(first: $n) { totalCount } }", "variables": '{"n": 1}'}
    )

    assert response.status_code == 200
    assert response.json()["data"] == {"parties": {"totalCount": 0}}


def test_a_mutation_by_get_does_nothing(ask) -> None:
    response = ask.get({"query": 'mutation { createParty(input: {name: "X"}) { ok } }'})

    assert (response.status_code, codes(response)) == (405, ["METHOD_NOT_ALLOWED"])
    assert response["Allow"] == "POST"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods(ask, method: str) -> None:
    response = ask.client.generic(method, "/graphql/", headers=ask.headers)

    assert (response.status_code, response["Allow"]) == (405, "GET, POST")


def test_a_browser_sends_the_mark_against_forgery(db) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(builders.user("READER"), backend="django.contrib.auth.backends.ModelBackend")
    body = json.dumps({"query": ME})

    without = client.post("/graphql/", body, content_type="application/json")
    client.cookies["csrftoken"] = "x" * 32
    with_mark = client.post(
        "/graphql/", body, content_type="application/json", headers={"X-CSRFToken": "x" * 32}
    )
    reading = client.get("/graphql/", {"query": ME})

    assert (without.status_code, codes(without)) == (403, ["CSRF_FAILED"])
    assert "the mark of the session is missing." in without.json()["errors"][0]["message"]
    assert (with_mark.status_code, reading.status_code) == (200, 200)


def test_a_reading_token_changes_nothing(asking) -> None:
    reading = asking(builders.user("ADMINISTRATOR"), scope="READ")

    response = reading.post({"query": 'mutation { createParty(input: {name: "X"}) { ok } }'})

    assert (response.status_code, codes(response)) == (403, ["TOKEN_SCOPE"])
    assert reading(ME)


def test_a_writing_token_keeps_off_units_and_users(asking) -> None:
    writing = asking(builders.user("ADMINISTRATOR"), scope="WRITE")

    response = writing.post({"query": 'mutation { renamed: createUnit(input: {code: "X"}) { ok } }'})
    hidden = writing.post(
        {"query": "mutation { ...F } fragment F on Mutation { createUnit(input: {}) { ok } }"}
    )

    assert (response.status_code, codes(response)) == (403, ["TOKEN_SCOPE"])
    assert (hidden.status_code, codes(hidden)) == (403, ["TOKEN_SCOPE"])


def test_what_nobody_expected_is_logged_and_not_told(ask, monkeypatch) -> None:
    def broken(*args, **options):
        raise RuntimeError("secret of table relationships_party in /srv/app")

    monkeypatch.setattr("api.graphql.connections.visible_to", broken)

    response = ask.post({"query": "{ parties { totalCount } }"})

    assert codes(response) == ["UNEXPECTED"]
    assert "secret" not in response.content.decode()
    assert response["X-Request-ID"] in response.content.decode()


def test_signed_in_users_may_look_at_the_schema(ask) -> None:
    from graphql import get_introspection_query

    found = ask(get_introspection_query(descriptions=True))

    assert found["__schema"]["queryType"]["name"] == "Query"


def test_the_answer_says_what_it_cost(ask) -> None:
    answer = ask.answer("{ parties(first: 10) { edges { node { name } } } }")

    assert answer["extensions"]["cost"] == {"asked": 31, "limit": 250_000}
