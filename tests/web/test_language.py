"""Who signed in reads his own language, unless he chose another on the page."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import builders as b

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def dutch(client: Client) -> Client:
    client.force_login(b.user("READER", language="nl"), backend=BACKEND)
    return client


def language_of(client: Client, **headers: str) -> str:
    answer = client.get("/", headers={"Accept-Language": "en", **headers})
    assert answer.status_code == 200
    return answer["Content-Language"]


def test_the_profile_goes_before_the_browser(dutch: Client) -> None:
    assert language_of(dutch) == "nl"
    assert "Instellingen" in dutch.get("/").content.decode()


def test_a_choice_on_the_page_goes_before_the_profile(dutch: Client) -> None:
    dutch.post("/language/", {"language": "en", "next": "/"})

    assert language_of(dutch) == "en"


def test_the_next_reader_does_not_inherit_it(dutch: Client) -> None:
    assert language_of(dutch) == "nl"

    dutch.force_login(b.user("READER", language="en"), backend=BACKEND)

    assert language_of(dutch, **{"Accept-Language": "nl"}) == "en"


def test_a_visitor_gets_that_of_the_browser(client: Client) -> None:
    assert client.get("/sign-in/", headers={"Accept-Language": "nl"})["Content-Language"] == "nl"


@pytest.mark.parametrize("address", ["/api/v1/", "/graphql/"])
def test_programs_are_answered_as_they_ask(dutch: Client, address: str) -> None:
    """Whatever the address answers: a session beside it does not change the language."""
    assert dutch.get(address, headers={"Accept-Language": "en"})["Content-Language"] == "en"
