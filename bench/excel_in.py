"""How fast and how flat a large contract list is taken in: `python -m bench.excel_in [rows]`.

100,000 rows by 20 columns, as openpyxl writes them. Each stage says its time by the clock and the processor
time of this process and of the one that reads; at the end the most memory that each of them held. The bare
calamine reader is measured in the same run: what a busy machine does to one it does to the other. Figures to
look at.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, TypeVar

from imports import columns, rows, workbook
from imports.tables import SourceTable

ROWS = 100_000
# Other work on the machine shouldn't end a measurement.
LIMITS = workbook.Limits(seconds=300)
HEADER = (
    "Contract number", "Line number", "Counterparty", "KvK number", "Place", "Title", "Description",
    "Category", "CPV code", "Start", "End", "Contract value", "Annual value", "Currency", "VAT", "Department",
    "Contract manager", "Notice period", "Status", "Remarks",
)  # fmt: skip
DATES, AMOUNTS = (9, 10), (11, 12)
CALAMINE = (
    "import sys, resource; from python_calamine import CalamineWorkbook;"
    "sheet = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0);"
    "print(sum(1 for row in sheet.iter_rows()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "list.xlsx"
        write(file, count)
        print(f"{count:,} rows × {len(HEADER)} columns, {file.stat().st_size / 1e6:.1f} MB")
        reading(file)


def reading(file: Path) -> None:
    """From file to typed rows: what every import does before it plans."""
    table = stage("read the file", lambda: workbook.read(file, limits=LIMITS))
    mappings = stage("recognise columns and notations", lambda: columns.recognise(table))
    stage("read the cells", lambda: counted(table, mappings))
    own, child = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    print(f"{'most memory: this process, the reader':<44}{peak(own):>8.0f} MB {peak(child):>8.0f} MB")
    began = perf_counter()
    command = [sys.executable, "-c", CALAMINE, str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    held = int(told.split()[1]) / 1024
    print(
        f"{'beside it: calamine alone, cells untouched':<44}{perf_counter() - began:>8.2f} s  {held:>8.0f} MB"
    )


def counted(table: SourceTable, mappings: Any) -> int:
    """Goes through all typed rows and keeps none."""
    return sum(1 for _row in rows.read(table, mappings))


Found = TypeVar("Found")


def stage(what: str, act: Callable[[], Found]) -> Found:
    """Does this and says how long it took: by the clock, here, and in processes of its own."""
    began, here, there = perf_counter(), process_time(), elsewhere()
    found = act()
    took = perf_counter() - began, process_time() - here, elsewhere() - there
    print(f"{what:<44}{took[0]:>8.2f} s  (processor {took[1]:.2f} s here, {took[2]:.2f} s in the reader)")
    return found


def elsewhere() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak(whose: int) -> float:
    """The most memory held so far, in megabytes. (macOS counts bytes, Linux kilobytes.)"""
    return resource.getrusage(whose).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def write(file: Path, count: int) -> None:
    """A workbook with so many contract lines, the same each time."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Contracts")
    sheet.append(HEADER)
    for line in lines(count):
        cells: list[Any] = list(line)
        for places, form in ((DATES, "yyyy-mm-dd"), (AMOUNTS, "#,##0.00")):
            for at in places:
                cells[at] = WriteOnlyCell(sheet, value=line[at])
                cells[at].number_format = form
        sheet.append(cells)
    book.save(file)


def lines(count: int) -> Iterator[tuple[Any, ...]]:
    """Contract lines: two a contract, ten thousand counterparties at most."""
    draw = random.Random(20261122)  # noqa: S311 a fixed seed, nothing secret
    for at in range(count):
        party = at // 2 % 10_000
        start = date(2020, 1, 1) + timedelta(days=at // 2 % 1_500)
        yield (
            f"C-{at // 2:06d}",
            at % 2 + 1,
            f"Supplier {party} B.V.",
            f"{10_000_000 + party}",
            f"City {party % 300}",
            f"Contract for service {at // 2 % 5_000}",
            f"What is to be delivered under line {at}",
            ("Catering", "Cleaning", "ICT", "Energy")[party % 4],
            "55520000-1",
            start,
            start + timedelta(days=700),
            round(draw.uniform(1_000, 1_000_000), 2),
            round(draw.uniform(100, 100_000), 2),
            "EUR",
            "excluded",
            f"Department {party % 40}",
            f"Manager {party % 200}",
            "3 months",
            "Active",
            "Under review" if at % 3 else None,
        )


if __name__ == "__main__":
    main()
