"""The form that every kind of item has in the statement which lists them all."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Case, DateField, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast

from principles.choices import AttentionKind, Severity

KINDS = tuple(AttentionKind)
SEVERITIES = tuple(Severity)
NUMBERS = ("relationship", "contract", "record", "other", "portfolio", "quantity", "level")
COLUMNS = ("at_kind", "at_severity", *(f"at_{name}" for name in NUMBERS), "at_due")
Columns = QuerySet[Any, tuple[Any, ...]]


class Row(NamedTuple):
    """An item as the database lists it: ids of what it is about, and what it is ordered by.

    `record`: the id of the principle, signal, rating, … that it rests on. `other`: the relationship on the
    other side of a contradiction. `quantity`: how many relationships it speaks of. `level`: a level or
    count that the sentence needs. `unpriced`: 0 what is at stake is known in the reporting
    currency, 1 there is no rate, 2 no amount; `minus`: below zero, in whole units of it.
    """

    severity: Severity
    unpriced: int
    minus: int
    by_day: date
    kind: AttentionKind
    relationship: int | None
    contract: int | None
    record: int | None
    other: int | None
    portfolio: int | None
    quantity: int
    level: int | None
    due: date | None


def rows(
    queryset: QuerySet[Any],
    kind: AttentionKind,
    severity: Any,
    *,
    relationship: str | None = "relationship_id",
    due: Any = None,
    **numbers: Any,
) -> Columns:
    """The columns of an item for each record of the queryset; names of its columns, or expressions."""
    given = {"relationship": relationship, "quantity": Value(1), **numbers}
    return (
        queryset.order_by()
        .annotate(
            at_kind=Value(KINDS.index(kind), output_field=IntegerField()),
            at_severity=Value(rank(severity), IntegerField()) if isinstance(severity, Severity) else severity,
            **{f"at_{name}": _number(given.get(name)) for name in NUMBERS},
            at_due=Cast(Value(None), DateField()) if due is None else _column(due),
        )
        .values_list(*COLUMNS)
    )


def rank(severity: Severity) -> int:
    return SEVERITIES.index(severity)


def when(*cases: tuple[Any, Severity], otherwise: Severity) -> Case:
    """The severity of the first condition that holds."""
    return Case(
        *(When(condition, then=Value(rank(severity))) for condition, severity in cases),
        default=Value(rank(otherwise)),
        output_field=IntegerField(),
    )


def _number(given: Any) -> Any:
    return Cast(Value(None) if given is None else _column(given), BigIntegerField())


def _column(given: Any) -> Any:
    return F(given) if isinstance(given, str) else given
