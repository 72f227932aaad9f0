"""Every way the facts can turn out, told apart only as far as the rule tells them apart.

With every fact known there is one possibility. With unknown facts the delivery side and the party
side are worked out apart: they share nothing but which sides are locked in by their own investment
(specificity), so for each such lock every delivery outcome goes with every party outcome. Scores are
kept as the set of those that can be reached (a bit for each quarter point, in one whole number), for
not every score between the lowest and the highest can.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from relationships.fit.facts import DELIVERY_COUNT, POSITION, POSSIBLE, Values
from relationships.fit.standing import LOCK_SET_OF_LOCK, standings_of
from relationships.fit.tables import (
    COMPLEMENTARITY,
    SPEC_CUSTOMER,
    SPEC_SUPPLIER,
    STANDINGS,
    clamp,
)

if TYPE_CHECKING:
    from relationships.fit.rules import Rules

MEMORY = 2048
"""How many incomplete sets of facts a rule set remembers; imports repeat the same few."""

DeliveryOutcome = tuple[int, int, int, int, bool]
"""The needed depth at the score lowered, unchanged and raised; what bears on required trust (a
column of `Tables.required`); whether a misbehaving party can be replaced."""

PartyOutcome = tuple[int, int, int]
"""The feasible depth; which caps bind (1 attitude, 2 goal alignment, 4 attractiveness); the standing
of the parties (a place in `STANDINGS`)."""

Option = tuple[int, tuple[int, ...]]
"""What some levels of an unknown fact leave of the mask, and the points they may bring."""

FIRST_PARTY_FACT = DELIVERY_COUNT
LAST_PARTY_FACT = POSITION["goal_alignment"]
SINGLE = tuple(
    position for position in range(DELIVERY_COUNT) if position not in (SPEC_CUSTOMER, SPEC_SUPPLIER)
)
"""The delivery facts that count by themselves; of both sides' specificity the higher counts."""


class Delivery(NamedTuple):
    """What can become of the delivery: its scores in quarter points, and its outcomes by lock."""

    lowest: int
    highest: int
    outcomes: tuple[tuple[int, tuple[DeliveryOutcome, ...]], ...]


class Situation(NamedTuple):
    """All possibilities: outcomes of delivery and parties, every one of a pair with every other."""

    lowest: int
    highest: int
    joint: tuple[tuple[tuple[DeliveryOutcome, ...], tuple[PartyOutcome, ...]], ...]

    @property
    def single(self) -> bool:
        """Whether there is but one possibility."""
        if self.lowest != self.highest or len(self.joint) > 1:
            return False
        deliveries, parties = self.joint[0]
        return len(deliveries) == 1 and len(parties) == 1


