"""Heatmap, trend, deadlines, spread."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from relationships.choices import FactSource
from tests.web.pictures.drawn import links, parts, place, said
from web.pictures import (
    DeadlineMonth,
    Deadlines,
    Heatmap,
    HeatmapRow,
    Spread,
    TrendChart,
    TrendMonth,
)
from web.pictures.scale import nice_top


def row(number: int) -> HeatmapRow:
    return HeatmapRow(
        title=f"R{number}", href=f"/{number}", results={"P1": "COMPLIANT"}, hrefs={"P1": f"/{number}#P1"}
    )


def heatmap(count: int, **more) -> Heatmap:
    rows = tuple(row(number) for number in range(count))
    return Heatmap(id="h", codes=("P1", "P2"), rows=rows, total=more.pop("total", count), **more)


def test_a_heatmap_links_its_names_and_its_cells() -> None:
    assert links(heatmap(1)) == [("/0", "R0"), ("/0#P1", "R0, P1: Compliant")]


def test_what_was_not_judged_is_left_blank_and_said() -> None:
    cells = parts(heatmap(2, size="small"), "use")

    assert [place(each, "x", "y") for each in cells] == [(0, 0), (0, 9)]
    assert heatmap(1).text() == "R0: P1 Compliant, P2 not judged"


def test_a_heatmap_shows_forty_and_says_how_many_there_are_more() -> None:
    drawn = heatmap(45, total=1200, href="/all")

    assert (len(drawn.shown), drawn.more) == (40, 1160)
    assert links(drawn)[-1] == ("/all", "not shown: 1,160 more")
    assert drawn.text().endswith("not shown: 1,160 more")


def test_a_long_name_is_cut_in_the_drawing_and_whole_in_its_link() -> None:
    name = "Schoonmaakbedrijf De Vries en Zonen BV"
    drawn = Heatmap(
        id="h", codes=("P1",), rows=(HeatmapRow(title=name, href="/", results={}, hrefs={}),), total=1
    )

    assert "Schoonmaakbedrijf De Vr…" in said(drawn)
    assert links(drawn) == [("/", name)]


def trend(*counts: dict[str, int] | None, **more) -> TrendChart:
    months = tuple(
        TrendMonth(month=date(2026, place, 1), counts=each) for place, each in enumerate(counts, start=1)
    )
    return TrendChart(id="t", months=months, **more)


def test_counts_stack_with_the_unknown_on_top_in_a_band_of_its_own() -> None:
    drawn = trend({"NOT_ASSESSABLE": 2, "FIT": 5, "MISFIT": 3})
    bands = parts(drawn, "rect", "p-band")[:3]

    assert nice_top(10) == 10
    assert [(each.attrib["class"], place(each, "y", "height")) for each in bands] == [
        ("p-band p-fit", (87, 75)),
        ("p-band p-misfit", (42, 45)),
        ("p-band p-unknown", (12, 30)),
    ]


def test_a_month_without_figures_is_a_gap_not_zero() -> None:
    drawn = trend({"FIT": 1}, None, {})

    assert len(parts(drawn, "rect", "p-lane")) == 1
    assert drawn.text() == "January 2026: Fits 1\nFebruary 2026: no figures\nMarch 2026: 0"


def test_bands_can_be_told_apart_without_colour() -> None:
    hatched = parts(trend({"FIT": 9, "ATTENTION": 9, "MISFIT": 9, "NOT_ASSESSABLE": 9}), "path", "p-hatch")

    assert {each.attrib["class"] for each in hatched} == {
        "p-hatch p-hatch-attention",
        "p-hatch p-hatch-misfit",
        "p-hatch p-hatch-unknown",
    }


def test_results_go_by_their_own_names() -> None:
    with translation.override("nl"):
        assert (
            trend({"COMPLIANT": 2, "EXPLAINED": 1}, of="results").text()
            == "januari 2026: Voldoet 2, Toegelicht 1"
        )


@pytest.mark.parametrize(
    ("most", "top"), [(0, 1), (1, 1), (7, 8), (9, 10), (11, 12), (103, 120), (801, 1000)]
)
def test_the_scale_ends_at_a_round_number_that_is_enough(most: int, top: int) -> None:
    assert nice_top(most) == top


def deadlines(**more) -> Deadlines:
    return Deadlines(
        id="d",
        months=(
            DeadlineMonth(month=date(2026, 1, 1), count=4, href="/jan", near=True),
            DeadlineMonth(month=date(2026, 2, 1), count=0, href="/feb"),
            DeadlineMonth(month=date(2026, 3, 1), count=2, href="/mar"),
        ),
        **more,
    )


def test_a_month_has_a_bar_as_high_as_its_count_that_leads_to_them() -> None:
    drawn = deadlines()

    assert [place(each, "y", "height") for each in parts(drawn, "rect", "p-bar")[:2]] == [(22, 110), (77, 55)]
    assert links(drawn) == [("/jan", "January 2026: 4, near"), ("/mar", "March 2026: 2")]


def test_deadlines_that_are_not_known_are_told_apart() -> None:
    drawn = deadlines(unknown=3, unknown_href="/unknown")

    assert links(drawn)[-1] == ("/unknown", "Deadline not known: 3")
    assert drawn.text().endswith("Deadline not known: 3")
    assert "Deadline not known" not in deadlines().text()


def test_a_fact_lies_on_its_scale_with_the_spread_of_who_rated_it() -> None:
    drawn = Spread(id="f", fact="complexity", value=3, source=FactSource.ASSESSED, ratings=(2, 3, 5))

    assert place(parts(drawn, "circle", "p-dot")[0], "cx") == (180,)
    assert place(parts(drawn, "line", "p-spread", "p-far")[0], "x1", "x2") == (110, 320)
    assert drawn.text() == "3 several parts or disciplines\nassessors from 2 to 5: align first"


def test_a_spread_of_one_does_not_ask_to_align() -> None:
    drawn = Spread(id="f", fact="complexity", value=3, ratings=(3, 2))

    assert parts(drawn, "line", "p-far") == []
    assert drawn.text() == "3 several parts or disciplines\nassessors from 2 to 3"


def test_an_assumed_value_is_marked_and_said() -> None:
    drawn = Spread(id="f", fact="criticality", value=4, source=FactSource.ASSUMED, size="small")

    assert len(parts(drawn, "circle", "p-assumed")) == 1
    assert drawn.text() == "4 failure stops part of the business (assumed from category)"


def test_an_unknown_fact_has_no_dot() -> None:
    drawn = Spread(id="f", fact="access", value=None)

    assert parts(drawn, "circle") == []
    assert drawn.text() == "not yet rated"


def test_an_unconfirmed_rating_is_hollow_beside_what_counts() -> None:
    drawn = Spread(id="f", fact="attitude_supplier", value=None, unconfirmed=5)

    assert place(parts(drawn, "circle", "p-unconfirmed")[0], "cx") == (320,)
    assert drawn.text() == (
        "not yet rated\n5 committed to joint success, not yet confirmed by a second assessor"
    )


def test_a_fact_has_its_dutch_name_and_anchors() -> None:
    with translation.override("nl"):
        drawn = Spread(id="f", fact="complexity", value=3)
        assert (drawn.title(), drawn.text()) == ("Complexiteit", "3 meerdere onderdelen of disciplines")
