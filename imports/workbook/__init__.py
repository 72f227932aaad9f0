"""A file as a list: which kind it is, which sheet, which header, where the rows end.

The only package that touches the workbook libraries for reading.
"""

import hashlib
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from itertools import islice
from pathlib import Path
from struct import error as StructError
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]

from imports.findings import FileRefused, Note
from imports.tables import SourceTable
from imports.workbook.bulk import open_bulk
from imports.workbook.delimited import open_delimited
from imports.workbook.header import Head, find_head
from imports.workbook.kinds import kind_of
from imports.workbook.limits import MEGABYTE, Limits, Watch
from imports.workbook.sheets import Layout, RawFile, RawRow, RawSheet
from imports.workbook.table import build
from imports.workbook.xlsx import inspect_zip, open_xlsx

__all__ = ["Limits", "read"]

# What openpyxl, zipfile, zlib and expat raise on parts that are broken or not what they say.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, StructError, ExpatError, ParseError, EOFError, OSError,
    LookupError, ValueError, TypeError, AttributeError, AssertionError, RuntimeError, SyntaxError,
    ArithmeticError,
)  # fmt: skip
LOOKED_AT = 200


def read(
    source: Path | str | bytes, *, sheet: str | None = None, limits: Limits | None = None
) -> SourceTable:
    """The list in a file. Without a sheet's name, the visible sheet that looks most like a list.

    Raises FileRefused, with one of `findings.FILE_REFUSALS`.
    """
    limits = limits or Limits()
    content = _content(source, limits)
    watch = Watch(limits)
    return _read(content, sheet, watch)


def _content(source: Path | str | bytes, limits: Limits) -> bytes:
    if isinstance(source, bytes):
        content = source
    else:
        try:
            with Path(source).open("rb") as opened:
                content = opened.read(limits.file_bytes + 1)
        except OSError as why:
            raise FileRefused("file_unreadable", why=why.strerror or str(why)) from why
    if len(content) > limits.file_bytes:
        size = max(len(content) // MEGABYTE, limits.file_bytes // MEGABYTE + 1)
        raise FileRefused("file_too_large", size=size, limit=limits.file_bytes // MEGABYTE)
    return content


def _read(content: bytes, name: str | None, watch: Watch) -> SourceTable:
    kind = kind_of(content)
    try:
        table = _listed(_opened(content, kind, watch), name)
    except FileRefused as refused:
        if refused.code != "no_table" or kind != "xlsx":
            raise
        # Some odd packages read as empty by one library and rightly by the other.
        table = _listed(open_bulk(content, kind, watch), name)
    return replace(table, digest=hashlib.sha256(content).hexdigest())


@contextmanager
def _broken_is_refused() -> Iterator[None]:
    """Only around the libraries: an error in our own rooms is seen."""
    try:
        yield
    except DefusedXmlException as why:
        raise FileRefused("unsafe_xml") from why
    except MemoryError as why:
        raise FileRefused("unzipped_too_large") from why
    except _BROKEN as why:
        raise FileRefused("damaged", why=f"{type(why).__name__}: {why}"[:200]) from why
    except BaseException as why:
        # calamine is Rust: what panics there arrives outside Exception.
        if type(why).__name__ != "PanicException":
            raise
        raise FileRefused("damaged", why=str(why)[:200]) from why


def _opened(content: bytes, kind: str, watch: Watch) -> RawFile:
    with _broken_is_refused():
        if kind == "csv":
            return open_delimited(content, watch)
        if kind != "xls":
            with zipfile.ZipFile(BytesIO(content)) as archive:
                inspect_zip(archive, watch.limits)
        if kind == "xlsx":
            return open_xlsx(content, watch)
        return open_bulk(content, kind, watch)


def _rows(sheet: RawSheet, layout: Layout, most: int | None = None) -> list[RawRow]:
    with _broken_is_refused():
        return list(islice(sheet.rows(layout), most))


def _listed(opened: RawFile, name: str | None) -> SourceTable:
    """The table on the named sheet, or on the visible one that looks most like a list."""
    if name is not None:
        sheets = [sheet for sheet in opened.sheets if sheet.name.casefold() == name.casefold()]
        if not sheets:
            every = ", ".join(sheet.name for sheet in opened.sheets)
            raise FileRefused("sheet_unknown", sheet=name, sheets=every)
    else:
        sheets = [sheet for sheet in opened.sheets if not sheet.hidden]
    found = [(sheet, *_looked_at(sheet)) for sheet in sheets]
    likely = [(liking, -at, sheet, head) for at, (sheet, liking, head) in enumerate(found) if head]
    if not likely:
        where = name or ", ".join(sheet.name for sheet in sheets) or "–"
        raise FileRefused("no_table", sheet=where)
    _, _, chosen, _ = max(likely, key=lambda one: one[:2])
    layout = Layout()
    rows = _rows(chosen, layout)
    # The merges stand at the end of a sheet: only now are they known.
    head = find_head(rows[:LOOKED_AT], layout)
    if head is None:
        raise FileRefused("no_table", sheet=chosen.name)
    table = build(opened, chosen.name, rows, layout, head)
    others = tuple(
        f"{sheet.name} (hidden)" if sheet.hidden else sheet.name
        for sheet in opened.sheets
        if sheet is not chosen
    )
    notes = table.notes
    if others:
        notes = (Note("sheet_chosen", params={"sheet": chosen.name, "others": ", ".join(others)}), *notes)
    if opened.encoding:
        params = {"encoding": opened.encoding, "delimiter": opened.delimiter}
        notes = (Note("encoding_read", params=params), *notes)
    return replace(table, notes=notes, other_sheets=others)


def _looked_at(sheet: RawSheet) -> tuple[float, Head | None]:
    """How much the beginning of a sheet looks like a list, and its header."""
    layout = Layout()
    rows = _rows(sheet, layout, LOOKED_AT)
    head = find_head(rows, layout)
    if head is None:
        return 0.0, None
    below = sum(row.number > max(head.rows, default=0) for row in rows)
    return head.score + min(below, LOOKED_AT) / 20, head
