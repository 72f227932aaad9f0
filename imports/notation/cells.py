"""What a cell can say whatever its column: nothing, an error, a number, a text."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from imports.tables import Cell, Uncalculated

EMPTY_WORDS = frozenset(
    {
        "", "-", "--", "---", "–", "—", "?", ".", "n/a", "na", "n.a.", "n.a", "#n/a", "#n/b", "#nv", "none",
        "null", "nil", "nan", "(blank)", "(leeg)", "leeg", "n.v.t.", "n.v.t", "nvt", "n.t.b.", "ntb",
        "tbd", "t.b.d.", "tbc", "onbekend", "unknown", "not applicable", "niet van toepassing",
        "not known", "niet bekend", "nog niet bekend", "n.b.", "volgt", "volgt nog", "nog te bepalen",
        "nader te bepalen", "nog onbekend", "geen", "€ -", "€ –", "€-", "£ -", "£-", "$ -", "$-",
        "#n/d", "#k.a.", "k.a.", "k. a.", "keine angabe", "keine", "entfallt", "entfällt", "unbekannt",
        "nicht bekannt", "s/o", "sans objet", "neant", "néant", "non renseigné", "inconnu", "aucun",
        "aucune", "n/d", "nao aplicavel", "não aplicável", "nenhum", "nenhuma", "desconhecido",
    }
)  # fmt: skip
# In a column of names or texts these may be a value: "Onbekend", "NA", "Nil", "?".
EMPTY_TEXTS = frozenset(
    {"", "-", "--", "---", "–", "—", "n/a", "#n/a", "#n/b", "#nv", "#n/d", "none", "null", "n.v.t.", "n.v.t",
     "nvt", "(blank)", "(leeg)", "s/o", "k.a.", "n/d"}
)  # fmt: skip
ERRORS = frozenset(
    {
        "#ref!", "#div/0!", "#value!", "#name?", "#num!", "#null!", "#spill!", "#calc!", "#getting_data",
        "#verw!", "#deel/0!", "#waarde!", "#naam?", "#getal!", "#leeg!", "#bezug!", "#wert!",
        "#zahl!", "#überlauf!", "#valeur!", "#nom?", "#nombre!", "#nul!", "#valor!", "#nome?", "#núm!",
        "#nulo!", "#overloop!", "#bezet!", "#blocked!", "#busy!",
    }
)  # fmt: skip
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
LONGEST_READ = 200
LONGEST_WORD = 60
"""No word for nothing, nor for an error, is longer."""


@dataclass(frozen=True, slots=True)
class Interpreted:
    """A value that was understood rather than read: the note says how. The value may be None."""

    value: Any
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that can't be read by its column's notation, and why."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


Reader = Callable[[Cell], Any]
"""Reads a cell: the typed value, None for nothing, Interpreted or Unreadable."""


def blank(cell: Cell) -> bool:
    """Nothing, or text of blanks only."""
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))


def tidy(text: str) -> str:
    """One line, single blanks, none at the ends; non-breaking blanks are blanks."""
    return " ".join(text.split())


def within_reach(cell: Cell) -> Cell:
    """The cell, a text that is too long to be a date, an amount or the like cut short and marked.

    What remains still can't be read, but to find that out takes no time.
    """
    if type(cell) is str and len(cell) > LONGEST_READ:
        return cell[: LONGEST_READ - 1] + "…"
    return cell


def guarded(read: Reader, empty: frozenset[str] = EMPTY_WORDS) -> Reader:
    """The reader, kept from what no column can read: empty words, errors, lost formulas.

    Texts repeat in lists, so what was read once is remembered.
    """
    remembered: dict[str, Any] = {}

    def reader(cell: Cell) -> Any:
        if cell is None:
            return None
        if type(cell) is str:
            try:
                return remembered[cell]
            except KeyError:
                value = _read_text(cell, read, empty)
                if len(remembered) > 20_000:
                    remembered.clear()
                remembered[cell] = value
                return value
        if isinstance(cell, Uncalculated):
            return Unreadable("formula_not_calculated")
        return read(cell)

    return reader


def _read_text(cell: str, read: Reader, empty: frozenset[str]) -> Any:
    if len(cell) <= LONGEST_WORD or "  " in cell:
        word = tidy(cell).casefold()
        if word in empty:
            return None
        if word in ERRORS:
            return Unreadable("cell_error")
    if not cell.isprintable() and CONTROL.search(cell):
        return Unreadable("control_characters")
    return read(cell)


def shown(cell: Cell) -> str:
    """The cell as text, the same for the same value: for samples, digests and codes."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if type(cell) is float:
        return number_text(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return number_text(cell)
    if isinstance(cell, datetime):
        at_midnight = cell.time() == time(0)
        return cell.date().isoformat() if at_midnight else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return ""


def number_text(number: float) -> str:
    """A number without exponent and without a needless decimal part."""
    text = repr(number)
    if "e" not in text and "n" not in text:
        return text if not text.endswith(".0") else str(int(number))
    if number != number or number in (float("inf"), float("-inf")):
        return str(number)
    if number == int(number):
        return str(int(number))
    return format(Decimal(repr(number)), "f")
