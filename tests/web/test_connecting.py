from __future__ import annotations

import pytest
from django.test import Client

from access.actions.tokens import create_token
from access.models import SavedQuery, Token
from relationships.models import User
from tests import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return b.user("READER", username="reader")


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_token_is_shown_once_and_opens_what_its_owner_may_see(signed_in: Client, user: User) -> None:
    given = {"name": "Excel <b>", "scope": "READ", "days": "30"}
    answer = signed_in.post("/settings/connections/token/", given)

    text = answer.context["text"]
    assert text in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    asked = Client().get("/api/v1/parties", headers={"Authorization": f"Bearer {text}"})
    assert asked.status_code == 200
    later = signed_in.get("/settings/connections/").content.decode()
    assert text not in later
    assert "Excel &lt;b&gt;" in later


@pytest.mark.parametrize(
    "given", [{"name": "", "scope": "READ", "days": "30"}, {"name": "x", "scope": "ALL", "days": "0"}]
)
def test_what_is_no_token_is_refused(signed_in: Client, given: dict[str, str]) -> None:
    answer = signed_in.post("/settings/connections/token/", given)

    assert answer.status_code == 422
    assert not Token.objects.exists()


def test_a_token_of_somebody_else_can_not_be_taken_back(signed_in: Client) -> None:
    other = b.user("READER")
    token, _text = create_token(by=b.actor(other), user=other, name="Theirs")

    assert signed_in.post(f"/settings/connections/token/{token.token_key}/revoke/").status_code == 404
    assert Token.objects.filter(pk=token.pk).exists()


def test_a_token_taken_back_opens_nothing(signed_in: Client, user: User) -> None:
    token, text = create_token(by=b.actor(user), user=user, name="Mine")

    assert signed_in.post(f"/settings/connections/token/{token.token_key}/revoke/").status_code == 302

    asked = Client().get("/api/v1/parties", headers={"Authorization": f"Bearer {text}"})
    assert asked.status_code == 401


def test_a_query_is_saved_and_its_snippets_name_it(signed_in: Client) -> None:
    given = {"name": "my-list", "description": "Mine", "document": "{ contractFacts { number } }"}
    assert signed_in.post("/settings/queries/new/", given).status_code == 302

    page = signed_in.get("/settings/connections/?query=my-list").content.decode()
    assert "http://testserver/api/v1/queries/my-list.csv" in page
    assert signed_in.get("/api/v1/queries/my-list.csv").status_code == 200

    signed_in.post(f"/settings/queries/{SavedQuery.objects.get().pk}/remove/")
    assert signed_in.get("/api/v1/queries/my-list.csv").status_code == 404


def test_a_document_that_can_not_be_saved_is_refused_and_kept_in_the_form(signed_in: Client) -> None:
    answer = signed_in.post("/settings/queries/new/", {"name": "x", "document": "{ nowhere }"})

    assert answer.status_code == 422
    assert "{ nowhere }" in answer.content.decode()


def test_the_query_asked_for_is_one_that_is_there(signed_in: Client) -> None:
    page = signed_in.get("/settings/connections/?query=<script>").content.decode()

    assert "queries/contract-list.csv" in page
    assert "queries/<script>" not in page
