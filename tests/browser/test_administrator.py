"""The administrator's journey: a unit, a user with a role, his first sign-in, and his leaving."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from relationships.models import Relationship, Unit
from tests import builders as b

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "correct horse battery"


def sign_in(page: Page, address: str, name: str, password: str = PASSWORD) -> None:
    page.goto(f"{address}/sign-in/")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def test_somebody_joins_works_and_leaves(live_server: Any, page: Page) -> None:
    b.user("ADMINISTRATOR", username="chief", password=PASSWORD)
    heir = b.user("SOURCING_MANAGER", username="heir")
    sign_in(page, live_server.url, "chief")

    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Units", exact=True).click()
    page.get_by_role("link", name="Unit", exact=True).click()
    page.get_by_label("Code").fill("FAC")
    page.get_by_label("Name").fill("Facilities")
    page.get_by_label("Below").select_option(label="ROOT Organisation")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.get_by_role("row", name="FAC")).to_be_visible()

    page.goto(f"{live_server.url}/settings/users/new/")
    page.get_by_label("User name").fill("joiner")
    page.get_by_label("Password").fill("short")
    page.get_by_label("Language").select_option("en")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("This password is too weak")).to_be_visible()
    page.get_by_label("Password").fill("nine new words")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Unit").select_option(label="\u2003FAC Facilities")
    page.get_by_label("Role", exact=True).select_option("SOURCING_MANAGER")
    page.get_by_role("button", name="Give the role").click()
    expect(page.get_by_text("Sourcing manager · FAC Facilities")).to_be_visible()

    page.context.clear_cookies()
    sign_in(page, live_server.url, "joiner", "nine new words")
    relationship = b.relationship(unit=Unit.objects.get(code="FAC"), owner="joiner", subject="Cleaning")
    page.get_by_role("link", name="Relationships", exact=True).click()
    expect(page.get_by_role("main").get_by_text("Cleaning").first).to_be_visible()

    page.context.clear_cookies()
    sign_in(page, live_server.url, "chief")
    page.goto(f"{live_server.url}/settings/users/")
    page.get_by_role("link", name="joiner").click()
    expect(page.get_by_text("Owns 1 relationship.")).to_be_visible()
    page.get_by_label("Who takes over").select_option(str(heir.pk))
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Let him leave").click()
    expect(page.get_by_text("can't sign in any more").first).to_be_visible()
    assert Relationship.objects.get(pk=relationship.pk).owner == heir


def test_by_keyboard_alone(live_server: Any, page: Page) -> None:
    """From the sign-in page to a new portfolio without touching the mouse."""
    b.user("ADMINISTRATOR", username="chief", password=PASSWORD)
    page.goto(f"{live_server.url}/sign-in/")
    expect(page.get_by_label("User name")).to_be_focused()
    page.keyboard.type("chief")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()

    page.wait_for_load_state()  # what listens to keys comes with the page's scripts
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(page).to_have_url(f"{live_server.url}/parties/")

    page.wait_for_load_state()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()

    page.goto(f"{live_server.url}/settings/portfolios/new/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Unit")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Facilities")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Facilities")).to_be_visible()
