"""Reading in a process of its own, with limits on time and memory: a file can end it, never us.

The process gets the file and an empty spool, both as open descriptors, and nothing else of ours: no
environment, no database, no Django. It answers with what it found, or with why it refuses.
"""

import logging
import marshal
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from imports.findings import FileRefused, Note
from imports.tables import SourceColumn, SourceRow, SourceTable
from imports.workbook.limits import Limits, too_much_memory, too_slow
from imports.workbook.spool import Kept, Rows, Spool, close_with, unnamed_file

logger = logging.getLogger(__name__)

_RUN = "import sys; sys.path[:] = sys.argv[1:]; from imports.workbook.child import main; main()"
_GRACE = 0.5
_ROOT = str(Path(__file__).resolve().parents[2])


def read_apart(source: Path | str | bytes, sheet: str | None, limits: Limits) -> SourceTable:
    """The list in a file, read by another process. Raises FileRefused."""
    spooled = unnamed_file()
    spool = Spool(spooled)
    close_with(spool, spooled)
    given = _descriptor(source)
    try:
        asked = given, spooled, sheet, tuple(getattr(limits, name) for name in limits.__slots__)
        answer = _answer(marshal.dumps(asked), (given, spooled), limits)
    finally:
        os.close(given)
    if "refused" in answer:
        raise FileRefused(answer["refused"], **answer["params"])
    return _table(answer, spool)


def _descriptor(source: Path | str | bytes) -> int:
    if not isinstance(source, bytes):
        try:
            return os.open(source, os.O_RDONLY)
        except OSError as why:
            raise FileRefused("file_unreadable", why=why.strerror or str(why)) from why
    descriptor = unnamed_file()
    with os.fdopen(os.dup(descriptor), "wb") as written:
        written.write(source)
    return descriptor


def _answer(asked: bytes, descriptors: tuple[int, ...], limits: Limits) -> dict[str, Any]:
    """What the process answers; FileRefused where the file was the end of it."""
    command = [sys.executable, "-I", "-S", "-c", _RUN, _ROOT, *(each for each in sys.path if each)]
    with subprocess.Popen(  # noqa: S603 our own code, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=descriptors,
        env={},
        cwd="/",
    ) as process:
        try:
            said, complained = process.communicate(asked, timeout=limits.seconds + _GRACE)
        except subprocess.TimeoutExpired as why:
            process.kill()
            raise too_slow(limits) from why
        except BaseException:
            process.kill()
            raise
    if process.returncode == 0:
        answer: dict[str, Any] = marshal.loads(said)  # noqa: S302 packed by our own code
        return answer
    raise _ended(process.returncode, complained.decode(errors="replace"), limits)


def _ended(status: int, complained: str, limits: Limits) -> FileRefused:
    """Why a process that gave no answer ended."""
    if status == -signal.SIGXCPU:
        return too_slow(limits)
    # Rust aborts when it gets no memory; the system kills what takes too much of it.
    if "MemoryError" in complained or "memory allocation" in complained or status == -signal.SIGKILL:
        return too_much_memory(limits)
    logger.error("reading a list apart ended with status %s: %s", status, complained[-2000:])
    return FileRefused("damaged", why=f"the reader ended with status {status}")


def _table(answer: dict[str, Any], spool: Spool) -> SourceTable:
    places, left_out = answer.pop("rows")
    spool = _filled(spool, answer.pop("index"))
    return SourceTable(
        **{
            **answer,
            "columns": tuple(SourceColumn(*each) for each in answer["columns"]),
            "rows": Rows(spool, places, frozenset(left_out)),
            "totals": tuple(SourceRow(number, spool.unpacked(cells)) for number, cells in answer["totals"]),
            "notes": tuple(Note(code, params=params) for code, params in answer["notes"]),
        }
    )


def _filled(spool: Spool, index: list[tuple[Any, ...]]) -> Spool:
    spool.index.extend(Kept(*each) for each in index)
    return spool
