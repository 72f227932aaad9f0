"""One row as it is to be recorded, and what the registry's rules say against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.utils import translation

from imports.drafts.sources import Sources
from imports.findings import Problem
from imports.tables import Edits
from relationships.choices import IdentifierScheme, PartyPart
from relationships.errors import Refusal

NOTHING: Mapping[str, Any] = MappingProxyType({})


def _nothing() -> Mapping[str, Any]:
    return NOTHING


@dataclass(frozen=True, slots=True)
class RuleProblem(Problem):
    """A cell that a rule of the registry refuses: code and message are those of every door."""

    refusal: Refusal | None = None

    def message(self, language: str = "en") -> str:
        assert self.refusal is not None  # noqa: S101 for the type checker
        with translation.override(language):
            return self.refusal.message


@dataclass(slots=True)
class Draft:
    """One row as it is to be recorded: which party, which relationship, which contract, which line.

    `at` is its place in the list from 0. `asks` is the question that has to be answered before the currency
    of its amounts is known. What rows have in common they share: none changes it in place. With `edits` the
    row is one of our own list that came back: it says only what was edited, and None or "" where a cell was
    emptied. `group` is that of plain rows which say the same of party and relationship (`Drafts`).
    """

    row: int
    at: int
    sources: Sources
    edits: Edits | None = None
    party: Mapping[str, Any] = field(default_factory=_nothing)
    identifiers: Sequence[tuple[IdentifierScheme, str]] = ()
    further: Sequence[tuple[PartyPart, str]] = ()
    relationship_id: int | None = None
    contract_id: int | None = None
    line_id: int | None = None
    digest: str = ""
    relationship: Mapping[str, Any] = field(default_factory=_nothing)
    contract: dict[str, Any] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=_nothing)
    line: dict[str, Any] = field(default_factory=dict)
    facts: Mapping[str, int] = field(default_factory=_nothing)
    decision: Mapping[str, Any] = field(default_factory=_nothing)
    asks: str = ""
    adds_contract: bool = True
    problems: tuple[Problem, ...] = ()
    group: int | None = None

    @property
    def number(self) -> str:
        """The contract's number; empty where the row gives none."""
        return self.contract.get("number") or ""

    @property
    def subject(self) -> str:
        """What the row calls that which it is about."""
        return self.contract.get("title") or self.contract.get("description") or ""

    @property
    def amount(self) -> Decimal | None:
        """The value that counts of this row: as edited, else the registry's; None where there is none."""
        if self.edits is None or "amount" in self.line:
            return self.line.get("amount")
        return self.edits.now.get("value")

    @property
    def currency(self) -> str:
        """Of that value; empty where it isn't known."""
        held = self.edits.now.get("currency") if self.edits else ""
        return self.contract.get("currency") or held or ""

    @property
    def party_name(self) -> str:
        """The counterparty as the list names it: its name, else a number of it."""
        name = self.party.get("name") or (self.edits.then.get("party_name") if self.edits else "")
        return name or (self.identifiers[0][1] if self.identifiers else "")

    @property
    def source(self) -> dict[str, str]:
        """The row's cells as they were read, by header."""
        return self.sources.of(self.at)
