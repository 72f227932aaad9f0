"""Whether each relationship complies with each active principle, stored, and right after every change.

As with verdicts: `refresh` computes now, in the transaction of the change; after a bulk change
`mark_pending` makes the rows say PENDING in that same transaction and `compute_due` fills them in.
What was found before stays as a `PastCompliance`, so that any day in the past can be answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from principles.choices import ComputedResult, EffectiveResult
from principles.models import Compliance, PastCompliance
from principles.queries.computed import Found, found
from principles.queries.sets import limits_of, set_in_force
from relationships import rows
from relationships.locks import Lock, together
from relationships.models import Relationship
from relationships.queries.among import among
from relationships.queries.reading import Reading
from relationships.verdicts import held

BATCH = 500
PORTION = 5_000
_COLUMNS = tuple(each.name for each in fields(Found))
_kept = attrgetter("result", "effective", "reasons", "ways", "judgement_id", "explanation_id")
_all = attrgetter(*_COLUMNS)
_PENDING = Reading(
    lambda of, _: Compliance.objects.filter(relationship__in=of, result=ComputedResult.PENDING).order_by(),
    *("relationship_id", "principle_id", "since", "id"),
)
_SETTLED = Reading(
    lambda of, _: (
        Compliance.objects.filter(relationship__in=of).exclude(result=ComputedResult.PENDING).order_by()
    ),
    *(*_COLUMNS, "id"),
)


def refresh(relationships: Iterable[int], at: datetime) -> None:
    """Compute and store the compliance of these relationships. A constant number of queries a batch."""
    wanted = sorted(set(relationships))
    for start in range(0, len(wanted), BATCH):
        _refresh_batch(wanted[start : start + BATCH], at)


@transaction.atomic
def _refresh_batch(wanted: list[int], at: datetime) -> None:
    together(Lock.RULES)
    there = held(wanted)
    current = set_in_force()
    principles = list(current.principles.filter(active=True))
    limits = limits_of(current, principles)
    before = _stored(there)
    new = found(there, principles, limits, at)
    _store(new, before, current.in_force_from or at, at)


@dataclass(slots=True)
class _Held(Found):
    """A row as it is stored."""

    id: int


def _stored(relationships: list[int]) -> dict[tuple[int, int], _Held]:
    """The rows as they are. Of pending ones only when they began is read: the rest is empty."""
    code = str(ComputedResult.PENDING)
    found = [
        _Held(pk, principle, code, code, [], [], None, None, since, None, row)
        for pk, principle, since, row in _PENDING(relationships)
    ]
    found += [_Held(*each) for each in _SETTLED(relationships)]
    return {(each.relationship_id, each.principle_id): each for each in found}


def _store(
    new: list[Found], stored: dict[tuple[int, int], _Held], in_force_from: datetime, at: datetime
) -> None:
    """Put the new rows in the place of those stored; what differed is kept as past.

    Five statements at most; rows that stay as they are aren't written.
    """
    past: list[tuple[Any, ...]] = []
    added: list[tuple[Any, ...]] = []
    changed: list[tuple[Any, ...]] = []
    waiting = _waiting(stored.values())
    for row in new:
        before = stored.pop((row.relationship_id, row.principle_id), None)
        if before is None:  # the first of this principle: it counts from the change that was waited for
            row.since = min(at, max(waiting.get(row.relationship_id, at), in_force_from))
            added.append(_all(row))
            continue
        if _kept(row) == _kept(before):
            row.since = before.since
        elif before.result == ComputedResult.PENDING or before.since >= at:
            row.since = min(before.since, at)
        else:
            past.append(_past(before, at))
        if _all(row) != _all(before):
            changed.append((*_all(row)[2:], before.id))
    past += [
        _past(each, at)
        for each in stored.values()
        if each.result != ComputedResult.PENDING and each.since < at
    ]
    gone = [each.id for each in stored.values()]
    rows.insert(PastCompliance, (*_COLUMNS[:-1], "until"), past)
    if gone:
        Compliance.objects.filter(pk__in=among(gone)).delete()
    rows.change(Compliance, _COLUMNS[2:], changed)
    rows.insert(Compliance, _COLUMNS, added)


def _waiting(held: Iterable[Found]) -> dict[int, datetime]:
    """Since when something of each relationship waits to be computed."""
    found: dict[int, datetime] = {}
    for each in held:
        if each.result == ComputedResult.PENDING:
            found[each.relationship_id] = min(each.since, found.get(each.relationship_id, each.since))
    return found


def _past(row: Found, until: datetime) -> tuple[Any, ...]:
    return (*_all(row)[:-1], until)


def mark_pending(relationships: Iterable[int] | None, at: datetime) -> None:
    """Have the compliance of these (None: all) say PENDING until it is computed.

    Relationships that have no rows yet get them when it is computed. Two statements for all of them, else
    two for each portion of those given.
    """
    settled = Compliance.objects.exclude(result=ComputedResult.PENDING)
    if relationships is None:
        _mark(settled, at)
        return
    wanted = sorted(set(relationships))
    for start in range(0, len(wanted), PORTION):
        _mark(settled.filter(relationship__in=among(wanted[start : start + PORTION])), at)


@transaction.atomic
def _mark(settled: models.QuerySet[Compliance], at: datetime) -> None:
    rows.copy_as_past(settled.filter(since__lt=at), PastCompliance, at)
    settled.update(
        result=ComputedResult.PENDING,
        effective=EffectiveResult.PENDING,
        reasons=[],
        ways=[],
        judgement=None,
        explanation=None,
        since=at,
        valid_until=None,
    )


def due(at: datetime) -> models.QuerySet[Relationship]:
    """The relationships whose compliance is pending, overtaken by time, or not there yet."""
    of_it = Compliance.objects.filter(relationship=models.OuterRef("pk"))
    overtaken = models.Q(result=ComputedResult.PENDING) | models.Q(valid_until__lt=timezone.localdate(at))
    return Relationship.objects.filter(
        models.Q(models.Exists(of_it.filter(overtaken))) | ~models.Q(models.Exists(of_it))
    )


def compute_due(at: datetime, progress: Callable[[int], None] | None = None) -> int:
    """Compute what is due, in batches that each stand by themselves; how many relationships.

    Can be broken off and taken up again at any moment.
    """
    done = 0
    for batch in _due_batches(at):
        refresh(batch, at)
        done += len(batch)
        if progress is not None:
            progress(done)
    return done


def _due_batches(at: datetime) -> Iterator[list[int]]:
    """What is due in portions by id, each read when its turn comes: looking takes one walk in all."""
    last = 0
    while there := list(
        Relationship.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:PORTION]
    ):
        of_portion = due(at).filter(pk__gt=last, pk__lte=there[-1]).order_by("pk")
        waiting = list(of_portion.values_list("pk", flat=True))
        yield from (waiting[start : start + BATCH] for start in range(0, len(waiting), BATCH))
        last = there[-1]
