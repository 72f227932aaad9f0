"""From the selection of a document to one statement: records, the records around them, and lists of them.

Every row that a statement reads comes from the scoped queryset of its kind, as every other door reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from graphql import (
    GraphQLField,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
)

from api.graphql.compiled.columns import key_of, value_of
from api.graphql.compiled.facts import flat_rows
from api.graphql.compiled.operation import Compiling, Nodes
from api.graphql.compiled.scoping import is_seen_below, leads_to_seen
from api.graphql.compiled.statements import Declined, Row, Sql, statement_of
from api.graphql.connections import PAGE_ARGUMENTS, chosen
from api.graphql.fields import as_kept
from api.graphql.reads import AllOf, Beside, ListOf, OneOf, Rows, read_by
from relationships.paging import Key, Page, in_order, keys_of, page, within
from relationships.queries import visible_to


def check(at: Compiling, kind: GraphQLObjectType, selected: Mapping[str, Nodes]) -> None:
    """Decline what needs Python, before anything is built for the rest."""
    for nodes in selected.values():
        name = nodes[0].name.value
        if name == "__typename":
            continue
        described = kind.fields.get(name)
        if described is None:
            raise Declined("introspection")
        if isinstance(read_by(described.resolve), Rows):
            continue
        read = read_by(described.resolve)
        if read is None and getattr(described.resolve, "func", None) is not as_kept:
            raise Declined(f"a resolver of its own: {kind.name}.{name}")
        of = get_named_type(described.type)
        if not isinstance(of, GraphQLObjectType):
            continue
        for inner, among in _records_in(at, of, nodes) if isinstance(read, AllOf | ListOf) else [(of, nodes)]:
            check(at, inner, at.selected(inner, among))


def _records_in(
    at: Compiling, kind: GraphQLObjectType, nodes: Nodes
) -> Iterator[tuple[GraphQLObjectType, Nodes]]:
    """The types of records in a connection, with what is selected of each."""
    for edges in at.selected(kind, nodes).values():
        if edges[0].name.value == "edges":
            edge = _object_type(kind.fields["edges"])
            for each in at.selected(edge, edges).values():
                if each[0].name.value == "node":
                    yield _object_type(edge.fields["node"]), each


def root_list(at: Compiling, described: GraphQLField, nodes: Nodes) -> Sql:
    """A connection at the root of the graph."""
    read = read_by(described.resolve)
    if isinstance(read, Rows):
        return flat_rows(at, described, nodes, read)
    if not isinstance(read, AllOf):
        raise Declined(f"{nodes[0].name.value} is no list of records")
    return _connection(at, described, nodes, read.model, None)


def _record(at: Compiling, row: Row, kind: GraphQLObjectType, nodes: Nodes) -> list[tuple[str, Sql]]:
    """What is selected of a record, by name."""
    pairs = []
    for name, each in at.selected(kind, nodes).items():
        field_name = each[0].name.value
        if field_name == "__typename":
            pairs.append((name, at.writer.constant(kind.name)))
            continue
        described = kind.fields[field_name]
        pairs.append((name, _of_record(at, row, kind, described, each)))
    return pairs


def _of_record(
    at: Compiling, row: Row, kind: GraphQLObjectType, described: GraphQLField, nodes: Nodes
) -> Sql:
    read = read_by(described.resolve)
    match read:
        case ListOf():
            return _connection(at, described, nodes, read.model, (row, read.parent))
        case OneOf():
            key = _key_to(row.model, read.name)
            known = leads_to_seen(row.model, read.name, read.model)
            found = _visible(at, read.model, known=known).filter(pk=row.lead(key))
            return _one(at, described, nodes, found)
        case Beside():
            parent = read.parent or read.model._meta.pk.name
            found = _visible(at, read.model, known=is_seen_below(read.model, parent))
            return _one(at, described, nodes, found.filter(**{f"{parent}_id": row.key}, **read.where))
    return value_of(at.writer, row, kind.name, described)


def _key_to(model: Any, name: str) -> Any:
    """The column that leads to another record, whether Django knows it as a key or as a plain number."""
    for each in (name, f"{name}_id"):
        try:
            return model._meta.get_field(each)
        except FieldDoesNotExist:
            continue
    raise Declined("a key that is no column")


def _visible(at: Compiling, model: Any, *, known: bool) -> QuerySet[Any]:
    return model._default_manager.all() if known else _seen(at, model)


def _seen(at: Compiling, model: Any) -> QuerySet[Any]:
    """The visible records, deep in a statement; SQLite nests no deeper than it must, and reads them first."""
    if not at.writer.reads_scopes_first:
        return visible_to(at.user, model)
    if model not in at.scopes:
        ids = statement_of(visible_to(at.user, model).order_by().values_list("pk"), at.writer.connection)
        at.scopes[model] = f'"seen {len(at.scopes)}"(pk) AS (' + ids + ")"
    name = at.scopes[model].text.partition("(")[0]
    return model._default_manager.filter(pk__in=RawSQL(f"SELECT pk FROM {name}", ()))  # noqa: S611


def _one(at: Compiling, described: GraphQLField, nodes: Nodes, found: QuerySet[Any]) -> Sql:
    """The one record found, as an object; null without."""
    row = Row(found.model, at.writer.alias())
    pairs = _record(at, row, _object_type(described), nodes)
    rows = statement_of(found.order_by().values_list(*row.read()), at.writer.connection)
    written = at.writer.one(pairs, row, rows)
    return at.writer.required(written) if isinstance(described.type, GraphQLNonNull) else written


def _object_type(described: GraphQLField) -> GraphQLObjectType:
    kind = get_named_type(described.type)
    if not isinstance(kind, GraphQLObjectType):
        raise Declined("no object")
    return kind


@dataclass
class _List:
    """A page of a list, while what is selected of it is written."""

    row: Row
    part: Page
    keys: tuple[Key, ...]
    numbered: bool = False
    counted: bool = False
    one_more: bool = False
    read: bool = False

    @property
    def place(self) -> str:
        """Where a row stands in the page as it was read."""
        self.numbered = True
        return self.row.annotation("n_")

    @property
    def on_page(self) -> str:
        """That a row isn't the one read to know whether more follows; to be asked after all else."""
        return f"{self.place} <= {self.part.size}" if self.one_more else ""

    def at_end(self, last: bool) -> str:
        """That a row is the last one read of the page, or the first."""
        if not last:
            return f"{self.place} = 1 AND {self.place} <= {self.part.size}"
        self.counted = True
        total, size = self.row.annotation("all_"), self.part.size
        return f"{self.place} = CASE WHEN {total} < {size} THEN {total} ELSE {size} END"


