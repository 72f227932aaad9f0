"""Text with separators: encoding and delimiter recognised by content."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from imports.findings import FileRefused
from imports.notation.cells import blank
from imports.tables import Cell
from imports.workbook.limits import Watch
from imports.workbook.sheets import Layout, RawFile, RawRow, RawSheet, trimmed

DELIMITERS = (";", ",", "\t", "|")
DELIMITER_NAMES = {";": ";", ",": ",", "\t": "tab", "|": "|"}
_LONGEST_FIELD = 1_000_000
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def open_delimited(content: bytes, watch: Watch) -> RawFile:
    """The text as one sheet. Row numbers count records, as Excel does when it opens the file."""
    text, encoding = _decoded(content)
    stated = text[:6].lower()
    skipped = 0
    if stated.startswith("sep=") and len(text) > 4:
        delimiter = text[4]
        skipped = 1
    else:
        delimiter = _delimiter(text)

    def rows(layout: Layout) -> Iterator[RawRow]:
        watch.begin("csv")
        records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            for number, record in enumerate(records, start=1):
                if number % 1000 == 0:
                    watch.tick()
                if number <= skipped:
                    continue
                cells: list[Cell] = [cell or None for cell in record]
                kept = trimmed(cells)
                if kept:
                    watch.row(number, sum(not blank(cell) for cell in kept), len(kept))
                    yield RawRow(number, kept)
        except csv.Error as why:
            raise FileRefused("damaged", why=str(why)) from why

    csv.field_size_limit(_LONGEST_FIELD)
    return RawFile(
        "csv",
        (RawSheet("csv", False, rows),),
        encoding=encoding,
        delimiter=DELIMITER_NAMES.get(delimiter, delimiter),
    )


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError as why:
                raise FileRefused("unknown_encoding") from why
    if content[:4096].count(0) > 5:
        even, odd = content[0:4096:2].count(0), content[1:4096:2].count(0)
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as why:
            raise FileRefused("not_a_list", what="binary") from why
        if max(even, odd) * 4 < min(len(content), 4096) or not _readable(text):
            raise FileRefused("not_a_list", what="binary")
        return text, encoding
    for encoding in ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _readable(text):
            raise FileRefused("not_a_list", what="binary")
        return text, encoding
    if not _readable(content.decode("latin-1")):
        raise FileRefused("not_a_list", what="binary")
    raise FileRefused("unknown_encoding")


def _readable(text: str) -> bool:
    """Whether the beginning is text: hardly any control characters in it."""
    head = text[:4096]
    odd = sum(char < " " and char not in "\t\r\n\f\x0b" for char in head)
    return odd <= max(5, len(head) // 50)


def _delimiter(text: str) -> str:
    """The separator that gives the most records of one width."""
    head = text[:200_000]
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        try:
            records = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
            widths = [len(record) for record in islice(records, 200) if record]
        except csv.Error:
            continue
        if len(head) < len(text) and len(widths) > 1:
            widths = widths[:-1]
        common = Counter(width for width in widths if width > 1).most_common(1)
        if common:
            width, times = common[0]
            score = times / len(widths) * (1 + min(width, 30) / 30)
            if score > best_score:
                best, best_score = delimiter, score
    return best
