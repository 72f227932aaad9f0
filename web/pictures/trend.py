"""The trend: how many have which verdict or result, month by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from web.pictures import words as say
from web.pictures.drawing import Picture, group, line, path, rect, words
from web.pictures.drawing import hatch as hatched
from web.pictures.marks import RESULTS, VERDICTS, filled_band
from web.pictures.scale import nice_top

LEFT, RIGHT, TOP, PLOT = 40, 8, 12, 150


@dataclass(frozen=True, kw_only=True)
class TrendMonth:
    """A month and how many had which code at its end; counts None: there are no figures of it."""

    month: date
    counts: Mapping[str, int] | None


@dataclass(frozen=True, kw_only=True)
class TrendChart(Picture):
    """Stacked counts per month of verdicts or of results; what is not known is a band of its own, on top."""

    months: tuple[TrendMonth, ...]
    of: Literal["verdicts", "results"] = "verdicts"

    @property
    def codes(self) -> tuple[str, ...]:
        """From the foot of a bar upwards: what fits first, what is not known on top."""
        if self.of == "verdicts":
            return ("FIT", "ATTENTION", "MISFIT", "NOT_ASSESSABLE", "UNCLASSIFIED", "PENDING")
        return (
            "COMPLIANT",
            "EXPLAINED",
            "PARTLY",
            "NON_COMPLIANT",
            "NOT_ASSESSABLE",
            "PENDING",
            "NOT_APPLICABLE",
        )

    def title(self) -> str:
        return _("Verdicts by month") if self.of == "verdicts" else _("Results by month")

    def text(self) -> str:
        return "\n".join(self._told(each) for each in self.months) or _("No figures")

    def _told(self, each: TrendMonth) -> str:
        if each.counts is None:
            said = _("no figures")
        else:
            said = say.counts((self._name(code), each.counts.get(code, 0)) for code in self.codes) or "0"
        return say.labelled(month_name(each.month), said)

    def _name(self, code: str) -> str:
        return say.verdict_name(code) if self.of == "verdicts" else say.result_name(code)

    def svg(self) -> SafeString:
        if self.small:
            return self.frame(120, 30, self._bars(0, 120, 0, 29))
        key = self._key_places()
        foot = TOP + PLOT
        return self.frame(
            480,
            foot + 34 + 20 * (key[-1][2] + 1 if key else 0),
            (
                *self._scale(foot),
                *self._bars(LEFT, 480 - LEFT - RIGHT, TOP, PLOT),
                *self._month_names(foot),
                *self._key(key, foot + 42),
            ),
        )

    @property
    def most(self) -> int:
        """The top of the scale: at least the highest bar."""
        return nice_top(max((sum(each.counts.values()) for each in self.months if each.counts), default=0))

    def _scale(self, foot: float) -> Iterator[SafeString]:
        for part in (0, 0.5, 1):
            y = foot - PLOT * part
            yield line(LEFT, y, 480 - RIGHT, y, "p-grid")
            if part == 0 or self.most * part == int(self.most * part):
                said = say.figure(int(self.most * part))
                yield words(LEFT - 6, y + 4, said, "p-text p-end p-note p-figure")

    def _bars(self, left: float, width: float, top: float, height: float) -> Iterator[SafeString]:
        pitch = width / max(1, len(self.months))
        bar = min(pitch * 0.78, 40)
        for place, each in enumerate(self.months):
            x = left + pitch * place + (pitch - bar) / 2
            if each.counts is None:
                yield rect(x, top, bar, height, "p-lane")
                yield path(hatched(x, top, bar, height, 12), "p-hatch")
            else:
                yield group(self._bar(each.counts, x, bar, top + height, height))

    def _bar(
        self, counts: Mapping[str, int], x: float, width: float, foot: float, height: float
    ) -> Iterator[SafeString]:
        for code in self.codes:
            if count := counts.get(code, 0):
                part = height * count / self.most
                foot -= part
                yield from filled_band(code, x, foot, width, part)

    def _month_names(self, foot: float) -> Iterator[SafeString]:
        pitch = (480 - LEFT - RIGHT) / max(1, len(self.months))
        every = max(1, -(-len(self.months) // 12))
        for place, each in enumerate(self.months):
            if place % every == 0:
                x = LEFT + pitch * (place + 0.5)
                yield words(x, foot + 15, date_format(each.month, "M"), "p-text p-middle p-note")
                if place == 0 or each.month.month <= every:
                    yield words(x, foot + 28, each.month.year, "p-text p-middle p-note p-soft")

    def _key_places(self) -> list[tuple[str, float, int]]:
        """What the key names, with where: x and row."""
        present = {code for each in self.months for code, count in (each.counts or {}).items() if count}
        places: list[tuple[str, float, int]] = []
        x, row = 0.0, 0
        for code in (each for each in (VERDICTS if self.of == "verdicts" else RESULTS) if each in present):
            breadth = 34 + 6.4 * len(self._name(code))
            if x + breadth > 480:
                x, row = 0.0, row + 1
            places.append((code, x, row))
            x += breadth
        return places

    def _key(self, places: list[tuple[str, float, int]], y: float) -> Iterator[SafeString]:
        for code, x, row in places:
            at = y + 20 * row
            band = filled_band(code, x, at - 10, 14, 12)
            yield group((*band, words(x + 20, at, self._name(code), "p-text p-note")))


def month_name(month: date) -> str:
    """ "November 2026" """
    return str(date_format(month, "F Y"))
