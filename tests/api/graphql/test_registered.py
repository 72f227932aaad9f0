"""Documents by their digest, the allow-list, the schema at an address, pages of other origins."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from access import documents
from access.models import GraphqlDocument
from tests import builders as b

ME = "query Me { me { username } }"
DIGEST = hashlib.sha256(ME.encode()).hexdigest()
NAMED = {"documentId": f"sha256:{DIGEST}"}
HASH = "extensions.persistedQuery"
APOLLO = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": DIGEST}}}


@pytest.fixture(autouse=True)
def nothing_kept():
    documents.forget()
    yield
    documents.forget()


def codes(response) -> list[str]:
    return [each["extensions"]["code"] for each in response.json()["errors"]]


@pytest.mark.parametrize("named", [NAMED, APOLLO])
def test_an_administrator_registers_by_sending_both(ask, named) -> None:
    unknown = ask.post(named)
    assert (unknown.status_code, codes(unknown)) == (200, ["PERSISTED_QUERY_NOT_FOUND"])
    assert ask.post(named, Accept="application/graphql-response+json").status_code == 400

    assert ask.post({"query": ME, **named}).json()["data"]["me"]["username"] == ask.user.username
    kept = GraphqlDocument.objects.get()
    assert (kept.digest, kept.text, kept.name, kept.by) == (DIGEST, ME, "Me", ask.user)
    assert ask.post(named).json()["data"]["me"]["username"] == ask.user.username


def test_asked_for_by_address_it_can_be_kept(ask, asking) -> None:
    ask.post({"query": ME, **NAMED})
    reader = asking(b.user("READER", username="reader"), "READ")
    for given in (NAMED, {"extensions": json.dumps(APOLLO["extensions"])}):
        first = reader.get(given)
        assert first.json()["data"] == {"me": {"username": "reader"}}
        again = reader.get(given, **{"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_by_address_nothing_is_registered_and_nothing_changed(ask) -> None:
    assert ask.get({"query": ME, **NAMED}).status_code == 200
    assert not GraphqlDocument.objects.exists()
    act = 'mutation { createUnit(input: {code: "N", name: "N", parent: "ROOT"}) { ok } }'
    assert ask.post({"query": act, "documentId": f"sha256:{documents.digest_of(act)}"}).status_code == 200
    refused = ask.get({"documentId": f"sha256:{documents.digest_of(act)}"})
    assert (refused.status_code, codes(refused)) == (405, ["METHOD_NOT_ALLOWED"])


@pytest.mark.parametrize("scope", ["READ", "IMPORT"])
def test_who_may_not_register_is_answered_all_the_same(asking, scope) -> None:
    lead = asking(b.user("ADMINISTRATOR", username="lead"), scope)
    assert lead.post({"query": ME, **NAMED}).json()["data"] == {"me": {"username": "lead"}}
    reader = asking(b.user("READER", username="reader"), "ADMIN")
    assert reader.post({"query": ME, **NAMED}).json()["data"] == {"me": {"username": "reader"}}
    assert not GraphqlDocument.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"query": ME, "documentId": f"sha256:{'0' * 64}"}, "documentId"),
        ({"documentId": "md5:abc"}, "documentId"),
        ({"documentId": f"sha256:{'0' * 64}", **APOLLO}, "documentId"),
        ({"extensions": {"persistedQuery": "x"}}, HASH),
        ({"extensions": {"persistedQuery": {"version": 2, "sha256Hash": DIGEST}}}, HASH),
        ({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": [1]}}}, HASH),
    ],
)
def test_what_names_no_document(ask, given, field) -> None:
    (error,) = ask.post(given).json()["errors"]
    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("MALFORMED", field)
    assert not GraphqlDocument.objects.exists()


def test_a_document_that_is_no_good_is_not_registered(ask) -> None:
    bad = "{ nothing }"
    answer = ask.post({"query": bad, "documentId": f"sha256:{documents.digest_of(bad)}"})
    assert codes(answer) == ["UNKNOWN_FIELD"]
    assert not GraphqlDocument.objects.exists()


def test_only_registered_documents(ask, asking, settings) -> None:
    settings.GRAPHQL_ONLY_REGISTERED = True
    reader = asking(b.user("READER", username="reader"), "ADMIN")
    both = {"query": ME, **NAMED}
    for refused in (reader.post({"query": ME}), reader.post(both), reader.get({"query": ME})):
        assert (refused.status_code, codes(refused)) == (403, ["DOCUMENT_NOT_REGISTERED"])
    assert codes(ask.post({"query": ME})) == ["DOCUMENT_NOT_REGISTERED"]
    assert codes(reader.post({"query": "{ __schema { types { name } } }"})) == ["DOCUMENT_NOT_REGISTERED"]

    assert ask.post({"query": ME, **NAMED}).status_code == 200
    for answer in (reader.post(NAMED), reader.post({"query": ME}), reader.get(NAMED)):
        assert answer.json()["data"] == {"me": {"username": "reader"}}


def test_documents_are_registered_listed_and_taken_back_by_a_command(ask, tmp_path, capsys) -> None:
    one, many = tmp_path / "me.graphql", tmp_path / "many.json"
    one.write_text(ME)
    other = "{ me { pk } }"
    many.write_text(json.dumps({documents.digest_of(other): other}))
    call_command("graphql_documents", one, many)
    capsys.readouterr()
    call_command("graphql_documents")
    assert capsys.readouterr().out.splitlines() == [
        f"sha256:{DIGEST} Me",
        f"sha256:{documents.digest_of(other)} many",
    ]
    assert ask.post(NAMED).status_code == 200
    call_command("graphql_documents", "--remove", DIGEST)
    assert codes(ask.post(NAMED)) == ["PERSISTED_QUERY_NOT_FOUND"]

    many.write_text(json.dumps({DIGEST: other}))
    with pytest.raises(CommandError, match="is not the SHA-256"):
        call_command("graphql_documents", many)
    one.write_text("{ nothing }")
    with pytest.raises(CommandError, match="nothing"):
        call_command("graphql_documents", one)


def test_the_schema_at_its_address(asking) -> None:
    reader = asking(b.user("READER", username="reader"), "READ")
    client = Client()
    first = client.get("/graphql/schema.graphql", headers=reader.headers)
    assert first.status_code == 200
    assert first["Content-Type"] == "application/graphql; charset=utf-8"
    assert "type Query {" in first.content.decode()
    again = client.get(
        "/graphql/schema.graphql", headers={**reader.headers, "If-None-Match": f'"x", {first["ETag"]}'}
    )
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])

    stranger = client.get("/graphql/schema.graphql")
    assert (stranger.status_code, codes(stranger)) == (401, ["NOT_SIGNED_IN"])
    assert stranger["WWW-Authenticate"].startswith("Bearer")
    posted = client.post("/graphql/schema.graphql", headers=reader.headers)
    assert (posted.status_code, posted["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/graphql/", "/api/v1/me", "/api/v1/nowhere"])
def test_pages_of_named_origins_only(asking, settings, path) -> None:
    settings.CORS_ORIGINS = ["https://bi.example"]
    reader = asking(b.user("READER", username="reader"), "READ")
    client = Client()
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    before = client.options(path, headers={"Origin": "https://bi.example", **asked})
    assert before.status_code == 204
    assert before["Access-Control-Allow-Origin"] == "https://bi.example"
    assert "POST" in before["Access-Control-Allow-Methods"]
    assert "Authorization" in before["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in before

    answer = client.get(path, headers={**reader.headers, "Origin": "https://bi.example"})
    assert answer["Access-Control-Allow-Origin"] == "https://bi.example"
    assert "ETag" in answer["Access-Control-Expose-Headers"]
    for origin in ("https://evil.example", "https://bi.example.evil.example", "null"):
        for refused in (
            client.options(path, headers={"Origin": origin, **asked}),
            client.get(path, headers={**reader.headers, "Origin": origin}),
        ):
            assert "Access-Control-Allow-Origin" not in refused
            assert "Origin" in refused["Vary"]
    assert "Origin" in client.get(path, headers=reader.headers)["Vary"]
    assert "Origin" not in client.get("/healthz").get("Vary", "")
