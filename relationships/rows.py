"""Rows that the registry computes, written many at a time: one prepared statement, whatever their number.

For what is no record of its own and so has no history (verdicts, compliance); records go through
`relationships.history`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models

Row = Sequence[Any]


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """New rows with these columns (`relationship_id`, `result`), each in the order of the names."""
    columns = ", ".join(_column(model, each) for each in names)
    places = ", ".join(["%s"] * len(names))
    _execute(f"INSERT INTO {_table(model)} ({columns}) VALUES ({places})", model, names, rows)  # noqa: S608


def change(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Other values in these columns of rows that are there; each row ends with its primary key."""
    key = model._meta.pk.attname
    columns = ", ".join(f"{_column(model, each)} = %s" for each in names)
    statement = f"UPDATE {_table(model)} SET {columns} WHERE {_column(model, key)} = %s"  # noqa: S608
    _execute(statement, model, [*names, key], rows)


def copy_as_past(rows: models.QuerySet[Any], past: type[models.Model], until: datetime) -> None:
    """Copy current rows to the past ones within the database, as right until a moment.

    Every column that both have is copied, except the key of the current row where the database gives it.
    """
    current = {each.attname: each for each in rows.model._meta.concrete_fields}
    names = [each.attname for each in past._meta.concrete_fields if _is_copied(each, current)]
    try:
        select, params = rows.order_by().values_list(*names).query.sql_with_params()
    except EmptyResultSet:
        return
    columns = ", ".join(_column(past, each) for each in names)
    kept = ", ".join(f"kept.{_column(past, each)}" for each in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH kept ({columns}) AS ({select}) "  # noqa: S608 names of our own columns only
            f"INSERT INTO {_table(past)} ({columns}, {_column(past, 'until')}) SELECT {kept}, %s FROM kept",
            [*params, connection.ops.adapt_datetimefield_value(until)],
        )


def _is_copied(field: models.Field[Any, Any], current: dict[str, models.Field[Any, Any]]) -> bool:
    return field.attname in current and not isinstance(field, models.AutoField)


def _execute(statement: str, model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    forms = [_form(model, each) for each in names]
    given = [
        [
            value if value is None or form is None else form(value)
            for value, form in zip(row, forms, strict=True)
        ]
        for row in rows
    ]
    if given:
        with connection.cursor() as cursor:
            cursor.executemany(statement, given)


def _form(model: type[models.Model], name: str) -> Callable[[Any], Any] | None:
    """What makes of a value what the database takes; None where it takes it as it is."""
    field = _field(model, name)
    if isinstance(field, models.CharField):
        return str  # of a code: its text
    if isinstance(field, models.JSONField):
        return _json_form(field)
    if not isinstance(field, models.DateField):
        return None
    return lru_cache(maxsize=256)(lambda value: field.get_db_prep_save(value, connection))


def _json_form(field: models.JSONField[Any, Any]) -> Callable[[Any], Any]:
    adapted, encoder = connection.ops.adapt_json_value, field.encoder
    empty_list, empty_object = adapted([], encoder), adapted({}, encoder)

    def form(value: Any) -> Any:
        if value:
            return adapted(value, encoder)
        return empty_list if value == [] else empty_object if value == {} else adapted(value, encoder)

    return form


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    return next(each for each in model._meta.concrete_fields if each.attname == name)


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _column(model: type[models.Model], name: str) -> str:
    return connection.ops.quote_name(str(_field(model, name).column))
