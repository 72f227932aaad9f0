"""What decided the answer, step by step: points, gates, floors and trust modifiers, when asked.

With unknown facts only what the known facts say for certain is found; points come with a range.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from relationships.choices import CollaborationType
from relationships.fit.facts import CODES, DELIVERY_COUNT, LEVELS, Facts
from relationships.fit.recommendation import in_points
from relationships.fit.rules import Condition, Conditions, Rules
from relationships.fit.tables import COMPLEMENTARITY, SPEC_CUSTOMER, SPEC_SUPPLIER, Ending
from relationships.fit.width import extremes


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one delivery fact adds to the score, in points of 100; a range while it is unknown.

    The lowest points of all facts add up to the lowest score, the highest to the highest. Of both
    sides' specificity the higher counts: the lower one adds nothing (`outweighed`), nor
    does the supplier's when they are `equal`.
    """

    fact: str
    level: int | None
    points: float | None
    points_range: tuple[float, float]
    outweighed: bool = False
    equal: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """A gate that holds the depth below it, or a floor that lifts to it, and the facts that do it."""

    depth: int
    conditions: Conditions


@dataclass(frozen=True, slots=True)
class TrustModifiers:
    """The conditions that certainly raise the required trust, and that certainly give it a minimum."""

    raised: Conditions
    minimum: Conditions


def contributions(facts: Facts, rules: Rules) -> tuple[Contribution, ...]:
    """Each delivery fact's points, in order; they add up to the score (step 1)."""
    values = facts.values
    points = rules.tables.points
    lower, higher = _specificity_ranges(facts, rules)
    found = []
    for position in range(DELIVERY_COUNT):
        level = values[position]
        outweighed = False
        if position == lower:
            low = high = 0
            outweighed = level is not None
            if level is None:
                known = values[higher]
                high = points[higher][LEVELS[-1]] - points[higher][known] if known else 0
        elif level is not None:
            low = high = points[position][level]
        else:
            low, high = sorted((points[position][LEVELS[0]], points[position][LEVELS[-1]]))
        found.append(_contribution(position, level, low, high, outweighed, level == values[higher]))
    return tuple(found)


@lru_cache(maxsize=4096)
def _contribution(
    position: int, level: int | None, low: int, high: int, outweighed: bool, equal: bool
) -> Contribution:
    """A contribution in points; there are few different ones, so they are kept."""
    exact = low == high and (level is not None or high == 0)
    return Contribution(
        CODES[position],
        level,
        in_points(low) if exact else None,
        (in_points(low), in_points(high)),
        outweighed,
        outweighed and equal,
    )


def band_range(facts: Facts, rules: Rules) -> tuple[int, int]:
    """The depths that the lowest and the highest possible score give by themselves (step 2)."""
    lowest, highest = (_weighed(rules, each) for each in extremes(rules, facts.values))
    return rules.tables.steps[lowest[0]][1], rules.tables.steps[highest[0]][1]


def gate_that_decided(facts: Facts, rules: Rules) -> Decided | None:
    """The gate that certainly holds back a depth the score could reach (step 3)."""
    highest = extremes(rules, facts.values)[1]
    quarters, ending = _weighed(rules, highest)
    ceiling = ending[0]
    if rules.tables.steps[quarters][1] <= ceiling:
        return None
    failed = tuple(each for each in rules.gates[ceiling + 1] if _fails(facts, each))
    return Decided(ceiling + 1, failed)


def floor_that_decided(facts: Facts, rules: Rules) -> Decided | None:
    """The floor that certainly lifts the depth above what score and gates give (step 4)."""
    lowest = extremes(rules, facts.values)[0]
    quarters, (ceiling, floor, *_rest) = _weighed(rules, lowest)
    if floor <= min(rules.tables.steps[quarters][1], ceiling):
        return None
    return Decided(floor, rules.floors[floor])


def trust_modifiers(facts: Facts, rules: Rules, of: CollaborationType) -> TrustModifiers:
    """What certainly raises the trust that this type requires (step 8)."""
    trust = rules.trust
    if of not in trust.modified_types:
        return TrustModifiers((), ())
    raising = next(
        (group for group in trust.raised_when_any if all(_holds(facts, each) for each in group)), ()
    )
    minimum = trust.at_least_when
    return TrustModifiers(raising, minimum if all(_holds(facts, each) for each in minimum) else ())


def _specificity_ranges(facts: Facts, rules: Rules) -> tuple[int, int]:
    """Which side's specificity adds nothing by itself, and which side's counts first."""
    customer, supplier = facts.values[SPEC_CUSTOMER], facts.values[SPEC_SUPPLIER]
    if customer is None and supplier is not None:
        return SPEC_CUSTOMER, SPEC_SUPPLIER
    if customer is not None and supplier is not None and supplier > customer:
        return SPEC_CUSTOMER, SPEC_SUPPLIER
    return SPEC_SUPPLIER, SPEC_CUSTOMER


def _weighed(rules: Rules, levels: Sequence[int]) -> tuple[int, Ending]:
    return rules.tables.weighed((*levels[:DELIVERY_COUNT], levels[COMPLEMENTARITY]))


def _fails(facts: Facts, condition: Condition) -> bool:
    level = facts[condition.fact]
    return level is not None and not condition.holds(level)


def _holds(facts: Facts, condition: Condition) -> bool:
    level = facts[condition.fact]
    return level is not None and condition.holds(level)
