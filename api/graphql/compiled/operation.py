"""An operation on its way to a statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import FieldNode, FragmentDefinitionNode, GraphQLField, GraphQLObjectType, GraphQLSchema
from graphql.execution.collect_fields import collect_sub_fields
from graphql.execution.values import get_argument_values

from api.graphql.compiled.cursors import CursorsOf
from api.graphql.compiled.statements import Sql
from api.graphql.compiled.writing import CURSOR, Writer, literal
from api.graphql.context import Context
from relationships.paging import Key

Nodes = list[FieldNode]


@dataclass
class Compiling:
    """One operation on its way to a statement: what it is of, for whom, and what was met on the way.

    `by_conditions`: whether records were chosen by conditions, so that the statement holds for now only.
    `scopes`: what is read first, by the kind of record.
    """

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: dict[str, Any]
    context: Context
    writer: Writer
    cursors: list[CursorsOf] = field(default_factory=list)
    by_conditions: bool = False
    scopes: dict[Any, Sql] = field(default_factory=dict)

    def selected(self, kind: GraphQLObjectType, nodes: Nodes) -> dict[str, Nodes]:
        """The fields selected of this type, merged, by the names under which they are asked."""
        return collect_sub_fields(self.schema, dict(self.fragments), self.variables, kind, nodes)

    def arguments(self, described: GraphQLField, nodes: Nodes) -> dict[str, Any]:
        return get_argument_values(described, nodes[0], self.variables)

    @property
    def user(self) -> Any:
        return self.context.user

    def cursor(self, model: Any, keys: tuple[Key, ...], values: list[Sql]) -> Sql:
        """What stands for a cursor until it is written."""
        self.cursors.append(CursorsOf(model, keys))
        return f"({literal(f'{CURSOR}{len(self.cursors) - 1}:')} || " + self.writer.texts(values) + ")"
