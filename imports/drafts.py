"""What a row asks to be recorded: its typed values sorted by record, checked by the registry's own rules.

A row that breaks a rule is refused with the code and the message that every other door gives. The rules
are asked of the actions' own check; a quick look first passes over the rows that can't break them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import translation

from imports.fields import ATTRIBUTE, FIELDS
from imports.findings import Problem
from imports.notation import amounts
from imports.notation.cells import CONTROL, shown
from imports.rows import shortened
from imports.tables import OPEN, ColumnMapping, Edits, Period, SourceTable, TypedRow
from relationships.actions.contracts import clean_contract
from relationships.actor import Actor
from relationships.choices import (
    ATTITUDES,
    FACTS,
    IdentifierScheme,
    PartyPart,
    PeriodUnit,
    TermKind,
    VatTreatment,
)
from relationships.errors import Refusal, Refused, refuse
from relationships.identifiers import identifier
from relationships.models import Contract
from relationships.names import first_line
from relationships.values import AMOUNT_LIMIT, country, cpv, currencies, day, level, line

IDENTIFIERS = {
    "kvk": IdentifierScheme.KVK,
    "identifier_kvk_branch": IdentifierScheme.KVK_BRANCH,
    "identifier_oin": IdentifierScheme.OIN,
    "identifier_lei": IdentifierScheme.LEI,
    "identifier_vat": IdentifierScheme.VAT,
    "identifier_duns": IdentifierScheme.DUNS,
    "creditor_number": IdentifierScheme.CREDITOR,
}
PARTS = {
    "lead_party": PartyPart.LEAD,
    "consortium_member": PartyPart.CONSORTIUM_MEMBER,
    "subcontractor": PartyPart.SUBCONTRACTOR,
    "guarantor": PartyPart.GUARANTOR,
}
# Import field → column of the contract.
CONTRACT_COLUMNS = {
    "contract_number": "number",
    "title": "title",
    "description": "description",
    "start": "start",
    "end": "stated_end",
    "latest_end": "stated_latest_end",
    "term_months": "term_months",
    "options": "options",
    "options_exercised": "options_exercised",
    "renewal_months": "renewal_months",
    "notice_period": "notice_count",
    "award_date": "award_date",
    "review_date": "review_date",
    "payment_term": "payment_term_days",
    "estimated_value": "estimated_value",
    "maximum_value": "maximum_value",
    "annual_value": "annual_value",
    "currency": "currency",
    "vat": "vat",
    "cpv": "cpv",
    "procedure": "procedure",
    "status": "status",
    "notice_reference": "notice_reference",
    "indexation": "indexation",
    "document": "document",
    "remarks": "remarks",
}
DECISION = ("chosen_type", "trust_target", "reason")
LINE_COLUMNS = {
    "line_number": "number",
    "line_description": "description",
    "value": "amount",
    "spent": "spent",
}
RELATIONSHIP_COLUMNS = ("subject", "nature", "phase", "category", "external_key")
# Import fields that are kept with the contract as custom attributes.
ATTRIBUTES = (
    "lot",
    "parent_contract",
    "contract_type",
    "terms",
    "guarantee",
    "segment",
    "entity",
    "department",
    "cost_centre",
    "owner",
    "contract_manager",
    "buyer",
    "dpa",
    "sme",
    "current_end",
    "notice_date",
    "signal_date",
    "tender_start",
    "vat_amount",
    "group",
)
_AMOUNTS = ("value", "spent", "estimated_value", "maximum_value", "annual_value")
# The amount whose sign says the currency of the row: the first that has one.
_MONEY = ("value", "estimated_value", "maximum_value", "annual_value", "spent")
_DAYS = ("start", "end", "latest_end", "award_date", "review_date")
_OF_CONTRACT = ("contract", "line")
# The longest text of each field that can pass without a closer look.
_SHORT = {
    "party_name": 300,
    "party_place": 300,
    "legal_name": 300,
    "contract_number": 100,
    "line_number": 100,
    "title": 500,
    "notice_reference": 200,
    "indexation": 300,
    "document": 1000,
    "subject": 500,
    "category": 300,
    "external_key": 200,
}
_DAYS_IN = {"DAYS": 1, "WEEKS": 7}
# The column that a value may come from where there is none for its own field.
_INSTEAD = {"end": "current_end", "start": "year"}


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

    `digest` tells the row's cells from those of any other row. `asks` is the question that has to be
    answered before the currency of its amounts is known. With `edits` the row is one of our own list that
    came back: it says only what was edited, and None or "" where a cell was emptied.
    """

    row: int
    digest: str
    party: dict[str, Any] = field(default_factory=dict)
    identifiers: list[tuple[IdentifierScheme, str]] = field(default_factory=list)
    further: list[tuple[PartyPart, str]] = field(default_factory=list)
    relationship_id: int | None = None
    contract_id: int | None = None
    line_id: int | None = None
    edits: Edits | None = None
    relationship: dict[str, Any] = field(default_factory=dict)
    contract: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    line: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    decision: dict[str, Any] = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)
    asks: str = ""
    adds_contract: bool = True
    problems: list[Problem] = field(default_factory=list)


