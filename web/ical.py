"""Somebody's calendar as iCalendar: whole days, in his language, with the page where each is dealt with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from principles.overviews.days import Day, DayKind
from web.templatetags.overview import day_kind

Absolute = Callable[[str], str]
EVERY = timedelta(hours=6)


def calendar_of(days: Iterable[Day], *, name: str, at: datetime, absolute: Absolute) -> bytes:
    """The feed. `absolute` makes a whole address of a path; `at` is when it was made.

    The same thing has the same UID at every reading, so that what moves is moved in the reader's calendar.
    """
    made = Calendar()
    made.add("prodid", "-//Counterpart//Calendar//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    host = urlsplit(absolute("/")).hostname or "counterpart"
    for each in days:
        made.add_component(_event(each, at, host, absolute))
    return made.to_ical()


def _event(day: Day, at: datetime, host: str, absolute: Absolute) -> Event:
    event = Event()
    record = day.relationship.pk if day.kind is DayKind.REVIEW_DUE else day.record
    event.add("uid", f"{day.kind.lower().replace('_', '-')}-{record}@{host}")
    event.add("dtstamp", at)
    event.add("dtstart", day.day)
    event.add("dtend", day.day + timedelta(days=1))
    event.add("summary", f"{day_kind(day.kind)}: {day.relationship}")
    event.add("description", "\n".join(_lines(day)))
    event.add("url", absolute(address_of(day)))
    event.add("transp", "TRANSPARENT")
    return event


def _lines(day: Day) -> Iterable[str]:
    if day.contract is not None:
        yield _("Contract: %s") % " ".join(filter(None, (day.contract.number, day.contract.title)))
    if day.code:
        yield _("Principle: %s") % day.code
    if day.relationship.owner is not None:
        yield _("Owner: %s") % day.relationship.owner


def address_of(day: Day) -> str:
    """The page where it is dealt with."""
    if day.contract is not None:
        return reverse("web:contract", args=[day.contract.pk])
    return reverse("web:relationship", args=[day.relationship.pk])
