"""A document that can be saved: one query, one list, and which columns its rows have.

Worked out from the document and the schema alone, so that the columns are there, in the order in which the
document selects them, whatever the rows hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLList,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    parse,
    print_ast,
)

from api.graphql.documents import documents
from api.graphql.limits import LIMITS, measure, too_large
from api.graphql.reads import AmountText, read_by
from api.rest.flat import Kind, Place
from relationships.errors import refuse

FIRST, AFTER, CURSOR, PAGE = "saved_first", "saved_after", "saved_cursor", "saved_page"
"""What is put into a document so that its list is read in portions."""
RESERVED = (FIRST, AFTER, "limit", "after", "format")
_ONE_QUERY = N_("it must hold one operation, a query.")
_ONE_LIST = N_("it must ask for one list of records, and for nothing beside it.")
_NO_LISTS = N_("a record of its list holds another list of records (%(name)s), which doesn't fit in a row.")
_NO_COLUMNS = N_("its list has no columns.")
_RESERVED = N_("a variable can't be called %(name)s: that is a parameter of the address.")
_OF_PORTIONS = 100
"""Room for the tokens that are put in."""
_OWN_PAGE = ("first", "last", "after", "before")
_KINDS = {"Int": Kind.NUMBER, "Float": Kind.NUMBER, "Date": Kind.DATE, "DateTime": Kind.MOMENT}
_TEXT = "String"
_BESIDE_EDGES = ("pageInfo", "totalCount", "__typename")
Found = dict[str, list[tuple[FieldNode, Any]]]


@dataclass(frozen=True)
class Column:
    """A column of the rows: its name, where its value stands in a record, and of what kind it is.

    `scalar`: the type of its values in the schema; of a list that of text.
    """

    path: tuple[str, ...]
    kind: Kind
    scalar: str

    @property
    def name(self) -> str:
        return ".".join(self.path)

    @property
    def place(self) -> Place:
        return Place((self.name,), self.kind)


@dataclass(frozen=True)
class Question:
    """A document ready to be asked. `where` leads to its list; `edges`: whether that is a connection.

    `paged`: its list is read in portions, for which the document says neither which nor how many rows.
    """

    text: str
    document: DocumentNode
    operation: OperationDefinitionNode
    where: tuple[str, ...]
    columns: tuple[Column, ...]
    edges: bool
    paged: bool

    @property
    def parameters(self) -> tuple[Any, ...]:
        """The definitions of the variables that whoever asks can give."""
        own = (FIRST, AFTER)
        return tuple(
            each for each in self.operation.variable_definitions if each.variable.name.value not in own
        )


def question_of(text: str) -> Question:
    """The document read; refuses with MALFORMED what can't be a saved query, TOO_LARGE what is too long."""
    from api.graphql.schema import schema

    if len(text) > LIMITS["characters"]:
        raise too_large("characters", len(text))
    return _question(text, schema())


@lru_cache(maxsize=256)
def _question(text: str, schema: GraphQLSchema) -> Question:
    _check_valid(text, schema)
    document = parse(text, max_tokens=LIMITS["tokens"])  # our own: portions are put into it
    operation = _only_query(document)
    fragments = {
        each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
    }
    reading = _Reading(schema, fragments)
    where, nodes, parent = reading.the_list(operation.selection_set, schema.query_type)
    field = parent.fields[nodes[0].name.value]
    edges = not isinstance(get_nullable_type(field.type), GraphQLList)
    columns = tuple(reading.columns(nodes, field, edges))
    if not columns:
        _refuse(gettext(_NO_COLUMNS))
    names = {argument.name.value for argument in nodes[0].arguments}
    paged = {"first", "after"} <= set(field.args) and not names & set(_OWN_PAGE)
    if paged:
        _put_portions_in(operation, nodes, field, edges)
    written = print_ast(document)
    read = documents.parsed(written, LIMITS["tokens"] + _OF_PORTIONS)
    return Question(written, read, _only_query(read), where, columns, edges, paged)


def _check_valid(text: str, schema: GraphQLSchema) -> None:
    try:
        document = documents.parsed(text, LIMITS["tokens"])
        measure(document, schema, None, {}, cost=False)  # before anything unfolds its fragments
    except GraphQLError as error:
        for what, said in (("tokens", "tokens"), ("depth", "nested too deeply")):
            if said in error.message:
                raise too_large(what) from None
        _refuse(error.message[:300])
    except RecursionError:
        raise too_large("depth") from None
    for each in _only_query(document).variable_definitions:
        if each.variable.name.value in RESERVED:
            _refuse(gettext(_RESERVED) % {"name": each.variable.name.value})
    faults = documents.faults(text, document, schema)
    if faults:
        _refuse(faults[0].message[:300])


def _only_query(document: DocumentNode) -> OperationDefinitionNode:
    found = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    if len(found) != 1 or found[0].operation is not OperationType.QUERY:
        _refuse(gettext(_ONE_QUERY))
    return found[0]


