"""The words that a list shows for stored codes, by language: words that an import reads as the same code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from imports import listed
from relationships.fit.texts import TYPE_NAMES

_YES_NO = {"en": {"yes": "yes", "no": "no"}, "nl": {"yes": "ja", "no": "nee"}}
WORDS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "our_role": {
        "en": {"CUSTOMER": "Customer", "SUPPLIER": "Supplier"},
        "nl": {"CUSTOMER": "Klant", "SUPPLIER": "Leverancier"},
    },
    "nature": {
        "en": {
            "COMMERCIAL": "Commercial",
            "INTRA_GROUP": "Intra-group",
            "PUBLIC_PUBLIC": "Public-public",
            "GRANT": "Grant",
        },
        "nl": {
            "COMMERCIAL": "Commercieel",
            "INTRA_GROUP": "Binnen de groep",
            "PUBLIC_PUBLIC": "Publiek-publiek",
            "GRANT": "Subsidie",
        },
    },
    "phase": {
        "en": {
            "ANALYSIS": "Analysis",
            "CHOICE": "Choice",
            "DESIGN": "Design",
            "IMPLEMENTATION": "Implementation",
            "OPERATION": "Operation",
            "RESTRUCTURING": "Restructuring",
            "EXIT": "Exit",
            "ENDED": "Ended",
        },
        "nl": {
            "ANALYSIS": "Analyse",
            "CHOICE": "Keuze",
            "DESIGN": "Ontwerp",
            "IMPLEMENTATION": "Implementatie",
            "OPERATION": "Uitvoering",
            "RESTRUCTURING": "Herstructurering",
            "EXIT": "Afbouw",
            "ENDED": "Beëindigd",
        },
    },
    "status": {
        "en": {"DRAFT": "Draft", "ACTIVE": "Active", "ENDED": "Ended"},
        "nl": {"DRAFT": "Concept", "ACTIVE": "Actief", "ENDED": "Beëindigd"},
    },
    "procedure": {
        "en": {"EUROPEAN": "European", "NATIONAL": "National", "PRIVATE": "Private"},
        "nl": {"EUROPEAN": "Europees", "NATIONAL": "Nationaal", "PRIVATE": "Onderhands"},
    },
    "vat": {
        "en": {"EXCLUDED": "Excl. VAT", "INCLUDED": "Incl. VAT"},
        "nl": {"EXCLUDED": "Excl. btw", "INCLUDED": "Incl. btw"},
    },
    "chosen_type": TYPE_NAMES,
    "tacit_renewal": _YES_NO,
    "dpa": _YES_NO,
    "sme": _YES_NO,
}
_OPEN = {"en": listed.OPEN_ENDED, "nl": "onbepaald"}
_UNITS = {
    "en": {"days": "days", "weeks": "weeks", "months": "months"},
    "nl": {"days": "dagen", "weeks": "weken", "months": "maanden"},
}
_PERIODS = ("notice_period", "payment_term")


def shown(code: str, value: Any, language: str) -> Any:
    """What stands in the cell of this field for what is recorded."""
    if value is None or value == "":
        return None
    if code in WORDS:
        return WORDS[code][language].get(value, value)
    if code == "end" and value == listed.OPEN_ENDED:
        return _OPEN[language]
    if code in _PERIODS:
        count, _space, unit = value.partition(" ")
        return f"{count} {_UNITS[language].get(unit, unit)}"
    return value


def worded(codes: Sequence[str]) -> list[int]:
    """The places of those of these fields whose cells may show another word than is recorded."""
    return [place for place, code in enumerate(codes) if code in WORDS or code in _PERIODS or code == "end"]
