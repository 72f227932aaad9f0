"""Relationships narrowed to a unit or a portfolio, for pages that try something on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest

from relationships.filters import RelationshipFilter, filtered
from relationships.models import Portfolio, Relationship, Unit
from relationships.queries import visible_to
from web.door import by

CONDITIONS = ("unit", "portfolio")
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The relationships chosen, what they were chosen by, and what else may be chosen."""

    relationships: QuerySet[Any]
    given: dict[str, str]
    units: list[Unit]
    portfolios: list[Portfolio]

    def address(self, **more: Any) -> str:
        """The query that asks for the same again, and runs it."""
        told = {name: value for name, value in more.items() if value is not None}
        return "?" + urlencode({**self.given, "run": "1", **told})


def narrowed(request: HttpRequest, *, more: tuple[str, ...] = ()) -> Narrowed:
    """What the address chooses. Refuses a condition that can't be used, or isn't one; `more` is let pass."""
    user = by(request).user
    given = {
        name: value
        for name in request.GET
        if name not in more and (value := request.GET.get(name, "").strip())
    }
    rows = filtered(RelationshipFilter, given, visible_to(user, Relationship), user)
    units = visible_to(user, Unit).order_by("path")[:MOST_LISTED]
    portfolios = visible_to(user, Portfolio).order_by("name", "pk")[:MOST_LISTED]
    return Narrowed(rows, given, list(units), list(portfolios))