class _Reading:
    """Selections with their fragments unfolded."""

    def __init__(self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.schema, self.fragments = schema, fragments

    def fields(self, selections: SelectionSetNode | None, parent: Any) -> Iterator[tuple[FieldNode, Any]]:
        for each in selections.selections if selections else ():
            if isinstance(each, FieldNode):
                yield each, parent
            elif isinstance(each, InlineFragmentNode):
                on = each.type_condition
                yield from self.fields(
                    each.selection_set, self.schema.get_type(on.name.value) if on else parent
                )
            elif isinstance(each, FragmentSpreadNode):
                fragment = self.fragments[each.name.value]
                on_type = self.schema.get_type(fragment.type_condition.name.value)
                yield from self.fields(fragment.selection_set, on_type)

    def below(self, nodes: list[FieldNode], parent: Any) -> Found:
        """What is selected below these fields of one name, by the names in the answer."""
        found: Found = {}
        for node in nodes:
            for field, on in self.fields(node.selection_set, parent):
                key = (field.alias or field.name).value
                if not any(field is each for each, _on in found.get(key, ())):
                    found.setdefault(key, []).append((field, on))
        return found

    def the_list(self, selections: Any, root: Any) -> tuple[tuple[str, ...], list[FieldNode], Any]:
        """The way to the only list, the fields that ask for it, and the type that has it."""
        where: tuple[str, ...] = ()
        nodes: list[FieldNode] = []
        parent = root
        found = self.below([_Selected(selections)], parent)  # type: ignore[list-item]
        while True:
            if len(found) != 1:
                _refuse(gettext(_ONE_LIST))
            ((key, asked),) = found.items()
            nodes, parent = [each for each, _on in asked], asked[0][1]
            field = getattr(parent, "fields", {}).get(nodes[0].name.value)
            if field is None:
                _refuse(gettext(_ONE_LIST))
            where += (key,)
            kind, own = get_nullable_type(field.type), get_named_type(field.type)
            if not isinstance(own, GraphQLObjectType):
                if is_leaf_type(own) or isinstance(kind, GraphQLList):
                    _refuse(gettext(_ONE_LIST))
            elif isinstance(kind, GraphQLList) or _is_connection(own):
                return where, nodes, parent
            found = self.below(nodes, own)

    def columns(self, nodes: list[FieldNode], field: Any, edges: bool) -> Iterator[Column]:
        own = get_named_type(field.type)
        if edges:
            for name in ("edges", "node"):
                beside = self.below(nodes, own)
                wanted = [each for each in beside.values() if each[0][0].name.value == name]
                others = [each[0][0].name.value for each in beside.values() if each not in wanted]
                if len(wanted) != 1 or (name == "edges" and set(others) - set(_BESIDE_EDGES)):
                    _refuse(gettext(_ONE_LIST))
                nodes = [each for each, _on in wanted[0]]
                if any(each.alias for each in nodes):
                    _refuse(gettext(_ONE_LIST))
                own = get_named_type(own.fields[name].type)
        yield from self._columns_below(nodes, own, ())

    def _columns_below(self, nodes: list[FieldNode], own: Any, above: tuple[str, ...]) -> Iterator[Column]:
        for key, asked in self.below(nodes, own).items():
            node, on = asked[0]
            if node.name.value == "__typename":
                yield Column((*above, key), Kind.TEXT, _TEXT)
                continue
            field = on.fields[node.name.value]
            kind, named = get_nullable_type(field.type), get_named_type(field.type)
            if is_leaf_type(named):
                scalar = _TEXT if isinstance(kind, GraphQLList) else named.name
                yield Column((*above, key), _kind(kind, node.name.value, field, on), scalar)
            elif isinstance(kind, GraphQLList) or _is_connection(named):
                _refuse(gettext(_NO_LISTS) % {"name": ".".join((*above, key))})
            else:
                yield from self._columns_below([each for each, _on in asked], named, (*above, key))


class _Selected:
    """Stands above the selections of an operation."""

    def __init__(self, selection_set: SelectionSetNode) -> None:
        self.selection_set = selection_set


def _is_connection(own: Any) -> bool:
    return isinstance(own, GraphQLObjectType) and {"edges", "pageInfo"} <= set(own.fields)


def _kind(kind: Any, name: str, field: Any, parent: Any) -> Kind:
    if isinstance(kind, GraphQLList):
        return Kind.TEXT
    number = parent.fields.get(name.removesuffix("Text")) if name.endswith("Text") else None
    is_amount = isinstance(read_by(field.resolve), AmountText)
    if is_amount or (number is not None and getattr(get_named_type(number.type), "name", "") == "Float"):
        return Kind.AMOUNT
    return _KINDS.get(kind.name, Kind.TEXT)


def _put_portions_in(operation: Any, nodes: list[FieldNode], field: Any, edges: bool) -> None:
    """Have the list ask for its first rows after a cursor, both given as variables, and say where it got."""
    sizes, cursors = str(field.args["first"].type), str(field.args["after"].type)
    written: Any = parse(
        f"query (${FIRST}: {sizes}, ${AFTER}: {cursors}) {{ it(first: ${FIRST}, after: ${AFTER}) {{ "
        + (f"{PAGE}: pageInfo {{ hasNextPage endCursor }}" if edges else f"{CURSOR}: cursor")
        + " } }"
    ).definitions[0]
    (asked,) = written.selection_set.selections
    operation.variable_definitions = (*operation.variable_definitions, *written.variable_definitions)
    for node in nodes:
        node.arguments = (*node.arguments, *asked.arguments)
        kept = node.selection_set.selections
        if edges:  # what stands beside them isn't in the rows: nothing is counted for each portion
            kept = [each for each in kept if not _is_beside_edges(each)]
        node.selection_set.selections = tuple(kept)
    selected = nodes[0].selection_set
    selected.selections = (*selected.selections, *asked.selection_set.selections)


def _is_beside_edges(node: Any) -> bool:
    return isinstance(node, FieldNode) and node.name.value in _BESIDE_EDGES


def _refuse(why: str) -> NoReturn:
    refuse("MALFORMED", "document", why=why)


__all__ = ["AFTER", "CURSOR", "FIRST", "PAGE", "Column", "Question", "question_of"]
