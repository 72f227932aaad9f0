"""Periods: terms in months, notice periods, extension options, parts of the year."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from imports.notation.cells import Interpreted, Reader, Unreadable, tidy
from imports.notation.dates import OPEN_WORDS
from imports.notation.named import bare
from imports.tables import OPEN, Cell, Period

UNITS: dict[str, str] = {
    word: unit
    for unit, words in {
        "DAYS": "d day days dag dagen dgn kalenderdagen calendar tage jours dias",
        "WEEKS": "w wk wks week weeks weken wkn semaines wochen semanas",
        "MONTHS": "m mnd mnden maand maanden mth mths mo mos month months mois monat monate meses mes",
        "YEARS": "j jr jrn jaar jaren y yr yrs year years an ans jahr jahre ano anos",
    }.items()
    for word in words.split()
}
# Units that are so many months.
_OF_MONTHS: dict[str, int] = {
    word: months
    for months, words in {
        3: "kwartaal kwartalen quarter quarters quartal quartale trimestre trimestres",
        6: "halfjaar halfjaren semester semesters semestre semestres halbjahr halbjahre",
    }.items()
    for word in words.split()
}
_HALF_YEARS = (
    (re.compile(r"\banderhalf jaar\b"), "18 maanden"),
    (re.compile(r"\b(?:(?:een|één|1|a) )?(?:half jaar|half year|halbes jahr)\b"), "6 maanden"),
)
NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        ["", "een één one a", "twee two", "drie three", "vier four", "vijf five", "zes six",
         "zeven seven", "acht eight", "negen nine", "tien ten", "elf eleven", "twaalf twelve"]
    )
    for word in words.split()
}  # fmt: skip
_NUMBER_WORD = "|".join(word for word in NUMBER_WORDS if len(word) > 1 and word.isascii())
BARE_UNITS = ("days", "weeks", "months", "years")
LONGEST_OPTION = 50
NO_OPTIONS = frozenset(
    {"geen", "none", "nee", "no", "0", "nil", "zonder", "without", "keine", "nein", "aucun", "aucune", "non",
     "nenhum", "nenhuma", "nao", "não"}
)  # fmt: skip
_QUARTER = re.compile(r"(?:q|k|kw|kwartaal|quarter)\s*\.?([1-4])|([1-4])e?\s*(?:q|k|kwartaal|quarter)")
_HALF = re.compile(r"(?:h|hj|s)\s*([12])|([12])(?:e|st|nd)?\s*(?:h|halfjaar|half year|half)")
# A period and words without figures behind it: "3 Monate zum Quartalsende".
_FIRST = re.compile(r"^(\w+\s+[^\W\d_]+)[.,;'’]*\s+(\D+)$")
_EACH = re.compile(
    r"\s*(?:x\s*)?(?:reconductions?|verlangerung(?:en|soptionen|soption)?|opties?|options?|verlenging(?:en)?"
    r"|extensions?|renewals?|renovac(?:ao|oes)|prorrogac(?:ao|oes)|periodes?|keer|maal|mal|times|fois|\*|×)"
    r"\s*(?:um\s+je|van\s+elk|of\s+up\s+to|de|van|of|um|je|a|à|até)?\s*(?=[\da-z])"
)
# How many options, without their length: "2 opties", "2x".
_COUNT_ONLY = re.compile(
    rf"(?:\d+|{_NUMBER_WORD})\s*(?:x|×|keer|maal|mal|times|fois|opties?|options?|optiones?|optionen"
    r"|verlenging(?:en)?|verlengingsopties?|verlangerung(?:en)?|extensions?|renewals?|reconductions?"
    r"|renovac(?:ao|oes)|prorrogac(?:ao|oes))"
)
_PART = re.compile(r"(\d+(?:[.,]\d+)?|[a-zé]+)\s*([a-z]+)?\.?")


def evidence(cells: Iterable[Cell]) -> tuple[bool, list[float]]:
    """Whether some cell has no unit, and the bare numbers."""
    bare = [number for cell in cells if (number := _bare(cell)) is not None]
    return bool(bare), bare


def months_reader(unit: str | None, *, open_term: bool = False) -> Reader:
    """Reads a term as whole months; a bare number has this unit (months, years, …).

    `open_term`: words for an open end give OPEN, with a note.
    """

    def read(cell: Cell) -> object:
        if open_term and isinstance(cell, str) and bare(tidy(cell).casefold()) in OPEN_WORDS:
            return Interpreted(OPEN, "term_open")
        period = _period(cell, unit)
        if isinstance(period, Unreadable):
            return period
        count, of = period
        months = count * 12 if of == "YEARS" else count
        if of in ("DAYS", "WEEKS") or months != int(months):
            return Unreadable("period_not_months")
        if _bare(cell) is None and of == "YEARS":
            return Interpreted(int(months), "period_converted", {"read": int(months)})
        return int(months)

    return read


def period_reader(unit: str | None) -> Reader:
    """Reads a period in days, weeks or months; a bare number has this unit."""

    def read(cell: Cell) -> object:
        period, rest = _period(cell, unit), ""
        if isinstance(period, Unreadable) and isinstance(cell, str):
            found = _FIRST.match(tidy(cell))
            if found:
                period, rest = _period(found[1], unit), found[2]
        if isinstance(period, Unreadable):
            return period
        count, of = period
        if of == "YEARS":
            count, of = count * 12, "MONTHS"
        if count != int(count):
            return Unreadable("period_unreadable")
        value = Period(int(count), of)
        return Interpreted(value, "period_rest", {"rest": rest}) if rest else value

    return read


def options_reader(unit: str | None) -> Reader:
    """Reads extension options as a tuple of months: "2x12" → (12, 12), "1+1" years → (12, 12)."""

    def read(cell: Cell) -> object:
        if isinstance(cell, bool):
            return _length_unknown() if cell else ()
        text = tidy(str(cell)).casefold()
        if text in NO_OPTIONS:
            return ()
        number = _bare(cell)
        if number is not None:
            return _counted(number, unit)
        if text in ("ja", "yes", "j", "y", "x"):
            return _length_unknown()
        if _COUNT_ONLY.fullmatch(bare(text)):
            return _length_unknown()
        text = re.sub(rf"(?<![a-z])(\d+|{_NUMBER_WORD}){_EACH.pattern}", r"\1x", bare(text))
        lengths: list[int] = []
        guessed = False
        for part in re.split(r"\+|\ben\b|\band\b|,|;|&", text):
            if len(part) > LONGEST_OPTION:
                return Unreadable("options_unreadable")
            found = re.fullmatch(
                r"\s*(?:(\d+|[a-zé]+)\s*x\s*)?(\d+|[a-zé]+)\s*([a-z]+)?\.?\s*(?:optie|option|verlenging)?\w*\s*",
                part,
            )
            if found is None:
                return Unreadable("options_unreadable")
            times, count = _count(found[1] or "1"), _count(found[2])
            if times is None or count is None or times > 50:
                return Unreadable("options_unreadable")
            of = UNITS.get(found[3] or "") or _last_unit(text)
            if of is None:
                of, guessed = ("YEARS" if count <= 5 else "MONTHS"), True
            if of not in ("YEARS", "MONTHS"):
                return Unreadable("options_unreadable")
            lengths += [count * (12 if of == "YEARS" else 1)] * times
        if guessed:
            return Interpreted(tuple(lengths), "options_unit", {"read": " + ".join(map(str, lengths))})
        return tuple(lengths)

    return read


def _counted(number: float, unit: str | None) -> object:
    if number == 0:
        return ()
    if unit == "YEARS" and number == int(number) and 0 < number <= 50:
        return (12,) * int(number)
    if unit == "MONTHS" and number == int(number) and 0 < number <= 600:
        return (int(number),)
    return _length_unknown()


def _length_unknown() -> Interpreted:
    return Interpreted(None, "options_length_unknown")


def part_of_year(cells: Iterable[Cell], header_words: list[str]) -> dict[str, int] | None:
    """Each value of the column → the month in which that part of the year begins; None: no such."""
    seen = {tidy(str(cell)).casefold() for cell in cells if cell is not None} - {""}
    if not seen or len(seen) > 24:
        return None
    if seen <= {"12", "34"}:
        # Two quarters in one: 12 is the first half-year, 34 the second.
        return {"12": 1, "34": 7}
    words = set(header_words)
    if seen <= {"1", "2"} and words & {"half", "halves", "halfjaar", "semester", "semestre", "year"}:
        return {"1": 1, "2": 7}
    if seen <= {"1", "2", "3", "4"} and words & {"quarter", "quarters", "kwartaal", "trimestre", "quartal"}:
        return {"1": 1, "2": 4, "3": 7, "4": 10}
    found: dict[str, int] = {}
    for value in seen:
        quarter, half = _QUARTER.fullmatch(value), _HALF.fullmatch(value)
        if quarter:
            found[value] = 3 * int(quarter[1] or quarter[2]) - 2
        elif half:
            found[value] = 6 * int(half[1] or half[2]) - 5
        else:
            return None
    return found


def part_reader(months: dict[str, int]) -> Reader:
    """Reads a part of the year as the month in which it begins."""

    def read(cell: Cell) -> object:
        text = tidy(str(int(cell) if isinstance(cell, float) else cell)).casefold()
        return months.get(text) or Unreadable("year_part_unreadable")

    return read


def _bare(cell: Cell) -> float | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    if isinstance(cell, str) and re.fullmatch(r"\s*\d+(?:[.,]\d+)?\s*", cell):
        return float(cell.strip().replace(",", "."))
    return None


def _count(text: str) -> int | None:
    return int(text) if text.isdigit() else NUMBER_WORDS.get(text)


def _last_unit(text: str) -> str | None:
    found = [UNITS[word] for word in re.findall(r"[a-z]+", text) if word in UNITS]
    return found[-1] if found else None


def _period(cell: Cell, unit: str | None) -> tuple[Decimal, str] | Unreadable:
    number = _bare(cell)
    if number is not None:
        if unit is None:
            return Unreadable("period_unreadable")
        return (Decimal(repr(number)), unit) if number >= 0 else Unreadable("period_unreadable")
    if not isinstance(cell, str):
        return Unreadable("period_unreadable")
    text = tidy(cell).casefold()
    text = re.sub(r"\(.*?\)|['’]", "", text)
    for half, months in _HALF_YEARS:
        text = half.sub(months, text)
    total: dict[str, Decimal] = {}
    for count_text, unit_text in _PART.findall(re.sub(r"\b(en|and|kalender|calendar)\b|[,+]\s", " ", text)):
        of = UNITS.get(unit_text) or ("MONTHS" if unit_text in _OF_MONTHS else None)
        try:
            count = Decimal(count_text.replace(",", ".")) if count_text[0].isdigit() else Decimal(
                NUMBER_WORDS[count_text]
            )  # fmt: skip
        except (KeyError, InvalidOperation):
            return Unreadable("period_unreadable")
        if of is None:
            return Unreadable("period_unreadable")
        total[of] = total.get(of, Decimal(0)) + count * _OF_MONTHS.get(unit_text, 1)
    if set(total) == {"YEARS", "MONTHS"}:
        return total["YEARS"] * 12 + total["MONTHS"], "MONTHS"
    if len(total) != 1:
        return Unreadable("period_unreadable")
    (of, count) = next(iter(total.items()))
    return count, of
