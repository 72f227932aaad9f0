"""Marks in somebody's own workbook: colours and comments in cells, and a sheet that lists them.

Only the parts concerned are changed; all others (styles, other sheets, pictures, macros) stay as they are, to
the byte. Cells keep their own look but for the colour.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from posixpath import dirname, join, normpath, relpath
from typing import Any

from lxml import etree

from imports.findings import FileRefused
from imports.workbook import commenting
from imports.workbook.limits import Limits, Watch
from imports.workbook.package import Package
from imports.workbook.sheets import letters
from imports.workbook.writing.rows import text_written

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
COLOURS = {"problem": "FFF6CACA", "note": "FFFCE8B8"}
_ROW = re.compile(rb"<row\b([^>]*?)(/?)>")
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>.*?</c>)", re.DOTALL)
_NUMBER = re.compile(rb'\sr="(\d+)"')
_PLACE = re.compile(rb'\sr="([A-Z]+)\d+"')
_STYLE = re.compile(rb'\ss="(\d+)"')
_AFTER_COMMENTS = re.compile(
    rb"<(?:legacyDrawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b"
)
# A prefix before names, and what can hide something that looks like a cell.
_ODD = (b":sheetData", b"<!--", b"<![CDATA[", b"<!DOCTYPE")
LARGEST = 150_000_000
"""A sheet of more bytes than this, unpacked, is not marked in place."""


class NotPlain(Exception):
    """A workbook written in a way that can't be marked in place."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said of a cell. `tone` is problem or note."""

    row: int
    column: int
    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The sheet that lists what was found: its name, headers and rows."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Any]]


def marked(
    content: bytes, sheet: str, marks: Iterable[Mark], listing: Listing, *, largest: int | None = LARGEST
) -> bytes:
    """The workbook with these marks on that sheet. Raises NotPlain, and FileRefused as reading does."""
    try:
        return _Marking(content, sheet, largest).done(list(marks), listing)
    except (etree.XMLSyntaxError, KeyError, UnicodeDecodeError) as why:
        raise NotPlain(str(why)) from why


