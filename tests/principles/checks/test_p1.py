"""P1: they – we – I."""

from __future__ import annotations

import pytest

from principles.checks.records import Benefit, Interest
from tests.principles.checks.cases import CUSTOMER, SUPPLIER, found, reasons, result, ways

THEM, JOINT, OWN = Benefit("THEM", 2), Benefit("JOINT", 2), Benefit("OWN", 2)
STATED = Benefit("THEM", 2, stated_by_them=True)
SHOWN = Benefit("THEM", 2, evidence=True)


@pytest.mark.parametrize(
    ("depth", "benefits", "expected"),
    [
        (2, [THEM, JOINT], "COMPLIANT"),
        (3, [STATED, JOINT], "COMPLIANT"),
        (3, [SHOWN, JOINT], "COMPLIANT"),
        (5, [THEM, SHOWN, JOINT, OWN], "COMPLIANT"),
        (3, [THEM, JOINT], "PARTLY"),
        (2, [Benefit("THEM", None), JOINT], "PARTLY"),
        (2, [Benefit("THEM", None, stated_by_them=True), JOINT], "PARTLY"),
        (2, [THEM], "PARTLY"),
        (2, [THEM, Benefit("JOINT", None)], "PARTLY"),
        (2, [JOINT], "PARTLY"),
        (2, [JOINT, OWN], "PARTLY"),
        (2, [Benefit("WORLD", 3)], "PARTLY"),
        (2, [Benefit("WORLD", 3), OWN], "PARTLY"),
        (2, [Benefit("THEM", None), OWN], "PARTLY"),
        (2, [Benefit("THEM", -3)], "PARTLY"),
        (2, [OWN], "NON_COMPLIANT"),
        (2, [OWN, Benefit("THEM", -3)], "NON_COMPLIANT"),
        (2, [OWN, Benefit("THEM", 0), Benefit("JOINT", 0)], "NON_COMPLIANT"),
        (2, [Benefit("OWN", None)], "NON_COMPLIANT"),
        (2, [], "NOT_ASSESSABLE"),
        (1, [OWN], "NOT_APPLICABLE"),
    ],
)
def test_who_gains(depth, benefits, expected) -> None:
    assert result("P1", depth, benefits=tuple(benefits)) == expected


def target(side=CUSTOMER, scope="DEPARTMENT", own_target=True):
    return Interest(1, side, "GOAL", "HIGH", scope=scope, own_target=own_target)


@pytest.mark.parametrize(
    ("interests", "expected"),
    [
        ([target()], "PARTLY"),
        ([target(), target(scope="ORGANISATION")], "COMPLIANT"),
        ([target(), target(scope="ORGANISATION", own_target=False)], "PARTLY"),
        ([target(own_target=False)], "COMPLIANT"),
        ([target(side=SUPPLIER)], "COMPLIANT"),
    ],
)
def test_narrow_departmental_targets_on_our_side(interests, expected) -> None:
    assert result("P1", 2, benefits=(THEM, JOINT), interests=tuple(interests)) == expected


def test_our_side_is_the_role_we_have() -> None:
    ours = {"benefits": (THEM, JOINT), "interests": (target(side=SUPPLIER),), "our_role": SUPPLIER}

    assert result("P1", 2, **ours) == "PARTLY"


def test_it_says_all_that_is_missing() -> None:
    finding = found("P1", benefits=(OWN,))

    assert reasons(finding) == ["ONLY_OWN_BENEFITS"]
    assert ways(finding) == ["RECORD_BENEFIT_FOR_THEM", "RECORD_JOINT_BENEFIT"]


def test_what_they_gain_is_asked_first() -> None:
    finding = found("P1")

    assert reasons(finding) == ["NO_BENEFITS"]
    assert ways(finding) == ["RECORD_BENEFIT_FOR_THEM", "RECORD_JOINT_BENEFIT"]
