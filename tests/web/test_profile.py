from __future__ import annotations

import pytest
from django.test import Client

from relationships.models import User
from tests import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return b.user("READER", username="reader", password="correct horse battery", language="en")


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_language_of_the_profile_counts_from_the_next_page_on(signed_in: Client, user: User) -> None:
    signed_in.cookies["django_language"] = "en"

    given = {"full_name": "A. Reader", "email": "a@reader.example", "language": "nl", "version": user.version}
    answer = signed_in.post("/settings/profile/", given)
    assert (answer.status_code, answer.cookies["django_language"]["max-age"]) == (302, 0)
    del signed_in.cookies["django_language"]

    assert '<html lang="nl"' in signed_in.get("/settings/profile/").content.decode()
    user.refresh_from_db()
    assert (user.full_name, user.history.first().history_door) == ("A. Reader", "WEB")


def test_what_somebody_else_changed_meanwhile_is_not_written_over(signed_in: Client, user: User) -> None:
    answer = signed_in.post("/settings/profile/", {"full_name": "Late", "version": user.version - 1})

    assert answer.status_code == 409
    assert "Somebody changed this in the meantime" in answer.content.decode()
    assert 'value="Late"' in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("wrong", "new words here", "new words here"), "not your present password"),
        (("correct horse battery", "new words here", "other words"), "not the same as the new password"),
        (("correct horse battery", "Ab1", "Ab1"), "too weak"),
        (("correct horse battery", "", ""), "too weak"),
    ],
)
def test_a_password_is_refused_beside_its_field(
    signed_in: Client, user: User, given: tuple[str, str, str], said: str
) -> None:
    names = ("password-present", "password-password", "password-again")
    answer = signed_in.post("/settings/profile/password/", dict(zip(names, given, strict=True)))

    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert given[1] == "" or given[1] not in answer.content.decode()
    user.refresh_from_db()
    assert user.check_password("correct horse battery")


def test_a_new_password_signs_out_everywhere_else(signed_in: Client, user: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    new = "nine new words"
    signed_in.post(
        "/settings/profile/password/",
        {"password-present": "correct horse battery", "password-password": new, "password-again": new},
    )

    assert signed_in.get("/settings/profile/").status_code == 200
    assert elsewhere.get("/settings/profile/").status_code == 302


def test_theme_and_numbers_are_as_chosen(signed_in: Client) -> None:
    signed_in.post("/settings/profile/looks/", {"looks-theme": "DARK", "looks-numbers": "POINT"})

    assert 'data-theme="dark"' in signed_in.get("/help/").content.decode()


def test_a_theme_that_is_none_is_refused(signed_in: Client) -> None:
    answer = signed_in.post("/settings/profile/looks/", {"looks-theme": "<b>", "looks-numbers": "POINT"})

    assert answer.status_code == 422
    assert "&lt;b&gt;" in answer.content.decode()
