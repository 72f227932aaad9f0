"""A workbook as it is made: the small sheets, styles and lists by openpyxl, the rows streamed into it.

Nothing is held but the rows at hand; what depends on how many there were (tables, names, the pages that tell
of them) is written after them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC
from typing import IO, Any, cast

from openpyxl import Workbook
from openpyxl.packaging.relationship import Relationship, RelationshipList
from openpyxl.utils import get_column_letter as letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.xml.constants import ARC_APP, ARC_CORE, ARC_WORKBOOK, PKG_REL_NS
from openpyxl.xml.functions import tostring

from imports.workbook.writing.pages import fill, lay_out
from imports.workbook.writing.rows import text_written, written
from imports.workbook.writing.sheets import Book, Page, TableSheet
from imports.workbook.writing.styles import as_header, texts
from imports.workbook.writing.tables import margins, prepare, settle

LEVEL = 1
"""How hard the package is compressed: rows are alike, and more effort takes off little."""

PIECE = 64 * 1024
_FIRST = "_rels/.rels"
_ROWS = b"<sheetData>"
_ROWS_END = b"</sheetData>"


def stream(book: Book) -> Iterator[bytes]:
    """The workbook's bytes as they are made, about 64 KB at a time."""
    sink = _Sink()
    with zipfile.ZipFile(cast(IO[bytes], sink), "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as package:
        package.writestr(_FIRST, _relations())
        yield sink.taken()
        frame = _Frame(book)
        parts = frame.parts()
        for name, sheet, styles in frame.tables:
            head, tail = _around(parts[name], frame.header_of(sheet))
            with package.open(name, "w") as part:
                part.write(head)
                kinds = [each.kind for each in sheet.columns]
                for count, rows in written(sheet.rows, kinds, styles):
                    frame.counts[sheet.code] += count
                    part.write(rows)
                    if sink.size > PIECE:
                        yield sink.taken()
                part.write(tail)
        del parts
        frame.finish()
        rest = frame.parts()
        done = {_FIRST, *(name for name, _sheet, _styles in frame.tables)}
        for name, content in rest.items():
            if name not in done:
                package.writestr(name, content)
                yield sink.taken()
    yield sink.taken()


def _relations() -> bytes:
    """What says where the parts of a package are: the same for every workbook, so it goes out at once."""
    listed = RelationshipList()
    for each in (
        Relationship(type="officeDocument", Target=ARC_WORKBOOK),
        Relationship(Target=ARC_CORE, Type=f"{PKG_REL_NS}/metadata/core-properties"),
        Relationship(type="extended-properties", Target=ARC_APP),
    ):
        listed.append(each)
    return bytes(tostring(listed.to_tree()))


class _Frame:
    """The workbook without its rows."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.made = Workbook()
        self.made.remove(self.made.active)
        self.counts: dict[str, int] = {}
        self.tables: list[tuple[str, TableSheet, list[int]]] = []
        self.pages: list[tuple[Page, Any]] = []
        self._describe()
        for number, each in enumerate(book.sheets, start=1):
            page = self.made.create_sheet(each.title)
            if isinstance(each, Page):
                lay_out(page, each)
                self.pages.append((each, page))
            else:
                self.counts[each.code] = 0
                styles = prepare(page, each, book.explained)
                self.tables.append((f"xl/worksheets/sheet{number}.xml", each, styles))
        self._list()

    def parts(self) -> dict[str, bytes]:
        """The parts of the package as it stands."""
        saved = io.BytesIO()
        self.made.save(saved)
        with zipfile.ZipFile(saved) as package:
            return {name: package.read(name) for name in package.namelist()}

    def header_of(self, sheet: TableSheet) -> str:
        """The header row with its texts in place: the table of shared texts isn't made yet."""
        page = self.made[sheet.title]
        cells = "".join(
            f'<c r="{letter(at)}1" s="{page.cell(1, at).style_id}" t="inlineStr">'
            f"<is><t>{text_written(column.header)}</t></is></c>"
            for at, column in enumerate(sheet.columns, start=1)
        )
        return f'<row r="1" ht="32" customHeight="1">{cells}</row>'

    def finish(self) -> None:
        """Write what depends on the rows."""
        for _name, sheet, _styles in self.tables:
            settle(self.made, self.made[sheet.title], sheet, self.counts[sheet.code])
        for told, page in self.pages:
            fill(page, told, told.panels(self.counts))

    def _describe(self) -> None:
        properties = self.made.properties
        properties.title, properties.subject = self.book.title, self.book.subject
        properties.creator = properties.lastModifiedBy = self.book.author
        moment = self.book.made_at.astimezone(UTC).replace(tzinfo=None)
        properties.created = properties.modified = moment
        properties.language = self.book.language
        properties.category = "Counterpart"

    def _list(self) -> None:
        """The lists that cells may be chosen from, each with a name."""
        if not self.book.lists:
            return
        page = self.made.create_sheet(self.book.lists_title)
        page.freeze_panes = "A2"
        for at, (name, words) in enumerate(self.book.lists.items(), start=1):
            header = page.cell(1, at)
            texts(header, name)
            as_header(header)
            page.column_dimensions[letter(at)].width = 28
            for row, word in enumerate(words, start=2):
                texts(page.cell(row, at), word)
            title = page.title.replace("'", "''")
            place = f"'{title}'!${letter(at)}$2:${letter(at)}${max(len(words), 1) + 1}"
            self.made.defined_names[f"list_{name}"] = DefinedName(f"list_{name}", attr_text=place)
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = page.PAPERSIZE_A4
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        margins(page)


def _around(part: bytes, header: str) -> tuple[bytes, bytes]:
    """What stands before and after the rows of a sheet. No size is stated: it isn't known yet."""
    head, _header, tail = part.partition(_ROWS)
    before, _dimension, after = head.partition(b"<dimension ")
    after = after.partition(b"/>")[2]
    return before + after + _ROWS + header.encode(), _ROWS_END + tail.partition(_ROWS_END)[2]


class _Sink:
    """Takes what the package writes, and gives it away."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self.size = 0

    def write(self, content: bytes) -> int:
        content = bytes(content)
        self._held.append(content)
        self.size += len(content)
        return len(content)

    def flush(self) -> None:
        """Nothing is kept back."""

    def taken(self) -> bytes:
        held, self._held, self.size = b"".join(self._held), [], 0
        return held
