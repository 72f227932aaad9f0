"""A rule set compiled to lookups, once, so that applying it is quick.

Everything is whole numbers. Points are quarter points (a step of one level of a fact of weight 10 is
10 quarter points, the whole scale 400). A set of conditions that must all hold (a gate, a floor, …)
is one bit of a mask: it starts true, and each fact's level clears the bits it spoils, so the mask
after all facts says which sets hold. Types are counted 0-5 up the ladder, then CAPTIVE and GUARDED.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import getitem
from typing import TYPE_CHECKING

from relationships.choices import LADDER, CollaborationType, DeliveryFact, PartyFact, Posture, Side
from relationships.fit.facts import DELIVERY_COUNT, LEVELS, POSITION

if TYPE_CHECKING:
    from relationships.fit.rules import Conditions, Rules

QUARTERS = 4
TOP = 100 * QUARTERS
DEEPEST = len(LADDER) - 1

TYPE_ORDER = (*LADDER, CollaborationType.CAPTIVE, CollaborationType.GUARDED)
CAPTIVE = TYPE_ORDER.index(CollaborationType.CAPTIVE)
GUARDED = TYPE_ORDER.index(CollaborationType.GUARDED)

STANDINGS: tuple[tuple[Posture, Side | None], ...] = (
    (Posture.NONE, None),
    (Posture.NONE, Side.CUSTOMER),
    (Posture.NONE, Side.SUPPLIER),
    (Posture.CAPTIVE, Side.CUSTOMER),
    (Posture.CAPTIVE, Side.SUPPLIER),
    (Posture.GUARDED, Side.CUSTOMER),
    (Posture.GUARDED, Side.SUPPLIER),
)
"""How the parties stand. No posture with a side: that side's dependence is to be managed."""

NO_POSTURE, ANY_CAPTIVE, ANY_GUARDED = 0b0000111, 0b0011000, 0b1100000
DEPENDENCE_TO_MANAGE = 0b0000110
"""Sets of standings, a bit for each place in `STANDINGS`."""

POSTURE_TYPE = (None, None, None, CAPTIVE, CAPTIVE, GUARDED, GUARDED)
"""The type a standing imposes, by its place in `STANDINGS`."""

SPEC_CUSTOMER = POSITION[DeliveryFact.SPECIFICITY_CUSTOMER]
SPEC_SUPPLIER = POSITION[DeliveryFact.SPECIFICITY_SUPPLIER]
COMPLEMENTARITY = POSITION[PartyFact.COMPLEMENTARITY]

Triple = tuple[int, int, int]
"""Depths at the score lowered by the tolerance, unchanged, and raised by it."""

Ending = tuple[int, int, int, bool, int]
"""What a mask amounts to: the depth the gates stop at, the depth the floors lift to, what bears on
required trust (a column of `Tables.required`: 1 raised + 2 minimum), whether a party can be replaced,
and which sides are locked in by their own investment (1 the customer + 2 the supplier)."""


