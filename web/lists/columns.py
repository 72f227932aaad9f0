"""Which columns somebody sees, and choosing them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from access.actions.preferences import choose_columns
from relationships.errors import Refused
from web.door import UNUSABLE, by, done, page
from web.lists.asked import EVERYTHING, Asked, asked_of_text, read
from web.lists.declared import Column, Listing


def columns_of(asked: Asked, request: HttpRequest) -> tuple[Column, ...]:
    """Those of the view that is open, else those that the reader chose, else the usual ones."""
    chosen = asked.view.columns if asked.view is not None else []
    held = request.preferences.columns  # type: ignore[attr-defined]
    return asked.listing.shown(chosen or held.get(asked.listing.name, []))


@page("GET", "POST")
def columns(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Choose the columns of a list, and their order; remembered for all one's devices."""
    sent = request.method == "POST"
    asked = (
        asked_of_text(request.POST.get("query", ""), listing, request.user)
        if sent
        else read(request, listing)
    )
    back = f"{reverse(f'web:{listing.name}')}{_without_view(asked).address()}"
    refused: Refused | None = None
    if sent:
        try:
            choose_columns(by=by(request), listing=listing.name, columns=_chosen(request, listing))
            return done(request, _("These columns are remembered."), back)
        except Refused as found:
            refused = found
    shown = {
        "listing": listing,
        "offered": _offered(listing, columns_of(asked, request)),
        "naming": listing.columns[0],
        "query": asked.query,
        "back": back,
        "refusals": refused.refusals if refused else (),
    }
    return render(request, "web/lists/columns.html", shown, status=UNUSABLE if refused else 200)


def _chosen(request: HttpRequest, listing: Listing) -> list[str]:
    """The columns ticked, in the order of the places typed; none to go back to the usual ones."""
    if "usual" in request.POST:
        return []
    ticked = [name for name in request.POST.getlist("column") if name in listing.by_name]
    return sorted(ticked, key=lambda name: _place(request.POST.get(f"place-{name}", "")))


def _place(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 4 else 1_000


def _offered(listing: Listing, shown: tuple[Column, ...]) -> list[dict[str, Any]]:
    """First those that are shown, with their places, then all others."""
    names = [each.name for each in shown]
    rest = [each for each in listing.columns if each.name not in names]
    return [
        {"column": each, "place": names.index(each.name) if each.name in names else None}
        for each in (*shown[1:], *rest)
    ]


def _without_view(asked: Asked) -> Asked:
    return Asked(asked.listing, asked.user, asked.given, view_id=EVERYTHING if asked.view_id else "")
