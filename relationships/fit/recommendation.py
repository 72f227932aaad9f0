"""The recommendation: what the delivery needs, what the parties allow, and the type that follows.

Steps 1 to 9 of the rule. An answer is decided when every possible value of the unknown facts gives
it; undecided answers are None, and their range is given beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from relationships.choices import LADDER, Cap, CollaborationType, Flag, Posture, Side
from relationships.fit.facts import Facts
from relationships.fit.rules import Rules
from relationships.fit.situation import DeliveryOutcome, PartyOutcome, Situation
from relationships.fit.tables import (
    ANY_GUARDED,
    DEPENDENCE_TO_MANAGE,
    POSTURE_TYPE,
    STANDINGS,
    TYPE_ORDER,
)

Range = tuple[int, int]
FLAGGED = (1, 2, 5, 6)
"""The standings that may be flagged by themselves: dependence to manage, and guarded."""

CAPS = (Cap.ATTITUDE, Cap.GOAL_ALIGNMENT, Cap.ATTRACTIVENESS)


@dataclass(frozen=True, slots=True)
class FlagFinding:
    """A flag with the numbers that go with it, counted in levels; the smallest certain ones.

    `levels`: how far outside, above or below. `covered` and `residual`: of a trust gap, what
    safeguards stand in for and what is left. `side`: the side locked in (DEPENDENCE_TO_MANAGE).
    """

    code: Flag
    levels: int | None = None
    covered: int | None = None
    residual: int | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the rule says of these facts, before anything is chosen.

    Depths 0-5 up the ladder, score 0-100, trust 1-5; ranges are lowest and highest, both included.
    """

    facts: Facts
    rules: Rules = field(repr=False, compare=False)
    score: float | None
    score_range: tuple[float, float]
    needed_depth: int | None
    needed_range: Range
    feasible_depth: int | None
    feasible_range: Range
    binding_caps: tuple[Cap, ...]
    admissible_types: tuple[CollaborationType, ...] | None
    recommended_type: CollaborationType | None
    possible_types: tuple[CollaborationType, ...]
    posture: Posture | None
    posture_side: Side | None
    possible_postures: tuple[Posture, ...]
    required_trust_recommended: int | None
    required_trust_recommended_range: Range
    flags: tuple[FlagFinding, ...]
    unknown_facts: tuple[str, ...]

    @property
    def delivery_type(self) -> CollaborationType | None:
        """The ladder type at the needed depth: what is needed by the delivery alone."""
        return None if self.needed_depth is None else LADDER[self.needed_depth]

    @property
    def depth_range(self) -> Range:
        """The range of min(needed, feasible): the depth the recommended ladder type can have."""
        return (
            min(self.needed_range[0], self.feasible_range[0]),
            min(self.needed_range[1], self.feasible_range[1]),
        )

    @property
    def tension(self) -> int:
        """By how many levels the delivery certainly needs more than the parties allow; 0 if not."""
        return max(0, self.needed_range[0] - self.feasible_range[1])

    @property
    def decided(self) -> bool:
        """Whether the recommended type and the admissible types are both decided."""
        return self.recommended_type is not None and self.admissible_types is not None


def recommend(facts: Facts, rules: Rules) -> Recommendation:
    """What these rules say of these facts."""
    return recommendation_of(facts, rules, rules.possibilities.of(facts.values))


def recommendation_of(facts: Facts, rules: Rules, situation: Situation) -> Recommendation:
    """The same, of possibilities that were worked out already."""
    if situation.single:
        (((delivery,), (party,)),) = situation.joint
        return _complete(facts, rules, situation.lowest, delivery, party)
    types, admissible, trust = _joint_answers(rules, situation)
    needed = _range(d[1] for outcomes, _ in situation.joint for d in outcomes)
    feasible = _range(p[0] for p in situation.joint[0][1])
    standings = sum(1 << each for each in {p[2] for _, found in situation.joint for p in found})
    posture, side = _decided_posture(standings)
    tension = needed[0] - feasible[1]
    score = (in_points(situation.lowest), in_points(situation.highest))
    trust_range = (min(trust), max(trust))
    replaceable = all(d[4] for outcomes, _ in situation.joint for d in outcomes)
    return Recommendation(
        facts=facts,
        rules=rules,
        score=score[0] if situation.lowest == situation.highest else None,
        score_range=score,
        needed_depth=needed[0] if needed[0] == needed[1] else None,
        needed_range=needed,
        feasible_depth=feasible[0] if feasible[0] == feasible[1] else None,
        feasible_range=feasible,
        binding_caps=_always_binding(situation) if tension > 0 else (),
        admissible_types=_types_in(next(iter(admissible))) if len(admissible) == 1 else None,
        recommended_type=TYPE_ORDER[next(iter(types))] if len(types) == 1 else None,
        possible_types=tuple(TYPE_ORDER[each] for each in sorted(types)),
        posture=posture,
        posture_side=side,
        possible_postures=_postures_in(standings),
        required_trust_recommended=trust_range[0] if len(trust) == 1 else None,
        required_trust_recommended_range=trust_range,
        flags=_situation_flags(standings, replaceable, tension),
        unknown_facts=facts.unknown,
    )


