"""What an import is going to do, before it does: parties, relationships, contracts and lines to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from imports.alike import Alike, Near
from imports.drafts import Draft
from imports.findings import Problem
from imports.matching import Ambiguous, PlannedParty
from relationships.choices import PartyPart
from relationships.models import CategoryProfile, Contract, ContractLine, Portfolio, Relationship, Unit

Changes = dict[str, tuple[Any, Any]]


class Outcome(StrEnum):
    """What becomes of a row of the list."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the list is taken in. `portfolio` is None when it is yet to be made, named `name`."""

    unit: Unit
    name: str
    portfolio: Portfolio | None
    currency: str
    our_role: str


@dataclass(slots=True, eq=False)
class PlannedRelationship:
    """A relationship that is there, with what changes on it, or one to be made of `values`.

    `decision` is what is to be decided about it, said in the row `decided_in`; empty: nothing new. What
    earlier lists rated stands in `facts_before`, the decision that counts in `decided_before`.
    """

    relationship: Relationship | None
    party: PlannedParty
    values: dict[str, Any]
    profile: CategoryProfile | None
    changes: Changes = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    further: list[tuple[PartyPart, PlannedParty]] = field(default_factory=list)
    decision: dict[str, Any] = field(default_factory=dict)
    decided_in: Draft | None = None
    facts_before: dict[str, int] = field(default_factory=dict)
    decided_before: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class PlannedLine:
    """A row of the list as a line of its contract."""

    draft: Draft
    key: str
    line: ContractLine | None = None
    changes: Changes = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class PlannedContract:
    """A contract that is there, with what changes on it, or one to be made of `values`."""

    relationship: PlannedRelationship
    number: str
    source_key: str
    lines: list[PlannedLine]
    pk: int | None = None
    contract: Contract | None = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: Changes = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """All that an import would do, with what stands in its way."""

    setting: Setting
    parties: list[PlannedParty]
    relationships: list[PlannedRelationship]
    contracts: list[PlannedContract]
    outcomes: dict[int, Outcome]
    problems: list[Problem]
    sums: dict[str, Decimal]
    ambiguous: int
    repeated_totals: list[str]
    drafts: list[Draft] = field(default_factory=list)
    near: list[Near] = field(default_factory=list)
    unclear: list[Ambiguous] = field(default_factory=list)
    alike: list[Alike] = field(default_factory=list)
    other_names: list[tuple[str, str]] = field(default_factory=list)
