"""The process that reads one file: asked through stdin, answers through stdout.

It sets its own limits first. On macOS the limit on memory isn't kept by the system; the limits on size, rows,
cells and time hold there too.
"""

import contextlib
import marshal
import os
import resource
import sys
from collections.abc import Mapping
from math import ceil
from typing import Any

from imports.findings import FileRefused
from imports.tables import SourceTable
from imports.workbook.limits import Limits, too_much_memory
from imports.workbook.reading import read_content
from imports.workbook.spool import Rows, Spool, packed


def main() -> None:
    source, spooled, sheet, given = marshal.loads(sys.stdin.buffer.read())  # noqa: S302 from our parent
    limits = Limits(*given)
    _limit(limits)
    try:
        answer = _read(source, spooled, sheet, limits)
    except MemoryError:
        answer = _refusal(too_much_memory(limits))
    sys.stdout.buffer.write(marshal.dumps(answer))
    sys.stdout.buffer.flush()
    os._exit(0)  # what was read needs no tidying up


def _limit(limits: Limits) -> None:
    seconds = ceil(limits.seconds) + 1
    for what, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        # Refused where the system has lower limits of its own, or knows none (macOS).
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _read(source: int, spooled: int, sheet: str | None, limits: Limits) -> dict[str, Any]:
    spool = Spool(spooled)
    try:
        with os.fdopen(source, "rb") as opened:
            opened.seek(0)
            content = opened.read(limits.file_bytes + 1)
        return _answer(read_content(content, sheet, limits, spool), spool)
    except FileRefused as refused:
        return _refusal(refused)


def _refusal(refused: FileRefused) -> dict[str, Any]:
    return {"refused": refused.code, "params": _plain(refused.params)}


def _answer(table: SourceTable, spool: Spool) -> dict[str, Any]:
    """The table without its rows, which are in the spool, as marshal can write it."""
    assert isinstance(table.rows, Rows)  # noqa: S101 for the type checker
    return {
        "kind": table.kind,
        "sheet": table.sheet,
        "header_row": table.header_row,
        "columns": [tuple(getattr(each, name) for name in each.__slots__) for each in table.columns],
        "rows": (table.rows.places, list(table.rows.left_out)),
        "index": [tuple(each) for each in spool.index],
        "totals": [(row.number, packed(row.cells)) for row in table.totals],
        "notes": [(note.code, _plain(note.params)) for note in table.notes],
        "other_sheets": table.other_sheets,
        "epoch_1904": table.epoch_1904,
        "digest": table.digest,
    }


def _plain(params: Mapping[str, Any]) -> dict[str, Any]:
    kept = (str, int, float, tuple, type(None))
    return {name: value if isinstance(value, kept) else str(value) for name, value in params.items()}
