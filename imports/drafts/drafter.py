"""Makes the drafts of one list: which fields it has is asked once, what repeats is cleaned once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from imports.drafts.currency import Currencies
from imports.drafts.draft import NOTHING, Draft, RuleProblem
from imports.drafts.edits import add_edits, adds_contract, refuse_conflicts, refuse_kept
from imports.drafts.forms import Form
from imports.drafts.placing import (
    ATTRIBUTES,
    CONTRACT_COLUMNS,
    DECISION,
    IDENTIFIERS,
    IMPORT_FIELD,
    PARTS,
    RELATIONSHIP_COLUMNS,
)
from imports.drafts.put_away import Drafts
from imports.drafts.rules import Rules
from imports.drafts.sources import Sources, digest_of
from imports.drafts.terms import term_kind
from imports.fields import ATTRIBUTE
from imports.notation.cells import CONTROL, shown
from imports.rows import shortened
from imports.tables import OPEN, ColumnMapping, Edits, Period, SourceTable, TypedRow
from relationships.actor import Actor
from relationships.choices import ATTITUDES, FACTS, IdentifierScheme, PeriodUnit, VatTreatment
from relationships.errors import Refusal, Refused, refuse
from relationships.identifiers import identifier
from relationships.models import Contract, ContractLine
from relationships.names import first_line
from relationships.values import country, cpv, day, level, line

_DAYS_IN = {"DAYS": 1, "WEEKS": 7}
# The column that a value may come from where there is none for its own field.
_INSTEAD = {"end": "current_end", "start": "year"}
# What else the reader makes of a column.
_MADE_OF = {"year": "start", "party_name": "party_place", "term_months": "end"}
_REMEMBERED = 10_000
# What is made of several fields, or comes last.
_MADE = ("notice_count", "notice_unit", "payment_term_days", "stated_end", "term_kind", "vat", "currency")
_PERIODS = ("notice_count", "payment_term_days", "currency")
OF_LINE = ("number", "description", "amount", "spent", "start", "end", "credit")


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
        self.columns = {each.field: each for each in reversed(mappings) if each.field}
        self.kept = [each.position for each in mappings if each.field == ATTRIBUTE]
        value = self.columns.get("value")
        self.column_vat = (value.notation.vat if value and value.notation else None) or ""
        self.headers = [CONTROL.sub("\ufffd", each.header) for each in table.columns]
        self.sources = Sources(table.rows, self.headers)
        fields = {*self.columns, *(made for code, made in _MADE_OF.items() if code in self.columns)}
        self.currencies = Currencies(self.columns, currency, answers or {})
        self.rules = Rules(fields, currency, by)
        self.identifiers = [
            (code, scheme, partial(_identifier, scheme))
            for code, scheme in IDENTIFIERS.items()
            if code in fields
        ]
        self.of_party = [
            each for each in (("party_place", "place"), ("legal_name", "legal_name")) if each[0] in fields
        ]
        self.parts = [each for each in PARTS.items() if each[0] in fields]
        self.of_relationship = [each for each in (*RELATIONSHIP_COLUMNS, "our_role") if each in fields]
        self.decision = [each for each in DECISION if each in fields]
        self.facts = [each for each in FACTS if each in fields]
        self.of_contract = [each for each in CONTRACT_COLUMNS.items() if each[0] in fields]
        self.attributes = [each for each in ATTRIBUTES if each in fields]
        self.with_ids = bool({"relationship_id", "contract_id", "line_id"} & fields)
        said_of_party = (
            "party_name",
            "party_country",
            *(each[0] for each in (*self.identifiers, *self.of_party)),
        )
        self.said_of_party = [each for each in said_of_party if each in fields]
        self._cleaned: dict[tuple[str, type, Hashable], Any] = {}
        self._parties: dict[tuple[Any, ...], Draft] = {}
        self._shared: dict[tuple[tuple[str, Any], ...], Mapping[str, Any]] = {}

    def drafts(self) -> Drafts:
        """An empty place for the drafts of this list."""
        said = [column for _code, column in self.of_contract if column not in _PERIODS]
        contract = Form(Contract, dict.fromkeys((*said, *_MADE)))
        return Drafts(self.sources, contract, Form(ContractLine, OF_LINE))

    def draft(self, row: TypedRow, at: int, edits: Edits | None = None) -> Draft:
        """The draft of the row at this place; its problems say why it is not to be written, if so.

        With `edits` only what was edited in it is looked at.
        """
        row = row if edits is None else edits.row
        draft = Draft(row.number, at, self.sources, edits, problems=row.problems)
        values = row.values
        self._known_party(draft, values)
        self._relationship(draft, values)
        draft.adds_contract = edits is None or adds_contract(draft, edits)
        self._contract(draft, values)
        if draft.adds_contract:
            self._line(draft, values)
            if not (draft.line["number"] and draft.number):
                draft.digest = digest_of(row.cells)
        if self.attributes or self.kept:
            draft.attributes = self._same(self._attributes(row))
        if edits is not None:
            add_edits(draft, values, edits)
        if not draft.problems and self.rules.may_be_broken(draft, values):
            for code, refused in self.rules.refused(draft, values):
                self._refuse(draft, code, refused)
        return draft

    def refuse_decision(self, draft: Draft, refused: Refused | None) -> None:
        """The row's decision is refused by the rule itself: it stays out."""
        if refused is not None:
            self._refuse(draft, None, refused)

    def _known_party(self, draft: Draft, values: Mapping[str, Any]) -> None:
        """What the row says of its party, which other rows say as well."""
        said = tuple(map(values.get, self.said_of_party))
        known = self._parties.get(said)
        if known is None or draft.edits is not None or draft.problems:
            self._party(draft, values)
            if draft.edits is None and not draft.problems:
                if len(self._parties) > _REMEMBERED:
                    self._parties.clear()
                self._parties[said] = draft
        else:
            draft.party, draft.identifiers = known.party, known.identifiers
        if self.parts:
            draft.further = tuple((part, each) for code, part in self.parts for each in values.get(code, ()))

    def _same(self, said: dict[str, Any]) -> Mapping[str, Any]:
        """What was said before in the same words, else this."""
        if not said:
            return NOTHING
        if len(self._shared) > _REMEMBERED:
            self._shared.clear()
        return self._shared.setdefault(tuple(said.items()), said)

    def _party(self, draft: Draft, values: Mapping[str, Any]) -> None:
        party: dict[str, Any] = {}
        for code, scheme, clean in self.identifiers:
            if code in values:
                text = self._clean(draft, code, values[code], clean)
                if text is not None:
                    draft.identifiers = (*draft.identifiers, (scheme, text))
        if draft.edits is not None:
            refuse_kept(draft, draft.edits, self._add_problem)
            refuse_conflicts(draft, draft.edits, self._add_problem)
        elif values.get("party_name"):
            name = self._clean(draft, "party_name", values["party_name"], _name)
            if name is not None:
                party["name"] = name
        elif not draft.identifiers and not any(each.column for each in draft.problems):
            self._add_problem(draft, Refusal("REQUIRED", "party_name"), "party_name")
        for code, column in self.of_party:
            if values.get(code):
                party[column] = values[code]
        if values.get("party_country"):
            code = self._clean(draft, "party_country", values["party_country"], _country)
            if code is not None:
                party["country"] = code
        draft.party = party

    def _relationship(self, draft: Draft, values: Mapping[str, Any]) -> None:
        draft.relationship = self._same(
            {code: values[code] for code in self.of_relationship if values.get(code)}
        )
        if self.with_ids:
            draft.relationship_id = self._id(draft, values, "relationship_id")
            draft.contract_id = self._id(draft, values, "contract_id")
            draft.line_id = self._id(draft, values, "line_id")
        if self.decision:
            said = {code: values.get(code) for code in self.decision}
            draft.decision = {code: value for code, value in said.items() if value not in (None, "")}
        if self.facts:
            rated = {
                code: self._clean(draft, code, values[code], _fact) for code in self.facts if code in values
            }
            draft.facts = {code: value for code, value in rated.items() if value is not None}

    def _id(self, draft: Draft, values: Mapping[str, Any], code: str) -> int | None:
        text = values.get(code)
        if not text:
            return None
        if text.isascii() and text.isdigit() and len(text) <= 18:
            return int(text)
        self._add_problem(draft, Refusal("NUMBER_INVALID", code, {"value": text[:80]}), code)
        return None

    def _contract(self, draft: Draft, values: Mapping[str, Any]) -> None:
        get = values.get
        contract = draft.contract = {
            column: value
            for code, column in self.of_contract
            if (value := get(code)) is not None and value is not OPEN and type(value) is not Period
        }
        if "options" in contract:
            contract["options"] = "+".join(map(str, contract["options"]))
        if "cpv" in contract:
            code = self._clean(draft, "cpv", contract["cpv"], cpv)
            if code is not None:
                contract["cpv"] = code
        if "notice_period" in values:
            count, unit = values["notice_period"]
            contract["notice_count"], contract["notice_unit"] = count, PeriodUnit(unit)
        if "payment_term" in values:
            count, unit = values["payment_term"]
            contract["payment_term_days"] = count * _DAYS_IN.get(unit, 30)
        if "stated_end" not in contract and isinstance(values.get("current_end"), date):
            contract["stated_end"] = values["current_end"]
        if draft.adds_contract:
            kind = term_kind(values)
            if kind:
                contract["term_kind"] = kind
            if self.column_vat and "vat" not in contract:
                contract["vat"] = VatTreatment(self.column_vat)
            contract.pop("currency", None)
            code, draft.asks = self.currencies.of(values)
            if code:
                contract["currency"] = code

    def _attributes(self, row: TypedRow) -> dict[str, str]:
        """What is kept with the contract as it stands: what has no column there of its own."""
        get, cells = row.values.get, row.cells
        said = {code: str(value) for code in self.attributes if (value := get(code)) not in (None, "", OPEN)}
        for position in self.kept:
            if cells[position] is not None:
                said[self.headers[position]] = _kept(cells[position])
        return said

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

    def _clean(self, draft: Draft, code: str, value: Any, clean: Callable[[Any, str], Any]) -> Any:
        """The value as it is kept, cleaned once for all rows that have it; None where it is refused."""
        key = code, type(value), value
        try:
            return self._cleaned[key]
        except KeyError:
            pass
        try:
            cleaned = clean(value, code)
        except Refused as refused:
            self._refuse(draft, code, refused)
            return None
        if len(self._cleaned) > _REMEMBERED:
            self._cleaned.clear()
        self._cleaned[key] = cleaned
        return cleaned

    def _refuse(self, draft: Draft, code: str | None, refused: Refused) -> None:
        for each in refused.refusals:
            named = code or IMPORT_FIELD.get(each.field or "", each.field)
            draft.problems += (self.problem(draft, each, named),)

    def _add_problem(self, draft: Draft, refusal: Refusal, code: str) -> None:
        draft.problems += (self.problem(draft, refusal, code),)

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


def _identifier(scheme: IdentifierScheme, value: str, _field: str) -> str:
    return identifier(scheme, value)


def _name(value: str, field: str) -> str:
    return line(first_line(value), field)


def _country(value: str, field: str) -> str:
    return country(value.upper(), field)


def _kept(cell: Any) -> str:
    """A cell of a column that is kept as it stands."""
    return CONTROL.sub("\ufffd", shown(cell))


def _day_or_none(value: Any) -> date | None:
    if type(value) is date and value.year >= 1900:
        return value
    return day(value, "start") if isinstance(value, date) and value.year >= 1900 else None


def _fact(value: Any, field: str) -> int:
    rated = level(value, field)
    if field in ATTITUDES and rated in (1, 5):
        refuse("EVIDENCE_REQUIRED", field, value=rated)
    return rated
