"""The rows of a sheet put away in a spool, with what finding the list in them takes in hand."""

from array import array
from collections.abc import Collection, Iterable, Iterator
from itertools import compress, zip_longest

from imports.tables import Cell
from imports.workbook.limits import Watch
from imports.workbook.sheets import RawRow
from imports.workbook.spool import Spool, packed

ROWS_A_PORTION = 2_000
_CELLS_A_PORTION = 40_000
_BYTES_A_PORTION = 8_000_000


class Gathered:
    """All rows of a sheet. Of each row its number, how many of its cells are filled, whether it is hidden.

    Rows are named by their position here, from 0: a file may give two rows the same number.
    """

    def __init__(self, rows: Iterable[RawRow], spool: Spool, watch: Watch, *, looked_at: int) -> None:
        self.spool = spool
        self.numbers = array("L")
        self.filled = array("L")
        self.hidden: set[int] = set()
        self.first: list[RawRow] = []
        self.width = 0
        self._watch = watch
        self._begins: list[int] = []
        self._gather(rows, looked_at)

    def __len__(self) -> int:
        return len(self.numbers)

    def rows(self, wanted: Collection[int]) -> Iterator[tuple[int, RawRow]]:
        """These rows with their positions, in order; only the portions that hold some are read."""
        ordered = sorted(wanted)
        at = 0
        for portion, begins in enumerate(self._begins):
            ends = begins + len(self.spool.numbers(portion))
            here: list[int] = []
            while at < len(ordered) and ordered[at] < ends:
                here.append(ordered[at])
                at += 1
            if here:
                columns = [self.spool.column(portion, place) for place in range(self.spool.width(portion))]
                for each in here:
                    cells = tuple(column[each - begins] for column in columns)
                    yield each, RawRow(self.numbers[each], cells, each in self.hidden)

    def column(self, place: int) -> Iterator[Cell]:
        for portion in range(len(self.spool)):
            yield from self.spool.column(portion, place)

    def _gather(self, rows: Iterable[RawRow], looked_at: int) -> None:
        held: list[RawRow] = []
        cells = 0
        for row in rows:
            held.append(row)
            cells += len(row.cells)
            if cells >= _CELLS_A_PORTION or len(held) >= ROWS_A_PORTION:
                self._put_away(held, looked_at)
                held, cells = [], 0
        if held:
            self._put_away(held, looked_at)

    def _put_away(self, held: list[RawRow], looked_at: int) -> None:
        columns = list(zip_longest(*(row.cells for row in held)))
        blocks = [packed(column) for column in columns]
        size = sum(map(len, blocks))
        if size > _BYTES_A_PORTION and len(held) > 1:
            half = len(held) // 2
            self._put_away(held[:half], looked_at)
            self._put_away(held[half:], looked_at)
            return
        self._watch.bytes(size)
        self._watch.tick()
        begins = len(self.numbers)
        if len(self.first) < looked_at:
            self.first += held[: looked_at - len(self.first)]
        numbers = [row.number for row in held]
        self.filled.extend(len(row.cells) - row.cells.count(None) for row in held)
        self.hidden.update(compress(range(begins, begins + len(held)), [row.hidden for row in held]))
        self.width = max(self.width, len(columns))
        self._begins.append(begins)
        self.numbers.extend(numbers)
        self.spool.add(numbers, blocks)
