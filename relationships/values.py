"""What a single value may be: cleaned and checked once, for every door and both databases.

Each function takes a value as a door received it (text, number, date, or nothing) and the field's name,
and returns the value to keep or refuses. Nothing here reads the database.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

import iso4217
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext
from django_countries import countries

from relationships.errors import refuse
from relationships.errors import shown as _shown

LONG_TEXT = 50_000
AMOUNT_LIMIT = Decimal(10) ** 13
RATE_LIMIT = Decimal(10) ** 6
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_AMOUNT = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?\Z", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9._-]+\Z", re.ASCII)
_LINE_BREAKS = "\t\n\r\x0b\x0c\x85\u2028\u2029"


_COLLECTIONS = (list, tuple, set, dict)
_OVERRIDES = "\u202d\u202e"
"""Signs that have what follows read the other way round, whatever it is: no text needs them."""
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _single(value: Any, field: str, expected: str) -> None:
    """Refuse what is nothing at all, and what is no single value of a kind that can be written as text."""
    if value is None or (isinstance(value, str) and not value.strip()):
        refuse("REQUIRED", field)
    if isinstance(value, (bool, *_COLLECTIONS)):
        refuse("WRONG_TYPE", field, expected=expected, given=type(value).__name__)


def _text(value: Any, field: str, expected: str) -> str:
    if not isinstance(value, str):
        refuse("WRONG_TYPE", field, expected=expected, given=type(value).__name__)
    if value.isprintable():
        return value
    for at, each in enumerate(value, start=1):
        if each == "\x00" or "\ud800" <= each <= "\udfff" or each in "\ufffe\uffff":
            refuse("UNSTORABLE_TEXT", field, position=at, character=f"U+{ord(each):04X}")
    return value


def _without_controls(value: str, field: str) -> str:
    if value.isprintable():
        return value
    for at, each in enumerate(value, start=1):
        if each in _OVERRIDES or (unicodedata.category(each) == "Cc" and each not in _LINE_BREAKS):
            refuse("CONTROL_CHARACTER", field, position=at, character=f"U+{ord(each):04X}")
    return value


def _within(value: str, field: str, limit: int) -> str:
    if len(value) > limit:
        refuse("TOO_LONG", field, length=len(value), limit=limit)
    return value


def line(value: Any, field: str, *, limit: int = 300) -> str:
    """A name or other short text on one line: tabs and line breaks become blanks, the ends are trimmed."""
    if value is None:
        return ""
    text = _without_controls(_text(value, field, "text"), field)
    for each in _LINE_BREAKS:
        text = text.replace(each, " ")
    return _within(text.strip(), field, limit)


def name_of(value: Any, field: str, *, limit: int = 300) -> str:
    """A name: one line, without the signs that turn the order of reading round and so hide another name."""
    text = line(value, field, limit=limit)
    for at, each in enumerate(text, start=1):
        if each in _BIDI:
            refuse("CONTROL_CHARACTER", field, position=at, character=f"U+{ord(each):04X}")
    return text


def block(value: Any, field: str, *, limit: int = LONG_TEXT) -> str:
    """A long text: tabs and line breaks stay (breaks of every kind as LF)."""
    if value is None:
        return ""
    text = _without_controls(_text(value, field, "text"), field).replace("\r\n", "\n")
    for each in _LINE_BREAKS[2:]:
        text = text.replace(each, "\n")
    return _within(text.strip(), field, limit)


def secret(value: Any, field: str, *, limit: int = 1_000) -> str:
    """A password: kept to the letter, blanks and all."""
    return _within(_text(value, field, "text"), field, limit)


class LongEnough(MinimumLengthValidator):
    """Django's check of a password's length; its own words have no Dutch in Django 5.2."""

    def get_error_message(self) -> str:
        said = ngettext(
            "It needs at least %d character.", "It needs at least %d characters.", self.min_length
        )
        return said % self.min_length


def code_word(value: Any, field: str, *, limit: int = 50) -> str:
    """A code of our own making: letters, digits, point, dash and underscore."""
    text = line(value, field, limit=limit)
    if text and not _CODE.match(text):
        refuse("CODE_INVALID", field, value=_shown(text))
    return text


def one_of(value: Any, field: str, codes: Iterable[str]) -> str:
    """One of the codes, to the letter."""
    allowed = [str(each) for each in codes]
    _single(value, field, "text")
    if not isinstance(value, str) or str(value) not in allowed:
        refuse("UNKNOWN_CODE", field, value=_shown(value), choices=", ".join(allowed))
    return str(value)


def level(value: Any, field: str, low: int = 1, high: int = 5) -> int:
    """A level of a scale."""
    _single(value, field, "a whole number")
    if not isinstance(value, int | str):
        refuse("NUMBER_INVALID", field, value=_shown(value))
    number = _integer(value, field)
    if not low <= number <= high:
        refuse("LEVEL_OUT_OF_RANGE", field, value=_shown(number), low=low, high=high)
    return number


def whole(value: Any, field: str, low: int = 0, high: int = 32_767) -> int:
    """A whole number within a range."""
    _single(value, field, "a whole number")
    if not isinstance(value, int | str):
        refuse("NUMBER_INVALID", field, value=_shown(value))
    number = _integer(value, field)
    if not low <= number <= high:
        refuse("NUMBER_OUT_OF_RANGE", field, value=_shown(number), low=low, high=high)
    return number


def _integer(value: int | str, field: str) -> int:
    if isinstance(value, int):
        return value
    if not re.fullmatch(r"[+-]?[0-9]{1,20}", value.strip()):
        refuse("NUMBER_INVALID", field, value=_shown(value))
    return int(value)


def truth(value: Any, field: str) -> bool:
    if not isinstance(value, bool):
        refuse("WRONG_TYPE", field, expected="true or false", given=type(value).__name__)
    return value


def amount(value: Any, field: str, *, places: int = 4, negative: bool = False) -> Decimal:
    """An exact amount with at most `places` decimals; negative only where a credit may be."""
    _single(value, field, "an amount")
    if not isinstance(value, int | float | str | Decimal):
        refuse("AMOUNT_INVALID", field, value=_shown(value))
    if isinstance(value, str) and not _AMOUNT.match(value.strip()):
        refuse("AMOUNT_INVALID", field, value=_shown(value))
    if isinstance(value, int) and abs(value) >= AMOUNT_LIMIT:
        refuse("AMOUNT_TOO_LARGE", field, value="…", limit=f"{AMOUNT_LIMIT:,.0f}")
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        refuse("AMOUNT_INVALID", field, value=_shown(value))
    if not number.is_finite():
        refuse("AMOUNT_INVALID", field, value=_shown(value))
    if abs(number) >= AMOUNT_LIMIT:
        refuse("AMOUNT_TOO_LARGE", field, value=_shown(value), limit=f"{AMOUNT_LIMIT:,.0f}")
    if number != round(number, places):
        refuse("AMOUNT_TOO_PRECISE", field, value=_shown(value), places=places)
    if number < 0 and not negative:
        refuse("AMOUNT_NEGATIVE", field, value=_shown(value))
    return round(number, places)


def rate(value: Any, field: str) -> Decimal:
    """What one unit of a currency is worth: more than nothing, at most eight decimals."""
    _single(value, field, "an amount")
    plain = isinstance(value, int | float | Decimal)
    if not plain and not (isinstance(value, str) and _AMOUNT.match(value.strip())):
        refuse("AMOUNT_INVALID", field, value=_shown(value))
    number = Decimal(value if isinstance(value, int | Decimal) else str(value).strip())
    if not number.is_finite() or not 0 < number < RATE_LIMIT:
        refuse("AMOUNT_INVALID", field, value=_shown(value))
    if number != round(number, 8):
        refuse("AMOUNT_TOO_PRECISE", field, value=_shown(value), places=8)
    return number


@lru_cache(maxsize=1)
def currencies() -> dict[str, int]:
    """The ISO 4217 codes that an amount may have, with the decimals of their smallest unit."""
    return {
        each.code: each.exponent
        for each in iso4217.Currency
        if each.exponent is not None and each.code not in ("XXX", "XTS")
    }


def currency(value: Any, field: str) -> str:
    """An ISO 4217 code."""
    _single(value, field, "text")
    if not isinstance(value, str) or value not in currencies():
        refuse("CURRENCY_UNKNOWN", field, value=_shown(value))
    return value


def country(value: Any, field: str) -> str:
    """An ISO 3166 alpha-2 code."""
    _single(value, field, "text")
    if not isinstance(value, str) or value not in countries.countries:
        refuse("COUNTRY_UNKNOWN", field, value=_shown(value))
    return value


def day(value: Any, field: str) -> date:
    """A day between 1900 and 9999; text is year-month-day."""
    _single(value, field, "a date")
    if isinstance(value, str) and _ISO_DAY.match(value):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            if value.startswith("0000"):
                refuse("DATE_OUT_OF_RANGE", field, value=value)
            refuse("DATE_INVALID", field, value=value)
    elif isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{5,}-[0-9]{2}-[0-9]{2}", value[:40]):
        refuse("DATE_OUT_OF_RANGE", field, value=_shown(value))
    if isinstance(value, datetime) or not isinstance(value, date):
        refuse("DATE_INVALID", field, value=_shown(value))
    if not 1900 <= value.year <= 9999:
        refuse("DATE_OUT_OF_RANGE", field, value=value.isoformat())
    return value


def cpv(value: Any, field: str) -> str:
    """A CPV code as its eight digits; a check digit behind a dash is left out.

    A code of seven digits lost its leading zero on the way and gets it back.
    """
    text = line(value, field, limit=20)
    if not text:
        return ""
    found = re.fullmatch(r"([0-9]{7,8})(-[0-9])?", text)
    if not found:
        refuse("CPV_INVALID", field, value=_shown(text))
    return found[1].zfill(8)


def digest_of_json(held: Any) -> str:
    """The SHA-256 of what JSON can hold: the same content in any order of its names, the same digest."""
    text = json.dumps(held, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
