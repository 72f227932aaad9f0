"""The rows of a list between its header and its end, without what isn't part of it."""

import re
from collections.abc import Sequence

from imports.findings import FileRefused, Note
from imports.notation.cells import blank, shown, tidy
from imports.tables import Cell, SourceColumn, SourceRow, SourceTable
from imports.workbook.header import Head, numberlike
from imports.workbook.sheets import Layout, RawFile, RawRow, letters

_TOTAL = re.compile(
    r"^\W*(?:sub|eind|generaal\s+|grand\s+|sub\s+|overall\s+)?-?\s*"
    r"(?:totaal|totalen|totals?|som|sum|summe|gesamt|gesamtsumme|saldo|total general|sous-total|soma)\b",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"^\s*(\*|\d\)|\(|bron\b|source\b|note\b|noot\b|n\.b\.|let op|toelichting|peildatum)", re.IGNORECASE
)
NAMED_ROWS = 20


def build(opened: RawFile, sheet: str, rows: Sequence[RawRow], layout: Layout, head: Head) -> SourceTable:
    """The table under this header; FileRefused "no_rows" when nothing stands there."""
    notes: list[Note] = []
    last_head = max(head.rows, default=0)
    body = [row for row in rows if row.number > last_head]
    above = [row for row in rows if row.number < min(head.rows, default=0)]
    if above:
        notes.append(Note("rows_above", params={"text": _quoted(above)}))
    if len(head.rows) > 1:
        notes.append(Note("header_joined", params={"rows": " + ".join(map(str, head.rows))}))
    elif not head.rows:
        notes.append(Note("header_absent"))
    body = _without_repeats(body, head, notes)
    body, totals = _without_totals(body, notes)
    body = _without_footnotes(body, head, notes)
    if not body:
        raise FileRefused("no_rows", sheet=sheet, row=last_head or "–")
    places = _places(body, head)
    columns = _columns(places, head, layout)
    width = len(places)
    straight = places == list(range(width))

    def picked(row: RawRow) -> SourceRow:
        cells = row.cells
        if straight:
            if len(cells) < width:
                cells = cells + (None,) * (width - len(cells))
            return SourceRow(row.number, cells if len(cells) == width else cells[:width])
        return SourceRow(row.number, tuple(cells[place] if place < len(cells) else None for place in places))

    kept = tuple(picked(row) for row in body)
    _say_what_was_hidden(body, columns, notes)
    skipped = body[-1].number - max(last_head, body[0].number - 1) - len(body) - len(totals)
    repeats = sum(len(note.params["numbers"]) for note in notes if note.code == "repeated_headers")
    if skipped - repeats > 0:
        notes.append(Note("blank_rows", params={"count": skipped - repeats}))
    return SourceTable(
        kind=opened.kind,
        sheet=sheet,
        header_row=last_head or None,
        columns=columns,
        rows=kept,
        totals=tuple(picked(row) for row in totals),
        notes=tuple(notes),
        epoch_1904=opened.epoch_1904,
    )


def _places(body: Sequence[RawRow], head: Head) -> list[int]:
    """The columns of the file that belong to the list: those with a header or with values."""
    filled: set[int] = set()
    for row in body:
        if len(filled) < len(row.cells):
            filled.update(column for column, cell in enumerate(row.cells) if not blank(cell))
    named = {column for column, parts in enumerate(head.headers) if parts}
    return sorted(filled | named)


def _columns(places: Sequence[int], head: Head, layout: Layout) -> tuple[SourceColumn, ...]:
    columns: list[SourceColumn] = []
    taken: dict[str, int] = {}
    for place in places:
        parts = head.headers[place] if place < len(head.headers) else ()
        header = " ".join(parts) or letters(place)
        times = taken[header.casefold()] = taken.get(header.casefold(), 0) + 1
        columns.append(
            SourceColumn(
                index=place,
                letter=letters(place),
                header=header if times == 1 else f"{header} ({times})",
                parts=parts,
                hidden=place in layout.hidden_columns,
                formats=tuple(form for form, _ in layout.formats[place].most_common(5))
                if place in layout.formats
                else (),
            )
        )
    return tuple(columns)


def _without_repeats(body: list[RawRow], head: Head, notes: list[Note]) -> list[RawRow]:
    """Drops rows that say the headers again, as printed lists do on each page."""
    lowest = [parts[-1].casefold() if parts else "" for parts in head.headers]
    named = sum(bool(text) for text in lowest)
    if named < 2:
        return body
    first = next(at for at, text in enumerate(lowest) if text)

    def repeats(row: RawRow) -> bool:
        if first >= len(row.cells) or not isinstance(row.cells[first], str):
            return False
        same = sum(
            bool(text) and isinstance(cell, str) and tidy(cell).casefold() == text
            for text, cell in zip(lowest, row.cells, strict=False)
        )
        return same >= 2 and same >= 0.8 * named

    dropped = [row.number for row in body if repeats(row)]
    if not dropped:
        return body
    notes.append(Note("repeated_headers", params={"rows": _listed(dropped), "numbers": tuple(dropped)}))
    gone = set(dropped)
    return [row for row in body if row.number not in gone]


