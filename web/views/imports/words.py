"""What imports are called on the pages: how far a run is, what becomes of a row, fields and their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.choices import RowOutcome, RunState, Stage
from imports.drafts import IDENTIFIERS, IMPORT_FIELD
from imports.export.words import shown
from imports.fields import FIELDS
from relationships.choices import PartyPart, PeriodUnit, TermKind
from relationships.labels import LABELS
from web.templatetags import words

# How far a run is: the tone of its badge, and the word.
STATES: Mapping[str, tuple[str, Any]] = {
    RunState.WAITING: ("unknown", gettext_lazy("Waiting its turn")),
    RunState.READING: ("unknown", gettext_lazy("Being read")),
    RunState.ASKING: ("attention", gettext_lazy("Has questions for you")),
    RunState.PLANNED: ("attention", gettext_lazy("Ready to be taken in")),
    RunState.APPLYING: ("unknown", gettext_lazy("Being taken in")),
    RunState.APPLIED: ("fit", gettext_lazy("Taken in")),
    RunState.UNDONE: ("unknown", gettext_lazy("Taken back")),
    RunState.REFUSED: ("misfit", gettext_lazy("Can't be taken in like this")),
    RunState.CANCELLED: ("unknown", gettext_lazy("Stopped")),
    RunState.FAILED: ("misfit", gettext_lazy("Went wrong")),
}
OUTCOMES: Mapping[str, tuple[str, Any]] = {
    RowOutcome.CREATED: ("fit", gettext_lazy("New")),
    RowOutcome.UPDATED: ("attention", gettext_lazy("Changed")),
    RowOutcome.UNCHANGED: ("unknown", gettext_lazy("Unchanged")),
    RowOutcome.SKIPPED: ("unknown", gettext_lazy("Left out")),
    RowOutcome.REFUSED: ("misfit", gettext_lazy("Refused")),
}
STAGES: Mapping[str, Any] = {
    Stage.READING: gettext_lazy("Reading the list"),
    Stage.PLANNING: gettext_lazy("Working out what becomes of each row"),
    Stage.APPLYING: gettext_lazy("Taking the rows in"),
}
STATUSES: Mapping[str, tuple[str, Any]] = {
    "mapped": ("fit", gettext_lazy("Recognised")),
    "proposed": ("attention", gettext_lazy("Proposed: look at it")),
    "unplaced": ("unknown", gettext_lazy("Not placed")),
    "by_hand": ("fit", gettext_lazy("Chosen by hand")),
}
MADE: Mapping[str, Any] = {
    "Portfolio": gettext_lazy("Portfolios"),
    "Party": gettext_lazy("Parties"),
    "PartyIdentifier": gettext_lazy("Numbers of parties"),
    "PartyAlias": gettext_lazy("Other names of parties"),
    "Relationship": gettext_lazy("Relationships"),
    "RelationshipParty": gettext_lazy("Further parties"),
    "Contract": gettext_lazy("Contracts"),
    "ContractLine": gettext_lazy("Contract lines"),
    "FactRating": gettext_lazy("Ratings of facts"),
    "Classification": gettext_lazy("Decisions"),
}
RECORDS: Mapping[str, Any] = {
    "party": gettext_lazy("Party"),
    "relationship": gettext_lazy("Relationship"),
    "contract": gettext_lazy("Contract"),
    "line": gettext_lazy("Contract line"),
    "fact": gettext_lazy("Fact"),
    "classification": gettext_lazy("Decision"),
    "further_party": gettext_lazy("Further party"),
}
NOTATIONS: Mapping[str, Any] = {
    "decimal-comma": gettext_lazy("with a decimal comma: 1.234,56"),
    "decimal-point": gettext_lazy("with a decimal point: 1,234.56"),
    "number": gettext_lazy("as numbers"),
    "plain": gettext_lazy("as plain digits"),
    "day-first": gettext_lazy("the day first: 31-12-2026"),
    "month-first": gettext_lazy("the month first: 12/31/2026"),
    "date": gettext_lazy("as dates"),
    "iso": gettext_lazy("year-month-day"),
    "serial": gettext_lazy("as Excel's numbers of days"),
    "year": gettext_lazy("as years"),
    "text": gettext_lazy("as text"),
    "days": gettext_lazy("in days"),
    "weeks": gettext_lazy("in weeks"),
    "months": gettext_lazy("in months"),
    "years": gettext_lazy("in years"),
}
TOTAL_PARTS: Mapping[str, Any] = {
    "REFUSED": gettext_lazy("rows that are refused"),
    "TEXT": gettext_lazy("amounts that are text in the list, which its own sum passes over"),
    "REPEATED": gettext_lazy("totals of contracts repeated on more rows"),
    "KEPT": gettext_lazy("amounts not edited that changed in the registry since the list was written"),
}
# Columns of records that an import fills under another name than its field has.
_PARTY = {"name": "party_name", "place": "party_place", "country": "party_country", "parent": "group"}
_LINE = {"amount": "value", "number": "line_number", "description": "line_description"}
_BY_SCHEME = {str(scheme): code for code, scheme in IDENTIFIERS.items()}
_CONTRACT = {**IMPORT_FIELD, "notice_unit": "notice_unit"}
_FIELD: Mapping[str, Mapping[str, str]] = {"party": _PARTY, "line": _LINE, "contract": _CONTRACT}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"-?\d+\.\d{2,4}")


_CODES: Mapping[str, Any] = {"term_kind": TermKind, "notice_unit": PeriodUnit}


def field_said(record: str, field: str) -> str:
    """The name of a field that a row fills or changes."""
    if record == "fact":
        return words.word(field, "fact")
    if record == "further_party":
        return str(LABELS[PartyPart].get(PartyPart(field), field))
    first, _point, rest = field.partition(".")
    if first == "identifiers":
        field = _BY_SCHEME.get(rest, rest)
    elif first == "attributes":
        field = rest
    code = _FIELD.get(record, {}).get(field, field)
    if code in FIELDS:
        return FIELDS[code].label(words.language())
    return _OTHER[code]() if code in _OTHER else code


_OTHER: Mapping[str, Any] = {
    "term_kind": lambda: _("Kind of term"),
    "profile": lambda: _("Category profile"),
    "credit": lambda: _("Credit"),
    "notice_unit": lambda: _("Unit of the notice period"),
    "source_key": lambda: _("Key in the source"),
}


def value_said(field: str, value: Any) -> str:
    """A value of a plan as the reader writes it."""
    if value is None or value == "":
        return words.NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        field = field.removeprefix("attributes.")
        codes = _CODES.get(field)
        if codes is not None and value in set(codes):
            return str(LABELS[codes].get(codes(value), value))
        if _DAY.fullmatch(value):
            return words.day(date.fromisoformat(value))
        if _NUMBER.fullmatch(value):
            return words.amount(value)
        return str(shown(field, value, words.language()) or value)
    return str(value)
