from __future__ import annotations

import pytest
from django.utils import translation

from tests.web.pictures.drawn import parts, place, said
from web.pictures import Rail, Trend
from web.pictures.rail import trend_dots

LEVELS = {1: 40, 2: 122, 3: 204, 4: 286, 5: 368}


def rail(required=(4, 4), c2s=None, s2c=None, **more) -> Rail:
    return Rail(id="r", required=required, customer_to_supplier=c2s, supplier_to_customer=s2c, **more)


def test_required_is_a_mark_through_the_rail_and_the_target_a_diamond_on_it() -> None:
    drawn = rail(target=3)

    assert place(parts(drawn, "line", "p-required")[0], "x1", "x2") == (286, 286)
    assert parts(drawn, "polygon", "p-target")[0].attrib["points"] == "204,34 212,42 204,50 196,42"


def test_the_arrows_face_each_other_with_their_tips_at_the_levels() -> None:
    customer, supplier = parts(rail(c2s=2, s2c=4), "polygon", "p-arrow")[:2]
    (x1, *_), (x2, *_) = (
        [float(pair.split(",")[0]) for pair in each.attrib["points"].split()] for each in (customer, supplier)
    )

    assert (x1, x2) == (122, 286)
    assert max(float(pair.split(",")[0]) for pair in customer.attrib["points"].split()) == 122
    assert min(float(pair.split(",")[0]) for pair in supplier.attrib["points"].split()) == 286


@pytest.mark.parametrize(
    ("covered", "hatched", "open_"),
    [(0, None, (122, 164)), (1, (122, 82), (204, 82)), (2, (122, 164), None), (3, (122, 164), None)],
)
def test_safeguards_hatch_the_part_of_the_gap_that_they_cover(covered, hatched, open_) -> None:
    """Mutual 2, required 4: two levels of 82 each."""
    drawn = rail(c2s=2, s2c=3, covered=covered)
    on_rail = [each for each in parts(drawn, "rect", "p-gap") if float(each.attrib["x"]) >= 0]
    found = {"p-covered" in each.attrib["class"]: place(each, "x", "width") for each in on_rail}

    assert (found.get(True), found.get(False)) == (hatched, open_)
    assert len(parts(drawn, "path", "p-hatch-covered")) == (1 if hatched else 0)


def test_in_lists_a_level_of_the_gap_is_as_long_as_a_level_of_the_rail() -> None:
    (gap,) = parts(rail(c2s=3, s2c=3, size="small"), "rect", "p-gap")

    assert place(gap, "x", "width") == (52, 22)


@pytest.mark.parametrize(("c2s", "s2c"), [(None, None), (1, None), (None, 1)])
def test_with_a_direction_missing_there_is_no_gap(c2s, s2c) -> None:
    drawn = rail(c2s=c2s, s2c=s2c)

    assert (drawn.mutual, drawn.gap) == (None, 0)
    assert parts(drawn, "rect", "p-gap") == []
    assert "not yet rated" in drawn.text()


def test_a_required_level_that_is_open_shows_both_ends_and_counts_the_gap_from_the_lowest() -> None:
    drawn = rail(required=(3, 4), c2s=2, s2c=2)
    marks = parts(drawn, "line", "p-required", "p-open")

    assert [place(each, "x1", "x2") for each in marks] == [(204, 204), (286, 286), (204, 286)]
    assert drawn.gap == 1


def test_a_gap_of_one_asks_for_attention_and_of_more_is_a_misfit() -> None:
    assert parts(rail(c2s=3, s2c=3), "rect", "p-wide-gap") == []
    assert parts(rail(c2s=2, s2c=2, covered=1), "rect", "p-wide-gap") == []
    assert parts(rail(c2s=2, s2c=2), "rect", "p-wide-gap")


@pytest.mark.parametrize(
    ("trend", "heights"),
    [(Trend.RISING, (105, 100, 95)), (Trend.LEVEL, (100,) * 3), (Trend.FALLING, (95, 100, 105))],
)
def test_the_trend_is_three_dots(trend: Trend, heights: tuple[int, ...]) -> None:
    dots = trend_dots(50, 100, trend)

    assert [f'cy="{height}"' in dot for dot, height in zip(dots, heights, strict=True)] == [True] * 3
    assert all("p-open" not in dot for dot in dots)


def test_an_unknown_trend_is_hollow_not_level() -> None:
    assert all("p-open" in dot for dot in trend_dots(50, 100, Trend.UNKNOWN))


def test_the_words_say_the_same() -> None:
    drawn = rail(target=4, c2s=2, s2c=3, covered=1, customer_trend=Trend.FALLING)

    assert drawn.text() == (
        "Trust required: 4 Relational\n"
        "Trust target: 4 Relational\n"
        "Customer trusts supplier: 2 Contractual, falling\n"
        "Supplier trusts customer: 3 Competence, trend unknown\n"
        "Trust gap: 2 levels, of which safeguards cover one level"
    )


def test_without_a_type_nothing_is_required() -> None:
    assert rail(required=None, c2s=1, s2c=1).text().startswith("Trust required: not yet decided\n")
    assert parts(rail(required=None, c2s=1, s2c=1, size="small"), "line", "p-required") == []


def test_levels_have_their_dutch_names() -> None:
    with translation.override("nl"):
        drawn = rail(c2s=2, s2c=5)
        assert said(drawn)[:10:2] == ["1", "2", "3", "4", "5"]
        assert said(drawn)[1:10:2] == [
            "Afschrikking",
            "Contractueel",
            "Vakkundig",
            "Relationeel",
            "Welwillend",
        ]
        assert "Klant vertrouwt leverancier: 2 Contractueel" in drawn.text()
