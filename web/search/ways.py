"""The pages and acts that the reader may go to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
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
    Way("relationships", _("Relationships")),
    Way("relationships", _("Relationships that ask for attention"), query="verdict=MISFIT,ATTENTION"),
    Way("parties", _("Parties")),
    Way("contracts", _("Contracts")),
    Way("attention", _("What needs me")),
    Way("portfolio", _("Portfolio matrix")),
    Way("heatmap", _("Compliance heatmap")),
    Way("trends", _("Trends over time")),
    Way("calendar", _("Review calendar")),
    Way("principles", _("Principles")),
    Way("rules", _("Rules")),
    Way("imports", _("Imports")),
    Way("offer_import", _("Take in a contract list"), Act.IMPORT),
    Way("import_template", _("Get the empty list to fill in"), Act.IMPORT),
    Way("export_portfolio", _("Export a portfolio"), Act.EXPORT),
    Way("relationship_new", _("New relationship"), Act.KEEP_RELATIONSHIPS),
    Way("party_new", _("New party"), Act.KEEP_PARTIES),
    Way("duplicates", _("Parties that may be the same"), Act.KEEP_PARTIES),
    Way("connections", _("Tokens and connections")),
    Way("ask", _("Ask by GraphQL")),
    Way("settings", _("Settings")),
    Way("profile", _("Profile and password")),
    Way("help", _("Help and glossary")),
)


def ways(request: HttpRequest, sought: str) -> list[tuple[str, str]]:
    """Address and name of those that fit what was typed and that the reader may use."""
    low, allowed = sought.lower(), May(request)
    return [
        (address, str(each.said))
        for each in WAYS
        if low in str(each.said).lower() and (each.act is None or allowed[each.act.name])
        for address in _address(each)
    ]


def _address(way: Way) -> Iterator[str]:
    try:
        address = reverse(f"web:{way.name}")
    except NoReverseMatch:
        return
    yield f"{address}?{way.query}" if way.query else address