def _connection(
    at: Compiling, described: GraphQLField, nodes: Nodes, model: Any, parent: tuple[Row, str] | None
) -> Sql:
    asked = at.arguments(described, nodes)
    part = page(**{name: asked.pop(name, None) for name in PAGE_ARGUMENTS})
    at.by_conditions |= any(value is not None for name, value in asked.items() if name != "ordering")
    queryset = _chosen(at, model, asked, parent)
    keys = keys_of(queryset)
    kept = within(queryset, keys, part)
    this = _List(Row(model, at.writer.alias()), part, keys)
    kind = _object_type(described)
    wanted = at.selected(kind, nodes)
    this.one_more = any(_asks_for_more(at, kind, each, part) for each in wanted.values())
    pairs = [(name, _of_list(at, this, kind, each, queryset)) for name, each in wanted.items()]
    rows = _rows(at, this, kept) if this.read else None
    return at.writer.all_of(pairs, rows, this.row)


def _chosen(
    at: Compiling, model: Any, asked: dict[str, Any], parent: tuple[Row, str] | None
) -> QuerySet[Any]:
    if parent is None:
        return chosen(model, asked, at.user)
    row, name = parent
    among = _visible(at, model, known=is_seen_below(model, name))
    return chosen(model, asked, at.user, among=among).filter(**{f"{name}_id": row.key})