class Possibilities:
    """Works out what is possible under one rule set, remembering it for incomplete facts."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.tables = rules.tables
        self._remembered_delivery = lru_cache(maxsize=MEMORY)(self._incomplete_delivery)
        self._remembered_parties = lru_cache(maxsize=MEMORY)(self._incomplete_parties)
        self._standings = standings_of(rules.posture)

    def of(self, values: Values) -> Situation:
        """Everything these facts can turn out to be."""
        delivery = self.delivery((*values[:DELIVERY_COUNT], values[COMPLEMENTARITY]))
        parties = values[FIRST_PARTY_FACT : LAST_PARTY_FACT + 1]
        joint = tuple([(outcomes, self.parties(parties, lock)) for lock, outcomes in delivery.outcomes])
        return Situation(delivery.lowest, delivery.highest, joint)

    def delivery(self, values: Values) -> Delivery:
        """From the delivery facts, and complementarity after them."""
        if None in values:
            return self._remembered_delivery(values)
        tables = self.tables
        quarters, (ceiling, floor, column, replaceable, lock) = tables.weighed(values)  # type: ignore[arg-type]
        low, needed, high = clamp(tables.steps[quarters], ceiling, floor)
        return Delivery(quarters, quarters, ((lock, ((low, needed, high, column, replaceable),)),))

    def parties(self, values: Values, lock: int) -> tuple[PartyOutcome, ...]:
        """From the party facts up to goal alignment, given which sides are locked in."""
        if None in values:
            return self._remembered_parties(values, lock)
        a, b, dependent_a, dependent_b, attractive_a, attractive_b, goal = values
        attractiveness = self.rules.caps.attractiveness
        feasible, binding = self._capped(
            a if a < b else b,  # type: ignore[operator, arg-type]
            goal,  # type: ignore[arg-type]
            attractiveness[min(attractive_a, attractive_b) - 1],  # type: ignore[type-var, operator]
        )
        standings = self._standings.possible((a, b), (dependent_a, dependent_b), goal, LOCK_SET_OF_LOCK[lock])
        return ((feasible, binding, standings.bit_length() - 1),)

    def standings(self, values: Values) -> int:
        """Which standings of the parties are possible: a bit for each place in `STANDINGS`."""
        customer, supplier, first, second = values[FIRST_PARTY_FACT : FIRST_PARTY_FACT + 4]
        return self._standings.possible(
            (customer, supplier),
            (first, second),
            values[LAST_PARTY_FACT],
            self._standings.lock_set(values[SPEC_CUSTOMER], values[SPEC_SUPPLIER]),
        )

    def _known_delivery(self, values: Values) -> tuple[int, int]:
        """Quarter points and mask of the facts that are known (of the specificities: both or none)."""
        tables = self.tables
        quarters, mask = 0, tables.all_bits
        customer, supplier = values[SPEC_CUSTOMER], values[SPEC_SUPPLIER]
        if customer is not None and supplier is not None:
            quarters += tables.specificity_points[max(customer, supplier)]
            mask &= tables.keep[SPEC_CUSTOMER][customer] & tables.keep[SPEC_SUPPLIER][supplier]
        for position in SINGLE:
            level = values[position]
            if level is not None:
                quarters += tables.points[position][level]
                mask &= tables.keep[position][level]
        complementarity = values[DELIVERY_COUNT]
        if complementarity is not None:
            mask &= tables.keep[COMPLEMENTARITY][complementarity]
        return quarters, mask

    def _incomplete_delivery(self, values: Values) -> Delivery:
        """Step through the unknown facts, keeping which scores go with which conditions."""
        tables = self.tables
        quarters, mask = self._known_delivery(values)
        unknown = self._unknown_options(values)
        raising = sum(self._bears_on_raising(options) for options in unknown)
        reached = {tables.settled(mask, not raising): 1 << quarters}
        for number, options in enumerate(unknown, start=1):
            following: dict[int, int] = {}
            for before, scores in reached.items():
                for kept, shifts in options:
                    after = tables.settled(before & kept, number >= raising)
                    added = following.get(after, 0)
                    for shift in shifts:
                        added |= scores << shift
                    following[after] = added
            reached = following

        outcomes: dict[int, set[DeliveryOutcome]] = {}
        every_score = 0
        for mask, scores in reached.items():
            every_score |= scores
            ceiling, floor, column, replaceable, lock = tables.ending(mask)
            found = outcomes.setdefault(lock, set())
            for bits, (low, unchanged, high) in tables.clamped(ceiling, floor):
                if scores & bits:
                    found.add((low, unchanged, high, column, replaceable))
        return Delivery(
            (every_score & -every_score).bit_length() - 1,
            every_score.bit_length() - 1,
            tuple((lock, tuple(sorted(found))) for lock, found in sorted(outcomes.items())),
        )

    def _unknown_options(self, values: Values) -> list[tuple[Option, ...]]:
        """For each unknown fact what its levels do; those that bear on raising trust come first."""
        tables = self.tables
        found = [tables.options[position] for position in SINGLE if values[position] is None]
        customer, supplier = values[SPEC_CUSTOMER], values[SPEC_SUPPLIER]
        if customer is None or supplier is None:
            found.append(tables.specificity_options(customer, supplier))
        if values[DELIVERY_COUNT] is None:
            found.append(tables.options[COMPLEMENTARITY])
        found.sort(key=self._bears_on_raising, reverse=True)
        return found

    def _bears_on_raising(self, options: tuple[Option, ...]) -> bool:
        return any(~kept & self.tables.raised_bits for kept, _shifts in options)

    def _incomplete_parties(self, values: Values, lock: int) -> tuple[PartyOutcome, ...]:
        attractiveness = self._attractiveness(values[4], values[5])
        lock_set = LOCK_SET_OF_LOCK[lock]
        found = set()
        for goal in self._levels(values, 6):
            for a in self._levels(values, 0):
                for b in self._levels(values, 1):
                    bits = self._standings.possible((a, b), (values[2], values[3]), goal, lock_set)
                    standings = [place for place in range(len(STANDINGS)) if bits >> place & 1]
                    for cap in attractiveness:
                        feasible, binding = self._capped(min(a, b), goal, cap)
                        for standing in standings:
                            found.add((feasible, binding, standing))
        return tuple(sorted(found))

    @staticmethod
    def _levels(values: Values, place: int) -> tuple[int, ...]:
        level = values[place]
        return POSSIBLE[FIRST_PARTY_FACT + place] if level is None else (level,)

    def _attractiveness(self, customer: int | None, supplier: int | None) -> set[int]:
        """The caps that the lowest attractiveness can give."""
        caps = self.rules.caps.attractiveness
        return {
            caps[min(a, b) - 1]
            for a in ((customer,) if customer is not None else POSSIBLE[FIRST_PARTY_FACT + 4])
            for b in ((supplier,) if supplier is not None else POSSIBLE[FIRST_PARTY_FACT + 5])
        }

    def _capped(self, worst_attitude: int, goal: int, attractiveness: int) -> tuple[int, int]:
        """The feasible depth and the caps equal to it (step 5)."""
        attitude = self.rules.caps.attitude[worst_attitude - 1]
        alignment = self.rules.caps.goal_alignment[goal - 1]
        feasible = min(attitude, alignment, attractiveness)
        return feasible, (
            (attitude == feasible) + 2 * (alignment == feasible) + 4 * (attractiveness == feasible)
        )
