"""Every page in a browser: no violation of WCAG, no complaint, nothing wider than the screen."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from relationships.choices import Role
from relationships.models import Relationship
from tests import builders as b
from tests.api.graphql.worlds import fill
from tests.web.addresses import addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WCAG = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
    "selectors": False,  # the HTML of what is broken says enough
}
VIOLATIONS = "async asked => (await axe.run(asked)).violations"
USUAL = 1440
# Dutch words are the longer ones: widths are looked at with them, that of a page as it opens first.
WIDTHS = {"en": (), "nl": (USUAL, 1024, 390)}
NARROWER = [pytest.param("en", "light", role, marks=pytest.mark.long) for role in list(Role)[:-1]]


@pytest.mark.parametrize(
    ("language", "theme", "role"),
    [("en", "light", Role.ADMINISTRATOR), ("nl", "dark", Role.ADMINISTRATOR), *NARROWER],
)
def test_no_page_breaks_a_rule_of_access(
    live_server: Any, page: Page, language: str, theme: str, role: Role, settings: Any, tmp_path: Any
) -> None:
    settings.IMPORT_DIR = tmp_path
    looker = b.user(role, username="looker", password="correct horse battery", language=language)
    widest = role is Role.ADMINISTRATOR
    first = fill(1, looker if widest else b.user("ADMINISTRATOR", username="owner"), "LOOKED")[0]

    def of(model: Any) -> Any:
        if model is Relationship:
            return first
        return first.party if model is type(first.party) else model._default_manager.order_by("pk").first()

    page.add_init_script(script=AXE_SCRIPT)  # into each page as it opens
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.goto(f"{live_server.url}/sign-in/")
    page.locator("[name=username]").fill("looker")
    page.locator("[name=password]").fill("correct horse battery")
    page.locator("main button").first.click()
    found = []
    for name, address in addresses(of):
        if not widest and not page.context.request.get(live_server.url + address).ok:
            continue  # refused, which a browser complains of
        page.goto(live_server.url + address)
        for broken in page.evaluate(VIOLATIONS, WCAG):
            places = "; ".join(node["html"][:160] for node in broken["nodes"][:3])
            found.append(f"{name}: {broken['id']} ({len(broken['nodes'])}×) {places}")
        for width in WIDTHS[language]:
            _make_wide(page, width)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
                found.append(f"{name}: wider than {width} px")
        _make_wide(page, USUAL)
    assert found == [], "\n".join(found)


def _make_wide(page: Page, width: int) -> None:
    """The page is laid out anew only when it isn't that wide yet."""
    size = {"width": width, "height": 900}
    if page.viewport_size != size:
        page.set_viewport_size(size)
