"""Who is told of a change, in the same transaction.

The rooms above register here, once, when the application starts (`AppConfig.ready`), what must be done
when a kind of record changes. The actions announce their changes explicitly. A test lists who registered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from relationships.actor import Actor


class Kind(StrEnum):
    """What changed, from the point of view of a relationship."""

    RELATIONSHIP = "RELATIONSHIP"
    PARTY = "PARTY"
    CONTRACT = "CONTRACT"
    FACTS = "FACTS"
    TRUST = "TRUST"
    SAFEGUARD = "SAFEGUARD"
    ARRANGEMENT = "ARRANGEMENT"
    CLASSIFICATION = "CLASSIFICATION"
    EVIDENCE = "EVIDENCE"
    EXPLANATION = "EXPLANATION"
    JUDGEMENT = "JUDGEMENT"
    LABEL = "LABEL"
    PRINCIPLES = "PRINCIPLES"
    TIME = "TIME"
    EVERYTHING = "EVERYTHING"


@dataclass(frozen=True, slots=True)
class Announcement:
    """A kind of change and the relationships that it touches.

    `bulk` says that these are many: whoever is told marks them as pending and leaves them to the worker.
    """

    kind: Kind
    relationships: Collection[int]
    by: Actor
    bulk: bool = False


Listener = Callable[[Announcement], None]
_listeners: list[tuple[frozenset[Kind], Listener]] = []


def register(*kinds: Kind, listener: Listener) -> None:
    """Have `listener` called whenever one of these kinds of change is announced."""
    if (frozenset(kinds), listener) not in _listeners:
        _listeners.append((frozenset(kinds), listener))


def announce(kind: Kind, relationships: Collection[int], by: Actor, *, bulk: bool = False) -> None:
    """Tell all who registered, in the order of their registration, within the caller's transaction."""
    announcement = Announcement(kind, relationships, by, bulk)
    for kinds, listener in _listeners:
        if kind in kinds:
            listener(announcement)


def listeners() -> list[tuple[frozenset[Kind], str]]:
    """Who registered for what, as names."""
    return [(kinds, f"{each.__module__}.{each.__qualname__}") for kinds, each in _listeners]


class Event(StrEnum):
    """What others outside the registry may want to hear of at once."""

    CLASSIFIED = "CLASSIFIED"
    VERDICT_CHANGED = "VERDICT_CHANGED"
    EXPLANATION_LAPSED = "EXPLANATION_LAPSED"
    IMPORT_APPLIED = "IMPORT_APPLIED"
    IMPORT_UNDONE = "IMPORT_UNDONE"
    PARTIES_MERGED = "PARTIES_MERGED"


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of a relationship, or of a unit: ids, codes and numbers only, no text that a person wrote."""

    event: Event
    at: datetime
    relationship: int | None = None
    unit: int | None = None
    says: Mapping[str, Any] = field(default_factory=dict)


Hearer = Callable[[Sequence[Happening]], None]
_hearers: list[Hearer] = []


def register_hearer(hearer: Hearer) -> None:
    """Have `hearer` called with what happened, many at a time."""
    if hearer not in _hearers:
        _hearers.append(hearer)


def happened(happenings: Sequence[Happening]) -> None:
    """Tell all who registered what happened, within the caller's transaction."""
    if happenings:
        for each in _hearers:
            each(happenings)


Leaver = Callable[[Actor, Any, Any], None]
_leavers: list[Leaver] = []


def register_leaving(leaver: Leaver) -> None:
    """Have `leaver(by, of, to)` called when somebody leaves and another takes over what was his."""
    if leaver not in _leavers:
        _leavers.append(leaver)


def left(by: Actor, of: Any, to: Any) -> None:
    """Have all who registered hand over what they keep, within the caller's transaction."""
    for each in _leavers:
        each(by, of, to)


def hearers() -> list[str]:
    """Who registered for what happens, as names."""
    return [f"{each.__module__}.{each.__qualname__}" for each in _hearers]


def leavers() -> list[str]:
    """Who registered for somebody who leaves, as names."""
    return [f"{each.__module__}.{each.__qualname__}" for each in _leavers]
