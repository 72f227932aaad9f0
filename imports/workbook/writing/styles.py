"""How cells look: one look for a kind of column, one colour for a tone."""

from __future__ import annotations

from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from imports.workbook.writing.sheets import Kind, Tone

FORMATS = {
    Kind.TEXT: "@",
    Kind.NUMBER: "General",
    Kind.AMOUNT: "#,##0.00",
    Kind.DATE: "yyyy-mm-dd",
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
    Kind.SHARE: "0%",
}
BAND = "1F4E5F"
PALE = "E8EFF1"
FILLS = {
    Tone.GOOD: "CFE8D5",
    Tone.FAIR: "FCE8B8",
    Tone.BAD: "F6CACA",
    Tone.OPEN: "DDE3E8",
    Tone.AWAITED: "D6E4F5",
    Tone.EXCUSED: "D3ECEA",
    Tone.NONE: "F1F3F4",
}
INKS = {
    Tone.GOOD: "1D5B2E",
    Tone.FAIR: "7A4F00",
    Tone.BAD: "8C1D18",
    Tone.OPEN: "3F4A54",
    Tone.AWAITED: "1B4B82",
    Tone.EXCUSED: "0F5C57",
    Tone.NONE: "4A5560",
}
LINES = {
    Tone.GOOD: "3C9A5F",
    Tone.FAIR: "E0A526",
    Tone.BAD: "C8443C",
    Tone.OPEN: "8A97A3",
    Tone.AWAITED: "5B8FCB",
    Tone.EXCUSED: "2F9C95",
    Tone.NONE: "C9D0D6",
}
"""The colours of what is drawn."""

TOP = Alignment(vertical="top")
WRAPPED = Alignment(vertical="top", wrap_text=True)
FACE = "Calibri"
TITLE = Font(name=FACE, bold=True, size=18, color=BAND)
HEADING = Font(name=FACE, bold=True, size=13, color=BAND)
SAID = Font(name=FACE, italic=True, color="4A5560")
_HEADER = Font(name=FACE, bold=True, color="FFFFFF")
_FILLED = PatternFill("solid", fgColor=BAND)


def as_header(cell: Any) -> None:
    cell.font, cell.fill, cell.alignment = _HEADER, _FILLED, WRAPPED


def style_of(page: Any, kind: Kind) -> int:
    """The number in the workbook's styles of how cells of this kind look."""
    cell = Cell(page, row=1, column=1)
    cell.number_format = FORMATS[kind]
    cell.alignment = TOP
    if kind is Kind.TEXT:
        cell.quotePrefix = True  # typed over, it still is a text
    return int(cell.style_id)


def toned(tone: Tone) -> DifferentialStyle:
    return DifferentialStyle(
        font=Font(color=INKS[tone]), fill=PatternFill(bgColor=FILLS[tone], fill_type="solid")
    )


def texts(cell: Any, value: Any) -> None:
    """Put a value in a cell; a text stays a text, whatever it begins with."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
