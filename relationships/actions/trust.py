"""Acts on trust: assessing it in a direction, and the safeguards that stand in for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from relationships import changes, verdicts
from relationships.actions.facts import past_day
from relationships.actions.inputs import action, apply, clean, locked
from relationships.actor import Actor
from relationships.errors import Problems, refuse
from relationships.history import keep
from relationships.models import Contract, Relationship, Safeguard, TrustAssessment
from relationships.permissions import Act, require

ASSESSMENT_FIELDS = ("direction", "level", "ability", "integrity", "benevolence", "assessed_on", "evidence")
SAFEGUARD_FIELDS = ("kind", "active_from", "active_to", "contract", "remarks")


@action
def assess_trust(*, by: Actor, relationship: Relationship, given: Mapping[str, Any]) -> TrustAssessment:
    """Record how far one side trusts the other, 1-5, on a day (today, without one)."""
    require(by, Act.ASSESS_TRUST, relationship.unit)
    problems = Problems()
    kept = clean(
        TrustAssessment,
        {name: value for name, value in given.items() if name != "assessed_on"},
        by=by,
        fields=ASSESSMENT_FIELDS,
        problems=problems,
        required=("direction", "level"),
    )
    with problems.gather():
        kept["assessed_on"] = past_day(given.get("assessed_on"), by)
    problems.raise_if_any()
    assessment = TrustAssessment(relationship=relationship, assessor=by.user, recorded_at=by.at, **kept)
    keep(assessment, by)
    _announce(relationship.pk, changes.Kind.TRUST, by)
    return assessment


@action
def withdraw_assessment(
    *, by: Actor, assessment: TrustAssessment, version: int | None = None
) -> TrustAssessment:
    """Take an assessment back: the one before it counts then. It stays on record."""
    require(by, Act.ASSESS_TRUST, assessment.relationship.unit)
    assessment = locked(assessment, version=version)
    if assessment.withdrawn_at is not None:
        refuse("ALREADY_WITHDRAWN", None, on=timezone.localdate(assessment.withdrawn_at))
    assessment.withdrawn_at = by.at
    assessment.withdrawn_by = by.user
    keep(assessment, by)
    _announce(assessment.relationship_id, changes.Kind.TRUST, by)
    return assessment


@action
def add_safeguard(*, by: Actor, relationship: Relationship, given: Mapping[str, Any]) -> Safeguard:
    """Record a safeguard in place, from a day (today, without one) to a day (open, without one)."""
    require(by, Act.KEEP_SAFEGUARDS, relationship.unit)
    kept = _clean_safeguard(by, given, relationship, Safeguard(active_from=by.on), required=("kind",))
    safeguard = keep(Safeguard(relationship=relationship, **{"active_from": by.on, **kept}), by)
    _announce(relationship.pk, changes.Kind.SAFEGUARD, by)
    return safeguard


@action
def change_safeguard(
    *, by: Actor, safeguard: Safeguard, given: Mapping[str, Any], version: int | None = None
) -> Safeguard:
    """Correct a safeguard, or end it by its last day."""
    require(by, Act.KEEP_SAFEGUARDS, safeguard.relationship.unit)
    safeguard = locked(safeguard, version=version)
    kept = _clean_safeguard(by, given, safeguard.relationship, safeguard)
    if apply(safeguard, kept):
        keep(safeguard, by)
        _announce(safeguard.relationship_id, changes.Kind.SAFEGUARD, by)
    return safeguard


def _clean_safeguard(
    by: Actor,
    given: Mapping[str, Any],
    relationship: Relationship,
    safeguard: Safeguard,
    required: tuple[str, ...] = (),
) -> dict[str, Any]:
    problems = Problems()
    kept = clean(Safeguard, given, by=by, fields=SAFEGUARD_FIELDS, problems=problems, required=required)
    if "active_from" in given and kept.get("active_from") is None and not problems.on("active_from"):
        problems.add("REQUIRED", "active_from")
    start = kept.get("active_from") or safeguard.active_from
    end = kept.get("active_to", safeguard.active_to)
    if start and end and end < start and not problems.refusals:
        problems.add("END_BEFORE_START", "active_to", end=end, start=start)
    contract: Contract | None = kept.get("contract")
    if contract is not None and contract.relationship_id != relationship.pk:
        problems.add("OTHER_RELATIONSHIP", "contract", value=str(contract))
    problems.raise_if_any()
    return kept


def _announce(relationship: int, kind: changes.Kind, by: Actor) -> None:
    verdicts.refresh([relationship], by.at)
    changes.announce(kind, [relationship], by)
