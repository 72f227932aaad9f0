"""A registry with all kinds of records, and values that are easily written wrongly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from relationships import models as m
from relationships.models import User
from tests import builders
from tests.api.graphql.worlds import fill

HARD = (
    'He said "no"',
    "back\\slash and /slash",
    "line\u2028separator\u2029and\u0085next",
    "emoji 😀 and é and ﷽",
    "100% %s %(x)s {0} {name}",
    "it's; DROP TABLE x; --",
    "\x01\x1f control \x7f",
    " blanks \t ",
    '[1, {"a": null}]',
    "\x07forbidden",
)
AMOUNTS = (
    (Decimal("0"), "EUR"),
    (Decimal("1250.5"), "EUR"),
    (Decimal("1250.5"), "JPY"),
    (Decimal("7"), "BHD"),
    (Decimal("0.0001"), "EUR"),
    (Decimal("1.2500"), "EUR"),
    (Decimal("9999999999999.9999"), "EUR"),
    (Decimal("9007199254740.9931"), "CLF"),
    (None, ""),
)
FRACTIONS = (0, 120_000, 1, 999_999, 500_000)


@dataclass(frozen=True)
class World:
    """Who asks: by what they may see."""

    askers: dict[str, User]


def world() -> World:
    admin = builders.user("ADMINISTRATOR", username="admin-of-root")
    fill(2, admin)
    unit = m.Unit.objects.get(code="W0")
    lead = builders.user("SOURCING_MANAGER", unit, username="lead-of-w0")
    reader = builders.user("READER", m.Unit.objects.get(code="W1"), username="reader-of-w1")
    stranger = builders.user(username="no-rights")
    _hard_texts()
    _hard_amounts()
    _hard_moments()
    return World({"root": admin, "own unit": lead, "reader": reader, "no rights": stranger})


def _write(record: Any, **values: Any) -> None:
    """Straight into the table: this is about what stands there, however it came."""
    QuerySet(model=type(record)).filter(pk=record.pk).update(**values)


def _hard_texts() -> None:
    for at, each in enumerate(m.Relationship.objects.order_by("pk")):
        text = HARD[at % len(HARD)]
        _write(each, subject=text, category=HARD[(at + 1) % len(HARD)], sponsor_customer="")
    for at, party in enumerate(m.Party.objects.order_by("pk")):
        _write(party, name=HARD[at % len(HARD)] + str(at), legal_name=HARD[(at + 3) % len(HARD)])
    for at, contract in enumerate(m.Contract.objects.order_by("pk")):
        _write(contract, title=HARD[at % len(HARD)], description=HARD[(at + 5) % len(HARD)])


def _hard_amounts() -> None:
    for at, contract in enumerate(m.Contract.objects.order_by("pk")):
        value, currency = AMOUNTS[at % len(AMOUNTS)]
        _write(contract, value=value, annual_value=value, currency=currency)


def _hard_moments() -> None:
    for model in (m.Relationship, m.Party, m.Contract, m.FactRating, m.Unit):
        for at, each in enumerate(model.objects.order_by("pk")):
            moment = datetime(2026, 11, 20, 12, 0, 0, FRACTIONS[at % len(FRACTIONS)], tzinfo=UTC)
            _write(each, created_at=moment, changed_at=moment + timedelta(days=at % 2))