class _Marking:
    def __init__(self, content: bytes, sheet: str, largest: int | None) -> None:
        package = Package(content, Watch(Limits()))
        self.archive = package.archive
        parts = [each.part for each in package.sheets if each.name == sheet]
        if not parts:
            raise FileRefused("sheet_unknown", sheet=sheet, sheets=", ".join(e.name for e in package.sheets))
        self.part = parts[0]
        if largest is not None and self.archive.getinfo(self.part).file_size > largest:
            raise NotPlain("the sheet is too large")
        self.book = next(
            (name for name in self.archive.namelist() if name.endswith("xl/workbook.xml")), "xl/workbook.xml"
        )
        self.names = {each.name for each in package.sheets}
        self.changed: dict[str, bytes] = {}

    def done(self, marks: list[Mark], listing: Listing) -> bytes:
        body = self.read(self.part)
        if b"<sheetData" not in body or any(each in body for each in _ODD):
            raise NotPlain("the rows are written in another way")
        styles = _Styles(self)
        body = _coloured(body, marks, styles)
        styles.keep()
        relation = commenting.comment(self, marks)
        if relation:
            body = _with_drawing(body, relation)
        self.changed[self.part] = body
        self._add_listing(listing)
        return self._packed()

    def read(self, name: str) -> bytes:
        return self.changed[name] if name in self.changed else self.archive.read(name)

    def has(self, name: str) -> bool:
        return name in self.changed or name in self.archive.namelist()

    def tree(self, name: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(self.read(name), parser)

    def put(self, name: str, tree: Any) -> None:
        self.changed[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)

    def free(self, pattern: str) -> str:
        """A name for a part that isn't taken."""
        at = 1
        while self.has(pattern.format(at)):
            at += 1
        return pattern.format(at)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Relate a part to another; the id of the relation."""
        name = _relations_of(part)
        tree = (
            self.tree(name)
            if self.has(name)
            else etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
        )
        taken = {each.get("Id") for each in tree}
        at = 1
        while f"rIdMark{at}" in taken:
            at += 1
        etree.SubElement(
            tree,
            f"{{{RELATIONS}}}Relationship",
            Id=f"rIdMark{at}",
            Type=f"{OFFICE}/{kind}",
            Target=relpath(target, dirname(part)),
        )
        self.put(name, tree)
        return f"rIdMark{at}"

    def related(self, part: str, kind: str) -> tuple[str, str] | None:
        """The id and the part of the first relation of this kind."""
        name = _relations_of(part)
        if not self.has(name):
            return None
        for each in self.tree(name):
            if str(each.get("Type", "")).endswith(f"/{kind}"):
                target = str(each.get("Target", ""))
                whole = (
                    target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
                )
                if self.has(whole):
                    return str(each.get("Id")), whole
        return None

    def declare(self, part: str, kind: str) -> None:
        """Say what a part of this name, or with this ending, holds."""
        tree = self.tree("[Content_Types].xml")
        if part.startswith("/"):
            etree.SubElement(tree, f"{{{TYPES}}}Override", PartName=part, ContentType=kind)
        elif not any(str(each.get("Extension", "")).lower() == part for each in tree):
            tree.insert(0, etree.Element(f"{{{TYPES}}}Default", Extension=part, ContentType=kind))
        self.put("[Content_Types].xml", tree)

    def _add_listing(self, listing: Listing) -> None:
        part = self.free(dirname(self.book) + "/worksheets/problems{}.xml")
        self.changed[part] = _listing_xml(listing)
        self.declare(f"/{part}", _SHEET_TYPE)
        relation = self.relate(self.book, "worksheet", part)
        tree = self.tree(self.book)
        sheets = tree.find(f"{{{MAIN}}}sheets")
        if sheets is None:
            raise NotPlain("the workbook lists its sheets elsewhere")
        taken = [int(each.get("sheetId", 0)) for each in sheets]
        each = etree.SubElement(sheets, f"{{{MAIN}}}sheet", name=_free_name(listing.title, self.names))
        each.set("sheetId", str(max(taken, default=0) + 1))
        each.set(f"{{{OFFICE}}}id", relation)
        self.put(self.book, tree)

    def _packed(self) -> bytes:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
            for entry in self.archive.infolist():
                body = self.changed.pop(entry.filename, None)
                package.writestr(entry.filename, self.archive.read(entry) if body is None else body)
            for name, body in self.changed.items():
                package.writestr(name, body)
        return written.getvalue()


class _Styles:
    """The styles of the workbook, and for each that is marked one that differs in colour alone."""

    def __init__(self, marking: _Marking) -> None:
        self._marking = marking
        found = marking.related(marking.book, "styles")
        if found is None:
            raise NotPlain("no styles")
        self._part = found[1]
        self._tree = marking.tree(self._part)
        self._fills = self._tree.find(f"{{{MAIN}}}fills")
        self._looks = self._tree.find(f"{{{MAIN}}}cellXfs")
        if self._fills is None or self._looks is None:
            raise NotPlain("no cell styles")
        self._colours: dict[str, int] = {}
        self._made: dict[tuple[int, str], int] = {}

    def coloured(self, style: int, tone: str) -> int:
        if (style, tone) not in self._made:
            looks = self._looks
            look = deepcopy(looks[style]) if style < len(looks) else etree.Element(f"{{{MAIN}}}xf")
            look.set("fillId", str(self._fill(tone)))
            look.set("applyFill", "1")
            looks.append(look)
            self._made[style, tone] = len(looks) - 1
        return self._made[style, tone]

    def keep(self) -> None:
        for each in (self._fills, self._looks):
            each.set("count", str(len(each)))
        self._marking.put(self._part, self._tree)

    def _fill(self, tone: str) -> int:
        if tone not in self._colours:
            fill = etree.SubElement(self._fills, f"{{{MAIN}}}fill")
            pattern = etree.SubElement(fill, f"{{{MAIN}}}patternFill", patternType="solid")
            etree.SubElement(pattern, f"{{{MAIN}}}fgColor", rgb=COLOURS[tone])
            self._colours[tone] = len(self._fills) - 1
        return self._colours[tone]


def _coloured(body: bytes, marks: Iterable[Mark], styles: _Styles) -> bytes:
    """The sheet with the marked cells in their colour; a problem goes before a note."""
    wanted: dict[int, dict[int, str]] = defaultdict(dict)
    for mark in marks:
        if wanted[mark.row].get(mark.column) != "problem":
            wanted[mark.row][mark.column] = mark.tone
    pieces: list[bytes] = []
    at = number = 0
    for found in _ROW.finditer(body):
        said = _NUMBER.search(found[1])
        number = int(said[1]) if said else number + 1
        if number not in wanted or found.start() < at:
            continue
        end = found.end() if found[2] else body.index(b"</row>", found.end())
        pieces.append(body[at : found.start()])
        pieces.append(b"<row" + found[1] + b">")
        cells = b"" if found[2] else body[found.end() : end]
        pieces.append(_row(number, cells, wanted[number], styles))
        if found[2]:
            pieces.append(b"</row>")
        at = end
    pieces.append(body[at:])
    return b"".join(pieces)


def _row(number: int, cells: bytes, wanted: Mapping[int, str], styles: _Styles) -> bytes:
    """The cells of a row, coloured; those that aren't there are put in at their place."""
    left = dict(wanted)
    pieces: list[bytes] = []
    at, place = 0, -1
    for found in _CELL.finditer(cells):
        said = _PLACE.search(found[1])
        place = _index(said[1]) if said else place + 1
        pieces.append(cells[at : found.start()])
        for column in sorted(each for each in left if each < place):
            pieces.append(_empty(number, column, styles.coloured(0, left.pop(column))))
        cell = found[0]
        if place in left:
            cell = _restyled(cell, found[1], styles, left.pop(place))
        pieces.append(cell)
        at = found.end()
    pieces.append(cells[at:])
    pieces += [_empty(number, column, styles.coloured(0, left[column])) for column in sorted(left)]
    return b"".join(pieces)


def _restyled(cell: bytes, attributes: bytes, styles: _Styles, tone: str) -> bytes:
    said = _STYLE.search(attributes)
    style = styles.coloured(int(said[1]) if said else 0, tone)
    plain = _STYLE.sub(b"", attributes)
    return b"<c" + plain.rstrip() + f' s="{style}"'.encode() + cell[2 + len(attributes) :]


def _empty(row: int, column: int, style: int) -> bytes:
    return f'<c r="{letters(column)}{row}" s="{style}"/>'.encode()


def _with_drawing(body: bytes, relation: str) -> bytes:
    """The sheet with the drawing that its comments need, where the order of parts wants it."""
    ends = body.rindex(b"</sheetData>") if b"</sheetData>" in body else body.index(b"<sheetData/>")
    after = _AFTER_COMMENTS.search(body, ends)
    at = after.start() if after else body.rindex(b"</worksheet>")
    element = f'<legacyDrawing xmlns:r="{OFFICE}" r:id="{relation}"/>'.encode()
    return body[:at] + element + body[at:]


def _listing_xml(listing: Listing) -> bytes:
    rows = [listing.header, *listing.rows]
    written = []
    for number, values in enumerate(rows, start=1):
        cells = []
        for at, value in enumerate(values):
            place = f'r="{letters(at)}{number}"'
            if isinstance(value, int):
                cells.append(f"<c {place}><v>{value}</v></c>")
            elif value:
                text = text_written(str(value))
                cells.append(f'<c {place} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')
        written.append(f'<row r="{number}">{"".join(cells)}</row>')
    last = f"{letters(len(listing.header) - 1)}{len(rows)}"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{MAIN}">'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        '<cols><col min="1" max="3" width="12" customWidth="1"/><col min="4" max="5" width="28" '
        'customWidth="1"/><col min="6" max="6" width="90" customWidth="1"/></cols>'
        f'<sheetData>{"".join(written)}</sheetData><autoFilter ref="A1:{last}"/>'
        '<pageSetup paperSize="9" orientation="landscape"/></worksheet>'
    ).encode()


def _relations_of(part: str) -> str:
    folder, _slash, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _index(name: bytes) -> int:
    found = 0
    for letter in name:
        found = found * 26 + letter - 64
    return found - 1


def _free_name(wanted: str, taken: Iterable[str]) -> str:
    folded = {each.casefold() for each in taken}
    name, at = wanted[:31], 1
    while name.casefold() in folded:
        at += 1
        name = f"{wanted[:25]} ({at})"
    return name
