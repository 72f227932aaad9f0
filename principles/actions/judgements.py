"""Acts of who judges otherwise than a check: with a reason, beside what was computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from principles.actions.explanations import require_in_force
from principles.models import Judgement
from relationships import changes
from relationships.actions.inputs import action, clean, locked
from relationships.actor import Actor
from relationships.errors import Problems, refuse
from relationships.history import keep
from relationships.models import Relationship
from relationships.permissions import Act, require

JUDGEMENT_FIELDS = ("principle", "result", "reason")


@action
def judge_compliance(*, by: Actor, relationship: Relationship, given: Mapping[str, Any]) -> Judgement:
    """Judge a relationship under a principle of the set in force. The judgement before is withdrawn."""
    require(by, Act.JUDGE_COMPLIANCE, relationship.unit)
    problems = Problems()
    kept = clean(
        Judgement, given, by=by, fields=JUDGEMENT_FIELDS, problems=problems, required=JUDGEMENT_FIELDS
    )
    with problems.gather():
        require_in_force(kept.get("principle"))
    problems.raise_if_any()
    locked(relationship)
    code = kept["principle"].code
    before = Judgement.objects.filter(
        relationship=relationship, principle_code=code, withdrawn_at__isnull=True
    )
    for each in before:
        _withdraw(each, by)
    judgement = Judgement(
        relationship=relationship, principle_code=code, judged_by=by.user, judged_at=by.at, **kept
    )
    keep(judgement, by)
    changes.announce(changes.Kind.JUDGEMENT, [relationship.pk], by)
    return judgement


@action
def withdraw_judgement(*, by: Actor, judgement: Judgement, version: int | None = None) -> Judgement:
    """Have what was computed count again. The judgement stays on record."""
    require(by, Act.JUDGE_COMPLIANCE, judgement.relationship.unit)
    judgement = locked(judgement, version=version)
    if judgement.withdrawn_at is not None:
        refuse("ALREADY_WITHDRAWN", None, on=timezone.localdate(judgement.withdrawn_at))
    _withdraw(judgement, by)
    changes.announce(changes.Kind.JUDGEMENT, [judgement.relationship_id], by)
    return judgement


def _withdraw(judgement: Judgement, by: Actor) -> None:
    judgement.withdrawn_at = by.at
    judgement.withdrawn_by = by.user
    keep(judgement, by)
