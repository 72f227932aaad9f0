"""Reading the parameters of a rule set from data, refusing what would make the rule wrong.

Beyond types and ranges, a rule set must keep the rule monotone: raising a fact never lowers the
needed depth (an inverted fact: never raises it), so gates and floors look up the scale that the score
looks up, and a better party never lowers a cap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from relationships.choices import DELIVERY_FACTS, CollaborationType, PartyFact
from relationships.fit.rules import (
    Caps,
    Condition,
    Conditions,
    PostureRule,
    Rules,
    RulesInvalid,
    SafeguardRule,
    TrustRule,
    VerdictRule,
)

SPECIFICITY = "specificity"
"""The weight shared by both sides' specificity: the higher of the two counts."""

SPECIFICITIES = ("specificity_customer", "specificity_supplier")
SCORED = (
    *(code for code in DELIVERY_FACTS if code not in SPECIFICITIES),
    SPECIFICITY,
)
INVERTIBLE = tuple(code for code in SCORED if code != SPECIFICITY)
CONDITION_FACTS = (*DELIVERY_FACTS, PartyFact.COMPLEMENTARITY)
TYPES = tuple(CollaborationType)
DEPTHS = 6


def rules_from(given: Mapping[str, Any]) -> Rules:
    """The rules these parameters stand for; raises `RulesInvalid` at the first that is wrong."""
    parts = _keys(
        given,
        "",
        [
            "weights",
            "inverted",
            "tolerance",
            "bands",
            "gates",
            "floors",
            "caps",
            "posture",
            "trust",
            "safeguards",
            "verdict",
        ],
    )
    inverted = _codes(parts["inverted"], "inverted", INVERTIBLE)
    tolerance = _whole(parts["tolerance"], "tolerance", 0, 20)
    return Rules(
        weights=_weights(parts["weights"]),
        inverted=inverted,
        tolerance=tolerance,
        bands=_bands(parts["bands"], tolerance),
        gates=_steps(parts["gates"], "gates", inverted),
        floors=_steps(parts["floors"], "floors", inverted),
        caps=_caps(parts["caps"]),
        posture=_posture(parts["posture"]),
        trust=_trust(parts["trust"]),
        safeguards=_safeguards(parts["safeguards"]),
        verdict=_verdict(parts["verdict"]),
    )


def rules_as_dict(rules: Rules) -> dict[str, Any]:
    """The parameters of these rules as data, in the shape and order they are read in."""
    posture, trust, verdict = rules.posture, rules.trust, rules.verdict
    return {
        "weights": dict(rules.weights),
        "inverted": list(rules.inverted),
        "tolerance": rules.tolerance,
        "bands": list(rules.bands),
        "gates": {str(depth): _as_list(each) for depth, each in rules.gates.items()},
        "floors": {str(depth): _as_list(each) for depth, each in rules.floors.items()},
        "caps": {
            "attitude": list(rules.caps.attitude),
            "goal_alignment": list(rules.caps.goal_alignment),
            "attractiveness": list(rules.caps.attractiveness),
        },
        "posture": {
            **{name: getattr(posture, name) for name in POSTURE_LEVELS},
            "replaceable": _as_list(posture.replaceable),
        },
        "trust": {
            "base": {code.value: level for code, level in trust.base.items()},
            "modified_types": [code.value for code in trust.modified_types],
            "raised_by": trust.raised_by,
            "raised_when_any": [_as_list(each) for each in trust.raised_when_any],
            "at_least": trust.at_least,
            "at_least_when": _as_list(trust.at_least_when),
            "at_most": trust.at_most,
        },
        "safeguards": {
            "needed": {str(level): count for level, count in rules.safeguards.needed.items()},
            "coverable": {code.value: n for code, n in rules.safeguards.coverable.items()},
        },
        "verdict": {
            name: [code.value for code in value] if isinstance(value, tuple) else value
            for name, value in ((name, getattr(verdict, name)) for name in VERDICT_NAMES)
        },
    }


def _weights(given: Any) -> dict[str, int]:
    parts = _keys(given, "weights", SCORED)
    weights = {code: _whole(parts[code], f"weights.{code}", 0, 100) for code in parts}
    if sum(weights.values()) != 100:
        raise RulesInvalid("weights", f"The weights add up to {sum(weights.values())}, not to 100.")
    return weights


