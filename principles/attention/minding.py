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
    """No owner, or one who can't sign in any more.

    One item for all of a portfolio that have neither a type nor an owner: those of a list just taken in.
    """
    kind, nobody, decided = AttentionKind.OWNER_MISSING, Q(owner__isnull=True), view.decided("pk")
    alone = view.relationships().filter(NO_OWNER, Q(decided) | ~nobody)
    severity = when((decided, Severity.MEDIUM), otherwise=Severity.LOW)
    together = _together(kind, _unclassified(view).filter(nobody))
    return rows(alone, kind, severity, relationship="pk").union(together, all=True)


def without_deputy(view: View) -> Columns:
    """A classified relationship with an owner, and nobody in his stead."""
    found = view.relationships().filter(~NO_OWNER, NO_DEPUTY, view.decided("pk"))
    return rows(found, AttentionKind.DEPUTY_MISSING, Severity.LOW, relationship="pk")


def unclassified(view: View) -> Columns:
    """One item for all unclassified relationships of a portfolio, and one for those at home nowhere."""
    return _together(AttentionKind.UNCLASSIFIED, _unclassified(view))


def _together(kind: AttentionKind, found: QuerySet[Any]) -> Columns:
    return rows(
        found.values("home").annotate(number=Count("pk")),
        kind,
        Severity.LOW,
        relationship=None,
        record="home",
        portfolio="home",
        quantity="number",
    )


def _unclassified(view: View) -> QuerySet[Any]:
    return view.relationships().filter(~view.decided("pk")).order_by().annotate(home=_home(view))


def _home(view: View) -> Case:
    """The portfolio in which a relationship is at home, where the user may see that."""
    seen = Q(portfolio__in=visible_to(view.user, m.Portfolio))
    return Case(When(seen, then=F("portfolio_id")), default=None)


def tell_owner(row: Row, reading: Reading) -> Told:
    """Of a summary: since the first of them was recorded."""
    if row.relationship is None:
        return _summary(ResolvingAct.NAME_OWNER, row, reading, "oldest unowned", Q(owner__isnull=True))
    return Told(ResolvingAct.NAME_OWNER, reading.unminded_since(row, "owner"), {})


def tell_deputy(row: Row, reading: Reading) -> Told:
    return Told(ResolvingAct.NAME_DEPUTY, reading.unminded_since(row, "deputy"), {})


def tell_unclassified(row: Row, reading: Reading) -> Told:
    """Since the first of them was recorded."""
    return _summary(ResolvingAct.CLASSIFY, row, reading, "oldest unclassified", Q())


def _summary(act: ResolvingAct, row: Row, reading: Reading, question: str, condition: Q) -> Told:
    """Of all unclassified relationships of a portfolio that meet the condition."""

    def read() -> dict[int | None, datetime]:
        found = _unclassified(reading.view).filter(condition).values("home")
        return dict(found.annotate(first=Min("created_at")).values_list("home", "first"))

    first = reading.once(question, read).get(row.portfolio)
    portfolio = reading.portfolios.get(row.portfolio) if row.portfolio is not None else None
    params = {"count": row.quantity, "portfolio": portfolio.name if portfolio is not None else None}
    return Told(act, None if first is None else timezone.localdate(first), params)
