"""From content to list: open the file, choose the sheet, find the header, put the rows away."""

import hashlib
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from itertools import islice
from struct import error as StructError
from xml.parsers.expat import ExpatError

from imports.findings import FileRefused, Note
from imports.tables import SourceTable
from imports.workbook.delimited import open_delimited
from imports.workbook.gather import Gathered
from imports.workbook.header import Head, find_head, headers_alone, known_headers
from imports.workbook.kinds import kind_of
from imports.workbook.limits import Limits, Watch, too_much_memory
from imports.workbook.package import inspect_zip
from imports.workbook.sheets import Layout, RawFile, RawRow, RawSheet
from imports.workbook.spool import Spool
from imports.workbook.table import build
from imports.workbook.xlsx import open_xlsx

# What zipfile, zlib, expat and calamine raise on parts that are broken or not what they say.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, StructError, ExpatError, EOFError, OSError,
    LookupError, ValueError, TypeError, AttributeError, AssertionError, RuntimeError, SyntaxError,
    ArithmeticError,
)  # fmt: skip
LOOKED_AT = 200
AT_ONCE = 200


def read_content(content: bytes, name: str | None, limits: Limits, spool: Spool) -> SourceTable:
    """The list in a file, its rows in the spool. Raises FileRefused."""
    watch = Watch(limits)
    kind = kind_of(content)
    try:
        table = _listed(_opened(content, kind, watch), name, spool, watch)
    except FileRefused as refused:
        if refused.code != "no_table" or kind != "xlsx" or safe_here(content, kind):
            raise
        # Some odd packages read as empty by one reader and rightly by the other.
        table = _listed(_in_bulk(content, kind, watch), name, spool, watch)
    return replace(table, digest=hashlib.sha256(content).hexdigest())


def safe_here(content: bytes, kind: str) -> bool:
    """Whether reading this can't hurt the process that does it: little, also when it is unpacked.

    Only text and xlsx, which are read by Python itself within limits; calamine reserves a whole sheet at
    once, also for two cells at its far ends, and can't be stopped.
    """
    if len(content) > SMALL:
        return False
    if kind == "csv":
        return True
    if kind != "xlsx":
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return sum(entry.file_size for entry in archive.infolist()) <= SMALL_UNPACKED
    except _BROKEN:
        return True  # nothing will be unpacked: refused at once


SMALL = 256_000
SMALL_UNPACKED = 1_000_000


@contextmanager
def broken_is_refused(limits: Limits) -> Iterator[None]:
    """Only around the libraries: an error in our own rooms is seen."""
    try:
        yield
    except MemoryError as why:
        raise too_much_memory(limits) from why
    except _BROKEN as why:
        raise FileRefused("damaged", why=f"{type(why).__name__}: {why}"[:200]) from why
    except BaseException as why:
        # calamine is Rust: what panics there arrives outside Exception.
        if type(why).__name__ != "PanicException":
            raise
        raise FileRefused("damaged", why=str(why)[:200]) from why


def _opened(content: bytes, kind: str, watch: Watch) -> RawFile:
    with broken_is_refused(watch.limits):
        if kind == "csv":
            return open_delimited(content, watch)
        if kind == "xlsx":
            return open_xlsx(content, watch)
        if kind != "xls":
            with zipfile.ZipFile(BytesIO(content)) as archive:
                inspect_zip(archive, watch.limits)
        return _in_bulk(content, kind, watch)


def _in_bulk(content: bytes, kind: str, watch: Watch) -> RawFile:
    from imports.workbook.bulk import open_bulk

    with broken_is_refused(watch.limits):
        return open_bulk(content, kind, watch)


def _rows(sheet: RawSheet, layout: Layout, limits: Limits) -> Iterator[RawRow]:
    rows = sheet.rows(layout)
    while True:
        with broken_is_refused(limits):
            some = list(islice(rows, AT_ONCE))
        if not some:
            return
        yield from some


def _listed(opened: RawFile, name: str | None, spool: Spool, watch: Watch) -> SourceTable:
    """The table on the named sheet, or on the visible one that looks most like a list."""
    chosen = _chosen(opened, name, watch.limits)
    layout = Layout()
    gathered = Gathered(_rows(chosen, layout, watch.limits), spool, watch, looked_at=LOOKED_AT)
    # The merges stand at the end of a sheet: only now are they known.
    head = find_head(gathered.first, layout)
    if head is None:
        raise FileRefused("no_table", sheet=chosen.name)
    table = build(opened, chosen.name, gathered, layout, head)
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


def _chosen(opened: RawFile, name: str | None, limits: Limits) -> RawSheet:
    if name is not None:
        sheets = [sheet for sheet in opened.sheets if sheet.name.casefold() == name.casefold()]
        if not sheets:
            every = ", ".join(sheet.name for sheet in opened.sheets)
            raise FileRefused("sheet_unknown", sheet=name, sheets=every)
        return sheets[0]
    sheets = [sheet for sheet in opened.sheets if not sheet.hidden]
    if len(sheets) == 1:
        return sheets[0]
    found = [(sheet, *_looked_at(sheet, limits)) for sheet in sheets]
    likely = [(liking, -at, sheet, head) for at, (sheet, liking, head, _) in enumerate(found) if head]
    best = max(likely, key=lambda one: one[:2], default=None)
    bare = max(found, key=lambda one: one[3], default=None)
    if bare is not None and bare[3][0] > (known_headers(best[3]) if best else 0):
        # A list that is still to be filled in; the other sheets are about it.
        raise FileRefused("no_rows", sheet=bare[0].name, row=bare[3][1])
    if best is None:
        raise FileRefused("no_table", sheet=", ".join(sheet.name for sheet in sheets) or "–")
    return best[2]


def _looked_at(sheet: RawSheet, limits: Limits) -> tuple[float, Head | None, tuple[int, int]]:
    """How much the beginning of a sheet looks like a list, its header; or how many headers stand alone."""
    layout = Layout()
    rows = list(islice(_rows(sheet, layout, limits), LOOKED_AT))
    head = find_head(rows, layout)
    if head is None:
        return 0.0, None, headers_alone(rows)
    below = sum(row.number > max(head.rows, default=0) for row in rows)
    return head.score + min(below, LOOKED_AT) / 20, head, (0, 0)
