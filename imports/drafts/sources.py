"""The cells of a list as they were read, read again where they are asked for instead of held."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from json.encoder import encode_basestring_ascii as quoted
from typing import Any

from imports.notation.cells import number_text, shown
from imports.tables import Cell, Portion, SourceRows
from relationships.rows import JsonText

_TEXT = frozenset({str, type(None)})
_OF_KIND: dict[type, Callable[[Any], str]] = {int: str, float: number_text}


class Sources:
    """Says of each row, by its place in the list from 0, its cells by header. Quickest from top to bottom."""

    def __init__(self, rows: SourceRows, headers: Sequence[str]) -> None:
        self.headers = headers
        self._rows = rows
        self._begins = 0
        self._portion = Portion((), ())
        self._members: Sequence[tuple[str | None, ...]] = ()

    def of(self, at: int) -> dict[str, str]:
        """The cells of one row that say something, as text."""
        place = self._turn_to(at)
        cells = [column[place] for column in self._portion.columns]
        return {
            header: shown(cell) for header, cell in zip(self.headers, cells, strict=True) if cell is not None
        }

    def json_of(self, at: int) -> JsonText:
        """The same as JSON."""
        place = self._turn_to(at)
        if not self._members:
            told = zip(self.headers, self._portion.columns, strict=True)
            columns = [_members(header, _shown(column)) for header, column in told]
            self._members = list(zip(*columns, strict=True))
        return JsonText("{" + ", ".join(filter(None, self._members[place])) + "}")

    def _turn_to(self, at: int) -> int:
        """Where the row stands in the portion at hand."""
        if not self._begins <= at < self._begins + len(self._portion.numbers):
            self._begins, self._portion = self._rows.around(at)
            self._members = ()
        return at - self._begins


def digest_of(cells: Sequence[Cell]) -> str:
    """What tells these cells of a row from those of any other row."""
    text = "\x1f".join("" if cell is None else f"{type(cell).__name__}:{cell}" for cell in cells)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def _members(header: str, texts: Sequence[str | None]) -> Sequence[str | None]:
    """Each text as the member of an object; what repeats is written once."""
    name = quoted(header)
    members = {text: None if text is None else f"{name}: {quoted(text)}" for text in set(texts)}
    return [members[text] for text in texts]


def _shown(column: Sequence[Cell]) -> Sequence[str | None]:
    kinds = set(map(type, column))
    if kinds <= _TEXT:
        return column  # type: ignore[return-value]
    if len(kinds - _TEXT) == 1 and str not in kinds:
        # 1, 1.0 and True are the same key: only of one kind what repeats is asked once.
        (kind,) = kinds - _TEXT
        show = _OF_KIND.get(kind, shown)
        texts = {cell: None if cell is None else show(cell) for cell in set(column)}
        return [texts[cell] for cell in column]
    return [None if cell is None else shown(cell) for cell in column]
