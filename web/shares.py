"""Portfolio figures per principle as a bar: what share of the relationships has which result."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from principles.checks.texts import result_name
from principles.queries.figures import Figure
from web.pictures.drawing import element, number
from web.pictures.marks import filled_band, result_mark
from web.templatetags.words import count, language

WIDTH, HEIGHT = 320, 18


@dataclass(frozen=True, slots=True)
class Share:
    """How many relationships have one result, with the sign of that result."""

    result: str
    said: str
    number: int

    @property
    def mark(self) -> SafeString:
        return element(
            "svg",
            result_mark(self.result, 0, 0, 16),
            width=16,
            height=16,
            view_box="0 0 16 16",
            aria_hidden="true",
        )


@dataclass(frozen=True, slots=True)
class Shares:
    """How a principle does over the relationships that the reader may see."""

    shares: tuple[Share, ...]
    assessable: int
    applicable: int
    not_applicable: int

    @property
    def percent(self) -> int | None:
        """The share assessable; None where nothing is applicable."""
        return round(100 * self.assessable / self.applicable) if self.applicable else None

    @property
    def bar(self) -> SafeString:
        """What is applicable, by result, as one bar. Empty where nothing is."""
        total = sum(each.number for each in self.shares)
        if not total:
            return SafeString("")
        bands, at = [], 0.0
        for each in self.shares:
            width = WIDTH * each.number / total
            if width:
                bands += filled_band(each.result, at, 0, width, HEIGHT)
            at += width
        return format_html(
            '<svg class="shares" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" '
            'aria-label="{}">{}</svg>',
            WIDTH,
            HEIGHT,
            ", ".join(f"{each.said}: {number(each.number)}" for each in self.shares if each.number),
            SafeString("".join(bands)),
        )

    @property
    def said(self) -> str:
        if not self.applicable:
            return _("Not applicable to any relationship yet.")
        return _("Assessable: %(assessable)s of %(applicable)s (%(percent)s%%).") % {
            "assessable": count(self.assessable),
            "applicable": count(self.applicable),
            "percent": self.percent,
        }


def shares_of(figure: Figure) -> Shares:
    """The figure of a principle, as it stands now."""
    counts = {
        "COMPLIANT": figure.compliant,
        "EXPLAINED": figure.explained,
        "PARTLY": figure.partly,
        "NON_COMPLIANT": figure.non_compliant,
        "NOT_ASSESSABLE": figure.not_assessable,
        "PENDING": figure.pending,
    }
    named = (Share(code, result_name(code, language()), number or 0) for code, number in counts.items())
    return Shares(tuple(named), figure.assessable or 0, figure.applicable or 0, figure.not_applicable or 0)
