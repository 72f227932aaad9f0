"""Putting words together in one language: numbers, lists, counted nouns and names in running text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from relationships.choices import CollaborationType, Side
from relationships.fit.texts import (
    FACT_NAMES,
    LANGUAGES,
    SENTENCES,
    SIDE_NAMES,
    TRUST_NAMES,
    TYPE_ARTICLES,
    TYPE_NAMES,
)


class Words:
    """The words of one language, "en" or "nl"."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"There are no texts in “{language}”; only in {', '.join(LANGUAGES)}.")
        self.language = language

    def say(self, key: str, **parts: object) -> str:
        """The sentence of this key, filled in."""
        return SENTENCES[self.language][key].format(**parts)

    def number(self, points: float) -> str:
        """Points as written: 23.5 in English, 23,5 in Dutch, 74 in both."""
        text = f"{points:g}"
        return text.replace(".", ",") if self.language == "nl" else text

    def points(self, points: float) -> str:
        """Points with their noun."""
        key = "points_one" if points == 1 else "points_many"
        return self.say(key, n=self.number(points))

    def counted(self, noun: str, number: int) -> str:
        """A number with its noun: "1 level", "2 levels"."""
        return self.say(f"{noun}_one" if number == 1 else f"{noun}_many", n=number)

    def span(self, depths: tuple[int, int]) -> str:
        low, high = depths
        return str(low) if low == high else f"{low}–{high}"

    def type(self, code: CollaborationType) -> str:
        """A type in running text: "integrated team"."""
        return self.lowered(TYPE_NAMES[self.language][code])

    def a_type(self, code: CollaborationType) -> str:
        """A type in running text, with its article where it takes one: "an integrated team"."""
        article = TYPE_ARTICLES[self.language].get(code, "")
        return f"{article} {self.type(code)}".strip()

    def types(self, codes: Iterable[CollaborationType]) -> str:
        """Types one of which it may be: "call-off supply or integrated team"."""
        return self.either([self.type(code) for code in codes])

    def side(self, side: Side | None) -> str:
        """A side, or when it is undecided that it is one of the two."""
        return self.say("one_of") if side is None else SIDE_NAMES[self.language][side]

    def trust(self, level: int) -> str:
        return self.lowered(TRUST_NAMES[self.language][level])

    def facts(self, codes: Iterable[str]) -> str:
        """Facts in running text."""
        return self.all_of([self.lowered(FACT_NAMES[self.language][code]) for code in codes])

    def all_of(self, parts: Sequence[str]) -> str:
        return self._joined(parts, "and")

    def either(self, parts: Sequence[str]) -> str:
        return self._joined(parts, "or")

    def _joined(self, parts: Sequence[str], word: str) -> str:
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {SENTENCES[self.language][word]} {parts[-1]}"

    @staticmethod
    def lowered(text: str) -> str:
        return text[:1].lower() + text[1:]

    @staticmethod
    def capital(text: str) -> str:
        return text[:1].upper() + text[1:]
