from __future__ import annotations

from math import pi

import pytest
from django.utils import translation

from tests.web.pictures.drawn import links, parts, place, said
from web.pictures import Bubble, Matrix, MatrixCell, NarrowMatrix
from web.pictures.marks import verdict_mark

REQUIRED = (2, 2, 2, 3, 4, 5)
FOOT = 460.0  # of level 1: what lies lower is in the lane of unknown trust
SIDE = 196.0  # of depth 0: what lies left of it is in the lane of unknown depth


def matrix(*cells: MatrixCell) -> Matrix:
    return Matrix(id="m", cells=cells, required=REQUIRED, currency="EUR")


def one(depth, trust, verdict="FIT", value=100) -> MatrixCell:
    bubble = Bubble(title="Acme", href="/r/1", verdict=verdict, value=value)
    return MatrixCell(
        depth=depth, trust=trust, href="/l", verdicts={verdict: 1}, value=value, bubbles=(bubble,)
    )


def many(count: int, value=None, **more) -> MatrixCell:
    return MatrixCell(depth=2, trust=3, href="/l?depth=2", verdicts={"FIT": count}, value=value, **more)


def middle(cell: MatrixCell) -> tuple[float, float]:
    return place(parts(matrix(cell), "circle", "p-hit")[0], "cx", "cy")


@pytest.mark.parametrize("depth", range(6))
def test_depth_goes_across(depth: int) -> None:
    assert middle(one(depth, 1)) == (238 + 84 * depth, 417)


@pytest.mark.parametrize("trust", range(1, 6))
def test_trust_goes_up(trust: int) -> None:
    assert middle(one(0, trust)) == (238, 503 - 86 * trust)


def test_unknown_trust_lies_in_a_lane_below_level_1_never_in_it() -> None:
    x, y = middle(one(3, None))

    assert (x, y) == (490, 517)
    assert y - 26 > FOOT


def test_unknown_depth_lies_in_a_lane_left_of_0_never_in_it() -> None:
    x, y = middle(one(None, 4))

    assert (x, y) == (139, 159)
    assert x + 26 < SIDE


def test_with_both_unknown_it_lies_where_the_lanes_meet() -> None:
    assert middle(one(None, None)) == (139, 517)


def test_required_trust_is_the_lower_edge_of_where_to_be() -> None:
    (steps,) = parts(matrix(), "path", "p-required")

    assert steps.attrib["d"] == (
        "M196 374H280L280 374H364L364 374H448"  # level 2 and up
        "L448 288H532"  # level 3
        "L532 202H616L616 116H700"
    )


@pytest.mark.parametrize(
    ("verdict", "shape", "tone"),
    [
        ("FIT", "circle", "p-fit"),
        ("ATTENTION", "polygon", "p-attention"),
        ("MISFIT", "rect", "p-misfit"),
        ("NOT_ASSESSABLE", "circle", "p-unknown"),
        ("UNCLASSIFIED", "circle", "p-unclassified"),
        ("PENDING", "circle", "p-pending"),
    ],
)
def test_a_verdict_has_its_shape_and_its_tone(verdict: str, shape: str, tone: str) -> None:
    assert verdict_mark(verdict, 0, 0, 10).startswith(f"<{shape} ")
    assert f'class="p-mark {tone}"' in verdict_mark(verdict, 0, 0, 10)


def test_the_shapes_of_one_value_have_one_area() -> None:
    (square,) = [verdict_mark("MISFIT", 0, 0, 10)]
    width = float(square.split('width="')[1].split('"')[0])
    corners = verdict_mark("ATTENTION", 0, 0, 10).split('points="')[1].split('"')[0].split()
    (top, right, left) = [tuple(map(float, corner.split(","))) for corner in corners]

    assert width**2 == pytest.approx(100 * pi, rel=0.01)
    assert (right[0] - left[0]) * (right[1] - top[1]) / 2 == pytest.approx(100 * pi, rel=0.01)


def test_area_stands_for_value() -> None:
    circles = parts(matrix(one(0, 1, value=400), one(1, 1, value=100)), "circle", "p-mark")[:2]

    assert [place(each, "r") for each in circles] == [(26,), (13,)]


def test_a_value_that_is_not_known_is_small_dashed_and_said() -> None:
    drawn = matrix(one(0, 1, value=400), one(1, 1, value=None))
    (unknown,) = parts(drawn, "circle", "p-dashed")

    assert place(unknown, "r") == (5,)
    assert "Acme: Fits, value not known" in [name for _href, name in links(drawn)]


def test_a_relationship_leads_to_its_sheet() -> None:
    assert links(matrix(one(2, 3, "MISFIT", 1500))) == [("/r/1", "Acme: Misfit, value EUR 1,500")]


