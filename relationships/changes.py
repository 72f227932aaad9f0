"""Who is told of a change, in the same transaction.

The rooms above register here, once, when the application starts (`AppConfig.ready`), what must be done
when a kind of record changes. The actions announce their changes explicitly. A test lists who registered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

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
