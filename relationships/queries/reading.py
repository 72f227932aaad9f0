"""Columns of many rows, read without models: what computing everything anew begins with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models

from relationships.queries.among import among, as_parameter

Rows = models.QuerySet[Any]
# What stands for the ids and the day in a statement that is kept: no record and no change is of these.
_ANY_IDS = [-(2**62)]
_ANY_DAY = date(1, 1, 2)


def read(rows: Rows, *names: str) -> list[tuple[Any, ...]]:
    """What `values_list` gives of these columns, at once: equal days and moments are made of text only once.

    One query. For columns of models, also of those that a key leads to.
    """
    connection = connections[rows.db]
    try:
        statement = _Statement.of(rows, names, connection)
    except EmptyResultSet:
        return []
    return statement.answered(statement.params, connection)


class Reading:
    """What is read of relationships by the same statement each time, whichever they are.

    It is made once: Django takes longer to make one than a database to answer it, and right after every
    change some thirty are asked. `rows` takes what stands to the right of `__in`, and a day.
    """

    def __init__(self, rows: Callable[[Any, date], Rows], *names: str) -> None:
        self._rows, self._names = rows, names
        self._made: dict[str, _Statement] = {}  # by kind of database

    def __call__(self, ids: Collection[int], on: date = _ANY_DAY) -> list[tuple[Any, ...]]:
        """The columns for these ids, on this day. One query, or none for nobody."""
        if not ids:
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        kind = connection.vendor
        if kind not in self._made:
            rows = self._rows(among(_ANY_IDS), _ANY_DAY)
            self._made[kind] = _Statement.of(rows, self._names, connection)
        given = {
            _key(as_parameter(_ANY_IDS)): as_parameter(ids),
            _key(_day(_ANY_DAY, connection)): _day(on, connection),
        }
        statement = self._made[kind]
        return statement.answered([given.get(_key(each), each) for each in statement.params], connection)


def _day(day: date, connection: Any) -> Any:
    return connection.ops.adapt_datefield_value(day)


def _key(param: Any) -> Any:
    return tuple(param) if isinstance(param, list) else param


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement as the database takes it, and what its columns are."""

    sql: str
    params: tuple[Any, ...]
    selected: tuple[Any, ...]

    @classmethod
    def of(cls, rows: Rows, names: Sequence[str], connection: Any) -> _Statement:
        compiler = rows.values_list(*names).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        return cls(sql, tuple(params), tuple(each[0] for each in compiler.select))

    def answered(self, params: Sequence[Any], connection: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        if not found:
            return found
        columns: list[Sequence[Any]] | None = None
        for place, expression in enumerate(self.selected):
            steps = [
                *connection.ops.get_db_converters(expression),
                *expression.get_db_converters(connection),
            ]
            if steps:
                columns = columns or list(zip(*found, strict=True))
                columns[place] = _converted(columns[place], steps, expression, connection)
        return found if columns is None else list(zip(*columns, strict=True))


def _converted(
    values: Sequence[Any], steps: Iterable[Callable[..., Any]], expression: Any, connection: Any
) -> list[Any]:
    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, expression, connection)
        return value

    if isinstance(expression.output_field, models.JSONField):  # a list or object of its own for each row
        return [convert(each) for each in values]
    made = {each: convert(each) for each in set(values)}
    return [made[each] for each in values]