def test_a_crowded_cell_is_one_bubble_with_its_count_to_the_narrowed_list() -> None:
    drawn = matrix(
        MatrixCell(
            depth=2,
            trust=3,
            href="/l?depth=2&trust=3",
            verdicts={"FIT": 8, "MISFIT": 3, "NOT_ASSESSABLE": 1, "UNCLASSIFIED": 2},
            value=1_500_000,
            unvalued=4,
        )
    )

    assert links(drawn) == [
        (
            "/l?depth=2&trust=3",
            "needed depth 2 Contracted standard delivery, mutual trust 3 Competence; relationships: 14 "
            "(Misfit 3, Fits 8, Not assessable 1, Unclassified 2); value EUR 1,500,000, not known of 4",
        )
    ]
    assert "14" in said(drawn)
    assert said(drawn)[-10:-6] == ["14", "3", "8", "3"]  # misfit, fit, not known; then the key


def bubbles(*values: int) -> tuple[Bubble, ...]:
    return tuple(Bubble(title=f"R{n}", href=f"/{n}", verdict="FIT", value=v) for n, v in enumerate(values))


@pytest.mark.parametrize(
    ("values", "hrefs"),
    [
        ((10, 10, 10, 10), ["/0", "/1", "/2", "/3"]),
        ((10, 30), ["/l?depth=2"]),  # the larger would cover the other
        ((10, 10, 10, 10, 10), ["/l?depth=2"]),
    ],
)
def test_up_to_four_that_fit_beside_each_other_are_drawn_one_by_one(values, hrefs) -> None:
    cell = many(len(values), value=sum(values), bubbles=bubbles(*values))

    assert [href for href, _name in links(matrix(cell))] == hrefs


def test_bubbles_of_a_part_of_the_cell_are_not_drawn_as_all_of_it() -> None:
    bubble = Bubble(title="R", href="/1", verdict="FIT")

    assert [href for href, _ in links(matrix(many(2, bubbles=(bubble,))))] == ["/l?depth=2"]


def test_the_words_go_through_the_cells_in_order_the_unknown_last() -> None:
    drawn = matrix(one(None, 2), one(1, None), one(1, 2))

    one_that_fits = "relationships: 1 (Fits 1); value EUR 100"
    assert drawn.text().splitlines() == [
        f"Acme: needed depth 1 Call-off supply, mutual trust 2 Contractual; {one_that_fits}",
        f"Acme: needed depth 1 Call-off supply, mutual trust not yet rated; {one_that_fits}",
        f"Acme: needed depth not yet rated, mutual trust 2 Contractual; {one_that_fits}",
    ]


def test_in_a_list_each_cell_is_one_mark_and_the_unknown_keep_their_lanes() -> None:
    mixed = MatrixCell(depth=0, trust=1, href="/l", verdicts={"FIT": 5, "MISFIT": 1}, value=9)
    drawn = Matrix(
        id="m", size="small", cells=(mixed, one(None, 5), one(5, None)), required=REQUIRED, currency="EUR"
    )
    (worst,) = parts(drawn, "rect", "p-mark", "p-misfit")
    below, left = parts(drawn, "circle", "p-mark")

    assert links(drawn) == []
    assert sum(place(worst, "x", "width")) - place(worst, "width")[0] / 2 == pytest.approx(28.25, abs=0.02)
    assert (place(below, "cx", "cy"), place(left, "cx", "cy")) == ((110.75, 87.5), (8.5, 8))


def test_on_a_phone_each_cell_is_one_link_with_the_worst_mark_and_the_count() -> None:
    mixed = MatrixCell(depth=0, trust=5, href="/mixed", verdicts={"FIT": 1200, "MISFIT": 34}, value=9)
    drawn = NarrowMatrix(id="m", cells=(mixed, one(5, 1), one(None, None)), required=REQUIRED, currency="EUR")

    assert [href for href, _name in links(drawn)] == ["/mixed", "/l", "/l"]
    assert len(parts(drawn, "rect", "p-mark", "p-misfit")) == 1
    assert "1,234" in said(drawn)
    corners = [place(each, "x", "y") for each in parts(drawn, "rect", "p-hit")]
    assert corners == [(67, 25), (292, 205), (18, 254)]
    assert drawn.text() == Matrix(id="m", cells=drawn.cells, required=REQUIRED, currency="EUR").text()


def test_an_empty_portfolio_is_said() -> None:
    assert matrix().text() == "No relationships"


@pytest.mark.parametrize(("depth", "trust"), [(6, 1), (-1, 1), (0, 0), (0, 6)])
def test_a_cell_that_is_none_is_refused(depth: int, trust: int) -> None:
    with pytest.raises(ValueError, match="there is no such cell"):
        matrix(one(depth, trust))


def test_axes_have_their_dutch_names() -> None:
    with translation.override("nl"):
        words = said(matrix())

    assert {"Afschrikking", "Losse transactie", "Standaardlevering", "op contract", "Past niet"} <= set(words)
