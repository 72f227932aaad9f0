"""What edits in a list of our own that came back do to a contract and its lines.

Rows of one contract repeat what they share: one edited row is enough, two that say different things are
refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from decimal import Decimal
from typing import Any

from imports.comparing import SUMS
from imports.drafts import IMPORT_FIELD, Draft
from imports.planned import Changes
from relationships.actions.contracts import clean_contract
from relationships.actor import Actor
from relationships.errors import Refusal, Refused, shown
from relationships.models import Contract, ContractLine

Refuse = Callable[[Draft, Refusal, str], None]
# Days that a line may have of its own: the contract's, the line's, and which of all lines counts.
_DAYS = (("start", "start", min), ("stated_end", "end", max))
_LINE_DAY = {name: column for name, column, _choose in _DAYS}


def one_value(rows: Sequence[tuple[Draft, Any]], code: str, refuse: Refuse) -> Any:
    """What these rows all say; the rows that say something else than the first are refused."""
    first, value = rows[0]
    for draft, other in rows[1:]:
        if other != value:
            told = {"row": first.row, "other": shown(value), "value": shown(other)}
            refuse(draft, Refusal("ROWS_DIFFER", code, told), code)
    return value


def compare(
    contract: Contract,
    rows: Sequence[tuple[Draft, ContractLine | None]],
    held: Sequence[ContractLine],
    added: Sequence[Mapping[str, Any]],
    by: Actor,
    refuse: Refuse,
) -> tuple[Changes, Mapping[int, Changes]]:
    """The changes of the contract, and of its lines by id. `added`: the lines that new rows add to it."""
    said: dict[str, list[tuple[Draft, Any]]] = {}
    lines: dict[int, dict[str, tuple[Any, Any]]] = {}
    days: dict[str, list[tuple[Draft, Any]]] = {}
    for draft, line in rows:
        own = {name for name, column, _choose in _DAYS if _is_own(line, column, held)}
        for name, value in draft.contract.items():
            if name in own and line is not None:
                column = _LINE_DAY[name]
                lines.setdefault(line.pk, {})[column] = (getattr(line, column), value)
                days.setdefault(name, []).append((draft, value))
            else:
                said.setdefault(name, []).append((draft, value))
        for name, value in draft.line.items():
            if line is not None and value != getattr(line, name):
                lines.setdefault(line.pk, {})[name] = (getattr(line, name), value)
            elif line is None and name in ("amount", "spent"):
                said.setdefault("value" if name == "amount" else name, []).append((draft, value))
    wanted = {name: one_value(each, name, refuse) for name, each in said.items()}
    wanted |= _days(contract, held, lines, days)
    wanted |= _sums(held, lines, added)
    attributes = _attributes(contract, rows, refuse)
    if attributes != contract.attributes:
        wanted["attributes"] = attributes
    kept = _cleaned(contract, wanted, [draft for draft, _line in rows], by, refuse)
    changes = {
        name: (getattr(contract, name), value)
        for name, value in kept.items()
        if value != getattr(contract, name)
    }
    return changes, lines


def _is_own(line: ContractLine | None, column: str, held: Sequence[ContractLine]) -> bool:
    return line is not None and (getattr(line, column) is not None or len(held) > 1)


def _days(
    contract: Contract,
    held: Sequence[ContractLine],
    lines: Mapping[int, Changes],
    edited: dict[str, list[tuple[Draft, Any]]],
) -> dict[str, Any]:
    """The contract's days where lines have days of their own: the earliest start, the latest end."""
    found: dict[str, Any] = {}
    for name, column, choose in _DAYS:
        if name in edited:
            own = [
                lines[each.pk][column][1]
                if column in lines.get(each.pk, {})
                else getattr(each, column) or getattr(contract, name)
                for each in held
            ]
            known = [each for each in own if each is not None]
            found[name] = choose(known) if known else None
    return found


def _sums(
    held: Sequence[ContractLine], lines: Mapping[int, Changes], added: Sequence[Mapping[str, Any]]
) -> dict[str, Decimal | None]:
    found: dict[str, Decimal | None] = {}
    for name, column in SUMS:
        if not added and not any(column in each for each in lines.values()):
            continue
        amounts = [lines.get(each.pk, {}).get(column, (None, getattr(each, column)))[1] for each in held]
        amounts += [each[column] for each in added]
        known = [each for each in amounts if each is not None]
        found[name] = sum(known, Decimal(0)) if known else None
    return found


def _attributes(
    contract: Contract, rows: Sequence[tuple[Draft, ContractLine | None]], refuse: Refuse
) -> dict[str, Any]:
    said: dict[str, list[tuple[Draft, str]]] = {}
    for draft, _line in rows:
        for code, text in draft.attributes.items():
            said.setdefault(code, []).append((draft, text))
    told = {**contract.attributes, **{code: one_value(each, code, refuse) for code, each in said.items()}}
    return {code: text for code, text in told.items() if text not in (None, "")}


def _cleaned(
    contract: Contract, wanted: dict[str, Any], drafts: Sequence[Draft], by: Actor, refuse: Refuse
) -> dict[str, Any]:
    """The edits as the registry keeps them, checked together with what it holds already."""
    summed = {name: wanted[name] for name, _column in SUMS if name in wanted}
    given = {name: value for name, value in wanted.items() if name not in summed}
    if not given:
        return summed
    try:
        return clean_contract(copy(contract), given, by=by) | summed
    except Refused as refused:
        for each in refused.refusals:
            saying = [draft for draft in drafts if each.field in draft.contract] or list(drafts)
            refuse(saying[0], each, IMPORT_FIELD.get(each.field or "", each.field or ""))
        return {}
