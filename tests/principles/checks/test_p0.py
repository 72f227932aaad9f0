"""P0: contracts demonstrably leave the contracted party better off."""

from __future__ import annotations

import pytest

from principles.checks.records import Benefit
from tests.principles.checks.cases import found, reasons, result, ways


def them(effect, **more):
    return Benefit("THEM", effect, **more)


STATED, SHOWN = {"stated_by_them": True}, {"evidence": True}


@pytest.mark.parametrize(
    ("effects", "expected"),
    [
        ([them(3, **STATED)], "COMPLIANT"),
        ([them(3, **SHOWN)], "COMPLIANT"),
        ([them(3, **STATED), them(-2)], "COMPLIANT"),
        ([them(3), them(1, **SHOWN)], "COMPLIANT"),
        ([them(3)], "PARTLY"),
        ([them(3), them(-2, **SHOWN)], "PARTLY"),
        ([them(3, **STATED), them(None)], "PARTLY"),
        ([them(-3), them(None)], "PARTLY"),
        ([them(0)], "NON_COMPLIANT"),
        ([them(2, **STATED), them(-2)], "NON_COMPLIANT"),
        ([them(-4)], "NON_COMPLIANT"),
        ([], "NOT_ASSESSABLE"),
        ([them(None), them(None)], "NOT_ASSESSABLE"),
        ([Benefit("OWN", 5), Benefit("JOINT", 5), Benefit("WORLD", 5)], "NOT_ASSESSABLE"),
    ],
)
def test_the_net_effect_for_them(effects, expected) -> None:
    assert result("P0", 1, benefits=tuple(effects)) == expected


def test_it_applies_from_depth_1() -> None:
    assert result("P0", 0, benefits=(them(-4),)) == "NOT_APPLICABLE"
    assert result("P0", 1, benefits=(them(-4),)) == "NON_COMPLIANT"


def test_it_says_why_and_what_to_do() -> None:
    finding = found("P0", benefits=(them(3), them(None)))

    assert reasons(finding) == ["NET_ESTIMATED", "EFFECTS_UNKNOWN"]
    assert ways(finding) == ["HAVE_EFFECTS_CONFIRMED", "RATE_EFFECTS"]
