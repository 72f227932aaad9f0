"""Rows of a sheet taken whole, by a pattern learnt from the rows before.

Programs write the rows of a list alike: the same columns, each with its style and its type. One pattern with
a place for each column's cell takes a row in a single match, several times faster than XML can be parsed
cell by cell. A row that it doesn't fit is looked at cell by cell (`take_loose`) and the pattern learns from
it; what isn't written plainly (comments, rich text, other attributes) is left to expat.
"""

import re
from collections import defaultdict
from typing import NamedTuple

from imports.tables import Cell
from imports.workbook.cells import Cells, written_oddly
from imports.workbook.markup import plain_text
from imports.workbook.sheets import trimmed

MOST_WAYS = 6
_CELL = re.compile(
    r'<c(?: r="([A-Z]{1,3})\d{1,7}")?(?: s="(\d{1,6})")?(?: t="([a-zA-Z]+)")?'
    r'(?:/>|>(<f(?: [^<>]*)?(?:/>|>[^<]*</f>))?'
    r'(?:(<v>)([^<]*)</v>|(<v/>)|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)  # fmt: skip
_ROW_HEAD = re.compile(r'<row(?=[\s/>])(?: r="(\d{1,8})")?([^<>]*?)(/?)>')
_EMPTY_ROWS = re.compile(r'(?:\s*<row r="(\d{1,8})"[^<>]*/>)+\s*')
# Cells with a style and nothing in them.
_BLANK_ROW = re.compile(r'(?:<c(?: s="\d{1,6}")?+/>)*+</row>')
_HIDDEN = re.compile(r"""\shidden=["'](?:1|true)["']""")
_FORMULA = r"(?:<f(?: [^<>]*)?(?:/>|>[^<]*</f>))"


class _Way(NamedTuple):
    """How a cell is written in a column: `shape` is v, fv, is or nothing at all."""

    style: str
    type: str
    shape: str


class Rapid:
    """Takes rows from text that holds whole rows."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        cells.flush = self.flush
        self._ways: defaultdict[int, dict[str, _Way]] = defaultdict(dict)
        self._pattern: re.Pattern[str] | None = None
        self._places: list[tuple[int, _Way]] = []
        self._batch: list[tuple[str, ...]] = []
        self._odd = False
        self._hides: dict[str, bool] = {}
        self._missed, self._patience, self._learnt = 0, 1, False

    def take(self, text: str, at: int) -> int:
        """Takes rows from here on; where it stopped, at the end or before a row that doesn't fit."""
        if self._learnt and self._missed >= self._patience:
            self._compile()
        if at == 0:
            self._odd = written_oddly(text)
        pattern, end, batch = self._pattern, len(text), self._batch
        while at < end:
            if pattern is not None:
                found = pattern.match(text, at)
                while found is not None:
                    batch.append(found.groups())
                    at = found.end()
                    found = pattern.match(text, at)
                if at >= end:
                    break
            empty = _EMPTY_ROWS.match(text, at)
            if empty is None:
                if text[at] in " \t\r\n":
                    at = _past_blanks(text, at)
                    continue
                break
            self.flush()
            self._cells.number = int(empty[1])
            at = empty.end()
        return at

    def odd_row(self, text: str, at: int) -> int:
        """The length of the row that stands here; 0 when what stands here is no row."""
        head = _ROW_HEAD.match(text, at)
        if head is None:
            return 0
        if head[3]:
            return head.end() - at
        end = text.find("</row>", at)
        return end + 6 - at if end > 0 else 0

    def take_loose(self, piece: str) -> bool:
        """Takes one row cell by cell; False, and nothing taken, when it isn't written plainly."""
        head = _ROW_HEAD.match(piece)
        if head is None or "'" in head[2] or " r=" in head[2]:
            return False
        if not head[3] and '<c r="' not in piece and _BLANK_ROW.fullmatch(piece, head.end()):
            self.flush()
            self._cells.open_row(head[1] or "", self._hides_row(head[2]))
            self._cells.close_row()
            return True
        found = list(_CELL.finditer(piece, head.end()))
        at = head.end()
        for each in found:
            if each.start() != at:
                return False
            at = each.end()
        if piece[at:] != ("" if head[3] else "</row>"):
            return False
        self.flush()
        cells = self._cells
        cells.open_row(head[1] or "", self._hides_row(head[2]))
        for letters, style, kind, formula, _, value, _, inline in (each.groups() for each in found):
            cells.open(letters or "", style or "0", kind or "n")
            cells.formula = formula is not None
            text = inline if inline is not None and kind == "inlineStr" else value
            if text:
                cells.text(plain_text(text))
            cells.close()
        cells.close_row()
        if head[1] and all(each[1] for each in found):
            self._learn(found)
        return True

    def flush(self) -> None:
        """Makes rows of what the pattern matched."""
        batch = self._batch
        if not batch:
            return
        self._batch = []
        written = list(zip(*batch, strict=True))
        columns: list[list[Cell]] = [self._nothing(len(batch))] * self._width()
        seen: set[int] = set()
        for (place, way), texts in zip(self._places, written[2:], strict=True):
            values = self._cells.column(place, way.style, way.type, texts, self._odd)
            if place in seen:
                values = [a if b is None else b for a, b in zip(columns[place], values, strict=True)]
            columns[place] = values
            seen.add(place)
        width = len(columns)
        rows = zip(*columns, strict=True) if columns else iter([()] * len(batch))
        number = self._cells.number
        for head, attributes, cells in zip(written[0], written[1], rows, strict=True):
            number = int(head)
            filled = width - cells.count(None)
            if filled:
                kept = cells if cells[-1] is not None else trimmed(cells)
                self._cells.add(number, kept, self._hides_row(attributes), filled)
        self._cells.number = number

    def _nothing(self, count: int) -> list[Cell]:
        return [None] * count

    def _width(self) -> int:
        return max((place for place, _ in self._places), default=-1) + 1

    def _hides_row(self, attributes: str) -> bool:
        if attributes not in self._hides:
            if len(self._hides) > 1000:
                self._hides.clear()
            self._hides[attributes] = bool(_HIDDEN.search(attributes))
        return self._hides[attributes]

    def _learn(self, found: list[re.Match[str]]) -> None:
        """Remembers how these cells are written, for the next pattern."""
        self._missed += 1
        most = self._cells.watch.limits.columns
        for each in found:
            letters, style, kind, formula, opened, value, empty, inline = each.groups()
            place = self._cells.index(letters)
            ways = self._ways[place]
            if place >= most or len(ways) >= MOST_WAYS:
                continue
            shape = ""
            if inline:
                shape = "is"
            elif opened and value:
                shape = "fv" if formula else "v"
            elif formula or opened or empty or inline is not None:
                continue
            styled = f' s="{style}"' if style else ""
            typed = f' t="{kind}"' if kind else ""
            written = rf'<c r="{letters}\d{{1,7}}"{styled}{typed}' + _INSIDE[shape]
            if written not in ways:
                self._learnt = True
                ways[written] = _Way(style or "0", kind or "n", shape)

    def _compile(self) -> None:
        """A pattern of all that was learnt; each time more rows have to miss it before the next."""
        self.flush()
        self._missed, self._learnt = 0, False
        self._patience *= 3
        self._places = []
        parts = [r'\s*<row r="(\d{1,8})"([^<>/]*)>']
        for place in sorted(self._ways):
            ways = self._ways[place]
            if ways:
                # Possessive: what took a cell keeps it, so that a row that doesn't fit fails at once.
                parts.append(f"(?:{'|'.join(ways)})?+")
                self._places.extend((place, way) for way in ways.values() if way.shape)
        parts.append("</row>")
        self._pattern = re.compile("".join(parts))


_INSIDE = {
    "v": "><v>([^<]++)</v></c>",
    "fv": f">{_FORMULA}<v>([^<]++)</v></c>",
    "is": '><is><t(?: xml:space="preserve")?>([^<]++)</t></is></c>',
    "": "(?:/>|></c>)",
}


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at
