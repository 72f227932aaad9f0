"""A contract as its rows say it, set beside the one that is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from imports.drafts import Draft
from imports.planned import Changes
from relationships.choices import TermKind
from relationships.models import Contract, ContractLine


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [each for each in amounts if each is not None]
    return sum(known, Decimal(0)) if known else None


def together(drafts: Sequence[Draft]) -> dict[str, Any]:
    """A contract from its rows: the first that says something counts, the earliest start, the latest end."""
    first, *others = drafts
    values: dict[str, Any] = dict(first.contract)
    attributes: Mapping[str, str] = first.attributes
    for draft in others:
        if not draft.contract.keys() <= values.keys():
            for name, value in draft.contract.items():
                values.setdefault(name, value)
        if draft.attributes is not attributes and not draft.attributes.keys() <= attributes.keys():
            new = draft.attributes.items()
            attributes = {**attributes, **{name: text for name, text in new if name not in attributes}}
    for name, choose in (("start", min), ("stated_end", max), ("stated_latest_end", max)):
        days: list[date] = [draft.contract[name] for draft in drafts if name in draft.contract]
        if days:
            values[name] = choose(days)
    if any(draft.contract.get("term_kind") == TermKind.OPEN_ENDED for draft in drafts):
        values["term_kind"] = TermKind.OPEN_ENDED
        values.pop("stated_end", None)
    if values.get("stated_end") and values.get("stated_latest_end"):
        values["stated_latest_end"] = max(values["stated_end"], values["stated_latest_end"])
    values["attributes"] = attributes if type(attributes) is dict else dict(attributes)
    return values


def line_differences(contract: Contract | None, line: ContractLine, draft: Draft) -> Changes:
    """What the row says otherwise than its line; a day that is the contract's own is not the line's."""
    changes: Changes = {}
    for name, value in draft.line.items():
        before = getattr(line, name)
        own = {"start": "start", "end": "stated_end"}.get(name)
        inherited = before is None and own is not None and getattr(contract, own, None) == value
        if value not in (None, "") and value != before and not inherited:
            changes[name] = (before, value)
    return changes


def differences(contract: Contract, values: dict[str, Any]) -> Changes:
    """What the file says otherwise than the record. What the file leaves empty stays as it is."""
    changes: Changes = {}
    for name, value in values.items():
        before = getattr(contract, name)
        if name == "attributes":
            value = {**before, **value}
        if value is not None and value != "" and value != before:
            changes[name] = (before, value)
    return changes
