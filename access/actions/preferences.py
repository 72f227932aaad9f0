"""Acts on one's own preferences: theme, numbers, columns of lists, the private address of the calendar."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from access.choices import NumberFormat, Theme
from access.models import Preferences
from relationships.actions.inputs import action
from relationships.actor import Actor
from relationships.errors import Problems, refuse, shown
from relationships.values import one_of

PREFERENCE_FIELDS = ("theme", "numbers")
MOST_COLUMNS = 60
_LONGEST_NAME = 60


@action
def set_preferences(*, by: Actor, given: Mapping[str, Any]) -> Preferences:
    """Choose a theme and how numbers are written."""
    problems = Problems()
    kept: dict[str, Any] = {}
    for name, value in given.items():
        with problems.gather():
            if name == "theme":
                kept[name] = one_of(value, name, Theme)
            elif name == "numbers":
                kept[name] = one_of(value, name, NumberFormat)
            else:
                choices = ", ".join(PREFERENCE_FIELDS)
                refuse("UNKNOWN_FIELD", shown(name), value=shown(name), choices=choices)
    problems.raise_if_any()
    return _kept(by, **kept)


@action
def choose_columns(*, by: Actor, listing: str, columns: Sequence[str]) -> Preferences:
    """Remember which columns a list has, in this order; none: those it has of itself."""
    if len(columns) > MOST_COLUMNS or any(len(each) > _LONGEST_NAME for each in columns):
        refuse("TOO_LARGE", "columns", limit=str(MOST_COLUMNS))
    held = _own(by)
    chosen = {name: names for name, names in held.columns.items() if name != listing}
    if columns:
        chosen[listing] = list(columns)
    return _kept(by, columns=chosen)


@action
def make_calendar_key(*, by: Actor) -> str:
    """A new private key for the address of one's calendar, shown this once; the one before opens nothing."""
    key = secrets.token_urlsafe(32)
    _kept(by, calendar_digest=digest_of(key))
    return key


@action
def drop_calendar_key(*, by: Actor) -> None:
    """Take the private address back: it leads nowhere from now on."""
    _kept(by, calendar_digest=None)


def digest_of(key: str) -> str:
    """What is kept of a key."""
    return sha256(key.encode()).hexdigest()


def _own(by: Actor) -> Preferences:
    return Preferences.objects.filter(pk=by.user.pk).first() or Preferences(user=by.user)


def _kept(by: Actor, **chosen: Any) -> Preferences:
    Preferences.objects.update_or_create(user=by.user, defaults=chosen)
    return _own(by)
