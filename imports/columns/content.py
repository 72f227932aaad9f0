"""What a column's cells say about its field: how well they fit one, and which they suggest."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from imports.fields import Field, headers
from imports.notation import amounts, dates, periods, texts
from imports.notation.cells import EMPTY_WORDS, Unreadable, blank, shown, tidy, within_reach
from imports.notation.choices import CHOICES
from imports.tables import Cell, SourceTable

POOR = 0.3
LOOKED_AT = 400
_READ_AS = {
    "months": periods.months_reader("MONTHS", open_term=True),
    "period": periods.period_reader("MONTHS"),
}
_NUMBER_KINDS = frozenset({"kvk", "kvk_branch", "oin", "duns"})


def fit(table: SourceTable, position: int, field: Field) -> float:
    """How well a column's cells fit a field, from 0 to 1; a column without cells fits everything."""
    cells = _some(table, position)
    if not cells:
        return 1.0
    if field.code == "title" and any(
        isinstance(cell, str) and len(cell) > texts.LONGEST_NAME and len(tidy(cell)) > texts.LONGEST_NAME
        for cell in table.values(position)
    ):
        # What doesn't fit a title is a description.
        return 0.5
    return sum(_fits(cell, field) for cell in cells) / len(cells)


def proposals(
    table: SourceTable, free: Sequence[int], taken: Mapping[str, int]
) -> Iterator[tuple[int, str, float]]:
    """Fields for columns whose header says nothing, by what their cells hold."""
    open_columns = {position: _some(table, position) for position in free}
    open_columns = {position: cells for position, cells in open_columns.items() if cells}
    used = set(taken)
    for position, cells in list(open_columns.items()):
        code, sure = _by_pattern(cells)
        if code and code not in used:
            used.add(code)
            del open_columns[position]
            yield position, code, sure
    party = taken.get("party_name")
    if party is None:
        named = [position for position, cells in open_columns.items() if _share(cells, _is_company) > 0.3]
        if len(named) == 1:
            party = named[0]
            del open_columns[party]
            yield party, "party_name", 0.6
    if party is not None and "kvk" not in used:
        for position, cells in list(open_columns.items()):
            if _share(cells, _is_kvk) > 0.9 and _belongs_to(table, position, party):
                del open_columns[position]
                yield position, "kvk", 0.6
                break
    if "value" not in used:
        sums = [position for position, cells in open_columns.items() if _is_amounts(table, position, cells)]
        if len(sums) == 1:
            yield sums[0], "value", 0.5
    if not used & {"start", "end"}:
        days = [position for position, cells in open_columns.items() if _share(cells, _is_date) > 0.9]
        if len(days) == 2 and _in_order(table, *days):
            yield days[0], "start", 0.5
            yield days[1], "end", 0.5


