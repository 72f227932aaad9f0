"""xlsx and xlsm: the package by openpyxl, the rows by a reader that streams and can be stopped.

openpyxl knows the parts of a package, the styles and which of them are dates. Its own row reader
trusts stated dimensions, fills gaps with empty rows and can't be stopped within the table of strings;
here rows and strings are read by expat, in pieces, against the limits. Entity declarations, which no
workbook holds, are refused.
"""

import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO
from xml.parsers import expat

from openpyxl.reader.excel import SHARED_STRINGS, ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import CALENDAR_MAC_1904, from_excel, from_ISO8601

from imports.findings import FileRefused
from imports.notation.cells import blank
from imports.tables import Cell, Uncalculated
from imports.workbook.limits import MEGABYTE, Limits, Watch
from imports.workbook.sheets import Layout, RawFile, RawRow, RawSheet

CHUNK = 1 << 16
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def inspect_zip(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuses what would unpack to more than may be read, by the zip's own directory."""
    total = 0
    for entry in archive.infolist():
        if entry.flag_bits & 1:
            raise FileRefused("encrypted")
        total += entry.file_size
        name = entry.filename.lower()
        is_sheet = "worksheets/" in name or name == "content.xml" or name.endswith(".bin")
        is_read = name.endswith((".xml", ".rels", ".bin"))
        limit = limits.strings_bytes if "sharedstrings" in name else limits.part_bytes
        if is_read and not is_sheet and "/pivot" not in name and entry.file_size > limit:
            raise _too_large(entry.filename, entry.file_size, limit)
        if is_sheet and entry.file_size > limits.unzipped_bytes:
            raise _too_large(entry.filename, entry.file_size, limits.unzipped_bytes)
    if total > limits.unzipped_bytes:
        raise _too_large(".xlsx", total, limits.unzipped_bytes)


def open_xlsx(content: bytes, watch: Watch) -> RawFile:
    """The sheets of a workbook, their rows still to be read."""
    package = _Package(content, watch)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.read()
    book = package.wb
    styles = _Styles(book)
    listed = tuple(
        RawSheet(name, state != "visible", _Rows(package, path, styles, watch, name))
        for name, path, state in package.listed
    )
    return RawFile("xlsx", listed, epoch_1904=book.epoch == CALENDAR_MAC_1904)


class _Package(ExcelReader):
    """openpyxl's reader without the parts that an import has no use for."""

    def __init__(self, content: bytes, watch: Watch) -> None:
        super().__init__(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        self.watch = watch
        self.listed: list[tuple[str, str, str]] = []

    def read(self) -> None:
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)
        for sheet, rel in self.parser.find_sheets():
            if rel.target in self.valid_files and "chartsheet" not in rel.Type:
                self.listed.append((sheet.name, rel.target, sheet.state))

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                self.shared_strings = _strings(source, self.watch)


class _Styles:
    """Which cell styles are dates, and the number format of each."""

    def __init__(self, book: Any) -> None:
        self.dates = book._date_formats
        self.durations = book._timedelta_formats
        self.epoch = book.epoch
        self._book = book
        self._formats: dict[int, str] = {}

    def number_format(self, style: int) -> str:
        if style not in self._formats:
            self._formats[style] = self._found(style)
        return self._formats[style]

    def _found(self, style: int) -> str:
        try:
            number = self._book._cell_styles[style].numFmtId
            if number < 164:
                return str(BUILTIN_FORMATS.get(number, "General"))
            return str(self._book._number_formats[number - 164])
        except IndexError:
            return "General"


def _strings(source: BinaryIO, watch: Watch) -> list[str]:
    """The table of shared strings, without phonetic readings."""
    strings: list[str] = []
    parts: list[str] = []
    state = {"reading": False, "phonetic": False}

    def start(name: str, _: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == "t":
            state["reading"] = not state["phonetic"]
        elif local == "rPh":
            state["phonetic"] = True
        elif local == "si":
            parts.clear()

    def end(name: str) -> None:
        local = name.rpartition(" ")[2]
        if local == "t":
            state["reading"] = False
        elif local == "rPh":
            state["phonetic"] = False
        elif local == "si":
            strings.append(_unescaped("".join(parts)))
            if len(strings) > watch.limits.cells:
                raise FileRefused("too_many_cells", sheet="–", limit=watch.limits.cells)

    def characters(text: str) -> None:
        if state["reading"]:
            parts.append(text)

    parser = _parser(start, end, characters)
    for piece in iter(lambda: source.read(CHUNK), b""):
        watch.tick()
        parser.Parse(piece, False)
    parser.Parse(b"", True)
    return strings


class _Rows:
    """Reads a sheet's rows from the beginning each time it is called."""

    def __init__(self, package: _Package, path: str, styles: _Styles, watch: Watch, name: str) -> None:
        self._package, self._path, self._name = package, path, name
        self._styles, self._watch = styles, watch

    def __call__(self, layout: Layout) -> Iterator[RawRow]:
        self._watch.begin(self._name)
        reading = _Reading(self._package.shared_strings, self._styles, self._watch, layout)
        parser = _parser(reading.start, reading.end, reading.characters)
        with self._package.archive.open(self._path) as source:
            for piece in iter(lambda: source.read(CHUNK), b""):
                self._watch.tick()
                parser.Parse(piece, False)
                yield from reading.taken()
            parser.Parse(b"", True)
            yield from reading.taken()


class _Reading:
    """The state while a sheet is parsed."""

    def __init__(self, strings: list[str], styles: _Styles, watch: Watch, layout: Layout) -> None:
        self._strings, self._styles, self._watch, self._layout = strings, styles, watch, layout
        self._done: list[RawRow] = []
        self._cells: list[Cell] = []
        self._row = 0
        self._column = -1
        self._hidden = self._formula = self._keep = self._phonetic = False
        self._filled = 0
        self._type = self._style = ""
        self._text: list[str] = []
        self._columns: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._moments: dict[tuple[str, str], Cell] = {}

    def taken(self) -> list[RawRow]:
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._names.get(name) or self._local(name)
        if local == "c":
            self._open_cell(attributes)
        elif local == "v":
            self._keep = True
        elif local == "t":
            self._keep = not self._phonetic and self._type == "inlineStr"
        elif local == "f":
            self._formula = True
        elif local == "row":
            self._open_row(attributes)
        elif local == "rPh":
            self._phonetic = True
        elif local == "col":
            self._column_shape(attributes)
        elif local == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def characters(self, text: str) -> None:
        if self._keep:
            self._text.append(text)

    def end(self, name: str) -> None:
        local = self._names.get(name) or self._local(name)
        if local in ("v", "t"):
            self._keep = False
        elif local == "c":
            self._close_cell()
        elif local == "row":
            self._close_row()
        elif local == "rPh":
            self._phonetic = False

    def _local(self, name: str) -> str:
        return self._names.setdefault(name, name.rpartition(" ")[2])

    def _open_row(self, attributes: dict[str, str]) -> None:
        stated = attributes.get("r")
        self._row = int(float(stated)) if stated else self._row + 1
        self._hidden = attributes.get("hidden") in ("1", "true")
        self._column, self._filled, self._cells = -1, 0, []

    def _open_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = self._index(reference) if reference else self._column + 1
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._formula = False
        if self._text:
            self._text = []

    def _close_cell(self) -> None:
        if self._text:
            value = self._value("".join(self._text))
        elif self._formula and self._type != "str":
            value = Uncalculated.FORMULA
        else:
            return
        if blank(value):
            return
        column = self._column
        if column > self._watch.limits.columns:
            # Refused when the row is counted; the cells between are not made.
            self._filled, self._cells = self._filled + 1, self._cells or [value]
            self._watch.row(self._row, 1, column + 1)
        gap = column - len(self._cells)
        if gap > 0:
            self._cells.extend([None] * gap)
        if gap >= 0:
            self._cells.append(value)
        else:
            self._cells[column] = value
        self._filled += 1

    def _close_row(self) -> None:
        if self._filled:
            self._watch.row(self._row, self._filled, len(self._cells))
            self._done.append(RawRow(self._row, tuple(self._cells), self._hidden))
            self._cells = []

    def _value(self, text: str) -> Cell:
        kind = self._type
        if kind == "s":
            return self._strings[int(text)]
        if kind == "n":
            if self._style != "0":
                return self._styled(text)
            return _number(text)
        if kind in ("str", "inlineStr"):
            return _unescaped(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "d":
            moment: Cell = from_ISO8601(text)
            return moment
        return text

    def _styled(self, text: str) -> Cell:
        style = int(self._style)
        formats = self._layout.formats.get(self._column)
        if formats is None:
            formats = self._layout.formats[self._column] = Counter()
        formats[self._styles.number_format(style)] += 1
        if style not in self._styles.dates:
            return _number(text)
        known = self._moments.get((text, self._style))
        if known is None:
            known = self._moments[(text, self._style)] = self._moment(text, style)
        return known

    def _moment(self, text: str, style: int) -> Cell:
        number = _number(text)
        if isinstance(number, str):
            return number
        try:
            moment = from_excel(number, self._styles.epoch, timedelta=style in self._styles.durations)
        except (OverflowError, ValueError):
            return number
        return number if moment is None else moment

    def _index(self, reference: str) -> int:
        name = reference.rstrip("0123456789").replace("$", "")
        if name not in self._columns:
            index = 0
            for letter in name.upper():
                index = index * 26 + ord(letter) - 64
            self._columns[name] = index - 1
        return self._columns[name]

    def _column_shape(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes["min"]), int(attributes["max"])
            last = min(last, self._watch.limits.columns)
            self._layout.hidden_columns.update(range(first - 1, last))

    def _merge(self, reference: str) -> None:
        found = re.fullmatch(r"([A-Za-z]+)(\d+):([A-Za-z]+)(\d+)", reference)
        if found and len(self._layout.merges) < 10_000:
            first, last = self._index(found[1]), self._index(found[3])
            self._layout.merges.append((int(found[2]), first, int(found[4]), last))


def _number(text: str) -> Cell:
    try:
        if "." in text or "e" in text or "E" in text:
            return float(text)
        return int(text)
    except ValueError:
        return text.strip()


def _unescaped(text: str) -> str:
    """Excel writes control characters as _x000D_; a carriage return becomes a line break."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.replace("\r\n", "\n")


def _parser(start: Any, end: Any, characters: Any) -> Any:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.EntityDeclHandler = _no_entities
    parser.StartDoctypeDeclHandler = _no_entities
    return parser


def _no_entities(*_: Any) -> None:
    raise FileRefused("unsafe_xml")


def _too_large(part: str, size: int, limit: int) -> FileRefused:
    return FileRefused("unzipped_too_large", part=part, size=size // MEGABYTE, limit=limit // MEGABYTE)
