"""The principle owner's journey: a next version that a stakeholder approves, and comply or explain."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from principles.compliance import compute_due
from principles.models import Explanation
from principles.queries.sets import set_in_force
from relationships.models import Relationship
from tests import builders as b
from tests.browser.walking import PASSWORD, sign_in, tab_to
from tests.principles import worlds as w

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

THEME = "Both sides gain"


def one_sided() -> Relationship:
    """Only we gain of it, so it doesn't comply with P1."""
    with b.computed_once():
        relationship = b.relationship(
            party=b.party(name="Kantoorkring"), subject="Stationery", phase="OPERATION"
        )
        b.rate(None, relationship)
        b.classification(None, relationship)
        w.benefit(relationship, beneficiary="OWN", effect=3)
    return relationship


def press(page: Page, name: str) -> None:
    """Press the button of this name in the form of the page, by keyboard."""
    page.wait_for_load_state()
    button = page.get_by_role("main").get_by_role("button", name=name)
    button.focus()
    page.keyboard.press("Enter")


def draft(page: Page) -> None:
    """The next version, with another theme and a stakeholder, put before him."""
    page.get_by_role("link", name="Principles", exact=True).click()
    page.get_by_role("link", name="Draft a set of principles").click()
    page.get_by_label("Name").fill("2027")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The draft is there")

    page.get_by_role("link", name="Change P1", exact=True).click()
    page.locator("[name=theme_en]").fill(THEME)
    tab_to(page, page.get_by_role("main").get_by_role("button", name="Save"), 20)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"P1 {THEME}")).to_be_visible()

    page.locator("a[href$='/stakeholders/']").click()
    page.get_by_role("group", name="Who must approve").get_by_label("elder").check()
    press(page, "Save")
    page.locator("a[href$='/submit/']").click()
    press(page, "Put before its stakeholders")
    expect(page.get_by_role("status")).to_contain_text("Its stakeholders can approve it now")
    expect(page.get_by_role("row", name="elder")).to_contain_text("not yet approved")


def approve(page: Page) -> None:
    """As the stakeholder, from the versions."""
    page.get_by_role("link", name="Principles", exact=True).click()
    page.get_by_role("link", name="Versions of the principles").click()
    page.get_by_role("main").get_by_role("link", name="2027").click()
    expect(page.get_by_role("heading", name=f"P1 {THEME}")).to_be_visible()
    page.locator("a[href$='/approve/']").click()
    page.get_by_label("Remark").fill("As we discussed.")
    press(page, "Approve")
    expect(page.get_by_role("row", name="elder")).to_contain_text("As we discussed.")
    expect(page.locator("a[href$='/put-in-force/']")).to_have_count(0)


def put_in_force(page: Page, at: str) -> None:
    page.goto(at)
    page.locator("a[href$='/put-in-force/']").click()
    press(page, "Put in force")
    expect(page.get_by_role("status")).to_contain_text("It is in force")
    expect(page.get_by_role("heading", name=f"P1 {THEME}")).to_be_visible()


def test_a_next_version_is_drafted_approved_and_put_in_force(live_server: Any, page: Page) -> None:
    b.user("PRINCIPLE_OWNER", username="author", password=PASSWORD, language="en")
    b.user("READER", username="elder", password=PASSWORD, language="en")
    before = set_in_force()
    sign_in(page, live_server.url, "author")
    draft(page)
    at = page.url

    sign_in(page, live_server.url, "elder")
    approve(page)
    sign_in(page, live_server.url, "author")
    put_in_force(page, at)

    now = set_in_force()
    assert (now.number, now.name) == (before.number + 1, "2027")
    assert now.principles.get(code="P1").theme_en == THEME
    before.refresh_from_db()
    assert before.state == "SUPERSEDED"


def test_a_departure_is_explained_and_somebody_else_approves_it(live_server: Any, page: Page) -> None:
    b.user("PRINCIPLE_OWNER", username="author", password=PASSWORD, language="en")
    b.user("SOURCING_MANAGER", username="buyer", password=PASSWORD, language="en")
    relationship = one_sided()
    compute_due(timezone.now())
    sheet = f"{live_server.url}/relationships/{relationship.pk}/"
    sign_in(page, live_server.url, "author")

    page.goto(sheet)
    result = page.locator("#principle-P1 .sheet-result")
    expect(result).to_have_text("Not compliant")
    page.get_by_role("link", name="Explain P1").click()
    page.locator("[name=reason]").fill("They close down next summer.")
    press(page, "Write the explanation")
    expect(page.get_by_role("alert")).to_contain_text("Something has to be put right")
    expect(page.locator("[name=reason]")).to_have_value("They close down next summer.")
    page.locator("[name=instead]").fill("We order no more than we need.")
    last = timezone.localdate() + timedelta(days=90)
    page.locator("[name=valid_until]").fill(last.isoformat())
    press(page, "Write the explanation")
    expect(page.get_by_role("status")).to_contain_text("somebody else approves it")
    expect(result).to_have_text("Not compliant")
    page.get_by_role("link", name="To the explanation P1").click()
    expect(page.get_by_role("main")).to_contain_text("You wrote it, so somebody else approves it.")

    sign_in(page, live_server.url, "buyer")
    page.goto(f"{live_server.url}/principles/explanations/?state=AWAITING_APPROVAL")
    expect(page.get_by_role("main")).to_contain_text("They close down next summer.")
    page.get_by_role("main").locator("a[href$='/approve/']").click()
    press(page, "Approve")
    expect(page.get_by_role("status")).to_contain_text("counts from now on")
    page.goto(sheet)
    expect(result).to_have_text("Explained")

    kept = Explanation.objects.get()
    assert (kept.author.username, kept.approver and kept.approver.username) == ("author", "buyer")
    assert (kept.principle_code, kept.valid_until) == ("P1", last)
