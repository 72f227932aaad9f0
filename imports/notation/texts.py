"""Names, texts, codes, identifiers and whole numbers."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from imports.notation.cells import (
    CONTROL,
    EMPTY_WORDS,
    Interpreted,
    Reader,
    Unreadable,
    number_text,
    shown,
    tidy,
)
from imports.tables import Cell

LONGEST_NAME = 300
YES = frozenset(
    {"ja", "j", "x", "1", "yes", "y", "true", "waar", "wahr", "oui", "sim", "ok", "✓", "✔", "v", "t",
     "vrai", "verdadeiro"}
)  # fmt: skip
NO = frozenset(
    {"nee", "n", "0", "no", "false", "onwaar", "nein", "non", "nao", "não", "geen", "none", "f", "faux",
     "falsch", "falso", "keine", "aucun", "aucune", "nenhum", "nenhuma", "✗", "✘"}
)  # fmt: skip
_COMPANY_FORM = re.compile(
    r"\b(b\.?v\.?|n\.v\.?|v\.?o\.?f\.?|ltd|limited|llc|llp|inc|incorporated|corp|corporation|plc|gmbh|ulc|ltee)"
    r"(?=[\s.,;)/]|$)",
    re.IGNORECASE,
)  # unlike SA, AB or AG, none of these is also a province
_LEGAL_FORM = re.compile(
    r"\b(b\.?\s?v\.?|n\.?v\.?|v\.?o\.?f\.?|c\.?v\.?|ltd|limited|llc|l\.l\.c|llp|inc|incorporated|corp|corporation"
    r"|plc|gmbh|ag|kg|s\.?a\.?r?\.?l?|s\.?p\.?a|aps|oy|ab|as|lda|u\.?a\.?|stichting|vereniging|coöperatie|ltee|ulc)"
    r"(?=[\s.,;)/]|$)",
    re.IGNORECASE,
)  # fmt: skip


_CURRENCY_NAMES = {
    "us dollar": "USD", "us dollars": "USD", "dollar us": "USD", "pound": "GBP", "pounds": "GBP",
    "pond": "GBP", "pound sterling": "GBP", "pounds sterling": "GBP", "sterling": "GBP",
    "livre sterling": "GBP",
    "swiss franc": "CHF", "schweizer franken": "CHF", "zwitserse frank": "CHF",
    "franc suisse": "CHF", "canadian dollar": "CAD", "canadian dollars": "CAD", "euro's": "EUR",
    "eur (€)": "EUR",
    "euro (€)": "EUR",
}  # fmt: skip


# What stands between two names on one line.
_BETWEEN_NAMES = re.compile(r"\s*[;|]\s*|\s+(?:/|\+|&|en|and)\s+", re.IGNORECASE)

# "Müller GmbH & Co. KG" is one.
_AND_CO = re.compile(r"co\b", re.IGNORECASE)


class PartyCell(NamedTuple):
    """A party's name and the place written under it, if any."""

    name: str
    place: str | None


def name(cell: Cell) -> object:
    """One line of at most 300 characters; tabs and line breaks are blanks."""
    text = tidy(shown(cell))
    if len(text) > LONGEST_NAME:
        return Unreadable("name_too_long", {"length": len(text), "longest": LONGEST_NAME})
    return text or None


def long_text(cell: Cell) -> object:
    """Text as it is written; line breaks and tabs stay."""
    text = shown(cell).replace("\r\n", "\n").replace("\r", "\n").strip()
    return text or None


def party(cell: Cell) -> object:
    """The first line is the name; what stands under it, the place.

    Several companies are said and left as they stand: which of them is meant, only a person knows.
    """
    lines = [tidy(line) for line in re.split(r"[\r\n\v\f\x85\u2028\u2029]+", shown(cell))]
    lines = [line for line in lines if line]
    if not lines:
        return None
    if len(lines[0]) > LONGEST_NAME:
        return Unreadable("name_too_long", {"length": len(lines[0]), "longest": LONGEST_NAME})
    rest = " ".join(lines[1:])
    if len(rest) > LONGEST_NAME:
        return Unreadable("name_too_long", {"length": len(rest), "longest": LONGEST_NAME})
    if names_company(rest):
        made = PartyCell(lines[0], None)
        return Interpreted(made, "several_parties", {"first": lines[0], "other": rest})
    made = PartyCell(lines[0], rest or None)
    parts = [part for part in map(tidy, _BETWEEN_NAMES.split(lines[0])) if part]
    if len(parts) > 1 and all(_COMPANY_FORM.search(part) and not _AND_CO.match(part) for part in parts):
        names = ", ".join(f'"{part}"' for part in parts)
        return Interpreted(made, "several_names", {"count": len(parts), "names": names})
    return made


def parties(cell: Cell) -> object:
    """The names in a cell, one a line or separated by semicolons."""
    names = [tidy(part) for part in re.split(r"[\r\n;]+", shown(cell))]
    if any(len(part) > LONGEST_NAME for part in names):
        return Unreadable("name_too_long", {"length": max(map(len, names)), "longest": LONGEST_NAME})
    return tuple(part for part in names if part) or None


