"""Acts on facts: rating them, for one relationship or for many at once, and withdrawing a rating."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from relationships import changes, tasks, verdicts
from relationships.actions.inputs import action, locked
from relationships.actor import Actor
from relationships.choices import ATTITUDES, FACTS, OTHER_FACTS, PARTY_FACTS, FactSource
from relationships.errors import Problems, refuse, shown
from relationships.history import insert_all, keep
from relationships.models import FactRating, Relationship, Unit
from relationships.permissions import Act, require
from relationships.values import block, day, level, one_of

# From this many relationships on, verdicts are left to the worker.
BULK = 50


@action
def rate_facts(
    *,
    by: Actor,
    relationship: Relationship,
    ratings: Mapping[str, Any],
    assessed_on: Any = None,
    evidence: Any = "",
    source: FactSource = FactSource.ASSESSED,
) -> list[FactRating]:
    """Rate facts of one relationship: {code: 1-5}, on a day (today, without one), with what was seen.

    Ratings are added, never overwritten. An attitude of 1 or 5 takes evidence, and counts only once a
    second assessor rates the same. All are kept or none.
    """
    require(by, Act.RATE_FACTS, relationship.unit)
    source = FactSource(one_of(source, "source", (FactSource.ASSESSED, FactSource.IMPORTED)))
    prepared = _prepare(by, ratings, assessed_on, evidence, FACTS)
    kept = [_rating(relationship, by, source, each) for each in prepared]
    insert_all(kept, by)
    if kept:
        verdicts.refresh([relationship.pk], by.at)
        changes.announce(changes.Kind.FACTS, [relationship.pk], by)
    return kept


@action
def rate_parties(
    *,
    by: Actor,
    relationships: Sequence[Relationship],
    ratings: Mapping[str, Any],
    assessed_on: Any = None,
    evidence: Any = "",
) -> list[FactRating]:
    """Rate facts of the parties for many relationships at once, as the same person on the same day.

    Only facts of the parties: what is delivered differs by relationship.
    """
    relationships = list(dict.fromkeys(relationships))
    for unit in Unit.objects.filter(pk__in={each.unit_id for each in relationships}):
        require(by, Act.RATE_FACTS, unit)
    prepared = _prepare(by, ratings, assessed_on, evidence, PARTY_FACTS + OTHER_FACTS)
    kept = [
        _rating(relationship, by, FactSource.ASSESSED, each)
        for relationship in relationships
        for each in prepared
    ]
    insert_all(kept, by)
    refresh_all([each.pk for each in relationships] if kept else [], by)
    return kept


def refresh_all(relationships: Sequence[int], by: Actor) -> None:
    """Have the verdicts of these follow: at once for a few, marked as pending for many."""
    if not relationships:
        return
    bulk = len(relationships) > BULK
    if bulk:
        verdicts.mark_pending(Relationship.objects.filter(pk__in=relationships), by.at)
        tasks.compute_later()
    else:
        verdicts.refresh(relationships, by.at)
    changes.announce(changes.Kind.FACTS, relationships, by, bulk=bulk)


@action
def withdraw_rating(*, by: Actor, rating: FactRating, version: int | None = None) -> FactRating:
    """Take a rating back: the next in order counts then, else the fact is unknown. It stays on record."""
    require(by, Act.RATE_FACTS, rating.relationship.unit)
    rating = locked(rating, version=version)
    if rating.withdrawn_at is not None:
        refuse("ALREADY_WITHDRAWN", None, on=timezone.localdate(rating.withdrawn_at))
    rating.withdrawn_at = by.at
    rating.withdrawn_by = by.user
    keep(rating, by)
    verdicts.refresh([rating.relationship_id], by.at)
    changes.announce(changes.Kind.FACTS, [rating.relationship_id], by)
    return rating


def _prepare(
    by: Actor, ratings: Mapping[str, Any], assessed_on: Any, evidence: Any, facts: Sequence[str]
) -> list[tuple[str, int, Any, str]]:
    problems = Problems()
    on = by.on
    with problems.gather():
        on = past_day(assessed_on, by)
    text = ""
    with problems.gather():
        text = block(evidence, "evidence")
    prepared = []
    if not isinstance(ratings, Mapping) or not ratings:
        problems.add("REQUIRED", "ratings")
        ratings = {}
    for fact, value in ratings.items():
        if fact not in facts:
            problems.add(
                "UNKNOWN_CODE", f"ratings.{shown(fact)}", value=shown(fact), choices=", ".join(facts)
            )
            continue
        with problems.gather("ratings"):
            rated = level(value, fact)
            if fact in ATTITUDES and rated in (1, 5) and not text:
                refuse("EVIDENCE_REQUIRED", fact, value=rated)
            prepared.append((str(fact), rated, on, text))
    problems.raise_if_any()
    return prepared


def past_day(value: Any, by: Actor, field: str = "assessed_on") -> Any:
    """The day on which something was seen: today, without one; never one to come."""
    if value in (None, ""):
        return by.on
    on = day(value, field)
    if on > by.on:
        refuse("DATE_IN_FUTURE", field, value=on)
    return on


def _rating(
    relationship: Relationship, by: Actor, source: FactSource, prepared: tuple[str, int, Any, str]
) -> FactRating:
    fact, value, on, evidence = prepared
    return FactRating(
        relationship=relationship,
        fact=fact,
        value=value,
        source=source,
        assessor=by.user,
        assessed_on=on,
        evidence=evidence,
        recorded_at=by.at,
    )
