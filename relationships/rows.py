"""Rows written many at a time, column by column, without a model instance for each.

For what is no record of its own and so has no history (verdicts, compliance) as they are; records go through
`relationships.history`, which writes rows and their history from the same prepared columns.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection, models, transaction

Row = Sequence[Any]
Columns = Sequence[Sequence[Any]]
# From so many rows on, new keys are asked for beforehand, and PostgreSQL takes the rows as a copy.
MANY = 100


class JsonText(str):
    """Text that is JSON already, for a column of JSON."""

    __slots__ = ()


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """New rows with these columns (`relationship_id`, `result`), each in the order of the names."""
    insert_columns(model, names, prepared(model, names, rows))


def put(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Rows as they are to be, there already or not: known by their first column, which is unique."""
    key, *others = (_column(model, each) for each in names)
    changed = ", ".join(f"{each} = EXCLUDED.{each}" for each in others)
    statement = f"{_insertion(model, names)} ON CONFLICT ({key}) DO UPDATE SET {changed}"
    _execute(statement, prepared(model, names, rows))


def change(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Other values in these columns of rows that are there; each row ends with its primary key."""
    change_columns(model, names, prepared(model, [*names, model._meta.pk.attname], rows))


def change_columns(model: type[models.Model], names: Sequence[str], columns: Columns) -> None:
    """The same from prepared columns, the keys last."""
    changed = ", ".join(f"{_column(model, each)} = %s" for each in names)
    key = _column(model, model._meta.pk.attname)
    _execute(f"UPDATE {_table(model)} SET {changed} WHERE {key} = %s", columns)  # noqa: S608


def prepared(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Row], kept: Container[str] = ()
) -> list[Sequence[Any]]:
    """The values of these rows by column, in the form that the database takes; of no rows nothing.

    Those of the `kept` columns are in that form already.
    """
    columns = list(zip(*rows, strict=True))
    return [
        column if name in kept else prepared_column(model, name, column)
        for name, column in zip(names, columns, strict=bool(columns))
    ]


def prepared_column(model: type[models.Model], name: str, column: Sequence[Any]) -> Sequence[Any]:
    """The values of one column, in the form that the database takes."""
    plain, form = _form(_field(model, name))
    if form is None:
        return column
    kinds = set(map(type, column))
    if plain.issuperset(kinds):
        return column
    if form is str and all(issubclass(kind, str) for kind in kinds - {_NOTHING}):
        codes = {value: None if value is None else str(value) for value in set(column)}
        return [codes[value] for value in column]
    if JsonText in plain:
        # What is shared is written once: the column holds it, so that its id stays its own.
        texts = {id(value): None if value is None else form(value) for value in column}
        return [texts[id(value)] for value in column]
    return [None if value is None else form(value) for value in column]


def insert_columns(model: type[models.Model], names: Sequence[str], columns: Columns) -> None:
    """New rows from prepared columns."""
    if not columns or len(columns[0]) < MANY:
        return _execute(_insertion(model, names), columns)
    if connection.vendor == "postgresql":
        return _copy(model, names, columns)
    return _stage(model, names, columns)


def _stage(model: type[models.Model], names: Sequence[str], columns: Columns) -> None:
    """SQLite: put the rows beside the table first, then take them over in one statement.

    What a statement has to set up for the table's constraints it sets up for every row of `executemany`.
    """
    said = [None, *map(_same, columns[1:])]
    given = [column for column, same in zip(columns, said, strict=True) if same is None]
    stage, places = f"staged_{len(given)}", [f"c{at}" for at in range(len(given))]
    taken = iter(places)
    taken_over = ", ".join(each or next(taken) for each in said)
    into = _insertion(model, names).partition(" VALUES ")[0]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS {stage} ({', '.join(places)})")
        cursor.execute(f"DELETE FROM temp.{stage}")  # noqa: S608 of a try that was given up
        places_given = ", ".join(["%s"] * len(given))
        statement = f"INSERT INTO temp.{stage} VALUES ({places_given})"  # noqa: S608
        cursor.executemany(statement, list(zip(*given, strict=True)))
        cursor.execute(f"{into} SELECT {taken_over} FROM temp.{stage} ORDER BY rowid")  # noqa: S608
        cursor.execute(f"DELETE FROM temp.{stage}")  # noqa: S608


def _same(column: Sequence[Any]) -> str | None:
    """What stands for this column in a statement where nothing, no text or one number stands in all rows."""
    first = column[0]
    plain = first is None or first == "" or type(first) is int
    if plain and column.count(first) == len(column) and set(map(type, column)) == {type(first)}:
        return "NULL" if first is None else "''" if first == "" else str(first)
    return None


def add_columns(model: type[models.Model], names: Sequence[str], columns: Columns) -> list[int]:
    """New rows from prepared columns without their key; the keys that the database gives them, in order."""
    count = len(columns[0])
    key = model._meta.pk.attname
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        if count >= MANY:
            keys = _new_keys(model, count, cursor)
            insert_columns(model, [key, *names], [keys, *columns])
            return keys
        one = f"({', '.join(['%s'] * len(names))})"
        statement = _insertion(model, names).removesuffix(one) + ", ".join([one] * count)
        given = [value for row in zip(*columns, strict=True) for value in row]
        cursor.execute(f"{statement} RETURNING {_column(model, key)}", given)
        return [each for (each,) in cursor.fetchall()]


def _new_keys(model: type[models.Model], count: int, cursor: Any) -> list[int]:
    """Keys that nobody else gets. On SQLite the transaction has had the database to itself from its start."""
    table, key = model._meta.db_table, model._meta.pk.column
    if connection.vendor == "postgresql":
        sequence = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
        cursor.execute(sequence, [_table(model), key, count])
        return [each for (each,) in cursor.fetchall()]
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    (last,) = cursor.fetchone() or (0,)
    return list(range(last + 1, last + 1 + count))


def copy_added(
    model: type[models.Model], to: type[models.Model], keys: Sequence[int], names: Sequence[str], **said: Any
) -> None:
    """Copy these columns of rows within the database, in the order of their keys; `said` holds for all.

    The keys go up, as `add_columns` gives them.
    """
    names, others = list(names), list(said)
    into = ", ".join(_column(to, each) for each in [*names, *others])
    taken = ", ".join([*(_column(model, each) for each in names), *["%s"] * len(others)])
    given = [one for each, value in said.items() for one in prepared_column(to, each, [value])]
    key = _column(model, model._meta.pk.attname)
    where, which = f"{key} BETWEEN %s AND %s", [keys[0], keys[-1]]
    if keys[-1] - keys[0] != len(keys) - 1:
        # PostgreSQL: others took numbers in between.
        where, which = f"{key} = ANY(%s)", cast(Any, [list(keys)])
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_table(to)} ({into}) "  # noqa: S608 names of our own columns only
            f"SELECT {taken} FROM {_table(model)} WHERE {where} ORDER BY {key}",
            [*given, *which],
        )


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


def _insertion(model: type[models.Model], names: Sequence[str]) -> str:
    columns = ", ".join(_column(model, each) for each in names)
    places = ", ".join(["%s"] * len(names))
    return f"INSERT INTO {_table(model)} ({columns}) VALUES ({places})"  # noqa: S608


def _execute(statement: str, columns: Columns) -> None:
    if columns and columns[0]:
        with connection.cursor() as cursor:
            cursor.executemany(statement, list(zip(*columns, strict=True)))


def _copy(model: type[models.Model], names: Sequence[str], columns: Columns) -> None:
    listed = ", ".join(_column(model, each) for each in names)
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {_table(model)} ({listed}) FROM STDIN") as copy,
    ):
        for row in zip(*columns, strict=True):
            copy.write_row(row)


Form = Callable[[Any], Any]
_NOTHING = type(None)


@lru_cache(maxsize=1_000)
def _form(field: models.Field[Any, Any]) -> tuple[frozenset[type], Form | None]:
    """What makes of a value what the database takes, and the types that it takes as they are."""
    if isinstance(field, models.ForeignKey):
        return _form(field.target_field)
    if isinstance(field, models.CharField | models.TextField):
        return frozenset({str, _NOTHING}), str  # of a code: its text
    if isinstance(field, models.JSONField):
        return frozenset({_NOTHING, JsonText}), _json_form(field)
    if isinstance(field, models.BooleanField | models.FloatField):
        return frozenset(), None
    if type(field).get_prep_value is models.IntegerField.get_prep_value:
        return frozenset({int, _NOTHING}), int
    if isinstance(field, models.IntegerField):
        return frozenset({_NOTHING}), field.get_prep_value
    # Moments and days repeat.
    return frozenset({_NOTHING}), lru_cache(maxsize=4_096)(
        lambda value: field.get_db_prep_save(value, connection)
    )


def _json_form(field: models.JSONField[Any, Any]) -> Form:
    encode = (field.encoder or json.JSONEncoder)().encode
    empty: dict[type, str] = {list: "[]", dict: "{}"}

    def form(value: Any) -> str:
        if type(value) is JsonText:
            return value
        return encode(value) if value else empty.get(type(value)) or encode(value)

    return form


@lru_cache(maxsize=2_000)
def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    return next(each for each in model._meta.concrete_fields if each.attname == name)


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _column(model: type[models.Model], name: str) -> str:
    return connection.ops.quote_name(str(_field(model, name).column))
