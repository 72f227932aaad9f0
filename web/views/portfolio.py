"""The portfolio: where it stands, how it complies, how that came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from principles.attention.view import View
from principles.overviews.standing import Cell, Standing, required_by_depth, standing
from principles.overviews.verdicts import verdicts_on
from principles.overviews.worst import principles_in_force, worst_first
from principles.queries.figures import Figure, figures, figures_on, question
from relationships.terms.days import add_months
from web.door import by, page
from web.lists.asked import Asked
from web.overview import PORTFOLIO, among, asked_of, chosen_by, list_of, narrowed
from web.pictures import (
    Bubble,
    Matrix,
    MatrixCell,
    NarrowMatrix,
    TrendChart,
    TrendMonth,
)
from web.pictures.marks import RESULTS, VERDICTS
from web.templatetags.words import language
from web.views.sheet.principle_cards import anchor as card

ROWS = 40
SPANS = ("12", "24", "36")
"""How many months back."""


@page()
def see_matrix(request: HttpRequest) -> HttpResponse:
    """Needed depth by mutual trust; each cell leads to the list of exactly its relationships."""
    asked = asked_of(request, PORTFOLIO)
    stands = standing(request.user, chosen_by(asked), by(request).on)
    cells = [(cell, cell_address(asked, cell)) for cell in stands.cells]
    matrix = matrix_of(stands, asked, "portfolio-matrix")
    return render(
        request,
        "web/portfolio/matrix.html",
        {
            **narrowed(asked),
            **at_a_glance(stands, asked),
            "matrix": matrix,
            "narrow_matrix": NarrowMatrix(
                id="portfolio-matrix-narrow",
                cells=matrix.cells,
                required=matrix.required,
                currency=matrix.currency,
            ),
            "cells": cells,
            "shown": "portfolio",
        },
    )


def at_a_glance(stands: Standing, asked: Asked) -> dict[str, Any]:
    """For the template: the counts of verdicts with the lists that they lead to, and the value."""
    return {
        "stands": stands,
        "only_by_currency": stands.stake.reporting is None and bool(stands.stake.amounts),
        "verdicts": [
            (code, stands.verdicts[code], list_of(asked, verdict=code))
            for code in VERDICTS
            if stands.verdicts.get(code)
        ],
        "all": list_of(asked),
    }


def matrix_of(stands: Standing, asked: Asked, id: str, *, small: bool = False) -> Matrix:
    """The picture of a standing."""
    return Matrix(
        id=id,
        size="small" if small else "large",
        cells=tuple(_drawn(cell, asked) for cell in stands.cells),
        required=required_by_depth(),  # type: ignore[arg-type]  # six, one a depth
        currency=stands.currency,
    )


def _drawn(cell: Cell, asked: Asked) -> MatrixCell:
    return MatrixCell(
        depth=cell.depth,
        trust=cell.trust,
        href=cell_address(asked, cell),
        verdicts=cell.verdicts,
        value=cell.stake.reporting,
        unvalued=cell.unvalued,
        bubbles=tuple(
            Bubble(
                title=str(each.relationship),
                href=reverse("web:relationship", args=[each.relationship.pk]),
                verdict=each.verdict,
                value=each.value,
            )
            for each in cell.singles
        ),
    )


def cell_address(asked: Asked, cell: Cell) -> str:
    """The list of exactly these relationships."""
    where: dict[str, Any] = {"has_needed_depth": "false"} if cell.depth is None else {}
    where |= {"has_mutual_trust": "false"} if cell.trust is None else {"mutual_trust": cell.trust}
    if cell.depth is not None:
        where["needed_depth"] = cell.depth
    return list_of(asked, **where)


@page()
def see_heatmap(request: HttpRequest) -> HttpResponse:
    """Relationships by principles, those that deviate most first; and each principle in figures."""
    asked = asked_of(request, PORTFOLIO)
    chosen = chosen_by(asked)
    principles = principles_in_force()
    part = worst_first(chosen, principles, size=ROWS, after=asked.after)
    codes = tuple(each.code for each in principles)
    totals = figures(request.user, chosen)
    unclassified = chosen.filter(~View.decided("pk")).order_by().count()
    rows = [(each, [(code, each.results.get(code), card(code)) for code in codes]) for each in part.rows]
    return render(
        request,
        "web/portfolio/heatmap.html",
        {
            **narrowed(asked),
            "results": RESULTS,
            "principles": [
                (each, each.theme_nl if language() == "nl" else each.theme_en) for each in principles
            ],
            "rows": rows,
            "totals": [_total(each, asked) for each in totals],
            "unclassified": unclassified,
            "to_classify": list_of(asked, classified="false"),
            "next": asked.part(after=part.after) if part.after else "",
            "first": asked.address() if asked.after else "",
            "shown": "heatmap",
        },
    )


@dataclass(frozen=True, slots=True)
class Total:
    """A principle: how many have which result, each with its list, and the share assessable, 0-100."""

    figure: Figure
    theme: str
    counts: tuple[tuple[str, int, str], ...]
    share: int | None


def _total(figure: Figure, asked: Asked) -> Total:
    counted = {**figure.effective, "PENDING": figure.pending or 0}
    return Total(
        figure=figure,
        theme=figure.themes[language()],
        counts=tuple(
            (code, counted.get(code, 0), list_of(asked, principle=figure.principle, effective=code))
            for code in RESULTS
        ),
        share=None if figure.share is None else round(100 * figure.share),
    )


@page()
def see_trends(request: HttpRequest) -> HttpResponse:
    """Verdicts and results at the end of each month, as they were found then."""
    asked = asked_of(request, PORTFOLIO, "months", "of")
    chosen = chosen_by(asked)
    span = among(request, "months", SPANS)
    days = month_ends(by(request).on, int(span))
    codes = tuple(each.code for each in principles_in_force())
    of = among(request, "of", ("", *codes))
    over_time = verdicts_on(chosen, days)
    results = results_over_time(figures_on(request.user, chosen, days, of=of or None), days, of)
    return render(
        request,
        "web/portfolio/trends.html",
        {
            **narrowed(asked, months=span, of=of),
            "span": span,
            "spans": [(each, asked.address(months=each, of=of or None)) for each in SPANS],
            "of": of,
            "codes": codes,
            "verdict_trend": TrendChart(
                id="verdict-trend",
                months=tuple(TrendMonth(month=each.day, counts=each.verdicts) for each in over_time),
            ),
            "verdict_codes": VERDICTS,
            "verdict_rows": [
                (each.day, in_order(each.verdicts, VERDICTS), each.count) for each in reversed(over_time)
            ],
            "result_trend": TrendChart(
                id="result-trend",
                of="results",
                months=tuple(TrendMonth(month=day, counts=counts) for day, counts, _share in results),
            ),
            "result_codes": RESULTS,
            "result_rows": [
                (day, in_order(counts, RESULTS), share) for day, counts, share in reversed(results)
            ],
            "shown": "trends",
        },
    )


def in_order(counts: Any, codes: tuple[str, ...]) -> list[int | None]:
    return [None if counts is None else counts.get(code, 0) for code in codes]


def month_ends(on: date, months: int) -> list[date]:
    """The last days of the months behind us, and today."""
    asked = question({"from": add_months(on, -months).isoformat(), "to": on.isoformat()}, today=on)
    ends = list(asked.days or ())[-months:]
    return ends if on in ends else [*ends, on]


def results_over_time(
    found: list[Figure], days: list[date], of: str
) -> list[tuple[date, dict[str, int] | None, int | None]]:
    """Of each day the results that counted, of one principle or of all together, and the assessable share."""
    lines: list[tuple[date, dict[str, int] | None, int | None]] = []
    for day in days:
        then = [each for each in found if each.on == day and of in ("", each.principle) and each.recorded]
        if not then:
            lines.append((day, None, None))
            continue
        counts = {
            code: sum(
                (each.pending or 0) if code == "PENDING" else each.effective.get(code, 0) for each in then
            )
            for code in RESULTS
        }
        applicable = sum(each.applicable or 0 for each in then)
        assessable = sum(each.assessable or 0 for each in then)
        lines.append((day, counts, round(100 * assessable / applicable) if applicable else None))
    return lines


urls = [
    path("portfolio/", see_matrix, name="portfolio"),
    path("portfolio/principles/", see_heatmap, name="heatmap"),
    path("portfolio/trends/", see_trends, name="trends"),
]
