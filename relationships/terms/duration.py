"""The fact `duration`, derived from contract dates."""

from collections.abc import Iterable
from datetime import date

from relationships.choices import TermKind
from relationships.terms.days import add_days, shift_end
from relationships.terms.position import position
from relationships.terms.term import Term

ONE_OFF, UNDER_1_YEAR, UNDER_3_YEARS, UP_TO_5_YEARS, LONGER_OR_OPEN = 1, 2, 3, 4, 5


def duration_level(terms: Iterable[Term]) -> int | None:
    """How long the delivery lasts by its contracts, on the scale of the fact `duration`.

    1 one-off (a single day), 2 under 1 year, 3 from 1 to under 3 years, 4 from 3 up to and
    including 5 years, 5 longer or open. Options count as if exercised, and tacit renewals, which
    take even less, as made; without a last end (OPEN_ENDED, MINIMUM, tacit renewal without a limit)
    it is open. A notice that was given ends it.

    Several contracts count by the longest unbroken stretch: contracts that overlap or follow on
    the next day are one stretch, and orders with gaps between them don't add up. A contract whose
    dates aren't known says nothing; None when none says anything: unknown is not a value.
    """
    spans: list[tuple[date, date]] = []
    for term in terms:
        last = _last_day(term)
        if last == date.max:
            return LONGER_OR_OPEN
        if last and term.start and term.start <= last:
            spans.append((term.start, last))
    return max((_level(first, last) for first, last in _stretches(spans)), default=None)


def _last_day(term: Term) -> date | None:
    """The last day the contract can run to; 9999-12-31 when open, None when unknown."""
    in_the_end = position(term, date.max)
    if in_the_end.latest_end:
        return in_the_end.latest_end
    if term.notice_given_on:
        return None
    if term.kind in (TermKind.OPEN_ENDED, TermKind.MINIMUM):
        return date.max
    if term.kind is TermKind.FIXED_TACIT and term.renewal_limit is None:
        return date.max
    return None


def _stretches(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """The spans with those joined that overlap or follow on the next day."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if joined and first <= add_days(joined[-1][1], 1):
            first, last = joined[-1][0], max(joined.pop()[1], last)
        joined.append((first, last))
    return joined


def _level(first: date, last: date) -> int:
    if first == last:
        return ONE_OFF

    def after_years(years: int) -> date:
        return shift_end(add_days(first, -1), years * 12)

    if last < after_years(1):
        return UNDER_1_YEAR
    if last < after_years(3):
        return UNDER_3_YEARS
    return UP_TO_5_YEARS if last <= after_years(5) else LONGER_OR_OPEN
