"""Who acts from the command line."""

from __future__ import annotations

from django.utils import timezone

from relationships.actor import Actor
from relationships.choices import Door
from relationships.errors import refuse
from relationships.models import User
from relationships.shipped import system_actor


def acting(name: str | None, door: Door) -> Actor:
    """The active user of this name at a door, now; without a name the registry itself.

    Refuses with NOT_FOUND when there is no such user.
    """
    if name is None:
        return system_actor(timezone.now(), door)
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        refuse("NOT_FOUND", "user", thing=User._meta.verbose_name, value=name)
    return Actor(user, door, timezone.now())
