"""When two names are nearly one: how alike they are, and which pairs of many are worth comparing. Pure.

Names are given as they are compared (`relationships.names.normalised`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

# From here on two names are near.
NEAR = 88.0
# A word that differs has to be nearly the other one by itself: "jansen" and "janssen", not "east" and "west".
_WORDS_NEAR = 80.0
# Of a name shorter than this every letter counts.
_SHORTEST = 5
# So many letters at the beginning or at the end are the same in near names, or a rare word is.
_EDGE = 6
_RARE_WORDS, _RARE = 2, 30
# In a larger group a name is compared with so many that stand beside it in order.
_WINDOW = 12
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
# Words that are left out of a name as easily as not.
_IDLE = {"and", "en", "et", "und", "the", "de", "het"}


def similarity(one: str, two: str) -> float:
    """How alike two names are, 0–100; 100 where only punctuation, blanks, articles, conjunctions or the order
    of words differ.

    Names with other numbers in them, or with another word that is no misspelling, are not alike: 0.
    """
    words, others = _words(one), _words(two)
    glued, other = "".join(words), "".join(others)
    if glued == other or sorted(words) == sorted(others):
        return 100.0
    if min(len(glued), len(other)) < _SHORTEST or _DIGITS.findall(glued) != _DIGITS.findall(other):
        return 0.0
    left, right = Counter(words) - Counter(others), Counter(others) - Counter(words)
    if left and right and not _misspelt(list(left.elements()), list(right.elements())):
        return 0.0
    return min(99.0, round(fuzz.ratio(glued, other), 1))


def nearest(name: str, names: Iterable[str], least: float = NEAR) -> list[tuple[float, str]]:
    """The names near to one name, itself aside, of all that are given: similarity and name, nearest first."""
    listed = list(names)
    quick = process.extract(name, listed, scorer=fuzz.token_sort_ratio, score_cutoff=least - 10, limit=None)
    found = ((similarity(name, other), other) for other, _score, _at in quick if other != name)
    return sorted((each for each in found if each[0] >= least), key=lambda each: (-each[0], each[1]))


def _words(name: str) -> list[str]:
    found = _WORD.findall(name)
    return [each for each in found if each not in _IDLE] or found


def _misspelt(left: list[str], right: list[str]) -> bool:
    """Whether the words that differ are the same words, written otherwise or taken apart."""
    one, two = "".join(left), "".join(right)
    if min(len(one), len(two)) < 3:
        return False
    if fuzz.ratio(one, two) >= _WORDS_NEAR:
        return True
    few, many = sorted((left, right), key=len)
    return len(few) > 1 and all(max(fuzz.ratio(each, other) for other in many) >= _WORDS_NEAR for each in few)


@dataclass(slots=True)
class _Group:
    """Names that have something in common, in an order in which near ones stand together."""

    keys: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def beside(self, key: str) -> tuple[list[str], list[str]]:
        """The keys and names around a place in the order; of a small group all."""
        if len(self.keys) <= 2 * _WINDOW:
            return self.keys, self.names
        at = bisect_left(self.keys, key)
        part = slice(max(0, at - _WINDOW), at + _WINDOW)
        return self.keys[part], self.names[part]


class Names:
    """Many names, in which near ones are found without comparing all with all.

    A pair is compared where both begin or end with the same letters, share a rare word, or consist of the
    same words: so nearly all near pairs are found, in a time that grows with their number alone.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted({name for name in names if name})
        self._often = Counter(word for name in self.names for word in set(_WORD.findall(name)))
        listed: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name in self.names:
            for mark, key in self._keys(name).items():
                listed[mark].append((key, name))
        self._groups: Mapping[str, _Group] = {
            mark: _Group([key for key, _name in sorted(each)], [name for _key, name in sorted(each)])
            for mark, each in listed.items()
            if each
        }

    def near(self, name: str, least: float = NEAR) -> list[tuple[float, str]]:
        """The names near to this one, itself aside: similarity and name, the nearest first."""
        found: dict[str, float] = {}
        for mark, key in self._keys(name).items():
            if mark in self._groups:
                keys, names = self._groups[mark].beside(key)
                for other in _promising(mark, key, keys, names, least):
                    if other != name and other not in found:
                        found[other] = similarity(name, other)
        near = ((score, other) for other, score in found.items() if score >= least)
        return sorted(near, key=lambda each: (-each[0], each[1]))

    def pairs(self, least: float = NEAR) -> Iterator[tuple[float, str, str]]:
        """All pairs of near names, each once: similarity, one, two."""
        seen: set[tuple[str, str]] = set()
        for mark, group in self._groups.items():
            window = _WINDOW if len(group.keys) > 2 * _WINDOW else len(group.keys)
            for at in range(len(group.keys) - 1):
                part = slice(at + 1, at + 1 + window)
                one = group.names[at]
                for two in _promising(mark, group.keys[at], group.keys[part], group.names[part], least):
                    pair = (one, two) if one < two else (two, one)
                    if one == two or pair in seen:
                        continue
                    seen.add(pair)
                    score = similarity(*pair)
                    if score >= least:
                        yield score, *pair

    def _keys(self, name: str) -> dict[str, str]:
        """The groups that a name belongs to, and by what it stands in order there."""
        words = _words(name)
        glued = "".join(words)
        if len(glued) < _SHORTEST:
            return {}
        keys = {f"<{glued[:_EDGE]}": glued, f">{glued[-_EDGE:]}": glued[::-1]}
        if len(words) > 1:
            keys["#" + " ".join(sorted(words))] = glued
        rare = sorted((self._often[word], word) for word in set(words) if len(word) > 2)
        keys |= {f"={word}": glued for count, word in rare[:_RARE_WORDS] if count <= _RARE}
        return keys


def _promising(mark: str, key: str, keys: list[str], names: list[str], least: float) -> list[str]:
    """Those of the names that may be near, by a first quick look."""
    if mark[0] == "#":
        return names
    found = process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=least, limit=None)
    return [names[at] for _key, _score, at in found]