class Tables:
    """The lookups of one rule set."""

    def __init__(self, rules: Rules) -> None:
        self._number_conditions(rules)
        self.points = self._points(rules)
        self.specificity_points = self.points[SPEC_CUSTOMER]
        self.packed = self._packed()
        self.ending_after = lru_cache(maxsize=16384)(self._ending_after)
        self.steps = _band_steps(rules)
        self.options = {position: self._options(position) for position in self.keep}
        self.specificity_options = lru_cache(maxsize=64)(self._specificity_options)
        self.settled = lru_cache(maxsize=16384)(self._settled)
        self.clamped = lru_cache(maxsize=64)(self._clamped)
        self.ending = lru_cache(maxsize=16384)(self._ending)
        self.required = _required_by_type(rules)
        self.trust_facts = tuple(
            code
            for code in POSITION
            if any(
                each.fact == code
                for group in (*rules.trust.raised_when_any, rules.trust.at_least_when)
                for each in group
            )
        )

    def _number_conditions(self, rules: Rules) -> None:
        """One bit for each set of conditions, and what each level of each fact leaves standing."""
        groups: list[Conditions] = []

        def bit(conditions: Conditions) -> int:
            groups.append(conditions)
            return 1 << (len(groups) - 1)

        self.gate_bits = tuple((depth, bit(each)) for depth, each in sorted(rules.gates.items()))
        self.floor_bits = tuple((depth, bit(each)) for depth, each in sorted(rules.floors.items()))
        self.raised_bits = sum(bit(each) for each in rules.trust.raised_when_any)
        self.minimum_bit = bit(rules.trust.at_least_when)
        self.replaceable_bit = bit(rules.posture.replaceable)
        first_lock = len(groups)
        self.lock_bits = (1 << first_lock, 1 << (first_lock + 1))
        self.all_bits = (1 << (first_lock + 2)) - 1

        keep = {position: [self.all_bits] * 6 for position in (*range(DELIVERY_COUNT), COMPLEMENTARITY)}
        for number, conditions in enumerate(groups):
            for each in conditions:
                for level in LEVELS:
                    if not each.holds(level):
                        keep[POSITION[each.fact]][level] &= ~(1 << number)
        for position, lock in ((SPEC_CUSTOMER, self.lock_bits[0]), (SPEC_SUPPLIER, self.lock_bits[1])):
            for level in range(1, rules.posture.captive_specificity):
                keep[position][level] &= ~lock
        self.keep = {position: tuple(masks) for position, masks in keep.items()}

    def _options(self, position: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """What an unknown fact can do: by what it leaves of the mask, the points it may bring."""
        points = self.points[position] if position < DELIVERY_COUNT else (0,) * 6
        found: dict[int, set[int]] = {}
        for level in LEVELS:
            found.setdefault(self.keep[position][level], set()).add(points[level])
        return tuple((kept, tuple(sorted(shifts))) for kept, shifts in found.items())

    def _specificity_options(
        self, customer: int | None, supplier: int | None
    ) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """The same for both sides' specificity together, of which at least one is unknown."""
        found: dict[int, set[int]] = {}
        for a in LEVELS if customer is None else (customer,):
            for b in LEVELS if supplier is None else (supplier,):
                kept = self.keep[SPEC_CUSTOMER][a] & self.keep[SPEC_SUPPLIER][b]
                found.setdefault(kept, set()).add(self.points[SPEC_CUSTOMER][max(a, b)])
        return tuple((kept, tuple(sorted(shifts))) for kept, shifts in found.items())

    def _points(self, rules: Rules) -> tuple[tuple[int, ...], ...]:
        """Quarter points by position of the fact and level.

        Both sides' specificity carry the shared weight; of those two the higher counts.
        """
        rows = []
        for code in list(POSITION)[:DELIVERY_COUNT]:
            weight = rules.weights.get(code, rules.weights["specificity"])
            rises = [0, *(weight * (level - 1) for level in LEVELS)]
            falls = [0, *(weight * (5 - level) for level in LEVELS)]
            rows.append(tuple(falls if code in rules.inverted else rises))
        return tuple(rows)

    def _packed(self) -> tuple[tuple[int, ...], ...]:
        """For each delivery fact, and complementarity after them, a number by level to add up.

        The lowest ten bits hold the quarter points (none for the specificities: only the higher
        counts), and above them each set of conditions has four bits that count what spoils it. So one
        sum over the facts says all that steps 1 to 4 ask of them.
        """
        rows = []
        for position in (*range(DELIVERY_COUNT), COMPLEMENTARITY):
            scored = position not in (SPEC_CUSTOMER, SPEC_SUPPLIER, COMPLEMENTARITY)
            row = [0]
            for level in LEVELS:
                spoils = self.all_bits & ~self.keep[position][level]
                counters = sum(
                    1 << (4 * bit) for bit in range(self.all_bits.bit_length()) if spoils >> bit & 1
                )
                row.append((self.points[position][level] if scored else 0) + (counters << 10))
            rows.append(tuple(row))
        return tuple(rows)

    def weighed(self, levels: Sequence[int]) -> tuple[int, Ending]:
        """Score in quarter points, and what the conditions amount to, of complete facts.

        `levels`: the delivery facts, and complementarity after them.
        """
        total = sum(map(getitem, self.packed, levels))
        customer, supplier = levels[SPEC_CUSTOMER], levels[SPEC_SUPPLIER]
        higher = customer if customer > supplier else supplier
        return (total & 1023) + self.specificity_points[higher], self.ending_after(total >> 10)

    def needs(self, total: int, specificity: int) -> Triple:
        """The needed depths, of a sum of packed numbers and the higher of both sides' specificity."""
        ending = self.ending_after(total >> 10)
        quarters = (total & 1023) + self.specificity_points[specificity]
        return clamp(self.steps[quarters], ending[0], ending[1])

    def _ending_after(self, counters: int) -> Ending:
        mask = self.all_bits
        for bit in range(mask.bit_length()):
            if counters >> (4 * bit) & 15:
                mask &= ~(1 << bit)
        return self.ending(mask)

    def _ending(self, mask: int) -> Ending:
        """What the conditions that hold amount to."""
        ceiling = DEEPEST
        for depth, bit in self.gate_bits:
            if not mask & bit:
                ceiling = depth - 1
                break
        floor = max((depth for depth, bit in self.floor_bits if mask & bit), default=0)
        lock = (1 if mask & self.lock_bits[0] else 0) + (2 if mask & self.lock_bits[1] else 0)
        return (
            ceiling,
            floor,
            (1 if mask & self.raised_bits else 0) + (2 if mask & self.minimum_bit else 0),
            bool(mask & self.replaceable_bit),
            lock,
        )

    def _settled(self, mask: int, raised_is_known: bool) -> int:
        """The same mask without the differences that no longer matter, so that masks coincide.

        Gates above one that fails are out of reach. Once no further fact bears on what raises trust,
        one reason is as good as three.
        """
        failed = False
        for _depth, bit in self.gate_bits:
            if failed:
                mask &= ~bit
            elif not mask & bit:
                failed = True
        if raised_is_known and mask & self.raised_bits:
            mask |= self.raised_bits
        return mask

    def _clamped(self, ceiling: int, floor: int) -> tuple[tuple[int, Triple], ...]:
        """For each needed depth triple, the scores that give it: a bit for each quarter point."""
        scores: dict[Triple, int] = {}
        for quarters, bands in enumerate(self.steps):
            triple = clamp(bands, ceiling, floor)
            scores[triple] = scores.get(triple, 0) | 1 << quarters
        return tuple((bits, triple) for triple, bits in scores.items())


def clamp(bands: Triple, ceiling: int, floor: int) -> Triple:
    """The needed depths: the bands, held back by the gates, lifted by the floors (steps 3 and 4)."""
    low, unchanged, high = bands
    if low > ceiling:
        low = ceiling
    if unchanged > ceiling:
        unchanged = ceiling
    if high > ceiling:
        high = ceiling
    if low < floor:
        low = floor
    if unchanged < floor:
        unchanged = floor
    if high < floor:
        high = floor
    return low, unchanged, high


def _band_steps(rules: Rules) -> tuple[Triple, ...]:
    """By score in quarter points, the bands at the score lowered, unchanged and raised (step 2)."""
    begins = [score * QUARTERS for score in rules.bands]
    shift = rules.tolerance * QUARTERS

    def band(quarters: int) -> int:
        return sum(quarters >= begin for begin in begins)

    return tuple((band(q - shift), band(q), band(q + shift)) for q in range(TOP + 1))


def _required_by_type(rules: Rules) -> tuple[tuple[int, ...], ...]:
    """The trust that each type requires: as it is, raised, with the minimum, and both (step 8)."""
    trust = rules.trust
    rows: list[tuple[int, ...]] = []
    for code in TYPE_ORDER:
        base = trust.base[code]
        if code not in trust.modified_types:
            rows.append((base,) * 4)
            continue
        raised = base + trust.raised_by
        minimum = trust.at_least
        rows.append(
            tuple(
                min(trust.at_most, level)
                for level in (base, raised, max(base, minimum), max(raised, minimum))
            )
        )
    return tuple(rows)
