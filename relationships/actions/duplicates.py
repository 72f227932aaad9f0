"""Saying of two parties that look like one that they are two, and taking that back."""

from __future__ import annotations

from typing import Any

from relationships.actions.inputs import action, locked
from relationships.actions.parties import may_change_party
from relationships.actor import Actor
from relationships.errors import Refused, refuse
from relationships.history import keep, remove
from relationships.models import Party, PartyDistinction
from relationships.queries import find
from relationships.values import block


@action
def tell_apart(*, by: Actor, party: Party, other: Any, reason: Any = "") -> PartyDistinction:
    """Remember that these are two, so that they are not suggested as duplicates again.

    It takes the right to change one of them.
    """
    other = find(by.user, Party, other, "other")
    if other.pk == party.pk:
        refuse("DUPLICATE", "other", what=str(party))
    _may_change_one(by, party, other)
    said = block(reason, "reason")
    first, second = sorted((party, other), key=lambda each: each.pk)
    if PartyDistinction.objects.filter(first=first, second=second).exists():
        refuse("DUPLICATE", "other", what=f"{first} ≠ {second}")
    distinction = PartyDistinction(
        first=first, second=second, reason=said, decided_at=by.at, decided_by=by.user
    )
    return keep(distinction, by)


@action
def tell_apart_no_more(*, by: Actor, distinction: PartyDistinction, version: int | None = None) -> None:
    """Take back that these are two: they may be suggested again."""
    _may_change_one(by, distinction.first, distinction.second)
    remove(locked(distinction, version=version), by)


def _may_change_one(by: Actor, one: Party, two: Party) -> None:
    try:
        may_change_party(by, one)
    except Refused:
        may_change_party(by, two)
