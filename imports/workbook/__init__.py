"""A file as a list: which kind it is, which sheet, which header, where the rows end.

The only package that touches the workbook libraries for reading. Small files are read here, all others by a
process of their own (`imports.workbook.apart`), which can be stopped and whose memory is limited.
"""

import logging
from pathlib import Path

from imports.findings import FileRefused
from imports.tables import SourceTable
from imports.workbook.apart import read_apart
from imports.workbook.kinds import kind_of
from imports.workbook.limits import MEGABYTE, Limits
from imports.workbook.reading import SMALL, read_content, safe_here
from imports.workbook.spool import Spool

__all__ = ["Limits", "read"]

logger = logging.getLogger(__name__)


def read(
    source: Path | str | bytes,
    *,
    sheet: str | None = None,
    limits: Limits | None = None,
    apart: bool | None = None,
) -> SourceTable:
    """The list in a file. Without a sheet's name, the visible sheet that looks most like a list.

    `apart` has it read by another process, or not, whatever its size. Raises FileRefused, with one of
    `findings.FILE_REFUSALS`; what goes wrong unforeseen is logged and refused as damaged.
    """
    limits = limits or Limits()
    try:
        return _read(source, sheet, limits, apart)
    except FileRefused:
        raise
    except Exception as why:
        logger.exception("reading a list failed")
        raise FileRefused("damaged", why=type(why).__name__) from why


def _read(source: Path | str | bytes, sheet: str | None, limits: Limits, apart: bool | None) -> SourceTable:
    if isinstance(source, bytes):
        content: bytes | None = source
        size = len(source)
    else:
        content, size = _beginning(Path(source), limits)
    if size > limits.file_bytes:
        shown = max(size // MEGABYTE, limits.file_bytes // MEGABYTE + 1)
        raise FileRefused("file_too_large", size=shown, limit=limits.file_bytes // MEGABYTE)
    if apart is None:
        apart = content is None or not safe_here(content, kind_of(content))
    if apart:
        return read_apart(source, sheet, limits)
    if content is None:
        content = Path(str(source)).read_bytes()
    return read_content(content, sheet, limits, Spool())


def _beginning(path: Path, limits: Limits) -> tuple[bytes | None, int]:
    """The content of a small file, None of a large one, and how large it is."""
    try:
        with path.open("rb") as opened:
            content = opened.read(min(SMALL, limits.file_bytes) + 1)
            more = opened.seek(0, 2)
    except OSError as why:
        raise FileRefused("file_unreadable", why=why.strerror or str(why)) from why
    return (content if more <= SMALL else None), more
