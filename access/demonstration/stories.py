"""How a demonstration relationship stands: what was chosen, against what trust, and the verdict meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from relationships.choices import LADDER, CollaborationType, Side, VerdictCode
from relationships.fit import Facts, Rules, judge, recommend

_V = VerdictCode


@dataclass(frozen=True, slots=True)
class Story:
    """One way in which a relationship stands.

    `choose`: "recommended", a type, "ladder" (the step the parties allow, whatever the posture), or a
    number of levels outside the admissible depths. `trust` and `target` are levels above or below the
    trust that the chosen type requires: trust of us in them and of them in us, None where not assessed.
    `known` tells which facts were rated: all, delivery, some (of the delivery), or none. `covered`: whether
    safeguards stand in for the gap.
    """

    verdict: VerdictCode
    choose: str | int | None = "recommended"
    trust: tuple[int | None, int | None] = (0, 0)
    target: int = 0
    known: str = "all"
    covered: bool = False
    stale: bool = False
    facts: Mapping[str, int] = field(default_factory=dict)


STORIES: dict[str, Story] = {
    "fit": Story(_V.FIT),
    "stale": Story(_V.FIT, stale=True),
    "surplus": Story(_V.FIT, trust=(2, 2)),
    "covered": Story(_V.FIT, trust=(-1, 0), covered=True),
    "untrusted": Story(_V.FIT, trust=(None, None)),
    "fit_tension": Story(_V.ATTENTION),
    "fit_manage": Story(_V.ATTENTION),
    "tension": Story(_V.ATTENTION, facts={"attitude_supplier": 2, "goal_alignment": 3}),
    "gap": Story(_V.ATTENTION, trust=(-1, 0)),
    "gap_covered": Story(_V.ATTENTION, trust=(-1, -1), covered=True),
    "asymmetry": Story(_V.ATTENTION, trust=(0, 2)),
    "target_low": Story(_V.ATTENTION, target=-1),
    "target_high": Story(_V.ATTENTION, target=2),
    "over1": Story(_V.ATTENTION, choose=1),
    "under1": Story(_V.ATTENTION, choose=-1, trust=(1, 0)),
    "overstated": Story(_V.ATTENTION, choose=CollaborationType.CAPTIVE),
    "over2": Story(_V.MISFIT, choose=2, trust=(-1, -1)),
    "under2": Story(_V.MISFIT, choose=-2, trust=(1, 0)),
    "gap2": Story(_V.MISFIT, trust=(-2, -1)),
    "target_low2": Story(_V.MISFIT, target=-2),
    "naive": Story(_V.MISFIT, choose="ladder", trust=(-1, 0)),
    "hostile": Story(_V.MISFIT, choose=CollaborationType.GUARDED, trust=(2, 2)),
    "unmanaged": Story(_V.MISFIT, choose="ladder", trust=(0, 1)),
    "no_trust": Story(_V.NOT_ASSESSABLE, trust=(0, None)),
    "open_parties": Story(_V.NOT_ASSESSABLE, known="delivery"),
    "assumed": Story(_V.NOT_ASSESSABLE, known="none"),
    "not_rated": Story(_V.UNCLASSIFIED, choose=None),
    "imported": Story(_V.UNCLASSIFIED, choose=None, known="none"),
    "imported_partly": Story(_V.UNCLASSIFIED, choose=None, known="some"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A story told of certain facts: the type chosen, its target, and trust by the side that trusts."""

    chosen: CollaborationType | None
    required: int
    target: int
    trust: dict[Side, int]

    @property
    def mutual(self) -> int:
        return min(self.trust.values(), default=1)


def standing(story: Story, facts: Mapping[str, int], our_side: Side, rules: Rules) -> Standing:
    """What the story comes down to for these facts, all of them known."""
    chosen = _chosen(story, facts, rules)
    required = 3
    if chosen is not None:
        required = judge(Facts.of(facts), rules, chosen, target=3).required_trust or 3
    ours, theirs = story.trust
    trust = {}
    for side, shift in ((our_side, ours), (our_side.other, theirs)):
        if shift is not None and chosen is not None:
            trust[side] = _level(required + shift)
    return Standing(chosen, required, _level(required + story.target), trust)


def _chosen(story: Story, facts: Mapping[str, int], rules: Rules) -> CollaborationType | None:
    if story.choose is None:
        return None
    advice = recommend(Facts.of(facts), rules)
    reachable = min(advice.needed_depth or 0, 5 if advice.feasible_depth is None else advice.feasible_depth)
    if isinstance(story.choose, int):
        depths = [each.depth for each in advice.admissible_types or () if each.depth is not None]
        edge = (max if story.choose > 0 else min)(depths or [reachable])
        return LADDER[max(0, min(5, edge + story.choose))]
    if story.choose == "ladder":
        return LADDER[reachable]
    if story.choose == "recommended":
        return advice.recommended_type or LADDER[reachable]
    return CollaborationType(story.choose)


def safeguards(
    story: Story, told: Standing, usual: Iterable[str], levels: Mapping[str, int], rules: Rules
) -> list[str]:
    """The kinds in place: the usual ones, with what covers the gap or without what would.

    `levels` gives the trust level that each kind stands in for.
    """
    kinds = list(usual)
    if told.chosen is None:
        return kinds[:1]
    first_missing = told.mutual + 1
    if story.covered:
        for level in range(first_missing, told.required + 1):
            of_level = [each for each in levels if levels[each] == level]
            held = sum(levels[each] == level for each in kinds)
            spare = [each for each in of_level if each not in kinds]
            kinds += spare[: max(0, rules.safeguards.needed[level] - held)]
    elif first_missing <= told.required or len(told.trust) < 2:
        bare = 2 if len(told.trust) < 2 else first_missing
        kinds = [each for each in kinds if levels[each] != bare]
    return kinds


def _level(value: int) -> int:
    return max(1, min(5, value))
