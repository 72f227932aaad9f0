"""What changed last, as far as somebody may see it: from the history, alike changes told as one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from principles.models import Explanation, Review
from relationships.history import ACTS
from relationships.models import (
    Classification,
    Contract,
    FactRating,
    Relationship,
    Safeguard,
    TrustAssessment,
    User,
)
from relationships.queries import visible_to
from relationships.queries.among import among

RECORDS: tuple[type[Any], ...] = (
    Relationship,
    Contract,
    Classification,
    TrustAssessment,
    FactRating,
    Safeguard,
    Explanation,
    Review,
)
LOOKED_AT = 200
"""So many of the last changes of each kind of record are looked at."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Somebody did the same thing to records of one kind, at one moment.

    `act` is CREATED, CHANGED or REMOVED; `record` the name of the kind. `relationships`: of how many;
    `relationship` the one, when it is one. `records`: how many records. `more`: there may be others, beyond
    what was looked at.
    """

    at: datetime
    who: User | None
    act: str
    record: str
    records: int
    relationships: int
    relationship: Relationship | None
    more: bool = False


@dataclass(slots=True)
class _Run:
    at: datetime
    who: int | None
    act: str
    model: type[Any]
    relationships: set[int]
    records: int
    more: bool = False


def recent(user: User, size: int = 10, *, few: Collection[int] | None = None) -> list[Happening]:
    """The last things that were done to relationships that the user sees, the latest first.

    A statement for each kind of record and two more. Alike changes of one person at one moment are one.
    `few`: the ids of all relationships that he sees, where these are few, so that one begins with them.
    """
    seen = visible_to(user, Relationship).order_by()

    def of_seen(key: str) -> Any:
        return Exists(seen.filter(pk=OuterRef(key))) if few is None else Q(**{f"{key}__in": among(few)})

    runs = [run for model in RECORDS for run in _runs(model, of_seen)]
    runs.sort(key=lambda each: each.at, reverse=True)
    del runs[size:]
    alone = {next(iter(each.relationships)) for each in runs if len(each.relationships) == 1}
    named = visible_to(user, Relationship).filter(pk__in=alone).select_related("party")
    by_id = {each.pk: each for each in named.only("subject", "party__name")}
    people = User.objects.in_bulk({each.who for each in runs if each.who is not None})
    return [
        Happening(
            at=each.at,
            who=people.get(each.who),
            act=ACTS[each.act],
            record=each.model.__name__,
            records=each.records,
            relationships=len(each.relationships),
            relationship=by_id.get(next(iter(each.relationships))) if len(each.relationships) == 1 else None,
            more=each.more,
        )
        for each in runs
    ]


def _runs(model: type[Any], of_seen: Callable[[str], Any]) -> Iterator[_Run]:
    key = "id" if model is Relationship else "relationship_id"
    last = (
        model.history.filter(of_seen(key))
        .order_by("-history_id")
        .values_list("history_date", "history_user_id", "history_type", key)[:LOOKED_AT]
    )
    run: _Run | None = None
    looked_at = 0
    for at, who, act, relationship in last:
        looked_at += 1
        if run is not None and (run.at, run.who, run.act) == (at, who, act):
            run.relationships.add(relationship)
            run.records += 1
            continue
        if run is not None:
            yield run
        run = _Run(at, who, act, model, {relationship}, 1)
    if run is not None:
        run.more = looked_at == LOOKED_AT
        yield run