def code_reader(pad: int = 0, prefix: str = "") -> Reader:
    """Reads a number or key as text; `pad` restores the zeros that the column's format or its texts show.

    `prefix`: the country that a VAT number of digits only belongs to.
    """

    def read(cell: Cell) -> object:
        if isinstance(cell, float) and cell == cell and abs(cell) < 1e15 and cell == int(cell):
            cell = int(cell)
        text = tidy(shown(cell))
        if len(text) > LONGEST_NAME:
            return Unreadable("name_too_long", {"length": len(text), "longest": LONGEST_NAME})
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            if abs(cell) >= 1e15:
                return Interpreted(text, "digits_lost", {"read": text})
            if pad and len(text) < pad:
                restored = text.zfill(pad)
                return Interpreted(restored, "zeros_restored", {"read": restored})
        if prefix and re.fullmatch(r"[\d\s.]{6,15}", text):
            return Interpreted(prefix + text, "vat_prefixed", {"read": prefix + text})
        return text or None

    return read


def digits_reader(length: int, code: str, least: int) -> Reader:
    """Reads an identifier of a fixed number of digits, restoring zeros that Excel dropped."""

    def read(cell: Cell) -> object:
        text = number_text(cell) if isinstance(cell, float) else shown(cell)
        text = re.sub(r"(?i)^\s*(?:kvk|k\.v\.k\.|oin|duns)\b\W*", "", text)
        text = re.sub(r"^(\s*\d+)\.0\s*$", r"\1", text)
        digits = re.sub(r"[\s.\-]", "", text)
        if not digits.isdigit() or not digits.isascii() or not least <= len(digits) <= length:
            return Unreadable(code)
        if len(digits) < length:
            restored = digits.zfill(length)
            return Interpreted(restored, "zeros_restored", {"read": restored})
        return digits

    return read


def cpv(cell: Cell) -> object:
    """A CPV code as eight digits, with its check digit when it was written."""
    text = number_text(cell) if isinstance(cell, float) else shown(cell)
    found = re.match(r"\s*(\d{7,8})(?:\s*[-–]\s*(\d))?(?:\D.*)?$", text, re.DOTALL)
    if not found:
        return Unreadable("cpv_unreadable")
    digits = found[1].zfill(8) + (f"-{found[2]}" if found[2] else "")
    if len(found[1]) == 7:
        return Interpreted(digits, "zeros_restored", {"read": digits})
    return digits


def yes_and_no(cells: Iterable[Cell]) -> str:
    """The notation of a column of yes and no: one where "s" (sim) or "o" (oui) stands against "n", or any."""
    words = {tidy(cell).casefold() for cell in cells if isinstance(cell, str)} - EMPTY_WORDS
    return next((f"{yes}-n" for yes in "so" if words == {yes, "n"}), "yes-no")


def boolean_reader(lenient: bool, notation: str = "yes-no") -> Reader:
    """Reads yes and no in five languages; `notation`: see `yes_and_no`."""
    shortest = {notation[0]} if notation.endswith("-n") else set()

    def read(cell: Cell) -> object:
        if isinstance(cell, bool):
            return cell
        word = tidy(shown(cell)).casefold().rstrip(".")
        if word in YES or word in shortest:
            return True
        if word in NO:
            return False
        found = re.match(r"(ja|yes|nee|no)\b[\s,;:(]", word)
        if found:
            return Interpreted(found[1] in YES, "boolean_first_word", {"read": found[1]})
        if lenient:
            return Interpreted(None, "boolean_unknown")
        return Unreadable("boolean_unreadable")

    return read


def integer(cell: Cell) -> object:
    """A whole number; which values are allowed is the registry's to say."""
    if isinstance(cell, bool):
        return Unreadable("integer_unreadable")
    if isinstance(cell, int | float):
        whole = cell == cell and abs(cell) < 1e9 and cell == int(cell)
        return int(cell) if whole else Unreadable("integer_unreadable")
    text = tidy(shown(cell))
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else Unreadable("integer_unreadable")


def count(cell: Cell) -> object:
    """How many; a bare yes is at least one, a no is none."""
    word = tidy(shown(cell)).casefold()
    if not isinstance(cell, int | float) and not word.isdigit():
        if word in YES:
            return Interpreted(1, "count_from_yes")
        if word in NO:
            return 0
        times = re.fullmatch(r"(\d{1,3})\s*(?:x|×|keer|maal|times|fois|mal)", word)
        if times:
            return int(times[1])
    return integer(cell) if not isinstance(cell, bool) else int(cell)


def year(cell: Cell) -> object:
    text = tidy(shown(int(cell) if isinstance(cell, float) and cell == cell else cell))
    found = re.fullmatch(r"(?:fy\s*)?((?:19|20|21)\d\d)", text, re.IGNORECASE)
    return int(found[1]) if found else Unreadable("year_unreadable")


def currency(cell: Cell) -> object:
    """An ISO 4217 code, or a sign that stands for one currency only."""
    from imports.notation.amounts import SIGNS

    text = tidy(shown(cell))
    if re.fullmatch(r"[A-Za-z]{3}", text):
        return text.upper()
    meant = SIGNS.get(text.casefold()) or _CURRENCY_NAMES.get(text.casefold())
    return meant if meant else Unreadable("currency_unreadable")


def names_company(text: str) -> bool:
    """Whether a text holds a legal form that no place has in its name."""
    return bool(_COMPANY_FORM.search(text))


def has_legal_form(text: str) -> bool:
    return bool(_LEGAL_FORM.search(text))


def has_control(text: str) -> bool:
    return bool(CONTROL.search(text))
