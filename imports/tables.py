"""What travels between the rooms of an import: the source table, the mapped columns, the typed rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any, NamedTuple, Protocol, overload

from imports.findings import Note, Problem, Question


class Uncalculated(Enum):
    """A formula whose result was never stored in the file."""

    FORMULA = "FORMULA"


class OpenEnd(Enum):
    """An end that is known to be open, unlike an end that is not known."""

    OPEN = "OPEN"


OPEN = OpenEnd.OPEN

Cell = None | str | int | float | bool | date | datetime | time | timedelta | Uncalculated


class SourceRow(NamedTuple):
    """A row of the list: its number in the file (from 1) and a cell for each table column."""

    number: int
    cells: tuple[Cell, ...]


class Portion(NamedTuple):
    """Some rows that follow each other: their numbers in the file, and per table column their cells."""

    numbers: Sequence[int]
    columns: Sequence[Sequence[Cell]]


class SourceRows(Protocol):
    """The rows of a list, kept outside memory when there are many; to be gone through as often as needed.

    Going through them, through one column or through the portions holds one portion in memory at a time;
    a slice makes a list of what it takes.
    """

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[SourceRow]: ...

    @overload
    def __getitem__(self, at: int) -> SourceRow: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[SourceRow]: ...

    def column(self, position: int) -> Iterator[Cell]:
        """The cells of the column at this position, from top to bottom; the others aren't read."""

    def around(self, at: int) -> tuple[int, Portion]:
        """The portion that holds the row at this position, and the position of its first row."""

    def portions(self) -> Iterator[Portion]:
        """All rows, some at a time and column by column: the quickest way through."""


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """A column of the list. `index` is its place in the file from 0; headers are unique."""

    index: int
    letter: str
    header: str
    parts: tuple[str, ...] = ()
    hidden: bool = False
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceTable:
    """The list found in a file: what was read, and what was left out, said in the notes."""

    kind: str
    sheet: str
    header_row: int | None
    columns: tuple[SourceColumn, ...]
    rows: SourceRows
    totals: tuple[SourceRow, ...] = ()
    notes: tuple[Note, ...] = ()
    other_sheets: tuple[str, ...] = ()
    epoch_1904: bool = False
    digest: str = ""

    def values(self, position: int) -> Iterator[Cell]:
        """The cells of the column at this position of `columns`, from top to bottom."""
        return self.rows.column(position)

    def address(self, position: int, row: int) -> str:
        """The cell's address as Excel shows it: H12."""
        return f"{self.columns[position].letter}{row}"


@dataclass(frozen=True, slots=True)
class Notation:
    """How every cell of a column is read. `code` is what a person may set by hand.

    `currency` is an ISO 4217 code or None; `symbols` are the currency signs met; `unit` is the unit
    of a bare number in a period; `scale` multiplies amounts; `before` means that the day itself is
    not included; `vat` is EXCLUDED, INCLUDED or None; `prefix` is the country that bare VAT numbers belong
    to; `by_hand` says that a person named it; `per_cell`
    that the symbols stand in the cells themselves, not only in their number formats.
    """

    code: str
    kind: str
    currency: str | None = None
    symbols: tuple[str, ...] = ()
    unit: str | None = None
    scale: int = 1
    before: bool = False
    vat: str | None = None
    epoch_1904: bool = False
    pad: int = 0
    by_hand: bool = False
    per_cell: bool = False
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Where a column goes. `position` is its place in the table's columns and in a row's cells.

    `status` is `mapped` (sure), `proposed` (to be looked at) or `unplaced`; `reason` is the code of
    the message that says why it is unplaced. Without notation and with a question the column can't
    be read until the question is answered.
    """

    position: int
    index: int
    letter: str
    header: str
    field: str | None
    confidence: float
    status: str
    samples: tuple[str, ...]
    notation: Notation | None = None
    question: Question | None = None
    reason: Note | None = None
    notes: tuple[Note, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "header": self.header,
            "field": self.field,
            "confidence": self.confidence,
            "notation": self.notation.code if self.notation else None,
        }


class Period(NamedTuple):
    """A length of time; the unit is one of `PeriodUnit`: DAYS, WEEKS, MONTHS."""

    length: int
    unit: str


class TypedRow(NamedTuple):
    """A row that was read: field code → typed value. A field without a value has no key.

    `cells` are the row's source cells as they stand in the table, for digests and source display.
    A row with problems must not be written.
    """

    number: int
    values: Mapping[str, Any]
    cells: tuple[Cell, ...]
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """An edited cell of which the registry says something else than when the list was written."""

    code: str
    then: Any
    now: Any
    edited: Any


@dataclass(frozen=True, slots=True)
class Edits:
    """What was edited in one row: the row with its edited cells alone, and the fields whose cell was emptied.

    `then` is what the row showed when the list was written, `now` what it would show today, by code.
    """

    row: TypedRow
    emptied: frozenset[str]
    conflicts: tuple[Conflict, ...]
    then: Mapping[str, Any]
    now: Mapping[str, Any]
