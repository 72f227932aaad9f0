"""Many relationships changed at once: all of them or none, and tried before it is done.

Each is changed by the act that changes one, with the version that the writer saw; compliance follows once for
all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from principles import compliance
from principles.following import gathered
from relationships.actions.inputs import action
from relationships.actions.relationships import change_relationship
from relationships.actor import Actor
from relationships.errors import Problems, Refusal, Refused, refuse
from relationships.models import Relationship
from relationships.queries import visible_to
from relationships.queries.among import among

MOST = 500
"""So many are changed at once at most."""
Chosen = Sequence[tuple[int, int]]
"""Ids of relationships, each with the version that was seen."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a change would do to one: its fields as they are and as they would be, or why it is refused."""

    relationship: Relationship
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    refusals: tuple[Refusal, ...] = ()

    @property
    def changes(self) -> bool:
        return not self.refusals and self.before != self.after


@action
def change_relationships(*, by: Actor, chosen: Chosen, given: Mapping[str, Any]) -> list[Relationship]:
    """The same change of each of these. Refuses with the reasons of all, each on `relationships.ID`."""
    problems = Problems()
    changed = []
    with gathered() as waiting:
        for relationship, version in _found(by, chosen):
            with problems.gather(f"relationships.{relationship.pk}"):
                changed.append(
                    change_relationship(by=by, relationship=relationship, given=given, version=version)
                )
        problems.raise_if_any()
        compliance.refresh(waiting.relationships, by.at)
        waiting.relationships.clear()
    return changed


def try_relationships(*, by: Actor, chosen: Chosen, given: Mapping[str, Any]) -> list[Tried]:
    """What the same change would do to each of these, and which are refused. Nothing stays of it."""
    with transaction.atomic():
        with gathered() as waiting:
            tried = [_tried(by, found, version, given) for found, version in _found(by, chosen)]
            waiting.relationships.clear()
        transaction.set_rollback(True)
    return tried


def _tried(by: Actor, relationship: Relationship, version: int, given: Mapping[str, Any]) -> Tried:
    before = _fields(relationship, given)
    try:
        changed = change_relationship(by=by, relationship=relationship, given=given, version=version)
    except Refused as refused:
        return Tried(relationship, before, {}, refused.refusals)
    return Tried(relationship, before, _fields(changed, given))


def _fields(relationship: Relationship, given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: getattr(relationship, name, None) for name in given}


def _found(by: Actor, chosen: Chosen) -> Iterator[tuple[Relationship, int]]:
    """Each that the actor may see, in the order in which they were chosen."""
    if not chosen:
        refuse("REQUIRED", "chosen")
    if len(chosen) > MOST:
        refuse("TRIAL_TOO_LARGE", None, count=len(chosen), limit=MOST)
    seen = visible_to(by.user, Relationship).filter(pk__in=among([pk for pk, _version in chosen]))
    read = seen.select_related("unit", "party", "portfolio__unit", "owner", "deputy", "profile").in_bulk()
    for pk, version in dict(chosen).items():
        if pk not in read:
            refuse("NOT_FOUND", "chosen", thing=Relationship._meta.verbose_name, value=pk)
        yield read[pk], version
