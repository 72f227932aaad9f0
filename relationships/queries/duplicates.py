"""Parties that may be one: by the number of a register, by name, or by nearly the same name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise

from relationships import models as m
from relationships.errors import refuse, shown
from relationships.identifiers import registered
from relationships.likeness import NEAR, Names, nearest
from relationships.queries.scope import visible_to

# Of more parties that have the same name each is set beside the next one only.
_TOGETHER = 20

Pair = tuple[int, int]


class DuplicateReason(StrEnum):
    """Why two parties may be one, the strongest reason first."""

    SAME_NUMBER = "SAME_NUMBER"
    SAME_NAME = "SAME_NAME"
    NEAR_NAME = "NEAR_NAME"


@dataclass(frozen=True, slots=True)
class Found:
    """Two parties that may be one, by their ids. `told` is what they share, or the two near names."""

    similarity: float
    one: int
    two: int
    reason: DuplicateReason
    told: str

    @property
    def place(self) -> tuple[float, int, int]:
        """Where it stands in the list: the most alike first."""
        return -self.similarity, self.one, self.two

    @property
    def cursor(self) -> str:
        return f"{self.similarity:g}-{self.one}-{self.two}"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The same, with the parties."""

    one: m.Party
    two: m.Party
    reason: DuplicateReason
    similarity: float
    told: str


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the list; `following` is to be given as `after` for the next, None: this is the last."""

    duplicates: list[Duplicate]
    following: str | None
    total: int


def duplicates(
    user: m.User,
    *,
    party: m.Party | None = None,
    reasons: Collection[str] = (),
    least: float = NEAR,
    limit: int = 100,
    after: str | None = None,
) -> Page:
    """Pairs of visible parties that may be one, the most alike first; those told apart are left out.

    With `party` only what may be one with it. Names are compared by `relationships.names.normalised`. Refuses
    with INVALID_CURSOR. A constant number of queries; some seconds for 100,000 parties.
    """
    start = None if after is None else _read(after)
    listed = sorted(found_among(user, party=party, least=least), key=lambda each: each.place)
    if reasons:
        listed = [each for each in listed if each.reason in reasons]
    left = [each for each in listed if start is None or each.place > start]
    page = left[:limit]
    wanted = {pk for each in page for pk in (each.one, each.two)}
    parties = visible_to(user, m.Party).select_related("parent").in_bulk(wanted)
    return Page(
        duplicates=[
            Duplicate(parties[each.one], parties[each.two], each.reason, each.similarity, each.told)
            for each in page
            if each.one in parties and each.two in parties
        ],
        following=page[-1].cursor if len(left) > limit else None,
        total=len(listed),
    )


def found_among(user: m.User, *, party: m.Party | None = None, least: float = NEAR) -> list[Found]:
    """All pairs among the visible parties, each once, for the strongest reason that there is."""
    found: dict[Pair, Found] = {}
    apart = set(m.PartyDistinction.objects.values_list("first", "second"))
    named = _names(user)
    only = party.pk if party is not None else None
    for each in (*_by_number(user), *_by_name(named, only), *_by_near_name(named, only, least)):
        pair = each.one, each.two
        if pair not in apart and pair not in found and (only is None or only in pair):
            found[pair] = each
    return list(found.values())


def _names(user: m.User) -> dict[str, set[int]]:
    """By each name the visible parties that have it, as their own or as an alias."""
    named: dict[str, set[int]] = defaultdict(set)
    for pk, name in visible_to(user, m.Party).order_by().values_list("pk", "normalised_name").iterator():
        named[name].add(pk)
    aliases = visible_to(user, m.PartyAlias).order_by().values_list("party_id", "normalised_name")
    for pk, name in aliases.iterator():
        named[name].add(pk)
    return named


def _by_number(user: m.User) -> Iterator[Found]:
    held: dict[tuple[str, str], set[int]] = defaultdict(set)
    numbers = visible_to(user, m.PartyIdentifier).filter(issuer__isnull=True).order_by()
    for pk, scheme, value in numbers.values_list("party_id", "scheme", "value").iterator():
        number = registered(scheme, value)
        if number is not None:
            held[number].add(pk)
    for (register, value), parties in held.items():
        yield from _pairs(parties, DuplicateReason.SAME_NUMBER, f"{register} {value}")


def _by_name(named: dict[str, set[int]], only: int | None) -> Iterator[Found]:
    for name, parties in named.items():
        if only is None or only in parties:
            yield from _pairs(parties, DuplicateReason.SAME_NAME, name)


def _by_near_name(named: dict[str, set[int]], only: int | None, least: float) -> Iterator[Found]:
    """The nearest names first, so that a pair is told by the two that are most alike."""
    near: Iterable[tuple[float, str, str]]
    if only is None:
        near = Names(named).pairs(least)
    else:
        own = [name for name, parties in named.items() if only in parties]
        near = [(score, name, other) for name in own for score, other in nearest(name, named, least)]
    for score, one, two in sorted(near, key=lambda each: (-each[0], each[1], each[2])):
        for first in sorted(named[one])[:_TOGETHER]:
            for second in sorted(named[two])[:_TOGETHER]:
                if first != second:
                    low, high = sorted((first, second))
                    yield Found(score, low, high, DuplicateReason.NEAR_NAME, f"{one} ~ {two}")


def _pairs(parties: set[int], reason: DuplicateReason, told: str) -> Iterator[Found]:
    listed = sorted(parties)
    if len(listed) <= _TOGETHER:
        pairs: Iterable[Pair] = combinations(listed, 2)
    else:
        pairs = pairwise(listed)
    for one, two in pairs:
        yield Found(100.0, one, two, reason, told)


def _read(cursor: str) -> tuple[float, int, int]:
    score, _dash, pair = shown(cursor).partition("-")
    one, _dash, two = pair.partition("-")
    if not (one.isascii() and one.isdigit() and two.isascii() and two.isdigit() and len(pair) < 40):
        refuse("INVALID_CURSOR", "after")
    try:
        return -float(score), int(one), int(two)
    except ValueError:
        refuse("INVALID_CURSOR", "after")
