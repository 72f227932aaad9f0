"""The sheet of a relationship, and its history."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from relationships.values import day
from web.door import by, page
from web.views import timeline
from web.views.contract.dates import deadlines
from web.views.sheet.asking import only, page_asked
from web.views.sheet.principle_cards import cards, strip
from web.views.sheet.reading import read, relationship_seen
from web.views.sheet.sides import sides
from web.views.sheet.standing import allowed, arrangements
from web.views.sheet.then import at_decision, on_day
from web.views.sheet.verdict import facts, judged, trust_lines, types


@page()
def relationship(request: HttpRequest, id: int) -> HttpResponse:
    """All that is known and found of a relationship, on one page; with `on` also as it was that day."""
    only(request, "on")
    found = read(by(request), id)
    verdict = judged(found)
    shown_cards = cards(found)
    asked = request.GET.get("on", "").strip()
    return render(
        request,
        "web/sheet/sheet.html",
        {
            "found": found,
            "relationship": found.relationship,
            "today": found.by.on,
            "allowed": allowed(found),
            "judged": verdict,
            "trust": trust_lines(found, verdict.rail),
            "groups": facts(found, verdict.deciding),
            "types": types(found),
            "arrangements": arrangements(found),
            "cards": shown_cards,
            "strip": strip(shown_cards),
            "sides": sides(found),
            "contracts": [(each, deadlines(each, found.by.on)) for each in found.contracts],
            "then": on_day(found, day(asked, "on")) if asked else at_decision(found),
            "on": asked,
        },
    )


@page()
def history(request: HttpRequest, id: int) -> HttpResponse:
    """What happened, newest first, in pages."""
    only(request, "page")
    found = relationship_seen(by(request), id)
    told = timeline.of_relationship(by(request).user, found, page_asked(request))
    return render(
        request,
        "web/sheet/history.html",
        {"heading": str(found), "address": "web:relationship", "record": found, "told": told},
    )
