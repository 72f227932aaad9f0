"""How fast a list becomes a workbook: `python -m bench.excel_out` (100,000 rows × 20 columns unless said).

Ours, with a table, formats, drop-downs and colours, beside openpyxl's write_only with bare values, and with
formats; the same rows, in the same run, each in a process of its own. Figures to look at, not asserted.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from time import perf_counter, process_time
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from imports.workbook.writing import Book, Check, Column, Kind, TableSheet, Tone, stream

KINDS = (
    *[Kind.TEXT] * 11,
    *[Kind.DATE] * 4,
    *[Kind.AMOUNT] * 3,
    *[Kind.NUMBER] * 2,
)
FORMATS = {Kind.TEXT: "@", Kind.DATE: "yyyy-mm-dd", Kind.AMOUNT: "#,##0.00", Kind.NUMBER: "General"}
ROUNDS = 3
SMALL = 10


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--contender", choices=CONTENDERS, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.contender:
        print(json.dumps(CONTENDERS[given.contender](given.rows)))
        return
    print(f"{given.rows:,} rows × {len(KINDS)} columns")
    theirs = _best("openpyxl", given.rows)
    formatted = _run("openpyxl with formats", given.rows // SMALL)
    ours = _best("ours", given.rows)
    few = _run("ours", given.rows // SMALL)
    _say("openpyxl write_only, bare values", theirs)
    _say("    with formats, a tenth of the rows", formatted)
    _say("streamed into openpyxl's package", ours)
    print(f"    {theirs['cpu'] / ours['cpu']:.1f}× faster than bare values")
    print(
        f"    first bytes after {ours['first'] * 1000:.0f} ms, rows after {ours['first_rows'] * 1000:.0f} ms"
    )
    print(f"    peak memory {ours['peak_mb']} MB; {few['peak_mb']} MB for a tenth of the rows")


def _say(what: str, told: dict[str, Any]) -> None:
    size = told["bytes"] / 1e6
    print(f"{what:<36}{told['wall']:>7.2f} s{told['cpu']:>7.2f} s of processor{size:>7.1f} MB file")


def _best(contender: str, rows: int) -> dict[str, Any]:
    return min((_run(contender, rows) for _round in range(ROUNDS)), key=lambda told: told["cpu"])


def _run(contender: str, rows: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.excel_out", "--contender", contender, "--rows", str(rows)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _rows(count: int) -> Iterator[list[Any]]:
    """Rows as a contract list has them: texts of all lengths, days, amounts, numbers, some of them empty."""
    first = date(2020, 1, 1)
    for at in range(count):
        number = f"C-{at:06}"
        yield [
            number,
            f"Leverancier {at % 977} B.V.",
            f"Onderhoud & beheer van installatie {at % 4001}",
            "Customer",
            "Commercial",
            "Operation",
            "Catering" if at % 3 else "ICT-dienstverlening",
            "Active",
            "EUR",
            None if at % 4 else "Let op: verlenging in overleg met de budgethouder van de afdeling",
            f"{at % 10_000:05}",
            first + timedelta(days=at % 2000),
            first + timedelta(days=at % 2000 + 730),
            first + timedelta(days=at % 2000 + 640),
            None if at % 2 else first + timedelta(days=at % 900),
            Decimal(at * 1250 + 99) / 100,
            Decimal(at * 700) / 100,
            None if at % 3 else Decimal(at * 13) / 100,
            at % 48 + 1,
            at % 5 + 1,
        ]


def _ours(count: int) -> dict[str, Any]:
    checks = {3: Check("list", words="role"), 16: Check("decimal", low=0), 19: Check("whole", low=1, high=5)}
    columns = [
        Column(
            f"Column {at}",
            f"column_{at}",
            kind,
            check=checks.get(at),
            tones={"Active": Tone.GOOD, "Ended": Tone.BAD} if at == 7 else {},
        )
        for at, kind in enumerate(KINDS)
    ]
    sheet = TableSheet("Portfolio", "portfolio", columns, _rows(count), kept=2)
    made_at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    book = Book("Bench", "Bench", "Counterpart", made_at, [sheet], lists={"role": ["Customer", "Supplier"]})

    def run() -> tuple[int, list[float]]:
        size, moments = 0, []
        for piece in stream(book):
            size += len(piece)
            if len(moments) < 2:
                moments.append(perf_counter())
        return size, moments

    return _timed(run)


def _openpyxl(count: int, formats: bool = False) -> dict[str, Any]:
    def run() -> tuple[int, list[float]]:
        book = Workbook(write_only=True)
        page = book.create_sheet("Portfolio")
        page.append([f"Column {at}" for at in range(len(KINDS))])
        for row in _rows(count):
            if not formats:
                page.append(row)
                continue
            cells = []
            for value, kind in zip(row, KINDS, strict=True):
                cell = WriteOnlyCell(page, value=value)
                cell.number_format = FORMATS[kind]
                cells.append(cell)
            page.append(cells)
        target = io.BytesIO()
        book.save(target)
        return target.tell(), []

    return _timed(run)


def _timed(run: Callable[[], tuple[int, list[float]]]) -> dict[str, Any]:
    began, busy = perf_counter(), process_time()
    size, moments = run()
    told: dict[str, Any] = {
        "wall": perf_counter() - began,
        "cpu": process_time() - busy,
        "bytes": size,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    for name, moment in zip(("first", "first_rows"), moments, strict=False):
        told[name] = moment - began
    return told


CONTENDERS = {
    "openpyxl": _openpyxl,
    "openpyxl with formats": partial(_openpyxl, formats=True),
    "ours": _ours,
}

if __name__ == "__main__":
    main()
