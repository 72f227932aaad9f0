"""How the parties stand: no posture, managed dependence or defensive cooperation (step 6).

A standing is a place in `tables.STANDINGS`; a set of them is a bit for each. Which sides are locked in
by their own investment is a number: 1 the customer, 2 the supplier, 3 both.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from relationships.fit.facts import LEVELS, UNCONFIRMED_LEVELS
from relationships.fit.rules import PostureRule

NONE, CUSTOMER_TO_MANAGE, SUPPLIER_TO_MANAGE = 0, 1, 2
CUSTOMER_CAPTIVE, SUPPLIER_CAPTIVE = 3, 4
CUSTOMER_GUARDED, SUPPLIER_GUARDED = 5, 6

BALANCED, CUSTOMER_HOLD, SUPPLIER_HOLD, CUSTOMER_CLAMP, SUPPLIER_CLAMP = range(5)
"""How the dependences compare: about even; one side depending more on the other; so much more that
it is captive once its own investment locks it in. Named for the side that depends more."""

LOCK_SETS = tuple(
    tuple(a + b for a in customer for b in supplier)
    for customer in ((0,), (1,), (0, 1))
    for supplier in ((0,), (2,), (0, 2))
)
"""The locks that are possible when each side is free, locked in, or one doesn't know."""


class Standings:
    """Every standing of one rule, worked out once."""

    def __init__(self, rule: PostureRule) -> None:
        self.rule = rule
        self._kinds = {
            (a, b): tuple({self._kind(x, y) for x in _levels(a) for y in _levels(b)})
            for a in (None, *LEVELS)
            for b in (None, *LEVELS)
        }
        self._table = {
            (a, b, goal, kind): tuple(
                sum({1 << self._standing(a, b, goal, kind, lock) for lock in locks}) for locks in LOCK_SETS
            )
            for a, b, goal, kind in product(LEVELS, LEVELS, LEVELS, range(5))
        }

    def possible(
        self,
        attitudes: tuple[int | None, int | None],
        dependences: tuple[int | None, int | None],
        goal: int | None,
        lock_set: int,
    ) -> int:
        """The set of standings these facts can come to; pairs are customer, supplier."""
        a, b = attitudes
        table, kinds = self._table, self._kinds[dependences]
        found = 0
        for first in (a,) if a is not None else UNCONFIRMED_LEVELS:
            for second in (b,) if b is not None else UNCONFIRMED_LEVELS:
                for level in (goal,) if goal is not None else LEVELS:
                    for kind in kinds:
                        found |= table[first, second, level, kind][lock_set]
        return found

    def lock_set(self, customer: int | None, supplier: int | None) -> int:
        """Which locks these specificities allow: a place in `LOCK_SETS`."""
        bound = self.rule.captive_specificity
        first = 2 if customer is None else int(customer >= bound)
        second = 2 if supplier is None else int(supplier >= bound)
        return 3 * first + second

    def _kind(self, customer: int, supplier: int) -> int:
        """How two dependences compare."""
        rule = self.rule
        if customer - supplier >= rule.imbalance:
            return CUSTOMER_CLAMP if customer >= rule.captive_dependence else CUSTOMER_HOLD
        if supplier - customer >= rule.imbalance:
            return SUPPLIER_CLAMP if supplier >= rule.captive_dependence else SUPPLIER_HOLD
        return BALANCED

    def _standing(self, customer: int, supplier: int, goal: int, kind: int, lock: int) -> int:
        """The standing at these attitudes, goal alignment, dependences and lock.

        Each side is tried on both grounds for GUARDED before the other side is, customer first.
        """
        rule = self.rule
        opposed = goal <= rule.opposed_goals
        if customer <= rule.hostile_attitude or (
            opposed and customer <= rule.exploiting_attitude and kind in (SUPPLIER_HOLD, SUPPLIER_CLAMP)
        ):
            return CUSTOMER_GUARDED
        if supplier <= rule.hostile_attitude or (
            opposed and supplier <= rule.exploiting_attitude and kind in (CUSTOMER_HOLD, CUSTOMER_CLAMP)
        ):
            return SUPPLIER_GUARDED
        benign = min(customer, supplier, goal) >= rule.goodwill
        if kind == CUSTOMER_CLAMP and lock & 1:
            return CUSTOMER_TO_MANAGE if benign else CUSTOMER_CAPTIVE
        if kind == SUPPLIER_CLAMP and lock & 2:
            return SUPPLIER_TO_MANAGE if benign else SUPPLIER_CAPTIVE
        return NONE


@lru_cache(maxsize=16)
def standings_of(rule: PostureRule) -> Standings:
    """The standings of a rule; the same for rule sets that share it."""
    return Standings(rule)


LOCK_SET_OF_LOCK = tuple(LOCK_SETS.index((lock,)) for lock in range(4))
"""The set that holds this one lock."""


def _levels(level: int | None) -> tuple[int, ...]:
    return LEVELS if level is None else (level,)
