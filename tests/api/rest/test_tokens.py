"""One's own tokens at the REST door."""

from __future__ import annotations

from django.test import Client

from access.models import Token
from tests import builders as b
from tests.api.rest.conftest import Caller, codes


def test_a_token_is_made_shown_once_used_and_taken_back(admin) -> None:
    made = admin.post("tokens", {"name": "Power BI", "scope": "READ", "days": 30})
    assert made.status_code == 201, made.json()
    told = made.json()
    text = told.pop("token")
    assert (told["name"], told["scope"], told["last_used_at"]) == ("Power BI", "READ", None)
    assert made["Location"] == f"http://testserver/api/v1/tokens/{told['id']}"
    assert admin.get(f"tokens/{told['id']}").json() == told
    assert text not in admin.get("tokens").content.decode()

    program = Caller(text)
    assert program.get("me").json()["username"] == "admin"
    assert admin.get(f"tokens/{told['id']}").json()["last_used_at"] is not None
    assert len(program.get("tokens").json()) == 2
    for refused in (program.post("tokens", {"name": "More"}), program.delete(f"tokens/{told['id']}")):
        assert codes(refused) == [("TOKEN_SCOPE", None)]

    assert admin.delete(f"tokens/{told['id']}").status_code == 204
    assert program.get("me").status_code == 401
    assert [each["name"] for each in admin.get("tokens").json()] == ["test"]


def test_tokens_of_others_are_not_there(admin, as_user) -> None:
    other = as_user(b.user("ADMINISTRATOR", username="other"))
    theirs = Token.objects.get(user__username="other").token_key
    for refused in (admin.get(f"tokens/{theirs}"), admin.delete(f"tokens/{theirs}")):
        assert (refused.status_code, codes(refused)) == (404, [("NOT_FOUND", None)])
    assert other.get("tokens").json()[0]["id"] == theirs
    assert len(admin.get("tokens").json()) == 1
    assert Client().get("/api/v1/tokens").status_code == 401


def test_what_is_no_token(admin) -> None:
    refused = admin.post("tokens", {"name": "", "scope": "ALL", "days": 0})
    assert codes(refused) == [
        ("REQUIRED", "name"),
        ("UNKNOWN_CODE", "scope"),
        ("NUMBER_OUT_OF_RANGE", "days"),
    ]
    assert codes(admin.post("tokens", {"user": 1})) == [("UNKNOWN_FIELD", "user"), ("REQUIRED", "name")]


def test_a_token_is_made_once_under_a_key_and_never_kept(admin) -> None:
    asked = {"name": "Power BI"}
    assert admin.post("tokens", asked, Idempotency_Key="k").status_code == 201
    assert codes(admin.post("tokens", asked, Idempotency_Key="k")) == [("ANSWER_NOT_KEPT", "Idempotency-Key")]
    assert Token.objects.filter(name="Power BI").count() == 1
