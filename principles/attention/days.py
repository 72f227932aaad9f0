"""Days in statements: so many days or months after a column, as the registry counts them elsewhere.

The same calendar as `relationships.terms.days`: a month after 31 January is the last of February.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Func

from relationships.terms.days import add_days, add_months

_ONE_DAY = timedelta(days=1)


class _Moved(Func):
    """A day moved by a number that is known beforehand."""

    output_field = DateField()

    def __init__(self, expression: Any, number: int) -> None:
        super().__init__(expression)
        self.number = int(number)

    def _written(self, compiler: Any, connection: Any, template: str) -> tuple[str, list[Any]]:
        sql, params = compiler.compile(self.source_expressions[0])
        return template.format(day=sql, number=self.number, next=self.number + 1), [
            *params * template.count("{day}")
        ]


class DaysLater(_Moved):
    """So many days later, or earlier below zero."""

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self._written(compiler, connection, "date({day}, '{number} days')")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        return self._written(compiler, connection, "({day} + ({number}))")


class MonthsLater(_Moved):
    """So many calendar months later: the same day of the month, at most that month's last."""

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        same_day = "date({day}, '{number} months')"
        last_of_month = "date({day}, 'start of month', '{next} months', '-1 day')"
        return self._written(compiler, connection, f"min({same_day}, {last_of_month})")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        return self._written(compiler, connection, "({day} + interval '{number} months')::date")


def last_turned(on: date, months: int) -> date:
    """The last day that is so many months old, or older, on a day."""
    day = add_months(on, -months)
    while day < date.max and add_months(day + _ONE_DAY, months) <= on:
        day += _ONE_DAY
    while add_months(day, months) > on:
        day = add_days(day, -1)
    return day


def first_within(on: date, months: int) -> date:
    """The first day that is at most so many months old on a day."""
    day = add_months(on, -months)
    while add_months(day, months) < on:
        day += _ONE_DAY
    while add_months(day - _ONE_DAY, months) >= on:
        day -= _ONE_DAY
    return day
