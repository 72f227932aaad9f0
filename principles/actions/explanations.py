"""Acts of comply or explain: writing an explanation, approving somebody else's, taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from principles.choices import ExplanationLapse, SetState
from principles.lapsing import seen_of
from principles.models import Explanation, Principle
from relationships import changes
from relationships.actions.inputs import action, clean, locked
from relationships.actor import Actor
from relationships.errors import Problems, refuse
from relationships.history import keep, update_all
from relationships.models import Relationship, User
from relationships.permissions import Act, require
from relationships.queries import visible_to
from relationships.terms.days import add_months

EXPLANATION_FIELDS = ("principle", "reason", "instead", "owner", "valid_until")
LONGEST_MONTHS = 12


@action
def write_explanation(*, by: Actor, relationship: Relationship, given: Mapping[str, Any]) -> Explanation:
    """Explain a departure from a principle of the set in force: why, what is done instead, until when.

    The owner is the author unless another is named. It awaits the approval of somebody else; an approved
    one before it stands until then. One that awaited approval already is replaced.
    """
    require(by, Act.WRITE_EXPLANATIONS, relationship.unit)
    problems = Problems()
    kept = clean(
        Explanation,
        given,
        by=by,
        fields=EXPLANATION_FIELDS,
        problems=problems,
        required=("principle", "reason", "instead", "valid_until"),
    )
    until: date | None = kept.get("valid_until")
    if until is not None:
        latest = add_months(by.on, LONGEST_MONTHS)
        if until > latest:
            problems.add(
                "VALID_TOO_LONG",
                "valid_until",
                value=until,
                months=LONGEST_MONTHS,
                latest=latest,
            )
        if until < by.on:
            problems.add("END_BEFORE_START", "valid_until", end=until, start=by.on)
    with problems.gather():
        require_in_force(kept.get("principle"))
    problems.raise_if_any()
    locked(relationship)
    kept["owner"] = kept.get("owner") or by.user
    explanation = Explanation(
        relationship=relationship,
        principle_code=kept["principle"].code,
        author=by.user,
        written_on=by.on,
        **kept,
    )
    for each in _alike(explanation).filter(approved_at__isnull=True):
        _lapse(each, ExplanationLapse.REPLACED, by)
    keep(explanation, by)
    changes.announce(changes.Kind.EXPLANATION, [relationship.pk], by)
    return explanation


@action
def approve_explanation(*, by: Actor, explanation: Explanation, version: int | None = None) -> Explanation:
    """Approve what somebody else wrote: from now on it counts, and replaces the one approved before."""
    require(by, Act.APPROVE_EXPLANATIONS, explanation.relationship.unit)
    locked(explanation.relationship)
    explanation = _standing(explanation, version)
    if explanation.author_id == by.user.pk:
        refuse("OWN_EXPLANATION")
    if explanation.approved_at is not None:
        refuse("DUPLICATE", None, what=timezone.localdate(explanation.approved_at))
    if explanation.valid_until < by.on:
        refuse("LAPSED", None, on=explanation.valid_until)
    for each in _alike(explanation).filter(approved_at__isnull=False):
        _lapse(each, ExplanationLapse.REPLACED, by)
    explanation.approver = by.user
    explanation.approved_at = by.at
    explanation.seen = seen_of(explanation.relationship)
    keep(explanation, by)
    changes.announce(changes.Kind.EXPLANATION, [explanation.relationship_id], by)
    return explanation


@action
def withdraw_explanation(*, by: Actor, explanation: Explanation, version: int | None = None) -> Explanation:
    """Have an explanation no longer count; the result it explained shows again. It stays on record."""
    require(by, Act.WRITE_EXPLANATIONS, explanation.relationship.unit)
    explanation = _standing(explanation, version)
    _lapse(explanation, ExplanationLapse.WITHDRAWN, by)
    changes.announce(changes.Kind.EXPLANATION, [explanation.relationship_id], by)
    return explanation


def require_in_force(principle: Principle | None) -> None:
    """Refuse a principle that doesn't count: not active, or of a set that is not in force."""
    if principle is None:
        return
    if principle.principle_set.state != SetState.IN_FORCE:
        refuse(
            "WRONG_STATE",
            "principle",
            what=str(principle.principle_set),
            state=principle.principle_set.state,
            needed=SetState.IN_FORCE,
        )
    if not principle.active:
        refuse("WRONG_STATE", "principle", what=str(principle), state="INACTIVE", needed="ACTIVE")


def _standing(explanation: Explanation, version: int | None) -> Explanation:
    explanation = locked(explanation, version=version)
    if explanation.lapsed_at is not None:
        refuse("LAPSED", None, on=timezone.localdate(explanation.lapsed_at))
    return explanation


def _alike(explanation: Explanation) -> Any:
    """The standing explanations of the same relationship and principle."""
    return Explanation.objects.filter(
        relationship=explanation.relationship_id,
        principle_code=explanation.principle_code,
        lapsed_at__isnull=True,
    )


def _lapse(explanation: Explanation, why: ExplanationLapse, by: Actor) -> None:
    explanation.lapsed_at = by.at
    explanation.lapse = why
    keep(explanation, by)


def hand_over(by: Actor, of: User, to: User) -> None:
    """The explanations that somebody who leaves owned are looked after by his successor."""
    seen = visible_to(to, Explanation).filter(owner=of, lapsed_at__isnull=True)
    found = list(seen.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    for each in found:
        each.owner = to
    update_all(found, ("owner",), by)
