"""Finds discouraged labels: "strategische partner" in a segment, "Partnership IT" as a title. Pure.

    finder = Finder(SHIPPED.values())
    finder.find("Samenwerkingspartners ICT", Kind.LABEL)

What a word in a legal name means, a person decides: dismissals are kept elsewhere, by text and word.
"""

from principles.labels.finder import Finder, Found, Kind, kind_of
from principles.labels.words import SHIPPED, WordList

__all__ = ["SHIPPED", "Finder", "Found", "Kind", "WordList", "kind_of"]
