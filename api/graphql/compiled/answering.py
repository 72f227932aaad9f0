"""The door: a validated document in, the JSON text of its data out; None where the executor must answer."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import get_language
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
)
from graphql.execution.collect_fields import collect_fields
from graphql.execution.values import get_variable_values

from api.graphql.compiled.cursors import CursorsOf, with_cursors
from api.graphql.compiled.selections import Compiling, check, root_list
from api.graphql.compiled.statements import Declined, Sql, joined
from api.graphql.compiled.writing import FORBIDDEN, writer
from api.graphql.context import Context
from relationships.errors import Refused

_log = structlog.get_logger("counterpart.graphql")
_MOST_PLANS = 256
_LONGEST_KEY = 20_000


@dataclass(frozen=True, slots=True)
class Plan:
    """The statement that answers an operation: a column for each field at the root.

    `names` are the keys of the answer as JSON texts, each with its value where no column gives it.
    """

    statement: Sql | None
    names: tuple[tuple[str, str | None], ...]
    cursors: tuple[CursorsOf, ...]
    lasting: bool


DECLINED = Plan(None, (), (), True)
"""Kept where a document was declined, to decline it at once the next time."""


def answer(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: dict[str, Any],
    context: Context,
    text: str = "",
) -> str | None:
    """The data of the answer as JSON text. None: this isn't for here, or it would be an error.

    `text` is the document as it was sent; with it what was worked out is kept for the next time.
    """
    if operation.operation is not OperationType.QUERY or not settings.COMPILED_READS:
        return None
    key = _key(operation, variables, context, text)
    try:
        plan = _planned(schema, document, operation, variables, context, key)
        return _run(plan)
    except (Declined, Refused, GraphQLError):
        return None
    except DatabaseError as error:
        _log.warning("compiled_statement_failed", error=type(error).__name__)
        if key is not None and "stack overflow" in str(error):  # SQLite nests selects no deeper
            _plans.keep(key, DECLINED)
        return None


def _planned(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: dict[str, Any],
    context: Context,
    key: tuple[Any, ...] | None,
) -> Plan:
    if key is not None:
        kept = _plans.get(key)
        if kept is not None:
            return kept
    asked = _Asked()
    with connection.execute_wrapper(asked):
        try:
            plan = _compiled(schema, document, operation, variables, context)
        except Declined:
            if key is not None and not asked.anything:
                _plans.keep(key, DECLINED)
            raise
    if key is not None and plan.lasting and not asked.anything:
        _plans.keep(key, plan)
    return plan


def _key(
    operation: OperationDefinitionNode, variables: dict[str, Any], context: Context, text: str
) -> tuple[Any, ...] | None:
    given = json.dumps(variables, sort_keys=True, default=repr) if variables else ""
    if not text or len(text) + len(given) > _LONGEST_KEY:
        return None
    name = operation.name.value if operation.name else ""
    return (connection.vendor, text, name, given, context.user.pk, context.by.on, get_language())


class _Asked:
    """Whether the database was asked anything while a statement was made: then it holds for now only."""

    anything = False

    def __call__(self, execute: Any, *arguments: Any) -> Any:
        self.anything = True
        return execute(*arguments)


class _Plans:
    """The plans used last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Any, ...], Plan] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[Any, ...]) -> Plan | None:
        with self._lock:
            plan = self._kept.get(key)
            if plan is not None:
                self._kept.move_to_end(key)
            return plan

    def keep(self, key: tuple[Any, ...], plan: Plan) -> None:
        with self._lock:
            self._kept[key] = plan
            while len(self._kept) > _MOST_PLANS:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


_plans = _Plans()
forget = _plans.clear


def _compiled(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    given: dict[str, Any],
    context: Context,
) -> Plan:
    root = schema.query_type
    assert root is not None  # noqa: S101 for the type checker
    variables = get_variable_values(schema, operation.variable_definitions or (), given)
    if isinstance(variables, list):
        raise Declined("variables that can't be used")
    fragments = {
        each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
    }
    at = Compiling(schema, fragments, variables, context, writer(connection))
    selected = collect_fields(schema, fragments, variables, root, operation.selection_set)
    check(at, root, selected)
    names: list[tuple[str, str | None]] = []
    columns: list[Sql] = []
    for name, nodes in selected.items():
        field_name = nodes[0].name.value
        if field_name == "__typename":
            names.append((json.dumps(name), json.dumps(root.name)))
            continue
        columns.append(at.writer.as_text(root_list(at, root.fields[field_name], nodes)))
        names.append((json.dumps(name), None))
    first = "WITH " + joined(at.scopes.values()) + " " if at.scopes else Sql("")
    statement = first + ("SELECT " + joined(columns)) if columns else None
    return Plan(statement, tuple(names), tuple(at.cursors), not at.by_conditions)


def _run(plan: Plan) -> str:
    if plan is DECLINED:
        raise Declined("as before")
    found: tuple[str, ...] = ()
    if plan.statement is not None:
        with connection.cursor() as cursor:
            cursor.execute(plan.statement.text, plan.statement.params)
            found = cursor.fetchone()
    values = iter(found)
    parts = [f"{name}:{known if known is not None else next(values)}" for name, known in plan.names]
    written = "{" + ",".join(parts) + "}"
    if FORBIDDEN[1:] in written:
        raise Declined("nothing where something must be")
    return with_cursors(written, plan.cursors)
