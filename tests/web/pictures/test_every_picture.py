"""What holds for all pictures: named, described, unique, escaped, without a style of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils import translation

from relationships.choices import CollaborationType, FactSource, Posture, Side
from tests.web.pictures.drawn import SVG, place, tree
from web import pictures as p
from web.pictures.drawing import element, hatch, link

EVIL = '<script>alert("1")</script>&'
ESCAPED = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;"

PICTURES = [
    p.Ladder(
        id="a",
        needed=(2, 3),
        feasible=(1, 2),
        chosen=CollaborationType.CAPTIVE,
        posture=Posture.GUARDED,
        posture_side=Side.SUPPLIER,
    ),
    p.Rail(id="a", required=(3, 4), target=3, customer_to_supplier=1, supplier_to_customer=2, covered=1),
    p.Strip(
        id="a",
        provisional=True,
        cells=(
            p.StripCell(code="P1", result="COMPLIANT", theme=EVIL, href="/x?a=1&b=2"),
            p.StripCell(code="P2", result="PENDING"),
        ),
    ),
    p.Matrix(
        id="a",
        currency="EUR",
        required=(2, 2, 2, 3, 4, 5),
        cells=(
            p.MatrixCell(
                depth=3,
                trust=None,
                href="/list",
                verdicts={"FIT": 1},
                bubbles=(p.Bubble(title=EVIL, href="/1", verdict="FIT"),),
            ),
            p.MatrixCell(depth=None, trust=2, href="/list?b", verdicts={"MISFIT": 7}, value=10),
        ),
    ),
    p.Heatmap(
        id="a",
        codes=("P1", "P2"),
        rows=(p.HeatmapRow(title=EVIL, href="/1", results={"P1": "PARTLY"}, hrefs={"P1": "/1#P1"}),),
        total=2,
        href="/all",
    ),
    p.TrendChart(
        id="a",
        months=(
            p.TrendMonth(month=date(2026, 1, 1), counts={"FIT": 3, "NOT_ASSESSABLE": 1}),
            p.TrendMonth(month=date(2026, 2, 1), counts=None),
        ),
    ),
    p.Deadlines(
        id="a",
        unknown=2,
        unknown_href="/u",
        months=(p.DeadlineMonth(month=date(2026, 1, 1), count=2, href="/d", near=True),),
    ),
    p.Spread(id="a", fact="complexity", value=3, source=FactSource.ASSUMED, ratings=(2, 4), unconfirmed=5),
]


@pytest.fixture(params=("small", "large"))
def size(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(params=PICTURES, ids=lambda each: type(each).__name__)
def picture(request: pytest.FixtureRequest, size: str) -> p.Picture:
    return replace(request.param, size=size)


def test_it_is_named_by_its_title_and_described_in_words(picture: p.Picture) -> None:
    drawn = tree(replace(picture, id="of-7"))

    assert drawn.get("id") == "of-7"
    assert drawn.get("aria-labelledby") == "of-7-title of-7-desc"
    assert [(each.get("id"), each.text) for each in list(drawn)[:2]] == [
        ("of-7-title", picture.title()),
        ("of-7-desc", picture.text()),
    ]


def test_an_image_has_no_links_in_it(picture: p.Picture) -> None:
    """Screen readers skip what is in an image: links would be out of reach."""
    drawn = tree(picture)

    assert drawn.get("role") == ("group" if list(drawn.iter(SVG + "a")) else "img")


def test_its_look_is_left_to_the_style_sheet(picture: p.Picture) -> None:
    names = {name for each in tree(picture).iter() for name in each.attrib}
    colours = {"fill", "stroke", "style", "font-size", "opacity"}

    assert names & colours == set()
    assert not list(tree(picture).iter(SVG + "style"))


def test_what_people_wrote_stays_text(picture: p.Picture) -> None:
    svg = str(picture.svg())

    assert "<script" not in svg
    assert (ESCAPED in svg) == (EVIL in picture.text())


def test_nothing_is_drawn_beyond_its_frame(picture: p.Picture) -> None:
    drawn = tree(picture)
    _, _, width, height = map(float, drawn.attrib["viewBox"].split())
    moved = {part for each in drawn.iter(SVG + "g") if each.get("transform") for part in each.iter()}

    for each in set(drawn.iter(SVG + "rect")) - moved:
        x, y, across, down = place(each, "x", "y", "width", "height")
        assert (x >= 0, y >= 0, x + across <= width, y + down <= height) == (True,) * 4
    for each in set(drawn.iter(SVG + "circle")) - moved:
        x, y, r = place(each, "cx", "cy", "r")
        assert (x >= r, y >= r, x + r <= width, y + r <= height) == (True,) * 4
    for each in drawn.iter(SVG + "text"):
        assert place(each, "y") <= (height,)


@pytest.mark.parametrize("bad", ["", "7", "a b", 'a"', "a\n", "é"])
def test_an_id_that_is_none_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="is no id"):
        p.Rail(id=bad, required=None)


def test_a_size_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="'huge' is no size"):
        p.Rail(id="a", size="huge", required=None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", " JavaScript:x", "java\nscript:x", "data:text/html,x"]
)
def test_a_link_that_runs_a_script_is_refused(href: str) -> None:
    with pytest.raises(ValueError, match="leads to a page"):
        link(href, "name", ())


def test_a_style_attribute_is_refused() -> None:
    with pytest.raises(ValueError, match=r"pictures\.css"):
        element("rect", style="fill: red")


def test_hatching_stays_within_its_rectangle() -> None:
    assert hatch(10, 20, 12, 6, 6) == "M10 23L13 20M13 26L19 20M19 26L22 23"


def test_in_a_page_the_words_stand_folded_below() -> None:
    rail = p.Rail(id="r", required=(2, 2), target=2)
    page = Template("{% load pictures %}{% figure rail %}|{% picture rail %}").render(Context({"rail": rail}))
    framed, bare = page.split("|")

    assert bare == str(rail.svg())
    assert framed.startswith(f'<figure class="picture-figure">{bare}<details><summary>')
    assert "<li>Trust required: 2 Contractual</li><li>Trust target: 2 Contractual</li>" in framed


def test_in_a_page_names_stay_text() -> None:
    page = Template("{% load pictures %}{% figure drawn %}").render(Context({"drawn": PICTURES[3]}))

    assert "<script" not in page
    assert f"<li>{ESCAPED}" in page.replace("&#x27;", "'")


@pytest.mark.parametrize(("language", "comma"), [("en", "EUR 1,200,000"), ("nl", "EUR 1.200.000")])
def test_amounts_are_written_as_the_reader_is_used_to(language: str, comma: str) -> None:
    cell = p.MatrixCell(depth=0, trust=1, href="/", verdicts={"FIT": 2}, value=1_200_000)
    matrix = p.Matrix(id="m", cells=(cell,), required=(2, 2, 2, 3, 4, 5), currency="EUR")

    with translation.override(language):
        assert matrix.text().endswith(comma)


def test_the_drawings_are_well_formed_in_dutch(picture: p.Picture) -> None:
    with translation.override("nl"):
        assert ElementTree.fromstring(str(picture.svg())).tag == SVG + "svg"
