"""Ratings as if they were recorded: which of them would count, beside those that are there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from relationships.choices import FactSource
from relationships.errors import Refused
from relationships.models import Relationship, User
from relationships.queries.facts import (
    CurrentFact,
    Rating,
    assumed_by_profile,
    current_facts,
    durations_of,
    ratings_of,
)
from relationships.values import day, level

_UNKEPT = 2**62
"""The id of a rating that isn't there yet: the latest."""


def facts_if_rated(
    user: User,
    relationship: Relationship,
    ratings: Mapping[str, Any],
    *,
    at: datetime,
    assessed_on: Any = None,
) -> dict[str, Any]:
    """What `compared` and `supposed` take as facts, were this user to rate these now: {code: 1-5}.

    An attitude of 1 or 5 is confirmed when somebody else rated the same. What would not count, because a
    later rating or the contracts say otherwise, is left out. What can't be a level is given on as it is,
    to be refused there. Three queries.
    """
    rated = {fact: found for fact, value in ratings.items() if (found := _level(value, fact)) is not None}
    told = {fact: value for fact, value in ratings.items() if fact not in rated}
    for fact, counted in _counted(user, relationship, rated, at, assessed_on).items():
        value = rated[fact]
        if counted.unconfirmed == value:
            told[fact] = {"value": value}
        elif counted.value == value and not counted.by_record:
            told[fact] = {"value": value, "confirmed": True}
    return told


def _level(value: Any, fact: str) -> int | None:
    try:
        return level(value, fact)
    except Refused:
        return None


def _counted(
    user: User, relationship: Relationship, rated: Mapping[str, int], at: datetime, assessed_on: Any
) -> dict[str, CurrentFact]:
    """What would be known of the rated facts, the assumed ones aside."""
    try:
        on = day(assessed_on, "assessed_on") if assessed_on else timezone.localdate(at)
    except Refused:
        on = timezone.localdate(at)
    pk = relationship.pk
    new = [
        Rating(_UNKEPT, fact, value, FactSource.ASSESSED, user.pk, on, at, "")
        for fact, value in rated.items()
    ]
    assumed = assumed_by_profile().get(relationship.profile_id, {})
    found = current_facts([*ratings_of([pk]).get(pk, []), *new], assumed, durations_of([pk]).get(pk))
    return {fact: found[fact] for fact in rated if fact in found}
