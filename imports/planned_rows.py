"""What a plan does with each row of the list: field by field, what is there and what comes.

What a row shares with others (its party, its relationship, its contract) is said at the first of them. What
is said of all rows takes more than the plan itself, so it is written to a file as it is made, not held.
"""

from __future__ import annotations

import hashlib
import marshal
import struct
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from imports.comparing import said_by, values_of
from imports.drafts import Draft
from imports.findings import Problem
from imports.planned import Changes, Outcome, Plan, PlannedContract, PlannedRelationship

LANGUAGES = ("en", "nl")
# Up to so many bytes no file is made.
_IN_MEMORY = 1_000_000
# What is packed doesn't depend on which texts are the same object.
_SAME = 2
_LENGTHS = struct.Struct("<II")


# Record, field, old and new.
Change = tuple[str, str, Any, Any]
_NAMES = ("record", "field", "old", "new")


class RowPlan(NamedTuple):
    """The outcome of one row, as `PlannedRow` keeps it, and what tells it from another plan of that row."""

    number: int
    outcome: str
    changes: tuple[Change, ...] = ()
    problems: tuple[dict[str, Any], ...] = ()
    relationship: int | None = None
    contract: int | None = None
    party: str = ""
    about: str = ""

    def changes_told(self) -> list[dict[str, Any]]:
        """The changes by name, as they are kept."""
        return [dict(zip(_NAMES, each, strict=True)) for each in self.changes]


class RowPlans:
    """The rows of a plan in order, to be gone through as often as asked; `digest` stands for all they do.

    They are packed with `marshal`, in a form that is the same for the same content, and read by nobody else.
    """

    def __init__(self, rows: Iterable[RowPlan]) -> None:
        self._kept = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 goes with this object
        found = hashlib.sha256()
        for each in rows:
            said, rest = marshal.dumps(each[:3], _SAME), marshal.dumps(each[3:], _SAME)
            found.update(said)
            self._kept.write(_LENGTHS.pack(len(said), len(rest)) + said + rest)
        self.digest = found.hexdigest()

    def __iter__(self) -> Iterator[RowPlan]:
        self._kept.seek(0)
        while lengths := self._kept.read(_LENGTHS.size):
            said, rest = map(self._kept.read, _LENGTHS.unpack(lengths))
            yield RowPlan(*marshal.loads(said), *marshal.loads(rest))  # noqa: S302 written just above


def rows_of(planned: Plan, totals: Iterable[int] = ()) -> RowPlans:
    """Every row by number; `totals` are the rows of the list that hold its totals, and are left out."""
    return RowPlans(_told(planned, totals))


def _told(planned: Plan, totals: Iterable[int]) -> Iterator[RowPlan]:
    told = _Telling(planned)
    last = None
    for number, at in _in_order(planned, totals):
        if number != last:
            yield RowPlan(number, str(Outcome.SKIPPED)) if at is None else told.row(at)
        last = number


def _in_order(planned: Plan, totals: Iterable[int]) -> Iterator[tuple[int, int | None]]:
    """The numbers of all rows from top to bottom, with their places; those without one are not taken."""
    numbers = planned.drafts.numbers
    left = sorted({*planned.left_out, *totals}, reverse=True)
    places: Iterable[int] = range(len(numbers))
    if any(after < before for before, after in pairwise(numbers)):
        places = sorted(places, key=numbers.__getitem__)
    for at in places:
        number = numbers[at]
        while left and left[-1] < number:
            yield left.pop(), None
        if planned.outcomes[at] is not None:
            yield number, at
    while left:
        yield left.pop(), None


