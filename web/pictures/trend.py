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
from web.pictures.key import Flow
from web.pictures.marks import RESULTS, VERDICTS, filled_band
from web.pictures.scale import nice_top

WIDTH, LEFT, RIGHT, TOP, PLOT = 480, 48, 8, 12, 150


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
        flow = self._flow()
        foot = TOP + PLOT
        inside = (
            *self._scale(foot),
            *self._bars(LEFT, WIDTH - LEFT - RIGHT, TOP, PLOT),
            *month_names([each.month for each in self.months], LEFT, WIDTH - LEFT - RIGHT, foot),
            *self._key(flow, foot + 50),
        )
        return self.frame(WIDTH, foot + 36 + 20 * flow.rows, inside)

    @property
    def most(self) -> int:
        """The top of the scale: at least the highest bar."""
        return nice_top(max((sum(each.counts.values()) for each in self.months if each.counts), default=0))

    def _scale(self, foot: float) -> Iterator[SafeString]:
        for part in (0, 0.5, 1):
            y = foot - PLOT * part
            yield line(LEFT, y, WIDTH - RIGHT, y, "p-grid")
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

    def _flow(self) -> Flow:
        present = {code for each in self.months for code, count in (each.counts or {}).items() if count}
        order = VERDICTS if self.of == "verdicts" else RESULTS
        codes = tuple(each for each in order if each in present)
        return Flow(codes, tuple(self._name(code) for code in codes), WIDTH)

    def _key(self, flow: Flow, y: float) -> Iterator[SafeString]:
        for code, name, x, row in flow.places:
            at = y + 20 * row
            band = filled_band(code, x, at - 10, 14, 12)
            yield group((*band, words(x + 20, at, name, "p-text p-note")))


def month_name(month: date) -> str:
    """ "November 2026" """
    return str(date_format(month, "F Y"))


def month_names(months: list[date], left: float, width: float, foot: float) -> Iterator[SafeString]:
    """Months under their bars, at most thirteen; the year under January, and the first where it has room."""
    pitch = width / max(1, len(months))
    every = max(1, -(-len(months) // 13))
    for place, month in enumerate(months):
        if place % every:
            continue
        x = left + pitch * (place + 0.5)
        yield words(x, foot + 15, date_format(month, "M"), "p-text p-middle p-note")
        if month.month <= every or (place == 0 and month.month + 2 * every <= 13):
            yield words(x, foot + 29, month.year, "p-text p-middle p-note p-soft")
