"""Dates: one notation for a column, and reading by it.

Numeric text such as "03-04-2024" can be read two ways; "13-04-2024", "3.4.2024", names of months
and ISO dates can't. Two-digit years below 80 are of this century, the others of the last.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from imports.notation.cells import Interpreted, Reader, Unreadable, tidy
from imports.notation.named import CENTURY_PIVOT, bare, named, part
from imports.tables import OPEN, Cell

NOTATIONS = ("day-first", "month-first")
FIRST_YEAR, LAST_SERIAL = 1900, 2_958_465
OPEN_WORDS = frozenset(
    " ".join(word.split())
    for word in """
    onbepaald; onbepaalde tijd; voor onbepaalde tijd; onbep. tijd; onbep.; onb. tijd; obt; doorlopend;
    lopend; continu; onbeperkt; permanent; n.v.t.; n.v.t; nvt; niet van toepassing; open; open end; open-end;
    open ended; open-ended; open einde; indefinite; indefinitely; ongoing; on-going; rolling; continuous;
    evergreen; perpetual; until further notice; until terminated; tot wederopzegging; tot opzegging;
    zonder einddatum; no end date; geen einddatum; unlimited; eeuwig; oneindig;
    unbefristet; unbestimmt; auf unbestimmte zeit; laufend; fortlaufend; bis auf widerruf; unbegrenzt;
    duree indeterminee; indeterminee; indetermine; sans echeance; sans terme; illimite; illimitee; sans fin;
    indeterminado; tempo indeterminado; prazo indeterminado; por tempo indeterminado; sem termo; sem prazo
    """.split(";")  # noqa: SIM905 as a list it takes a page
)

_NUMERIC = re.compile(r"^(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*[-/. ]\s*'?(\d{2}|\d{4})$")
_ISO = re.compile(r"^(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_YEAR = re.compile(r"^(19|20|21)\d\d$")
_WEEKDAY = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|maan|dins|woens|donder|vrij|zater|zon|ma|di|wo|do|vr|za|zo)"
    r"(?:day|dag)?\.?,?\s+"
)
_LEADING = re.compile(
    r"^(?:per|vanaf|m\.i\.v\.|met ingang van|ingaande|from|as of|a partir d[eu]|ab|t/m|tot en met|until|up to"
    r"|bis|jusqu'au|ate|le)\s+(?=\d)"
)
_CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:am|pm)?(?:Z|[+-]\d\d:?\d\d)?$", re.I)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a column's cells say together about the order of day and month."""

    counts: Counter[str]
    examples: dict[str, str]
    both: bool

    def decided(self) -> str | None:
        """The notation; None when both readings remain possible."""
        day, month = self.counts["day-first"], self.counts["month-first"]
        if day or month:
            lesser, greater = sorted((day, month))
            if lesser * 10 > greater:
                return None
            return "day-first" if day > month else "month-first"
        if self.counts["either"]:
            return None
        ranked = [code for code in ("date", "serial", "year", "iso", "text") if self.counts[code]]
        if self.counts["same"]:
            return "day-first"
        return max(ranked, key=lambda code: self.counts[code]) if ranked else "date"


def evidence(cells: Iterable[Cell]) -> Evidence:
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for cell, times in Counter(cells).items():
        told = tells(cell)
        counts[told] += times
        if isinstance(cell, str):
            examples.setdefault(told, tidy(cell))
    return Evidence(counts, examples, bool(counts["day-first"] and counts["month-first"]))


def tells(cell: Cell) -> str:
    """What a cell says about its column: a notation, `either`, `same` (4-4-2024) or `neither`."""
    if isinstance(cell, date):
        return "date"
    if isinstance(cell, bool) or cell is None:
        return "neither"
    if isinstance(cell, int | float):
        return _number_tells(cell)
    if not isinstance(cell, str):
        return "neither"
    text = _plain(cell)
    numeric = _NUMERIC.match(text)
    if numeric:
        first, separator, second = int(numeric[1]), numeric[2], int(numeric[3])
        if first > 12 or (separator == "." and second <= 12):
            return "day-first" if 1 <= first <= 31 and second <= 12 else "neither"
        if second > 12:
            return "month-first" if second <= 31 else "neither"
        return "same" if first == second else "either"
    if _ISO.match(text):
        return "iso"
    if _YEAR.match(text):
        return "year"
    if re.fullmatch(r"\d{5}(?:\.0+)?", text):
        return "serial"
    if _COMPACT.match(text):
        return "iso" if _plausible_compact(text) else "neither"
    if named(text) is not None or part(text, end=False) is not None:
        return "text"
    return "neither"


