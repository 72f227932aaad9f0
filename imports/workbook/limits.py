"""What a file may ask of the machine, and the clock that stops it."""

import time
from dataclasses import dataclass

from imports.findings import FileRefused

MEGABYTE = 1_000_000
MEBIBYTE = 1024 * 1024
LAST_EXCEL_ROW = 1_048_576


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read. Rows and cells count only when there is something in them.

    `seconds` is how long reading may take, by the clock; `memory_bytes` what a process that reads may hold.
    `cell_bytes` is what all cells together may take, a text that many cells share counted for each.
    """

    file_bytes: int = 60 * MEGABYTE
    unzipped_bytes: int = 700 * MEGABYTE
    strings_bytes: int = 150 * MEGABYTE
    part_bytes: int = 12 * MEGABYTE
    rows: int = 200_000
    columns: int = 500
    cells: int = 6_000_000
    cell_bytes: int = 400 * MEGABYTE
    seconds: float = 19.0
    memory_bytes: int = 512 * MEBIBYTE


class Watch:
    """Counts what is read and refuses when a limit is passed."""

    __slots__ = ("_bytes", "_cells", "_ends", "_rows", "limits", "sheet")

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheet = ""
        self._rows = self._cells = self._bytes = 0
        self._ends = time.monotonic() + limits.seconds

    def begin(self, sheet: str) -> None:
        """A sheet is read from its beginning."""
        self.sheet, self._rows, self._cells, self._bytes = sheet, 0, 0, 0

    def tick(self) -> None:
        if time.monotonic() > self._ends:
            raise too_slow(self.limits)

    def row(self, number: int, filled: int, last_column: int) -> None:
        """A row with something in it was read."""
        self._rows += 1
        self._cells += filled
        if last_column > self.limits.columns:
            raise FileRefused("too_many_columns", sheet=self.sheet, limit=self.limits.columns, row=number)
        if self._rows > self.limits.rows:
            raise FileRefused("too_many_rows", sheet=self.sheet, limit=self.limits.rows)
        if self._cells > self.limits.cells:
            raise FileRefused("too_many_cells", sheet=self.sheet, limit=self.limits.cells)
        if number > LAST_EXCEL_ROW:
            raise FileRefused("damaged", why=f"row {number}")

    def bytes(self, count: int) -> None:
        """The cells of so many bytes more were read."""
        self._bytes += count
        if self._bytes > self.limits.cell_bytes:
            raise too_large(self.sheet, self._bytes, self.limits.cell_bytes)


def too_slow(limits: Limits) -> FileRefused:
    return FileRefused("too_slow", limit=f"{limits.seconds:g}")


def too_much_memory(limits: Limits) -> FileRefused:
    return FileRefused("too_much_memory", limit=limits.memory_bytes // MEBIBYTE)


def too_large(part: str, size: int, limit: int) -> FileRefused:
    return FileRefused("unzipped_too_large", part=part, size=size // MEGABYTE, limit=limit // MEGABYTE)
