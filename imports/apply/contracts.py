"""The contracts of a plan and their lines, written as plain rows; where their terms stand beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from types import SimpleNamespace
from typing import Any, cast

from imports.comparing import SUMS, line_key, line_occurrences, said_by, source_key, together, total
from imports.drafts import Form, Kept, Said
from imports.planned import Plan, PlannedContract, PlannedLine
from relationships import positions
from relationships.actions.contracts import TERM_FIELDS
from relationships.actor import Actor
from relationships.choices import ContractStatus, Side
from relationships.history import insert_rows, update_all
from relationships.models import Contract, ContractLine
from relationships.queries.facts import term_of
from relationships.rows import prepared_column
from relationships.terms import Position, position

_OF_TERM = (*TERM_FIELDS, "procedure")
_REMEMBERED = 10_000


def write_contracts(plan: Plan, by: Actor) -> set[int]:
    """The ids of the relationships whose contracts are new or touched. New contracts get their id as `pk`."""
    changed = [each for each in plan.contracts if each.there and each.changes]
    new = _Contracts(plan, by)
    touched = new.write()
    fields = set(chain.from_iterable(each.changes for each in changed))
    for each in changed:
        for name, (_before, value) in each.changes.items():
            setattr(each.contract, name, value)
    update_all([each.contract for each in changed], sorted(fields), by)
    positions.store([(each.contract, _side(each)) for each in changed if each.contract], by.on)
    return touched | {_relationship(each) for each in changed} | _write_lines(plan, new.occurrences, by)


class _Contracts:
    """Writes the new contracts: each is put together from its rows when its turn has come."""

    def __init__(self, plan: Plan, by: Actor) -> None:
        self.plan, self.by = plan, by
        self.form = plan.drafts.contract
        self.sums = [plan.drafts.line.places[column] for _name, column in SUMS]
        self.status = self.form.places.get("status")
        self.number = plan.drafts.line.places["number"]
        self.found: list[Position] = []
        self.occurrences: dict[int, int] = {}
        """Which of those of its contract that name their line alike a row is, by place, if not the first."""

    def write(self) -> set[int]:
        """The ids of the relationships that they belong to."""
        new = [each for each in self.plan.contracts if not each.there]
        sums = [name for name, _column in SUMS]
        names = list(self.form.names)
        if self.status is None:
            names.append("status")
        kept = frozenset((*names, *sums))
        names = ["relationship_id", "source_key", *names, *sums, "attributes"]
        ids = insert_rows(Contract, names, self._rows(new), self.by, kept=kept)
        for each, pk in zip(new, ids, strict=True):
            each.pk = pk
        positions.add(zip(ids, self.found, strict=True))
        return set(map(_relationship, new))

    def _rows(self, new: Sequence[PlannedContract]) -> Iterator[tuple[Any, ...]]:
        """What a list leaves empty has the column's default; a contract that has run out has ended."""
        plan, form, at = self.plan, self.form, self.status
        standing = _standing(form, self.by.on)
        blank = [_default(name) for name in form.names]
        ended, usual = str(ContractStatus.ENDED), _default("status")
        for each in new:
            rows = said_by(plan.drafts, each)
            for row_at, which in zip(each.rows, line_occurrences(rows, self.number), strict=True):
                if which > 1:
                    self.occurrences[row_at] = which
            values, attributes = together(form, rows)
            place = standing(values, _side(each))
            self.found.append(place)
            row = [other if value is None else value for value, other in zip(values, blank, strict=True)]
            if at is None:
                row.append(ended if place.ended else usual)
            elif place.ended and values[at] is None:
                row[at] = ended
            sums = (total(said.line[column] for said in rows) for column in self.sums)
            yield _relationship(each), source_key(each, rows[0]), *row, *sums, attributes


def _default(name: str) -> Any:
    """What the column has where nothing is said, as the database keeps it."""
    field: Any = Contract._meta.get_field(name)
    (kept,) = prepared_column(Contract, name, [field.get_default()])
    return kept


def _standing(form: Form, on: date) -> Callable[[Kept, Side], Position]:
    """Where the term of a new contract stands on a day; many in a list have the same one."""
    known: dict[tuple[Any, ...], Position] = {}
    # The columns that say a term, as a contract has them, without the rest of it.
    contract = SimpleNamespace(**Contract(start=None).__dict__)
    blank = {name: getattr(contract, name) for name in _OF_TERM}
    places = [form.places[name] for name in _OF_TERM if name in form.places]

    def standing(values: Kept, side: Side) -> Position:
        key = side, *[values[at] for at in places]
        found = known.get(key)
        if found is None:
            if len(known) > _REMEMBERED:
                known.clear()
            said = form.said(values)
            for name in _OF_TERM:
                value = said.get(name)
                setattr(contract, name, blank[name] if value is None else value)
            found = known[key] = position(term_of(cast(Contract, contract), side), on)
        return found

    return standing


def _side(planned: PlannedContract) -> Side:
    relationship = planned.relationship.relationship
    assert relationship is not None  # noqa: S101 for the type checker
    return _SIDES[relationship.our_role]


_SIDES = {str(each): each for each in Side}


def _relationship(planned: PlannedContract) -> int:
    relationship = planned.relationship.relationship
    assert relationship is not None  # noqa: S101 for the type checker
    return relationship.pk


def _write_lines(plan: Plan, occurrences: Mapping[int, int], by: Actor) -> set[int]:
    """The ids of the relationships of whose contracts that are there a line is new or changed."""
    names = plan.drafts.line.names
    rows = _new_lines(plan, occurrences)
    insert_rows(ContractLine, ("contract_id", *names, "source", "key"), rows, by, kept=names)
    changed: list[ContractLine] = []
    touched: set[int] = set()
    for contract in plan.contracts:
        for each in contract.lines:
            touched.add(_relationship(contract))
            if each.line is not None:
                _set(each.line, each, plan)
                changed.append(each.line)
    update_all(changed, (*names, "source", "key"), by)
    return touched


def _new_lines(plan: Plan, occurrences: Mapping[int, int]) -> Iterator[tuple[Any, ...]]:
    """In the order of the list, in which its cells are read again."""
    drafts = plan.drafts
    amount, number = drafts.line.places["amount"], drafts.line.places["number"]
    added = {each.at: each.key for contract in plan.contracts for each in contract.lines if not each.line}
    for at, found in drafts.walk():
        contract = plan.contract_at(at)
        if contract is None or (contract.there and at not in added):
            continue
        said = found if isinstance(found, Said) else drafts.said(at)
        if contract.repeats(at):
            said.line[amount] = None
        key = added.get(at) or line_key(said, number, occurrences.get(at, 1))
        yield contract.pk, *said.line, drafts.source(at), key


def _set(line: ContractLine, planned: PlannedLine, plan: Plan) -> None:
    draft = plan.draft(planned.at)
    values: dict[str, Any] = {**draft.line, "source": draft.source, "key": planned.key}
    if draft.edits is not None:
        values = {name: value for name, (_before, value) in planned.changes.items()}
    for name, value in values.items():
        if value not in (None, "") or draft.edits is not None:
            setattr(line, name, value)
