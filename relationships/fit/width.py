"""The ranges of the answer by two evaluations: unknown facts at their lowest and highest effect.

Needed and feasible depth are monotone in each fact and share none, so these ranges are exact. What
remains open of them is what `deciding_facts` weighs (step 9), and they say quickly whether a type is
decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import getitem
from typing import Any

from relationships.fit.facts import CODES, DELIVERY_COUNT, POSITION, POSSIBLE, Values
from relationships.fit.rules import Rules
from relationships.fit.tables import (
    ANY_CAPTIVE,
    ANY_GUARDED,
    CAPTIVE,
    COMPLEMENTARITY,
    GUARDED,
    NO_POSTURE,
    SPEC_CUSTOMER,
    SPEC_SUPPLIER,
    Triple,
)

ATTITUDES = (POSITION["attitude_customer"], POSITION["attitude_supplier"])
ATTRACTIVENESS = (POSITION["attractiveness_customer"], POSITION["attractiveness_supplier"])
GOAL = POSITION["goal_alignment"]
LIMITING = frozenset((*ATTITUDES, *ATTRACTIVENESS, GOAL))
"""The party facts that cap the feasible depth."""

STANDING = frozenset(
    (
        *ATTITUDES,
        POSITION["dependence_customer"],
        POSITION["dependence_supplier"],
        GOAL,
        SPEC_CUSTOMER,
        SPEC_SUPPLIER,
    )
)
"""The facts that make a posture possible or impossible."""

Extremes = tuple[Triple, Triple]


def decided_type(rules: Rules, values: Values) -> int | None:
    """The recommended type as a place in `TYPE_ORDER`, None when undecided."""
    standings = rules.possibilities.standings(values)
    if not standings & ~ANY_GUARDED:
        return GUARDED
    if not standings & ~ANY_CAPTIVE:
        return CAPTIVE
    if standings & ~NO_POSTURE:
        return None
    lowest, highest = extremes(rules, values)
    least = min(Needs(rules, lowest).all()[1], _feasible(rules, lowest))
    if lowest is highest:
        return least
    most = min(Needs(rules, highest).all()[1], _feasible(rules, highest))
    return least if least == most else None


def extremes(rules: Rules, values: Values) -> tuple[Sequence[int], Sequence[int]]:
    """The facts with every unknown one at its lowest and at its highest effect on depth."""
    if None not in values:
        return values, values  # type: ignore[return-value]
    lowest, highest = [], []
    for position, level in enumerate(values):
        if level is not None:
            lowest.append(level)
            highest.append(level)
            continue
        first, last = POSSIBLE[position][0], POSSIBLE[position][-1]
        falls = CODES[position] in rules.inverted
        lowest.append(last if falls else first)
        highest.append(first if falls else last)
    return lowest, highest


class Needs:
    """The needed depths of complete facts, and of the same facts with one of them changed."""

    def __init__(self, rules: Rules, levels: Sequence[int]) -> None:
        self.tables = rules.tables
        self.levels = (*levels[:DELIVERY_COUNT], levels[COMPLEMENTARITY])
        self.total = sum(map(getitem, self.tables.packed, self.levels))

    def all(self) -> Triple:
        specificity = max(self.levels[SPEC_CUSTOMER], self.levels[SPEC_SUPPLIER])
        return self.tables.needs(self.total, specificity)

    def changed(self, position: int, level: int) -> Triple:
        """The fact at this position having this level."""
        place = min(position, DELIVERY_COUNT)
        row = self.tables.packed[place]
        customer, supplier = self.levels[SPEC_CUSTOMER], self.levels[SPEC_SUPPLIER]
        if place == SPEC_CUSTOMER:
            customer = level
        elif place == SPEC_SUPPLIER:
            supplier = level
        return self.tables.needs(
            self.total - row[self.levels[place]] + row[level],
            customer if customer > supplier else supplier,
        )


class Widths:
    """What is open for these facts, and what would be if one unknown fact had a certain level."""

    def __init__(self, rules: Rules, values: Values) -> None:
        self.rules = rules
        self.values = values
        self.lowest, self.highest = extremes(rules, values)
        self.least_needs, self.most_needs = Needs(rules, self.lowest), Needs(rules, self.highest)
        self.needs = (self.least_needs.all(), self.most_needs.all())
        self.limits = (_feasible(rules, self.lowest), _feasible(rules, self.highest))
        self.postures = self._possible_postures(values)

    def open_now(self) -> int:
        return _open(self.needs, self.limits, self.postures)

    def open_with(self, position: int, level: int) -> int:
        """What would remain open if the unknown fact at this position had this level."""
        needs, limits, postures = self.needs, self.limits, self.postures
        if position < DELIVERY_COUNT or position == COMPLEMENTARITY:
            needs = (
                self.least_needs.changed(position, level),
                self.most_needs.changed(position, level),
            )
        if position in LIMITING:
            limits = (
                _feasible(self.rules, _with(self.lowest, position, level)),
                _feasible(self.rules, _with(self.highest, position, level)),
            )
        if position in STANDING:
            postures = self._possible_postures(_with(self.values, position, level))
        return _open(needs, limits, postures)

    def _possible_postures(self, values: Values) -> int:
        """How many of NONE, CAPTIVE and GUARDED are possible."""
        standings = self.rules.possibilities.standings(values)
        return sum(1 for posture in (NO_POSTURE, ANY_CAPTIVE, ANY_GUARDED) if standings & posture)


def _open(needs: Extremes, limits: tuple[int, int], postures: int) -> int:
    (low_a, low_b, low_c), (high_a, high_b, high_c) = needs
    least, most = limits
    return (
        min(high_a, most)
        + min(high_b, most)
        + min(high_c, most)
        - min(low_a, least)
        - min(low_b, least)
        - min(low_c, least)
        + postures
        - 1
    )


def _with(values: Sequence[Any], position: int, level: int) -> tuple[Any, ...]:
    return (*values[:position], level, *values[position + 1 :])


def _feasible(rules: Rules, levels: Sequence[int]) -> int:
    caps = rules.caps
    return min(
        caps.attitude[min(levels[ATTITUDES[0]], levels[ATTITUDES[1]]) - 1],
        caps.goal_alignment[levels[GOAL] - 1],
        caps.attractiveness[min(levels[ATTRACTIVENESS[0]], levels[ATTRACTIVENESS[1]]) - 1],
    )
