"""What the cells of a sheet say, from the text between their tags; and the rows that they make."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from imports.notation.cells import blank
from imports.tables import Cell, Uncalculated
from imports.workbook import moments
from imports.workbook.limits import Watch
from imports.workbook.markup import LONGEST_TEXT, plain_text, unescaped
from imports.workbook.package import Package
from imports.workbook.sheets import Layout, RawRow

_REMEMBERED = 50_000
_WRITTEN_ODDLY = ("&", "\r", "_x")


class Cells:
    """Makes rows of cells: one cell after another, or whole columns at once (`column`)."""

    def __init__(self, package: Package, watch: Watch, layout: Layout) -> None:
        self._strings, self._styles, self._epoch_1904 = package.strings, package.styles, package.epoch_1904
        self.watch, self._layout = watch, layout
        self._done: list[RawRow] = []
        self._row: list[Cell] = []
        self._hidden = False
        self._filled = 0
        self._column = -1
        self._style = "0"
        self._text: list[str] = []
        self._length = 0
        self._columns: dict[str, int] = {}
        self._moments: dict[tuple[str, int], Cell] = {}
        self.number = 0
        self.type = "n"
        self.formula = False
        self.flush: Callable[[], None] = lambda: None

    def taken(self) -> Iterator[RawRow]:
        """The rows made since the last time."""
        done, self._done = self._done, []
        return iter(done)

    def open_row(self, number: str, hidden: bool) -> None:
        self.number = int(float(number)) if number else self.number + 1
        self._hidden, self._filled, self._column, self._row = hidden, 0, -1, []

    def open(self, reference: str, style: str, kind: str) -> None:
        """A cell begins; without a reference it stands right of the one before."""
        self._column = self.index(reference.rstrip("0123456789")) if reference else self._column + 1
        self.type, self._style, self.formula = kind, style, False
        if self._text:
            self._text = []
        self._length = 0

    def text(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            raise ValueError(f"a cell of more than {LONGEST_TEXT} characters in row {self.number}")

    def close(self) -> None:
        value: Cell
        if self._text:
            value = self._value("".join(self._text))
        elif self.formula and self.type != "str":
            value = Uncalculated.FORMULA
        else:
            return
        if blank(value):
            return
        self._filled += 1
        column, row = self._column, self._row
        if column > self.watch.limits.columns:
            # Refused here; the cells between are not made.
            self.watch.row(self.number, 1, column + 1)
        gap = column - len(row)
        if gap < 0:
            row[column] = value
            return
        if gap:
            row.extend([None] * gap)
        row.append(value)

    def close_row(self) -> None:
        if self._filled:
            self.add(self.number, tuple(self._row), self._hidden, self._filled)
        self._row = []

    def add(self, number: int, cells: tuple[Cell, ...], hidden: bool, filled: int) -> None:
        """A row with something in it."""
        self.watch.row(number, filled, len(cells))
        self._done.append(RawRow(number, cells, hidden))

    def index(self, letters: str) -> int:
        """The column's place from 0. Raises ValueError for what is no column."""
        found = self._columns.get(letters)
        if found is None:
            name = letters.replace("$", "").upper()
            if not (name.isascii() and name.isalpha() and len(name) <= 3):
                raise ValueError(f"{letters[:20]} is no column")
            found = 0
            for letter in name:
                found = found * 26 + ord(letter) - 64
            found -= 1
            self._columns[letters] = found
        return found

    def column(
        self, place: int, style: str, kind: str, written: Sequence[str | None], odd: bool
    ) -> list[Cell]:
        """The values of many cells of one column, style and type; `odd`: some need `plain_text`.

        None stands for a cell that isn't there.
        """
        if kind == "s":
            strings = self._strings
            return [None if text is None else strings[_position(text)] for text in written]
        if kind in ("inlineStr", "str"):
            if odd:
                written = [text and unescaped(plain_text(text)) for text in written]
            if not any(map(str.isspace, filter(None, written))):
                return list(written)
            return [None if not text or text.isspace() else text for text in written]
        if kind == "n" and style == "0":
            return [None if text is None else int(text) if text.isdigit() else number(text)
                    for text in written]  # fmt: skip
        if kind == "n":
            return self._styled(place, style, written)
        self.type, self._style, self._column = kind, style, place
        return [None if text is None else self._value(plain_text(text)) for text in written]

    def _styled(self, place: int, style: str, written: Sequence[str | None]) -> list[Cell]:
        at = int(style)
        self._count_format(place, at, len(written) - written.count(None))
        if at not in self._styles.days:
            return [None if text is None else number(text) for text in written]
        found: list[Cell] = []
        known = self._moments
        for text in written:
            if text is None:
                found.append(None)
            else:
                moment = known.get((text, at))
                found.append(self._moment(text, at) if moment is None else moment)
        return found

    def _value(self, text: str) -> Cell:
        kind = self.type
        if kind == "s":
            return self._strings[_position(text)]
        if kind == "n":
            if self._style == "0":
                return number(text)
            return self._styled(self._column, self._style, [text])[0]
        if kind in ("str", "inlineStr"):
            return unescaped(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "d":
            return moments.of_text(text)
        return text

    def _count_format(self, place: int, style: int, times: int) -> None:
        formats = self._layout.formats.get(place)
        if formats is None:
            formats = self._layout.formats[place] = Counter()
        known = self._styles.formats
        formats[known[style] if style < len(known) else "General"] += times

    def _moment(self, text: str, style: int) -> Cell:
        value = number(text)
        if not isinstance(value, int | float) or isinstance(value, bool):
            return value
        length = style in self._styles.lengths
        found = moments.of_number(value, length=length, epoch_1904=self._epoch_1904)
        if len(self._moments) > _REMEMBERED:
            self._moments.clear()
        self._moments[(text, style)] = found
        return found


def written_oddly(text: str) -> bool:
    """Whether some cell in this text needs `plain_text` and `unescaped`."""
    return any(sign in text for sign in _WRITTEN_ODDLY)


def number(text: str) -> Cell:
    """The number that is written; the text itself where it is none."""
    try:
        if "." in text or "e" in text or "E" in text:
            return float(text)
        return int(text)
    except ValueError:
        return text.strip() or None


def _position(text: str) -> int:
    """A place in the table of strings."""
    at = int(text)
    if at < 0:
        raise ValueError(f"string {at}")
    return at