def _bands(given: Any, tolerance: int) -> tuple[int, ...]:
    if not isinstance(given, list) or len(given) != DEPTHS - 1:
        raise RulesInvalid("bands", "Give the score at which each of the depths 1 to 5 begins.")
    bands = tuple(_whole(score, f"bands.{depth}", 0, 100) for depth, score in enumerate(given, start=1))
    if any(b - a <= tolerance for a, b in pairwise(bands)):
        raise RulesInvalid("bands", "Each band must begin more than the tolerance above the last.")
    return bands


def _steps(given: Any, name: str, inverted: tuple[str, ...]) -> dict[int, Conditions]:
    """Conditions by depth, each looking the way the score looks."""
    if not isinstance(given, Mapping):
        raise RulesInvalid(name, "Give conditions by depth.")
    steps = {}
    for key in sorted(given):
        field = f"{name}.{key}"
        if key not in ("1", "2", "3", "4", "5"):
            raise RulesInvalid(field, "A depth is a number from 1 to 5.")
        conditions = _conditions(given[key], field)
        for each in conditions:
            if (each.at_most is not None) != (each.fact in inverted):
                raise RulesInvalid(field, f"{each.fact} must look the way the score looks.")
        if not conditions:
            raise RulesInvalid(field, "Give at least one condition, or leave the depth out.")
        steps[int(key)] = conditions
    return steps


def _caps(given: Any) -> Caps:
    parts = _keys(given, "caps", ("attitude", "goal_alignment", "attractiveness"))
    return Caps(**{name: _cap(parts[name], f"caps.{name}") for name in parts})


def _cap(given: Any, field: str) -> tuple[int, ...]:
    if not isinstance(given, list) or len(given) != 5:
        raise RulesInvalid(field, "Give a depth for each of the levels 1 to 5.")
    depths = tuple(_whole(depth, field, 0, DEPTHS - 1) for depth in given)
    if list(depths) != sorted(depths):
        raise RulesInvalid(field, "A higher level must not allow less depth.")
    return depths


POSTURE_LEVELS = (
    "hostile_attitude",
    "exploiting_attitude",
    "imbalance",
    "opposed_goals",
    "captive_dependence",
    "captive_specificity",
    "goodwill",
)


def _posture(given: Any) -> PostureRule:
    parts = _keys(given, "posture", (*POSTURE_LEVELS, "replaceable"))
    levels = {name: _whole(parts[name], f"posture.{name}", 1, 5) for name in POSTURE_LEVELS}
    replaceable = _conditions(parts["replaceable"], "posture.replaceable")
    return PostureRule(**levels, replaceable=replaceable)


def _trust(given: Any) -> TrustRule:
    names = ["base", "modified_types", "raised_by", "raised_when_any", "at_least", "at_least_when", "at_most"]
    parts = _keys(given, "trust", names)
    if not isinstance(parts["raised_when_any"], list):
        raise RulesInvalid("trust.raised_when_any", "Give a list of lists of conditions.")
    return TrustRule(
        base=_by_type(parts["base"], "trust.base", 1, 5),
        modified_types=_types(parts["modified_types"], "trust.modified_types"),
        raised_by=_whole(parts["raised_by"], "trust.raised_by", 0, 4),
        raised_when_any=tuple(
            _conditions(each, f"trust.raised_when_any.{number}")
            for number, each in enumerate(parts["raised_when_any"])
        ),
        at_least=_whole(parts["at_least"], "trust.at_least", 1, 5),
        at_least_when=_conditions(parts["at_least_when"], "trust.at_least_when"),
        at_most=_whole(parts["at_most"], "trust.at_most", 1, 5),
    )


def _safeguards(given: Any) -> SafeguardRule:
    parts = _keys(given, "safeguards", ("needed", "coverable"))
    needed = _keys(parts["needed"], "safeguards.needed", ("2", "3", "4"))
    return SafeguardRule(
        needed={int(level): _whole(needed[level], f"safeguards.needed.{level}", 1, 99) for level in needed},
        coverable=_by_type(parts["coverable"], "safeguards.coverable", 0, 4),
    )


