from __future__ import annotations

import pytest
from django.utils import translation

from tests.web.pictures.drawn import links, parts, place, said, tree
from web.pictures import Strip, StripCell


def strip(*results: str, **more) -> Strip:
    cells = tuple(
        StripCell(code=f"P{place}", result=result, theme="Theme", href=f"#p{place}")
        for place, result in enumerate(results, start=1)
    )
    return Strip(id="s", cells=cells, **more)


SHAPES = {
    "COMPLIANT": ("p-fit", ["path"]),
    "PARTLY": ("p-attention", ["circle", "path"]),
    "NON_COMPLIANT": ("p-misfit", ["path"]),
    "EXPLAINED": ("p-explained", ["path"]),
    "NOT_ASSESSABLE": ("p-unknown", ["path", "circle"]),
    "NOT_APPLICABLE": ("p-none", ["line"]),
    "PENDING": ("p-pending", ["circle", "circle", "circle"]),
}


@pytest.mark.parametrize(("result", "shape"), SHAPES.items())
def test_a_result_has_its_tone_and_its_shape(result: str, shape: tuple[str, list[str]]) -> None:
    (cell,) = parts(strip(result, size="small"), "g")
    edge, *sign = list(cell)

    assert (edge.attrib["class"], [each.tag.partition("}")[2] for each in sign]) == (
        f"p-cell {shape[0]} p-fine",
        shape[1],
    )


def test_no_two_results_look_alike_without_colour() -> None:
    drawn = {
        "".join(each.get("d", each.tag) for each in list(parts(strip(result, size="small"), "g")[0])[1:])
        for result in SHAPES
    }

    assert len(drawn) == 7


def test_nine_cells_take_117_in_a_list() -> None:
    drawn = strip(*["COMPLIANT"] * 9, size="small")

    assert tree(drawn).attrib["viewBox"] == "0 0 116 12"
    assert links(drawn) == []


def test_on_the_sheet_each_cell_leads_to_its_card() -> None:
    assert links(strip("COMPLIANT", "EXPLAINED")) == [
        ("#p1", "P1 Theme: Compliant"),
        ("#p2", "P2 Theme: Explained"),
    ]
    assert said(strip("COMPLIANT", "EXPLAINED")) == ["P1", "P2"]


def test_more_than_twelve_go_on_in_a_second_row() -> None:
    cells = parts(strip(*["PARTLY"] * 13), "rect")

    assert place(cells[12], "x", "y") == (3, 63)


def test_a_provisional_result_is_marked_and_said() -> None:
    drawn = strip("COMPLIANT", provisional=True)

    assert len(parts(drawn, "rect", "p-provisional")) == 1
    assert drawn.text() == "P1 Theme: Compliant\nProvisional: the principles are not in force yet"
    assert "provisional" in said(drawn)
    assert parts(strip("COMPLIANT"), "rect", "p-provisional") == []


def test_without_principles_it_says_so() -> None:
    assert strip().text() == "Nothing to judge by yet"


def test_what_is_no_result_is_refused() -> None:
    with pytest.raises(ValueError, match="No results: 'GOOD'"):
        strip("GOOD")


def test_results_have_their_dutch_names() -> None:
    with translation.override("nl"):
        assert (
            strip("PARTLY", "NOT_ASSESSABLE").text()
            == "P1 Theme: Voldoet deels\nP2 Theme: Niet te beoordelen"
        )
