"""Who acts, through which door, and when: passed to every action, fetched by none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone

from relationships.choices import Door, Role

if TYPE_CHECKING:
    from relationships.models import User


@dataclass(frozen=True)
class Actor:
    """A user at a door at a moment. `on` is the day of that moment where the registry stands."""

    user: User
    door: Door
    at: datetime

    @property
    def on(self) -> date:
        return timezone.localdate(self.at)

    @cached_property
    def roles(self) -> list[tuple[str, Role]]:
        """The paths of the units on which the user has a role, with the role."""
        if not self.user.is_active:
            return []
        assigned = self.user.assignments.values_list("unit__path", "role")
        return [(path, Role(role)) for path, role in assigned]


def actor(user: User, door: Door, at: datetime | None = None) -> Actor:
    """The actor at a door, now. Only entrances call this without `at`."""
    return Actor(user=user, door=door, at=at or timezone.now())
