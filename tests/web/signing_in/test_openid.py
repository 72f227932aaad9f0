"""Signing in at a provider: whom it lets in, and everything that it doesn't believe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from config import env
from relationships.actions.units import deactivate_user
from relationships.models import User
from tests import builders as b

pytest.importorskip("authlib", reason="the extra oidc isn't installed: requirements/oidc.txt")

from tests.web.signing_in.providing import CLIENT, SECRET, Provider, provided

pytestmark = pytest.mark.django_db

OFF = {"issuer": "", "client_id": "", "client_secret": "", "claim": "email", "name": ""}


@pytest.fixture(scope="module")
def listening() -> Iterator[Provider]:
    with provided() as provider:
        yield provider


@pytest.fixture
def provider(listening: Provider, settings: Any) -> Provider:
    settings.OIDC = {
        "issuer": listening.issuer,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "claim": "email",
        "name": "Head office",
    }
    listening.at_first(email="Anna@Example.org", email_verified=True)
    return listening


@pytest.fixture
def anna() -> User:
    return b.user("READER", username="anna", email="anna@example.org")


def come_back(client: Client, provider: Provider, asked: str = "") -> Any:
    there = client.get("/sign-in/provider/" + asked)
    assert there.status_code == 302
    return client.get(provider.authorize(there["Location"]))


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_where_it_is_off_nothing_of_it_is_there(client: Client, settings: Any) -> None:
    settings.OIDC = OFF

    assert b"/sign-in/provider/" not in client.get("/sign-in/").content
    assert client.get("/sign-in/provider/").status_code == 404
    assert client.get("/sign-in/provider/back/?code=1&state=2").status_code == 404


def test_whom_the_provider_vouches_for_is_signed_in(
    client: Client, provider: Provider, anna: User, settings: Any
) -> None:
    settings.AXES_ENABLED = True
    page = client.get("/sign-in/?next=/parties/").content.decode()
    assert 'href="/sign-in/provider/?next=/parties/"' in page.replace("%2F", "/")
    assert "Sign in with Head office" in page

    answer = come_back(client, provider, "?next=/parties/")

    assert (answer.status_code, answer["Location"]) == (302, "/parties/")
    assert who(client) == str(anna.pk)
    assert "_session_expiry" not in client.session  # as after a password
    assert client.get("/sign-in/provider/")["Location"] == "/"
    assert (User.objects.get(pk=anna.pk).version, anna.history.count()) == (anna.version, 1)


def test_one_goes_on_to_an_address_of_the_registry_only(
    client: Client, provider: Provider, anna: User
) -> None:
    assert come_back(client, provider, "?next=https://elsewhere.example/")["Location"] == "/"


def test_a_user_name_may_be_what_is_known_of_somebody(
    client: Client, provider: Provider, anna: User, settings: Any
) -> None:
    settings.OIDC = {**settings.OIDC, "claim": "preferred_username"}
    provider.told = {"preferred_username": "anna"}  # said by userinfo, not in the token

    assert come_back(client, provider)["Location"] == "/"
    assert who(client) == str(anna.pk)

    stranger = Client()
    for nobody in ("system", "Anna", "\ud800"):
        provider.told = {"preferred_username": nobody}
        assert (come_back(stranger, provider).status_code, who(stranger)) == (403, None)
    provider.told = {"preferred_username": "anna", "sub": "43"}
    assert (come_back(stranger, provider).status_code, who(stranger)) == (502, None)


@pytest.mark.parametrize(
    ("says", "status", "said"),
    [
        ({"email": "eve@example.org"}, 403, "Nobody who may sign in here is known as eve@example.org."),
        ({"email": "left@example.org"}, 403, "Nobody who may sign in here is known as left@example.org."),
        ({"email": "anna@example.org\x00"}, 403, "Nobody who may sign in here is known as"),
        ({"email": "ann\N{LATIN SMALL LETTER A WITH GRAVE}@example.org"}, 403, "Nobody who may"),
        ({"email": "two@example.org"}, 403, "Several users are known as two@example.org."),
        ({"email_verified": False}, 403, "has not verified your e-mail address"),
        ({"email_verified": None}, 403, "has not verified your e-mail address"),
        ({"email": ["anna@example.org"]}, 403, "does not say by what you are known here (email)"),
        ({"nonce": "another"}, 502, "did not work"),
        ({"iss": "https://elsewhere.example"}, 502, "did not work"),
        ({"aud": "another client"}, 502, "did not work"),
        ({"aud": ["another client"], "azp": CLIENT}, 502, "did not work"),
        ({"exp": 1_000_000_000}, 502, "did not work"),
        ({"sub": None}, 502, "did not work"),
    ],
)
def test_whom_it_does_not_let_in(
    client: Client, provider: Provider, anna: User, says: dict[str, Any], status: int, said: str
) -> None:
    by = b.system()
    deactivate_user(by=by, user=b.user("READER", username="left", email="left@example.org"))
    for name in ("two", "deux"):
        b.user("READER", username=name, email="two@example.org")
    people = User.objects.count()
    provider.differs = says

    answer = come_back(client, provider)

    assert (answer.status_code, who(client)) == (status, None)
    assert said in answer.content.decode()
    assert 'href="/sign-in/"' in answer.content.decode()
    assert User.objects.count() == people


@pytest.mark.parametrize("signs", ["other key", "HS256", "none"])
def test_a_token_that_the_provider_did_not_sign_is_not_believed(
    client: Client, provider: Provider, anna: User, signs: str
) -> None:
    provider.signs = signs

    assert (come_back(client, provider).status_code, who(client)) == (502, None)


def test_a_way_back_belongs_to_who_went_and_is_good_once(
    client: Client, provider: Provider, anna: User
) -> None:
    back = provider.authorize(client.get("/sign-in/provider/")["Location"])

    somebody_else = Client()
    refused = somebody_else.get(back)
    assert (refused.status_code, who(somebody_else)) == (403, None)
    assert "was not begun here" in refused.content.decode()

    assert client.get(back).status_code == 302
    client.logout()
    assert (client.get(back).status_code, who(client)) == (403, None)


def test_what_the_provider_refuses_or_does_not_answer_is_said(
    client: Client, provider: Provider, settings: Any
) -> None:
    refused = client.get("/sign-in/provider/back/?error=access_denied&error_description=<b>no</b>")
    assert (refused.status_code, b"The provider did not let you in." in refused.content) == (403, True)
    assert b"<b>no" not in refused.content

    made_up = client.get("/sign-in/provider/")["Location"].partition("state=")[2].partition("&")[0]
    assert client.get(f"/sign-in/provider/back/?code=made-up&state={made_up}").status_code == 502

    settings.OIDC = {**settings.OIDC, "issuer": "http://127.0.0.1:9"}
    assert client.get("/sign-in/provider/").status_code == 502
    settings.OIDC = {**settings.OIDC, "issuer": provider.issuer + "/another"}
    assert client.get("/sign-in/provider/").status_code == 502


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"issuer": "http://login.example"}, "https://login.example"),
        ({"issuer": "login.example"}, "https://login.example"),
        ({"issuer": "https://login.example", "client_id": ""}, "OIDC_CLIENT_ID"),
        ({"issuer": "https://login.example"}, "requirements/oidc.txt"),
    ],
)
def test_settings_that_can_not_work_are_refused(
    given: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(env, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match=said):
        env.openid(**{**OFF, "client_id": CLIENT, **given})

    assert env.openid(**OFF) == OFF
