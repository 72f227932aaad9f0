"""What the attention list is tried on: a viewer of everything, and the day of the tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from principles.attention import Item, attention
from relationships.actor import Actor
from relationships.choices import Phase
from relationships.models import Contract, Relationship, User
from tests import builders as b

ON = date(2026, 11, 20)


def viewer() -> User:
    """A sourcing manager of the root, who sees all."""
    return User.objects.filter(username="viewer").first() or b.user("SOURCING_MANAGER", username="viewer")


def asking(kind: str, *, on: date = ON, user: User | None = None, **given: Any) -> list[Item]:
    """The items of a kind on a day."""
    return attention(user or viewer(), {"kind": kind, **given}, on=on)


def one(kind: str, *, on: date = ON, **given: Any) -> Item:
    (item,) = asking(kind, on=on, **given)
    return item


def later(days: int) -> Actor:
    """The registry itself, so many days after the moment of the tests (before it, below zero)."""
    return b.system(b.NOW + timedelta(days=days))


def classified(chosen: str = "SERVICE", target: int = 2, **given: Any) -> Relationship:
    """A rated relationship in operation (catering: SERVICE fits) with a chosen type."""
    with b.computed_once():
        relationship = b.relationship(phase=Phase.OPERATION, **given)
        b.rate(None, relationship)
        b.classification(None, relationship, chosen, target)
    return relationship


def tacit(relationship: Relationship | None = None, **given: Any) -> Contract:
    """A contract of 2026 that renews by a year, with notice a month before its end: until 30 November."""
    terms = {
        "term_kind": "FIXED_TACIT",
        "start": "2026-01-01",
        "term_months": 12,
        "renewal_months": 12,
        "notice_count": 1,
        "notice_unit": "MONTHS",
    }
    return b.contract(None, relationship or b.relationship(), **{"number": "C-1", **terms, **given})
