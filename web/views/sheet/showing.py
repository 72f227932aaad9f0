"""The sheet of a relationship, and its history."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from relationships.values import day
from web import paper
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
    return _sheet(request, id)


@page()
def on_paper(request: HttpRequest, id: int) -> HttpResponse:
    """The same as PDF, where that extra is installed."""
    if not paper.is_installed():
        raise Http404
    found = relationship_seen(by(request), id)
    made = paper.pdf_of(_sheet(request, id).content.decode())
    name = content_disposition_header(False, f"{found}.pdf".replace("/", "-"))
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": name})


def _sheet(request: HttpRequest, id: int) -> HttpResponse:
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
            "pdf": paper.is_installed(),
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
