"""Rows of typed values: every cell read by its column's notation, every oddity said.

A reader is made once a column, and is asked once for cells that repeat. Only rows with a cell that was
interpreted or couldn't be read take the longer way, on which that is said.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from imports.fields import ATTRIBUTE, FIELDS
from imports.findings import Note, Problem
from imports.notation import Interpreted, Unreadable, amounts, reader
from imports.notation.cells import Reader, shown
from imports.notation.guards import unguarded
from imports.notation.texts import PartyCell
from imports.tables import OPEN, Cell, ColumnMapping, Notation, Portion, SourceTable, TypedRow

LONGEST_SHOWN = 200
OURS = frozenset({"relationship_id", "version"})
"""The fields that only a list of our own making has. Its texts are guarded in a file of separated values."""
REMEMBERED = 10_000
# Said once for the column as a whole, not on every row.
SAID_OF_COLUMN = frozenset({"date_before"})


class _Column:
    """A placed column: how its cells are read, and what was read of those that repeat."""

    __slots__ = ("_known", "_read", "code", "field", "mapping", "mixed", "position", "rare")

    def __init__(
        self, table: SourceTable, mapping: ColumnMapping, notation: Notation, *, guarded: bool = False
    ) -> None:
        self.mapping, self.position = mapping, mapping.position
        self.field = FIELDS[mapping.field or ""]
        self.code = self.field.code
        cells = table.values(mapping.position) if self.field.kind == "year_part" else ()
        read = reader(notation, self.field, cells, mapping.header)
        self._read = _unguarding(read) if guarded else read
        self._known: dict[Cell, Any] = {}
        several = len(notation.symbols) > 1 and notation.currency is None
        self.mixed = self.field.kind == "amount" and several
        self.rare = self.mixed or self.field.repeatable
        """Whether every value of this column needs the longer way."""

    def values(self, cells: Sequence[Cell]) -> list[Any]:
        """What each cell says: a value, None, Interpreted or Unreadable."""
        kinds = set(map(type, cells))
        kinds.discard(_NOTHING)
        if len(kinds) != 1 or kinds == {float}:
            # 1, 1.0 and True are the same key: only cells of one type are remembered.
            return [None if cell is None else self._read(cell) for cell in cells]
        (kind,) = kinds
        known = self._known
        if len(known) > REMEMBERED or kind is not known.get(None, (kind,))[0]:
            known.clear()
        known[None] = (kind,)
        for cell in set(cells).difference(known):
            known[cell] = self._read(cell)
        return [None if cell is None else known[cell] for cell in cells]


def _unguarding(read: Reader) -> Reader:
    return lambda cell: read(unguarded(cell) if isinstance(cell, str) else cell)


def read(table: SourceTable, mappings: Iterable[ColumnMapping]) -> Iterator[TypedRow]:
    """Every row of the table, in order, read by these mappings.

    A column whose question is open is left unread: the row names its field in `unread`. Values are
    str, Decimal (cents), date or OPEN, int, bool, Period, tuples of months or names, or codes.
    `value_currency` and the like stand beside amounts that carry a sign in a column with several
    currencies: XXX for a sign that several share, which then stands in `value_sign`.
    """
    placed = [mapping for mapping in mappings if mapping.field and mapping.field != ATTRIBUTE]
    guarded = table.kind == "csv" and {mapping.field for mapping in placed} >= OURS
    columns = [
        _Column(table, mapping, mapping.notation, guarded=guarded) for mapping in placed if mapping.notation
    ]
    unread = tuple(mapping.field for mapping in placed if not mapping.notation and mapping.field)
    start = _start_parts(columns)
    for portion in table.rows.portions():
        yield from _typed(portion, columns, start, unread)


def _typed(
    portion: Portion, columns: Sequence[_Column], start: str, unread: tuple[str, ...]
) -> Iterator[TypedRow]:
    """The rows of a portion: read column by column, then put together row by row."""
    read_ = [column.values(portion.columns[column.position]) for column in columns]
    odd: set[int] = set()
    for place, column in enumerate(columns):
        odd.update(_odd_rows(column, read_[place]))
        if column.field.kind == "party":
            # Their places make a row odd; the others have only a name.
            read_[place] = [value.name if type(value) is PartyCell and at not in odd else value
                            for at, value in enumerate(read_[place])]  # fmt: skip
    codes = [column.code for column in columns]
    source = zip(*portion.columns, strict=True)
    told = zip(*read_, strict=True) if read_ else iter([()] * len(portion.numbers))
    for at, (number, cells, row) in enumerate(zip(portion.numbers, source, told, strict=True)):
        if at in odd:
            values, notes, problems = _explained(number, cells, columns, row)
        else:
            values = {code: value for code, value in zip(codes, row, strict=True) if value is not None}
            notes = problems = ()
        if start and "year" in values:
            month = values.get("year_part") if start == "part" else 1
            if month:
                values["start"] = date(values["year"], month, 1)
        yield TypedRow(number, values, cells, notes, problems, unread)


def _odd_rows(column: _Column, values: Sequence[Any]) -> Iterable[int]:
    """The places of the values that are more than a value."""
    if column.rare:
        return [at for at, value in enumerate(values) if value is not None]
    kinds = set(map(type, values))
    if kinds.isdisjoint(_ODD):
        return ()
    return [
        at
        for at, value in enumerate(values)
        if type(value) in _TOLD or (type(value) is PartyCell and value.place)
    ]


_NOTHING = type(None)
_TOLD = frozenset({Interpreted, Unreadable})
_ODD = _TOLD | {PartyCell}


def _explained(
    number: int, cells: Sequence[Cell], columns: Sequence[_Column], row: Sequence[Any]
) -> tuple[dict[str, Any], tuple[Note, ...], tuple[Problem, ...]]:
    """The values of a row of which something has to be said, and what."""
    values: dict[str, Any] = {}
    notes: list[Note] = []
    problems: list[Problem] = []
    for column, value in zip(columns, row, strict=True):
        cell = cells[column.position]
        if type(value) is Unreadable:
            problems.append(_problem(value, column, number, cell))
            continue
        if type(value) is Interpreted:
            if value.code not in SAID_OF_COLUMN:
                notes.append(_note(value, column, number, cell))
            value = value.value
        if value is None:
            continue
        code = column.code
        if value is OPEN and code == "term_months":
            # A term without an end: an end that the row gives goes before it.
            values.setdefault("end", OPEN)
            continue
        if type(value) is PartyCell:
            values[code] = value.name
            if value.place and code == "party_name":
                values.setdefault("party_place", value.place)
        elif column.field.repeatable:
            values[code] = (*values.get(code, ()), *value)
        else:
            values[code] = value
        if column.mixed and type(value) is Decimal:
            values |= _currency_of(code, cell)
    return values, tuple(notes), tuple(problems)


def _currency_of(code: str, cell: Cell) -> dict[str, str]:
    """What the sign in a cell says, in a column with several currencies."""
    sign = amounts.sign_of(cell)
    if not sign:
        return {}
    said = {f"{code}_currency": amounts.SIGNS[sign] or "XXX"}
    return said | {f"{code}_sign": sign} if sign in amounts.SHARED else said


def _start_parts(columns: Iterable[_Column]) -> str:
    """Whether the start is made from the year, or from the year and a part of it."""
    fields = {column.code for column in columns}
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
