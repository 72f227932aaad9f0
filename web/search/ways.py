"""The pages and acts that the reader may go to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from relationships.permissions import Act
from web.reader import May


@dataclass(frozen=True, slots=True)
class Way:
    """A page or an act; `act` is what one must be allowed to do somewhere for it to be offered."""

    name: str
    said: Any
    act: Act | None = None
    query: str = ""


WAYS = (
    Way("start", _("Start")),
    Way("attention", _("What asks for attention")),
    Way("relationships", _("Relationships")),
    Way(
        "relationships",
        _("Relationships that don't fit or ask for attention"),
        query="verdict=MISFIT,ATTENTION",
    ),
    Way("parties", _("Parties")),
    Way("contracts", _("Contracts")),
    Way("calendar", _("Calendar")),
    Way("portfolio", _("Portfolio")),
    Way("heatmap", _("Portfolio by principle")),
    Way("trends", _("Portfolio over time")),
    Way("principles", _("Principles")),
    Way("explanations", _("Explanations")),
    Way("rules", _("Rules")),
    Way("imports", _("Imports")),
    Way("offer_import", _("Take in a contract list"), Act.IMPORT),
    Way("import_template", _("Get the empty list to fill in"), Act.IMPORT),
    Way("export_portfolio", _("Export a portfolio"), Act.EXPORT),
    Way("relationship_new", _("New relationship"), Act.KEEP_RELATIONSHIPS),
    Way("party_new", _("New party"), Act.KEEP_PARTIES),
    Way("duplicates", _("Parties that may be the same"), Act.KEEP_PARTIES),
    Way("rule_set_new", _("Draft a rule set"), Act.KEEP_RULE_SETS),
    Way("principle_set_new", _("Draft a principle set"), Act.KEEP_PRINCIPLE_SETS),
    Way("portfolios", _("Portfolios")),
    Way("categories", _("Categories")),
    Way("rates", _("Exchange rates")),
    Way("units", _("Units")),
    Way("users", _("Users and roles"), Act.KEEP_USERS),
    Way("webhooks", _("Webhooks"), Act.KEEP_WEBHOOKS),
    Way("settings", _("Settings")),
    Way("profile", _("Profile and password")),
    Way("connections", _("Tokens and connections")),
    Way("ask", _("Try a query")),
    Way("help", _("Help and glossary")),
)


def ways(request: HttpRequest, sought: str) -> list[tuple[str, str]]:
    """Address and name of those that fit what was typed and that the reader may use."""
    low, allowed = sought.lower(), May(request)
    return [
        (_address(each), str(each.said))
        for each in WAYS
        if low in str(each.said).lower() and (each.act is None or allowed[each.act.name])
    ]


def _address(way: Way) -> str:
    address = reverse(f"web:{way.name}")
    return f"{address}?{way.query}" if way.query else address
