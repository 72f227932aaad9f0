"""From a column of a table of facts to a field of its row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import graphene
from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLObjectType, get_named_type
from graphql.execution.collect_fields import collect_sub_fields

from api.graphql import scalars
from bi.declared import Column, Kind, Table

_SCALARS: dict[Kind, Any] = {
    Kind.KEY: graphene.ID,
    Kind.WHOLE: graphene.Int,
    Kind.NUMBER: graphene.Float,
    Kind.TEXT: graphene.String,
    Kind.TRUTH: graphene.Boolean,
    Kind.DAY: scalars.Date,
    Kind.MOMENT: scalars.DateTime,
}


def field_of(column: Column, *, may_be_empty: bool = False) -> Any:
    """The field of a column. `may_be_empty`: also where the column never is."""
    always = column.always and not may_be_empty
    return _SCALARS[column.kind](required=always, description=described(column))


def described(column: Column) -> str:
    lost = f" Of a day in the past null: {column.lost}." if column.lost else ""
    return f"{column.en}{lost}".replace("empty", "null").replace("Empty", "Null")


def row_type(name: str, about: str, fields: dict[str, Any]) -> Any:
    """The type of rows that are kept as values by the names of their columns."""
    meta = type("Meta", (), {"default_resolver": _value, "name": name})
    return type(name, (graphene.ObjectType,), {"__doc__": about, "Meta": meta, **fields})


def _value(name: str, default: Any, row: dict[str, Any], info: Any, **arguments: Any) -> Any:
    return row.get(name)


def selected(table: Table, info: Any, beside: Iterable[str] = ()) -> list[str]:
    """The columns that the document selects, fragments and directives seen through."""
    row: Any = get_named_type(info.return_type)
    assert isinstance(row, GraphQLObjectType)  # noqa: S101 for the type checker
    nodes = collect_sub_fields(info.schema, info.fragments, info.variable_values, row, info.field_nodes)
    asked = {each[0].name.value for each in nodes.values()}
    names = [*(each.name for each in table.columns), *beside]
    return [name for name in names if to_camel_case(name) in asked]
