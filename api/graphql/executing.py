"""graphql-core's executor, told what holds for this schema: no resolver waits, and a field without arguments
is given the same ones for every record.
"""

from __future__ import annotations

from typing import Any

from graphql import (
    DocumentNode,
    ExecutionContext,
    ExecutionResult,
    FieldNode,
    GraphQLObjectType,
    GraphQLSchema,
    Undefined,
    execute_sync,
    get_argument_values,
    located_error,
)
from graphql.execution.execute import get_field_def
from graphql.pyutils import Path


def executed(
    schema: GraphQLSchema,
    document: DocumentNode,
    context: Any,
    variables: dict[str, Any],
    operation: str | None = None,
) -> ExecutionResult:
    """What the document comes to, by the resolvers."""
    return execute_sync(
        schema,
        document,
        context_value=context,
        variable_values=variables,
        operation_name=operation,
        execution_context_class=_Execution,
    )


class _Execution(ExecutionContext):
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._usual: dict[int, dict[str, Any]] = {}

    def execute_field(
        self, parent_type: GraphQLObjectType, source: Any, field_nodes: list[FieldNode], path: Path
    ) -> Any:
        """As it is there, but what arguments have where none are given is worked out once a field."""
        if field_nodes[0].arguments:
            return super().execute_field(parent_type, source, field_nodes, path)
        described = get_field_def(self.schema, parent_type, field_nodes[0])
        if not described:
            return Undefined
        info = self.build_resolve_info(described, field_nodes, parent_type, path)
        try:
            arguments = self._usual.get(id(described))
            if arguments is None:
                arguments = get_argument_values(described, field_nodes[0], self.variable_values)
                self._usual[id(described)] = arguments
            found = (described.resolve or self.field_resolver)(source, info, **arguments)
            return self.complete_value(described.type, field_nodes, info, path, found)
        except Exception as error:
            self.handle_field_error(located_error(error, field_nodes, path.as_list()), described.type, path)
            return None
