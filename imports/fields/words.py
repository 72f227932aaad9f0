"""The words that people read and write for stored codes, by field and language."""

from __future__ import annotations

from collections.abc import Mapping

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
            "IMPLEMENTATION": "Invoering",
            "OPERATION": "Uitvoering",
            "RESTRUCTURING": "Herinrichting",
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
