"""The tables of facts as views of PostgreSQL, for BI tools that read SQL only.

A view knows no user: it shows what a reader of one unit and those below it sees. It is the very statement
that the tables are read by elsewhere, with its parameters written out; the day of today, and days counted
from it, are computed anew at each reading.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from bi.declared import Table
from bi.reading import listed
from bi.sight import Sight
from bi.tables import TABLES
from principles.attention.days import first_within, last_turned
from relationships.models import Unit, User

SCHEMA = "bi"
# Two days by which it shows what follows today, and days by which ways of counting months can be told apart.
_DAYS = (date(2025, 3, 31), date(2024, 2, 29))
_ENDS = [
    date(2024 + at // 12, at % 12 + 1, day)
    for at in range(48)
    for day in (28, 29, 30, 31)
    if day <= monthrange(2024 + at // 12, at % 12 + 1)[1]
]
Way = Callable[[date, int], date]
"""From a day so many months back, by a rule of the registry."""
_PLACE = re.compile(r"%(s|%)")


class CantBeView(RuntimeError):
    """A statement holds something of the moment at which it was made, which a view can't follow."""


@dataclass(frozen=True, slots=True)
class View:
    """A view to be: its name, its columns in order, and its statement without parameters."""

    name: str
    columns: tuple[str, ...]
    statement: str

    @property
    def mark(self) -> str:
        """What tells this definition from any other."""
        return sha256("\n".join((self.name, *self.columns, self.statement)).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Standing:
    """A view as it is in the database: the unit that it shows, the mark of its definition, its columns."""

    unit: str
    mark: str
    columns: tuple[str, ...]


def views_of(unit: Unit) -> list[View]:
    """The views of all tables for a unit and those below it."""
    return [_view(table, unit) for table in TABLES.values()]


def make(unit: Unit, roles: Sequence[str]) -> list[View]:
    """Make the views, in place of those that are there, and let these roles of the database read them."""
    views = views_of(unit)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        _drop_views(cursor)
        for view in views:
            columns = ", ".join(map(_quoted, view.columns))
            name = f"{SCHEMA}.{_quoted(view.name)}"
            made = f"CREATE VIEW {name} ({columns}) WITH (security_barrier) AS {view.statement}"
            cursor.execute(made, None)
            cursor.execute(f"REVOKE ALL ON {name} FROM PUBLIC", None)
            cursor.execute(f"COMMENT ON VIEW {name} IS {_literal(f'{view.mark} {unit.code}')}", None)
        for role in roles:
            cursor.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {_quoted(role)}", None)
            for view in views:
                cursor.execute(f"GRANT SELECT ON {SCHEMA}.{_quoted(view.name)} TO {_quoted(role)}", None)
    return views


def drop() -> None:
    """Remove the views, and their schema unless there is something of others in it."""
    with transaction.atomic(), connection.cursor() as cursor:
        _drop_views(cursor)
        cursor.execute(
            "SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = %s",
            [SCHEMA],
        )
        if cursor.fetchone() == (0,):
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA}")


def standing() -> dict[str, Standing]:
    """The views that are there, by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, COALESCE(obj_description(c.oid, 'pg_class'), ''), "
            "ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 "
            "ORDER BY a.attnum) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = %s AND c.relkind = 'v' AND c.relname = ANY(%s)",
            [SCHEMA, list(TABLES)],
        )
        found = cursor.fetchall()
    parted = {name: said.partition(" ") for name, said, _columns in found}
    return {
        name: Standing(parted[name][2], parted[name][0], tuple(columns)) for name, _said, columns in found
    }


def out_of_step(unit: Unit) -> list[str]:
    """The names of the views that are missing, or aren't what they would be if they were made now."""
    there = standing()
    return [
        view.name
        for view in views_of(unit)
        if view.name not in there
        or (there[view.name].mark, there[view.name].columns, there[view.name].unit)
        != (view.mark, view.columns, unit.code)
    ]


