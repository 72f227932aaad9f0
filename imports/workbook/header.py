"""Which row holds the headers, and how much a sheet looks like a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from imports.fields.headers import known
from imports.notation.cells import EMPTY_WORDS, blank, tidy
from imports.tables import Cell
from imports.workbook.sheets import Layout, RawRow

SEARCHED = 60
LONGEST_NUMBER = 60
_SURELY_HEADERS = 5
_NUMBERLIKE = re.compile(r"^[\s€£$'(+-]*\d[\d.,:/'\s%-]*[)€£$%\s-]*$")


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a list. `rows` are the row numbers (none: no header); `first` to `last` the columns.

    `headers` has the header's parts per column of the file, from the upper row to the lower.
    """

    rows: tuple[int, ...]
    headers: tuple[tuple[str, ...], ...]
    score: float


def find_head(rows: Sequence[RawRow], layout: Layout) -> Head | None:
    """The most convincing header among the first rows; None when there is no list at all."""
    if not rows:
        return None
    scored = [(_score(rows, at), -at) for at in range(min(len(rows), SEARCHED))]
    best, at = max(scored)
    at = -at
    if best <= 0:
        return _headless(rows)
    if not _hits(rows[at]) and not _sets_itself_apart(rows, at):
        return _headless(rows)
    header = rows[at]
    upper = _upper(rows, at, layout)
    lower = _lower(rows, at, layout) if upper is None else None
    if lower is not None:
        upper, header = header, lower
    width = max(len(row.cells) for row in rows)
    lowest = [_text(header, column) for column in range(width)]
    if upper is None:
        single: tuple[tuple[str, ...], ...] = tuple((text,) if text else () for text in lowest)
        return Head((header.number,), single, best)
    above = _spread(upper, lowest, layout)
    parts = tuple(
        tuple(part for part in dict.fromkeys(pair) if part) for pair in zip(above, lowest, strict=True)
    )
    return Head((upper.number, header.number), parts, best)


def headers_alone(rows: Sequence[RawRow]) -> tuple[int, int]:
    """How many headers are known in the last row, where nothing stands under them, and its number."""
    hits = _hits(rows[-1]) if rows and len(rows) <= SEARCHED else 0
    return (hits, rows[-1].number) if hits >= _SURELY_HEADERS else (0, 0)


def known_headers(head: Head) -> int:
    """How many of the headers are known."""
    return sum(bool(parts) and known(parts[-1]) for parts in head.headers)


