"""xls, xlsb and ods, and workbooks that openpyxl finds empty: by calamine."""

import datetime
from collections.abc import Iterator
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from imports.findings import FileRefused
from imports.notation.cells import blank
from imports.tables import Cell
from imports.workbook.limits import Watch
from imports.workbook.sheets import Layout, RawFile, RawRow, RawSheet, trimmed


def open_bulk(content: bytes, kind: str, watch: Watch) -> RawFile:
    """The sheets of a workbook, their rows still to be read."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        listed = tuple(
            RawSheet(sheet.name, sheet.visible != SheetVisibleEnum.Visible, _Rows(book, sheet.name, watch))
            for sheet in book.sheets_metadata
            if "Chart" not in str(sheet.typ) and "Vba" not in str(sheet.typ)
        )
    except CalamineError as why:
        if "password" in str(why).lower() or "encrypt" in str(why).lower():
            raise FileRefused("encrypted") from why
        raise FileRefused("damaged", why=str(why)[:200]) from why
    return RawFile(kind, listed)


class _Rows:
    """Reads a sheet's rows from the beginning each time it is called."""

    def __init__(self, book: CalamineWorkbook, name: str, watch: Watch) -> None:
        self._book, self._name, self._watch = book, name, watch

    def __call__(self, layout: Layout) -> Iterator[RawRow]:
        self._watch.begin(self._name)
        try:
            sheet = self._book.get_sheet_by_name(self._name)
        except CalamineError as why:
            raise FileRefused("damaged", why=str(why)[:200]) from why
        for (top, begin), (bottom, end) in sheet.merged_cell_ranges or ():
            layout.merges.append((top + 1, begin, bottom + 1, end))
        if sheet.start is None:
            return
        # calamine gives the rows from the first of the sheet, but the cells from the first filled column.
        left: list[Cell] = [None] * sheet.start[1]
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            if number % 500 == 0:
                self._watch.tick()
            kept = trimmed(left + [_cell(cell) for cell in cells])
            if kept:
                self._watch.row(number, len(kept) - kept.count(None), len(kept))
                yield RawRow(number, kept)


def _cell(cell: object) -> Cell:
    if isinstance(cell, float) and cell == cell and abs(cell) < 1e15 and cell == int(cell):
        return int(cell)
    if isinstance(cell, datetime.datetime | datetime.date | str | float | int | bool):
        return None if blank(cell) else cell
    if isinstance(cell, datetime.time | datetime.timedelta):
        return cell
    return None
