from __future__ import annotations

import pytest
from django.utils import translation

from relationships.choices import CollaborationType, Posture, Side
from tests.web.pictures.drawn import parts, place, said
from web.pictures import Ladder

T = CollaborationType
RUNGS = {5: 30, 4: 62, 3: 94, 2: 126, 1: 158, 0: 190}  # where the steps lie, from above


def ladder(needed=(2, 2), feasible=(3, 3), **more) -> Ladder:
    return Ladder(id="l", needed=needed, feasible=feasible, **more)


@pytest.mark.parametrize("depth", range(6))
def test_the_chosen_dot_lies_on_its_step(depth: int) -> None:
    chosen = list(T)[depth]
    on_sheet = parts(ladder(chosen=chosen), "circle", "p-dot")[0]
    in_list = parts(ladder(chosen=chosen, size="small"), "circle", "p-dot")[0]

    assert place(on_sheet, "cx", "cy") == (52, RUNGS[depth])
    assert place(in_list, "cx") == (7.5 + 16 * depth,)


@pytest.mark.parametrize(
    ("needed", "chosen", "distance", "ends"),
    [
        ((2, 2), T.INTEGRATED, 2, (126, 62)),
        ((4, 4), T.SERVICE, -2, (62, 126)),
        ((2, 3), T.VENTURE, 2, (94, 30)),
        ((2, 3), T.CALL_OFF, -1, (126, 158)),
    ],
)
def test_what_is_chosen_too_deep_or_not_deep_enough_shows_as_a_distance(
    needed, chosen, distance, ends
) -> None:
    drawn = ladder(needed=needed, chosen=chosen)

    assert drawn.distance == distance
    assert place(parts(drawn, "line", "p-distance")[0], "y1", "y2") == ends


@pytest.mark.parametrize("chosen", [T.SERVICE, T.MANAGED, None, T.CAPTIVE])
def test_there_is_no_distance_within_what_is_asked_or_off_the_ladder(chosen) -> None:
    assert parts(ladder(needed=(2, 3), chosen=chosen), "line", "p-distance") == []


def test_the_bracket_spans_what_is_asked() -> None:
    (bracket,) = parts(ladder(needed=(2, 4)), "path", "p-needed")[:1]
    (small,) = parts(ladder(needed=(2, 4), size="small"), "path", "p-needed")

    assert bracket.attrib["d"] == "M16 53H8V135H16"  # 9 beyond the steps 4 and 2
    assert small.attrib["d"] == "M33 24.5V28H78V24.5"  # from the third bar to the fifth


def test_the_ceiling_lies_above_what_the_parties_allow_and_hatches_the_rest() -> None:
    drawn = ladder(feasible=(3, 3))

    assert place(parts(drawn, "line", "p-ceiling")[0], "y1", "y2") == (78, 78)  # between 3 and 4
    assert len(parts(drawn, "path", "p-hatch")) == 1
    assert parts(ladder(feasible=(5, 5)), "path", "p-hatch") == []
    assert len(parts(ladder(feasible=(3, 3), size="small"), "rect", "p-beyond")) == 2


def test_an_undecided_ceiling_shows_both_ends() -> None:
    highest, lowest = parts(ladder(feasible=(2, 4)), "line", "p-ceiling")[:2]

    assert (place(highest, "y1"), place(lowest, "y1")) == ((46,), (110,))
    assert "p-open" in lowest.attrib["class"]


def test_what_is_not_rated_is_said_and_never_drawn_as_a_step() -> None:
    drawn = ladder(needed=None, feasible=None)

    assert "p-open" in parts(drawn, "path", "p-needed")[0].attrib["class"]
    assert parts(drawn, "path", "p-hatch") == []
    assert [line.attrib["class"] for line in parts(drawn, "line", "p-ceiling")] == ["p-ceiling"]  # the key's
    assert drawn.text() == (
        "The delivery asks: not yet rated\nThe parties allow: not yet rated\nChosen: nothing yet"
    )


@pytest.mark.parametrize("size", ["small", "large"])
def test_what_may_still_be_any_step_has_an_open_bracket(size: str) -> None:
    assert "p-open" in parts(ladder(needed=(0, 5), size=size), "path", "p-needed")[0].attrib["class"]
    assert "p-open" not in parts(ladder(needed=(0, 4), size=size), "path", "p-needed")[0].attrib["class"]


def test_a_posture_stands_beside_with_its_side() -> None:
    drawn = ladder(chosen=T.MANAGED, posture=Posture.GUARDED, posture_side=Side.SUPPLIER)

    assert drawn.signs == (("GUARDED", False),)
    assert "supplier" in said(drawn)
    assert drawn.text().endswith("Posture: Defensive cooperation (supplier)")


def test_a_chosen_posture_is_filled_and_off_the_ladder() -> None:
    drawn = ladder(chosen=T.CAPTIVE, posture=Posture.CAPTIVE, posture_side=Side.CUSTOMER)

    assert drawn.signs == (("CAPTIVE", True),)
    assert parts(drawn, "circle", "p-dot") == []
    assert parts(drawn, "rect", "p-posture", "p-chosen")


def test_a_posture_that_is_chosen_and_not_advised_stands_beside_the_advised_one() -> None:
    drawn = ladder(chosen=T.GUARDED, posture=Posture.CAPTIVE)

    assert drawn.signs == (("CAPTIVE", False), ("GUARDED", True))


def test_an_undecided_posture_is_a_question() -> None:
    assert "?" in said(ladder(posture=None, size="small"))
    assert ladder(posture=None).text().endswith("Posture: not yet decided")


def test_the_words_say_the_same() -> None:
    assert ladder(needed=(3, 4), feasible=(2, 2), chosen=T.SERVICE).text() == (
        "The delivery asks: 3 Outcome-based delivery to 4 Integrated team, not yet decided\n"
        "The parties allow: 2 Contracted standard delivery\n"
        "Chosen: 2 Contracted standard delivery, one step less deep than asked"
    )


def test_steps_have_their_dutch_names() -> None:
    with translation.override("nl"):
        names = said(ladder())

    assert names[:12:2] == ["0", "1", "2", "3", "4", "5"]
    assert names[1:12:2] == [
        "Losse transactie",
        "Levering op afroep",
        "Standaardlevering op contract",
        "Sturing op resultaat",
        "Gemengd team",
        "Gezamenlijke ontwikkeling",
    ]
