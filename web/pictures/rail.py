"""The rail: the trust that is required, aimed at and there, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from relationships.choices import Direction
from web.pictures import words as say
from web.pictures.drawing import Picture, circle, hatch, line, path, polygon, rect, words
from web.pictures.key import Entry, Key


class Trend(StrEnum):
    """Where the last three assessments of a direction lead. UNKNOWN: there are fewer than two."""

    RISING = "RISING"
    LEVEL = "LEVEL"
    FALLING = "FALLING"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class _Track:
    """Where the rail lies: level 1 at `left`, `pitch` from level to level, at height y."""

    left: float
    pitch: float
    y: float

    def x(self, level: float) -> float:
        return self.left + self.pitch * (level - 1)


SMALL = _Track(left=8, pitch=22, y=15)
LARGE = _Track(left=40, pitch=82, y=42)


@dataclass(frozen=True, kw_only=True)
class Rail(Picture):
    """Levels 1-5 of trust.

    `required` is the lowest and the highest that it can still be, None when no type is there to ask for
    it. `target` as chosen. `customer_to_supplier` and `supplier_to_customer` are what was assessed, None
    when it was not. `covered` levels from just above mutual trust are covered by safeguards.
    """

    required: tuple[int, int] | None
    target: int | None = None
    customer_to_supplier: int | None = None
    supplier_to_customer: int | None = None
    covered: int = 0
    customer_trend: Trend = Trend.UNKNOWN
    supplier_trend: Trend = Trend.UNKNOWN

    def title(self) -> str:
        return _("Trust")

    @property
    def mutual(self) -> int | None:
        """The lower direction; None while a direction is missing: then there is no gap to speak of."""
        if self.customer_to_supplier is None or self.supplier_to_customer is None:
            return None
        return min(self.customer_to_supplier, self.supplier_to_customer)

    @property
    def gap(self) -> int:
        """By how many levels mutual trust is certainly short."""
        if self.mutual is None or self.required is None:
            return 0
        return max(0, self.required[0] - self.mutual)

    def text(self) -> str:
        return "\n".join(say.labelled(label, said) for label, said in self._said())

    def _said(self) -> Iterator[tuple[str, str]]:
        required = _("not yet decided") if self.required is None else say.levels(self.required)
        yield _("Trust required"), required
        yield _("Trust target"), _("none yet") if self.target is None else say.level_name(self.target)
        for direction, level, trend in self._directions():
            told = say.level_name(level)
            if level is not None:
                told = f"{told}, {trend_name(trend)}"
            yield say.direction_name(direction), told
        if self.gap:
            yield _("Trust gap"), self._gap_said()

    def _gap_said(self) -> str:
        covered = min(self.covered, self.gap)
        told = {"gap": levels(self.gap), "covered": levels(covered)}
        if not covered:
            return _("%(gap)s, not covered by safeguards") % told
        if covered == self.gap:
            return _("%(gap)s, covered by safeguards") % told
        return _("%(gap)s, of which safeguards cover %(covered)s") % told

    def _directions(self) -> tuple[tuple[Direction, int | None, Trend], ...]:
        return (
            (Direction.CUSTOMER_TO_SUPPLIER, self.customer_to_supplier, self.customer_trend),
            (Direction.SUPPLIER_TO_CUSTOMER, self.supplier_to_customer, self.supplier_trend),
        )

    def svg(self) -> SafeString:
        if self.small:
            return self.frame(120, 30, self._drawn(SMALL))
        key = self._key()
        inside = (*self._names(), *self._drawn(LARGE), *key.drawn(19, 128))
        return self.frame(408, 120 + key.height, inside)

    def _drawn(self, on: _Track) -> Iterator[SafeString]:
        reach = 5 if self.small else 9  # half the height of what lies on the rail
        yield line(on.x(1), on.y, on.x(5), on.y, "p-rail")
        for level in range(1, 6):
            yield line(on.x(level), on.y - reach / 2, on.x(level), on.y + reach / 2, "p-tick")
        yield from self._gap_drawn(on, reach)
        yield from self._required_drawn(on, reach)
        if self.target is not None:
            yield diamond(on.x(self.target), on.y, reach - 1)
        yield from self._arrows(on, reach)

    def _gap_drawn(self, on: _Track, reach: float) -> Iterator[SafeString]:
        if self.mutual is None or not self.gap:
            return
        covered = min(self.covered, self.gap)
        top, height = on.y - reach / 2, reach
        if covered:
            width = covered * on.pitch
            yield rect(on.x(self.mutual), top, width, height, "p-gap p-covered")
            yield path(hatch(on.x(self.mutual), top, width, height, 4), "p-hatch p-hatch-covered")
        if covered < self.gap:
            start = self.mutual + covered
            yield rect(
                on.x(start), top, (self.gap - covered) * on.pitch, height, f"p-gap {self._left_class()}"
            )

    def _required_drawn(self, on: _Track, reach: float) -> Iterator[SafeString]:
        if self.required is None:
            return
        lowest, highest = self.required
        class_ = "p-required" if lowest == highest else "p-required p-open"
        for level in sorted({lowest, highest}):
            yield line(on.x(level), on.y - reach * 1.5, on.x(level), on.y + reach * 1.5, class_)
        if lowest < highest:
            y = on.y + reach * 1.5
            yield line(on.x(lowest), y, on.x(highest), y, "p-required p-open")

    def _arrows(self, on: _Track, reach: float) -> Iterator[SafeString]:
        """Two arrows above the rail, their tips at the levels: the customer's points right."""
        y = on.y - reach * 1.9
        for level, towards in ((self.customer_to_supplier, 1), (self.supplier_to_customer, -1)):
            if level is not None:
                yield arrow(on.x(level), y, reach, towards)

    def _names(self) -> Iterator[SafeString]:
        for level in range(1, 6):
            strong = " p-strong" if self.required == (level, level) else ""
            yield words(LARGE.x(level), 76, level, f"p-text p-middle p-figure{strong}")
            yield words(LARGE.x(level), 92, say.trust_name(level), "p-text p-middle p-note")

    def _key(self) -> Key:
        signs = iter(
            (
                (line(0, -8, 0, 7, "p-required"),),
                (diamond(0, 0, 7),),
                (arrow(9, 0, 9, 1), *trend_dots(33, 0, self.customer_trend)),
                (arrow(-9, 0, 9, -1), *trend_dots(33, 0, self.supplier_trend)),
                (rect(-9, -4, 18, 8, f"p-gap {self._left_class()}"),),
            )
        )
        told = (Entry(say.labelled(label, said), next(signs)) for label, said in self._said())
        return Key(tuple(told), indent=68, most=51)

    def _left_class(self) -> str:
        """What is not covered: a level asks for attention, more is a misfit."""
        left = self.gap - min(self.covered, self.gap)
        return "p-covered" if not left else "p-left" if left == 1 else "p-left p-wide-gap"


