"""Terms as contracts have them, and short words for periods."""

from dataclasses import replace
from datetime import date

from relationships.choices import PeriodUnit, Procedure, TermKind
from relationships.terms import Period, Position, RemarkCode, Term


def months(count: int) -> Period:
    return Period(count, PeriodUnit.MONTHS)


def weeks(count: int) -> Period:
    return Period(count, PeriodUnit.WEEKS)


def days(count: int) -> Period:
    return Period(count, PeriodUnit.DAYS)


def codes(found: Position) -> list[RemarkCode]:
    return [remark.code for remark in found.remarks]


SUPPORT = Term(
    kind=TermKind.FIXED_TACIT,
    start=date(2018, 9, 27),
    term_months=36,
    renewal_months=12,
    notice=months(3),
)


BUILDING = Term(
    kind=TermKind.FIXED_OPTIONS,
    start=date(2022, 1, 1),
    term_months=24,
    options=(12, 12),
    option_notice=months(3),
    procedure=Procedure.EUROPEAN,
)


LEASE = Term(
    kind=TermKind.MINIMUM, start=date(2020, 1, 1), term_months=24, notice=months(3)
)  # until 2021-12-31, deadline 2021-09-30


CLEANING = Term(kind=TermKind.OPEN_ENDED, start=date(2020, 1, 1), notice=months(2))


EVERY_KIND = [SUPPORT, BUILDING, LEASE, CLEANING, replace(SUPPORT, kind=TermKind.FIXED)]
