"""Whether each relationship complies with each active principle, stored, and right after every change.

As with verdicts: `refresh` computes now, in the transaction of the change; after a bulk change
`mark_pending` makes the rows say PENDING in that same transaction and `compute_pending` fills them in.
What was found before stays as a `PastCompliance`, so that any day in the past can be answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from principles.checks import CHECKS, check
from principles.checks.findings import Finding
from principles.choices import ComputedResult, EffectiveResult
from principles.models import Compliance, Explanation, Judgement, PastCompliance, Principle
from principles.queries.sets import limits_of, set_in_force
from principles.queries.subjects import subjects
from relationships.locks import Lock, together
from relationships.models import Relationship

BATCH = 300
_KEPT = ("result", "effective", "reasons", "ways", "judgement_id", "explanation_id", "provisional")
_TO_EXPLAIN = (EffectiveResult.PARTLY, EffectiveResult.NON_COMPLIANT)


def refresh(relationships: Iterable[int], at: datetime) -> None:
    """Compute and store the compliance of these relationships. A constant number of queries a batch."""
    wanted = sorted(set(relationships))
    for start in range(0, len(wanted), BATCH):
        _refresh_batch(wanted[start : start + BATCH], at)


@transaction.atomic
def _refresh_batch(wanted: list[int], at: datetime) -> None:
    together(Lock.RULES)
    there = list(
        Relationship.objects.select_for_update(no_key=True)
        .filter(pk__in=wanted)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    current = set_in_force()
    principles = list(current.principles.filter(active=True))
    limits = limits_of(current, principles)
    held = {
        (each.relationship_id, each.principle_id): each
        for each in Compliance.objects.filter(relationship__in=there)
    }
    said = _Said(there)
    new: list[Compliance] = []
    on = timezone.localdate(at)
    for pk, (subject, holds_until) in subjects(there, at).items():
        for principle in principles:
            finding = None
            if principle.check_code in CHECKS:
                finding = check(principle.check_code, subject, limits, on)
            new.append(_row(pk, principle, finding, said, holds_until, at))
    _store(new, held, at)


def _row(
    relationship: int,
    principle: Principle,
    finding: Finding | None,
    said: _Said,
    holds_until: date | None,
    at: datetime,
) -> Compliance:
    """What is found, what a person judges otherwise, and what both come to with an explanation."""
    judgement = said.judgements.get((relationship, principle.code))
    explanation = said.explanations.get((relationship, principle.code))
    result = str(finding.result) if finding else str(ComputedResult.NOT_ASSESSABLE)
    effective = judgement.result if judgement is not None else result
    if explanation is not None and effective in _TO_EXPLAIN:
        effective = EffectiveResult.EXPLAINED
    else:
        explanation = None
    ends = [finding.valid_until if finding else None, holds_until]
    ends.append(explanation.valid_until if explanation else None)
    return Compliance(
        relationship_id=relationship,
        principle=principle,
        result=result,
        effective=effective,
        reasons=_stored(finding.reasons) if finding else [],
        ways=_stored(finding.ways) if finding else [],
        judgement=judgement,
        explanation=explanation,
        provisional=False,
        since=at,
        valid_until=min((each for each in ends if each is not None), default=None),
    )


def _stored(told: Sequence[Any]) -> list[dict[str, Any]]:
    return [{"code": str(each.code), "params": each.params} for each in told]


class _Said:
    """The judgements and explanations that stand for these relationships, by relationship and principle."""

    def __init__(self, relationships: list[int]) -> None:
        judgements = Judgement.objects.filter(relationship__in=relationships, withdrawn_at__isnull=True)
        explanations = Explanation.objects.filter(
            relationship__in=relationships, lapsed_at__isnull=True, approved_at__isnull=False
        )
        self.judgements = {(each.relationship_id, each.principle_code): each for each in judgements}
        self.explanations = {(each.relationship_id, each.principle_code): each for each in explanations}


def _store(new: list[Compliance], held: dict[tuple[int, int], Compliance], at: datetime) -> None:
    """Put the new rows in the place of those held; what differed is kept as past."""
    past: list[PastCompliance] = []
    for row in new:
        before = held.pop((row.relationship_id, row.principle_id), None)
        if before is None:
            continue
        if all(getattr(row, name) == getattr(before, name) for name in _KEPT):
            row.since = before.since
        elif before.result == ComputedResult.PENDING or before.since >= at:
            row.since = min(before.since, at)
        else:
            past.append(_past(before, at))
    past += [
        _past(each, at) for each in held.values() if each.result != ComputedResult.PENDING and each.since < at
    ]
    PastCompliance.objects.bulk_create(past, batch_size=1000)
    Compliance.objects.filter(pk__in=[each.pk for each in held.values()]).delete()
    Compliance.objects.bulk_create(
        new,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["relationship", "principle"],
        update_fields=[
            "result",
            "effective",
            "reasons",
            "ways",
            "judgement",
            "explanation",
            "provisional",
            "since",
            "valid_until",
        ],
    )


def _past(row: Compliance, until: datetime) -> PastCompliance:
    kept = {name: getattr(row, name) for name in _KEPT}
    return PastCompliance(
        relationship_id=row.relationship_id,
        principle_id=row.principle_id,
        since=row.since,
        until=until,
        **kept,
    )


def mark_pending(relationships: Iterable[int] | None, at: datetime) -> None:
    """Have the compliance of these (None: all) say PENDING until it is computed.

    Relationships that have no rows yet get them when it is computed.
    """
    rows = Compliance.objects.exclude(result=ComputedResult.PENDING)
    if relationships is not None:
        rows = rows.filter(relationship__in=list(relationships))
    for portion in _portions(rows):
        PastCompliance.objects.bulk_create(
            [_past(each, at) for each in portion if each.since < at], batch_size=1000
        )
        Compliance.objects.filter(pk__in=[each.pk for each in portion]).update(
            result=ComputedResult.PENDING,
            effective=EffectiveResult.PENDING,
            reasons=[],
            ways=[],
            judgement=None,
            explanation=None,
            since=at,
            valid_until=None,
        )


def _portions(rows: models.QuerySet[Compliance]) -> Iterable[list[Compliance]]:
    last = 0
    while portion := list(rows.filter(pk__gt=last).order_by("pk")[:1000]):
        yield portion
        last = portion[-1].pk


def due(at: datetime) -> models.QuerySet[Relationship]:
    """The relationships whose compliance is pending, overtaken by time, or not there yet."""
    on = timezone.localdate(at)
    rows = Compliance.objects.filter(
        models.Q(result=ComputedResult.PENDING) | models.Q(valid_until__lt=on)
    ).values("relationship")
    return Relationship.objects.filter(models.Q(pk__in=rows) | models.Q(compliance__isnull=True)).distinct()


def compute_due(at: datetime, progress: Callable[[int], None] | None = None) -> int:
    """Compute what is due, in batches that each stand by themselves; how many relationships.

    Can be broken off and taken up again at any moment.
    """
    done, last = 0, 0
    while batch := list(due(at).filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        refresh(batch, at)
        done, last = done + len(batch), batch[-1]
        if progress is not None:
            progress(done)
    return done
