from __future__ import annotations

import pytest
from django.test import Client

from tests import builders as b

pytestmark = pytest.mark.django_db


def test_the_start_page_asks_who_it_is(client: Client) -> None:
    answer = client.get("/")

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/")


def test_five_wrong_passwords_make_that_name_wait(client: Client, settings) -> None:
    settings.AXES_ENABLED = True
    b.user(username="reader", password="correct horse battery")

    for _ in range(5):
        answer = client.post("/sign-in/", {"username": "reader", "password": "wrong"})
    assert answer.status_code == 429

    right = client.post("/sign-in/", {"username": "reader", "password": "correct horse battery"})
    assert right.status_code == 429
    assert b"Too many attempts" in right.content


@pytest.mark.parametrize(
    ("accepted", "title"), [("nl,en;q=0.5", "Aanmelden"), ("en", "Sign in"), ("de", "Sign in")]
)
def test_pages_speak_the_language_of_the_browser(client: Client, accepted: str, title: str) -> None:
    answer = client.get("/sign-in/", headers={"Accept-Language": accepted})

    assert f"<title>{title} · Counterpart</title>" in answer.content.decode()