def numberlike(cell: Cell) -> bool:
    """A number, a date, or text that is one."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float | date):
        return True
    return isinstance(cell, str) and len(cell) <= LONGEST_NUMBER and bool(_NUMBERLIKE.match(cell))


def _score(rows: Sequence[RawRow], at: int) -> float:
    row = rows[at]
    texts = [cell for cell in row.cells if isinstance(cell, str) and not blank(cell)]
    short = [text for text in texts if len(text) <= 80 and not numberlike(text)]
    filled = sum(not blank(cell) for cell in row.cells)
    below = rows[at + 1 : at + 26]
    if not short or not below:
        return 0.0
    widths = sorted(sum(not blank(cell) for cell in other.cells) for other in below)
    typical = widths[len(widths) // 2]
    hits = _hits(row)
    repeated = len(texts) - len({tidy(text).casefold() for text in texts})
    score = 3.0 * hits + len(short) - 3.0 * (filled - len(short)) - 2.0 * repeated
    if filled < 0.5 * typical and filled < 8:
        score -= 2.0 * (typical - filled)
    if typical < 0.2 * filled:
        score -= 2.0
    if filled == 1 and typical > 1:
        score -= 5.0
    contrast = sum(
        1
        for column, cell in enumerate(row.cells)
        if isinstance(cell, str) and not numberlike(cell) and not blank(cell) and _numeric(below, column)
    )
    return score + 1.5 * contrast - 0.05 * at


def _hits(row: RawRow) -> int:
    return sum(isinstance(cell, str) and len(cell) <= 80 and known(cell) for cell in row.cells)


def _numeric(below: Sequence[RawRow], column: int) -> bool:
    """Whether the cells under a header are mostly numbers or dates."""
    cells = [row.cells[column] for row in below if column < len(row.cells)]
    cells = [cell for cell in cells if not blank(cell)]
    return bool(cells) and 2 * sum(map(numberlike, cells)) > len(cells)


def _sets_itself_apart(rows: Sequence[RawRow], at: int) -> bool:
    """Whether a row without known headers differs from the rows under it as headers do."""
    row, below = rows[at], rows[at + 1 : at + 26]
    if any(numberlike(cell) for cell in row.cells):
        return False
    if any(_numeric(below, column) for column, cell in enumerate(row.cells) if not blank(cell)):
        return True
    seen = [{tidy(str(other.cells[column])) for other in below if column < len(other.cells)}
            for column in range(len(row.cells))]  # fmt: skip
    lengths = [len(cell) for cell in row.cells if isinstance(cell, str)]
    lower = [len(str(cell)) for other in below for cell in other.cells if not blank(cell)]
    apart = all(
        tidy(str(cell)) not in seen[column] for column, cell in enumerate(row.cells) if not blank(cell)
    )
    shorter = bool(lower) and sum(lengths) / max(len(lengths), 1) < 0.6 * sum(lower) / len(lower)
    return apart and shorter


def _headless(rows: Sequence[RawRow]) -> Head | None:
    """A list without headers: at least two rows of about the same width, with values of the same kinds."""
    widths = sorted(sum(not blank(cell) for cell in row.cells) for row in rows[:SEARCHED])
    typical = widths[len(widths) // 2]
    if len(rows) < 2 or typical < 2:
        return None
    width = max(len(row.cells) for row in rows)
    if not any(numberlike(cell) for row in rows[:SEARCHED] for cell in row.cells):
        return None
    return Head((), ((),) * width, 0.5)


def _upper(rows: Sequence[RawRow], at: int, layout: Layout) -> RawRow | None:
    """The row above when it groups the headers: texts only, over more columns than they fill."""
    if at == 0 or rows[at - 1].number != rows[at].number - 1:
        return None
    row, header = rows[at - 1], rows[at]
    texts = [column for column, cell in enumerate(row.cells) if not blank(cell)]
    if not texts or any(numberlike(row.cells[column]) for column in texts):
        return None
    merged = any(first == row.number and right > left for first, left, _, right in layout.merges)
    gaps = any(_text(row, column) and not _text(header, column) for column in texts)
    grouping = len(texts) >= 2 and texts[-1] > 0
    if len(texts) == 1 and (texts[0] == _first(header) or len(header.cells) > 2 * texts[0]):
        # One text alone above the first header is a title, unless it is merged over some headers only.
        spans = [right - left + 1 for first, left, _, right in layout.merges if first == row.number]
        if not spans or max(spans) >= 0.8 * len(header.cells):
            return None
    return row if gaps or merged or (grouping and _hits(row)) else None


def _lower(rows: Sequence[RawRow], at: int, layout: Layout) -> RawRow | None:
    """The row below when it continues the headers: it fills gaps of the header with headers."""
    if at + 2 > len(rows) - 1 or rows[at + 1].number != rows[at].number + 1:
        return None
    header, row = rows[at], rows[at + 1]
    filled = [column for column, cell in enumerate(row.cells) if not blank(cell)]
    if any(not isinstance(row.cells[column], str) or numberlike(row.cells[column]) for column in filled):
        return None
    gaps = [column for column in filled if not _text(header, column)]
    merged = any(first == header.number and right > left for first, left, _, right in layout.merges)
    below = rows[at + 2 : at + 27]
    contrast = any(_numeric(below, column) for column in filled)
    hits = sum(known(_text(row, column)) for column in filled)
    if (gaps or merged) and hits >= 1 and (contrast or hits * 2 >= len(filled)):
        return row
    return None


def _spread(upper: RawRow, lowest: list[str], layout: Layout) -> list[str]:
    """The upper headers, each over the columns it stands above."""
    spans = {left: right for first, left, _, right in layout.merges if first == upper.number}
    spread: list[str] = []
    current, until = "", -1
    for column, under in enumerate(lowest):
        text = _text(upper, column)
        if text:
            current = text
            until = spans.get(column, column if spans else len(lowest))
        elif column > until or not under:
            current = "" if column > until else current
        spread.append(current if text or under else "")
    return spread


def _first(row: RawRow) -> int:
    return next((column for column, cell in enumerate(row.cells) if not blank(cell)), 0)


def _text(row: RawRow, column: int) -> str:
    if column >= len(row.cells) or blank(row.cells[column]):
        return ""
    text = tidy(str(row.cells[column]))
    return "" if text.casefold() in EMPTY_WORDS - {"na", "?", "none"} else text[:200]
