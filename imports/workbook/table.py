"""The rows of a list between its header and its end, without what isn't part of it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from imports.findings import FileRefused, Note
from imports.notation.cells import blank, shown, tidy
from imports.notation.texts import has_legal_form
from imports.tables import Cell, SourceColumn, SourceRow, SourceTable
from imports.workbook.gather import Gathered
from imports.workbook.header import Head, numberlike
from imports.workbook.sheets import Layout, RawFile, RawRow, letters
from imports.workbook.spool import Rows

_TOTAL = re.compile(
    r"^\W*(?:sub|eind|generaal\s+|grand\s+|sub\s+|overall\s+)?-?\s*"
    r"(?:totaal|totalen|totals?|som|sum|summe|gesamt|gesamtsumme|saldo|total general|sous-total|soma)\b",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"^\s*(\*|\d\)|\(|bron\b|source\b|note\b|noot\b|n\.b\.|let op|toelichting|peildatum)", re.IGNORECASE
)
# What stands between the rows of a printed list: the page, or the group that the rows below belong to.
_PAGE = re.compile(
    r"^\W*(?:pagina|page|pag\.|p\.|seite|blad|sheet|página)\s*\d+(?:\s*(?:van|of|von|de|sur|/|-)\s*\d+)?\W*$",
    re.IGNORECASE,
)
_GROUP = re.compile(r"^\W*[^\W\d_]{3,}")
_CODE = re.compile(r"^\S*\d\S*$")
NAMED_ROWS = 20
_LONGEST_TOTAL = 60
_BLOCK = 20


def build(opened: RawFile, sheet: str, gathered: Gathered, layout: Layout, head: Head) -> SourceTable:
    """The table under this header; FileRefused "no_rows" when nothing stands there."""
    notes: list[Note] = []
    numbers = gathered.numbers
    last_head = max(head.rows, default=0)
    body = [at for at, number in enumerate(numbers) if number > last_head]
    above = [at for at, number in enumerate(numbers) if number < min(head.rows, default=0)]
    if above:
        notes.append(Note("rows_above", params={"text": _quoted(gathered, above)}))
    if len(head.rows) > 1:
        notes.append(Note("header_joined", params={"rows": " + ".join(map(str, head.rows))}))
    elif not head.rows:
        notes.append(Note("header_absent"))
    body, repeats = _without_repeats(gathered, body, head, notes)
    body, totals = _without_totals(gathered, body, notes)
    body = _without_footnotes(gathered, body, notes)
    body, labels = _without_labels(gathered, body, notes)
    if not body:
        raise FileRefused("no_rows", sheet=sheet, row=last_head or "–")
    left_out = set(range(len(gathered))).difference(body)
    places = _places(gathered, left_out, head)
    columns = _columns(places, head, layout)
    _say_what_was_hidden(gathered, body, columns, notes)
    within = sum(at < body[-1] for at in totals)
    within += repeats + sum(body[0] < at < body[-1] for at in labels)
    blanks = numbers[body[-1]] - max(last_head, numbers[body[0]] - 1) - len(body) - within
    if blanks > 0:
        notes.append(Note("blank_rows", params={"count": blanks}))
    return SourceTable(
        kind=opened.kind,
        sheet=sheet,
        header_row=last_head or None,
        columns=columns,
        rows=Rows(gathered.spool, places, left_out),
        totals=tuple(_picked(row, places) for _, row in gathered.rows(totals)),
        notes=tuple(notes),
        epoch_1904=opened.epoch_1904,
    )


def _picked(row: RawRow, places: Sequence[int]) -> SourceRow:
    cells = row.cells
    return SourceRow(row.number, tuple(cells[place] if place < len(cells) else None for place in places))


def _places(gathered: Gathered, left_out: set[int], head: Head) -> list[int]:
    """The columns of the file that belong to the list: those with a header or with values."""
    named = {column for column, parts in enumerate(head.headers) if parts}
    return [
        place
        for place in range(max(gathered.width, max(named, default=-1) + 1))
        if place in named
        or any(cell is not None and at not in left_out for at, cell in enumerate(gathered.column(place)))
    ]


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


def _without_repeats(
    gathered: Gathered, body: list[int], head: Head, notes: list[Note]
) -> tuple[list[int], int]:
    """Drops rows that say the headers again, as printed lists do on each page; and says how many."""
    lowest = [parts[-1].casefold() if parts else "" for parts in head.headers]
    named = [place for place, text in enumerate(lowest) if text]
    if len(named) < 2:
        return body, 0
    needed = max(2.0, 0.8 * len(named))

    def repeats(row: RawRow) -> bool:
        if named[0] >= len(row.cells) or not isinstance(row.cells[named[0]], str):
            return False
        same = sum(_says(row.cells[place], lowest[place]) for place in named if place < len(row.cells))
        return same >= needed

    # A row that repeats enough headers repeats one of these; the other columns needn't be looked at.
    telling = named[: len(named) - int(needed) + 1]
    likely: set[int] = set()
    for place in telling:
        text = lowest[place]
        likely.update(at for at, cell in enumerate(gathered.column(place)) if _says(cell, text))
    gone = {at for at, row in gathered.rows(likely.intersection(body)) if repeats(row)}
    if gone:
        dropped = tuple(gathered.numbers[at] for at in sorted(gone))
        notes.append(Note("repeated_headers", params={"rows": _listed(dropped), "numbers": dropped}))
        body = [at for at in body if at not in gone]
    return body, len(gone)


def _says(cell: Cell, header: str) -> bool:
    """Whether a cell says this header; most cells begin with another letter or have another length."""
    if type(cell) is not str or not len(header) <= len(cell) <= len(header) + 20:
        return False
    first = cell[0]
    if first != header[0] and not first.isspace() and first.casefold() != header[:1]:
        return False
    return tidy(cell).casefold() == header


def _without_totals(gathered: Gathered, body: list[int], notes: list[Note]) -> tuple[list[int], list[int]]:
    """Drops sparse rows that say "total", and a last row of sums without a word."""
    if not body:
        return body, []
    typical = _median(gathered, body)
    most = max(3, 0.6 * typical)
    sparse = [
        at
        for at in body
        if gathered.filled[at] <= most and not (gathered.filled[at] >= typical and typical <= 3)
    ]

    def is_total(at: int, row: RawRow) -> bool:
        texts = [cell for cell in row.cells if isinstance(cell, str) and not blank(cell)]
        words = [text for text in texts if len(text) >= _LONGEST_TOTAL or not numberlike(text)]
        if len(words) <= 2 and any(len(text) < _LONGEST_TOTAL and _TOTAL.match(text) for text in words):
            return True
        return not words and at == body[-1] and len(body) > 2 and _sums_up(gathered, row, body)

    totals = [at for at, row in gathered.rows(sparse) if is_total(at, row)]
    if totals:
        notes.append(Note("totals_rows", params={"rows": _listed([gathered.numbers[at] for at in totals])}))
        gone = set(totals)
        body = [at for at in body if at not in gone]
    return body, totals


def _median(gathered: Gathered, rows: Sequence[int]) -> int:
    """The number of filled cells of a typical row."""
    return sorted(gathered.filled[at] for at in rows)[len(rows) // 2]


def _sums_up(gathered: Gathered, row: RawRow, body: Sequence[int]) -> bool:
    """Whether some number in the last row is the sum of the numbers above it."""
    counted = set(body[:-1])
    for column, cell in enumerate(row.cells):
        if isinstance(cell, int | float) and not isinstance(cell, bool) and cell:
            above = sum(
                other
                for at, other in enumerate(gathered.column(column))
                if at in counted and isinstance(other, int | float)
            )
            if abs(above - cell) < 0.01:
                return True
    return False


def _without_footnotes(gathered: Gathered, body: list[int], notes: list[Note]) -> list[int]:
    """Drops what stands below the list: a few cells after a gap, or a remark under the last row."""
    numbers, filled = gathered.numbers, gathered.filled
    if len(body) < 3:
        return body
    typical = _median(gathered, body)
    if typical < 3:
        return body
    few = max(1, typical // 4)
    end = len(body)
    while end > 1 and filled[body[end - 1]] <= few:
        last, before = body[end - 1], body[end - 2]
        if numbers[last] - numbers[before] > 1 or _is_remark(gathered, last):
            end -= 1
            continue
        # A remark of several lines: the gap stands above the first of them.
        start = _block_start(gathered, body, end)
        if start == 0 or end - start > _BLOCK or any(filled[at] > few for at in body[start:end]):
            break
        end = start
    dropped = body[end:]
    if dropped:
        said = tuple(numbers[at] for at in dropped)
        notes.append(Note("footnotes", params={"text": _quoted(gathered, dropped), "numbers": said}))
    return body[:end]


def _block_start(gathered: Gathered, body: Sequence[int], end: int) -> int:
    """Where the rows that follow each other up to here begin, if a gap stands above them; else 0."""
    block = body[max(0, end - _BLOCK - 2) : end]
    for back, (before, at) in enumerate(pairwise(reversed([gathered.numbers[each] for each in block]))):
        if before - at > 1:
            return end - back - 1
        if before - at < 1:
            return 0
    return 0


def _is_remark(gathered: Gathered, at: int) -> bool:
    if gathered.filled[at] != 1:
        return False
    ((_, row),) = gathered.rows([at])
    texts = [cell for cell in row.cells if isinstance(cell, str)]
    return len(texts) == 1 and (len(texts[0]) > 40 or bool(_REMARK.match(texts[0])))


def _without_labels(gathered: Gathered, body: list[int], notes: list[Note]) -> tuple[list[int], list[int]]:
    """Drops rows between the others that hold one text only, as page numbers and names of groups do."""
    alone = [at for at in body if gathered.filled[at] == 1]
    if not alone or _median(gathered, body) < 3:
        return body, []
    # In a list where such rows are usual they are rows like the others.
    groups = _median(gathered, body) > 3 and 5 * len(alone) <= 2 * len(body)
    labels = [at for at, row in gathered.rows(alone) if _is_label(row, groups=groups)]
    if not labels:
        return body, []
    said = tuple(gathered.numbers[at] for at in labels)
    notes.append(Note("label_rows", params={"text": _quoted(gathered, labels), "numbers": said}))
    gone = set(labels)
    return [at for at in body if at not in gone], labels


def _is_label(row: RawRow, *, groups: bool) -> bool:
    text = next((cell for cell in row.cells if not blank(cell)), None)
    if not isinstance(text, str):
        return False
    if _PAGE.match(text):
        return True
    return groups and bool(_GROUP.match(text)) and not _CODE.match(text) and not has_legal_form(text)


def _say_what_was_hidden(
    gathered: Gathered, body: Sequence[int], columns: Sequence[SourceColumn], notes: list[Note]
) -> None:
    hidden = len(gathered.hidden.intersection(body))
    if hidden:
        notes.append(Note("hidden_rows", params={"count": hidden}))
    names = [column.header for column in columns if column.hidden]
    if names:
        notes.append(Note("hidden_columns", params={"columns": ", ".join(names)}))


def _quoted(gathered: Gathered, wanted: Sequence[int]) -> str:
    """What stands in rows that are left out, so that nothing is dropped in silence."""
    said = [
        f"{row.number}: " + " | ".join(tidy(_short(cell)) for cell in row.cells if cell is not None)
        for _, row in gathered.rows(wanted[:NAMED_ROWS])
    ]
    return "; ".join(said) + ("; …" if len(wanted) > NAMED_ROWS else "")


def _short(cell: Cell) -> str:
    text = shown(cell)
    return text if len(text) <= 200 else text[:199] + "…"


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:NAMED_ROWS])) + (", …" if len(numbers) > NAMED_ROWS else "")
