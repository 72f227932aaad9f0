"""A rule set tried out: what would change if it were in force. Nothing is written.

Each relationship is judged twice, as it is at this moment: by the rules in force and by those tried. What
is stored of it doesn't matter, so that a verdict still pending, or overtaken by time, is right here too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from relationships.choices import VerdictCode
from relationships.errors import refuse
from relationships.fit import Rules
from relationships.fit import Verdict as Judgement
from relationships.models import Portfolio, Relationship, RuleSet, Unit, User
from relationships.queries import visible_to
from relationships.queries.rules import rule_set_in_force, rules_of
from relationships.queries.situations import Situation, situations
from relationships.verdicts import BATCH, judged

MOST = 10_000
"""How many relationships a door tries at once; more are for `manage.py try_rule_set`."""

LARGEST_PAGE = 1_000
_REMEMBERED = 5_000
_NO_ANSWER = (VerdictCode.NOT_ASSESSABLE,)


class Aspect(StrEnum):
    """What is compared of a relationship, by the name it has in a verdict."""

    RECOMMENDED_TYPE = "recommended_type"
    NEEDED_DEPTH = "needed_depth"
    REQUIRED_TRUST = "required_trust"
    REQUIRED_TRUST_RECOMMENDED = "required_trust_recommended"
    VERDICT = "verdict"


class Effect(StrEnum):
    """What the rules tried do to one aspect of a relationship.

    UNDECIDED: by neither rules is there an answer (a range, or NOT_ASSESSABLE). NOT_APPLICABLE: nothing is
    chosen yet, so there is no verdict, and no type whose trust could be required.
    """

    UNCHANGED = "UNCHANGED"
    CHANGED = "CHANGED"
    NEWLY_DECIDED = "NEWLY_DECIDED"
    NO_LONGER_DECIDED = "NO_LONGER_DECIDED"
    UNDECIDED = "UNDECIDED"
    NOT_APPLICABLE = "NOT_APPLICABLE"


MOVES = (Effect.CHANGED, Effect.NEWLY_DECIDED, Effect.NO_LONGER_DECIDED)
_OF_THE_CHOSEN = (Aspect.REQUIRED_TRUST, Aspect.VERDICT)
Outcome = dict[Aspect, Any]
"""What rules say of each aspect; None: undecided."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One relationship under both rules."""

    relationship: int
    chosen_type: str | None
    before: Outcome
    after: Outcome
    effects: dict[Aspect, Effect]
    named: dict[str, Any] = field(default_factory=dict)

    @property
    def affected(self) -> bool:
        """Whether anything would not be as it is."""
        return any(each in MOVES for each in self.effects.values())


@dataclass(frozen=True, slots=True)
class Move:
    """How many relationships go from one value to another; None: undecided."""

    old: Any
    new: Any
    count: int


class Totals:
    """What became of all relationships tried so far."""

    def __init__(self) -> None:
        self.relationships = 0
        self.affected = 0
        self.effects: dict[Aspect, Counter[Effect]] = {each: Counter() for each in Aspect}
        self._moves: dict[Aspect, Counter[tuple[Any, Any]]] = {each: Counter() for each in Aspect}

    def add(self, tried: Tried) -> None:
        self.relationships += 1
        self.affected += tried.affected
        for aspect, effect in tried.effects.items():
            self.effects[aspect][effect] += 1
            if effect in MOVES:
                self._moves[aspect][tried.before[aspect], tried.after[aspect]] += 1

    def moves(self, aspect: Aspect) -> list[Move]:
        """From what to what, the most frequent first."""
        found = [Move(old, new, count) for (old, new), count in self._moves[aspect].items()]
        return sorted(found, key=lambda each: (-each.count, str(each.old), str(each.new)))


@dataclass(frozen=True, slots=True)
class Trial:
    """A try-out: the relationships that would change, a page of them, and the totals of all.

    `totals` only comes with the first page. `following` is the relationship after which the next page
    begins; None: this is the last. `digest` of the parameters tried: the same, the same answer.
    """

    rows: list[Tried]
    following: int | None
    totals: Totals | None


def chosen(user: User, *, portfolio: Portfolio | None = None, unit: Unit | None = None) -> QuerySet[Any]:
    """The relationships that a try-out is about: all that the user may see, or those of a portfolio or a
    unit and the units below it."""
    found = visible_to(user, Relationship)
    if portfolio is not None:
        found = found.filter(portfolio=portfolio)
    if unit is not None:
        found = found.filter(unit__path__startswith=unit.path)
    return found


