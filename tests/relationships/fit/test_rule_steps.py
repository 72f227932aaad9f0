"""Each gate, floor, cap, posture, trust modifier and coverage of rule set 1, one at a time."""

import pytest

from relationships.choices import CollaborationType
from relationships.fit import judge, recommend, rule_set_1
from relationships.fit.steps import floor_that_decided, gate_that_decided, trust_modifiers
from relationships.fit.trust import covered_levels
from tests.relationships.fit.cases import facts

RULES = rule_set_1()
A8 = {"interdependence": 5, "measurability": 2}


@pytest.mark.parametrize(
    ("case", "changes", "needed", "gate", "failing"),
    [
        ("A9", {}, 5, None, ()),
        ("A9", {"joint_value": 4}, 4, 5, ("joint_value",)),
        ("A9", {"complementarity": 3}, 4, 5, ("complementarity",)),
        ("A9", {"specificity_customer": 2}, 4, 5, ("specificity_customer",)),
        ("A9", {"specificity_supplier": 2}, 4, 5, ("specificity_supplier",)),
        ("A8", {}, 4, None, ()),
        ("A8", {"interdependence": 3}, 3, 4, ("interdependence",)),
        ("A8", {"measurability": 4}, 3, 4, ("measurability",)),
        ("A8", {"complexity": 2}, 2, 3, ("complexity",)),
        ("A8", {"criticality": 2}, 2, 3, ("criticality",)),
        ("A9", {"complexity": 2, "criticality": 1}, 2, 3, ("complexity", "criticality")),
    ],
)
def test_gates_hold_the_depth_back(case, changes, needed, gate, failing):
    found = gate_that_decided(facts(case, **changes), RULES)

    assert recommend(facts(case, **changes), RULES).needed_depth == needed
    assert (found and found.depth) == gate
    assert tuple(each.fact for each in found.conditions) == failing if found else not failing


@pytest.mark.parametrize(
    ("changes", "needed", "floor"),
    [
        ({}, 2, 2),
        ({"interdependence": 1}, 1, 1),
        ({"duration": 2}, 0, None),
        ({"duration": 2, "interdependence": 5}, 1, None),
    ],
)
def test_floors_lift_the_cleaning_contract(changes, needed, floor):
    found = floor_that_decided(facts("A4", **changes), RULES)

    assert recommend(facts("A4", **changes), RULES).needed_depth == needed
    assert (found and found.depth) == floor


@pytest.mark.parametrize(
    ("changes", "feasible", "binding"),
    [
        ({"attitude_supplier": 1}, 1, ("attitude",)),
        ({"attitude_supplier": 2}, 2, ("attitude",)),
        ({"attitude_customer": 3}, 3, ("attitude",)),
        ({"attitude_customer": 4}, 4, ("attitude",)),
        ({"goal_alignment": 1}, 1, ("goal_alignment",)),
        ({"goal_alignment": 2}, 2, ("goal_alignment",)),
        ({"goal_alignment": 3}, 3, ("goal_alignment",)),
        ({"goal_alignment": 4}, 5, ()),
        ({"attractiveness_customer": 1}, 1, ("attractiveness",)),
        ({"attractiveness_supplier": 2}, 2, ("attractiveness",)),
        ({"attractiveness_supplier": 3}, 4, ("attractiveness",)),
        ({"attractiveness_supplier": 4}, 5, ()),
        ({"attitude_customer": 2, "goal_alignment": 2}, 2, ("attitude", "goal_alignment")),
    ],
)
def test_the_parties_cap_joint_development(changes, feasible, binding):
    answer = recommend(facts("A9", **changes), RULES)

    assert answer.feasible_depth == feasible
    assert answer.binding_caps == binding
    assert answer.tension == 5 - feasible


@pytest.mark.parametrize(
    ("changes", "posture", "side"),
    [
        ({}, "NONE", None),
        ({"attitude_customer": 1}, "GUARDED", "CUSTOMER"),
        ({"attitude_supplier": 1}, "GUARDED", "SUPPLIER"),
        ({"attitude_customer": 1, "attitude_supplier": 1}, "GUARDED", "CUSTOMER"),
        ({"attitude_customer": 2, "dependence_supplier": 5, "goal_alignment": 2}, "GUARDED", "CUSTOMER"),
        ({"attitude_customer": 2, "dependence_supplier": 5, "goal_alignment": 3}, "NONE", None),
        ({"attitude_customer": 2, "dependence_supplier": 4, "goal_alignment": 2}, "NONE", None),
        ({"attitude_customer": 3, "dependence_supplier": 5, "goal_alignment": 2}, "NONE", None),
        # the customer exploits and the supplier is hostile: the customer is tested first, on both grounds
        (
            {
                "attitude_customer": 2,
                "attitude_supplier": 1,
                "dependence_supplier": 5,
                "goal_alignment": 2,
            },
            "GUARDED",
            "CUSTOMER",
        ),
        ({"dependence_customer": 5, "specificity_customer": 4}, "NONE", None),  # they mean well
        (
            {"dependence_customer": 5, "specificity_customer": 4, "goal_alignment": 3},
            "CAPTIVE",
            "CUSTOMER",
        ),
        (
            {"dependence_supplier": 5, "specificity_supplier": 4, "attitude_customer": 3},
            "CAPTIVE",
            "SUPPLIER",
        ),
        ({"dependence_customer": 5, "specificity_customer": 3, "goal_alignment": 3}, "NONE", None),
        (
            {"dependence_customer": 4, "specificity_customer": 5, "goal_alignment": 3},
            "NONE",
            None,
        ),
    ],
)
def test_the_parties_may_force_a_posture_on_the_mixed_team(changes, posture, side):
    answer = recommend(facts("A8", **changes), RULES)

    assert (answer.posture, answer.posture_side) == (posture, side)


