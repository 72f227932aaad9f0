"""The account manager's journey: from the attention list to trust, arrangements and what the other gains."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from principles.models import Benefit
from relationships.models import Arrangement, Relationship, TrustAssessment
from tests import builders as b
from tests.browser.walking import PASSWORD, send, sign_in, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def catering() -> Relationship:
    """Classified as a standard delivery, which asks for service levels; nobody assessed the trust yet."""
    b.user("ACCOUNT_MANAGER", username="keeper", password=PASSWORD, language="en")
    with b.computed_once():
        relationship = b.relationship(party=b.party(name="Tafelrijk"), subject="Catering", phase="OPERATION")
        b.rate(None, relationship)
        b.classification(None, relationship, "SERVICE", 3)
    return relationship


def assess_trust(page: Page, party: str) -> None:
    """From the list of what asks for attention to trust that is assessed in both directions."""
    page.locator("main a[href^='/attention/']").first.click()
    item = page.get_by_role("list", name="What asks for attention").get_by_role("listitem")
    item.get_by_role("link", name=party).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(party)
    expect(page.locator("#verdict")).to_contain_text("Not assessable")

    page.get_by_role("link", name="Assess trust").first.click()
    form = page.get_by_role("main").locator("form")
    send(page, form)
    expect(page.get_by_role("alert")).to_contain_text("Something has to be put right")
    for side, level in (("customer", 3), ("supplier", 3)):
        form.locator(f"[name={side}_level][value='{level}']").check()
    form.locator("[name=supplier_evidence]").fill("They told us of the fire before we asked.")
    tab_to(page, form.get_by_role("button", name="Record the assessment"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Trust assessed in both directions.")
    expect(page.get_by_role("row", name="They told us of the fire")).to_be_visible()


def put_in_place(page: Page) -> None:
    """Say on the sheet that the service levels are there."""
    arrangements = page.locator("#arrangements")
    levels = arrangements.get_by_role("listitem").filter(has_text="Service levels")
    expect(levels).to_contain_text("nothing said yet")
    button = levels.get_by_role("button", name="It is in place")
    button.focus()
    page.keyboard.press("Enter")
    expect(levels).to_contain_text("Present")
    expect(button).to_have_count(0)


def record_benefit(page: Page, beneficiary: str, description: str) -> None:
    """From the card of the principle, or the sheet, to the record and back."""
    principle = page.locator("#principle-P1")
    if principle.get_attribute("open") is None:
        principle.locator("summary").click()
    principle.get_by_role("link", name="Record a benefit").click()
    form = page.get_by_role("main").locator("form")
    form.locator("[name=beneficiary]").select_option(beneficiary)
    form.locator("[name=effect]").select_option("3")
    form.locator("[name=stated_by_them]").check()
    form.locator("[name=description]").fill(description)
    page.keyboard.press("Enter")
    expect(page.locator("#sides")).to_contain_text(description)


def test_from_the_attention_list_to_a_principle_that_complies(live_server: Any, page: Page) -> None:
    relationship = catering()
    sign_in(page, live_server.url, "keeper")

    assess_trust(page, "Tafelrijk")
    page.get_by_role("main").get_by_role("link", name="Tafelrijk").first.click()
    expect(page.locator("#verdict")).not_to_contain_text("Not assessable")
    put_in_place(page)

    result = page.locator("#principle-P1 .sheet-result")
    expect(result).to_have_text("Not assessable")
    record_benefit(page, "THEM", "Steady work in the quiet months")
    expect(result).to_have_text("Partly compliant")
    record_benefit(page, "JOINT", "Less food thrown away")
    expect(result).to_have_text("Compliant")

    levels = TrustAssessment.objects.filter(relationship=relationship).values_list("direction", "level")
    assert dict(levels) == {"CUSTOMER_TO_SUPPLIER": 3, "SUPPLIER_TO_CUSTOMER": 3}
    kept = Arrangement.objects.filter(relationship=relationship).values_list("kind", "state")
    assert dict(kept) == {"SERVICE_LEVELS": "PRESENT"}
    assert set(Benefit.objects.values_list("beneficiary", "stated_by_them", "effect")) == {
        ("THEM", True, 3),
        ("JOINT", True, 3),
    }
