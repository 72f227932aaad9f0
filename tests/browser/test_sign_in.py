"""Somebody signs in, looks around, changes the language and signs out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import builders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reader() -> str:
    builders.user("READER", username="reader", password="correct horse battery", language="en")
    return "reader"


def test_signs_in_changes_language_and_signs_out(live_server: Any, page: Page, reader: str) -> None:
    page.goto(live_server.url)
    expect(page).to_have_url(re.compile(r"/sign-in/\?next=/$"))

    page.get_by_label("User name").fill(reader)
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page).to_have_title("Start · Counterpart")

    page.locator("summary", has_text=reader).click()
    page.get_by_role("button", name="Nederlands").click()
    page.locator("summary", has_text=reader).click()
    expect(page.get_by_role("button", name="Afmelden")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "nl"

    page.get_by_role("button", name="Afmelden").click()
    expect(page).to_have_url(re.compile(r"/sign-in/$"))


def test_a_wrong_password_is_said_on_the_page(live_server: Any, page: Page, reader: str) -> None:
    page.goto(f"{live_server.url}/sign-in/")

    page.get_by_label("User name").fill(reader)
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("alert")).to_contain_text("correct username and password")


def test_the_stylesheet_is_applied(live_server: Any, page: Page) -> None:
    page.goto(f"{live_server.url}/sign-in/")

    button = page.get_by_role("main").get_by_role("button", name="Sign in")
    assert button.evaluate("it => getComputedStyle(it).backgroundColor") == "rgb(27, 94, 138)"