def trial(
    rule_set: RuleSet,
    relationships: QuerySet[Any],
    *,
    at: datetime,
    after: int | None = None,
    limit: int = 100,
) -> Trial:
    """What would change of these relationships, at most `limit` of those that would, by their id.

    Without `after` it is the first page, with the totals. Refuses TRIAL_TOO_LARGE above `MOST`.
    """
    if after is not None:
        relationships = relationships.filter(pk__gt=after)
    count = relationships.order_by().count()
    if count > MOST:
        refuse("TRIAL_TOO_LARGE", None, count=count, limit=MOST)
    totals = Totals()
    rows: list[Tried] = []
    for batch in batches(rule_set, relationships, at=at):
        for each in batch:
            totals.add(each)
        rows += [each for each in batch if each.affected][: limit + 1 - len(rows)]
        if after is not None and len(rows) > limit:
            break
    following = rows[limit - 1].relationship if len(rows) > limit else None
    return Trial(named(rows[:limit]), following, totals if after is None else None)


def batches(
    rule_set: RuleSet,
    relationships: QuerySet[Any],
    *,
    at: datetime,
    progress: Callable[[int], None] | None = None,
) -> Iterator[list[Tried]]:
    """Every relationship under both rules, by id, a batch at a time: memory is that of a batch.

    Ten queries at most a batch; `progress` is told how many were tried.
    """
    before, after = rules_of(rule_set_in_force()), rules_of(rule_set)
    pks = relationships.order_by("pk").values_list("pk", flat=True)
    alike: dict[Any, tuple[Judgement, Judgement]] = {}
    done, last = 0, 0
    while batch := list(pks.filter(pk__gt=last)[:BATCH]):
        found = []
        for situation in situations(batch, at):
            if situation.key not in alike:
                if len(alike) >= _REMEMBERED:
                    alike.clear()
                alike[situation.key] = _both(situation, before, after)
            found.append(_tried(situation, *alike[situation.key]))
        yield found
        done, last = done + len(batch), batch[-1]
        if progress is not None:
            progress(done)


def named(rows: list[Tried]) -> list[Tried]:
    """The same with what people know a relationship by: unit, party and subject. One query."""
    wanted = Relationship.objects.filter(pk__in=[each.relationship for each in rows])
    found = {
        pk: {"unit": unit, "party": party, "subject": subject}
        for pk, unit, party, subject in wanted.values_list("pk", "unit__code", "party__name", "subject")
    }
    return [
        replace(each, named=found.get(each.relationship, dict.fromkeys(("unit", "party", "subject"), "")))
        for each in rows
    ]


def row_as_data(tried: Tried) -> dict[str, Any]:
    """A relationship that would change, as data: null is undecided."""
    return {
        "relationship": tried.relationship,
        **tried.named,
        "chosen_type": tried.chosen_type,
        "before": tried.before,
        "after": tried.after,
        "effects": tried.effects,
    }


def totals_as_data(totals: Totals) -> dict[str, Any]:
    """The totals as data: by aspect how many of each effect, and the moves from what to what."""
    return {
        "relationships": totals.relationships,
        "affected": totals.affected,
        "aspects": [
            {
                "aspect": aspect,
                **{each.value.lower(): totals.effects[aspect][each] for each in Effect},
                "moves": [
                    {"old": each.old, "new": each.new, "count": each.count} for each in totals.moves(aspect)
                ],
            }
            for aspect in Aspect
        ],
    }


def _both(situation: Situation, before: Rules, after: Rules) -> tuple[Judgement, Judgement]:
    return judged(situation, before), judged(situation, after)


def _tried(situation: Situation, before: Judgement, after: Judgement) -> Tried:
    one, other = _outcome(before), _outcome(after)
    effects = {
        each: _effect(each, one[each], other[each], classified=situation.chosen is not None)
        for each in Aspect
    }
    return Tried(situation.relationship, situation.chosen, one, other, effects)


def _outcome(judgement: Judgement) -> Outcome:
    advice = judgement.recommendation
    return {
        Aspect.RECOMMENDED_TYPE: advice.recommended_type,
        Aspect.NEEDED_DEPTH: advice.needed_depth,
        Aspect.REQUIRED_TRUST: judgement.required_trust,
        Aspect.REQUIRED_TRUST_RECOMMENDED: advice.required_trust_recommended,
        Aspect.VERDICT: judgement.verdict,
    }


def _effect(aspect: Aspect, before: Any, after: Any, *, classified: bool) -> Effect:
    if aspect in _OF_THE_CHOSEN and not classified:
        return Effect.NOT_APPLICABLE
    was_open, is_open = (each is None or each in _NO_ANSWER for each in (before, after))
    if was_open:
        return Effect.UNDECIDED if is_open else Effect.NEWLY_DECIDED
    if is_open:
        return Effect.NO_LONGER_DECIDED
    return Effect.UNCHANGED if before == after else Effect.CHANGED