class Drafter:
    """Makes the drafts of one file.

    `currency`: the one meant where neither row nor column says. `answers`: those to questions about signs
    that several currencies share.
    """

    def __init__(
        self,
        table: SourceTable,
        mappings: tuple[ColumnMapping, ...],
        currency: str,
        by: Actor,
        answers: Mapping[str, str] | None = None,
    ) -> None:
        self.table = table
        self.by = by
        self.currency = currency
        self.answers = answers or {}
        self.columns = {each.field: each for each in reversed(mappings) if each.field}
        self.kept = [each.position for each in mappings if each.field == ATTRIBUTE]
        value = self.columns.get("value")
        self.column_currency = (value.notation.currency if value and value.notation else None) or ""
        self.column_vat = (value.notation.vat if value and value.notation else None) or ""
        self.headers = [CONTROL.sub("\ufffd", each.header) for each in table.columns]

    def draft(self, row: TypedRow, edits: Edits | None = None) -> Draft:
        """The draft of a row; its problems say why it is not to be written, if so.

        With `edits` only what was edited in it is looked at.
        """
        row = row if edits is None else edits.row
        draft = Draft(row.number, _digest(row), edits=edits)
        draft.problems += row.problems
        draft.source = {
            header: shown(cell)
            for header, cell in zip(self.headers, row.cells, strict=True)
            if cell is not None
        }
        values = row.values
        self._party(draft, values)
        self._relationship(draft, values)
        draft.adds_contract = edits is None or (
            draft.contract_id is None and any(FIELDS[code].record in _OF_CONTRACT for code in _known(values))
        )
        self._contract(draft, values)
        if draft.adds_contract:
            self._line(draft, values)
        for position in self.kept:
            if row.cells[position] is not None:
                draft.attributes[self.headers[position]] = _kept(row.cells[position])
        if edits is not None:
            self._edited(draft, values, edits)
        if not draft.problems and self._look_closer(values):
            self._explain(draft, values)
        return draft

    def refuse_decision(self, draft: Draft, refused: Refused | None) -> None:
        """The row's decision is refused by the rule itself: it stays out."""
        if refused is not None:
            self._refuse(draft, None, refused)

    def _refuse_conflicts(self, draft: Draft, edits: Edits) -> None:
        for each in edits.conflicts:
            told = {"then": _said(each.then), "now": _said(each.now), "value": _said(each.edited)}
            refusal = Refusal("CHANGED_MEANWHILE", each.code, told)
            draft.problems.append(self.problem(draft, refusal, each.code))

    def _party(self, draft: Draft, values: Mapping[str, Any]) -> None:
        name = values.get("party_name")
        for code, scheme in IDENTIFIERS.items():
            if code in values:
                try:
                    draft.identifiers.append((scheme, identifier(scheme, values[code])))
                except Refused as refused:
                    self._refuse(draft, code, refused)
        if draft.edits is not None:
            self._refuse_kept(draft, draft.edits)
            self._refuse_conflicts(draft, draft.edits)
        elif name:
            try:
                draft.party["name"] = line(first_line(name), "party_name")
            except Refused as refused:
                self._refuse(draft, "party_name", refused)
        elif not draft.identifiers and not any(each.column for each in draft.problems):
            draft.problems.append(self.problem(draft, Refusal("REQUIRED", "party_name"), "party_name"))
        for code, column in (("party_place", "place"), ("legal_name", "legal_name")):
            if values.get(code):
                draft.party[column] = values[code]
        if values.get("party_country"):
            try:
                draft.party["country"] = country(values["party_country"].upper(), "party_country")
            except Refused as refused:
                self._refuse(draft, "party_country", refused)
        for code, part in PARTS.items():
            draft.further += [(part, each) for each in values.get(code, ())]

    def _relationship(self, draft: Draft, values: Mapping[str, Any]) -> None:
        for code in RELATIONSHIP_COLUMNS:
            if values.get(code):
                draft.relationship[code] = values[code]
        draft.relationship_id = self._id(draft, values, "relationship_id")
        draft.contract_id = self._id(draft, values, "contract_id")
        draft.line_id = self._id(draft, values, "line_id")
        draft.decision = {code: values[code] for code in DECISION if values.get(code) not in (None, "")}
        if values.get("our_role"):
            draft.relationship["our_role"] = values["our_role"]
        for code in FACTS:
            if code in values:
                try:
                    draft.facts[code] = _fact(code, values[code])
                except Refused as refused:
                    self._refuse(draft, code, refused)

    def _id(self, draft: Draft, values: Mapping[str, Any], code: str) -> int | None:
        text = values.get(code)
        if not text:
            return None
        if text.isascii() and text.isdigit() and len(text) <= 18:
            return int(text)
        refusal = Refusal("NUMBER_INVALID", code, {"value": text[:80]})
        draft.problems.append(self.problem(draft, refusal, code))
        return None

    def _contract(self, draft: Draft, values: Mapping[str, Any]) -> None:
        contract = draft.contract
        for code, column in CONTRACT_COLUMNS.items():
            value = values.get(code)
            if value is not None and value is not OPEN and not isinstance(value, Period):
                contract[column] = "+".join(map(str, value)) if code == "options" else value
        if "cpv" in contract:
            try:
                contract["cpv"] = cpv(contract["cpv"], "cpv")
            except Refused as refused:
                self._refuse(draft, "cpv", refused)
        if "notice_period" in values:
            count, unit = values["notice_period"]
            contract["notice_count"], contract["notice_unit"] = count, PeriodUnit(unit)
        if "payment_term" in values:
            count, unit = values["payment_term"]
            contract["payment_term_days"] = count * _DAYS_IN.get(unit, 30)
        if "stated_end" not in contract and isinstance(values.get("current_end"), date):
            contract["stated_end"] = values["current_end"]
        if draft.adds_contract:
            kind = _term_kind(values)
            if kind:
                contract["term_kind"] = kind
            if self.column_vat and "vat" not in contract:
                contract["vat"] = VatTreatment(self.column_vat)
            contract.pop("currency", None)
            code, draft.asks = self._currency(values)
            if code:
                contract["currency"] = code
        for code in ATTRIBUTES:
            value = values.get(code)
            if value not in (None, "", OPEN):
                draft.attributes[code] = str(value)

    def _currency(self, values: Mapping[str, Any]) -> tuple[str, str]:
        """The currency of the row's amounts, or else the code of the question that settles it."""
        if values.get("currency", "XXX") != "XXX":
            return values["currency"], ""
        for code in _MONEY:
            if values.get(code) is not None:
                said = self._currency_of(code, values)
                if any(said):
                    return said
        code = self.column_currency or self.currency
        return code, "" if code else "currency"

    def _currency_of(self, code: str, values: Mapping[str, Any]) -> tuple[str, str]:
        """What the sign beside an amount says, or the question that it raises; neither without a sign."""
        notation = self.columns[code].notation
        assert notation is not None  # noqa: S101 for the type checker
        told = values.get(f"{code}_currency") or notation.currency or ""
        if told and told != "XXX":
            return told, ""
        several = len(notation.symbols) > 1
        if several and not notation.per_cell:
            question = f"currency_formats:{code}"
            answer = self.answers.get(question, "")
            return answer, "" if answer else question
        sign = values.get(f"{code}_sign") or ("" if several else "".join(notation.symbols))
        if not sign:
            return "", ""
        question = sign_question(sign)
        if question in self.answers:
            return self.answers[question], ""
        if self.currency in amounts.SHARED[sign]:
            return self.currency, ""
        return "", question if several or self.currency else "currency"

    def _line(self, draft: Draft, values: Mapping[str, Any]) -> None:
        amount: Decimal | None = values.get("value")
        draft.line = {
            "number": values.get("line_number", ""),
            "description": values.get("line_description")
            or values.get("title")
            or values.get("description")
            or "",
            "amount": amount,
            "spent": values.get("spent"),
            "start": _day_or_none(values.get("start")),
            "end": _day_or_none(values.get("end")),
            "credit": amount is not None and amount < 0,
        }

    def _refuse_kept(self, draft: Draft, edits: Edits) -> None:
        """Who the other side is and which side we are on is not said by editing a list."""
        never_edited = ("party_name", "our_role", *IDENTIFIERS)
        never_emptied = (*never_edited, "chosen_type", "trust_target", *FACTS)
        for code in never_emptied:
            if code in edits.emptied or (code in never_edited and code in edits.row.values):
                refusal = Refusal("NOT_IN_A_LIST", code, {"what": FIELDS[code].label("en")})
                draft.problems.append(self.problem(draft, refusal, code))

    def _edited(self, draft: Draft, values: Mapping[str, Any], edits: Edits) -> None:
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
                draft.attributes[code] = ""
            elif code in RELATIONSHIP_COLUMNS:
                draft.relationship[code] = ""
            elif code in DECISION:
                draft.decision[code] = ""
        kind = _term_kind({**edits.then, **values, **dict.fromkeys(edits.emptied)})
        if kind is not None and kind != _term_kind(edits.then):
            draft.contract["term_kind"] = kind

    def _look_closer(self, values: Mapping[str, Any]) -> bool:
        """Whether a rule could be broken: a text too long, an amount too large, days out of order."""
        if any(len(values.get(code) or "") > limit for code, limit in _SHORT.items()):
            return True
        places = currencies().get(values.get("currency") or self.currency, 2)
        for code in _AMOUNTS:
            amount = values.get(code)
            if amount is not None and (abs(amount) >= AMOUNT_LIMIT or places < 2):
                return True
            if amount is not None and amount < 0 and code not in ("value", "spent"):
                return True
        days = [values.get(code) for code in ("start", "end", "latest_end")]
        known = [each for each in days if isinstance(each, date)]
        if known != sorted(known) or any(
            isinstance(values.get(code), date) and values[code].year < 1900 for code in _DAYS
        ):
            return True
        exercised = values.get("options_exercised")
        return bool(
            (exercised and exercised > len(values.get("options", ())))
            or values.get("currency")
            or not 0 < values.get("term_months", 1) <= 32_767
            or not 0 < values.get("renewal_months", 1) <= 32_767
            or ":" in (values.get("document") or "")
            or any(len(values.get(code) or "") > 50_000 for code in ("description", "remarks"))
        )

    def _explain(self, draft: Draft, values: Mapping[str, Any]) -> None:
        """Put the row to the rules of the actions, and say what they refuse."""
        for code, limit in _SHORT.items():
            if values.get(code) and code not in CONTRACT_COLUMNS:
                try:
                    line(values[code], code, limit=limit)
                except Refused as refused:
                    self._refuse(draft, code, refused)
        given = {name: value for name, value in draft.contract.items() if name != "number"}
        try:
            line(draft.contract.get("number"), "contract_number", limit=100)
            clean_contract(Contract(), given, by=self.by)
        except Refused as refused:
            self._refuse(draft, None, refused)

    def _refuse(self, draft: Draft, code: str | None, refused: Refused) -> None:
        for each in refused.refusals:
            named = code or IMPORT_FIELD.get(each.field or "", each.field)
            draft.problems.append(self.problem(draft, each, named))

    def problem(self, draft: Draft, refusal: Refusal, code: str | None) -> RuleProblem:
        """The refusal as a problem of the row's cell for this field, with the value as it stands there."""
        mapping = self.columns.get(code or "") or self.columns.get(_INSTEAD.get(code or "", ""))
        text = draft.source.get(self.headers[mapping.position]) if mapping else None
        return RuleProblem(
            code=refusal.code,
            row=draft.row,
            column=mapping.header if mapping else None,
            cell=f"{mapping.letter}{draft.row}" if mapping else None,
            value=None if text is None else shortened(text),
            refusal=refusal,
        )


