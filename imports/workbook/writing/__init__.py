"""Writing workbooks: tables of typed columns, streamed, with pages to read. Text is never a formula."""

from imports.workbook.writing.rows import LAST_ROW, LONGEST_TEXT, TooManyRows, fitted
from imports.workbook.writing.sheets import (
    Book,
    Chart,
    Check,
    Column,
    Counts,
    Kind,
    Page,
    Panel,
    TableSheet,
    Tone,
)
from imports.workbook.writing.stream import stream

__all__ = [
    "LAST_ROW",
    "LONGEST_TEXT",
    "Book",
    "Chart",
    "Check",
    "Column",
    "Counts",
    "Kind",
    "Page",
    "Panel",
    "TableSheet",
    "Tone",
    "TooManyRows",
    "fitted",
    "stream",
]