def _of_list(
    at: Compiling, this: _List, kind: GraphQLObjectType, nodes: Nodes, queryset: QuerySet[Any]
) -> Sql:
    match nodes[0].name.value:
        case "edges":
            this.read = True
            value = _edge(at, this, _object_type(kind.fields["edges"]), nodes)
            return at.writer.array(value, this.on_page)
        case "pageInfo":
            return _page_info(at, this, _object_type(kind.fields["pageInfo"]), nodes)
        case "totalCount":
            counted = statement_of(queryset.order_by().values_list("pk"), at.writer.connection)
            return "(SELECT COUNT(*) FROM (" + counted + ") counted)"
        case "__typename":
            return at.writer.constant(kind.name)
    raise Declined("a connection with more")


def _asks_for_more(at: Compiling, kind: GraphQLObjectType, nodes: Nodes, part: Page) -> bool:
    """Whether it must be known if there is more in the direction of reading."""
    if nodes[0].name.value != "pageInfo":
        return False
    name = "hasPreviousPage" if part.backwards else "hasNextPage"
    asked = at.selected(_object_type(kind.fields["pageInfo"]), nodes).values()
    return any(each[0].name.value == name for each in asked)


def _edge(at: Compiling, this: _List, kind: GraphQLObjectType, nodes: Nodes) -> Sql:
    pairs = []
    for name, each in at.selected(kind, nodes).items():
        match each[0].name.value:
            case "node":
                node_type = _object_type(kind.fields["node"])
                found = at.writer.object(_record(at, this.row, node_type, each), this.row)
            case "cursor":
                found = _cursor(at, this)
            case "__typename":
                found = at.writer.constant(kind.name)
            case _:
                raise Declined("an edge with more")
        pairs.append((name, found))
    return at.writer.object(pairs, this.row)


def _cursor(at: Compiling, this: _List) -> Sql:
    values = [key_of(at.writer, this.row, each) for each in this.keys]
    return at.cursor(this.row.model, this.keys, values)


def _page_info(at: Compiling, this: _List, kind: GraphQLObjectType, nodes: Nodes) -> Sql:
    pairs = []
    for name, each in at.selected(kind, nodes).items():
        pairs.append((name, _of_page_info(at, this, kind, each[0].name.value)))
    return at.writer.small_object(pairs)


def _of_page_info(at: Compiling, this: _List, kind: GraphQLObjectType, name: str) -> Sql:
    writer, part = at.writer, this.part
    more = "hasPreviousPage" if part.backwards else "hasNextPage"
    match name:
        case "__typename":
            return writer.constant(kind.name)
        case "startCursor" | "endCursor":
            this.read = True
            where = this.at_end(last=(name == "endCursor") != part.backwards)
            return f"MAX(CASE WHEN {where} THEN " + _cursor(at, this) + " END)"
        case "hasNextPage" | "hasPreviousPage" if name == more:
            this.read = True
            return writer.truth_of(f"COUNT(*) > {part.size}")
        case "hasNextPage":
            return writer.truth_of("1 = 1" if part.before is not None else "1 = 0")
        case "hasPreviousPage":
            return writer.truth_of("1 = 1" if part.after is not None else "1 = 0")
    raise Declined("more of a page")


def _rows(at: Compiling, this: _List, kept: QuerySet[Any]) -> Sql:
    """The rows of the page, in the order of the answer, numbered where that is asked."""
    part, row = this.part, this.row
    size = part.size + 1 if this.one_more else part.size
    found = in_order(kept, this.keys, backwards=part.backwards).values_list(*row.read())[: size or 1]
    rows = statement_of(found, at.writer.connection)
    if not size:
        rows = "SELECT * FROM (" + rows + ") none_ WHERE 1 = 0"
    if part.backwards:
        this.numbered = True
    if not this.numbered:
        return "(" + rows + f") {row.alias}"
    beside = ", COUNT(*) OVER () AS all_" if this.counted else ""
    rows = f"SELECT read_.*, ROW_NUMBER() OVER () AS n_{beside} FROM (" + rows + ") read_"
    if part.backwards:
        rows = "SELECT * FROM (" + rows + f") numbered_ ORDER BY n_ DESC LIMIT {size or 1}"
    return "(" + rows + f") {row.alias}"


__all__ = ["Compiling", "Nodes", "check", "root_list"]