def _complete(
    facts: Facts, rules: Rules, quarters: int, delivery: DeliveryOutcome, party: PartyOutcome
) -> Recommendation:
    """The recommendation when nothing is open: one outcome of the delivery, one of the parties."""
    low, needed, high, column, replaceable = delivery
    feasible, binding, standing = party
    place = POSTURE_TYPE[standing]
    if place is None:
        place = needed if needed < feasible else feasible
        bits = (
            1 << place
            | 1 << (low if low < feasible else feasible)
            | 1 << (high if high < feasible else feasible)
        )
    else:
        bits = 1 << place
    posture, side = STANDINGS[standing]
    score = in_points(quarters)
    trust = rules.tables.required[place][column]
    tension = needed - feasible
    return Recommendation(
        facts,
        rules,
        score,
        (score, score),
        needed,
        (needed, needed),
        feasible,
        (feasible, feasible),
        _caps_in(binding) if tension > 0 else (),
        _types_in(bits),
        TYPE_ORDER[place],
        (TYPE_ORDER[place],),
        posture,
        side if standing > 2 else None,
        (posture,),
        trust,
        (trust, trust),
        _situation_flags(1 << standing, replaceable, tension) if tension > 0 or standing in FLAGGED else (),
        facts.unknown,
    )


def in_points(quarters: int) -> float:
    """A score in quarter points as points: whole where it is whole."""
    return quarters // 4 if quarters % 4 == 0 else quarters / 4


def _joint_answers(rules: Rules, situation: Situation) -> tuple[set[int], set[int], set[int]]:
    """Over all possibilities: recommended types, admissible sets, trust the recommended type takes.

    Types are places in `TYPE_ORDER`, sets a bit a type. Of undecided admissible sets two are enough.
    """
    required = rules.tables.required
    types: set[int] = set()
    admissible: set[int] = set()
    trust: set[int] = set()
    for deliveries, parties in situation.joint:
        imposed = {POSTURE_TYPE[p[2]] for p in parties}
        for each in imposed:
            if each is not None:
                types.add(each)
                admissible.add(1 << each)
                trust.update(required[each][d[3]] for d in deliveries)
        if None not in imposed:
            continue
        limits = {p[0] for p in parties if p[2] < 3}
        for needed, column in {(d[1], d[3]) for d in deliveries}:
            for feasible in limits:
                depth = needed if needed < feasible else feasible
                types.add(depth)
                trust.add(required[depth][column])
        for low, needed, high in {d[:3] for d in deliveries}:
            if len(admissible) > 1:
                break
            for feasible in limits:
                admissible.add(
                    1 << (low if low < feasible else feasible)
                    | 1 << (needed if needed < feasible else feasible)
                    | 1 << (high if high < feasible else feasible)
                )
    return types, admissible, trust


def _range(depths: Iterable[int]) -> Range:
    found = set(depths)
    return min(found), max(found)


@lru_cache(maxsize=256)
def _types_in(bits: int) -> tuple[CollaborationType, ...]:
    return tuple(each for place, each in enumerate(TYPE_ORDER) if bits >> place & 1)


@lru_cache(maxsize=8)
def _caps_in(bits: int) -> tuple[Cap, ...]:
    return tuple(cap for place, cap in enumerate(CAPS) if bits >> place & 1)


@lru_cache(maxsize=128)
def _standings_in(bits: int) -> tuple[tuple[Posture, Side | None], ...]:
    return tuple(each for place, each in enumerate(STANDINGS) if bits >> place & 1)


def _postures_in(standings: int) -> tuple[Posture, ...]:
    found = {posture for posture, _side in _standings_in(standings)}
    return tuple(each for each in Posture if each in found)


def _decided_posture(standings: int) -> tuple[Posture | None, Side | None]:
    """The posture and its side, each None when undecided; no posture has no side."""
    postures = _postures_in(standings)
    if len(postures) > 1:
        return None, None
    sides = _standings_in(standings)
    if postures[0] is Posture.NONE or len(sides) > 1:
        return postures[0], None
    return sides[0]


def _always_binding(situation: Situation) -> tuple[Cap, ...]:
    """The caps that bind in every possibility."""
    bits = 7
    for _feasible, binding, _standing in situation.joint[0][1]:
        bits &= binding
    return _caps_in(bits)


def _situation_flags(standings: int, replaceable: bool, tension: int) -> tuple[FlagFinding, ...]:
    """The certain flags that need no chosen type; `standings` is a bit for each possible one."""
    found = []
    if not standings & ~DEPENDENCE_TO_MANAGE:
        sides = _standings_in(standings)
        side = sides[0][1] if len(sides) == 1 else None
        found.append(FlagFinding(Flag.DEPENDENCE_TO_MANAGE, side=side))
    if replaceable and not standings & ~ANY_GUARDED:
        found.append(FlagFinding(Flag.AVOIDABLE))
    if tension > 0:
        found.append(FlagFinding(Flag.TENSION, levels=tension))
    return tuple(found)
