"""Who minds a relationship: nobody, nobody in his stead, or nobody has classified it yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, Min, Q, QuerySet, When
from django.utils import timezone

from principles.attention.reading import Reading
from principles.attention.rows import Columns, Row, rows, when
from principles.attention.told import Told
from principles.attention.view import View
from principles.choices import AttentionKind, ResolvingAct, Severity
from relationships import models as m
from relationships.queries import visible_to

NO_OWNER = Q(owner__isnull=True) | Q(owner__is_active=False)
NO_DEPUTY = Q(deputy__isnull=True) | Q(deputy__is_active=False)


def without_owner(view: View) -> Columns:
    """No owner, or one who can't sign in any more."""
    found = view.relationships().filter(NO_OWNER)
    severity = when((view.decided("pk"), Severity.MEDIUM), otherwise=Severity.LOW)
    return rows(found, AttentionKind.OWNER_MISSING, severity, relationship="pk")


def without_deputy(view: View) -> Columns:
    """A classified relationship with an owner, and nobody in his stead."""
    found = view.relationships().filter(~NO_OWNER, NO_DEPUTY, view.decided("pk"))
    return rows(found, AttentionKind.DEPUTY_MISSING, Severity.LOW, relationship="pk")


def unclassified(view: View) -> Columns:
    """One item for all unclassified relationships of a portfolio, and one for those at home nowhere."""
    found = _unclassified(view).values("home").annotate(number=Count("pk"))
    return rows(
        found,
        AttentionKind.UNCLASSIFIED,
        Severity.LOW,
        relationship=None,
        record="home",
        portfolio="home",
        quantity="number",
    )


def _unclassified(view: View) -> QuerySet[Any]:
    seen = Q(portfolio__in=visible_to(view.user, m.Portfolio))
    home = Case(When(seen, then=F("portfolio_id")), default=None)
    return view.relationships().filter(~view.decided("pk")).order_by().annotate(home=home)


def tell_owner(row: Row, reading: Reading) -> Told:
    return Told(ResolvingAct.NAME_OWNER, reading.unminded_since(row, "owner"), {})


def tell_deputy(row: Row, reading: Reading) -> Told:
    return Told(ResolvingAct.NAME_DEPUTY, reading.unminded_since(row, "deputy"), {})


def tell_unclassified(row: Row, reading: Reading) -> Told:
    """Since the first of them was recorded."""

    def read() -> dict[int | None, datetime]:
        oldest = _unclassified(reading.view).values("home").annotate(first=Min("created_at"))
        return dict(oldest.values_list("home", "first"))

    first = reading.once("oldest unclassified", read).get(row.portfolio)
    portfolio = reading.portfolios.get(row.portfolio) if row.portfolio is not None else None
    params = {"count": row.quantity, "portfolio": portfolio.name if portfolio is not None else None}
    return Told(ResolvingAct.CLASSIFY, None if first is None else timezone.localdate(first), params)
