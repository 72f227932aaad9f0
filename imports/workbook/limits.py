"""What a file may ask of the machine, and the clock that stops it."""

import time
from dataclasses import dataclass

from imports.findings import FileRefused

MEGABYTE = 1_000_000
LAST_EXCEL_ROW = 1_048_576


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read. Rows and cells count only when there is something in them.

    `seconds` is the patience with a file that gives nothing; what it does give buys time, at
    `cells_a_second`.
    """

    file_bytes: int = 60 * MEGABYTE
    unzipped_bytes: int = 700 * MEGABYTE
    strings_bytes: int = 150 * MEGABYTE
    part_bytes: int = 12 * MEGABYTE
    rows: int = 200_000
    columns: int = 500
    cells: int = 6_000_000
    seconds: float = 15.0
    cells_a_second: int = 60_000


class Watch:
    """Counts what is read and refuses when a limit is passed."""

    __slots__ = ("_bought", "_cells", "_ends", "_rows", "limits", "sheet")

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheet = ""
        self._rows = self._cells = 0
        self._bought = 0.0
        self._ends = time.monotonic() + limits.seconds

    def begin(self, sheet: str) -> None:
        """A sheet is read from its beginning."""
        self.sheet, self._rows, self._cells = sheet, 0, 0

    def tick(self) -> None:
        if time.monotonic() > self._ends + self._bought:
            raise FileRefused("too_slow", limit=f"{self.limits.seconds:g}")

    def row(self, number: int, filled: int, last_column: int) -> None:
        """A row with something in it was read."""
        self._rows += 1
        self._cells += filled
        self._bought += filled / self.limits.cells_a_second
        if last_column > self.limits.columns:
            raise FileRefused("too_many_columns", sheet=self.sheet, limit=self.limits.columns, row=number)
        if self._rows > self.limits.rows:
            raise FileRefused("too_many_rows", sheet=self.sheet, limit=self.limits.rows)
        if self._cells > self.limits.cells:
            raise FileRefused("too_many_cells", sheet=self.sheet, limit=self.limits.cells)
        if number > LAST_EXCEL_ROW:
            raise FileRefused("damaged", why=f"row {number}")
