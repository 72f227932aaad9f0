"""Writing workbooks: sheets of typed columns, streamed row by row. Text is never a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

FORMATS = {"amount": "#,##0.00", "date": "yyyy-mm-dd", "number": "General", "text": "@"}
_HEADER = Font(bold=True, color="FFFFFF")
_BAND = PatternFill("solid", fgColor="1F4E5F")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. `kind` is text, number, amount or date; `width` in characters."""

    header: str
    kind: str = "text"
    width: int = 16
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its columns, and its rows as they come."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]


def write(target: IO[bytes] | str, sheets: Iterable[Sheet], *, title: str) -> None:
    """Write these sheets to a file, one row at a time."""
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.creator = "Counterpart"
    for sheet in sheets:
        _write_sheet(book, sheet)
    book.save(target)


def _write_sheet(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(sheet.title)
    page.freeze_panes = "A2"
    for at, column in enumerate(sheet.columns, start=1):
        dimension = page.column_dimensions[get_column_letter(at)]
        dimension.width = column.width
        dimension.hidden = column.hidden
    page.append([_header(page, column.header) for column in sheet.columns])
    count = 1
    for row in sheet.rows:
        page.append(
            [_cell(page, value, column.kind) for value, column in zip(row, sheet.columns, strict=True)]
        )
        count += 1
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{count}"


def _header(page: Any, text: str) -> WriteOnlyCell:
    cell = _cell(page, text, "text")
    cell.font, cell.fill = _HEADER, _BAND
    return cell


def _cell(page: Any, value: Any, kind: str) -> Any:
    if value is None or value == "":
        return None
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # a text that starts with "=" stays a text
    cell.number_format = FORMATS[kind]
    return cell
