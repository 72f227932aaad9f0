"""The words that a list shows for stored codes, by language: words that an import reads as the same code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from imports import listed
from imports.fields.words import WORDS

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
