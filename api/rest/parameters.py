"""Query parameters beside those of lists: one value each, refused when it can't be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.translation import gettext

from api.rest.door import Door
from relationships.errors import Refused, refuse, refuse_missing
from relationships.filters.kinds import ONE_VALUE, shown

Value = TypeVar("Value")


def used(door: Door, name: str, read: Callable[[str], Value]) -> Value | None:
    """The value of this parameter, read; None: it is not there. Refuses with INVALID_FILTER."""
    sent: list[Any] = door.request.GET.getlist(name)
    if not sent:
        return None
    if len(sent) > 1:
        refuse("INVALID_FILTER", name, value=shown(sent), why=gettext(ONE_VALUE))
    try:
        return read(sent[0])
    except Refused as refused:
        refuse("INVALID_FILTER", name, value=shown(sent[0]), why=refused.refusals[0].message)


def needed(door: Door, name: str, read: Callable[[str], Value]) -> Value:
    """The same of a parameter that has to be there."""
    value = used(door, name, read)
    if value is None:
        refuse_missing(name)
    return value
