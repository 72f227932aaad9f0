"""What the edits in a row of our own list that came back ask to be recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from imports.drafts.draft import Draft
from imports.drafts.placing import (
    ATTRIBUTES,
    CONTRACT_COLUMNS,
    DECISION,
    IDENTIFIERS,
    LINE_COLUMNS,
    RELATIONSHIP_COLUMNS,
)
from imports.drafts.terms import term_kind
from imports.fields import FIELDS
from imports.notation.cells import shown
from imports.tables import Edits
from relationships.choices import FACTS
from relationships.errors import Refusal
from relationships.models import Contract

Refuse = Callable[[Draft, Refusal, str], None]


def adds_contract(draft: Draft, edits: Edits) -> bool:
    """Whether the row adds a contract to the relationship that it names."""
    return draft.contract_id is None and any(
        FIELDS[code].record in ("contract", "line") for code in _known(edits.row.values)
    )


def refuse_kept(draft: Draft, edits: Edits, refuse: Refuse) -> None:
    """Who the other side is and which side we are on is not said by editing a list."""
    never_edited = ("party_name", "our_role", *IDENTIFIERS)
    never_emptied = (*never_edited, "chosen_type", "trust_target", *FACTS)
    for code in never_emptied:
        if code in edits.emptied or (code in never_edited and code in edits.row.values):
            refuse(draft, Refusal("NOT_IN_A_LIST", code, {"what": FIELDS[code].label("en")}), code)


def refuse_conflicts(draft: Draft, edits: Edits, refuse: Refuse) -> None:
    """What the registry says otherwise by now is not overwritten."""
    for each in edits.conflicts:
        told = {"then": _said(each.then), "now": _said(each.now), "value": _said(each.edited)}
        refuse(draft, Refusal("CHANGED_MEANWHILE", each.code, told), each.code)


def add_edits(draft: Draft, values: Mapping[str, Any], edits: Edits) -> None:
    """The line's own cells, and those that were emptied."""
    for code, column in LINE_COLUMNS.items():
        if not draft.adds_contract and (code in values or code in edits.emptied):
            draft.line[column] = values.get(code, "" if column in ("number", "description") else None)
    if "amount" in draft.line:
        draft.line["credit"] = draft.line["amount"] is not None and draft.line["amount"] < 0
    for code in edits.emptied:
        if code in CONTRACT_COLUMNS:
            draft.contract.update(_nothing(code))
        elif code in ATTRIBUTES:
            draft.attributes = {**draft.attributes, code: ""}
        elif code in RELATIONSHIP_COLUMNS:
            draft.relationship = {**draft.relationship, code: ""}
        elif code in DECISION:
            draft.decision = {**draft.decision, code: ""}
    kind = term_kind({**edits.then, **values, **dict.fromkeys(edits.emptied)})
    if kind is not None and kind != term_kind(edits.then):
        draft.contract["term_kind"] = kind


def _said(value: Any) -> str:
    return "–" if value in (None, "") else shown(value)[:80]


def _known(values: Mapping[str, Any]) -> list[str]:
    """The fields among these, without those that a row of our own list carries hidden."""
    return [code for code in values if code in FIELDS and code not in ("contract_id", "line_id", "version")]


def _nothing(code: str) -> dict[str, Any]:
    """What an emptied cell leaves in the contract."""
    if code == "notice_period":
        return {"notice_count": None, "notice_unit": ""}
    column = CONTRACT_COLUMNS[code]
    if column == "options_exercised":
        return {column: 0}
    kept = Contract._meta.get_field(column)
    return {column: None if getattr(kept, "null", False) else ""}
