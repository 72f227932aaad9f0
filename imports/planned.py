"""What an import is going to do, before it does: parties, relationships, contracts and lines to be."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from imports.alike import Alike, Near
from imports.drafts import Draft, Drafts
from imports.findings import Problem
from imports.matching import Ambiguous, PlannedParty
from relationships.choices import PartyPart
from relationships.models import CategoryProfile, Contract, ContractLine, Portfolio, Relationship, Unit

Changes = Mapping[str, tuple[Any, Any]]
_NO_CHANGES: Changes = MappingProxyType({})


def _none() -> Changes:
    return _NO_CHANGES


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
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    further: list[tuple[PartyPart, PlannedParty]] = field(default_factory=list)
    decision: dict[str, Any] = field(default_factory=dict)
    decided_in: Draft | None = None
    facts_before: dict[str, int] = field(default_factory=dict)
    decided_before: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class PlannedLine:
    """A line of a contract that is there: a new one, without `line`, or one that changes.

    `at` is the place of its row in the list.
    """

    at: int
    key: str
    line: ContractLine | None = None
    changes: Changes = field(default_factory=_none)


@dataclass(slots=True, eq=False)
class PlannedContract:
    """A contract that is there, or one to be made of what its rows say.

    `rows` are the places of its rows in the list; with `repeated` they repeat its total, and only the first
    has it. `occurrence` tells apart those without a number whose rows say the same. Of one that is there `pk`
    is its id, `lines` what of its lines is new or changes, and `contract` the record, if it is to be written.
    Many are held at a time: what can be asked again isn't.
    """

    relationship: PlannedRelationship
    number: str
    occurrence: int
    rows: array[int]
    repeated: bool = False
    pk: int | None = None
    there: bool = False
    contract: Contract | None = None
    lines: Sequence[PlannedLine] = ()
    changes: Changes = field(default_factory=_none)

    def repeats(self, at: int) -> bool:
        """Whether the amount of the row at this place is the contract's total, which its first row has."""
        return self.repeated and self.rows[0] != at


@dataclass(slots=True)
class Plan:
    """All that an import would do, with what stands in its way.

    `outcomes` are those of the rows by place, `left_out` the numbers of the rows that a person left out.
    """

    setting: Setting
    drafts: Drafts
    parties: list[PlannedParty]
    relationships: list[PlannedRelationship]
    contracts: list[PlannedContract]
    outcomes: list[Outcome | None]
    problems: list[Problem]
    sums: dict[str, Decimal]
    ambiguous: int
    near: list[Near] = field(default_factory=list)
    unclear: list[Ambiguous] = field(default_factory=list)
    alike: list[Alike] = field(default_factory=list)
    other_names: list[tuple[str, str]] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)
    _contract_of: array[int] = field(default_factory=lambda: array("l"))

    @property
    def counts(self) -> Counter[Outcome]:
        """How many rows have each outcome."""
        counts = Counter(each for each in self.outcomes if each is not None)
        counts[Outcome.SKIPPED] += len(self.left_out)
        return counts

    def contract_at(self, at: int) -> PlannedContract | None:
        """The contract of the row at a place."""
        if not self._contract_of:
            self._contract_of = array("l", [-1]) * len(self.drafts)
            for place, each in enumerate(self.contracts):
                for row in each.rows:
                    self._contract_of[row] = place
        found = self._contract_of[at]
        return self.contracts[found] if found >= 0 else None

    def repeats(self, at: int) -> bool:
        """Whether the row at this place repeats the total of its contract."""
        contract = self.contract_at(at)
        return contract is not None and contract.repeats(at)

    def draft(self, at: int) -> Draft:
        """The draft of the row at this place; where it repeats a total, without amount."""
        draft = self.drafts[at]
        if self.repeats(at):
            draft.line = {**draft.line, "amount": None}
        return draft

    def taken(self) -> Iterator[Draft]:
        """The drafts that nothing is said against, in order."""
        for draft in self.drafts:
            if not draft.problems:
                yield self.draft(draft.at)
