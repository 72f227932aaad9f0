"""The finder: word lists compiled once, then any number of texts.

A word is found in every inflection and compound: whatever letters stand around it in the same word. So that a
short one doesn't turn up everywhere ("maat" in "maatwerk"), words of up to four letters are found whole or
with a regular ending only. An exception, inflected or in a compound, is never found, unless the listed word
goes on beyond it: "ketenpartner" does not excuse "ketenpartnerschap".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from principles.labels.folding import Folded, fold
from principles.labels.words import WordList

SHORT = 4
ENDINGS = r"(?:'?s|es|en|e|n|je|jes|tje|tjes)?"
LABEL_PLACES = frozenset(("TYPE", "SEGMENT", "SUBJECT", "TITLE"))
_LETTER = r"[^\W_]"
_BEFORE = re.compile(rf"{_LETTER}*$")
_AFTER = re.compile(rf"{_LETTER}*")


class Kind(StrEnum):
    """A LABEL names the relationship; in running text a word is only a HINT."""

    LABEL = "LABEL"
    HINT = "HINT"


class Found(NamedTuple):
    """A discouraged word in a text: `text[start:end]`, as `written`; `word` is the one of the list."""

    start: int
    end: int
    written: str
    word: str
    language: str
    kind: Kind


def kind_of(place: str) -> Kind:
    """What is found in a type, segment, subject or title is a label; anywhere else a hint."""
    return Kind.LABEL if place in LABEL_PLACES else Kind.HINT


class _Word(NamedTuple):
    """A listed word, folded, with every language that lists it."""

    folded: str
    word: str
    languages: tuple[str, ...]


class Finder:
    """Finds the words of these lists; the languages in the order of the lists."""

    def __init__(self, lists: Iterable[WordList]) -> None:
        given = list(lists)
        self._words = _gathered(given)
        self._quick = _compiled(_any_of(sorted({each.folded.split()[-1] for each in self._words})))
        self._word = _compiled("|".join(f"({_pattern(each.folded)})" for each in self._words))
        single = [each.folded for each in self._words if " " not in each.folded]
        self._single = _compiled("|".join(_pattern(each) for each in single))
        exceptions = {fold(each).text for one in given for each in one.exceptions}
        self._exception = _compiled("|".join(_exception(each, single) for each in _longest_first(exceptions)))

    def find(self, text: str, kind: Kind = Kind.LABEL, language: str | None = None) -> tuple[Found, ...]:
        """Every discouraged word in a text, in order.

        A word that several languages list is said to be of the first, or of `language` when it is given.
        """
        folded = fold(text)
        if self._quick is None or not self._quick.search(folded.text):
            return ()
        return tuple(self._found(text, folded, kind, language))

    def _found(self, text: str, folded: Folded, kind: Kind, language: str | None) -> Iterable[Found]:
        searched = folded.text
        excused = [match.span() for match in self._exception.finditer(searched)] if self._exception else []
        place = 0
        while self._word is not None and (match := self._word.search(searched, place)):
            core, end = self._core(match)
            word = self._words[(match.lastindex or 1) - 1]
            place = _AFTER.match(searched, end).end()  # type: ignore[union-attr]
            if any(first <= core and end <= last for first, last in excused):
                continue
            start = match.start() - len(_BEFORE.search(searched, 0, match.start()).group())  # type: ignore[union-attr]
            first, last = folded.span(start, place)
            named = language if language in word.languages else word.languages[0]
            yield Found(first, last, text[first:last], word.word, named, kind)

    def _core(self, match: re.Match[str]) -> tuple[int, int]:
        """The last word of what was found, as far as any listed word goes there."""
        core = max(match.start(), match.string.rfind(" ", match.start(), match.end()) + 1)
        longest = self._single.match(match.string, core) if self._single else None
        return core, max(match.end(), longest.end()) if longest else match.end()


def _gathered(lists: list[WordList]) -> list[_Word]:
    """Every listed word once, the longest first, so that the most telling one is named."""
    found: dict[str, _Word] = {}
    for one in lists:
        for word in one.words:
            folded = " ".join(fold(word).text.split())
            known = found.get(folded)
            languages = (*(known.languages if known else ()), one.language)
            found[folded] = _Word(folded, known.word if known else word, tuple(dict.fromkeys(languages)))
    return [found[each] for each in _longest_first(found)]


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda each: (-len(each), each))


def _compiled(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(each) for each in words)


def _pattern(word: str) -> str:
    """A listed word: with any white space between its parts, and its first parts inflected."""
    *first, last = word.split()
    inflected = "".join(rf"{_bare(each)}e?\s*" for each in first)
    whole = re.escape(last)
    if len(last) <= SHORT:
        whole = rf"{'' if first else rf'(?<!{_LETTER})'}{whole}{ENDINGS}(?!{_LETTER})"
    return (rf"(?<!{_LETTER})" if first else "") + inflected + whole


def _exception(exception: str, words: list[str]) -> str:
    """An exception: its parts together or apart, also apart around a listed word inside it."""
    *first, last = exception.split()
    parts = [f"{_bare(each)}e?" for each in first]
    inside = max((each for each in words if each in last and each != last), key=len, default=None)
    if inside is None:
        parts.append(re.escape(last))
    else:
        before, _, after = last.partition(inside)
        parts += [re.escape(each) for each in (before, inside, after) if each]
    return (rf"(?<!{_LETTER})" if first else "") + r"\s*".join(parts)


def _bare(part: str) -> str:
    """A part that may be inflected, without its ending."""
    return re.escape(part.removesuffix("e") if len(part) > SHORT else part)
