"""What may be asked of the figures, cleaned: by what to group, and of which days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_noop as N_

from relationships import values
from relationships.errors import Problems, Refused, phrase, refuse, shown
from relationships.terms.days import add_months

MOST_DAYS = 60
USUAL_MONTHS = 12
_NOT_BOTH = N_("give on, or from, to and step, not both.")
_TOO_MANY = N_("these are %(days)s days; at most %(most)s can be asked at once.")


class GroupBy(StrEnum):
    """What relationships are counted together by. TYPE is the chosen type; CATEGORY the profile."""

    NONE = "NONE"
    UNIT = "UNIT"
    CATEGORY = "CATEGORY"
    TYPE = "TYPE"
    PORTFOLIO = "PORTFOLIO"


class Step(StrEnum):
    """How far the days of a series lie apart: the last day of each of these."""

    MONTH = "MONTH"
    QUARTER = "QUARTER"
    YEAR = "YEAR"


_MONTHS = {Step.MONTH: 1, Step.QUARTER: 3, Step.YEAR: 12}
NAMES = ("group_by", "on", "from", "to", "step")
"""What is given by name, at every door."""


@dataclass(frozen=True, slots=True)
class Question:
    """By what to group, and at the end of which days; None: as it stands now."""

    group_by: GroupBy
    days: tuple[date, ...] | None


def question(given: Mapping[str, Any], today: date) -> Question:
    """The question as a door received it, by the names of `NAMES`; what isn't given, or is None, is usual.

    `on` asks of one day; any of `from`, `to` and `step` of a series: the last days of months, quarters or
    years from one day through another, the past year by month unless said. Refuses what can't be used, days
    to come and more than 60 days (INVALID_FILTER), all at once.
    """
    given = {name: each for name, each in given.items() if name in NAMES and each is not None}
    problems = Problems()
    group_by, step = GroupBy.NONE, Step.MONTH
    days: dict[str, date] = {}
    with _read("group_by", given, problems):
        group_by = GroupBy(values.one_of(given["group_by"], "group_by", GroupBy))
    with _read("step", given, problems):
        step = Step(values.one_of(given["step"], "step", Step))
    for name in ("on", "from", "to"):
        with _read(name, given, problems):
            days[name] = _past(given[name], name, today)
    asks_series = any(name in given for name in ("from", "to", "step"))
    if asks_series and "on" in given:
        problems.add("INVALID_FILTER", "on", value=shown(given["on"]), why=_NOT_BOTH)
    problems.raise_if_any()
    if not asks_series:
        return Question(group_by, (days["on"],) if days else None)
    last = days.get("to", today)
    return Question(group_by, _series(days.get("from", add_months(last, -USUAL_MONTHS)), last, step))


@contextmanager
def _read(name: str, given: Mapping[str, Any], problems: Problems) -> Iterator[None]:
    """What the block refuses of this value is a filter that can't be used, as at every list."""
    try:
        yield
    except KeyError:
        if name in given:
            raise
    except Refused as refused:
        why = " ".join(each.message for each in refused.refusals)
        problems.add("INVALID_FILTER", name, value=shown(given[name]), why=why)


def _past(value: Any, name: str, today: date) -> date:
    found = values.day(value, name)
    if found > today:
        refuse("DATE_IN_FUTURE", name, value=found.isoformat())
    return found


def _series(first: date, last: date, step: Step) -> tuple[date, ...]:
    if first > last:
        why = phrase(N_("it lies after the last day, %(last)s."), last=last.isoformat())
        refuse("INVALID_FILTER", "from", value=first.isoformat(), why=why)
    found = tuple(_last_days(first, last, _MONTHS[step]))
    if len(found) > MOST_DAYS:
        why = phrase(_TOO_MANY, days=len(found), most=MOST_DAYS)
        refuse("INVALID_FILTER", "from", value=first.isoformat(), why=why)
    return found


def _last_days(first: date, last: date, months: int) -> Iterator[date]:
    """The last days of every so many months of the calendar year, from one day through another."""
    year, month = first.year, -(-first.month // months) * months
    while (end := date(year, month, monthrange(year, month)[1])) <= last:
        yield end
        year, month = (year + 1, months) if month + months > 12 else (year, month + months)
        if year > date.max.year:
            return