def _without_totals(body: list[RawRow], notes: list[Note]) -> tuple[list[RawRow], list[RawRow]]:
    """Drops sparse rows that say "total", and a last row of sums without a word."""
    widths = sorted(_filled(row) for row in body)
    typical = widths[len(widths) // 2] if widths else 0

    def is_total(row: RawRow) -> bool:
        filled = _filled(row)
        if filled > max(3, 0.6 * typical) or (filled >= typical and typical <= 3):
            return False
        texts = [cell for cell in row.cells if isinstance(cell, str) and not blank(cell)]
        words = [text for text in texts if not numberlike(text)]
        if any(_TOTAL.match(text) and len(text) < 60 for text in words) and len(words) <= 2:
            return True
        return not words and row is body[-1] and len(body) > 2 and _sums_up(row, body)

    totals = [row for row in body if is_total(row)]
    if totals:
        notes.append(Note("totals_rows", params={"rows": _listed([row.number for row in totals])}))
        gone = {row.number for row in totals}
        body = [row for row in body if row.number not in gone]
    return body, totals


def _sums_up(row: RawRow, body: Sequence[RawRow]) -> bool:
    """Whether some number in the row is the sum of the numbers above it."""
    for column, cell in enumerate(row.cells):
        if isinstance(cell, int | float) and not isinstance(cell, bool) and cell:
            above = sum(
                other.cells[column]  # type: ignore[misc]
                for other in body
                if other is not row
                and column < len(other.cells)
                and isinstance(other.cells[column], int | float)
            )
            if abs(above - cell) < 0.01:
                return True
    return False


def _without_footnotes(body: list[RawRow], head: Head, notes: list[Note]) -> list[RawRow]:
    """Drops what stands below the list: a few cells after a gap, or a remark under the last row."""
    if len(body) < 3:
        return body
    widths = sorted(_filled(row) for row in body)
    typical = widths[len(widths) // 2]
    if typical < 3:
        return body
    end = len(body)
    while end > 1:
        row, before = body[end - 1], body[end - 2]
        filled = _filled(row)
        gap = row.number - before.number > 1
        sparse = filled <= max(1, typical // 4)
        if sparse and (gap or _is_remark(row, filled)):
            end -= 1
            continue
        # A remark of several lines: the gap stands above the first of them.
        start = _block_start(body, end)
        block = body[start:end]
        if start > 0 and len(block) <= 20 and all(
            _filled(other) <= max(1, typical // 4) for other in block
        ):  # fmt: skip
            end = start
            continue
        break
    dropped = body[end:]
    if dropped:
        notes.append(
            Note(
                "footnotes",
                params={"text": _quoted(dropped), "numbers": tuple(row.number for row in dropped)},
            )
        )
    return body[:end]


def _block_start(body: Sequence[RawRow], end: int) -> int:
    at = end - 1
    while at > 0 and body[at].number - body[at - 1].number == 1 and end - at <= 20:
        at -= 1
    return at if at > 0 and body[at].number - body[at - 1].number > 1 else 0


def _is_remark(row: RawRow, filled: int) -> bool:
    texts = [cell for cell in row.cells if isinstance(cell, str) and not blank(cell)]
    return filled == 1 and len(texts) == 1 and (len(texts[0]) > 40 or bool(_REMARK.match(texts[0])))


def _say_what_was_hidden(body: Sequence[RawRow], columns: Sequence[SourceColumn], notes: list[Note]) -> None:
    hidden = sum(row.hidden for row in body)
    if hidden:
        notes.append(Note("hidden_rows", params={"count": hidden}))
    names = [column.header for column in columns if column.hidden]
    if names:
        notes.append(Note("hidden_columns", params={"columns": ", ".join(names)}))


def _filled(row: RawRow) -> int:
    return sum(cell is not None and not blank(cell) for cell in row.cells)


def _quoted(rows: Sequence[RawRow]) -> str:
    """What stands in rows that are left out, so that nothing is dropped in silence."""
    said = [
        f"{row.number}: " + " | ".join(tidy(_short(cell)) for cell in row.cells if not blank(cell))
        for row in rows[:NAMED_ROWS]
    ]
    return "; ".join(said) + ("; …" if len(rows) > NAMED_ROWS else "")


def _short(cell: Cell) -> str:
    text = shown(cell)
    return text if len(text) <= 200 else text[:199] + "…"


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:NAMED_ROWS])) + (", …" if len(numbers) > NAMED_ROWS else "")
