"""The heatmap: relationships by principles, the pattern of a portfolio's compliance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from web.pictures import words as say
from web.pictures.drawing import Picture, element, group, link, shortened, words
from web.pictures.key import Flow
from web.pictures.marks import RESULTS, TONES, result_mark

CAP = 40
LABELS, PITCH, SIDE, HEAD = 196, 30, 26, 24


@dataclass(frozen=True, kw_only=True)
class HeatmapRow:
    """A relationship: its name, its page, the result of each principle and where each leads.

    A principle without a result in it is left blank, and said as not judged.
    """

    title: str
    href: str
    results: Mapping[str, str]
    hrefs: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Heatmap(Picture):
    """Rows in the order given, the first 40 of them; `total` says how many there are, `href` leads to all."""

    codes: tuple[str, ...]
    rows: tuple[HeatmapRow, ...]
    total: int
    href: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        found = {result for row in self.rows for result in row.results.values()}
        if unknown := sorted(found - set(TONES)):
            raise ValueError(f"No results: {', '.join(unknown)}.")

    @property
    def linked(self) -> bool:
        return not self.small and bool(self.rows)

    @property
    def shown(self) -> tuple[HeatmapRow, ...]:
        return self.rows[:CAP]

    @property
    def more(self) -> int:
        """How many relationships are not shown."""
        return max(0, self.total - len(self.shown))

    def title(self) -> str:
        return _("Relationships by principle")

    def text(self) -> str:
        told = [self._told(row) for row in self.shown] or [_("No relationships")]
        if self.more:
            told.append(self._more_said())
        return "\n".join(told)

    def _told(self, row: HeatmapRow) -> str:
        return say.labelled(row.title, ", ".join(f"{code} {_result(row, code)}" for code in self.codes))

    def _more_said(self) -> str:
        return _("not shown: %(count)s more") % {"count": say.figure(self.more)}

    def svg(self) -> SafeString:
        if self.small:
            inside = [
                self._mark(row.results[code], 9 * across, 9 * down)
                for down, row in enumerate(self.shown)
                for across, code in enumerate(self.codes)
                if code in row.results
            ]
            return self.frame(
                9 * max(1, len(self.codes)), 9 * max(1, len(self.shown)), (self._marks(9), *inside)
            )
        width = LABELS + PITCH * max(len(self.codes), 9)
        flow = self._flow(width)
        foot = HEAD + PITCH * len(self.shown) + 4
        height = foot + (24 if self.more else 0) + 20 * flow.rows
        return self.frame(
            width, height, (self._marks(SIDE), *self._heads(), *self._rows(), *self._foot(flow, foot))
        )

    @property
    def _present(self) -> tuple[str, ...]:
        """The results that there are, in the order of the key."""
        found = {result for row in self.shown for result in row.results.values()}
        return tuple(each for each in RESULTS if each in found)

    def _marks(self, side: float) -> SafeString:
        """Each result drawn once: the cells refer to these, which keeps a large picture light."""
        marks = (
            element("g", result_mark(code, 0, 0, side), id=f"{self.id}-{code.lower()}")
            for code in self._present
        )
        return element("defs", *marks)

    def _mark(self, code: str, x: float, y: float) -> SafeString:
        return element("use", href=f"#{self.id}-{code.lower()}", x=x, y=y)

    def _heads(self) -> Iterator[SafeString]:
        for across, code in enumerate(self.codes):
            yield words(LABELS + PITCH * across + SIDE / 2, HEAD - 8, code, "p-text p-middle p-note p-strong")

    def _rows(self) -> Iterator[SafeString]:
        for down, row in enumerate(self.shown):
            y = HEAD + PITCH * down
            name = words(0, y + SIDE / 2 + 5, shortened(row.title, 24), "p-text")
            yield link(row.href, row.title, (name,)) if row.href else name
            for across, code in enumerate(self.codes):
                if code in row.results:
                    yield self._cell(row, code, LABELS + PITCH * across, y)

    def _cell(self, row: HeatmapRow, code: str, x: float, y: float) -> SafeString:
        mark = self._mark(row.results[code], x, y)
        href = row.hrefs.get(code)
        return link(href, f"{row.title}, {code}: {_result(row, code)}", (mark,)) if href else mark

    def _flow(self, width: float) -> Flow:
        return Flow(self._present, tuple(say.result_name(code) for code in self._present), width)

    def _foot(self, flow: Flow, y: float) -> Iterator[SafeString]:
        if self.more:
            told = words(0, y + 10, self._more_said(), "p-text p-soft")
            yield link(self.href, self._more_said(), (told,)) if self.href else told
            y += 24
        for code, name, x, row in flow.places:
            at = y + 20 * row
            yield group((result_mark(code, x, at, 15), words(x + 19, at + 12, name, "p-text p-note")))


def _result(row: HeatmapRow, code: str) -> str:
    return say.result_name(row.results[code]) if code in row.results else _("not judged")
