"""A sheet as it stands in a file, whichever library read it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from imports.notation.cells import blank
from imports.tables import Cell


class RawRow(NamedTuple):
    """A row with something in it; `cells` reach to the last filled one, from column A."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False


@dataclass(slots=True)
class Layout:
    """What is known of a sheet besides its cells; filled while the rows are read."""

    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    formats: dict[int, Counter[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet of a file. `rows` reads it from the beginning, each time it is called.

    Merges are (first row, first column, last row, last column); rows from 1, columns from 0.
    """

    name: str
    hidden: bool
    rows: Callable[[Layout], Iterator[RawRow]]


@dataclass(frozen=True, slots=True)
class RawFile:
    kind: str
    sheets: tuple[RawSheet, ...]
    epoch_1904: bool = False
    encoding: str = ""
    delimiter: str = ""


def letters(index: int) -> str:
    """The column's letters in Excel: 0 → A, 27 → AB."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(65 + rest) + found
    return found


def trimmed(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Without empty cells at the end; text of blanks only is empty."""
    last = len(cells)
    while last and blank(cells[last - 1]):
        last -= 1
    return tuple(cells[:last])
