"""What a plan does with each row of the list: field by field, what is there and what comes.

What a row shares with others (its party, its relationship, its contract) is said at the first of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from imports.drafts import Draft
from imports.findings import Problem
from imports.planned import Changes, Outcome, Plan, PlannedContract, PlannedLine, PlannedRelationship

LANGUAGES = ("en", "nl")


@dataclass(frozen=True, slots=True)
class RowPlan:
    """The outcome of one row; `changes` as `PlannedRow` keeps them."""

    number: int
    outcome: Outcome
    changes: tuple[dict[str, Any], ...] = ()
    problems: tuple[dict[str, Any], ...] = ()
    relationship: int | None = None
    contract: int | None = None

    @property
    def said(self) -> list[Any]:
        """What tells this plan of the row from another one."""
        return [self.number, str(self.outcome), list(self.changes)]


def digest_of(rows: Iterable[RowPlan]) -> str:
    """Stands for all that a plan is going to do."""
    found = hashlib.sha256()
    for each in rows:
        found.update(json.dumps(each.said, ensure_ascii=True, sort_keys=True).encode())
    return found.hexdigest()


def rows_of(planned: Plan, totals: Iterable[int] = ()) -> list[RowPlan]:
    """Every row by number; `totals` are the rows of the list that hold its totals, and are left out."""
    told = _Telling(planned)
    found = {number: told.row(number, outcome) for number, outcome in planned.outcomes.items()}
    for number in totals:
        found.setdefault(number, RowPlan(number, Outcome.SKIPPED))
    return [found[number] for number in sorted(found)]


class _Telling:
    """Goes through the rows from top to bottom, and says once what several share."""

    def __init__(self, planned: Plan) -> None:
        self.drafts = {each.row: each for each in planned.drafts}
        self.lines = {line.draft.row: (each, line) for each in planned.contracts for line in each.lines}
        self.contracts = {each.contract.pk: each for each in planned.contracts if each.contract}
        self.relationships = {
            each.relationship.pk: each for each in planned.relationships if each.relationship
        }
        self.deciding = {each.decided_in.row: each for each in planned.relationships if each.decided_in}
        self.said: set[int] = set()

    def row(self, number: int, outcome: Outcome) -> RowPlan:
        draft = self.drafts.get(number)
        if draft is None or outcome in (Outcome.REFUSED, Outcome.SKIPPED):
            problems = tuple(map(_problem, draft.problems)) if draft else ()
            return RowPlan(number, outcome, problems=problems)
        contract, line = self.lines.get(number, (None, None))
        if contract is None and draft.contract_id is not None:
            contract = self.contracts.get(draft.contract_id)
        relationship = contract.relationship if contract else self._relationship_of(draft)
        changes: list[dict[str, Any]] = []
        if outcome is not Outcome.UNCHANGED:
            changes = [*self._changes(draft, relationship, contract, line)]
        held = relationship.relationship if relationship else None
        there = contract.contract if contract else None
        return RowPlan(
            number,
            outcome,
            tuple(changes),
            relationship=held.pk if held else None,
            contract=there.pk if there else draft.contract_id,
        )

    def _relationship_of(self, draft: Draft) -> PlannedRelationship | None:
        found = self.relationships.get(draft.relationship_id or 0)
        return found or self.deciding.get(draft.row)

    def _changes(
        self,
        draft: Draft,
        relationship: PlannedRelationship | None,
        contract: PlannedContract | None,
        line: PlannedLine | None,
    ) -> Iterator[dict[str, Any]]:
        if relationship is not None:
            yield from self._of_party(relationship)
            yield from self._of_relationship(draft, relationship)
        if contract is not None and self._first(contract):
            if contract.contract is None:
                named = {"number": contract.number, **contract.values}
                yield from _new("contract", named)
            else:
                yield from _changed("contract", contract.changes)
        if line is not None and line.line is None:
            yield from _new("line", draft.line)
        elif line is not None:
            yield from _changed("line", line.changes)

    def _of_party(self, relationship: PlannedRelationship) -> Iterator[dict[str, Any]]:
        party = relationship.party
        if not self._first(party):
            return
        values = {name: (getattr(party.party, name, None), value) for name, value in party.values.items()}
        yield from _changed("party", {name: each for name, each in values.items() if each[1]})
        for scheme, value in party.identifiers:
            yield _change("party", f"identifiers.{scheme}", None, value)

    def _of_relationship(self, draft: Draft, planned: PlannedRelationship) -> Iterator[dict[str, Any]]:
        if self._first(planned):
            if planned.relationship is None:
                yield from _new("relationship", {**planned.values, "profile": planned.profile})
            else:
                yield from _changed("relationship", planned.changes)
            for code, value in planned.facts.items():
                yield _change("fact", code, planned.facts_before.get(code), value)
            for part, party in planned.further:
                yield _change("further_party", str(part), None, party.values.get("name") or str(party.party))
        if planned.decided_in is draft:
            for name, value in planned.decision.items():
                yield _change("classification", name, planned.decided_before.get(name), value)

    def _first(self, shared: Any) -> bool:
        if id(shared) in self.said:
            return False
        self.said.add(id(shared))
        return True


def _new(record: str, values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    given = {name: (None, value) for name, value in values.items() if value not in (None, "", {}, False)}
    return _changed(record, given)


def _changed(record: str, changes: Changes) -> Iterator[dict[str, Any]]:
    for name, (old, new) in changes.items():
        if name == "attributes":
            before, after = old or {}, new or {}
            for code in [*before, *(each for each in after if each not in before)]:
                if before.get(code) != after.get(code):
                    yield _change(record, f"attributes.{code}", before.get(code), after.get(code))
        else:
            yield _change(record, name, old, new)


def _change(record: str, name: str, old: Any, new: Any) -> dict[str, Any]:
    return {"record": record, "field": name, "old": _plain(old), "new": _plain(new)}


def _plain(value: Any) -> Any:
    """A value as JSON holds it: exact amounts and days as text, a record by its name."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return f"{value:.4f}".rstrip("0").ljust(len(f"{value:.2f}"), "0")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return int(value)
    return str(value)


def _problem(found: Problem) -> dict[str, Any]:
    told = {language: found.as_json(language) for language in LANGUAGES}
    return {**told["en"], "messages": {language: each["message"] for language, each in told.items()}}
