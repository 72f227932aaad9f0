"""Many relationships changed at once: all of them or none, and tried before it is done.

Each is changed by the rules for one, with the version that the writer saw; verdicts and compliance follow
once for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from relationships.actions.inputs import action
from relationships.actions.relationships import amended, announce_relationships
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
    """What a change would do to one: its fields as they are and as they would be; or why it is refused."""

    relationship: Relationship
    before: Mapping[str, Any]
    after: Mapping[str, Any] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()

    @property
    def changes(self) -> bool:
        return not self.refusals and self.before != self.after


@action
def change_relationships(*, by: Actor, chosen: Chosen, given: Mapping[str, Any]) -> list[Relationship]:
    """The same change of each of these. Refuses with the reasons of all, each on `relationships.ID`."""
    problems = Problems()
    changed = []
    for relationship, version in _found(by, chosen):
        with problems.gather(f"relationships.{relationship.pk}"):
            kept, differs = amended(by=by, relationship=relationship, given=given, version=version)
            if differs:
                changed.append(kept)
    problems.raise_if_any()
    if changed:
        announce_relationships([each.pk for each in changed], by)
    return changed


def try_relationships(*, by: Actor, chosen: Chosen, given: Mapping[str, Any]) -> list[Tried]:
    """What the same change would do to each of these, and which are refused. Nothing stays of it."""
    found = _found(by, chosen)
    with transaction.atomic():
        tried = [_tried(by, relationship, version, given) for relationship, version in found]
        transaction.set_rollback(True)
    return tried


def _tried(by: Actor, relationship: Relationship, version: int, given: Mapping[str, Any]) -> Tried:
    before = _fields(relationship, given)
    try:
        kept, _differs = amended(by=by, relationship=relationship, given=given, version=version)
    except Refused as refused:
        return Tried(relationship, before, refusals=refused.refusals)
    return Tried(relationship, before, _fields(kept, given))


def _fields(relationship: Relationship, given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: getattr(relationship, name, None) for name in given}


def _found(by: Actor, chosen: Chosen) -> list[tuple[Relationship, int]]:
    """Each of them with the version seen; refuses none, too many, and one that the actor may not see."""
    if not chosen:
        refuse("REQUIRED", "chosen")
    if len(chosen) > MOST:
        refuse("TRIAL_TOO_LARGE", None, count=len(chosen), limit=MOST)
    seen = visible_to(by.user, Relationship).filter(pk__in=among([pk for pk, _version in chosen]))
    read = seen.select_related("unit", "party", "portfolio__unit", "owner", "deputy", "profile").in_bulk()
    for pk, _version in chosen:
        if pk not in read:
            refuse("NOT_FOUND", "chosen", thing=Relationship._meta.verbose_name, value=pk)
    return [(read[pk], version) for pk, version in dict(chosen).items()]
