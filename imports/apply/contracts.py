"""The contracts of a plan and their lines, written as plain rows; where their terms stand beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain
from operator import itemgetter
from types import SimpleNamespace
from typing import Any, cast

from imports.planned import Plan, PlannedContract, PlannedLine
from relationships import positions
from relationships.actions.contracts import TERM_FIELDS
from relationships.actor import Actor
from relationships.choices import ContractStatus, Side
from relationships.history import insert_rows, update_all
from relationships.models import Contract, ContractLine
from relationships.queries.facts import term_of
from relationships.terms import Position, position

_OF_TERM = (*TERM_FIELDS, "procedure")
_OF_LINE = ("number", "description", "amount", "spent", "start", "end", "credit", "source", "key")
_values_of = itemgetter(*_OF_LINE[:-2])
_REMEMBERED = 10_000


def write_contracts(plan: Plan, by: Actor) -> set[int]:
    """The ids of the relationships whose contracts are new or touched. New contracts get their id as `pk`."""
    new = [each for each in plan.contracts if each.contract is None]
    changed = [each for each in plan.contracts if each.contract is not None and each.changes]
    _insert(new, by)
    fields = set(chain.from_iterable(each.changes for each in changed))
    for each in changed:
        for name, (_before, value) in each.changes.items():
            setattr(each.contract, name, value)
    update_all([each.contract for each in changed], sorted(fields), by)
    positions.store([(each.contract, _side(each)) for each in changed if each.contract], by.on)
    return _write_lines(plan, by) | {_relationship(each) for each in (*new, *changed)}


def _insert(new: Sequence[PlannedContract], by: Actor) -> None:
    names = sorted(set(chain.from_iterable(each.values for each in new)) | {"number", "status"})
    standing = _standing(by.on)
    found = [standing(each) for each in new]
    ids = insert_rows(Contract, ("relationship_id", "source_key", *names), _rows(new, names, found), by)
    for each, pk in zip(new, ids, strict=True):
        each.pk, each.values = pk, {}
    positions.add(zip(ids, found, strict=True))


def _rows(
    new: Sequence[PlannedContract], names: Sequence[str], found: Sequence[Position]
) -> Iterator[tuple[Any, ...]]:
    """What a list leaves empty has the column's default; a contract that has run out is one that ended."""
    default = {each.attname: each.get_default() for each in Contract._meta.concrete_fields}
    blank = [(each, default[each]) for each in names]
    for each, place in zip(new, found, strict=True):
        said = each.values
        if place.ended and "status" not in said:
            said = {**said, "status": ContractStatus.ENDED}
        row = [other if (value := said.get(name)) is None else value for name, other in blank]
        yield _relationship(each), each.source_key, *row


def _standing(on: date) -> Callable[[PlannedContract], Position]:
    """Where the term of a new contract stands on a day; many in a list have the same one."""
    known: dict[tuple[Any, ...], Position] = {}
    # The columns that say a term, as a contract has them, without the rest of it.
    contract = SimpleNamespace(**Contract(start=None).__dict__)
    blank = {name: getattr(contract, name) for name in _OF_TERM}

    def standing(planned: PlannedContract) -> Position:
        said = tuple(map(planned.values.get, _OF_TERM))
        key = planned.relationship.relationship.our_role, *said  # type: ignore[union-attr]
        found = known.get(key)
        if found is None:
            if len(known) > _REMEMBERED:
                known.clear()
            for name, value in zip(_OF_TERM, said, strict=True):
                setattr(contract, name, blank[name] if value is None else value)
            found = known[key] = position(term_of(cast(Contract, contract), _side(planned)), on)
        return found

    return standing


def _side(planned: PlannedContract) -> Side:
    relationship = planned.relationship.relationship
    assert relationship is not None  # noqa: S101 for the type checker
    return Side(relationship.our_role)


def _relationship(planned: PlannedContract) -> int:
    relationship = planned.relationship.relationship
    assert relationship is not None  # noqa: S101 for the type checker
    return relationship.pk


def _write_lines(plan: Plan, by: Actor) -> set[int]:
    """The ids of the relationships whose lines are new or changed."""
    insert_rows(ContractLine, ("contract_id", *_OF_LINE), _new_lines(plan), by)
    changed: list[ContractLine] = []
    touched: set[int] = set()
    for contract in plan.contracts:
        for each in contract.lines:
            if each.line is not None and each.changes:
                _set(each.line, each)
                changed.append(each.line)
            if each.line is None or each.changes:
                touched.add(_relationship(contract))
    update_all(changed, _OF_LINE, by)
    return touched


def _new_lines(plan: Plan) -> Iterator[tuple[Any, ...]]:
    """In the order of the list, in which its cells are read again."""
    new = [
        (each.draft.at, contract.contract.pk if contract.contract is not None else contract.pk, each)
        for contract in plan.contracts
        for each in contract.lines
        if each.line is None
    ]
    new.sort(key=itemgetter(0))
    for _at, pk, each in new:
        draft = each.draft
        yield pk, *_values_of(draft.line), draft.sources.json_of(draft.at), each.key


def _set(line: ContractLine, planned: PlannedLine) -> None:
    draft = planned.draft
    values: dict[str, Any] = {**draft.line, "source": draft.source, "key": planned.key}
    if draft.edits is not None:
        values = {name: value for name, (_before, value) in planned.changes.items()}
    for name, value in values.items():
        if value not in (None, "") or draft.edits is not None:
            setattr(line, name, value)
