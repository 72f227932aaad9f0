"""A text as it is searched: lower case, without diacritics, soft hyphens and the hyphens inside words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

HYPHENS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_WRAPPED = re.compile(rf"(?<=\w)[{HYPHENS}](?:[ \t]*\r?\n[ \t]*)?(?=\w)|[\u00ad\u200b-\u200d\u2060\ufeff]")


class Folded(NamedTuple):
    """The folded text; for each of its letters where it stands in the original (None: all in place)."""

    text: str
    places: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original behind a part of the folded text that is not empty."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """The text as it is searched."""
    if text.isascii() and "-" not in text and "_" not in text:
        return Folded(text.lower(), None)
    letters: list[str] = []
    places: list[int] = []
    dropped = {place for match in _WRAPPED.finditer(text) for place in range(*match.span())}
    for place, letter in enumerate(text):
        if place in dropped:
            continue
        for each in _plain(letter):
            letters.append(each)
            places.append(place)
    return Folded("".join(letters), places)


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """A letter without case and diacritics; one may become several, or none."""
    if letter == "_":
        return " "
    decomposed = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(each for each in decomposed if not unicodedata.combining(each))
