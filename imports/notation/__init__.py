"""How a column's cells are read: one notation for the whole column, found or asked, never guessed.

`decide` finds the notation from all cells of a column, or asks; `reader` makes the function that
reads the cells by it. A cell ends as a value, as `Interpreted` (with a note), as None (nothing in it)
or as `Unreadable` (with the reason).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from imports.fields import Field
from imports.fields.headers import words
from imports.findings import MappingRefused, Question
from imports.notation import amounts, choices, countries, dates, periods, texts
from imports.notation.cells import (
    EMPTY_TEXTS,
    EMPTY_WORDS,
    Interpreted,
    Reader,
    Unreadable,
    guarded,
    tidy,
    within_reach,
)
from imports.tables import Cell, Notation

__all__ = ["Interpreted", "Unreadable", "allowed", "decide", "hints", "reader"]

END_FIELDS = frozenset({"end", "latest_end", "current_end", "notice_date"})
_AMOUNT_CODES = (*amounts.NOTATIONS, "number", "plain")
_DATE_CODES = (*dates.NOTATIONS, "date", "iso", "serial", "year", "text")


@dataclass(frozen=True, slots=True)
class Hints:
    """What a header says about its cells besides the field."""

    currency: str | None = None
    vat: str | None = None
    unit: str | None = None
    scale: int = 1
    before: bool = False


def hints(header: str) -> Hints:
    """Units, currency, VAT and thousands named in a header: "Waarde (x € 1.000, excl. btw)"."""
    spoken = words(header)
    text = tidy(header).casefold()
    signs = [amounts.SIGNS.get(word) for word in (*spoken, *re.findall(r"[€£]", text))]
    units = [periods.UNITS[word] for word in spoken if word in periods.UNITS and len(word) > 1]
    vat = None
    if {"vat", "btw", "tax", "mwst", "ust", "tva", "iva"} & set(spoken):
        vat = (
            "INCLUDED" if {"inclusief", "com"} & set(spoken)
            else "EXCLUDED" if {"exclusief", "sem", "ohne"} & set(spoken) else None
        )  # fmt: skip
    elif {"ht", "netto", "nettobetrag", "nettowert"} & set(spoken):
        vat = "EXCLUDED"
    elif {"ttc", "brutto", "bruttobetrag"} & set(spoken):
        vat = "INCLUDED"
    thousands = re.search(r"x\s*(?:€|eur|£|\$)?\s*1[.,]?000\b|€\s*k\b|\bk\s*(?:€|eur)\b|\b(?:in )?thousands\b"
                          r"|duizend|\bteur\b|\btsd\b|\bt€|\bmilliers\b|\bmilhares\b"
                          r"|[(\s]['’]?000s?[)\s]|'000", text)  # fmt: skip
    return Hints(
        currency=next((sign for sign in signs if sign), None),
        vat=vat,
        unit=units[-1] if units else "YEARS" if "optiejaren" in spoken else None,
        scale=1000 if thousands else 1,
        before=bool(re.search(r"\b(?:v[óo][óo]r|before)\b(?!\s+of\s+op)(?!\s+or\s+on)", text)),
    )


def decide(
    cells: Iterable[Cell],
    field: Field,
    *,
    header: str = "",
    formats: Iterable[str] = (),
    answer: str | None = None,
    epoch_1904: bool = False,
) -> Notation | Question:
    """The notation of a column, from all its cells; a Question when they don't decide.

    `answer` is a notation given by hand or the answer to the question; it must be one the kind knows
    (MappingRefused "notation_unknown").
    """
    if answer is not None and answer not in allowed(field):
        raise MappingRefused(
            "notation_unknown", column=header, notation=answer, choices=", ".join(allowed(field)) or "–"
        )
    listed = list(cells)
    if field.kind not in _TEXTLIKE and str in set(map(type, listed)):
        listed = [within_reach(cell) for cell in listed]
    found = hints(header)
    if field.kind == "amount":
        return _amount(listed, field, header, found, tuple(formats), answer)
    if field.kind == "date":
        return _date(listed, field, header, found, answer, epoch_1904)
    if field.kind in ("months", "period", "options"):
        return _period(listed, field, header, found, answer)
    if field.kind == "year_part":
        return Notation("half-year" if _halves(listed, header) else "quarter", field.kind)
    if field.kind == "code":
        # A NIF or NIPC is the number of a Portuguese VAT number.
        prefix = (
            "PT"
            if field.code == "identifier_vat" and {"nif", "nipc", "contribuinte"} & set(words(header))
            else ""
        )
        return Notation("text", field.kind, pad=max(_padding(formats), _width(listed)), prefix=prefix)
    if field.kind == "boolean":
        return Notation(texts.yes_and_no(listed), field.kind)
    plain = {"integer": "number", "count": "number", "choice": "code"}
    return Notation(plain.get(field.kind, "text" if field.kind != "year" else "year"), field.kind)


def allowed(field: Field) -> tuple[str, ...]:
    """The notations that can be given by hand for a field."""
    if field.kind == "amount":
        return _AMOUNT_CODES
    if field.kind == "date":
        return _DATE_CODES
    if field.kind in ("months", "period", "options"):
        return periods.BARE_UNITS
    return ()


def reader(notation: Notation, field: Field, cells: Iterable[Cell] = (), header: str = "") -> Reader:
    """The function that reads a cell of this column. `cells`: the column, where a reader needs it."""
    empty = EMPTY_TEXTS if field.kind in _TEXTLIKE else EMPTY_WORDS
    if field.kind == "date" and field.open_end:
        empty = empty - dates.OPEN_WORDS if field.code != "latest_end" else empty
    if field.code == "term_months":
        empty = empty - dates.OPEN_WORDS
    if field.kind == "amount":
        # A program's "not a number" is a failed sum, not an empty cell.
        empty = empty - {"nan"}
    if field.kind in ("boolean", "options", "count", "choice"):
        empty = empty - {"none", "nil", "geen", "keine", "aucun", "aucune", "nenhum", "nenhuma"}
    read = _read(notation, field, cells, header)
    if field.kind in _TEXTLIKE:
        return guarded(read, frozenset(empty))
    return guarded(lambda cell: read(within_reach(cell)), frozenset(empty))


_TEXTLIKE = frozenset({"name", "text", "code", "party", "parties"})
_PLAIN: dict[str, Callable[[Cell], Any]] = {
    "name": texts.name,
    "text": texts.long_text,
    "party": texts.party,
    "parties": texts.parties,
    "cpv": texts.cpv,
    "integer": texts.integer,
    "count": texts.count,
    "year": texts.year,
    "currency": texts.currency,
    "country": countries.country,
    "kvk": texts.digits_reader(8, "kvk_unreadable", 6),
    "kvk_branch": texts.digits_reader(12, "kvk_branch_unreadable", 5),
    "oin": texts.digits_reader(20, "oin_unreadable", 12),
    "duns": texts.digits_reader(9, "duns_unreadable", 7),
}


def _read(notation: Notation, field: Field, cells: Iterable[Cell], header: str) -> Reader:
    kind = field.kind
    if kind == "amount":
        return amounts.reader(notation.code, notation.scale, doubtful=notation.by_hand)
    if kind == "date":
        return dates.reader(
            notation.code,
            open_end=field.open_end,
            end=field.code in END_FIELDS,
            before=notation.before,
            epoch_1904=notation.epoch_1904,
        )
    if kind == "months":
        return periods.months_reader(notation.unit, open_term=field.code == "term_months")
    if kind == "period":
        return periods.period_reader(notation.unit)
    if kind == "options":
        return periods.options_reader(notation.unit)
    if kind == "year_part":
        return periods.part_reader(periods.part_of_year(cells, words(header)) or {})
    if kind == "code":
        return texts.code_reader(notation.pad, notation.prefix)
    if kind == "boolean":
        return texts.boolean_reader(field.lenient, notation.code)
    if kind == "choice":
        return choices.choice_reader(field.code, field.lenient)
    return _PLAIN[kind]


def _amount(
    cells: list[Cell], field: Field, header: str, found: Hints, formats: tuple[str, ...], answer: str | None
) -> Notation | Question:
    seen = amounts.evidence(cells)
    code = answer or seen.decided()
    if code is None:
        contradiction = bool(seen.counts["decimal-comma"] and seen.counts["decimal-point"])
        example = seen.examples["decimal-comma" if contradiction else "either"]
        return Question(
            f"amount_notation:{field.code}",
            amounts.NOTATIONS,
            header,
            {
                "example": example,
                "other": seen.examples.get("decimal-point", example),
                "as_comma": _as_read(example, "decimal-comma"),
                "as_point": _as_read(example, "decimal-point"),
            },
        )
    signs = seen.signs or amounts.signs_in_formats(formats)
    meant = {amounts.SIGNS[sign] for sign in signs}
    currency = next(iter(meant)) if len(meant) == 1 else None
    if len(signs) == 1 and found.currency in amounts.SHARED.get(next(iter(signs)), ()):
        currency = found.currency
    return Notation(
        code,
        field.kind,
        currency=currency or (found.currency if not signs else None),
        symbols=tuple(sorted(signs)),
        scale=found.scale,
        vat=found.vat,
        by_hand=answer is not None,
        per_cell=bool(seen.signs),
    )


def _as_read(example: str, notation: str) -> str:
    read = amounts.reader(notation)(example)
    value = read.value if isinstance(read, Interpreted) else read
    return "–" if isinstance(value, Unreadable) else str(value)


def _date(
    cells: list[Cell], field: Field, header: str, found: Hints, answer: str | None, epoch_1904: bool
) -> Notation | Question:
    seen = dates.evidence(cells)
    code = answer or seen.decided()
    if code is None:
        example = seen.examples.get("either") or seen.examples.get("day-first", "")
        return Question(
            f"date_notation:{field.code}",
            dates.NOTATIONS,
            header,
            {
                "example": example,
                "as_day": _day_read(example, "day-first"),
                "as_month": _day_read(example, "month-first"),
            },
        )
    return Notation(
        code, field.kind, before=found.before and field.code == "notice_date", epoch_1904=epoch_1904
    )


def _day_read(example: str, notation: str) -> str:
    read = dates.reader(notation)(example)
    value = read.value if isinstance(read, Interpreted) else read
    return "–" if isinstance(value, Unreadable) else str(value)


def _period(
    cells: list[Cell], field: Field, header: str, found: Hints, answer: str | None
) -> Notation | Question:
    has_bare, numbers = periods.evidence(cells)
    unit = answer.upper() if answer else found.unit
    if unit is None and field.code == "payment_term":
        unit = "DAYS"
    if field.kind == "options":
        return Notation((unit or "text").lower(), field.kind, unit=unit)
    if unit is None and has_bare:
        offered = periods.BARE_UNITS if field.kind == "period" else ("months", "years")
        example = f"{Counter(numbers).most_common(1)[0][0]:g}"
        return Question(f"period_unit:{field.code}", offered, header, {"example": example})
    return Notation((unit or "text").lower(), field.kind, unit=unit)


def _halves(cells: list[Cell], header: str) -> bool:
    months = periods.part_of_year(cells, words(header)) or {}
    return set(months.values()) <= {1, 7}


def _padding(formats: Iterable[str]) -> int:
    """The number of digits that a format such as 00000 shows."""
    return max((len(form) for form in formats if re.fullmatch(r"0{2,}", form)), default=0)


def _width(cells: list[Cell]) -> int:
    """The number of digits of a column's codes where they begin with noughts and all have as many."""
    codes = {cell.strip() for cell in cells if type(cell) is str and cell.strip().isdigit()}
    lengths = {len(code) for code in codes}
    leading = sum(code.startswith("0") for code in codes)
    numbers = [cell for cell in cells if type(cell) in (int, float)]
    if len(lengths) != 1 or leading < 2 or not numbers:
        return 0
    (length,) = lengths
    return length if all(0 <= number < 10**length for number in numbers) else 0  # type: ignore[operator]
