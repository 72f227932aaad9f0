"""A sheet with a table as it stands around its rows: headers, widths, what may be typed, colours, print."""

from __future__ import annotations

from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter as letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from imports.workbook.writing.rows import LAST_ROW, day_number
from imports.workbook.writing.sheets import Check, Column, TableSheet
from imports.workbook.writing.styles import as_header, style_of, texts, toned

_STYLE = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)


def prepare(page: Any, sheet: TableSheet, explained: Any) -> list[int]:
    """Lay out the sheet around its rows; the styles of its columns."""
    for at, column in enumerate(sheet.columns, start=1):
        cell = page.cell(1, at)
        texts(cell, column.header)
        as_header(cell)
        _dimension(page, at, column)
        if column.check is not None:
            _allow(page, at, column.check, explained)
        _colour(page, at, column)
    page.sheet_properties.outlinePr.summaryRight = False
    page.freeze_panes = page.cell(2, sheet.kept + 1)
    page.sheet_view.zoomScale = 90
    page.row_dimensions[1].height = 32
    _add_table(page, sheet)
    _print(page, sheet)
    return [style_of(page, each.kind) for each in sheet.columns]


def settle(book: Any, page: Any, sheet: TableSheet, count: int) -> None:
    """Say of the table how many rows it has, and name its columns."""
    last = max(count, 1) + 1
    reference = f"A1:{letter(len(sheet.columns))}{last}"
    table = page.tables[sheet.code]
    table.ref = reference
    table.autoFilter.ref = reference
    quoted = _quoted(page.title)
    for at, column in enumerate(sheet.columns, start=1):
        name = f"{sheet.code}_{column.code}"
        place = f"{quoted}!${letter(at)}$2:${letter(at)}${last}"
        book.defined_names[name] = DefinedName(name, attr_text=place)


def _dimension(page: Any, at: int, column: Column) -> None:
    dimension = page.column_dimensions[letter(at)]
    dimension.width = column.width
    dimension.hidden = column.hidden or column.folded
    if column.folded:
        dimension.outlineLevel = 1


def _allow(page: Any, at: int, check: Check, explained: Any) -> None:
    """What may be typed in a column; rows to come included."""
    if check.kind == "list":
        made = DataValidation(type="list", formula1=f"list_{check.words}")
    else:
        low, high = (day_number(each) if check.kind == "date" else each for each in (check.low, check.high))
        operator = "greaterThanOrEqual" if high is None else "between"
        made = DataValidation(
            type=check.kind,
            operator=operator,
            formula1=str(low),
            formula2=None if high is None else str(high),
        )
    made.allow_blank = True
    made.showErrorMessage = True
    made.errorStyle = "stop" if check.strict else "warning"
    made.errorTitle = explained.get("title", "")
    made.error = explained.get(check.kind, "")
    made.add(f"{letter(at)}2:{letter(at)}{LAST_ROW}")
    page.data_validations.append(made)


def _colour(page: Any, at: int, column: Column) -> None:
    for word, tone in column.tones.items():
        plain = word.replace('"', '""')
        rule = Rule(type="cellIs", operator="equal", formula=[f'"{plain}"'], dxf=toned(tone))
        page.conditional_formatting.add(f"{letter(at)}2:{letter(at)}{LAST_ROW}", rule)


def _add_table(page: Any, sheet: TableSheet) -> None:
    reference = f"A1:{letter(len(sheet.columns))}2"
    table = Table(displayName=sheet.code, name=sheet.code, ref=reference, tableStyleInfo=_STYLE)
    table.tableColumns = [
        TableColumn(id=at, name=column.header) for at, column in enumerate(sheet.columns, start=1)
    ]
    table.autoFilter = AutoFilter(ref=reference)
    page.add_table(table)


def _print(page: Any, sheet: TableSheet) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth = sheet.across
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    if sheet.across > 1:
        page.print_title_cols = f"A:{letter(sheet.kept)}"
    margins(page)


def margins(page: Any) -> None:
    """Narrow margins, the sheet's name above, the page's number below."""
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.6
    page.page_margins.header = page.page_margins.footer = 0.25
    page.oddHeader.left.text = "&A"
    page.oddFooter.left.text = "Counterpart"
    page.oddFooter.right.text = "&P / &N"


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"