def test_well_meant_dependence_is_flagged_with_its_side():
    answer = recommend(facts("A8", dependence_customer=5, specificity_customer=4), RULES)

    assert [(each.code, each.side) for each in answer.flags] == [("DEPENDENCE_TO_MANAGE", "CUSTOMER")]


@pytest.mark.parametrize(
    ("changes", "avoidable"),
    [({}, True), ({"switching_cost": 3}, False), ({"supply_scarcity": 3}, False)],
)
def test_a_predator_who_is_easily_replaced_is_avoidable(changes, avoidable):
    flags = [each.code for each in recommend(facts("A14", **changes), RULES).flags]

    assert ("AVOIDABLE" in flags) is avoidable


@pytest.mark.parametrize(
    ("chosen", "criticality", "uncertainty", "access", "required"),
    [
        ("SPOT", 3, 3, 1, 2),
        ("SPOT", 5, 1, 1, 3),
        ("CALL_OFF", 1, 5, 1, 3),
        ("SERVICE", 4, 4, 1, 3),
        ("SERVICE", 4, 3, 1, 2),
        ("SERVICE", 3, 3, 4, 3),
        ("SERVICE", 5, 5, 5, 3),
        ("MANAGED", 3, 3, 1, 3),
        ("MANAGED", 3, 3, 5, 3),
        ("MANAGED", 5, 5, 5, 4),
        ("INTEGRATED", 5, 5, 5, 4),
        ("VENTURE", 1, 1, 1, 5),
        ("CAPTIVE", 5, 5, 5, 3),
        ("GUARDED", 5, 5, 5, 1),
    ],
)
def test_required_trust_by_type_and_risk(chosen, criticality, uncertainty, access, required):
    risky = facts("A7", criticality=criticality, uncertainty=uncertainty, access=access)

    assert judge(risky, RULES, CollaborationType(chosen)).required_trust == required


def test_the_modifiers_that_decided_are_named():
    modifiers = trust_modifiers(facts("A7", uncertainty=4, criticality=4), RULES, CollaborationType.MANAGED)

    assert [each.fact for each in modifiers.raised] == ["criticality", "uncertainty"]
    assert [each.fact for each in modifiers.minimum] == ["access"]


@pytest.mark.parametrize(
    ("chosen", "actual", "required", "safeguards", "covered"),
    [
        ("SERVICE", 1, 2, {2: 1}, 1),
        ("SERVICE", 1, 2, {}, 0),
        ("SERVICE", 1, 3, {2: 1, 3: 2}, 2),
        ("SERVICE", 1, 3, {2: 1, 3: 1}, 1),
        ("SERVICE", 1, 3, {3: 2}, 0),
        ("SERVICE", 1, 4, {2: 1, 3: 2, 4: 3}, 2),
        ("MANAGED", 2, 4, {3: 2, 4: 3}, 1),
        ("CAPTIVE", 1, 3, {2: 1, 3: 2}, 1),
        ("INTEGRATED", 3, 4, {4: 3}, 1),
        ("INTEGRATED", 3, 4, {4: 2}, 0),
        ("VENTURE", 4, 5, {4: 9}, 0),
        ("VENTURE", 3, 5, {4: 9}, 0),
        ("GUARDED", 1, 1, {2: 9}, 0),
    ],
)
def test_safeguards_cover_upwards_and_stop_at_the_first_level_not_covered(
    chosen, actual, required, safeguards, covered
):
    chosen = CollaborationType(chosen)
    assert covered_levels(RULES, chosen, actual, required, safeguards) == covered


@pytest.mark.parametrize(
    ("case", "chosen", "flags"),
    [
        ("A10", "CAPTIVE", {"POSTURE_NAIVE", "TENSION"}),
        ("A10", "GUARDED", {"FIT", "TENSION"}),
        ("A11", "GUARDED", {"POSTURE_HOSTILE"}),
        ("A11", "SPOT", {"UNDER", "DEPENDENCE_UNMANAGED"}),
        ("A5", "CAPTIVE", {"DEPENDENCE_OVERSTATED"}),
        ("A5", "SERVICE", {"FIT"}),
        ("A5", "VENTURE", {"OVER"}),
    ],
)
def test_flags_of_a_chosen_type(case, chosen, flags):
    found = judge(facts(case), RULES, CollaborationType(chosen), None, 3, 3).flags

    assert {each.code for each in found if not each.code.startswith("TRUST_")} == flags


@pytest.mark.parametrize(
    ("case", "chosen", "target", "reasons"),
    [
        ("A5", "SERVICE", 2, ()),
        ("A5", "SERVICE", None, ()),
        ("A5", "MANAGED", 3, ("NOT_ADMISSIBLE",)),
        ("A6", "SERVICE", 2, ("TARGET_LOW",)),
        ("A6", "SPOT", 1, ("NOT_ADMISSIBLE", "TARGET_LOW")),
    ],
)
def test_when_a_choice_takes_a_reason(case, chosen, target, reasons):
    verdict = judge(facts(case), RULES, CollaborationType(chosen), target)

    assert verdict.reasons_for_reason == reasons
    assert verdict.reason_required is bool(reasons)


def test_choosing_while_undecided_takes_a_reason():
    verdict = judge(facts("A8", interdependence=None), RULES, CollaborationType.INTEGRATED, 4)

    assert verdict.reasons_for_reason == ("NOT_ADMISSIBLE", "UNDECIDED")


def test_without_a_chosen_type_there_are_no_trust_flags():
    verdict = judge(facts("A5"), RULES, None, 5, 5, 1)

    assert verdict.flags == ()
    assert verdict.required_trust is None
    assert verdict.required_trust_range is None
    assert not verdict.reason_required
