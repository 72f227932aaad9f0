"""The deadlines ahead: a bar each month, a link to what falls in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from web.pictures import words as say
from web.pictures.drawing import Picture, line, link, rect, words
from web.pictures.scale import nice_top
from web.pictures.trend import month_name, month_names

TOP, PLOT, WIDTH = 22, 110, 480


@dataclass(frozen=True, kw_only=True)
class DeadlineMonth:
    """A month, how many deadlines fall in it, where they are listed. `near`: it asks for an act now."""

    month: date
    count: int
    href: str = ""
    near: bool = False


@dataclass(frozen=True, kw_only=True)
class Deadlines(Picture):
    """Months in their order. `unknown` contracts have a deadline that can't be computed: told apart."""

    months: tuple[DeadlineMonth, ...]
    unknown: int = 0
    unknown_href: str = ""

    @property
    def linked(self) -> bool:
        return not self.small and (
            any(each.href and each.count for each in self.months) or bool(self.unknown and self.unknown_href)
        )

    @property
    def near(self) -> bool:
        """Whether a month with a deadline in it is near."""
        return any(each.near and each.count for each in self.months)

    def title(self) -> str:
        return _("Deadlines by month")

    def text(self) -> str:
        told = [self._told(each) for each in self.months]
        if self.unknown:
            told.append(self._unknown_said())
        return "\n".join(told) or _("No deadlines")

    def _told(self, each: DeadlineMonth) -> str:
        said = say.figure(each.count)
        return say.labelled(
            month_name(each.month), _("%(count)s, near") % {"count": said} if each.near else said
        )

    def _unknown_said(self) -> str:
        return say.labelled(_("Deadline not known"), say.figure(self.unknown))

    def svg(self) -> SafeString:
        if self.small:
            return self.frame(120, 30, self._bars(120, 29, 27))
        foot = TOP + PLOT
        height = foot + (58 if self.unknown or self.near else 34)
        return self.frame(
            WIDTH,
            height,
            (
                *self._bars(WIDTH, foot, PLOT),
                line(0, foot, WIDTH, foot, "p-axis-line"),
                *month_names([each.month for each in self.months], 0, WIDTH, foot),
                *self._foot(height - 6),
            ),
        )

    def _bars(self, width: float, foot: float, plot: float) -> Iterator[SafeString]:
        most = nice_top(max((each.count for each in self.months), default=0))
        pitch = width / max(1, len(self.months))
        bar = min(pitch * 0.72, 44)
        for place, each in enumerate(self.months):
            x, height = pitch * place + (pitch - bar) / 2, plot * each.count / most
            inside = []
            if each.count:
                inside.append(rect(x, foot - height, bar, height, "p-bar p-near" if each.near else "p-bar"))
            if not self.small:
                figure = say.figure(each.count)
                inside.append(words(x + bar / 2, foot - height - 6, figure, "p-text p-middle p-figure"))
            if each.href and each.count and not self.small:
                yield link(each.href, self._told(each), inside)
            else:
                yield from inside

    def _foot(self, y: float) -> Iterator[SafeString]:
        """What the colour of near months means, and the contracts whose deadline is not known."""
        x = 0
        if self.near:
            yield rect(x, y - 11, 14, 12, "p-bar p-near")
            yield words(x + 20, y, _("near"), "p-text p-note")
            x += 110
        if self.unknown:
            told = words(x, y, self._unknown_said(), "p-text p-note p-soft")
            yield link(self.unknown_href, self._unknown_said(), (told,)) if self.unknown_href else told
