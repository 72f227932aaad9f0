"""What merging two parties comes to: what would move, be filled in, or clash. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from relationships import models as m
from relationships.queries.scope import visible_to

# What moves with a party: what it is called, its records, and the key by which they refer to the party.
MOVING: tuple[tuple[str, Any, str], ...] = (
    ("aliases", m.PartyAlias, "party"),
    ("identifiers", m.PartyIdentifier, "party"),
    ("relationships", m.Relationship, "party"),
    ("further_parts", m.RelationshipParty, "party"),
    ("subsidiaries", m.Party, "parent"),
)
FILLED = ("legal_name", "country", "place")


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do, as far as the user may see it.

    `moving` counts records by kind; `names` become aliases; `filled` are empty fields of the party that
    stays, with what they would hold. `numbers` are schemes in which both have a number: they may well be two.
    """

    into: m.Party
    other: m.Party
    moving: dict[str, int]
    names: list[str]
    filled: dict[str, Any]
    numbers: list[str]


def merge_preview(user: m.User, into: m.Party, other: m.Party) -> MergePreview:
    """What would come of merging `other` into `into`. A constant number of queries."""
    parent = new_parent(into, other)
    seen = parent is not None and visible_to(user, m.Party).filter(pk=parent).exists()
    filled: dict[str, Any] = filled_of(into, other)
    if seen and parent != into.parent_id:
        filled["parent"] = parent
    return MergePreview(
        into=into,
        other=other,
        moving={name: visible_to(user, model).filter(**{key: other}).count() for name, model, key in MOVING},
        names=names_of(into, other, set(into.aliases.values_list("name", flat=True))),
        filled=filled,
        numbers=_in_both(user, into, other),
    )


def _in_both(user: m.User, into: m.Party, other: m.Party) -> list[str]:
    held = visible_to(user, m.PartyIdentifier).filter(party__in=[into, other], issuer__isnull=True)
    pairs = set(held.values_list("party", "scheme"))
    return sorted(scheme for party, scheme in pairs if party == into.pk and (other.pk, scheme) in pairs)


def filled_of(into: m.Party, other: m.Party) -> dict[str, str]:
    """The empty fields of the one that the other fills in."""
    return {name: getattr(other, name) for name in FILLED if not getattr(into, name) and getattr(other, name)}


def names_of(into: m.Party, other: m.Party, aliases: Collection[str]) -> list[str]:
    """The names of the other by which the one is not known yet."""
    known = {into.name, *aliases}
    return [name for name in dict.fromkeys((other.name, other.legal_name)) if name and name not in known]


def new_parent(into: m.Party, other: m.Party) -> int | None:
    """The party above the merged one: its own, unless that is the other or below it; else the other's."""
    if into.parent_id is not None and other.pk not in above(into):
        return into.parent_id
    if other.parent_id is None or other.parent_id == into.pk or into.pk in above(other):
        return None
    return other.parent_id


def above(party: m.Party) -> list[int]:
    """The ids of the parties above this one in its group, the nearest first; ends where it goes round."""
    found: list[int] = []
    upper = party.parent_id
    while upper is not None and upper not in found:
        found.append(upper)
        upper = m.Party.objects.values_list("parent_id", flat=True).filter(pk=upper).first()
    return found


def units_concerned(parties: Collection[int]) -> QuerySet[m.Unit]:
    """The units that deal with one of these parties, further parts included, or gave it a number."""
    further = m.RelationshipParty.objects.filter(party__in=parties)
    return m.Unit.objects.filter(
        Q(pk__in=m.Relationship.objects.filter(party__in=parties).values("unit"))
        | Q(pk__in=further.values("relationship__unit"))
        | Q(pk__in=m.PartyIdentifier.objects.filter(party__in=parties, issuer__isnull=False).values("issuer"))
    )