def reader(
    notation: str, *, open_end: bool = False, end: bool = False, before: bool = False,
    epoch_1904: bool = False,
) -> Reader:  # fmt: skip
    """Reads a column's cells as dates by this notation.

    `open_end`: words for an open end, and the year 9999, give OPEN. `end`: of a year or a month only,
    the last day counts, else the first. `before`: the day itself is not included.
    """
    month_first = notation == "month-first"
    base = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)

    def read(cell: Cell) -> object:
        if isinstance(cell, datetime):
            return checked(cell.date())
        if isinstance(cell, date):
            return checked(cell)
        if isinstance(cell, (bool, time | timedelta)):
            return Unreadable("date_unreadable")
        if isinstance(cell, int | float):
            return from_number(cell)
        return from_text(str(cell))

    def checked(day: date) -> object:
        if day.year == 9999:
            return OPEN if open_end else Interpreted(None, "date_open_elsewhere")
        if day.year < FIRST_YEAR:
            return Unreadable("date_out_of_range")
        return Interpreted(day - timedelta(days=1), "date_before") if before else day

    def from_number(number: float) -> object:
        told = _number_tells(number)
        if told == "year":
            return whole_year(int(number))
        if told == "serial":
            return _with_note(checked(base + timedelta(days=int(number))), "date_serial")
        if told == "iso":
            return from_text(str(int(number)))
        return Unreadable("date_out_of_range" if number > LAST_SERIAL else "date_unreadable")

    def whole_year(year: int) -> object:
        day = date(year, 12, 31) if end else date(year, 1, 1)
        return _with_note(checked(day), "date_year_only")

    def from_text(text: str) -> object:
        text = _plain(text)
        if text in OPEN_WORDS:
            return OPEN if open_end else Interpreted(None, "date_open_elsewhere")
        numeric = _NUMERIC.match(text)
        if numeric:
            day, month = int(numeric[1]), int(numeric[3])
            if month_first:
                day, month = month, day
            if month > 12 >= day:
                return Unreadable("date_other_notation", {"notation": notation})
            return built(numeric[4], month, day)
        iso = _ISO.match(text) or _COMPACT.match(text)
        if iso:
            return built(iso[1], int(iso[2]), int(iso[3]))
        if _YEAR.match(text):
            return whole_year(int(text))
        if re.fullmatch(r"\d{5}(?:\.0+)?", text):
            return from_number(float(text))
        found = named(text)
        if found is None:
            of_year = part(text, end=end)
            return (
                _with_note(checked(of_year), "date_part_only") if of_year else Unreadable("date_unreadable")
            )
        year, month, day_named = found
        if day_named is None:
            first = date(int(year), month, 1)
            after = date(first.year + month // 12, month % 12 + 1, 1)
            return _with_note(checked(after - timedelta(days=1) if end else first), "date_month_only")
        return built(year, month, day_named)

    def built(year_text: str, month: int, day: int) -> object:
        year = int(year_text)
        short = len(year_text) == 2
        if short:
            year += 2000 if year < CENTURY_PIVOT else 1900
        try:
            made = date(year, month, day)
        except ValueError:
            return Unreadable("date_out_of_range" if year < 1 else "date_impossible")
        value = checked(made)
        return _with_note(value, "date_short_year") if short else value

    return read


def _with_note(value: object, code: str) -> object:
    if isinstance(value, date):
        return Interpreted(value, code, {"read": value.isoformat()})
    return value


def _plain(text: str) -> str:
    plain = bare(tidy(text).casefold().replace("’", "'").replace("‘", "'").replace("`", "'"))
    if ":" in plain:
        plain = _CLOCK.sub("", plain)
    return _LEADING.sub("", _WEEKDAY.sub("", plain)) if plain[:1].isalpha() else plain


def _number_tells(number: float) -> str:
    if number != number or (number != int(number) and not 20_000 <= number <= 80_000):
        return "neither"
    if 1900 <= number <= 2199:
        return "year"
    if 10_000 <= number <= LAST_SERIAL:
        return "serial"
    if number > LAST_SERIAL and _plausible_compact(str(int(number))):
        return "iso"
    return "neither"


def _plausible_compact(text: str) -> bool:
    found = _COMPACT.match(text)
    if not found or not 1900 <= int(found[1]) <= 9999:
        return False
    return 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31
