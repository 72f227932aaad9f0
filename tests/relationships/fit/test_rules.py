"""Reading a rule set: the shipped one is whole, and what doesn't hold together is refused by name."""

import copy
import json

import pytest

from relationships.fit import Facts, Rules, RulesInvalid, recommend, rule_set_1
from relationships.fit.facts import FactInvalid
from relationships.fit.rules import RULE_SET_1
from tests.relationships.fit.cases import facts

SHIPPED = json.loads(RULE_SET_1.read_text())


def changed(path, value):
    given = copy.deepcopy(SHIPPED)
    at = given
    *way, last = path.split(".")
    for part in way:
        at = at[part]
    at[last] = value
    return given


def test_the_shipped_rules_come_back_as_they_were_read():
    assert rule_set_1().to_dict() == SHIPPED
    assert Rules.from_dict(SHIPPED) == rule_set_1()
    assert json.loads(json.dumps(rule_set_1().to_dict())) == SHIPPED


def test_the_weights_of_rule_set_1_add_up_to_100():
    assert sum(rule_set_1().weights.values()) == 100


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("weights.complexity", 13, "weights"),
        ("weights.complexity", 12.0, "weights.complexity"),
        ("weights.complexity", True, "weights.complexity"),
        ("weights.charm", 1, "weights.charm"),
        ("weights", [], "weights"),
        ("tolerance", "4", "tolerance"),
        ("bands", [15, 30, 50, 70], "bands"),
        ("bands", [15, 18, 50, 70, 85], "bands.2"),
        ("bands", [15, 30, 50, 70, 101], "bands.5"),
        ("inverted", ["specificity_customer"], "inverted"),
        ("inverted", ["measurability", "measurability"], "inverted"),
        ("gates.6", [], "gates.6"),
        ("gates.3", [], "gates.3"),
        ("gates.3", [{"fact": "charm", "at_least": 3}], "gates.3.0.fact"),
        ("gates.3", [{"fact": "complexity", "at_most": 3}], "gates.3.0.at_most"),
        ("gates.4", [{"fact": "measurability", "at_least": 3}], "gates.4.0.at_least"),
        ("gates.3", [{"fact": "complexity", "at_least": 6}], "gates.3.0.at_least"),
        ("gates.3", [{"fact": "complexity"}], "gates.3.0"),
        ("floors", None, "floors"),
        ("caps.attitude", [1, 2, 3, 5, 4], "caps.attitude.5"),
        ("caps.attitude", [1, 2, 3], "caps.attitude"),
        ("posture.imbalance", 0, "posture.imbalance"),
        ("trust.base.SPOT", 6, "trust.base.SPOT"),
        ("trust.modified_types", ["PARTY"], "trust.modified_types"),
        ("trust.raised_when_any", {}, "trust.raised_when_any"),
        ("safeguards.needed.5", 1, "safeguards.needed.5"),
        ("safeguards.coverable.VENTURE", -1, "safeguards.coverable.VENTURE"),
        ("trust.at_least", 5, "trust.at_least"),
        ("trust.base.MANAGED", 5, "trust.base.MANAGED"),
        ("trust.raised_when_any", [[]], "trust.raised_when_any.0"),
        ("trust.raised_when_any", [[{"fact": "access", "at_least": 1}]] * 21, "trust.raised_when_any"),
        ("trust.at_least_when", [], "trust.at_least_when"),
        ("posture.replaceable", [], "posture.replaceable"),
        ("gates.3", [{"fact": "complexity", "at_least": 3}] * 31, "gates.3"),
        ("verdict.surplus", None, "verdict.surplus"),
        ("colour", "blue", "colour"),
    ],
)
def test_what_does_not_hold_together_is_refused_by_name(path, value, field):
    with pytest.raises(RulesInvalid) as refused:
        Rules.from_dict(changed(path, value))
    assert refused.value.field == field
    assert refused.value.message


def test_all_that_is_wrong_is_said_at_once():
    given = copy.deepcopy(SHIPPED)
    del given["verdict"]
    given["weights"]["access"] = -1
    given["caps"] = []
    given["bands"] = [15, 18, 50, 52, 85]
    given["trust"]["modified_types"] = ["SPOT", "SPOT"]
    with pytest.raises(RulesInvalid) as refused:
        Rules.from_dict(given)
    assert sorted(each.field for each in refused.value.wrongs) == [
        "bands.2",
        "bands.4",
        "caps",
        "trust.modified_types",
        "verdict",
        "weights.access",
    ]


def test_of_endless_input_the_first_hundred_are_said():
    with pytest.raises(RulesInvalid) as refused:
        Rules.from_dict({**SHIPPED, **{f"colour{number}": 1 for number in range(5_000)}})
    assert len(refused.value.wrongs) == 100


def test_types_stand_in_one_order_however_they_are_given():
    given = changed("trust.modified_types", ["MANAGED", "SERVICE", "CALL_OFF", "SPOT"])
    assert Rules.from_dict(given) == rule_set_1()


def test_a_missing_parameter_is_named():
    given = copy.deepcopy(SHIPPED)
    del given["trust"]["at_most"]
    with pytest.raises(RulesInvalid) as refused:
        Rules.from_dict(given)
    assert refused.value.field == "trust.at_most"


def test_another_rule_set_gives_another_answer():
    stricter = Rules.from_dict(changed("bands", [15, 30, 50, 80, 90]))
    assert recommend(facts("A8"), rule_set_1()).needed_depth == 4
    assert recommend(facts("A8"), stricter).needed_depth == 3


@pytest.mark.parametrize(
    ("ratings", "fact"),
    [
        ({"charm": 3}, "charm"),
        ({"complexity": 0}, "complexity"),
        ({"complexity": 6}, "complexity"),
        ({"complexity": True}, "complexity"),
        ({"complexity": 3.0}, "complexity"),
        ({"viability_customer": 6}, "viability_customer"),
    ],
)
def test_facts_outside_the_scale_are_refused(ratings, fact):
    with pytest.raises(FactInvalid) as refused:
        Facts.of(ratings)
    assert refused.value.fact == fact


def test_track_record_and_viability_are_let_pass():
    assert Facts.of({"track_record_customer": 5, "viability_supplier": 1}) == Facts.of({})
