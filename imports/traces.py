"""What a run wrote, found again in the history by its own moment, which no other run has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from imports.models import ImportRun
from relationships.choices import Door
from relationships.models import (
    Classification,
    Contract,
    ContractLine,
    FactRating,
    Party,
    PartyAlias,
    PartyIdentifier,
    Portfolio,
    Relationship,
    RelationshipParty,
)

# What an import writes; what refers to another stands before it.
WRITTEN: tuple[Any, ...] = (
    FactRating,
    Classification,
    RelationshipParty,
    ContractLine,
    Contract,
    Relationship,
    PartyIdentifier,
    PartyAlias,
    Party,
    Portfolio,
)


@dataclass(slots=True)
class Traces:
    """What a run wrote of one kind of record: ids made, and by id what was changed with what it was."""

    made: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    rows: dict[int, int] = field(default_factory=dict)


def traces_of(model: Any, run: ImportRun) -> Traces:
    """What an applied run wrote of this kind."""
    found = Traces()
    rows = model.history.filter(
        history_date=run.applied_at, history_door=Door.IMPORT, history_user=run.user
    ).order_by("history_id")
    for pk, act, history_id in rows.values_list("id", "history_type", "history_id"):
        found.rows[pk] = history_id
        if act == "+":
            found.made.add(pk)
        elif pk not in found.made:
            found.changed.add(pk)
    return found
