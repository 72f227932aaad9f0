"""One principle in figures: by unit, category, type or portfolio as it stands now, and month by month."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from principles.overviews.worst import principles_in_force
from principles.queries.figures import Figure, Group, GroupBy, figures, figures_on
from relationships.models import Unit
from relationships.queries import visible_to
from web.door import by, page
from web.lists.asked import Asked
from web.overview import PORTFOLIO, among, asked_of, chosen_by, list_of, narrowed
from web.pictures import TrendChart, TrendMonth
from web.pictures.marks import RESULTS
from web.shares import Shares, shares_of
from web.templatetags.words import language
from web.views.portfolio import SPANS, in_order, month_ends, results_over_time

GROUPS = {
    "unit": (GroupBy.UNIT, _("by unit"), _("Unit"), _("another unit")),
    "category": (GroupBy.CATEGORY, _("by category"), _("Category"), _("no category recognised")),
    "type": (GroupBy.TYPE, _("by type"), _("Type chosen"), _("no type chosen yet")),
    "portfolio": (GroupBy.PORTFOLIO, _("by portfolio"), _("Portfolio"), _("another portfolio")),
}
"""How each way to count together is asked for and said, with the heading and the name of who has none."""


@dataclass(frozen=True, slots=True)
class Line:
    """The relationships of one group: how many have which result, each with its list where there is one."""

    said: Any
    shares: Shares
    counts: tuple[tuple[str, int, str], ...]


@page()
def figures_of(request: HttpRequest) -> HttpResponse:
    """How the relationships that the reader sees stand under one principle."""
    asked = asked_of(request, PORTFOLIO, "of", "by", "months")
    themes = {
        each.code: each.theme_nl if language() == "nl" else each.theme_en for each in principles_in_force()
    }
    of = among(request, "of", tuple(themes) or ("",))
    group_by = among(request, "by", tuple(GROUPS))
    span = among(request, "months", SPANS)
    chosen = chosen_by(asked)
    way, _said, heading, without = GROUPS[group_by]
    listed = _lists(asked, way)
    found = figures(request.user, chosen, way, of=of)
    codes = tuple(code for code in RESULTS if code != "PENDING" or any(each.pending for each in found))
    days = month_ends(by(request).on, int(span))
    results = results_over_time(figures_on(request.user, chosen, days, of=of), days, of)

    def address(**other: str) -> str:
        return asked.address(**{"of": of, "by": group_by, "months": span, **other})

    return render(
        request,
        "web/principles/figures.html",
        {
            **narrowed(asked, of=of, by=group_by, months=span),
            "tab": "principles",
            "of": of,
            "theme": themes.get(of, ""),
            "codes": [(code, theme, address(of=code)) for code, theme in themes.items()],
            "ways": [(code, said, address(by=code)) for code, (_by, said, *_) in GROUPS.items()],
            "way": group_by,
            "span": span,
            "spans": [(each, address(months=each)) for each in SPANS],
            "heading": heading,
            "results": codes,
            "lines": [_line(each, codes, listed(each.group), without) for each in found],
            "trend": TrendChart(
                id="principle-trend",
                of="results",
                months=tuple(TrendMonth(month=day, counts=counts) for day, counts, _share in results),
            ),
            "month_results": RESULTS,
            "months": [(day, in_order(counts, RESULTS), share) for day, counts, share in reversed(results)],
        },
    )


def _line(figure: Figure, codes: Iterable[str], listed: Callable[[Figure, str], str], without: Any) -> Line:
    counted = {**figure.effective, "PENDING": figure.pending or 0}
    return Line(
        said=_name(figure.group) or without,
        shares=shares_of(figure),
        counts=tuple((code, counted.get(code, 0), listed(figure, code)) for code in codes),
    )


def _name(group: Group) -> str:
    name = group.names.get(language()) or group.names.get("en", "")
    coded = group.id is not None and group.code not in ("", *group.names.values())
    return f"{group.code} {name}" if coded else name


def _lists(asked: Asked, way: GroupBy) -> Callable[[Group], Callable[[Figure, str], str]]:
    """The list of exactly the relationships of a group with one result; empty where no list is exactly that.

    The condition on a unit covers all units below it: only a unit without any has a list of its own.
    """
    parents: set[int | None] = set()
    if way is GroupBy.UNIT:
        parents = set(visible_to(asked.user, Unit).order_by().values_list("parent_id", flat=True))

    def condition(group: Group) -> dict[str, Any] | None:
        if way is GroupBy.TYPE:
            return {"chosen_type": group.code} if group.code else {"classified": "false"}
        if group.id is None:
            return {"has_profile": "false"} if way is GroupBy.CATEGORY else None
        if way is GroupBy.UNIT:
            return None if group.id in parents else {"unit": group.code}
        return {"profile" if way is GroupBy.CATEGORY else "portfolio": group.id}

    def listed(group: Group) -> Callable[[Figure, str], str]:
        where = condition(group)
        if where is None:
            return lambda figure, code: ""
        return lambda figure, code: list_of(asked, **where, principle=figure.principle, effective=code)

    return listed
