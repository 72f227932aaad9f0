"""Calendar arithmetic for last days that are inclusive.

The calendar runs from 0001-01-01 to 9999-12-31. A day that would fall outside it becomes its first
or last day, so that no date a list may hold (9999-12-31 for "never") ends in an error; only
`first_end_in_time` says None where there is no such day.
"""

from calendar import isleap
from datetime import date, timedelta

from relationships.choices import NoticeFallsOn, PeriodUnit
from relationships.terms.term import Period

_ONE_DAY = timedelta(days=1)
_FIRST_MONTH = 12  # January of year 1, counted as `_month_number` does
_LAST_MONTH = 9999 * 12 + 11
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CYCLE_MONTHS = {
    NoticeFallsOn.MONTH_END: 1,
    NoticeFallsOn.QUARTER_END: 3,
    NoticeFallsOn.YEAR_END: 12,
}


def add_months(day: date, months: int) -> date:
    """The same day of the month so many calendar months on (or back), at most that month's last.

    31 January plus one month is 28 or 29 February.
    """
    month = _month_number(day) + months
    return _outside(month) or _day_in(month, day.day)


def add_days(day: date, days: int) -> date:
    """The day so many days on (or back)."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def shift_end(end: date, months: int) -> date:
    """A last day moved by calendar months: (end + 1 day) + months − 1 day.

    The one rule behind renewals (k·n months on from the initial end, never from a clipped date),
    deadlines and lead times (months back). The last day of a month goes to the last day of a month:
    2023-06-30 less 3 months is 2023-03-31. It is computed without the day after, which
    9999-12-31 does not have.
    """
    month = _month_number(end) + months
    outside = _outside(month)
    if outside:
        return outside
    if _is_month_end(end):
        return _month_end(month)
    return _day_in(month, end.day + 1) - _ONE_DAY


def deadline(
    end: date,
    notice: Period,
    falls_on: NoticeFallsOn = NoticeFallsOn.ANY_DAY,
    start: date | None = None,
) -> date | None:
    """The last day on which notice against this end is in time.

    For months (end + 1 day) − n months − 1 day, for days and weeks end − n; where notice may only
    fall on certain days, the last such day in time. None when it may only fall on the anniversary
    of a start date that isn't known. It can lie before the start of the contract; it never lies
    after the end.
    """
    if notice.unit is PeriodUnit.MONTHS:
        latest = shift_end(end, -notice.count)
    else:
        latest = add_days(end, -notice.days)
    return _last_notice_day(latest, falls_on, start)


def first_end_in_time(
    day: date,
    notice: Period,
    falls_on: NoticeFallsOn = NoticeFallsOn.ANY_DAY,
    start: date | None = None,
) -> date | None:
    """The first day whose `deadline` is this day or later: the earliest end notice today can bring.

    None when it lies past 9999-12-31, or depends on the anniversary of an unknown start.
    """
    counts_on = _next_notice_day(day, falls_on, start)
    if counts_on is None:
        return None
    if notice.unit is PeriodUnit.MONTHS:
        month = _month_number(counts_on) + notice.count
        if month > _LAST_MONTH:
            return None
        return _month_end(month) if _is_month_end(counts_on) else _day_in(month, counts_on.day)
    if counts_on.toordinal() + notice.days > date.max.toordinal():
        return None
    return add_days(counts_on, notice.days)


def _last_notice_day(day: date, falls_on: NoticeFallsOn, start: date | None) -> date | None:
    """The last day on or before this one on which notice may fall."""
    if falls_on is NoticeFallsOn.ANY_DAY:
        return day
    if falls_on is NoticeFallsOn.ANNIVERSARY:
        if start is None:
            return None
        this_year = _anniversary(start, day.year)
        return this_year if this_year <= day else _anniversary(start, day.year - 1)
    cycle_end = _cycle_end(day, falls_on)
    if _month_end(cycle_end) == day:
        return day
    before = cycle_end - _CYCLE_MONTHS[falls_on]
    return _outside(before) or _month_end(before)


def _next_notice_day(day: date, falls_on: NoticeFallsOn, start: date | None) -> date | None:
    """The first day on or after this one on which notice may fall."""
    if falls_on is NoticeFallsOn.ANY_DAY:
        return day
    if falls_on is NoticeFallsOn.ANNIVERSARY:
        if start is None:
            return None
        this_year = _anniversary(start, day.year)
        if this_year >= day:
            return this_year
        return _anniversary(start, day.year + 1) if day.year < date.max.year else None
    return _month_end(_cycle_end(day, falls_on))


def _anniversary(start: date, year: int) -> date:
    """The start date's day in a year; 29 February falls on the 28th in a common year."""
    month = year * 12 + start.month - 1
    return _outside(month) or _day_in(month, start.day)


def _cycle_end(day: date, falls_on: NoticeFallsOn) -> int:
    """The last month of the month, quarter or year that this day lies in."""
    months = _CYCLE_MONTHS[falls_on]
    month = _month_number(day)
    return month - month % months + months - 1


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _outside(month: int) -> date | None:
    """The edge of the calendar that a month lies beyond, or None when it lies within."""
    if month < _FIRST_MONTH:
        return date.min
    if month > _LAST_MONTH:
        return date.max
    return None


def _day_in(month: int, day: int) -> date:
    year, zero_based = divmod(month, 12)
    return date(year, zero_based + 1, min(day, _month_length(year, zero_based + 1)))


def _month_end(month: int) -> date:
    return _day_in(month, 31)


def _is_month_end(day: date) -> bool:
    return day.day == _month_length(day.year, day.month)


def _month_length(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else _MONTH_LENGTHS[month - 1]
