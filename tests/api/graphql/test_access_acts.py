"""Users who leave, one's own tokens and password, and imports, by GraphQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from access.actions.tokens import create_token
from access.models import Token
from imports.models import ImportProfile
from relationships.models import Contract, User
from tests import builders as b
from tests.api.graphql.conftest import Asking
from tests.imports.books import HEADER, book_of, lines

pytestmark = pytest.mark.django_db

LEAVE = """mutation($id: Reference!, $successor: Reference) { deactivateUser(id: $id, successor: $successor) {
  ok errors { code field message } user { username isActive } } }"""
RETURN = """mutation($id: Reference!, $password: String) { reactivateUser(id: $id, password: $password) {
  ok errors { code field message } user { username isActive } } }"""
MAKE = """mutation($input: TokenInput!) { createToken(input: $input) {
  ok errors { code field message } text token { id name scope createdAt expiresAt lastUsedAt } } }"""
REVOKE = "mutation($id: String!) { revokeToken(id: $id) { ok errors { code field message } removedId } }"
PASSWORD = """mutation($present: String!, $password: String!, $again: String!) {
  changeOwnPassword(present: $present, password: $password, again: $again) {
  ok errors { code field message } } }"""
RUN = "ok errors { code field message } importRun { pk state sums { currency amount } }"
PROFILE = "ok errors { code field message } importProfile: profile { pk version name fields unit { code } }"


def test_who_leaves_hands_over_to_a_successor(ask) -> None:
    leaving = b.user("READER", username="leaving")
    relationship = b.relationship(owner="leaving")
    b.user("READER", username="successor")
    assert ask.refused(LEAVE, id="leaving", successor="leaving") == [("WRONG_STATE", "successor")]
    assert ask.refused(LEAVE, id="leaving", successor="nobody") == [("NOT_FOUND", "successor")]
    assert User.objects.get(pk=leaving.pk).is_active is True

    left = ask.done(LEAVE, id=leaving.pk, successor="successor")

    assert left["user"] == {"username": "leaving", "isActive": False}
    relationship.refresh_from_db()
    assert str(relationship.owner) == "successor"

    assert [field for _code, field in ask.refused(RETURN, id=leaving.pk, password="short")] == ["password"]
    assert ask.done(RETURN, id=leaving.pk)["user"] == {"username": "leaving", "isActive": True}
    relationship.refresh_from_db()
    assert str(relationship.owner) == "successor"


def test_a_token_is_made_shown_once_listed_and_taken_back(ask) -> None:
    made = ask.done(MAKE, input={"name": "Power BI", "days": 30})
    token = made["token"]
    assert (token["name"], token["scope"], token["lastUsedAt"]) == ("Power BI", "READ", None)
    assert made["text"].startswith(token["id"])
    program = Asking(None)
    program.headers["Authorization"] = f"Bearer {made['text']}"
    listed = program("{ tokens { id name scope lastUsedAt } }")["tokens"]
    assert [(each["name"], each["scope"]) for each in listed] == [("Power BI", "READ"), ("test", "ADMIN")]
    assert listed[0]["lastUsedAt"] is not None
    told = program.answer(REVOKE, id=token["id"])["errors"]
    assert [each["extensions"]["code"] for each in told] == ["TOKEN_SCOPE"]

    assert ask.done(REVOKE, id=token["id"])["removedId"] == token["id"]
    assert program.post({"query": "{ tokens { id } }"}).status_code == 401
    assert [each["name"] for each in ask("{ tokens { name } }")["tokens"]] == ["test"]


def test_the_list_of_tokens_takes_as_many_queries_for_one_as_for_three(ask, queries) -> None:
    ask("{ me { pk } }")  # the token is marked as used once a minute
    for count in (1, 3):
        with queries(2):
            assert len(ask("{ tokens { id name scope lastUsedAt } }")["tokens"]) == count
        for name in ("second", "third"):
            create_token(by=b.actor(ask.user), user=ask.user, name=name)


def test_tokens_of_others_are_not_there(ask) -> None:
    Asking(b.user("ADMINISTRATOR", username="other"))
    theirs = str(Token.objects.get(user__username="other").token_key)
    for unknown in (theirs, "nothing", "", "é", "a\x00b", "9" * 5_000):
        assert ask.refused(REVOKE, id=unknown) == [("NOT_FOUND", None)]
    assert len(ask("{ tokens { id } }")["tokens"]) == 1
    assert ask.refused(MAKE, input={"name": "", "scope": "ALL", "days": 0}) == [
        ("REQUIRED", "name"),
        ("UNKNOWN_CODE", "scope"),
        ("NUMBER_OUT_OF_RANGE", "days"),
    ]
    assert ask.refused(MAKE, input={}) == [("REQUIRED", "name")]


def test_ones_own_password_takes_the_present_one(ask) -> None:
    ask.user.set_password("the one until now")
    ask.user.save(update_fields=["password"])
    good = "correct horse battery staple"
    wrong = ask.refused(PASSWORD, present="another", password=good, again="other")
    assert wrong == [("PASSWORD_WRONG", "present"), ("PASSWORDS_DIFFER", "again")]
    assert ask.done(PASSWORD, present="the one until now", password=good, again=good) == {
        "ok": True,
        "errors": [],
    }
    ask.user.refresh_from_db()
    assert ask.user.check_password(good)


@pytest.fixture
def run(ask, settings, tmp_path: Path) -> Any:
    """A list of two contracts that was offered."""
    settings.IMPORT_DIR = tmp_path / "imports"
    file = SimpleUploadedFile("list.xlsx", book_of([HEADER, *lines(2)]))
    given = {"unit": "ROOT", "portfolio": "Main", "currency": "EUR", "file": file}
    return Client().post("/api/v1/imports", given, headers=ask.headers).json()["id"]


def _act(name: str, more: str = "", given: str = "") -> str:
    return f"mutation($id: Reference!{more}) {{ {name}(id: $id{given}) {{ {RUN} }} }}"


def test_a_list_is_understood_taken_in_and_taken_back(ask, run: int) -> None:
    change = _act("changeImport", ", $input: ImportInput!", ", input: $input")
    planned = ask.done(change, id=run, input={"ourRole": "CUSTOMER", "allOrNothing": True})
    assert planned["importRun"]["state"] == "PLANNED"
    assert ask.done(_act("cancelImport"), id=run)["importRun"]["state"] == "CANCELLED"
    assert ask.refused(_act("applyImport"), id=run) == [("WRONG_STATE", None)]
    assert ask.done(_act("planImport"), id=run)["importRun"]["state"] == "PLANNED"
    apply = _act("applyImport", ", $plan: String", ", plan: $plan")
    assert ask.refused(apply, id=run, plan="0" * 64) == [("STALE", "plan")]

    kept = ask.done(
        f'mutation($id: Reference!) {{ saveImportProfile(importRun: $id, name: "Monthly") {{ {PROFILE} }} }}',
        id=run,
    )["importProfile"]
    assert (kept["name"], kept["unit"], kept["fields"]["Leverancier"]) == (
        "Monthly",
        {"code": "ROOT"},
        "party_name",
    )
    assert ask.done(_act("applyImport"), id=run)["importRun"]["state"] == "APPLIED"
    assert Contract.objects.count() == 2
    assert ask.done(_act("undoImport"), id=run)["importRun"]["state"] == "UNDONE"
    assert Contract.objects.count() == 0


def test_profiles_are_made_changed_listed_and_removed(ask) -> None:
    make = f"mutation($input: ImportProfileInput!) {{ createImportProfile(input: $input) {{ {PROFILE} }} }}"
    change = (
        "mutation($id: Reference!, $version: Int, $input: ImportProfileInput!) { "
        f"changeImportProfile(id: $id, version: $version, input: $input) {{ {PROFILE} }} }}"
    )
    remove = "mutation($id: Reference!) { removeImportProfile(id: $id) { ok errors { code field message } } }"
    assert ask.refused(make, input={}) == [("REQUIRED", "unit"), ("REQUIRED", "name")]
    given = {"unit": "ROOT", "name": "Suppliers", "fields": {"Leverancier": "party_name"}}
    made = ask.done(make, input=given)["importProfile"]
    changed = ask.done(change, id=made["pk"], version=1, input={"fields": {"Kostendrager": "-"}})
    assert changed["importProfile"]["fields"] == {"Leverancier": "party_name", "Kostendrager": "-"}
    assert ask.refused(change, id=made["pk"], version=1, input={"name": "X"}) == [("STALE", "version")]
    listed = ask('{ importProfiles(unit: ["ROOT"]) { totalCount edges { node { name } } } }')[
        "importProfiles"
    ]
    assert listed == {"totalCount": 1, "edges": [{"node": {"name": "Suppliers"}}]}
    reader = Asking(b.user("READER", b.unit("OTHER"), username="reader"))
    assert reader("{ importProfiles { totalCount } }")["importProfiles"] == {"totalCount": 0}
    assert reader.refused(remove, id=made["pk"]) == [("NOT_FOUND", "id")]
    ask.done(remove, id=made["pk"])
    assert not ImportProfile.objects.exists()
