"""Columns of many rows, read without models: what computing everything anew begins with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models


def read(rows: models.QuerySet[Any], *names: str) -> list[tuple[Any, ...]]:
    """What `values_list` gives of these columns, at once: equal days and moments are made of text only once.

    One query. For columns of models, also of those that a key leads to.
    """
    connection = connections[rows.db]
    compiler = rows.values_list(*names).query.get_compiler(connection=connection)
    try:
        statement, params = compiler.as_sql()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    converters = compiler.get_converters([each[0] for each in compiler.select])
    if not (found and converters):
        return found
    columns: list[Sequence[Any]] = list(zip(*found, strict=True))
    for place, (steps, expression) in converters.items():
        columns[place] = _converted(columns[place], steps, expression, connection)
    return list(zip(*columns, strict=True))


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
