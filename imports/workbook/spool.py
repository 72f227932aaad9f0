"""Rows kept by portions, packed, in memory or in a file without a name: written once, read as often as asked.

A portion is kept column by column, so that one column can be read without the others. It is packed with
`marshal`, the quickest way that Python has; dates, times and lost formulas are written as tuples. What is
unpacked is what this process, or a child that it started from the same code, has packed: a spool is never
read from anywhere else.
"""

import marshal
import os
import tempfile
import weakref
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import accumulate, chain, compress
from typing import Any, NamedTuple, overload

from imports.tables import Cell, Portion, SourceRow, Uncalculated

_REMEMBERED = 10_000
# What is packed is as large as what it says: a text that many cells share is written for each.
_WITHOUT_REFERENCES = 2
_KINDS: tuple[Any, ...] = (datetime, date, time, timedelta)


class Kept(NamedTuple):
    """A portion in a spool: the numbers of its rows, and where each column stands."""

    numbers: bytes
    blocks: tuple[bytes | tuple[int, int], ...]


class Spool:
    """Portions of rows. With a file's descriptor they are written there, without one they stay in memory."""

    def __init__(self, file: int | None = None, index: Sequence[Kept] = ()) -> None:
        self._file = file
        self._index = list(index)
        self._end = 0
        self._known: dict[Any, Cell] = {}

    @property
    def index(self) -> list[Kept]:
        """What another process needs to read the same file: `Spool(file, index)`."""
        return self._index

    def add(self, numbers: Sequence[int], written: Sequence[bytes]) -> None:
        """Keeps a portion; each of its columns, as `packed`, has a cell for every number."""
        blocks: list[bytes | tuple[int, int]] = []
        if self._file is None:
            blocks.extend(written)
        else:
            for block in written:
                blocks.append((self._end, len(block)))
                self._end += len(block)
            _write(self._file, b"".join(written))
        self._index.append(Kept(array("L", numbers).tobytes(), tuple(blocks)))

    def __len__(self) -> int:
        """How many portions."""
        return len(self._index)

    def numbers(self, at: int) -> Sequence[int]:
        found = array("L")
        found.frombytes(self._index[at].numbers)
        return found

    def column(self, at: int, place: int) -> Sequence[Cell]:
        """The cells of one column of one portion; a column that it doesn't reach is empty."""
        kept = self._index[at]
        if place >= len(kept.blocks):
            return [None] * (len(kept.numbers) // array("L").itemsize)
        block = kept.blocks[place]
        if isinstance(block, tuple):
            assert self._file is not None  # noqa: S101 for the type checker
            block = os.pread(self._file, block[1], block[0])
        return self._unpacked(block)

    def unpacked(self, block: bytes) -> tuple[Cell, ...]:
        """What `packed` has packed."""
        return tuple(self._unpacked(block))

    def width(self, at: int) -> int:
        return len(self._index[at].blocks)

    def _unpacked(self, block: bytes) -> list[Cell]:
        cells = marshal.loads(block)  # noqa: S302 packed by ourselves, see above
        if type(cells) is list:
            return cells
        known = self._known
        if len(known) > _REMEMBERED:
            known.clear()
        for cell in {cell for cell in cells if type(cell) is tuple and cell not in known}:
            known[cell] = _KINDS[cell[0]](*cell[1:]) if cell[0] >= 0 else Uncalculated.FORMULA
        return [known[cell] if type(cell) is tuple else cell for cell in cells]


class Rows:
    """The rows of a list in a spool: without those that aren't part of it, and only the list's columns.

    `left_out` are the positions, counted over all rows of the spool, of the rows that don't belong.
    """

    def __init__(self, spool: Spool, places: Sequence[int], left_out: Collection[int] = ()) -> None:
        self._spool, self.places, self.left_out = spool, tuple(places), frozenset(left_out)
        self._left: dict[int, list[bool]] = {}
        gone = self.left_out
        counts: list[int] = []
        first = 0
        for at in range(len(spool)):
            count = len(spool.numbers(at))
            stays = [position not in gone for position in range(first, first + count)]
            if not all(stays):
                self._left[at] = stays
            counts.append(sum(stays))
            first += count
        self._ends = list(accumulate(counts))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[SourceRow]:
        for numbers, columns in self.portions():
            yield from map(SourceRow, numbers, zip(*columns, strict=True))

    def portions(self) -> Iterator[Portion]:
        for at in range(len(self._spool)):
            portion = self._portion(at)
            if portion.numbers:
                yield portion

    def around(self, at: int) -> tuple[int, Portion]:
        place = bisect_right(self._ends, at)
        return (self._ends[place - 1] if place else 0), self._portion(place)

    def column(self, position: int) -> Iterator[Cell]:
        place, spool = self.places[position], self._spool
        return chain.from_iterable(self._staying(at, spool.column(at, place)) for at in range(len(spool)))

    @overload
    def __getitem__(self, at: int) -> SourceRow: ...

    @overload
    def __getitem__(self, at: slice) -> list[SourceRow]: ...

    def __getitem__(self, at: int | slice) -> SourceRow | list[SourceRow]:
        if isinstance(at, slice):
            return self._picked(range(len(self))[at])
        return self._picked([range(len(self))[at]])[0]

    def _picked(self, wanted: Sequence[int]) -> list[SourceRow]:
        found: list[SourceRow] = []
        held, rows = -1, Portion((), ())
        for each in wanted:
            at = bisect_right(self._ends, each)
            if at != held:
                held, rows = at, self._portion(at)
            within = each - (self._ends[at - 1] if at else 0)
            cells = tuple(column[within] for column in rows.columns)
            found.append(SourceRow(rows.numbers[within], cells))
        return found

    def _portion(self, at: int) -> Portion:
        columns = [self._staying(at, self._spool.column(at, place)) for place in self.places]
        return Portion(self._staying(at, self._spool.numbers(at)), columns)

    def _staying(self, at: int, values: Sequence[Any]) -> Sequence[Any]:
        stays = self._left.get(at)
        return values if stays is None else list(compress(values, stays))


def unnamed_file() -> int:
    """The descriptor of a new temporary file that is gone when it is closed."""
    descriptor, path = tempfile.mkstemp(prefix="counterpart-")
    os.unlink(path)
    return descriptor


def close_with(owner: object, descriptor: int) -> None:
    """Closes the file when its owner is no longer used."""
    weakref.finalize(owner, os.close, descriptor)


def packed(cells: Sequence[Cell]) -> bytes:
    """Cells as bytes: a list as it is, a tuple where some cells had to be written differently."""
    try:
        return marshal.dumps(list(cells), _WITHOUT_REFERENCES)
    except ValueError:
        return marshal.dumps(_coded(cells), _WITHOUT_REFERENCES)


def _coded(cells: Sequence[Cell]) -> tuple[Any, ...]:
    known: dict[Any, Any] = {}
    coded: list[Any] = []
    for cell in cells:
        kind = type(cell)
        if kind in _CODERS:
            if cell not in known:
                known[cell] = _CODERS[kind](cell)
            coded.append(known[cell])
        else:
            coded.append(cell)
    return tuple(coded)


_CODERS: dict[type, Any] = {
    datetime: lambda at: (0, at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond),
    date: lambda day: (1, day.year, day.month, day.day),
    time: lambda at: (2, at.hour, at.minute, at.second, at.microsecond),
    timedelta: lambda length: (3, length.days, length.seconds, length.microseconds),
    Uncalculated: lambda _: (-1,),
}


def _write(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
