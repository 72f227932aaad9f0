"""Tables of facts and their summaries: flat rows, as the tables themselves ask the database for them."""

from __future__ import annotations

from typing import Any

from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLField, GraphQLNonNull, GraphQLObjectType, get_named_type

from api.facts import CURSOR, Found
from api.graphql.compiled.columns import key_of, of_kind
from api.graphql.compiled.operation import Compiling, Nodes
from api.graphql.compiled.statements import Declined, Row, Sql, statement_of
from api.graphql.reads import Rows
from bi.reading import CHANGED

_PAGE = frozenset({"first", "after", "group_by", "measures", "ordering"})


def flat_rows(at: Compiling, described: GraphQLField, nodes: Nodes, read: Rows) -> Sql:
    """The rows of a table as a list; forbidden where there are more than an answer holds."""
    kind: Any = get_named_type(described.type)
    wanted = at.selected(kind, nodes)
    names = [each[0].name.value for each in wanted.values()]
    asked = at.arguments(described, nodes)
    at.by_conditions |= any(value is not None for name, value in asked.items() if name not in _PAGE)
    found = read.found(at.context, asked, _Columns(names))
    row = Row(found.source.queryset.model, at.writer.alias())
    pairs = [(name, _value(at, row, kind, found, each[0].name.value)) for name, each in wanted.items()]
    value = at.writer.object(pairs, row)
    rows = _rows(at, found)
    return at.writer.guarded(
        value, row, rows, found.size if found.whole else None, _never_empty(kind, found, names)
    )


class _Columns(list[str]):
    """The names of columns as a document spells them, asked for by the names that tables give them."""

    def __contains__(self, name: object) -> bool:
        return super().__contains__(to_camel_case(str(name)))


def _rows(at: Compiling, found: Found) -> Sql:
    queryset = found.queryset if found.whole else found.queryset[: found.size]
    if not found.size:
        raise Declined("no rows are asked for")
    before = found.source.before
    return Sql(before.sql, tuple(before.params)) + statement_of(queryset, at.writer.connection)


def _value(at: Compiling, row: Row, kind: GraphQLObjectType, found: Found, name: str) -> Sql:
    if name == "__typename":
        return at.writer.constant(kind.name)
    if name == CURSOR:
        known = found.queryset.query.annotation_select
        if any("__" in each.name and each.annotation not in known for each in found.keys):
            raise Declined("a key that isn't read beside the columns")
        values = [_key(at, row, each) for each in found.keys]
        return at.cursor(found.source.queryset.model, found.keys, values)
    scalar = get_named_type(kind.fields[name].type).name
    named = _named(found, name)
    return at.writer.nothing() if named is None else of_kind(at.writer, row.annotation(named), scalar)


def _key(at: Compiling, row: Row, key: Any) -> Sql:
    return at.writer.moment(row.named(CHANGED)) if key.name == CHANGED else key_of(at.writer, row, key)


def _named(found: Found, name: str) -> str | None:
    """What the query calls this column; None: it isn't known, or wasn't asked for."""
    return next((named for column, named in found.columns if to_camel_case(column) == name), None)


def _never_empty(kind: GraphQLObjectType, found: Found, names: list[str]) -> list[str]:
    """The columns that must hold something in every row."""
    always = [
        each for each in names if each in kind.fields and isinstance(kind.fields[each].type, GraphQLNonNull)
    ]
    return [named for each in always if (named := _named(found, each)) is not None]
