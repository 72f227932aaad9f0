"""The list as it came, with what an import has to say of it in its cells: for a person to put right.

A workbook (xlsx, xlsm) stays somebody's own: only the cells concerned are coloured and commented, and a sheet
with all problems is added. Of any other kind of file a workbook is made, with the list and the same marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from imports.findings import Note, NotedCells, Problem
from imports.notation.cells import shown
from imports.pipeline import Report
from imports.tables import SourceTable
from imports.workbook.marking import Listing, Mark, NotPlain, marked
from imports.workbook.writing import Book, Column, Kind, TableSheet, stream

MOST_LISTED = 100_000
_ADDRESS = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")
_TITLE = re.compile(r"[\[\]:*?/\\']")


def annotated(content: bytes, report: Report, language: str = "en") -> bytes:
    """The file with the marks of this report of it. A file that was refused gives the problems alone."""
    with translation.override(language):
        listing = _listing(report, language)
        table = report.table
        if table is None:
            return marked(_made([], [], "List"), "List", [], listing, largest=None)
        marks = list(_marks(report, table, language))
        if table.kind == "xlsx":
            try:
                return marked(content, table.sheet, marks, listing)
            except NotPlain:
                pass  # as for every other kind of file
        return _anew(table, marks, listing)


def _marks(report: Report, table: SourceTable, language: str) -> Iterator[Mark]:
    first = table.columns[0].index if table.columns else 0
    for problem in report.problems:
        place = _place(problem.cell, problem.row, first)
        if place is not None:
            yield Mark(*place, "problem", problem.message(language))
    for note in report.notes:
        said = note.first.message(language) if isinstance(note, NotedCells) else note.message(language)
        cells: Sequence[str | None] = note.cells if isinstance(note, NotedCells) else (note.cell,)
        for cell in cells:
            place = _place(cell, None, first)
            if place is not None:
                yield Mark(*place, "note", said)


def _place(cell: str | None, row: int | None, first: int) -> tuple[int, int] | None:
    """Row and column of an address; of a row without one its first cell."""
    found = _ADDRESS.match(cell or "")
    if found is not None:
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - 64
        return int(found[2]), column - 1
    return (row, first) if row else None


def _listing(report: Report, language: str) -> Listing:
    """What stands on the sheet of problems."""
    header = [_("Kind"), _("Row"), _("Cell"), _("Column"), _("Value"), _("What to do")]
    rows: list[list[Any]] = []
    if report.refused is not None:
        rows.append([_("Refused"), None, None, None, None, report.refused.message(language)])
    for question in report.questions:
        rows.append([_("Question"), None, None, question.column, None, question.message(language)])
    for problem in islice(report.problems, MOST_LISTED):
        rows.append(_line(_("Problem"), problem, problem.message(language)))
    for note in report.notes:
        first = note.first if isinstance(note, NotedCells) else note
        rows.append(_line(_("Note"), first, note.message(language)))
    return Listing(_("Problems"), header, rows)


def _line(kind: str, said: Problem | Note, message: str) -> list[Any]:
    return [kind, said.row, said.cell, said.column, said.value, message]


def _anew(table: SourceTable, marks: Sequence[Mark], listing: Listing) -> bytes:
    """A workbook of the list alone; the marks move with their cells."""
    rows = {row.number: at for at, row in enumerate(table.rows, start=2)}
    columns = {column.index: at for at, column in enumerate(table.columns)}
    moved = [
        Mark(rows[mark.row], columns[mark.column], mark.tone, mark.text)
        for mark in marks
        if mark.row in rows and mark.column in columns
    ]
    title = _TITLE.sub(" ", table.sheet)[:31].strip() or "List"
    made = _made([each.header for each in table.columns], (row.cells for row in table.rows), title)
    return marked(made, title, moved, listing, largest=None)


def _made(headers: Sequence[str], rows: Any, title: str) -> bytes:
    columns = [Column(header, f"column_{at}", Kind.TEXT, 18) for at, header in enumerate(headers, start=1)]
    shown_rows = ([_shown(cell) for cell in cells] for cells in rows)
    sheet = TableSheet(title, "list", columns or [Column("–", "column_1")], shown_rows)
    book = Book(title, title, "Counterpart", datetime.now(UTC), [sheet])
    return b"".join(stream(book))


def _shown(cell: Any) -> Any:
    return cell if cell is None or isinstance(cell, str) else shown(cell)
