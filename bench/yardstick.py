"""How fast this machine is just now: `python -m bench.yardstick`.

Seconds by the clock mean little from one machine to another, and on a busy one from one minute to the next.
So long benches also say what they took in yardsticks: one is the time in which openpyxl writes 100,000 rows
of 20 columns in its write_only mode. Where the budgets of speed were set it was 13.8 s.
"""

from __future__ import annotations

import io
from datetime import date
from time import perf_counter

from openpyxl import Workbook

ROWS, COLUMNS = 100_000, 20
SECONDS_WHERE_BUDGETS_WERE_SET = 13.8
_SHARE = 10


def yardstick() -> float:
    """The seconds that a yardstick takes here and now, from a tenth of one."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    row = ["text", "Leverancier B.V.", date(2024, 1, 1), 1234.5, "EUR"] * (COLUMNS // 5)
    began = perf_counter()
    for _ in range(ROWS // _SHARE):
        sheet.append(row)
    book.save(io.BytesIO())
    return (perf_counter() - began) * _SHARE


def main() -> None:
    here = yardstick()
    times = here / SECONDS_WHERE_BUDGETS_WERE_SET
    print(f"a yardstick takes {here:.1f} s: {times:.1f} times as long as where the budgets were set")


if __name__ == "__main__":
    main()
