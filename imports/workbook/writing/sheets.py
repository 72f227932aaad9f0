"""What a workbook of ours is made of: tables of typed columns, pages to read, lists to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a column holds; how its cells are written and shown."""

    TEXT = "text"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    MOMENT = "moment"
    SHARE = "share"


class Tone(StrEnum):
    """The colour of a cell whose word says so."""

    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"
    OPEN = "open"
    AWAITED = "awaited"
    EXCUSED = "excused"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Check:
    """What may be typed in a column: a word of a list, or a number or day from `low` to `high`.

    `strict`: something else is refused, not warned of.
    """

    kind: str
    words: str = ""
    low: Any = None
    high: Any = None
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `code` is its name in every language; `width` in characters.

    `folded`: put away in a group that opens with a click. `tones` colours the cells that say a word.
    """

    header: str
    code: str
    kind: Kind = Kind.TEXT
    width: int = 16
    hidden: bool = False
    folded: bool = False
    check: Check | None = None
    tones: Mapping[str, Tone] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet with one table: its columns, and its rows as they come. `code` is the table's name.

    `kept` columns stay in sight when the sheet is scrolled or printed; it prints `across` pages wide.
    """

    title: str
    code: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    kept: int = 1
    across: int = 1


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of the figures above it. `kind`: "bars" (across), "columns" (upright) or "bubbles".

    `series` are the places of the columns drawn; for bubbles each is three places, across, up and size, among
    the figures beside. `tones` has one for each series; of one series alone, one for each bar.
    """

    kind: str
    series: Sequence[Any]
    across: str = ""
    up: str = ""
    tones: Sequence[str] = ()
    most_across: int | None = None
    most_up: int | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A heading with what is said under it, figures in rows and columns, and a drawing of them.

    `kinds` has a kind for each column. `shades`: the deeper the colour, the higher the number.
    """

    title: str
    said: Sequence[str] = ()
    header: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()
    kinds: Sequence[Kind] = ()
    chart: Chart | None = None
    beside: Sequence[Sequence[Any]] = ()
    shades: bool = False
    new_page: bool = False


Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet to read. What stands on it is asked for after all rows: `counts` has their numbers."""

    title: str
    code: str
    panels: Callable[[Counts], Iterable[Panel]]
    widths: Sequence[int]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: its sheets in order, and the lists by name that cells may be chosen from."""

    title: str
    subject: str
    author: str
    made_at: datetime
    sheets: Sequence[TableSheet | Page]
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lists_title: str = "Lists"
    language: str = "en"
    explained: Mapping[str, str] = field(default_factory=dict)
