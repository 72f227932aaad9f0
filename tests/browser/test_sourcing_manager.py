"""The sourcing manager's journey, in Dutch: from a contract list as people keep it to a decision."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from imports.models import ImportRun
from relationships.models import FactRating, Relationship
from tests import builders as b
from tests.browser.walking import PASSWORD, send, sign_in, tab_to
from tests.repository.tracked import TOP

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = TOP / "docs/examples/contracten.csv"
PARTIES = {
    "attitude_supplier": 4,
    "dependence_customer": 3,
    "dependence_supplier": 3,
    "attractiveness_customer": 4,
    "attractiveness_supplier": 4,
    "goal_alignment": 4,
    "complementarity": 4,
}


def take_in(page: Page, address: str) -> None:
    """Offer the list, look at its columns, answer what it doesn't say, see the plan, take it in."""
    page.goto(f"{address}/imports/")
    page.locator("main a[href='/imports/offer/']").first.click()
    page.wait_for_load_state()
    page.locator("[name=file]").set_input_files(LIST)
    expect(page.locator("[data-drop-chosen]")).to_contain_text("contracten.csv")
    page.locator("[name=portfolio]").fill("Facilitair en ICT")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/imports/\d+/$"))
    expect(page.locator("main h1")).to_have_text("contracten.csv")
    expect(page.locator("form.questions fieldset")).to_have_count(1)
    page.locator("ol.steps a[href$='/columns/']").click()
    columns = page.locator(".columns-table tbody tr")
    expect(columns).to_have_count(12)
    expect(columns.get_by_role("rowheader").filter(has_text="KvK-nummer")).to_have_count(1)
    page.locator("[name=currency]").fill("EUR")
    send(page, page.locator("main form").filter(has=page.locator(".columns-table")))

    page.locator("form.questions input[type=radio][value=CUSTOMER]").check()
    send(page, page.locator("form.questions"))
    expect(page.locator(".verdict-line")).to_contain_text("8")
    rows = page.locator("table.rows > tbody > tr")
    expect(rows.filter(has_text="Weefwerk Software B.V.")).to_have_count(1)
    assert not Relationship.objects.exists()

    send(page, page.locator("form[action$='/apply/']"))
    expect(page.locator("ul.made li")).to_have_count(8)
    run = ImportRun.objects.get()
    assert (run.state, run.unit.code) == ("APPLIED", "ROOT")
    page.locator("main a[href*='/relationships/?portfolio=']").click()


def open_sheet(page: Page) -> None:
    """Find the relationship by a word of its party and go to its sheet; leaving the box asks nothing."""
    rows = page.locator("#list tbody tr")
    expect(rows).to_have_count(8)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "q=weefw" in request.url else None)
    page.locator("#list-q").fill("weefw")
    expect(rows).to_have_count(1)
    page.locator("#list-q").blur()
    page.wait_for_timeout(500)
    assert len(asked) == 1, asked
    for choice in (1, 0):  # a condition is followed as it is chosen, and left again
        with page.expect_response(lambda answer: "q=weefw" in answer.url):
            page.locator("#list-form select").first.select_option(index=choice)
    expect(rows).to_have_count(1)
    rows.first.locator("a").first.click()
    expect(page.locator("main h1")).to_contain_text("Weefwerk Software B.V.")
    expect(page.locator(".sheet-verdict-unclassified #verdict")).to_be_visible()


def rate(page: Page, fact: str, level: int) -> None:
    row = page.locator(f"#row-{fact}")
    if row.get_attribute("open") is None:
        row.locator("summary").click()
    row.locator(f"input[value='{level}']").check()


def let_previews_end(page: Page) -> None:
    """A preview follows on typing after a while; SQLite in memory can't read beside what decides."""
    page.wait_for_timeout(1_000)
    expect(page.locator("#wizard.htmx-request")).to_have_count(0)


def decide(page: Page) -> None:
    """Rate the parties, the first by keyboard; see the recommendation follow; choose it with a reason."""
    page.locator("a[href$='/classify/']").first.click()
    said = page.locator("#recommendation .said")
    expect(said).to_be_visible()
    before = said.inner_text()
    expect(page.locator("#moved")).to_be_empty()

    attitude = page.locator("#row-attitude_customer")
    attitude.locator("summary").focus()
    if attitude.get_attribute("open") is None:
        page.keyboard.press("Enter")
    tab_to(page, attitude.locator("input:checked"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(attitude.locator("input[value='4']")).to_be_checked()
    for fact, level in PARTIES.items():
        rate(page, fact, level)

    recommended = page.locator("#recommendation .pairs")
    expect(recommended).to_contain_text("Gemengd team")
    expect(page.locator("#moved")).not_to_be_empty()
    expect(said).not_to_have_text(before)
    assert not FactRating.objects.filter(fact__in=PARTIES).exists(), "a preview writes nothing"

    page.locator("#type-INTEGRATED").check()
    page.locator("[name=trust_target][value='4']").check()
    page.locator("[name=reason]").fill("Zij bouwen mee aan het portaal.")
    tab_to(page, page.locator("button[name=do][value=decide]"))
    let_previews_end(page)
    page.keyboard.press("Enter")


def test_from_a_contract_list_to_a_decision(
    live_server: Any, page: Page, settings: Any, tmp_path: Any
) -> None:
    settings.IMPORT_DIR = tmp_path
    b.user("SOURCING_MANAGER", username="inkoper", password=PASSWORD, language="nl")
    sign_in(page, live_server.url, "inkoper")
    expect(page.locator("html")).to_have_attribute("lang", "nl")

    take_in(page, live_server.url)
    open_sheet(page)
    decide(page)

    expect(page).to_have_url(re.compile(r"/relationships/\d+/$"))
    expect(page.locator("#notices [role=status]")).to_be_visible()
    expect(page.locator(".sheet-summary")).to_contain_text("Gekozen: gemengd team.")
    expect(page.locator(".sheet-verdict")).to_contain_text("Zij bouwen mee aan het portaal.")
    expect(page.locator(".sheet-verdict-unclassified")).to_have_count(0)
    relationship = Relationship.objects.get(party__name="Weefwerk Software B.V.")
    decided = relationship.classifications.get()
    assert (decided.chosen_type, decided.trust_target, decided.decided_by.username) == (
        "INTEGRATED",
        4,
        "inkoper",
    )
    rated = relationship.ratings.filter(source="ASSESSED").values_list("fact", "value")
    assert dict(rated) == {"attitude_customer": 4, **PARTIES}