class _Telling:
    """Goes through the rows from top to bottom, and says once what several share."""

    def __init__(self, planned: Plan) -> None:
        self.plan = planned
        self.contracts = {each.pk: each for each in planned.contracts if each.there}
        self.lines = {line.at: line for each in planned.contracts for line in each.lines}
        self.relationships = {
            each.relationship.pk: each for each in planned.relationships if each.relationship
        }
        self.deciding = {each.decided_in.at: each for each in planned.relationships if each.decided_in}
        self.said: set[int] = set()

    def row(self, at: int) -> RowPlan:
        draft, outcome = self.plan.draft(at), self.plan.outcomes[at]
        assert outcome is not None  # noqa: S101 for the type checker
        number = draft.row
        if outcome in (Outcome.REFUSED, Outcome.SKIPPED):
            problems = tuple(map(_problem, draft.problems))
            return RowPlan(
                number,
                str(outcome),
                problems=problems,
                party=draft.party_name,
                about=self._about(draft, None),
            )
        contract = self.plan.contract_at(at)
        if contract is None and draft.contract_id is not None:
            contract = self.contracts.get(draft.contract_id)
        relationship = contract.relationship if contract else self._relationship_of(draft)
        changes: list[Change] = []
        if outcome is not Outcome.UNCHANGED:
            changes = [*self._changes(draft, relationship, contract)]
        held = relationship.relationship if relationship else None
        there = contract.pk if contract and contract.there else None
        return RowPlan(
            number,
            str(outcome),
            tuple(changes),
            relationship=held.pk if held else draft.relationship_id,
            contract=there or draft.contract_id,
            party=draft.party_name,
            about=self._about(draft, contract),
        )

    def _relationship_of(self, draft: Draft) -> PlannedRelationship | None:
        found = self.relationships.get(draft.relationship_id or 0)
        return found or self.deciding.get(draft.at)

    def _changes(
        self,
        draft: Draft,
        relationship: PlannedRelationship | None,
        contract: PlannedContract | None,
    ) -> Iterator[Change]:
        if relationship is not None:
            yield from self._of_party(relationship)
            yield from self._of_relationship(draft, relationship)
        if contract is None:
            return
        if self._first(contract):
            if contract.there:
                yield from _changed("contract", contract.changes)
            else:
                rows = said_by(self.plan.drafts, contract)
                named = {"number": contract.number, **values_of(self.plan.drafts, rows)}
                yield from _new("contract", named)
        line = self.lines.get(draft.at)
        if not contract.there or (line is not None and line.line is None):
            yield from _new("line", draft.line)
        elif line is not None:
            yield from _changed("line", line.changes)

    def _of_party(self, relationship: PlannedRelationship) -> Iterator[Change]:
        party = relationship.party
        if not self._first(party):
            return
        values = {name: (getattr(party.party, name, None), value) for name, value in party.values.items()}
        yield from _changed("party", {name: each for name, each in values.items() if each[1]})
        for scheme, value in party.identifiers:
            yield _change("party", f"identifiers.{scheme}", None, value)

    def _of_relationship(self, draft: Draft, planned: PlannedRelationship) -> Iterator[Change]:
        if self._first(planned):
            if planned.relationship is None:
                yield from _new("relationship", {**planned.values, "profile": planned.profile})
            else:
                yield from _changed("relationship", planned.changes)
            for code, value in planned.facts.items():
                yield _change("fact", code, planned.facts_before.get(code), value)
            for part, party in planned.further:
                yield _change("further_party", str(part), None, party.values.get("name") or str(party.party))
        if planned.decided_in is not None and planned.decided_in.at == draft.at:
            for name, value in planned.decision.items():
                yield _change("classification", name, planned.decided_before.get(name), value)

    def _about(self, draft: Draft, contract: PlannedContract | None) -> str:
        """The number or title by which the row names its contract, else what its relationship is about."""
        then = draft.edits.then if draft.edits else {}
        said = [
            contract.number if contract else "",
            draft.number,
            then.get("contract_number"),
            *((self._title(contract),) if contract and not draft.edits else ()),
            draft.contract.get("title"),
            then.get("title"),
            then.get("subject"),
        ]
        return " ".join(str(next(filter(None, said), "")).split())[:300]

    def _title(self, contract: PlannedContract) -> str:
        """What the rows of a contract call it, the first that does; those with a number are known by that."""
        if contract.number:
            return ""
        titles = (self.plan.drafts[at].contract.get("title") for at in contract.rows)
        return next(filter(None, titles), "")

    def _first(self, shared: Any) -> bool:
        if id(shared) in self.said:
            return False
        self.said.add(id(shared))
        return True


def _new(record: str, values: Mapping[str, Any]) -> Iterator[Change]:
    """What a new record is made of; an amount of nothing is said, what is empty isn't."""
    for name, value in values.items():
        if name == "attributes":
            yield from _changed(record, {name: (None, value)})
        elif value or type(value) is Decimal:
            yield record, name, None, _plain(value)


def _changed(record: str, changes: Changes) -> Iterator[Change]:
    for name, (old, new) in changes.items():
        if name == "attributes":
            before, after = old or {}, new or {}
            for code in [*before, *(each for each in after if each not in before)]:
                if before.get(code) != after.get(code):
                    yield _change(record, f"attributes.{code}", before.get(code), after.get(code))
        else:
            yield _change(record, name, old, new)


def _change(record: str, name: str, old: Any, new: Any) -> Change:
    return record, str(name), _plain(old), _plain(new)


def _plain(value: Any) -> Any:
    """A value as JSON holds it: exact amounts and days as text, a record by its name."""
    if value is None or type(value) in _PLAIN:
        return value
    if isinstance(value, Decimal):
        cents = f"{value:.2f}"
        return cents if value == Decimal(cents) else f"{value:.4f}".rstrip("0")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return int(value)
    return str(value)


_PLAIN = frozenset({str, bool, int})


def _problem(found: Problem) -> dict[str, Any]:
    told = {language: found.as_json(language) for language in LANGUAGES}
    return {**told["en"], "messages": {language: each["message"] for language, each in told.items()}}
