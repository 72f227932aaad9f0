"""The words discouraged as a label, per language, as shipped. Data: an organisation edits its own copy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one language.

    `words` are found wherever they stand, inflected and in compounds. `exceptions` are never found, nor are
    their inflections and compounds. Case, diacritics and hyphens make no difference in either.
    """

    language: str
    words: tuple[str, ...]
    exceptions: tuple[str, ...] = ()

    @classmethod
    def of(cls, language: str, words: Iterable[str], exceptions: Iterable[str] = ()) -> WordList:
        """A list out of what a person typed: blanks trimmed, empty ones left out."""
        return cls(language, _trimmed(words), _trimmed(exceptions))


def _trimmed(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(each.split()) for each in words if each.strip()))


SHIPPED: Mapping[str, WordList] = {
    "nl": WordList(
        "nl",
        words=(
            "partner",
            "partnerschap",
            "partnership",
            "strategische partner",
            "strategisch partnerschap",
            "strategisch partnership",
        ),
        exceptions=(
            "innovatiepartnerschap",
            "publiek-private samenwerking",
            "publiek-privaat partnerschap",
            "ketenpartner",
            "sociale partner",
            "businesspartner",
            "partnerregeling",
            "partnerpensioen",
            "partnerverlof",
            "partneralimentatie",
            "partnertoeslag",
        ),
    ),
    "en": WordList(
        "en",
        words=(
            "partner",
            "partnership",
            "partnering",
            "strategic partner",
            "strategic partnership",
            "preferred partner",
            "preferred partnership",
        ),
        exceptions=(
            "innovation partnership",
            "public-private partnership",
            "supply chain partner",
            "social partner",
            "business partner",
        ),
    ),
}
"""Procedures, legal terms and the language of human resources are no labels of a commercial relation."""
