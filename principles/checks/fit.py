"""What the checks read of the fit rule: everything that the facts, known and unknown, leave possible."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from principles.checks.records import Fit, Stance
from relationships.choices import CollaborationType, Direction, Side
from relationships.fit import Facts, Rules
from relationships.fit.recommendation import CAPS
from relationships.fit.situation import PartyOutcome
from relationships.fit.tables import STANDINGS, TYPE_ORDER
from relationships.fit.trust import covered_levels


def fit_of(
    facts: Facts,
    rules: Rules,
    *,
    chosen: CollaborationType | None,
    our_role: Side,
    trust: Mapping[Direction, int],
    safeguards: Mapping[int, int],
) -> Fit:
    """What the checks read of the rule's answer for these facts.

    `trust`: the actual level in each direction that was assessed; `safeguards`: the number of distinct kinds
    active for each level. The same possibilities as the verdict's, so that both always agree.
    """
    joint = rules.possibilities.of(facts.values).joint
    needs = {delivery[:3] for deliveries, _ in joint for delivery in deliveries}
    stances = {party for _, parties in joint for party in parties}
    required: tuple[int, ...] = ()
    if chosen is not None:
        row = rules.tables.required[TYPE_ORDER.index(chosen)]
        required = tuple(sorted({row[delivery[3]] for deliveries, _ in joint for delivery in deliveries}))
    return Fit(
        needs=tuple(sorted(needs)),
        stances=tuple(sorted({_stance(each) for each in stances}, key=_place)),
        required=(required[0], required[-1]) if required else None,
        covered=_covered(rules, chosen, our_role, trust, safeguards, required),
        unknown_facts=facts.unknown,
    )


@lru_cache(maxsize=1024)
def _stance(party: PartyOutcome) -> Stance:
    feasible, binding, standing = party
    caps = tuple(str(cap) for place, cap in enumerate(CAPS) if binding >> place & 1)
    return Stance(feasible, caps, str(STANDINGS[standing][0]))


def _place(stance: Stance) -> tuple[int, str, tuple[str, ...]]:
    return stance.feasible, stance.posture, stance.caps


def _covered(
    rules: Rules,
    chosen: CollaborationType | None,
    our_role: Side,
    trust: Mapping[Direction, int],
    safeguards: Mapping[int, int],
    required: tuple[int, ...],
) -> dict[int, int]:
    """The levels covered at each possible requirement, from mutual trust or from ours alone."""
    ours = trust.get(Direction.of(our_role))
    if chosen is None or ours is None:
        return {}
    mutual = min(ours, *trust.values())
    return {level: covered_levels(rules, chosen, mutual, level, safeguards) for level in required}
