"""Text with separators: encoding and delimiter recognised by content."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from imports.findings import FileRefused
from imports.tables import Cell
from imports.workbook.limits import Watch
from imports.workbook.sheets import Layout, RawFile, RawRow, RawSheet, trimmed

DELIMITERS = (";", ",", "\t", "|")
DELIMITER_NAMES = {";": ";", ",": ",", "\t": "tab", "|": "|"}
_LONGEST_FIELD = 1_000_000
_HEAD = 200_000
_PIECE = 1 << 20
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def open_delimited(content: bytes, watch: Watch) -> RawFile:
    """The text as one sheet. Row numbers count records, as Excel does when it opens the file."""
    encoding = _encoding(content, watch)
    head = _text(content[:_HEAD], encoding, errors="ignore").read()
    stated = head[:6].lower()
    skipped = 0
    if stated.startswith("sep=") and len(head) > 4:
        delimiter = head[4]
        skipped = 1
    else:
        delimiter = _delimiter(head, whole=len(content) <= _HEAD)

    def rows(layout: Layout) -> Iterator[RawRow]:
        watch.begin("csv")
        records = csv.reader(_text(content, encoding), delimiter=delimiter)
        try:
            for number, record in enumerate(records, start=1):
                if number % 1000 == 0:
                    watch.tick()
                if number <= skipped:
                    continue
                cells: list[Cell] = [None if not cell or cell.isspace() else cell for cell in record]
                kept = trimmed(cells)
                if kept:
                    watch.row(number, len(kept) - kept.count(None), len(kept))
                    yield RawRow(number, kept)
        except csv.Error as why:
            raise FileRefused("damaged", why=str(why)) from why

    csv.field_size_limit(_LONGEST_FIELD)
    return RawFile(
        "csv",
        (RawSheet("csv", False, rows),),
        encoding=encoding.removesuffix("-sig"),
        delimiter=DELIMITER_NAMES.get(delimiter, delimiter),
    )


def _text(content: bytes, encoding: str, *, errors: str = "strict") -> io.TextIOWrapper:
    """The content as text, decoded as it is read."""
    return io.TextIOWrapper(io.BytesIO(content), encoding, errors=errors, newline="")


def _encoding(content: bytes, watch: Watch) -> str:
    """The encoding in which all of the content is text. Raises FileRefused."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            if not _decodes(content, encoding, watch):
                raise FileRefused("unknown_encoding")
            return encoding
    if content[:4096].count(0) > 5:
        even, odd = content[0:4096:2].count(0), content[1:4096:2].count(0)
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        half = max(even, odd) * 4 >= min(len(content), 4096)
        if not half or not _decodes(content, encoding, watch) or not _readable(content, encoding):
            raise FileRefused("not_a_list", what="binary")
        return encoding
    for encoding in ("utf-8", "cp1252"):
        if _decodes(content, encoding, watch):
            if not _readable(content, encoding):
                raise FileRefused("not_a_list", what="binary")
            return encoding
    if not _readable(content, "latin-1"):
        raise FileRefused("not_a_list", what="binary")
    raise FileRefused("unknown_encoding")


def _decodes(content: bytes, encoding: str, watch: Watch) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    seen = memoryview(content)
    try:
        for at in range(0, len(content), _PIECE):
            watch.tick()
            decoder.decode(seen[at : at + _PIECE])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _readable(content: bytes, encoding: str) -> bool:
    """Whether the beginning is text: hardly any control characters in it."""
    head = content[:8192].decode(encoding, "ignore")[:4096]
    odd = sum(char < " " and char not in "\t\r\n\f\x0b" for char in head)
    return odd <= max(5, len(head) // 50)


def _delimiter(head: str, *, whole: bool) -> str:
    """The separator that gives the most records of one width; of a part, the last record is not whole."""
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        try:
            records = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
            widths = [len(record) for record in islice(records, 200) if record]
        except csv.Error:
            continue
        if not whole and len(widths) > 1:
            widths = widths[:-1]
        common = Counter(width for width in widths if width > 1).most_common(1)
        if common:
            width, times = common[0]
            score = times / len(widths) * (1 + min(width, 30) / 30)
            if score > best_score:
                best, best_score = delimiter, score
    return best
