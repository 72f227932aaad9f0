"""The package of an xlsx or xlsm file: which sheets it has, its strings, its number formats.

Only the parts that say so are read, each within its limit. Nothing of styles is kept but the number format
of each, and whether that shows a day.
"""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from posixpath import join, normpath
from typing import IO, NamedTuple

from imports.findings import FileRefused
from imports.notation.cells import blank
from imports.workbook.limits import Limits, Watch, too_large
from imports.workbook.markup import CHUNK, LONGEST_TEXT, elements, parser, plain_text, unescaped
from imports.workbook.moments import BUILTIN, shows_a_day, shows_a_length

MOST_STYLES = 100_000
_NO_LIST = ("/chartsheet", "/dialogsheet", "macrosheet", "macroSheet")
_PLAIN_STRING = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')


class Sheet(NamedTuple):
    """A sheet that the workbook lists, and the part that holds it."""

    name: str
    part: str
    hidden: bool


class Styles(NamedTuple):
    """Per cell style its number format; and the styles that show a day, and a length of time."""

    formats: list[str]
    days: frozenset[int]
    lengths: frozenset[int]


class Package:
    """Raises FileRefused; what the zip and XML libraries raise on broken parts goes through."""

    def __init__(self, content: bytes, watch: Watch) -> None:
        self.archive = zipfile.ZipFile(BytesIO(content))
        inspect_zip(self.archive, watch.limits)
        self._watch = watch
        self._names = {_plain(name): name for name in self.archive.namelist()}
        self._book = self._target_of_package()
        self._related = self._relations(self._book)
        self.epoch_1904 = False
        self.sheets = self._sheets()
        self.styles = self._styles()
        self.strings = self._strings()

    def has(self, part: str) -> bool:
        return _plain(part) in self._names

    def open(self, part: str) -> IO[bytes]:
        """The part's content, to be read in pieces; FileRefused "damaged" when it isn't there."""
        try:
            return self.archive.open(self._names[_plain(part)])
        except KeyError as why:
            raise FileRefused("damaged", why=f"{part} is missing") from why

    def _each(self, part: str, start: Callable[[str, dict[str, str]], None]) -> None:
        with self.open(part) as source:
            elements(source, self._watch, start)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Of this part's relations: id → (type, part)."""
        folder, _, name = part.rpartition("/")
        listed = join(folder, "_rels", f"{name}.rels")
        found: dict[str, tuple[str, str]] = {}

        def start(element: str, attributes: dict[str, str]) -> None:
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "").replace("\\", "/")
                whole = target if target.startswith("/") else normpath(join(folder, target))
                found[attributes.get("Id", "")] = attributes.get("Type", ""), whole.lstrip("/")

        if self.has(listed):
            self._each(listed, start)
        return found

    def _target_of_package(self) -> str:
        for kind, part in self._relations("").values():
            if kind.endswith("/officeDocument") and self.has(part):
                return part
        return "xl/workbook.xml"

    def _sheets(self) -> list[Sheet]:
        found: list[Sheet] = []
        parts: set[str] = set()
        missing: list[str] = []

        def start(element: str, attributes: dict[str, str]) -> None:
            if element == "workbookPr":
                self.epoch_1904 = attributes.get("date1904") in ("1", "true")
            elif element == "sheet":
                kind, part = self._related.get(attributes.get("id", ""), ("", ""))
                if any(word in kind for word in _NO_LIST):
                    return
                name = attributes.get("name", "")
                if _plain(part) in parts:
                    raise FileRefused("damaged", why=f"{part} is more than one sheet"[:200])
                if self.has(part):
                    parts.add(_plain(part))
                    found.append(Sheet(name, part, attributes.get("state", "visible") != "visible"))
                else:
                    missing.append(name)

        self._each(self._book, start)
        if missing and not found:
            raise FileRefused("damaged", why=f"the part of sheet {missing[0]} is missing"[:200])
        return found

    def _part_of(self, kind: str, usual: str) -> str | None:
        for found, part in self._related.values():
            if found.endswith(kind) and self.has(part):
                return part
        return usual if self.has(usual) else None

    def _styles(self) -> Styles:
        part = self._part_of("/styles", "xl/styles.xml")
        own: dict[int, str] = {}
        used: list[int] = []
        inside = ""

        def start(element: str, attributes: dict[str, str]) -> None:
            nonlocal inside
            if element in ("cellXfs", "cellStyleXfs", "dxfs", "numFmts"):
                inside = element
            elif element == "numFmt" and inside == "numFmts":
                own[int(attributes["numFmtId"])] = attributes.get("formatCode", "General")
            elif element == "xf" and inside == "cellXfs":
                used.append(int(attributes.get("numFmtId", "0")))
                if len(used) > MOST_STYLES:
                    raise FileRefused("damaged", why=f"more than {MOST_STYLES} cell styles")

        if part is not None:
            self._each(part, start)
        formats = [own.get(number) or BUILTIN.get(number, "General") for number in used]
        days = {form for form in set(formats) if shows_a_day(form)}
        lengths = {form for form in days if shows_a_length(form)}
        return Styles(
            formats,
            frozenset(at for at, form in enumerate(formats) if form in days),
            frozenset(at for at, form in enumerate(formats) if form in lengths),
        )

    def _strings(self) -> list[str | None]:
        part = self._part_of("/sharedStrings", "xl/sharedStrings.xml")
        if part is None:
            return []
        reading = _Strings(self._watch)
        with self.open(part) as source:
            rest = b""
            for piece in iter(lambda: source.read(CHUNK), b""):
                self._watch.tick()
                rest = reading.take(rest + piece)
        reading.finish(rest)
        return reading.found