def diamond(x: float, y: float, r: float) -> SafeString:
    return polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], "p-target")


def arrow(x: float, y: float, size: float, towards: int) -> SafeString:
    """An arrow with its tip at (x, y): `towards` 1 points right, -1 left."""
    neck, tail = x - towards * size * 1.1, x - towards * size * 2
    half, thin = size * 0.75, size * 0.25
    outline = [
        (x, y),
        (neck, y - half),
        (neck, y - thin),
        (tail, y - thin),
        (tail, y + thin),
        (neck, y + thin),
        (neck, y + half),
    ]
    return polygon(outline, "p-arrow")


RISE = {Trend.RISING: 5, Trend.LEVEL: 0, Trend.FALLING: -5}


def trend_dots(x: float, y: float, trend: Trend) -> tuple[SafeString, ...]:
    """Three dots that rise, stay or fall; hollow when nothing is known of it."""
    if trend is Trend.UNKNOWN:
        return tuple(circle(x + step * 7, y, 2, "p-trend p-open") for step in (-1, 0, 1))
    return tuple(circle(x + step * 7, y - step * RISE[trend], 2.5, "p-trend") for step in (-1, 0, 1))


def trend_name(trend: Trend) -> str:
    return {
        Trend.RISING: _("rising"),
        Trend.LEVEL: _("unchanged"),
        Trend.FALLING: _("falling"),
        Trend.UNKNOWN: _("trend unknown"),
    }[trend]


def levels(count: int) -> str:
    """ "1 level", "2 levels" """
    return _("one level") if count == 1 else _("%(count)s levels") % {"count": count}
