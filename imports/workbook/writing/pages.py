"""A page to read: headings, what is said, figures in rows and columns, and drawings of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.pagebreak import Break

from imports.workbook.writing.charts import draw
from imports.workbook.writing.sheets import Kind, Page, Panel
from imports.workbook.writing.styles import (
    FORMATS,
    HEADING,
    PALE,
    SAID,
    TITLE,
    WRAPPED,
    as_header,
    texts,
)
from imports.workbook.writing.tables import margins

CHART_ROWS = 23
_POINTS = 15
BESIDE = 30
"""The column where figures stand that are only drawn, far to the right of what is printed."""


def lay_out(page: Any, told: Page) -> None:
    """Widths and printing: A4 landscape, one page wide."""
    for at, width in enumerate(told.widths, start=1):
        page.column_dimensions[letter(at)].width = width
    page.sheet_view.showGridLines = False
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.scale = 72
    margins(page)


def fill(page: Any, told: Page, panels: Iterable[Panel]) -> None:
    """Write the panels below each other."""
    row, across = 1, len(told.widths)
    for at, panel in enumerate(panels):
        if panel.new_page and at:
            page.row_breaks.append(Break(id=row - 1))
        row = _panel(page, row, panel, across, TITLE if at == 0 else HEADING) + 1
    page.print_area = f"A1:{letter(across)}{max(row - 1, 1)}"


def _panel(page: Any, row: int, panel: Panel, across: int, font: Any) -> int:
    """Write one panel from this row on; the first row under it."""
    cell = page.cell(row, 1)
    texts(cell, panel.title)
    cell.font = font
    page.row_dimensions[row].height = 26 if font is TITLE else 20
    row += 1
    for said in panel.said:
        row = _line(page, row, said, across)
    first = row
    if panel.header:
        row = _figures(page, row, panel)
    if panel.chart is not None:
        _put_beside(page, first, panel)
        draw(page, panel, first, BESIDE, anchor=f"A{row + 1}")
        row += CHART_ROWS + 1
    return row


def _line(page: Any, row: int, said: str, across: int) -> int:
    page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=across)
    cell = page.cell(row, 1)
    texts(cell, said)
    cell.font, cell.alignment = SAID, WRAPPED
    widths = sum(page.column_dimensions[letter(at)].width for at in range(1, across + 1))
    lines = sum(max(1, -(-len(each) // int(widths))) for each in said.split("\n"))
    page.row_dimensions[row].height = _POINTS * lines
    return row + 1


def _figures(page: Any, row: int, panel: Panel) -> int:
    for at, text in enumerate(panel.header, start=1):
        cell = page.cell(row, at)
        texts(cell, text)
        as_header(cell)
    page.row_dimensions[row].height = 32
    for number, values in enumerate(panel.rows, start=row + 1):
        _row(page, number, values, panel)
    last = row + len(panel.rows)
    if panel.shades and last > row:
        area = f"B{row + 1}:{letter(len(panel.header))}{last}"
        scale = ColorScaleRule(
            start_type="num", start_value=0, start_color="FFFFFF", end_type="max", end_color="7FB2C4"
        )
        page.conditional_formatting.add(area, scale)
    return last + 1


def _row(page: Any, number: int, values: Any, panel: Panel) -> None:
    lines = 1
    for at, (value, kind) in enumerate(zip(values, panel.kinds, strict=True), start=1):
        cell = page.cell(number, at)
        texts(cell, value)
        cell.number_format = FORMATS[kind]
        cell.alignment = WRAPPED
        if at == 1:
            cell.fill = PatternFill("solid", fgColor=PALE)
        if isinstance(value, str) and kind is Kind.TEXT:
            width = max(int(page.column_dimensions[letter(at)].width * 0.95), 1)
            lines = max(lines, sum(max(1, -(-len(each) // width)) for each in value.split("\n")))
    page.row_dimensions[number].height = _POINTS * min(lines, 20)


def _put_beside(page: Any, row: int, panel: Panel) -> None:
    """Write the figures that are only drawn."""
    for down, values in enumerate(panel.beside):
        for at, value in enumerate(values):
            texts(page.cell(row + down, BESIDE + at), value)