class _Strings:
    """The table of shared strings, without phonetic readings; strings of blanks only are None.

    Pieces that hold nothing but plain strings are taken by one pattern, the others by expat; what one
    takes the other never sees.
    """

    def __init__(self, watch: Watch) -> None:
        self.found: list[str | None] = []
        self._watch = watch
        self._parts: list[str] = []
        self._length = 0
        self._keep = self._phonetic = self._begun = self._inside = False
        self._plain = True
        self._parser = parser(self._start, self._end, self._characters)

    def take(self, content: bytes) -> bytes:
        """Takes what is whole of it and gives back the rest."""
        if not self._plain:
            self._parser.Parse(content, False)
            return b""
        if not self._begun:
            return self._begin(content)
        cut = content.rfind(b"</si>") + 5
        if cut < 5:
            if len(content) > 4 * CHUNK:
                self._plain = False
            return content
        text = content[:cut].decode()
        strings = _PLAIN_STRING.findall(text)
        # Each plain string has four tags: when that is all, nothing else is in between.
        if text.count("<") == 4 * len(strings) and not self._inside:
            self._add_all(strings, text)
        else:
            self._parser.Parse(content[:cut], False)
            self._plain = not self._inside
        return content[cut:]

    def finish(self, rest: bytes) -> None:
        self._parser.Parse(rest, True)

    def _begin(self, content: bytes) -> bytes:
        """The head of the part goes to expat, which knows the encoding and refuses declarations."""
        at = content.find(b"<si>")
        utf8 = content.lstrip(b"\xef\xbb\xbf")[:1] == b"<" and (
            b"encoding=" not in content[:200] or b"utf-8" in content[:200].lower()
        )
        self._begun = True
        if at < 0 or not utf8:
            self._plain = False
            return content
        self._parser.Parse(content[:at], False)
        return content[at:]

    def _add_all(self, strings: list[str], text: str) -> None:
        if "&" in text or "\r" in text or "_x" in text:
            strings = [unescaped(plain_text(each)) for each in strings]
        self.found.extend(None if blank(each) else each for each in strings)
        self._check()

    def _check(self) -> None:
        if len(self.found) > self._watch.limits.cells:
            raise FileRefused("too_many_cells", sheet="–", limit=self._watch.limits.cells)

    def _start(self, name: str, _: dict[str, str]) -> None:
        if name == "t":
            self._keep = not self._phonetic
        elif name == "rPh":
            self._phonetic = True
        elif name == "si":
            self._parts, self._length, self._inside = [], 0, True

    def _end(self, name: str) -> None:
        if name == "t":
            self._keep = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self._inside = False
            text = unescaped("".join(self._parts))
            self.found.append(None if blank(text) else text)
            self._check()

    def _characters(self, text: str) -> None:
        if self._keep:
            self._parts.append(text)
            self._length += len(text)
            if self._length > LONGEST_TEXT:
                raise FileRefused("damaged", why=f"a text of more than {LONGEST_TEXT} characters")


def inspect_zip(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuses what would unpack to more than may be read, by the zip's own directory.

    Reading stops at the size that the directory states, so that it can't lie downwards.
    """
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
            raise too_large(entry.filename, entry.file_size, limit)
        if is_sheet and entry.file_size > limits.unzipped_bytes:
            raise too_large(entry.filename, entry.file_size, limits.unzipped_bytes)
    if total > limits.unzipped_bytes:
        raise too_large(".xlsx", total, limits.unzipped_bytes)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
