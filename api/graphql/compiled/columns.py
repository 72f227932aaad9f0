"""From a column of a record to its value in the answer, written by the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from graphql import GraphQLEnumType, GraphQLField, GraphQLNonNull, get_named_type

from api.graphql.compiled.statements import Declined, Row, Sql
from api.graphql.compiled.writing import Writer, literal
from api.graphql.fields import as_kept
from api.graphql.reads import AmountNumber, AmountText, Is, Label, OwnId, read_by
from relationships.models.base import AmountField
from relationships.paging import Key


def value_of(writer: Writer, row: Row, kind: str, described: GraphQLField) -> Sql:
    """The value of this field of these records. Declines what isn't a column as it is kept."""
    read = read_by(described.resolve)
    if isinstance(read, OwnId):
        return writer.global_id(kind, row.column(row.model._meta.pk))
    if isinstance(read, AmountText | AmountNumber):
        return _amount(writer, row, read)
    if isinstance(read, Label):
        called = {str(each): read.called(each) for each in read.codes}
        return writer.called(row.column(_field(row.model, read.name)), called)
    if isinstance(read, Is):
        column = row.column(_field(row.model, read.name))
        return writer.truth_of(
            f"{column} IS NULL" if read.code is None else f"{column} = {literal(read.code)}"
        )
    resolve = described.resolve
    if getattr(resolve, "func", None) is not as_kept:
        raise Declined(f"a resolver of its own: {kind}")
    field = _field(row.model, resolve.args[0])
    always = isinstance(described.type, GraphQLNonNull)
    return _plain(writer, row.column(field), field, get_named_type(described.type), always=always)


def key_of(writer: Writer, row: Row, key: Key) -> Sql:
    """The value of a key as a cursor is written from it: a text, a number, or nothing."""
    column = row.named(key.annotation) if "__" in key.name else row.column(key.field)
    field: Any = key.field.target_field if key.field.is_relation else key.field
    if isinstance(field, models.DateTimeField):
        return writer.moment(column)
    if isinstance(field, models.FloatField):
        return writer.number(column)
    if isinstance(field, models.BooleanField):
        return writer.truth(column)
    if isinstance(field, models.CharField | models.TextField | models.DateField | models.IntegerField):
        return Sql(column)
    raise Declined("a key of another kind")


def _amount(writer: Writer, row: Row, read: AmountText | AmountNumber) -> Sql:
    column = row.column(row.model._meta.get_field(read.name))
    if isinstance(read, AmountNumber):
        return writer.amount_number(column)
    try:
        currency = row.column(row.model._meta.get_field("currency"))
    except FieldDoesNotExist:
        if hasattr(row.model, "currency"):
            raise Declined("a currency that is no column") from None
        currency = None
    return writer.amount_text(column, currency)


def _field(model: Any, name: str) -> Any:
    if name == "pk":
        return model._meta.pk
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        raise Declined("no column") from None
    if not field.concrete or field.is_relation:
        raise Declined("no plain column")
    return field


def _plain(writer: Writer, column: str, field: Any, kind: Any, *, always: bool) -> Sql:
    is_text = isinstance(field, models.CharField | models.TextField)
    if isinstance(kind, GraphQLEnumType):
        if not is_text:
            raise Declined(f"codes that are no texts: {field}")
        return writer.code(column, kind.values, always=always)
    if is_text and kind.name == "String":
        return writer.text(column, always=always)
    if always and field.null:
        raise Declined("nothing where something must be")
    return _of_kind(writer, column, field, kind.name)


def _of_kind(writer: Writer, column: str, field: Any, kind: str) -> Sql:
    if field.is_relation:  # a pk that is a key to another record
        field = field.target_field
    if kind == "Int" and isinstance(field, models.IntegerField) and not isinstance(field, AmountField):
        return writer.whole(column, wide=isinstance(field, models.BigIntegerField))
    if kind == "Float" and isinstance(field, models.FloatField):
        return writer.number(column)
    if kind == "Boolean" and isinstance(field, models.BooleanField):
        return writer.truth(column)
    if kind == "DateTime" and isinstance(field, models.DateTimeField):
        return writer.moment(column)
    if kind == "Date" and isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return writer.day(column)
    raise Declined(f"{type(field).__name__} as {kind}")


def of_kind(writer: Writer, column: str, kind: str) -> Sql:
    """The value of a column that was computed, by the name of its scalar. Texts are there, or null."""
    match kind:
        case "Int":
            return writer.whole(column, wide=True)
        case "Float":
            return writer.number(column)
        case "Boolean":
            return writer.truth(column)
        case "DateTime":
            return writer.moment(column)
        case "Date":
            return writer.day(column)
        case "String" | "ID":
            return Sql(column)
    raise Declined(f"a column of {kind}")


__all__: Sequence[str] = ("key_of", "of_kind", "value_of")
