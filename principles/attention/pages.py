"""The attention list in pages, the same at every entrance: where an item stands is its cursor."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from principles.attention.items import Item, attention
from principles.attention.listing import KEY_LENGTH, Key
from principles.attention.view import View
from relationships.errors import refuse
from relationships.models import User
from relationships.paging import Page

_SIGNATURE = "attention"
_LONGEST_CURSOR = 1_000
_DAY = 3


@dataclass(frozen=True, slots=True)
class Part:
    """The items of one page in their order, and whether there are more beyond it."""

    items: list[Item]
    more: bool


def part_of(user: User, given: Mapping[str, Any], asked: Page, on: date, view: View | None = None) -> Part:
    """The page asked for of what asks for this user's attention; refuses as other lists do."""
    found = attention(
        user,
        given,
        on=on,
        size=asked.size + 1,
        after=_read(asked.after, "after"),
        before=_read(asked.before, "before"),
        backwards=asked.backwards,
        view=view,
    )
    more = len(found) > asked.size
    if not more:
        return Part(found, more)
    return Part(found[1:] if asked.backwards else found[: asked.size], more)


def cursor_of(item: Item) -> str:
    """Where this item stands in the order, opaque to clients."""
    written = json.dumps([_SIGNATURE, *item.key], separators=(",", ":"))
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


def _read(written: str | None, argument: str) -> Key | None:
    if written is None:
        return None
    try:
        if len(written) > _LONGEST_CURSOR:
            raise ValueError
        packed = base64.b64decode(written + "=" * (-len(written) % 4), altchars=b"-_", validate=True)
        signature, *values = json.loads(packed.decode())
        if signature != _SIGNATURE or len(values) != KEY_LENGTH:
            raise ValueError
        for place, value in enumerate(values):
            _check(place, value)
        return tuple(values)
    except (binascii.Error, ValueError, TypeError, AttributeError, RecursionError):
        refuse("INVALID_CURSOR", argument)


def _check(place: int, value: Any) -> None:
    """A day where the day stands, a number that a column can hold elsewhere."""
    if place == _DAY:
        if not isinstance(value, str) or date.fromisoformat(value).isoformat() != value:
            raise ValueError
    elif type(value) is not int or not -(2**63) <= value < 2**63:
        raise ValueError
