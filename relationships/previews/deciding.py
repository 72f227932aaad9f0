"""One choice tried on many relationships: what would be said of each, and where it takes a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from relationships.choices import CollaborationType
from relationships.errors import Problems, refuse
from relationships.fit import Verdict as Judgement
from relationships.fit.admissible import admissible
from relationships.models import Relationship, User
from relationships.previews.lookups import lookups
from relationships.queries.situations import Situation, situations
from relationships.values import level, one_of
from relationships.verdicts import judged

MOST_AT_ONCE = 200
"""How many relationships are decided about in one go."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A relationship as it stands, and as it would with the choice (None: nothing was chosen yet)."""

    relationship: Relationship
    now: Situation
    before: Judgement
    then: Judgement | None

    @property
    def admissible(self) -> bool | None:
        """Whether the chosen type is among those that fit; None while unknown facts leave it open."""
        if self.then is None or self.then.chosen is None:
            return None
        return admissible(self.then.recommendation, self.then.chosen)

    @property
    def reason_required(self) -> bool:
        return self.then is not None and self.then.reason_required


def tried(
    user: User,
    relationships: Sequence[Relationship],
    chosen_type: Any,
    trust_target: Any,
    *,
    at: datetime,
) -> list[Tried]:
    """What the rules in force would say of each with this choice, in the order given. Nothing is written.

    Without a type or a target nothing is tried. Refuses values that can't be chosen, and more than
    `MOST_AT_ONCE`. Ten queries at most.
    """
    if len(relationships) > MOST_AT_ONCE:
        refuse("NUMBER_OUT_OF_RANGE", "relationships", value=len(relationships), low=1, high=MOST_AT_ONCE)
    chosen, goal = _choice(chosen_type, trust_target)
    rules = lookups(user).rules
    found = situations([each.pk for each in relationships], at)
    answers: dict[Any, Judgement] = {}  # alike relationships have one answer

    def judgement(situation: Situation) -> Judgement:
        if situation.key not in answers:
            answers[situation.key] = judged(situation, rules)
        return answers[situation.key]

    return [
        Tried(
            relationship,
            situation,
            judgement(situation),
            judgement(replace(situation, chosen=chosen, target=goal)) if chosen and goal else None,
        )
        for relationship, situation in zip(relationships, found, strict=True)
    ]


def _choice(chosen_type: Any, trust_target: Any) -> tuple[CollaborationType | None, int | None]:
    problems = Problems()
    chosen = goal = None
    if chosen_type not in (None, ""):
        with problems.gather():
            chosen = CollaborationType(one_of(chosen_type, "chosen_type", CollaborationType))
    if trust_target not in (None, ""):
        with problems.gather():
            goal = level(trust_target, "trust_target")
    problems.raise_if_any()
    return chosen, goal