def is_role(name: str) -> bool:
    """Whether the database knows this role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
        return cursor.fetchone() is not None


def _drop_views(cursor: Any) -> None:
    for name in standing():
        cursor.execute(f"DROP VIEW {SCHEMA}.{_quoted(name)}")


def _view(table: Table, unit: Unit) -> View:
    days = list(_DAYS)
    every = [_compiled(table, unit, day) for day in days]
    for day in sorted(set(_telling(_by_parameter(every)))):
        days.append(day)
        every.append(_compiled(table, unit, day))
    parts = iter([_written(each, days) for each in _by_parameter(every)])
    statement = _PLACE.sub(lambda found: next(parts) if found[1] == "s" else "%", every[0][0])
    return View(table.name, tuple(each.name for each in table.columns), statement)


def _by_parameter(every: Sequence[tuple[str, tuple[Any, ...]]]) -> list[tuple[Any, ...]]:
    """The values that each parameter of a statement has on several days."""
    if len({sql for sql, _params in every}) > 1:
        raise CantBeView("the statement itself differs from day to day")
    return list(zip(*(params for _sql, params in every), strict=True))


def _compiled(table: Table, unit: Unit, today: date) -> tuple[str, tuple[Any, ...]]:
    """The statement that reads all columns, as a reader of the unit does on a day, and its parameters."""
    source = listed(table, Sight(reader_of(unit), today), {})
    rows = source.narrowed(source.queryset.order_by()).selected(table.columns)
    sql, params = rows.query.sql_with_params()
    return source.before.sql + sql, (*source.before.params, *params)


def reader_of(unit: Unit) -> User:
    """Nobody in particular, who sees a unit and those below it."""
    reader = User(pk=0, username="")
    reader.looks_below = unit.pk
    return reader


def _written(values: tuple[Any, ...], days: Sequence[date]) -> str:
    """How a parameter that was these values on these days is written."""
    if any(isinstance(each, datetime) for each in values):
        raise CantBeView("a moment stands in the statement")
    if len(set(map(repr, values))) == 1:
        return _literal(values[0])
    if all(isinstance(each, date) for each in values):
        apart = {(value - day).days for value, day in zip(values, days, strict=True)}
        if len(apart) == 1:
            return f"({_today()} + {apart.pop()})"
        for months, way in _ways_back(values, days):
            return _SAID[way].format(today=_today(), months=months)
    raise CantBeView(f"a parameter follows today in a way that isn't known: {values}")


def _telling(values: Iterable[tuple[Any, ...]]) -> Iterator[date]:
    """The days by which it shows in which way months are counted, where that is open by now."""
    for each in values:
        if len(set(map(repr, each))) > 1 and all(isinstance(one, date) for one in each):
            for months, _way in _ways_back(each, _DAYS):
                differ = (day for day in _ENDS if last_turned(day, months) != first_within(day, months))
                yield from [day for day in [next(differ, None)] if day is not None]


def _ways_back(values: Sequence[date], days: Sequence[date]) -> Iterator[tuple[int, Way]]:
    """The numbers of whole months and the ways of counting them that lead from these days to these values."""
    near = (days[0].year - values[0].year) * 12 + days[0].month - values[0].month
    for months in range(max(0, near - 1), near + 2):
        for way in _SAID:
            if all(way(day, months) == value for value, day in zip(values, days, strict=True)):
                yield months, way


def _back(which: str, compared: str) -> str:
    """The last or first day that is so many months old: it lies at most three days after the plain one."""
    return (
        f"(SELECT {which}(day)::date FROM generate_series({{today}} - interval '{{months}} months', "  # noqa: S608
        "{today} - interval '{months} months' + interval '3 days', interval '1 day') day "
        f"WHERE (day + interval '{{months}} months')::date {compared} {{today}})"
    )


_SAID: dict[Way, str] = {last_turned: _back("MAX", "<="), first_within: _back("MIN", ">=")}


def _today() -> str:
    """Today by the clock of the installation, whatever that of the reader's session."""
    return f"(CURRENT_TIMESTAMP AT TIME ZONE {_literal(settings.TIME_ZONE)})::date"


def _literal(value: Any) -> str:
    from psycopg import sql

    connection.ensure_connection()
    return sql.Literal(value).as_string(connection.connection)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name.replace('"', '""'))