VERDICT_LEVELS = ("misfit_levels", "surplus", "asymmetry", "target_high_tolerated")
VERDICT_NAMES = (
    *VERDICT_LEVELS,
    "unassessed_accepted",
    "guarantee_accepted",
    "guarantee_level",
    "covered_gap_accepted",
)


def _verdict(given: Any) -> VerdictRule:
    parts = _keys(given, "verdict", VERDICT_NAMES)
    return VerdictRule(
        misfit_levels=_whole(parts["misfit_levels"], "verdict.misfit_levels", 1, 5),
        surplus=_whole(parts["surplus"], "verdict.surplus", 1, 4),
        asymmetry=_whole(parts["asymmetry"], "verdict.asymmetry", 1, 4),
        target_high_tolerated=_whole(parts["target_high_tolerated"], "verdict.target_high_tolerated", 0, 4),
        unassessed_accepted=_types(parts["unassessed_accepted"], "verdict.unassessed_accepted"),
        guarantee_accepted=_types(parts["guarantee_accepted"], "verdict.guarantee_accepted"),
        guarantee_level=_whole(parts["guarantee_level"], "verdict.guarantee_level", 2, 4),
        covered_gap_accepted=_types(parts["covered_gap_accepted"], "verdict.covered_gap_accepted"),
    )


def _conditions(given: Any, field: str) -> Conditions:
    if not isinstance(given, list):
        raise RulesInvalid(field, "Give a list of conditions.")
    return tuple(_condition(each, f"{field}.{number}") for number, each in enumerate(given))


def _condition(given: Any, field: str) -> Condition:
    if not isinstance(given, Mapping) or set(given) not in (
        {"fact", "at_least"},
        {"fact", "at_most"},
    ):
        raise RulesInvalid(field, "A condition has a fact, and either at_least or at_most.")
    if given["fact"] not in CONDITION_FACTS:
        raise RulesInvalid(f"{field}.fact", f"There is no fact “{given['fact']}” to look at here.")
    bound = "at_least" if "at_least" in given else "at_most"
    return Condition(str(given["fact"]), **{bound: _whole(given[bound], f"{field}.{bound}", 1, 5)})


def _by_type(given: Any, field: str, low: int, high: int) -> dict[CollaborationType, int]:
    parts = _keys(given, field, TYPES)
    return {code: _whole(parts[code], f"{field}.{code.value}", low, high) for code in TYPES}


def _types(given: Any, field: str) -> tuple[CollaborationType, ...]:
    return tuple(CollaborationType(code) for code in _codes(given, field, TYPES))


def _codes(given: Any, field: str, allowed: Iterable[str]) -> tuple[str, ...]:
    if not isinstance(given, list):
        raise RulesInvalid(field, "Give a list of codes.")
    known = tuple(allowed)
    for code in given:
        if code not in known:
            raise RulesInvalid(field, f"“{code}” can't stand here.")
    if len(set(given)) != len(given):
        raise RulesInvalid(field, "A code stands here twice.")
    return tuple(given)


def _keys(given: Any, field: str, names: Iterable[str]) -> dict[str, Any]:
    """The parts in the order of their names: all of them there, and nothing else."""
    if not isinstance(given, Mapping):
        raise RulesInvalid(field, "Give an object with named parts.")
    prefix = f"{field}." if field else ""
    expected = tuple(names)
    for name in given:
        if name not in expected:
            raise RulesInvalid(f"{prefix}{name}", "A rule set has no such parameter.")
    for name in expected:
        if name not in given:
            raise RulesInvalid(f"{prefix}{name}", "This parameter is missing.")
    return {name: given[name] for name in expected}


def _whole(given: Any, field: str, low: int, high: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not low <= given <= high:
        raise RulesInvalid(field, f"Give a whole number from {low} to {high}.")
    return given


def _as_list(conditions: Conditions) -> list[dict[str, Any]]:
    return [
        {"fact": each.fact, "at_least": each.at_least}
        if each.at_least is not None
        else {"fact": each.fact, "at_most": each.at_most}
        for each in conditions
    ]
