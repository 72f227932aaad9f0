"""A contract as its rows say it, set beside the one that is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from imports.drafts import Drafts, Form, Kept, Said
from imports.planned import Changes, PlannedContract
from relationships.choices import TermKind
from relationships.models import Contract, ContractLine

_DAYS: tuple[tuple[str, Callable[[Iterable[str]], str]], ...] = (
    ("start", min),
    ("stated_end", max),
    ("stated_latest_end", max),
)
# The contract's sums and the columns of its lines that add up to them.
SUMS = (("value", "amount"), ("spent", "spent"))


def together(form: Form, rows: Sequence[Said]) -> tuple[Kept, Mapping[str, str]]:
    """A contract and its attributes from its rows: the first that says something counts.

    So do the earliest start and the latest end. In the form in which rows are kept: days are ISO text, which
    sorts as they do.
    """
    first, *others = rows
    values, attributes = list(first.contract), first.attributes
    others = [each for each in others if each.contract != first.contract or each.attributes != attributes]
    for each in others:
        values = [
            other if value is None else value for value, other in zip(values, each.contract, strict=True)
        ]
        if not each.attributes.keys() <= attributes.keys():
            attributes = {**attributes, **_without(each.attributes, attributes)}
    places = form.places
    if others:
        for name, choose in _DAYS:
            at = places.get(name)
            days = [] if at is None else [day for each in rows if (day := each.contract[at]) is not None]
            if at is not None and days:
                values[at] = choose(days)
        kind = places["term_kind"]
        if any(each.contract[kind] == TermKind.OPEN_ENDED for each in others):
            values[kind] = str(TermKind.OPEN_ENDED)
    end, latest = places["stated_end"], places.get("stated_latest_end")
    if values[places["term_kind"]] == TermKind.OPEN_ENDED:
        values[end] = None
    if latest is not None and values[end] and values[latest]:
        values[latest] = max(values[end], values[latest])
    return values, attributes


def _without(these: Mapping[str, str], those: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in these.items() if name not in those}


def said_by(drafts: Drafts, contract: PlannedContract) -> list[Said]:
    """The rows of a contract as they are kept; where they repeat its total, the first alone has it."""
    amount = drafts.line.places["amount"]
    rows = [drafts.said(at) for at in contract.rows]
    for at, each in zip(contract.rows, rows, strict=True):
        if contract.repeats(at):
            each.line[amount] = None
    return rows


def source_key(contract: PlannedContract, first: Said) -> str:
    """By what a contract without a number is known again: what its first row says. Empty for others."""
    return "" if contract.number else f"{first.digest}-{contract.occurrence}"


def total(amounts: Iterable[Any]) -> Any:
    """The sum of the amounts that are known; None where none is."""
    known = [each for each in amounts if each is not None]
    return sum(known[1:], known[0]) if known else None


def values_of(drafts: Drafts, rows: Sequence[Said]) -> dict[str, Any]:
    """What these rows say of their contract, by column, as typed values; what they leave open is left out."""
    kept, attributes = together(drafts.contract, rows)
    values = {name: value for name, value in drafts.contract.said(kept).items() if value is not None}
    values["attributes"] = dict(attributes)
    lines = [drafts.line.said(each.line) for each in rows]
    return values | {name: total(each[column] for each in lines) for name, column in SUMS}


def line_occurrences(rows: Sequence[Said], number: int) -> list[int]:
    """Which of the rows of a contract that name their line alike each is, from 1.

    `number` is the place of a line's number.
    """
    if len(rows) == 1:
        return [1]
    seen: Counter[str] = Counter()
    found = []
    for each in rows:
        name = each.line[number] or each.digest
        seen[name] += 1
        found.append(seen[name])
    return found


def line_key(said: Said, number: int, occurrence: int) -> str:
    """What names the line of a row within its contract: its number, else the digest of the row."""
    name = f"n:{said.line[number]}" if said.line[number] else said.digest
    return f"{name}-{occurrence}"


def line_differences(contract: Contract, line: ContractLine, said: Mapping[str, Any]) -> Changes:
    """What the row says otherwise than its line; a day that is the contract's own is not the line's."""
    changes: dict[str, tuple[Any, Any]] = {}
    for name, value in said.items():
        before = getattr(line, name)
        own = {"start": "start", "end": "stated_end"}.get(name)
        inherited = before is None and own is not None and getattr(contract, own, None) == value
        if value not in (None, "") and value != before and not inherited:
            changes[name] = (before, value)
    return changes


def differences(contract: Contract, values: Mapping[str, Any]) -> Changes:
    """What the file says otherwise than the record. What the file leaves empty stays as it is."""
    changes: dict[str, tuple[Any, Any]] = {}
    for name, value in values.items():
        before = getattr(contract, name)
        if name == "attributes":
            value = {**before, **value}
        if value is not None and value != "" and value != before:
            changes[name] = (before, value)
    return changes
