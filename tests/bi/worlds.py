"""Facts to look at from two sides: a filled unit, and one of which nobody there may see anything."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bi.reading import listed
from bi.sight import Sight
from bi.tables import TABLES
from relationships.models import Relationship, User
from tests import builders as b

TODAY = b.NOW.date()


def facts(
    table: str, user: User, *names: str, as_of: Any = None, since: Any = None, **given: Any
) -> list[Any]:
    """The rows of a table with these columns (all of them, where none is named), as dicts by name."""
    declared = TABLES[table]
    source = listed(declared, Sight(user, TODAY, as_of), given, since)
    columns = [each for each in declared.columns if (not names or each.name in names) and source.known(each)]
    rows = source.fetched(source.selected(columns))
    return [dict(zip((each.name for each in columns), row, strict=True)) for row in rows]


def on(days: int) -> Any:
    """The registry itself, so many days after the moment of the tests (before it, below zero)."""
    return b.system(b.NOW + timedelta(days=days))


def filled(unit: Any, name: str, **given: Any) -> Relationship:
    """A relationship of a unit with something in every table."""
    relationship = b.relationship(
        unit=unit,
        party=b.party(name=f"{name} party", country="NL"),
        portfolio=b.portfolio(unit=unit, name=f"{name} portfolio"),
        subject=f"{name} subject",
        owner=b.user("SOURCING_MANAGER", unit, username=f"{name}-owner", full_name=f"{name} Owner"),
        phase="OPERATION",
        **given,
    )
    b.rate(None, relationship)
    b.classification(None, relationship, "SERVICE", 2, reason=f"{name} reason")
    b.assessment(None, relationship, "CUSTOMER_TO_SUPPLIER", 3, evidence=f"{name} seen")
    b.contract(
        None,
        relationship,
        number=f"{name}-1",
        title=f"{name} title",
        value="1200.50",
        currency="EUR",
        start="2026-01-01",
        stated_end="2027-12-31",
        term_kind="FIXED",
    )
    return relationship
