"""What fits while one types: parties, relationships, contracts, and any list too long to choose from."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from relationships.errors import refuse
from relationships.filters import FILTERS, filtered
from relationships.filters.kinds import shown
from relationships.models import CategoryProfile, Contract, Party, Portfolio, Relationship, Unit, User
from relationships.queries import visible_to
from web.door import page
from web.lists.asked import suggested
from web.lists.declared import Listing

MOST = 12
_KINDS: dict[str, type[Model]] = {
    each._meta.model_name: each
    for each in (Party, Relationship, Contract, Portfolio, Unit, User, CategoryProfile)
}
_WITH = {Relationship: ("party",), Contract: ("relationship__party",)}


@page()
def suggestions(request: HttpRequest, listing: Listing) -> HttpResponse:
    """The first records of a kind that contain what was typed, as options with their numbers."""
    condition = listing.conditions.base_filters.get(request.GET.get("of", ""))
    model = getattr(condition, "target", None)
    if model is None:
        refuse("INVALID_FILTER", "of", value=shown(request.GET.get("of", "")), why="")
    typed = request.GET.get(request.GET["of"], "").strip()
    found = [suggested(each) for each in fitting(model, typed, request.user)] if typed else []
    return render(request, "web/lists/suggestions.html", {"found": found})


def fitting(model: Any, typed: str, user: Any) -> list[Any]:
    seen: QuerySet = visible_to(user, model).select_related(*_WITH.get(model, ()))
    if "q" in FILTERS[model].base_filters:
        return list(filtered(FILTERS[model], {"q": typed}, seen, user)[:MOST])
    low = typed.lower()
    return [each for each in seen[:1_000] if low in str(each).lower()][:MOST]
