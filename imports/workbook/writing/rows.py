"""Rows of a table as the XML of a sheet: many at a time and column by column. Text is never a formula."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape

from imports.workbook.sheets import letters
from imports.workbook.writing.sheets import Kind

ROWS_AT_ONCE = 500
LAST_ROW = 1_048_576
LONGEST_TEXT = 32_767
"""The most characters that Excel keeps in a cell."""

_EPOCH = date(1899, 12, 30).toordinal()
_MARCH_1900 = date(1900, 3, 1).toordinal()
_SAYS_ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ODD = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")


class TooManyRows(Exception):
    """A table that no sheet can hold."""


def written(
    rows: Iterable[Sequence[Any]], kinds: Sequence[Kind], styles: Sequence[int], first: int = 2
) -> Iterator[tuple[int, bytes]]:
    """The XML of these rows, some at a time, with how many they are. `styles` has one for each column."""
    writers = [
        _column(letters(place), kind, style)
        for place, (kind, style) in enumerate(zip(kinds, styles, strict=True))
    ]
    ongoing = iter(rows)
    number = first
    while portion := list(islice(ongoing, ROWS_AT_ONCE)):
        after = number + len(portion)
        if after > LAST_ROW + 1:
            raise TooManyRows
        numbers = [str(each) for each in range(number, after)]
        columns = [
            write(numbers, values) for write, values in zip(writers, zip(*portion, strict=True), strict=True)
        ]
        whole = [
            f'<row r="{row}">{"".join(cells)}</row>'
            for row, cells in zip(numbers, zip(*columns, strict=True), strict=True)
        ]
        yield len(portion), "".join(whole).encode()
        number = after


def fitted(text: str) -> str:
    """The text as far as a cell can hold it; one that is cut says so at its end."""
    if len(text) <= LONGEST_TEXT:
        return text
    said = f" […] {len(text)}"
    return text[: LONGEST_TEXT - len(said)] + said


def text_written(text: str) -> str:
    """A text as it stands in the XML; what XML can't hold shows as a replacement character."""
    text = _SAYS_ESCAPE.sub(lambda found: f"_x005F{found[0]}", fitted(text))
    return escape(_UNWRITABLE.sub("\ufffd", text)).replace("\r", "&#13;")


def day_number(day: date) -> int:
    """The day as Excel counts it; before March 1900 one less, since it believes in 29 February 1900."""
    return day.toordinal() - _EPOCH - (day.toordinal() < _MARCH_1900)


def number_written(value: Any) -> str | None:
    """A number or a day as it stands in the XML; None for what is neither."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return f"{day_number(value) + (value.hour * 3600 + value.minute * 60 + value.second) / 86400:.10f}"
    if isinstance(value, date):
        return str(day_number(value))
    return None


def _column(column: str, kind: Kind, style: int) -> Callable[[list[str], Sequence[Any]], list[str]]:
    head = f'<c r="{column}'
    texts = f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
    numbers = f'" s="{style}"><v>'

    def cell(row: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        plain = number_written(value)
        if plain is not None:
            return f"{head}{row}{numbers}{plain}</v></c>"
        return f"{head}{row}{texts}{text_written(str(value))}</t></is></c>"

    def texts_of(rows: list[str], values: Sequence[Any]) -> list[str]:
        try:
            odd = _ODD.search("\n".join(filter(None, values))) is not None
        except TypeError:
            odd = True  # not texts alone
        if odd or max(map(len, filter(None, values)), default=0) > LONGEST_TEXT:
            return list(map(cell, rows, values))
        return [
            f"{head}{row}{texts}{value}</t></is></c>" if value else ""
            for row, value in zip(rows, values, strict=True)
        ]

    def cells_of(rows: list[str], values: Sequence[Any]) -> list[str]:
        return list(map(cell, rows, values))

    return texts_of if kind is Kind.TEXT else cells_of
