"""Since when something holds: back through what was recorded for as long as it was so without a break."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from django.utils import timezone


class Dated(Protocol):
    """What was found since a moment."""

    since: datetime


Found = TypeVar("Found", bound=Dated)


def unbroken(now: Dated | None, past: Iterable[Any], holds: Callable[[Any], bool]) -> date | None:
    """The day from which `holds` was true of all that was found, `past` given the latest first.

    Between two findings there is only the time in which the second was being computed.
    """
    if now is None:
        return None
    since = now.since
    for each in past:
        if not holds(each):
            break
        since = each.since
    return timezone.localdate(since)


def trailing(steps: Iterable[tuple[Any, bool]]) -> Any:
    """Where the last run of steps that hold begins, the steps given the earliest first; None: not now."""
    begin = None
    for where, holds in steps:
        if not holds:
            begin = None
        elif begin is None:
            begin = where
    return begin
