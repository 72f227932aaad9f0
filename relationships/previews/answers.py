"""What the rule says of facts that are given: nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relationships.errors import Refused
from relationships.fit import Verdict as Judgement
from relationships.fit import deciding_facts
from relationships.models import CategoryProfile, RuleSet, SafeguardKind, User, Verdict
from relationships.previews.given import FIELDS, Given, each_of, read
from relationships.previews.lookups import Lookups, lookups
from relationships.queries.facts import CurrentFact, current_facts
from relationships.queries.situations import Situation
from relationships.verdicts import columns_of, judged

NOBODY = 0
"""What a situation says of its relationship where there is none."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A situation that was given, and what a rule set says of it. `profile` supplied the assumed facts."""

    situation: Situation
    judgement: Judgement
    rule_set: RuleSet
    profile: CategoryProfile | None = None

    @property
    def facts(self) -> list[CurrentFact]:
        """Every fact as it was counted, in order."""
        return list(self.situation.facts.values())

    @property
    def deciding_facts(self) -> list[str]:
        """The unknown facts that could decide what is open, the most telling first."""
        answer = self.judgement.recommendation
        return list(deciding_facts(answer.facts, answer.rules, self.judgement.chosen, answer))

    @property
    def columns(self) -> dict[str, Any]:
        """What a stored verdict would say, by its names."""
        return columns_of(self.situation, self.judgement)

    def verdict(self, at: datetime) -> Verdict:
        """The same as the record that would be kept. It is not."""
        return Verdict(**self.columns, rule_set=self.rule_set, since=at)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one item of many, by its place from 0: a preview, or why there is none."""

    index: int
    preview: Preview | None
    refused: Refused | None

    @property
    def ok(self) -> bool:
        return self.preview is not None


def previews(user: User, items: Any, *, rule_set: Any = None) -> list[Answer]:
    """What a rule set (the one in force, without one) says of each item, in their order.

    Six queries at most for any number. An item that is refused does not spoil the others. Refuses as a
    whole what is no list of 1 to `MOST` items, and a rule set that the user may not see.
    """
    known = lookups(user, rule_set)
    found = each_of(items, lambda item: preview_of(item, known))
    return [
        Answer(place, None, each) if isinstance(each, Refused) else Answer(place, each, None)
        for place, each in enumerate(found)
    ]


def preview(user: User, item: Any, *, rule_set: Any = None) -> Preview:
    """The same of one item, which may be refused."""
    return preview_of(item, lookups(user, rule_set))


def preview_of(item: Any, known: Lookups) -> Preview:
    """What the rules say of one item; refuses with all reasons at once."""
    given = read(item, FIELDS, known)
    return judge(situation_of(given, known), known, given.category)


def judge(situation: Situation, known: Lookups, profile: CategoryProfile | None) -> Preview:
    return Preview(situation, judged(situation, known.rules), known.rule_set, profile)


def situation_of(given: Given, known: Lookups) -> Situation:
    """What was given as the rule sees it; what was not given is unknown."""
    return Situation(
        relationship=NOBODY,
        facts=given.laid_over(assumed_facts(given.category, known)),
        chosen=given.chosen,
        target=given.target,
        trust={direction: level for direction, level in given.trust.items() if level is not None},
        safeguards=by_level(given.safeguards.get("safeguards", ())),
        valid_until=None,
    )


def assumed_facts(profile: CategoryProfile | None, known: Lookups) -> Mapping[str, CurrentFact]:
    """Every fact as the category has it, unknown where that says nothing."""
    return current_facts([], {} if profile is None else known.assumed.get(profile.pk, {}), None)


def by_level(kinds: Any) -> dict[int, int]:
    """The number of these kinds, each there once, by the level that they stand in for."""
    found: dict[int, int] = {}
    for each in kinds:
        assert isinstance(each, SafeguardKind)  # noqa: S101 for the type checker
        found[each.level] = found.get(each.level, 0) + 1
    return found
