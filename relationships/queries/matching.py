"""Parties by what somebody types of a name: those that contain it, and those that nearly are it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from relationships.likeness import NEAR, similarity
from relationships.models import Party, PartyAlias, PartyIdentifier, User
from relationships.names import normalised
from relationships.queries.scope import visible_to

MOST = 10
"""How many parties are offered."""
_SHORTEST = 2
_LEAST = NEAR - 8
_EDGE = 4
_LOOKED_AT = 2_000
_NUMBER = 200.0  # stands before every name


@dataclass(frozen=True, slots=True)
class Match:
    """A party that may be meant. `alias`: the other name by which it was found, "" for its own.

    `similarity`: of that name to what was typed, 0-100 (above it: found by its number).
    """

    party: Party
    similarity: float
    alias: str = ""

    @property
    def likely(self) -> bool:
        """Whether it is probably the same party, and no other one with a part of the name in common."""
        return self.similarity >= NEAR


@dataclass(frozen=True, slots=True)
class _Name:
    pk: int
    name: str
    alias: str


def parties_like(user: User, typed: str, limit: int = MOST) -> list[Match]:
    """Visible parties that may be meant by a name or a number, the likeliest first.

    A party is found by its own name or an alias that contains what was typed, or nearly is it. Less than two
    characters find none. Six queries at most.
    """
    plain = normalised(typed)
    if len(typed.strip()) < _SHORTEST or not plain:
        return []
    best: dict[int, tuple[float, str]] = dict.fromkeys(_numbered(user, typed), (_NUMBER, ""))
    for each in (*_names(user, Q(normalised_name__contains=plain)), *_names(user, _alike(plain))):
        score = similarity(plain, each.name)
        if (plain in each.name or score >= _LEAST) and score > best.get(each.pk, (-1.0, ""))[0]:
            best[each.pk] = score, each.alias
    first = sorted(best, key=lambda pk: (-best[pk][0], pk))[:limit]
    parties = visible_to(user, Party).select_related("parent").in_bulk(first)
    return [Match(parties[pk], *best[pk]) for pk in first if pk in parties]


def _numbered(user: User, typed: str) -> list[int]:
    numbers = visible_to(user, PartyIdentifier).filter(value=typed.strip().replace(" ", "")[:50])
    return list(numbers.order_by("party_id").values_list("party_id", flat=True)[:MOST])


def _names(user: User, meant: Q) -> Iterator[_Name]:
    own = visible_to(user, Party).filter(meant).order_by("normalised_name", "pk")
    for pk, name in own.values_list("pk", "normalised_name")[:_LOOKED_AT]:
        yield _Name(pk, name, "")
    others = visible_to(user, PartyAlias).filter(meant).order_by("normalised_name", "pk")
    for pk, name, said in others.values_list("party_id", "normalised_name", "name")[:_LOOKED_AT]:
        yield _Name(pk, name, said)


def _alike(plain: str) -> Q:
    """Names that begin or end alike, or share a long word: those worth comparing."""
    found = Q(normalised_name__startswith=plain[:_EDGE]) | Q(normalised_name__endswith=plain[-_EDGE:])
    for word in [each for each in plain.split() if len(each) >= _EDGE][:3]:
        found |= Q(normalised_name__contains=word)
    return found
