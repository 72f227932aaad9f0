"""A set of principles held against the relationships before it counts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from principles.models import PrincipleSet
from principles.queries.provisional import MOST, trial
from relationships.values import whole
from web.door import by, one, page
from web.narrowing import narrowed

PER_PAGE = 50


@page()
def try_set(request: HttpRequest, id: int) -> HttpResponse:
    """Who would change from what to what if this set came into force today. Nothing is stored.

    Without `run` only what to try it on is asked; the answer follows by itself.
    """
    found = one(request, PrincipleSet, id)
    chosen = narrowed(request, more=("run", "after"))
    shown: dict[str, Any] = {"tab": "principle_sets", "set": found, "chosen": chosen, "most": MOST}
    if "run" in request.GET:
        sent = request.GET.get("after", "")
        after = whole(sent, "after", 0, 2**63 - 1) if sent else None
        tried = trial(found, chosen.relationships, at=by(request).at, after=after, limit=PER_PAGE)
        shown |= {"tried": tried, "moves": _moves(tried), "following": chosen.address(after=tried.following)}
    part = request.htmx and request.htmx.target == "tried"  # type: ignore[attr-defined]
    return render(request, "web/principles/tried.html" if part else "web/principles/try.html", shown)


def _moves(tried: Any) -> list[tuple[str, list[Any]]]:
    """From what to what under each principle, only what would change."""
    found: dict[str, list[Any]] = {}
    for each in tried.totals.moves if tried.totals else ():
        if each.old != each.new:
            found.setdefault(each.principle, []).append(each)
    return list(found.items())
