"""The key under a large picture: a sign, what it stands for and what it says here, a line or more each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from web.pictures.drawing import element, group, number, words
from web.pictures.wrapping import wrapped

LINE, ENTRY = 15, 7  # from line to line, and more from entry to entry


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said, and the signs before it, drawn about the origin."""

    said: str
    signs: Sequence[SafeString] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """Entries below each other from y on; text begins at `indent` and breaks after `most` characters."""

    entries: tuple[Entry, ...]
    indent: float
    most: int

    @property
    def height(self) -> float:
        return sum(len(wrapped(each.said, self.most)) * LINE + ENTRY for each in self.entries)

    def drawn(self, x: float, y: float) -> Iterable[SafeString]:
        """The key with the first entry's text on the line at y; signs are moved to x and the middle of it."""
        for each in self.entries:
            lines = wrapped(each.said, self.most)
            signs = element("g", *each.signs, transform=f"translate({number(x)} {number(y - 4)})")
            told = [
                words(self.indent, y + LINE * place, part, "p-text p-note")
                for place, part in enumerate(lines)
            ]
            yield group((signs, *told), "p-key")
            y += len(lines) * LINE + ENTRY


@dataclass(frozen=True, slots=True)
class Flow:
    """Short names beside each other, in as many rows as their picture's width asks for."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    width: float

    @property
    def places(self) -> list[tuple[str, str, float, int]]:
        """Each code and name with its x and its row."""
        found: list[tuple[str, str, float, int]] = []
        x, row = 0.0, 0
        for code, name in zip(self.codes, self.names, strict=True):
            breadth = 36 + 7.6 * len(name)
            if x and x + breadth > self.width:
                x, row = 0.0, row + 1
            found.append((code, name, x, row))
            x += breadth
        return found

    @property
    def rows(self) -> int:
        return self.places[-1][3] + 1 if self.codes else 0
