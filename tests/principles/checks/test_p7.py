"""P7: the type fits the nature and attitude of the parties."""

from __future__ import annotations

import pytest

from principles.checks.records import DevelopmentPlan
from relationships.choices import CollaborationType
from tests.principles.checks.cases import fit as rule
from tests.principles.checks.cases import found, reasons, result, ways

CAPTIVE, GUARDED = CollaborationType.CAPTIVE, CollaborationType.GUARDED
DEPENDENCE_PLAN = frozenset({"DEPENDENCE_PLAN"})


def raising(*caps):
    return DevelopmentPlan(raises=frozenset(caps))


@pytest.mark.parametrize(
    ("chosen", "feasible", "expected"),
    [
        (3, 3, "COMPLIANT"),
        (1, 3, "COMPLIANT"),
        (4, 3, "NON_COMPLIANT"),
        (5, 3, "NON_COMPLIANT"),
    ],
)
def test_the_chosen_depth_against_the_feasible_one(chosen, feasible, expected) -> None:
    assert result("P7", chosen, fit=rule(3, feasible, caps=("attitude",))) == expected


@pytest.mark.parametrize(
    ("chosen", "plans", "expected"),
    [
        (4, [raising("attitude", "goal_alignment")], "PARTLY"),
        (4, [raising("attitude"), raising("goal_alignment")], "PARTLY"),
        (4, [raising("attitude")], "NON_COMPLIANT"),
        (4, [raising("attractiveness")], "NON_COMPLIANT"),
        (4, [raising()], "NON_COMPLIANT"),
        (5, [raising("attitude", "goal_alignment")], "NON_COMPLIANT"),
    ],
)
def test_a_plan_to_raise_the_binding_caps(chosen, plans, expected) -> None:
    binding = rule(5, 3, caps=("attitude", "goal_alignment"))

    assert result("P7", chosen, fit=binding, plans=tuple(plans)) == expected


@pytest.mark.parametrize(
    ("chosen", "imposed", "expected", "why"),
    [
        (None, "NONE", "COMPLIANT", "PARTIES_ALLOW"),
        (CAPTIVE, "CAPTIVE", "COMPLIANT", "PARTIES_ALLOW"),
        (GUARDED, "GUARDED", "COMPLIANT", "PARTIES_ALLOW"),
        (None, "GUARDED", "NON_COMPLIANT", "POSTURE_NAIVE"),
        (CAPTIVE, "GUARDED", "NON_COMPLIANT", "POSTURE_NAIVE"),
        (GUARDED, "NONE", "NON_COMPLIANT", "POSTURE_HOSTILE"),
        (GUARDED, "CAPTIVE", "NON_COMPLIANT", "POSTURE_HOSTILE"),
        (None, "CAPTIVE", "NON_COMPLIANT", "DEPENDENCE_UNMANAGED"),
        (CAPTIVE, "NONE", "PARTLY", "DEPENDENCE_OVERSTATED"),
    ],
)
def test_the_posture_chosen_against_the_posture_imposed(chosen, imposed, expected, why) -> None:
    choice = {"chosen": chosen} if chosen else {}
    finding = found("P7", 3, fit=rule(3, 3, postures=[imposed]), **choice)

    assert (finding.result, reasons(finding)) == (expected, [why])


def test_a_dependence_plan_makes_up_for_dependence_unmanaged() -> None:
    finding = found("P7", 3, fit=rule(3, 3, postures=["CAPTIVE"]), arrangements=DEPENDENCE_PLAN)

    assert (finding.result, ways(finding)) == ("PARTLY", ["CHOOSE_CAPTIVE"])


def test_a_dependence_plan_makes_up_for_nothing_else() -> None:
    locked_in = rule(3, 2, postures=["CAPTIVE"], caps=("attitude",))

    assert result("P7", 3, fit=locked_in, arrangements=DEPENDENCE_PLAN) == "NON_COMPLIANT"
    assert (
        result("P7", 3, fit=rule(3, 3, postures=["GUARDED"]), arrangements=DEPENDENCE_PLAN) == "NON_COMPLIANT"
    )


@pytest.mark.parametrize(
    ("chosen", "feasible", "postures", "expected"),
    [
        (3, (2, 3), ["NONE"], "NOT_ASSESSABLE"),
        (2, (2, 3), ["NONE"], "COMPLIANT"),
        (5, (2, 3), ["NONE"], "NON_COMPLIANT"),
        (2, 3, ["NONE", "GUARDED"], "NOT_ASSESSABLE"),
        (5, 3, ["NONE", "GUARDED"], "NON_COMPLIANT"),
        (2, 3, ["CAPTIVE", "GUARDED"], "NON_COMPLIANT"),
    ],
)
def test_only_what_every_possibility_gives_is_decided(chosen, feasible, postures, expected) -> None:
    assert result("P7", chosen, fit=rule(5, feasible, postures=postures)) == expected


def test_only_certain_reasons_are_told_with_the_smallest_certain_number() -> None:
    finding = found("P7", 5, fit=rule(5, (2, 3), postures=["NONE", "GUARDED"]))

    assert reasons(finding) == ["ABOVE_FEASIBLE"]
    assert finding.reasons[0].params["levels"] == 2


def test_without_the_rule_nothing_is_decided() -> None:
    assert result("P7", 3) == "NOT_ASSESSABLE"
