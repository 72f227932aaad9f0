"""Rows of typed values: every cell read by its column's notation, every oddity said.

A reader is made once a column; a cell costs one call. Only cells that were interpreted or couldn't be
read make objects of their own.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from imports.fields import FIELDS, Field
from imports.findings import Note, Problem
from imports.notation import Interpreted, Unreadable, amounts, reader
from imports.notation.cells import Reader, shown
from imports.notation.texts import PartyCell
from imports.tables import ColumnMapping, SourceTable, TypedRow

LONGEST_SHOWN = 200
# Said once for the column as a whole, not on every row.
SAID_OF_COLUMN = frozenset({"date_before"})


class _Column(NamedTuple):
    position: int
    field: Field
    read: Reader
    mapping: ColumnMapping
    mixed: bool


def read(table: SourceTable, mappings: Iterable[ColumnMapping]) -> Iterator[TypedRow]:
    """Every row of the table, in order, read by these mappings.

    A column whose question is open is left unread: the row names its field in `unread`. Values are
    str, Decimal (cents), date or OPEN, int, bool, Period, tuples of months or names, or codes.
    `value_currency` and the like stand beside amounts that carry a sign in a column with several
    currencies: XXX for a sign that several share, which then stands in `value_sign`.
    """
    placed = [mapping for mapping in mappings if mapping.field]
    columns = [_column(table, mapping) for mapping in placed if mapping.notation]
    unread = tuple(mapping.field for mapping in placed if not mapping.notation and mapping.field)
    start = _start_parts(columns)
    for row in table.rows:
        values: dict[str, Any] = {}
        notes: list[Note] = []
        problems: list[Problem] = []
        cells = row.cells
        for column in columns:
            cell = cells[column.position]
            if cell is None:
                continue
            value = column.read(cell)
            if value is None:
                continue
            kind = type(value)
            if kind is Unreadable:
                problems.append(_problem(value, column, row.number, cell))
                continue
            if kind is Interpreted:
                if value.code not in SAID_OF_COLUMN:
                    notes.append(_note(value, column, row.number, cell))
                value = value.value
                if value is None:
                    continue
                kind = type(value)
            code = column.field.code
            if kind is PartyCell:
                values[code] = value.name
                if value.place and code == "party_name":
                    values.setdefault("party_place", value.place)
            elif column.field.repeatable:
                values[code] = (*values.get(code, ()), *value)
            else:
                values[code] = value
            if column.mixed and kind is Decimal:
                sign = amounts.sign_of(cell)
                if sign:
                    values[f"{code}_currency"] = amounts.SIGNS[sign] or "XXX"
                    if sign in amounts.SHARED:
                        values[f"{code}_sign"] = sign
        if start and "year" in values:
            month = values.get("year_part") if start == "part" else 1
            if month:
                values["start"] = date(values["year"], month, 1)
        yield TypedRow(row.number, values, cells, tuple(notes), tuple(problems), unread)


def _column(table: SourceTable, mapping: ColumnMapping) -> _Column:
    field = FIELDS[mapping.field or ""]
    notation = mapping.notation
    assert notation is not None  # noqa: S101 - for the type checker; asked by the caller
    cells = table.values(mapping.position) if field.kind == "year_part" else ()
    return _Column(
        mapping.position,
        field,
        reader(notation, field, cells, mapping.header),
        mapping,
        mixed=field.kind == "amount" and len(notation.symbols) > 1 and notation.currency is None,
    )


def _start_parts(columns: Iterable[_Column]) -> str:
    """Whether the start is made from the year, or from the year and a part of it."""
    fields = {column.field.code for column in columns}
    if "start" in fields or "year" not in fields:
        return ""
    return "part" if "year_part" in fields else "year"


def _problem(found: Unreadable, column: _Column, row: int, cell: Any) -> Problem:
    mapping = column.mapping
    return Problem(found.code, row, mapping.header, f"{mapping.letter}{row}", shortened(cell), found.params)


def _note(found: Interpreted, column: _Column, row: int, cell: Any) -> Note:
    mapping = column.mapping
    return Note(found.code, row, mapping.header, f"{mapping.letter}{row}", shortened(cell), found.params)


def shortened(cell: Any) -> str:
    """The cell as it stands, short and safe to store: no control characters, no lone surrogates."""
    text = shown(cell)
    text = text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
    return "".join(char if char.isprintable() or char in "\n\t" else "�" for char in text)