def sign_question(sign: str) -> str:
    """The question what a sign stands for that several currencies share."""
    return f"currency_sign:{sign.rstrip('.')}"


IMPORT_FIELD = {column: code for code, column in CONTRACT_COLUMNS.items()} | {"notice_unit": "notice_period"}


def _said(value: Any) -> str:
    return "–" if value in (None, "") else shown(value)[:80]


def _kept(cell: Any) -> str:
    """A cell of a column that is kept as it stands."""
    return CONTROL.sub("\ufffd", shown(cell))


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


def _digest(row: TypedRow) -> str:
    text = "\x1f".join("" if cell is None else f"{type(cell).__name__}:{cell}" for cell in row.cells)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def _day_or_none(value: Any) -> date | None:
    return day(value, "start") if isinstance(value, date) and value.year >= 1900 else None


def _fact(code: str, value: Any) -> int:
    rated = level(value, code)
    if code in ATTITUDES and rated in (1, 5):
        refuse("EVIDENCE_REQUIRED", code, value=rated)
    return rated


def _term_kind(values: Mapping[str, Any]) -> TermKind | None:
    """The kind of term that the row's words show; None where they show none."""
    if values.get("end") in (OPEN, "open-ended"):
        return TermKind.OPEN_ENDED
    if values.get("options"):
        return TermKind.FIXED_OPTIONS
    if values.get("renewal_months") or values.get("tacit_renewal"):
        return TermKind.FIXED_TACIT
    if values.get("end") is not None or values.get("term_months") is not None:
        return TermKind.FIXED
    return None