def _some(table: SourceTable, position: int) -> list[Cell]:
    """Up to 400 filled cells, spread over the column."""
    step = max(1, len(table.rows) // (LOOKED_AT * 2))
    found: list[Cell] = []
    for cell in islice(table.values(position), 0, None, step):
        if not blank(cell) and not (isinstance(cell, str) and tidy(cell).casefold() in EMPTY_WORDS):
            found.append(within_reach(cell))
            if len(found) >= LOOKED_AT:
                break
    return found


def _fits(cell: Cell, field: Field) -> bool:
    kind = field.kind
    if kind == "date":
        return dates.tells(cell) != "neither" or _word(cell) in dates.OPEN_WORDS
    if kind == "amount":
        if isinstance(cell, str):
            return amounts.written(cell) is not None or _word(cell) in amounts.NO_AMOUNT
        return isinstance(cell, int | float) and not isinstance(cell, bool)
    if kind in ("name", "party", "parties"):
        return isinstance(cell, str) and not re.fullmatch(r"[\d\s.,€$£%-]+", cell)
    if kind == "boolean":
        return isinstance(cell, bool) or _word(cell) in texts.YES | texts.NO
    if kind == "cpv":
        return isinstance(texts.cpv(cell), str) or isinstance(cell, int)
    if kind in _NUMBER_KINDS:
        return bool(re.fullmatch(r"[\d\s.\-]{5,24}(\.0)?", shown(cell)))
    if kind in ("months", "period"):
        read = _READ_AS[kind](cell)
        if not isinstance(read, Unreadable):
            return True
        if read.code == "period_not_months":
            return False
        return isinstance(cell, str) and any(map(str.isdigit, cell)) and dates.tells(cell) == "neither"
    if kind in ("integer", "count"):
        return (
            isinstance(cell, bool | int | float)
            or _word(cell).isdigit()
            or _word(cell) in texts.YES | texts.NO
        )
    if kind == "year":
        return isinstance(texts.year(cell), int)
    if kind == "year_part":
        return bool(periods.part_of_year([cell], ["quarter", "half"]))
    if kind == "currency":
        return isinstance(texts.currency(cell), str) or _word(cell) in amounts.SIGNS
    if kind == "choice" and not field.lenient:
        return _word(cell).replace("_", " ").replace("-", " ") in CHOICES[field.code]
    if field.code == "vat":
        return _word(cell).replace("-", " ") in CHOICES["vat"]
    return not isinstance(cell, date) or kind in ("text", "options")


def _by_pattern(cells: Sequence[Cell]) -> tuple[str | None, float]:
    """The field that these cells can hardly miss."""
    if _share(cells, lambda cell: bool(re.match(r"\s*\d{8}\s*-\s*\d\b", shown(cell)))) > 0.8:
        return "cpv", 0.7
    if _share(cells, lambda cell: bool(re.fullmatch(r"NL\s?\d{9}\s?B\s?\d{2}", shown(cell).strip()))) > 0.6:
        return "identifier_vat", 0.7
    if _share(cells, lambda cell: bool(re.fullmatch(r"[A-Z0-9]{18}\d\d", shown(cell).strip()))) > 0.8:
        letters = any(char.isalpha() for cell in cells for char in shown(cell))
        return ("identifier_lei", 0.7) if letters else ("identifier_oin", 0.6)
    if (
        _share(
            cells,
            lambda cell: bool(re.match(r"(20\d\d/S\s?\d{3}-\d{6}|\d{5,6}-20\d\d)$", shown(cell).strip())),
        )
        > 0.6
    ):
        return "notice_reference", 0.6
    known = {"EUR", "USD", "GBP", "CAD", "CHF", "DKK", "SEK", "NOK", "PLN", "AUD", "JPY", "CZK"}
    if _share(cells, lambda cell: shown(cell).strip().upper() in known) > 0.95:
        return "currency", 0.7
    return None, 0.0


def _share(cells: Sequence[Cell], holds) -> float:  # type: ignore[no-untyped-def]
    return sum(map(holds, cells)) / len(cells)


def _is_company(cell: Cell) -> bool:
    return isinstance(cell, str) and texts.has_legal_form(cell)


def _is_kvk(cell: Cell) -> bool:
    return bool(re.fullmatch(r"0?\d{7,8}", shown(cell).strip()))


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, int | float):
        return False
    return dates.tells(cell) not in ("neither", "year", "serial") or _word(cell) in dates.OPEN_WORDS


def _is_amounts(table: SourceTable, position: int, cells: Sequence[Cell]) -> bool:
    """Amounts rather than counts or codes: with a currency, or mostly with cents."""
    column = table.columns[position]
    if column.parts and headers.candidates(" ".join(column.parts)):
        return False
    numbers = [cell for cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool)]
    if len(numbers) > 0.9 * len(cells) and amounts.signs_in_formats(column.formats):
        return True
    signed = sum(bool(amounts.sign_of(cell)) for cell in cells)
    cents = sum(isinstance(cell, float) and round(cell, 2) != int(cell) for cell in cells)
    cents += sum(isinstance(cell, str) and bool(re.search(r"\d[.,]\d\d$", cell.strip())) for cell in cells)
    return (signed > 0.5 * len(cells) or cents > 0.3 * len(cells)) and _share(
        cells, lambda cell: not isinstance(cell, str) or amounts.written(cell) is not None
    ) > 0.9


def _belongs_to(table: SourceTable, position: int, party: int) -> bool:
    """Whether the numbers go with the parties: one number a party, and other parties other numbers."""
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    for number, name in zip(table.values(position), table.values(party), strict=True):
        if not blank(number) and not blank(name):
            numbers[tidy(shown(name)).casefold()][shown(number).strip()] += 1
    repeated = [counts for counts in numbers.values() if counts.total() > 1]
    if len(repeated) < 2:
        return False
    single = sum(len(counts) == 1 for counts in repeated)
    distinct = len({number for counts in numbers.values() for number in counts})
    return single >= 0.95 * len(repeated) and distinct >= 0.9 * len(numbers)


def _in_order(table: SourceTable, first: int, second: int) -> bool:
    def read(cell: Cell) -> object:
        return dates.reader("day-first")(cell)

    some = False
    for one, other in zip(table.values(first), table.values(second), strict=True):
        begins, ends = read(one), read(other)
        if isinstance(begins, date) and isinstance(ends, date):
            some = True
            if begins > ends:
                return False
    return some


def _word(cell: Cell) -> str:
    return tidy(shown(cell)).casefold()
