"""Names of a list that are nearly those of parties that are there, or each other: proposed, never guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from imports.matching import CHUNK, Identifier, PlannedParty
from relationships.actor import Actor
from relationships.choices import IdentifierScheme
from relationships.likeness import Names
from relationships.models import Party, PartyAlias, PartyIdentifier
from relationships.names import normalised
from relationships.queries import visible_to

# From here on a name is proposed: in real lists nearly all such pairs are one party, and few are found.
PROPOSED = 92.0
CANDIDATES = 5
# Who has another number of these is another party, however alike the names.
_TELLING = (IdentifierScheme.KVK, IdentifierScheme.LEI, IdentifierScheme.VAT)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party that is there, known by nearly the name asked about."""

    party: Party
    known_as: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Near:
    """A new name nearly that of parties that are there, the nearest first; `key` is how it is compared."""

    key: str
    name: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two new names of one list that are nearly the same."""

    one: str
    two: str
    similarity: float


def near(new: Sequence[PlannedParty], by: Actor) -> list[Near]:
    """Which of these new parties may be one that is there and to be seen. A constant number of queries."""
    if not new:
        return []
    named = _names(by)
    index = Names(named) if named else None
    if index is None:
        return []
    found: dict[str, tuple[PlannedParty, dict[int, tuple[float, str]]]] = {}
    for each in new:
        key = normalised(each.values["name"])
        candidates: dict[int, tuple[float, str]] = {}
        for score, other in index.near(key, PROPOSED):
            for pk in named[other]:
                candidates.setdefault(pk, (score, other))
        if candidates:
            found[key] = each, candidates
    parties = _read({pk for _each, candidates in found.values() for pk in candidates})
    numbers = _numbers(list(parties))
    proposed = []
    for key, (each, candidates) in found.items():
        kept = [
            Candidate(parties[pk], other, score)
            for pk, (score, other) in candidates.items()
            if pk in parties and not _others(each, parties[pk], numbers.get(pk, []))
        ]
        kept.sort(key=lambda candidate: (-candidate.similarity, candidate.party.pk))
        if kept:
            proposed.append(Near(key, each.values["name"], tuple(kept[:CANDIDATES])))
    return sorted(proposed, key=lambda one: one.key)


def alike(new: Sequence[PlannedParty]) -> list[Alike]:
    """Which of these new parties may be one and the same, the most alike first."""
    named = {normalised(each.values["name"]): each for each in new}
    pairs = [
        Alike(named[one].values["name"], named[two].values["name"], score)
        for score, one, two in Names(named).pairs(PROPOSED)
        if not _differ(named[one].identifiers, named[two].identifiers)
    ]
    return sorted(pairs, key=lambda each: (-each.similarity, each.one, each.two))


def _names(by: Actor) -> dict[str, list[int]]:
    """By each name the visible parties that have it."""
    named: dict[str, list[int]] = defaultdict(list)
    own = visible_to(by.user, Party).order_by("pk").values_list("pk", "normalised_name")
    aliases = visible_to(by.user, PartyAlias).order_by("pk").values_list("party_id", "normalised_name")
    for pk, name in (*own, *aliases):
        if pk not in named[name]:
            named[name].append(pk)
    return named


def _read(pks: set[int]) -> dict[int, Party]:
    return {each.pk: each for some in _chunks(pks) for each in Party.objects.filter(pk__in=some)}


def _numbers(pks: Iterable[int]) -> dict[int, list[Identifier]]:
    held: dict[int, list[Identifier]] = defaultdict(list)
    for some in _chunks(pks):
        for each in PartyIdentifier.objects.filter(party__in=some, scheme__in=_TELLING):
            held[each.party_id].append((IdentifierScheme(each.scheme), each.value))
    return held


def _others(planned: PlannedParty, party: Party, numbers: Sequence[Identifier]) -> bool:
    """Whether a number or the country says that the party is another one."""
    country = planned.values.get("country")
    elsewhere = bool(country and party.country and country != party.country)
    return elsewhere or _differ(planned.identifiers, numbers)


def _differ(ours: Sequence[Identifier], theirs: Sequence[Identifier]) -> bool:
    """Whether both have a number of one scheme, and not the same one."""
    for scheme in _TELLING:
        one = {value for of, value in ours if of == scheme}
        two = {value for of, value in theirs if of == scheme}
        if one and two and not one & two:
            return True
    return False


def _chunks(pks: Iterable[int]) -> Iterator[list[int]]:
    listed = sorted(pks)
    return (listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK))
