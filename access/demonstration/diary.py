"""What people did between the sessions, each act on its day and in the order of the days."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from access.demonstration.plan import Blueprint
from principles.models import Principle
from principles.queries.sets import set_in_force
from relationships.actor import Actor
from relationships.choices import Door, Side
from relationships.models import Relationship, User

Deed = Callable[[Actor], Any]


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of that day where the registry stands."""
    return datetime.combine(day, time(hour, minute), tzinfo=timezone.get_default_timezone())


def working_day(on: date, days_ago: int) -> date:
    """The day that lies this many days back, or the Friday before it."""
    day = on - timedelta(days=days_ago)
    return day - timedelta(days=max(0, day.weekday() - 4))


class Diary:
    """The acts still to be done. What is noted for one moment is done in the order of noting."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._noted: list[tuple[datetime, int, User, Deed]] = []
        self._number = 0

    def day(self, days_ago: int) -> date:
        """The day that lies this many days before the last one (below zero: after it)."""
        return self.on - timedelta(days=days_ago)

    def note(self, days_ago: int, who: User, deed: Deed, minute: int = 0) -> None:
        """Have somebody do something, that many days before the last day, some minutes after two."""
        at = moment(working_day(self.on, days_ago), 14) + timedelta(minutes=minute)
        self._number += 1
        heapq.heappush(self._noted, (at, self._number, who, deed))

    def live(self, until: datetime) -> None:
        """Do what was to be done before a moment. A deed may note others."""
        while self._noted and self._noted[0][0] < until:
            at, _number, who, deed = heapq.heappop(self._noted)
            deed(Actor(who, Door.WEB, at))


@dataclass(frozen=True, slots=True)
class Case:
    """A relationship of which more is told: who keeps its file, who answers for it, and how it is put.

    `texts` are those of its category, `general` those of all.
    """

    blueprint: Blueprint
    relationship: Relationship
    keeper: User
    manager: User
    diary: Diary
    texts: dict[str, Any]
    general: dict[str, Any]
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def at(self) -> int:
        return self.blueprint.at

    @property
    def ours(self) -> Side:
        return self.blueprint.our_role

    def note(self, days_ago: int, deed: Deed, who: User | None = None) -> None:
        self.diary.note(days_ago, who or self.keeper, deed, self.at % 180)

    def pick(self, name: str) -> str:
        """One of several general texts, always the same for this relationship."""
        texts: list[str] = self.general[name]
        return texts[self.at % len(texts)]


def principle_of(code: str) -> Principle | None:
    """The principle of this code that counts now, if there is one."""
    return set_in_force().principles.filter(code=code, active=True).first()
