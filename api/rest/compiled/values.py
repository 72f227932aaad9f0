"""From a field of a shape to its value as JSON: written by the database, or made of columns that it gives."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db import connection, models
from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.utils.encoders import JSONEncoder

from api.graphql.compiled.statements import Declined, Sql
from api.graphql.compiled.writing import Writer, literal
from api.rest import fields as f
from api.rest.compiled.joins import Joins
from relationships.models.base import AmountField

PEOPLE = '"people told"'
"""What a statement calls the users whose names may be said to who asks."""

Read = Callable[[Sequence[Any]], str]


@dataclass(frozen=True, slots=True)
class Made:
    """A value that Python makes of what these columns hold."""

    columns: tuple[str, ...]
    read: Read


@dataclass(frozen=True, slots=True)
class Gathered:
    """A list of other records: those of this relation, in a shape of their own or one text of each."""

    relation: str
    of: Any


Value = Sql | Made | Gathered


def dumped(value: Any) -> str:
    """JSON as the door writes it."""
    return json.dumps(value, cls=JSONEncoder, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def value_of(writer: Writer, joins: Joins, shape: Any, field: Any) -> Value:
    """How the value of a field is come by. Declines what only the serializer knows."""
    if isinstance(field, serializers.SerializerMethodField):
        return _by_hand(joins, shape, getattr(shape, field.method_name))
    way = tuple(field.source_attrs)
    if field.source == "*" or not way:
        raise Declined("the record itself")
    if type(field) is f.AmountText:
        return _amount(writer, joins, field)
    if type(field) is f.PersonName:
        return _name(joins, way)
    column, kept = joins.column(way)
    if type(field) in (f.Loose, f.Codes) or isinstance(field, serializers.ReadOnlyField):
        return _as_kept(column, kept)
    return _written(writer, field, column, kept)


def converted(field: Any, column: str = "") -> Callable[[Any], Any]:
    """From what the database gives for a field to what its record would hold."""
    expression = field.get_col(field.model._meta.db_table)
    steps = [*connection.ops.get_db_converters(expression), *field.get_db_converters(connection)]
    if not steps:
        return _itself

    def read(value: Any) -> Any:
        for step in steps:
            value = step(value, expression, connection)
        return value

    return read


def _itself(value: Any) -> Any:
    return value


def _by_hand(joins: Joins, shape: Any, method: Any) -> Value:
    gathered = getattr(method, "gathered", None)
    if gathered is not None:
        return Gathered(*gathered)
    made = getattr(method, "made_of", None)
    if made is None:
        raise Declined("made of the record by hand")
    found = [joins.column(way) for way in made]
    of, reads = method.of_values, [converted(field) for _column, field in found]

    def read(values: Sequence[Any]) -> str:
        return dumped(of(shape, *(each(value) for each, value in zip(reads, values, strict=True))))

    return Made(tuple(column for column, _field in found), read)


def _name(joins: Joins, way: tuple[str, ...]) -> Sql:
    """Whose name may be said depends on who asks, which the statement says first."""
    pk, _key = joins.column((*way[:-1], "pk"))
    name, _kept = joins.column(way)
    return Sql(f"CASE WHEN {pk} IN (SELECT id FROM {PEOPLE}) THEN {name} END")  # noqa: S608 our own names


def _as_kept(column: str, kept: Any) -> Made:
    """JSON as it was kept; written as every door writes it, which the databases don't."""
    if not isinstance(kept, models.JSONField):
        raise Declined("no JSON")
    read = converted(kept)
    return Made((column,), lambda values: dumped(read(values[0])))


def _amount(writer: Writer, joins: Joins, field: Any) -> Sql:
    column, kept = joins.column((field.source,))
    if not isinstance(kept, AmountField):
        raise Declined("no amount")
    currency, of = joins.column(tuple(field.currency.split(".")))
    if not isinstance(of, models.CharField):
        raise Declined("no currency")
    return writer.amount_text(column, currency, otherwise=f.USUAL_PLACES)


def _written(writer: Writer, field: Any, column: str, kept: Any) -> Sql:
    kept = kept.target_field if kept.is_relation else kept
    is_text = isinstance(kept, models.CharField | models.TextField)
    if isinstance(field, f.CodeText | f.FlagCodes) and is_text:
        return _code(writer, field, column)
    if field.default is not empty:
        raise Declined("a default")
    kind = type(field)
    if kind is serializers.CharField and is_text:
        return Sql(column)
    if kind is serializers.IntegerField and _is(kept, models.IntegerField, AmountField):
        return Sql(column)
    if kind is serializers.BooleanField and isinstance(kept, models.BooleanField):
        return writer.truth(column)
    if kind is serializers.FloatField and isinstance(kept, models.FloatField):
        return writer.number(column, pointed=True)
    if kind is serializers.DateTimeField and isinstance(kept, models.DateTimeField) and field.timezone is UTC:
        return writer.moment(column, "Z")
    if kind is serializers.DateField and _is(kept, models.DateField, models.DateTimeField):
        return writer.day(column)
    raise Declined(f"{type(kept).__name__} as {kind.__name__}")


def _is(kept: Any, kind: type, no: type) -> bool:
    return isinstance(kept, kind) and not isinstance(kept, no)


def _code(writer: Writer, field: Any, column: str) -> Sql:
    if isinstance(field, f.FlagCodes):
        if field.default is not list:
            raise Declined("flags that may be null")
        return writer.listed(column)
    if field.default is empty:
        return writer.text(column, always=False)
    if not isinstance(field.default, str):
        raise Declined("a default that is no text")
    return writer.text(f"COALESCE({column}, {literal(field.default)})", always=False)


__all__ = ["PEOPLE", "Gathered", "Made", "Value", "converted", "dumped", "value_of"]
