"""xlsx and xlsm: sheets read in pieces, against the limits, whatever dimensions they state.

Rows that are written as programs write them are taken whole by a pattern learnt from the rows before
(`imports.workbook.rapid`); everything else goes through expat. Both end in the same `Cells`.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from imports.workbook.cells import Cells
from imports.workbook.limits import Watch
from imports.workbook.markup import CHUNK, parser
from imports.workbook.package import Package, Sheet
from imports.workbook.rapid import Rapid
from imports.workbook.sheets import Layout, RawFile, RawRow, RawSheet

MOST_MERGES = 10_000
_LONGEST_ROW = 16 * CHUNK
_ROOT = re.compile(rb"<sheetData(?:\s[^<>]*)?>")


def open_xlsx(content: bytes, watch: Watch) -> RawFile:
    """The sheets of a workbook, their rows still to be read."""
    package = Package(content, watch)
    listed = tuple(
        RawSheet(sheet.name, sheet.hidden, _Rows(package, sheet, watch)) for sheet in package.sheets
    )
    return RawFile("xlsx", listed, epoch_1904=package.epoch_1904)


class _Rows:
    """Reads a sheet's rows from the beginning each time it is called."""

    def __init__(self, package: Package, sheet: Sheet, watch: Watch) -> None:
        self._package, self._sheet, self._watch = package, sheet, watch

    def __call__(self, layout: Layout) -> Iterator[RawRow]:
        self._watch.begin(self._sheet.name)
        cells = Cells(self._package, self._watch, layout)
        reading = Reading(cells, self._watch, layout)
        with self._package.open(self._sheet.part) as source:
            rest = b""
            for piece in iter(lambda: source.read(CHUNK), b""):
                self._watch.tick()
                rest = reading.take(rest + piece)
                yield from reading.taken()
        reading.finish(rest)
        yield from reading.taken()


class Reading:
    """The state while a sheet is read. Content goes to the pattern or to expat, never to both.

    Expat gets the head of the part, the rows that the pattern doesn't know and the tail, so that what it
    sees is a sheet too. After anything that could hide a row, such as a comment, it gets all the rest.
    """

    def __init__(self, cells: Cells, watch: Watch, layout: Layout) -> None:
        self._cells, self._watch, self._layout = cells, watch, layout
        self._rapid = Rapid(cells)
        self._parser = parser(self._start, self._end, self._characters)
        self._begun = False
        self._plain = True
        self._in_row = self._keep = self._phonetic = False

    def take(self, content: bytes) -> bytes:
        """Reads what is whole of it and gives back the rest."""
        if not self._plain:
            self._parser.Parse(content, False)
            return b""
        if not self._begun:
            return self._begin(content)
        cut = content.rfind(b"</row>") + 6
        if cut < 6:
            cut = content.rfind(b"<row")  # what stands before it, if anything, are rows without cells
        if cut < 1:
            self._plain = len(content) < _LONGEST_ROW
            return content
        self._rows(content[:cut].decode())
        return content[cut:]

    def finish(self, rest: bytes) -> None:
        self._parser.Parse(rest, True)

    def taken(self) -> Iterator[RawRow]:
        return self._cells.taken()

    def _begin(self, content: bytes) -> bytes:
        """The head goes to expat, which refuses declarations; the pattern reads UTF-8 only."""
        found = _ROOT.search(content)
        if found is None and len(content) < _LONGEST_ROW:
            return content
        utf8 = content.lstrip(b"\xef\xbb\xbf")[:1] == b"<" and (
            b"encoding=" not in content[:200] or b"utf-8" in content[:200].lower()
        )
        self._begun = True
        if found is None or not utf8 or found[0].endswith(b"/>"):
            self._plain = False
            return content
        self._parser.Parse(content[: found.end()], False)
        return content[found.end() :]

    def _rows(self, text: str) -> None:
        at, end = 0, len(text)
        while at < end:
            at = self._rapid.take(text, at)
            if at >= end:
                break
            odd = self._rapid.odd_row(text, at)
            if not odd:
                self._plain = False
                self._cells.flush()
                self._parser.Parse(text[at:].encode(), False)
                break
            piece = text[at : at + odd]
            at += odd
            if self._rapid.take_loose(piece):
                continue
            self._cells.flush()
            self._parser.Parse(piece.encode(), False)
            if self._in_row or "<!" in piece:
                self._plain = False
                self._parser.Parse(text[at:].encode(), False)
                break
        self._cells.flush()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        cells = self._cells
        if name == "c":
            cells.open(attributes.get("r", ""), attributes.get("s", "0"), attributes.get("t", "n"))
        elif name == "v":
            self._keep = True
        elif name == "t":
            self._keep = not self._phonetic and cells.type == "inlineStr"
        elif name == "f":
            cells.formula = True
        elif name == "row":
            self._in_row = True
            cells.open_row(attributes.get("r", ""), attributes.get("hidden") in ("1", "true"))
        elif name == "rPh":
            self._phonetic = True
        elif name == "col":
            self._column_shape(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _characters(self, text: str) -> None:
        if self._keep:
            self._cells.text(text)

    def _end(self, name: str) -> None:
        if name in ("v", "t"):
            self._keep = False
        elif name == "c":
            self._cells.close()
        elif name == "row":
            self._in_row = False
            self._cells.close_row()
        elif name == "rPh":
            self._phonetic = False

    def _column_shape(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes["min"]), int(attributes["max"])
            last = min(last, self._watch.limits.columns)
            self._layout.hidden_columns.update(range(first - 1, last))

    def _merge(self, reference: str) -> None:
        found = re.fullmatch(r"([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})", reference)
        if found and len(self._layout.merges) < MOST_MERGES:
            first, last = self._cells.index(found[1]), self._cells.index(found[3])
            self._layout.merges.append((int(found[2]), first, int(found[4]), last))


def first_rows(rows: Any, most: int) -> list[RawRow]:
    """The first rows of a sheet, the others unread."""
    return list(islice(rows, most))
