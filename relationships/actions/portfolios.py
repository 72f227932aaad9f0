"""Acts on portfolios."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from relationships.actions.inputs import action, apply, clean, locked
from relationships.actor import Actor
from relationships.errors import Problems, refuse
from relationships.history import keep
from relationships.models import Portfolio
from relationships.permissions import Act, require

PORTFOLIO_FIELDS = ("unit", "name", "currency", "our_role")


@action
def create_portfolio(*, by: Actor, given: Mapping[str, Any]) -> Portfolio:
    """A new portfolio of a unit; its name is unique there."""
    problems = Problems()
    kept = clean(
        Portfolio, given, by=by, fields=PORTFOLIO_FIELDS, problems=problems, required=("unit", "name")
    )
    problems.raise_if_any()
    require(by, Act.KEEP_PORTFOLIOS, kept["unit"])
    if Portfolio.objects.filter(unit=kept["unit"], name=kept["name"]).exists():
        refuse("DUPLICATE", "name", what=kept["name"])
    return keep(Portfolio(**kept), by)


@action
def change_portfolio(
    *, by: Actor, portfolio: Portfolio, given: Mapping[str, Any], version: int | None = None
) -> Portfolio:
    """Another name, default currency or default role. The unit stays."""
    require(by, Act.KEEP_PORTFOLIOS, portfolio.unit)
    problems = Problems()
    kept = clean(Portfolio, given, by=by, fields=PORTFOLIO_FIELDS[1:], problems=problems)
    problems.raise_if_any()
    portfolio = locked(portfolio, version=version)
    others = Portfolio.objects.filter(unit=portfolio.unit, name=kept.get("name")).exclude(pk=portfolio.pk)
    if "name" in kept and others.exists():
        refuse("DUPLICATE", "name", what=kept["name"])
    return keep(portfolio, by) if apply(portfolio, kept) else portfolio
