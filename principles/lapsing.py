"""When an explanation no longer counts: it expired, or what it was approved on changed.

Explanations that await approval are left alone: who approves sees what stands then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from principles.checks import READS
from principles.choices import ExplanationLapse, RecordKind
from principles.models import Explanation
from relationships import changes
from relationships.actor import Actor
from relationships.changes import Announcement, Kind
from relationships.choices import CollaborationType, Door
from relationships.history import update_all
from relationships.models import Classification, Relationship
from relationships.shipped import system_actor

BATCH = 500
_OF_RELATIONSHIP = ("phase", "subject", "category")
_OFF_LADDER = (CollaborationType.CAPTIVE, CollaborationType.GUARDED)

# The kinds of record that a kind of change concerns; the others are compared with what was seen.
_CHANGED: dict[Kind, tuple[RecordKind, ...]] = {
    Kind.FACTS: (RecordKind.FACT,),
    Kind.TRUST: (RecordKind.TRUST_ASSESSMENT,),
    Kind.SAFEGUARD: (RecordKind.SAFEGUARD,),
    Kind.ARRANGEMENT: (RecordKind.ARRANGEMENT,),
    Kind.CONTRACT: (RecordKind.CONTRACT, RecordKind.LABEL),
}
KINDS = (*_CHANGED, Kind.CLASSIFICATION, Kind.RELATIONSHIP, Kind.EVERYTHING)


def on_change(announcement: Announcement) -> None:
    """Have the explanations lapse that a change of a record takes the ground from.

    Other rules are no change of a record: after EVERYTHING only those lapse whose type, target, phase,
    subject or category is another than the one they were approved on.
    """
    touched, by = announcement.relationships, announcement.by
    if announcement.kind is Kind.EVERYTHING:
        touched = touched or _explained()
    if announcement.kind in (Kind.CLASSIFICATION, Kind.EVERYTHING):
        _lapse_unlike(touched, ("chosen_type", "trust_target"), None, ExplanationLapse.DECISION_CHANGED, by)
    if announcement.kind in (Kind.RELATIONSHIP, Kind.EVERYTHING):
        changed = ExplanationLapse.RECORD_CHANGED
        _lapse_unlike(touched, ("phase",), _reading([RecordKind.PHASE]), changed, by)
        _lapse_unlike(touched, ("subject", "category"), _reading([RecordKind.LABEL]), changed, by)
    if announcement.kind in _CHANGED:
        lapse_reading(touched, _CHANGED[announcement.kind], by)


def lapse_reading(relationships: Collection[int], kinds: Collection[RecordKind], by: Actor) -> None:
    """Have the explanations of these relationships lapse whose check reads one of these kinds of record."""
    condition = _reading(kinds)
    if RecordKind.FACT in kinds:
        current = Classification.objects.filter(superseded_at__isnull=True, chosen_type__in=_OFF_LADDER)
        condition |= Q(relationship__in=current.values("relationship")) & ~Q(principle__check_code="")
    _lapse(_standing(relationships, condition), ExplanationLapse.RECORD_CHANGED, by)


def seen_of(relationship: Relationship) -> dict[str, Any]:
    """What an explanation is approved on, beside the records that the check reads."""
    return _seen([relationship.pk])[relationship.pk]


def lapse_expired(at: datetime) -> int:
    """Have the explanations lapse whose last day is past; how many. Idempotent."""
    by = system_actor(at, Door.WORKER)
    due = list(
        Explanation.objects.filter(lapsed_at__isnull=True, valid_until__lt=timezone.localdate(at)).order_by(
            "pk"
        )
    )
    _lapse(due, ExplanationLapse.EXPIRED, by)
    for relationships in _portions({each.relationship_id for each in due}):
        changes.announce(Kind.EXPLANATION, relationships, by)
    return len(due)


def _explained() -> list[int]:
    """The relationships with an explanation that stands."""
    approved = Explanation.objects.filter(lapsed_at__isnull=True, approved_at__isnull=False)
    return list(approved.order_by().values_list("relationship", flat=True).distinct())


def _reading(kinds: Collection[RecordKind]) -> Q:
    wanted = set(kinds)
    return Q(principle__check_code__in=[code for code, read in READS.items() if wanted & set(read)])


def _lapse_unlike(
    relationships: Collection[int],
    names: tuple[str, ...],
    condition: Q | None,
    why: ExplanationLapse,
    by: Actor,
) -> None:
    """Have those lapse that were approved on something else than what stands now.

    What was not kept when one was approved can't have become another since.
    """
    standing = _standing(relationships, condition or Q())
    now = _seen({each.relationship_id for each in standing})
    unlike = [
        each
        for each in standing
        if any(name in each.seen and each.seen[name] != now[each.relationship_id][name] for name in names)
    ]
    _lapse(unlike, why, by)


def _standing(relationships: Collection[int], condition: Q) -> list[Explanation]:
    approved = Explanation.objects.filter(condition, lapsed_at__isnull=True, approved_at__isnull=False)
    return [
        each
        for portion in _portions(relationships)
        for each in approved.filter(relationship__in=portion).order_by("pk")
    ]


def _seen(relationships: Collection[int]) -> dict[int, dict[str, Any]]:
    seen: dict[int, dict[str, Any]] = {}
    for portion in _portions(relationships):
        found = Relationship.objects.filter(pk__in=portion).values_list("pk", *_OF_RELATIONSHIP)
        for pk, *values in found:
            kept = dict(zip(_OF_RELATIONSHIP, values, strict=True))
            seen[pk] = {**kept, "chosen_type": None, "trust_target": None}
        for row in Classification.objects.filter(relationship__in=portion, superseded_at__isnull=True):
            seen[row.relationship_id].update(chosen_type=row.chosen_type, trust_target=row.trust_target)
    return seen


def _lapse(explanations: list[Explanation], why: ExplanationLapse, by: Actor) -> None:
    for each in explanations:
        each.lapsed_at = by.at
        each.lapse = why
    update_all(explanations, ["lapsed_at", "lapse"], by)
    changes.happened(
        [
            changes.Happening(
                changes.Event.EXPLANATION_LAPSED,
                by.at,
                relationship=each.relationship_id,
                says={"explanation": each.pk, "principle": each.principle_id, "lapse": str(why)},
            )
            for each in explanations
        ]
    )


def _portions(relationships: Iterable[int]) -> list[list[int]]:
    wanted = sorted(set(relationships))
    return [wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH)]
