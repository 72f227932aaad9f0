"""The spread: a fact on its scale, and how far those who rated it lie apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from relationships.choices import FactSource
from web.pictures import words as say
from web.pictures.drawing import Picture, circle, line, words
from web.pictures.key import Entry, Key
from web.pictures.wrapping import wrapped

ALIGN_FROM = 2
"""A spread of so many levels says: align first."""


@dataclass(frozen=True, kw_only=True)
class Spread(Picture):
    """A fact's value 1-5 that counts (None: unknown), its source, and the latest rating of each assessor.

    `unconfirmed` is a rating that counts only once somebody else rates the same.
    """

    fact: str
    value: int | None
    source: FactSource | None = None
    ratings: tuple[int, ...] = ()
    unconfirmed: int | None = None

    def title(self) -> str:
        return say.fact_name(self.fact)

    @property
    def spread(self) -> int:
        """The highest less the lowest of the assessors' ratings."""
        return max(self.ratings) - min(self.ratings) if self.ratings else 0

    @property
    def assumed(self) -> bool:
        return self.source == FactSource.ASSUMED

    def text(self) -> str:
        return "\n".join(self._said())

    def _said(self) -> Iterator[str]:
        if self.value is None:
            yield say.not_yet_rated()
        else:
            name = f"{self.value} {say.anchor(self.fact, self.value)}"
            yield f"{name} ({_('assumed from category')})" if self.assumed else name
        if self.unconfirmed is not None:
            yield _("%(value)s, not yet confirmed by a second assessor") % {
                "value": f"{self.unconfirmed} {say.anchor(self.fact, self.unconfirmed)}"
            }
        if self.spread:
            told = _("assessors from %(lowest)s to %(highest)s") % {
                "lowest": min(self.ratings),
                "highest": max(self.ratings),
            }
            yield f"{told}: {_('align first')}" if self.spread >= ALIGN_FROM else told

    def svg(self) -> SafeString:
        if self.small:
            return self.frame(120, 20, self._drawn(10, 25, 10))
        key = Key(tuple(Entry(said) for said in self._said()), indent=0, most=50)
        drawn = (*self._drawn(40, 70, 14), *self._figures(), *self._ends())
        return self.frame(360, 66 + key.height, (*drawn, *key.drawn(0, 84)))

    def _drawn(self, left: float, pitch: float, y: float) -> Iterator[SafeString]:
        def at(value: int) -> float:
            return left + pitch * (value - 1)

        r = 5 if self.small else 8
        yield line(at(1), y, at(5), y, "p-rail p-open" if self.value is None else "p-rail")
        for value in range(1, 6):
            yield line(at(value), y - 3, at(value), y + 3, "p-tick")
        if self.spread:
            wide = " p-far" if self.spread >= ALIGN_FROM else ""
            yield line(at(min(self.ratings)), y, at(max(self.ratings)), y, f"p-spread{wide}")
            for value in sorted(set(self.ratings)):
                yield line(at(value), y - r - 1, at(value), y + r + 1, f"p-rating{wide}")
        if self.unconfirmed is not None:
            yield circle(at(self.unconfirmed), y, r, "p-dot p-unconfirmed")
        if self.value is not None:
            yield circle(at(self.value), y, r, "p-dot p-assumed" if self.assumed else "p-dot")

    def _figures(self) -> Iterator[SafeString]:
        for value in range(1, 6):
            strong = " p-strong" if value == self.value else ""
            yield words(40 + 70 * (value - 1), 36, value, f"p-text p-middle p-figure{strong}")

    def _ends(self) -> Iterator[SafeString]:
        """The anchors of 1 and 5, in two lines each."""
        for x, value, class_ in ((0, 1, ""), (360, 5, " p-end")):
            for place, part in enumerate(wrapped(say.anchor(self.fact, value), 27)[:2]):
                yield words(x, 51 + 13 * place, part, f"p-text p-note p-soft{class_}")
