"""The parameters as tables: there and back without loss, every wrong cell by its address, always monotone."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from relationships.fit import Facts, Rules, RulesInvalid, recommend, rule_set_1
from relationships.fit.reading import CONDITION_FACTS, INVERTIBLE, SCORED
from relationships.fit.sheets import COLUMNS, GRIDS, NAMES, ROWS, rules_with, tables_of
from tests.relationships.fit.strategies import CODES, complete, incomplete
from tests.relationships.fit.test_properties import examples

RULES = rule_set_1()


def wrong(tables: Any) -> dict[str, str]:
    """The refusals by address."""
    with pytest.raises(RulesInvalid) as refused:
        rules_with(RULES, tables)
    return {each.field: each.message for each in refused.value.wrongs}


def test_the_tables_of_rule_set_1() -> None:
    tables = tables_of(RULES)
    assert list(tables) == list(NAMES)
    assert set(COLUMNS) | set(GRIDS) | set(ROWS) == set(NAMES)
    assert tables["bands"] == {"1": 15, "2": 30, "3": 50, "4": 70, "5": 85, "tolerance": 4}
    assert tables["weights"]["specificity"] == 10
    assert [code for code, inverted in tables["inverted"].items() if inverted] == ["measurability"]
    assert tables["gates"][3] == {"depth": 4, "fact": "measurability", "at_least": None, "at_most": 3}
    assert tables["caps"]["attractiveness"] == {"1": 1, "2": 2, "3": 4, "4": 5, "5": 5}
    assert tables["trust"]["MANAGED"] == {
        "base": 3,
        "coverable": 1,
        "modified": True,
        "unassessed_accepted": False,
        "guarantee_accepted": False,
        "covered_gap_accepted": False,
    }
    assert [(each["group"], each["fact"]) for each in tables["raising"]] == [
        (1, "criticality"),
        (2, "uncertainty"),
        (3, "criticality"),
        (3, "uncertainty"),
    ]
    assert tables["safeguards"] == {"2": 1, "3": 2, "4": 3}


def test_there_and_back_loses_nothing() -> None:
    assert rules_with(RULES, tables_of(RULES)) == RULES
    assert rules_with(RULES, {}) == RULES


def test_cells_given_change_and_the_others_stay() -> None:
    changed = rules_with(RULES, {"bands": {"2": 28}, "trust": {"SPOT": {"unassessed_accepted": False}}})
    assert changed.bands == (15, 28, 50, 70, 85)
    assert [str(each) for each in changed.verdict.unassessed_accepted] == ["CALL_OFF", "GUARDED"]
    assert changed.weights == RULES.weights
    assert tables_of(RULES)["bands"]["2"] == 30


def test_rows_given_take_the_place_of_those_there() -> None:
    changed = rules_with(RULES, {"floors": [{"depth": 1, "fact": "duration", "at_least": 4}], "gates": []})
    assert {depth: [each.fact for each in them] for depth, them in changed.floors.items()} == {
        1: ["duration"]
    }
    assert changed.gates == {}


def test_groups_are_numbered_anew_in_their_order() -> None:
    rows = [
        {"group": 9, "fact": "access", "at_least": 5},
        {"group": 2, "fact": "criticality", "at_least": 5},
        {"group": 9, "fact": "uncertainty", "at_most": 2},
    ]
    assert [
        (each["group"], each["fact"]) for each in tables_of(rules_with(RULES, {"raising": rows}))["raising"]
    ] == [
        (1, "criticality"),
        (2, "access"),
        (2, "uncertainty"),
    ]


@pytest.mark.parametrize(
    ("tables", "address"),
    [
        ({"weights": {"customisation": -1}}, "weights.customisation"),
        ({"weights": {"customisation": 10.0}}, "weights.customisation"),
        ({"weights": {"customisation": None}}, "weights.customisation"),
        ({"weights": {"customisation": 11}}, "weights"),
        ({"weights": {"charm": 1}}, "weights.charm"),
        ({"weights": [10]}, "weights"),
        ({"inverted": {"access": "yes"}}, "inverted.access"),
        ({"inverted": {"specificity": True}}, "inverted.specificity"),
        ({"inverted": {"complexity": True}}, "gates.0.at_least"),
        ({"bands": {"1": 101}}, "bands.1"),
        ({"bands": {"3": 34}}, "bands.3"),
        ({"bands": {"tolerance": 21}}, "bands.tolerance"),
        ({"bands": {"6": 90}}, "bands.6"),
        ({"gates": {"3": []}}, "gates"),
        ({"gates": ["complexity"]}, "gates.0"),
        ({"gates": [{"depth": 6, "fact": "complexity", "at_least": 3}]}, "gates.0.depth"),
        ({"gates": [{"depth": True, "fact": "complexity", "at_least": 3}]}, "gates.0.depth"),
        ({"gates": [{"fact": "complexity", "at_least": 3}]}, "gates.0.depth"),
        ({"gates": [{"depth": 3, "fact": "charm", "at_least": 3}]}, "gates.0.fact"),
        ({"gates": [{"depth": 3, "fact": "attitude_customer", "at_least": 3}]}, "gates.0.fact"),
        ({"gates": [{"depth": 3, "fact": "complexity", "at_least": 6}]}, "gates.0.at_least"),
        ({"gates": [{"depth": 3, "fact": "complexity"}]}, "gates.0"),
        ({"gates": [{"depth": 3, "fact": "complexity", "at_least": 3, "at_most": 4}]}, "gates.0"),
        ({"gates": [{"depth": 3, "fact": "complexity", "at_least": 3, "why": 1}]}, "gates.0.why"),
        ({"gates": [{"depth": 4, "fact": "measurability", "at_least": 3}]}, "gates.0.at_least"),
        ({"floors": [{"depth": 2, "fact": "duration", "at_most": 3}]}, "floors.0.at_most"),
        ({"floors": [{"depth": 2, "fact": "duration", "at_least": 3}] * 151}, "floors"),
        ({"caps": {"attitude": {"4": 6}}}, "caps.attitude.4"),
        ({"caps": {"attitude": {"4": 2}}}, "caps.attitude.4"),
        ({"caps": {"charm": {"4": 2}}}, "caps.charm"),
        ({"caps": {"attitude": 3}}, "caps.attitude"),
        ({"caps": 3}, "caps"),
        ({"posture": {"imbalance": 0}}, "posture.imbalance"),
        ({"replaceable": []}, "replaceable"),
        ({"replaceable": [{"fact": "access", "at_most": 0}]}, "replaceable.0.at_most"),
        ({"trust": {"SPOT": {"base": 0}}}, "trust.SPOT.base"),
        ({"trust": {"MANAGED": {"base": 5}}}, "trust.MANAGED.base"),
        ({"trust": {"SPOT": {"coverable": 5}}}, "trust.SPOT.coverable"),
        ({"trust": {"SPOT": {"modified": 1}}}, "trust.SPOT.modified"),
        ({"trust": {"PARTNER": {"base": 3}}}, "trust.PARTNER"),
        ({"modifiers": {"at_least": 5}}, "modifiers.at_least"),
        ({"modifiers": {"raised_by": 5}}, "modifiers.raised_by"),
        ({"raising": [{"group": 21, "fact": "access", "at_least": 3}]}, "raising.0.group"),
        ({"raising": [{"group": 3, "fact": "access"}]}, "raising.0"),
        ({"minimum": []}, "minimum"),
        ({"minimum": [{"fact": "access", "at_least": "4"}]}, "minimum.0.at_least"),
        ({"safeguards": {"5": 1}}, "safeguards.5"),
        ({"safeguards": {"2": 0}}, "safeguards.2"),
        ({"verdict": {"surplus": 0}}, "verdict.surplus"),
        ({"colour": {}}, "colour"),
    ],
)
def test_a_wrong_cell_is_refused_by_its_address(tables: Any, address: str) -> None:
    told = wrong(tables)
    assert address in told
    assert told[address]


def test_the_row_that_is_wrong_is_the_one_in_the_table_given() -> None:
    rows = [
        {"depth": 5, "fact": "joint_value", "at_least": 5},
        "nothing",
        {"depth": 3, "fact": "charm", "at_least": 3},
        {"depth": 5, "fact": "complementarity", "at_least": 9},
    ]
    assert set(wrong({"gates": rows})) == {"gates.1", "gates.2.fact", "gates.3.at_least"}


def test_a_cell_is_said_to_be_wrong_once() -> None:
    told = wrong({"inverted": {"access": "yes"}, "weights": {"access": "x", "charm": 1}})
    assert set(told) == {"inverted.access", "weights.access", "weights.charm"}


def test_endless_input_is_refused_in_the_first_hundred() -> None:
    assert len(wrong({"weights": {f"charm{number}": 1 for number in range(10_000)}})) == 100


# Rules drawn at random, whole or broken: whatever is let through keeps the rule monotone.

_LEVEL = st.integers(0, 6)
_BOUND = st.sampled_from(("at_least", "at_most"))
_CONDITION = st.builds(
    lambda fact, bound, level: {"fact": fact, bound: level},
    st.sampled_from([*CONDITION_FACTS, "attitude_customer"]),
    _BOUND,
    _LEVEL,
)
_STEP = st.builds(lambda depth, row: {"depth": depth, **row}, st.integers(0, 6), _CONDITION)


def _looking_right(row: dict[str, Any], inverted: dict[str, bool]) -> dict[str, Any]:
    """The same row on the scales, looking the way the score looks."""
    level = min(5, max(1, row.get("at_least", row.get("at_most"))))
    fact = row["fact"] if row["fact"] in CONDITION_FACTS else "complementarity"
    bound = "at_most" if inverted.get(fact, False) else "at_least"
    return {"depth": min(5, max(1, row["depth"])), "fact": fact, bound: level}


@st.composite
def drawn(draw: Any) -> dict[str, Any]:
    """Tables of all kinds: weights that add up, the rest as it comes, directions mended half the time."""
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=len(SCORED) - 1, max_size=len(SCORED) - 1)))
    weights = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    falling = draw(st.sets(st.sampled_from(INVERTIBLE), max_size=3))
    inverted = {code: code in falling for code in INVERTIBLE}
    steps = {name: draw(st.lists(_STEP, max_size=4)) for name in ("gates", "floors")}
    mend = draw(st.booleans())
    if mend:
        steps = {name: [_looking_right(each, inverted) for each in them] for name, them in steps.items()}
    bands = sorted(draw(st.lists(st.integers(0, 100), min_size=5, max_size=5)))
    caps = draw(st.lists(st.integers(0, 5), min_size=5, max_size=5))
    return {
        "weights": dict(zip(SCORED, weights, strict=True)),
        "inverted": inverted,
        "bands": {
            **{str(depth): score for depth, score in enumerate(bands, start=1)},
            "tolerance": draw(st.integers(0, 3)),
        },
        **steps,
        "caps": {
            "attitude": {str(level): cap for level, cap in enumerate(sorted(caps) if mend else caps, start=1)}
        },
    }


def _read(tables: dict[str, Any]) -> Rules | None:
    try:
        return rules_with(RULES, tables)
    except RulesInvalid:
        return None


@given(drawn())
@examples(40)
def test_whatever_is_taken_comes_back_as_it_was_given(tables: dict[str, Any]) -> None:
    rules = _read(tables)
    assume(rules is not None)
    assert rules is not None
    assert rules_with(rule_set_1(), tables_of(rules)) == rules
    assert Rules.from_dict(copy.deepcopy(rules.to_dict())) == rules
    shown = tables_of(rules)
    assert {name: shown[name] for name in ("weights", "inverted", "bands")} == {
        name: tables[name] for name in ("weights", "inverted", "bands")
    }


@given(drawn(), complete, st.sampled_from(CODES))
@examples(80)
def test_whatever_is_taken_keeps_the_rule_monotone(
    tables: dict[str, Any], ratings: dict[str, int], code: str
) -> None:
    rules = _read(tables)
    assume(rules is not None)
    assert rules is not None
    up = -1 if code in rules.inverted else 1
    assume(1 <= ratings[code] + up <= 5)
    before, after = (
        recommend(Facts.of(each), rules) for each in (ratings, {**ratings, code: ratings[code] + up})
    )
    assert before.needed_depth is not None and after.needed_depth is not None
    assert after.needed_depth >= before.needed_depth
    if code.startswith(("attitude", "goal", "attractiveness")):
        assert before.feasible_depth is not None and after.feasible_depth is not None
        assert after.feasible_depth >= before.feasible_depth


@given(drawn(), incomplete(most=2))
@examples(30)
def test_two_evaluations_give_the_range_that_all_possibilities_give(
    tables: dict[str, Any], ratings: dict[str, int | None]
) -> None:
    from itertools import product

    rules = _read(tables)
    assume(rules is not None)
    assert rules is not None
    unknown = [code for code in CODES if ratings[code] is None]
    levels = [range(2, 5) if code.startswith("attitude") else range(1, 6) for code in unknown]
    every = [
        recommend(Facts.of({**ratings, **dict(zip(unknown, chosen, strict=True))}), rules)
        for chosen in product(*levels)
    ]
    found = recommend(Facts.of(ratings), rules)
    needed = [each.needed_depth for each in every if each.needed_depth is not None]
    feasible = [each.feasible_depth for each in every if each.feasible_depth is not None]
    assert found.needed_range == (min(needed), max(needed))
    assert found.feasible_range == (min(feasible), max(feasible))


def test_enough_of_what_is_drawn_is_taken_and_refused() -> None:
    """Else the properties above would say nothing."""
    taken = []

    @given(drawn())
    @examples(60)
    def look(tables: dict[str, Any]) -> None:
        taken.append(_read(tables) is not None)

    look()
    assert 5 <= sum(taken) <= len(taken) - 5
