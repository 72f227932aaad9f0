"""What would change the recommended type: the smallest changes of one fact, or of two (step 11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from relationships.choices import CollaborationType
from relationships.fit.facts import CODES, LEVELS, Facts, Values
from relationships.fit.rules import Rules
from relationships.fit.tables import TYPE_ORDER
from relationships.fit.width import decided_type


class Reach(StrEnum):
    """How far one has to go for another type."""

    SINGLE_STEP = "SINGLE_STEP"
    ONE_FACT = "ONE_FACT"
    TWO_FACTS = "TWO_FACTS"
    NONE = "NONE"
    UNDECIDED = "UNDECIDED"


@dataclass(frozen=True, slots=True)
class Step:
    """One fact going from one level to another."""

    fact: str
    before: int
    after: int

    @property
    def size(self) -> int:
        return abs(self.after - self.before)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one fact or of two, and the type it leads to."""

    steps: tuple[Step, ...]
    leads_to: CollaborationType


@dataclass(frozen=True, slots=True)
class WhatWouldChange:
    """All changes of equal size that lead to another type, in the order of the facts.

    NONE: no two facts change it. UNDECIDED: there is no type yet, so first settle the deciding facts.
    """

    reach: Reach
    changes: tuple[Change, ...]


def single_step_changes(facts: Facts, rules: Rules) -> tuple[Change, ...]:
    """The changes of one known fact by one level that lead to another type.

    Unknown facts stay unknown: a change leads to another type when that type is then decided.
    """
    now = decided_type(rules, facts.values)
    return () if now is None else tuple(_single_changes(rules, facts.values, now, 1))


def what_would_change(facts: Facts, rules: Rules) -> WhatWouldChange:
    """The single-step changes; if none, the smallest of one fact; else the smallest of two."""
    values = facts.values
    now = decided_type(rules, values)
    if now is None:
        return WhatWouldChange(Reach.UNDECIDED, ())
    for size in LEVELS[:-1]:
        changes = tuple(_single_changes(rules, values, now, size))
        if changes:
            return WhatWouldChange(Reach.SINGLE_STEP if size == 1 else Reach.ONE_FACT, changes)
    for total in range(2, 2 * LEVELS[-1] - 1):
        changes = tuple(_double_changes(rules, values, now, total))
        if changes:
            return WhatWouldChange(Reach.TWO_FACTS, changes)
    return WhatWouldChange(Reach.NONE, ())


def _single_changes(rules: Rules, values: Values, now: int, size: int) -> Iterator[Change]:
    for position in range(len(CODES)):
        for after in _levels_at(values[position], size):
            trial = (*values[:position], after, *values[position + 1 :])
            leads_to = decided_type(rules, trial)
            if leads_to is not None and leads_to != now:
                yield Change((_step(values, position, after),), TYPE_ORDER[leads_to])


def _double_changes(rules: Rules, values: Values, now: int, total: int) -> Iterator[Change]:
    for first in range(len(CODES)):
        for second in range(first + 1, len(CODES)):
            for size in range(max(1, total - 4), min(4, total - 1) + 1):
                for one in _levels_at(values[first], size):
                    for other in _levels_at(values[second], total - size):
                        trial = list(values)
                        trial[first], trial[second] = one, other
                        leads_to = decided_type(rules, tuple(trial))
                        if leads_to is not None and leads_to != now:
                            yield Change(
                                (_step(values, first, one), _step(values, second, other)),
                                TYPE_ORDER[leads_to],
                            )


def _levels_at(level: int | None, size: int) -> tuple[int, ...]:
    """The levels this many steps away, down before up; none for an unknown fact."""
    if level is None:
        return ()
    return tuple(each for each in (level - size, level + size) if each in LEVELS)


def _step(values: Values, position: int, after: int) -> Step:
    before = values[position]
    assert before is not None  # noqa: S101  only known facts are changed
    return Step(CODES[position], before, after)
