"""Relationships held against a set that is not in force: what it would say of them, and what would change.

Provisional (voorlopig): computed when asked, never stored. Each relationship is looked at twice, as it is at
this moment: under the set in force and under the one tried, as if that came into force today. So what is
stored, pending perhaps, doesn't matter here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from principles.checks.records import Limits
from principles.choices import SetState
from principles.models import Principle, PrincipleSet
from principles.queries.computed import Found, Seen
from principles.queries.sets import limits_of, set_in_force
from relationships.errors import refuse
from relationships.models import Relationship

BATCH = 300
MOST = 10_000
"""How many relationships are tried at once."""

LARGEST_PAGE = 1_000
_OPEN = (SetState.DRAFT, SetState.SUBMITTED)


@dataclass(frozen=True, slots=True)
class Provisional:
    """What is found of a relationship under a principle of the set tried, beside what is found now.

    `found` is under `principle` of the set tried; None: that set does not have it, or not active. `standing`
    is under the principle of the same code in the set in force; None: it isn't in force.
    """

    code: str
    principle: Principle
    found: Found | None
    standing: Found | None
    provisional: bool = True

    @property
    def old(self) -> str | None:
        return self.standing.effective if self.standing else None

    @property
    def new(self) -> str | None:
        return self.found.effective if self.found else None

    @property
    def old_result(self) -> str | None:
        return self.standing.result if self.standing else None

    @property
    def new_result(self) -> str | None:
        return self.found.result if self.found else None

    @property
    def changed(self) -> bool:
        return (self.old, self.old_result) != (self.new, self.new_result)


@dataclass(frozen=True, slots=True)
class Move:
    """How many relationships go from one effective result to another; None: the principle isn't there."""

    principle: str
    old: str | None
    new: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Tried:
    """A relationship that would not be as it is, with the principles of which that is so."""

    relationship: int
    changes: tuple[Provisional, ...]
    named: dict[str, Any] = field(default_factory=dict)


class Totals:
    """What became of all relationships tried so far."""

    def __init__(self) -> None:
        self.relationships = 0
        self.affected = 0
        self._moves: dict[str, Counter[tuple[str | None, str | None]]] = defaultdict(Counter)

    def add(self, found: list[Provisional]) -> None:
        self.relationships += 1
        self.affected += any(each.changed for each in found)
        for each in found:
            self._moves[each.code][each.old, each.new] += 1

    @property
    def moves(self) -> list[Move]:
        """From what to what under each principle, what stays as it is too; the most frequent first."""
        return [
            Move(code, old, new, count)
            for code, counts in self._moves.items()
            for (old, new), count in sorted(counts.items(), key=lambda each: (-each[1], str(each[0])))
        ]


@dataclass(frozen=True, slots=True)
class Trial:
    """What would change: a page of the relationships that would, and the totals of all.

    `totals` only comes with the first page. `following` is the relationship after which the next page
    begins; None: this is the last.
    """

    rows: list[Tried]
    following: int | None
    totals: Totals | None
    provisional: bool = True


def provisional(
    principle_set: PrincipleSet, relationships: Collection[int], at: datetime
) -> dict[int, list[Provisional]]:
    """What a set that is not in force says of these relationships, in the order of its principles.

    Principles that only the set in force has come last. A constant number of queries. Refuses a set that is
    or was in force (WRONG_STATE).
    """
    return _Sets(principle_set, at).of(relationships, at)


def trial(
    principle_set: PrincipleSet,
    relationships: QuerySet[Relationship],
    *,
    at: datetime,
    after: int | None = None,
    limit: int = 100,
) -> Trial:
    """What would change of these relationships, at most `limit` of those that would, by their id.

    Without `after` it is the first page, with the totals. Refuses more than 10,000 relationships
    (TRIAL_TOO_LARGE), and a set that is or was in force (WRONG_STATE).
    """
    chosen = Relationship.objects.filter(pk__in=relationships.order_by().values("pk"))
    if after is not None:
        chosen = chosen.filter(pk__gt=after)
    count = chosen.count()
    if count > MOST:
        refuse("TRIAL_TOO_LARGE", None, count=count, limit=MOST)
    totals = Totals()
    rows: list[Tried] = []
    for batch in batches(principle_set, chosen, at=at):
        for pk, found in batch.items():
            totals.add(found)
            changes = tuple(each for each in found if each.changed)
            if changes and len(rows) <= limit:
                rows.append(Tried(pk, changes))
        if after is not None and len(rows) > limit:
            break
    following = rows[limit - 1].relationship if len(rows) > limit else None
    return Trial(_named(rows[:limit]), following, totals if after is None else None)


def batches(
    principle_set: PrincipleSet, relationships: QuerySet[Relationship], *, at: datetime
) -> Iterator[dict[int, list[Provisional]]]:
    """What `provisional` says of all of these, by id, a batch at a time: memory is that of a batch.

    A constant number of queries a batch.
    """
    sets = _Sets(principle_set, at)
    ids = relationships.order_by("pk").values_list("pk", flat=True)
    last = 0
    while batch := list(ids.filter(pk__gt=last)[:BATCH]):
        yield sets.of(batch, at)
        last = batch[-1]


class _Sets:
    """The set in force and the one tried, as the checks take them."""

    def __init__(self, tried: PrincipleSet, at: datetime) -> None:
        if tried.state not in _OPEN:
            refuse("WRONG_STATE", None, what=str(tried), state=tried.state, needed=SetState.DRAFT)
        self.standing = _taken(set_in_force())
        principles, limits = _taken(tried)
        self.tried = principles, replace(limits, in_force_on=timezone.localdate(at), in_force_at=at)

    def of(self, relationships: Collection[int], at: datetime) -> dict[int, list[Provisional]]:
        seen = Seen(relationships, at)
        before, after = (
            {(each.relationship_id, each.principle_id): each for each in seen.under(*taken)}
            for taken in (self.standing, self.tried)
        )
        old, new = ({each.code: each for each in principles} for principles, _ in (self.standing, self.tried))
        return {
            pk: [
                Provisional(
                    code,
                    new.get(code) or old[code],
                    after.get((pk, new[code].pk)) if code in new else None,
                    before.get((pk, old[code].pk)) if code in old else None,
                )
                for code in new | old
            ]
            for pk in relationships
        }


def _taken(principle_set: PrincipleSet) -> tuple[list[Principle], Limits]:
    principles = list(principle_set.principles.filter(active=True))
    return principles, limits_of(principle_set, principles)


def _named(rows: list[Tried]) -> list[Tried]:
    """The same with what people know a relationship by: unit, party and subject. One query."""
    wanted = Relationship.objects.filter(pk__in=[each.relationship for each in rows])
    found = {
        pk: {"unit": unit, "party": party, "subject": subject}
        for pk, unit, party, subject in wanted.values_list("pk", "unit__code", "party__name", "subject")
    }
    return [replace(each, named=found.get(each.relationship, {})) for each in rows]
