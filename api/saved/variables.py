"""The values of variables as an address has them: texts, read as the document's definitions say."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_
from graphql import (
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLList,
    VariableDefinitionNode,
    get_named_type,
    get_nullable_type,
    is_non_null_type,
    type_from_ast,
)
from graphql.execution.values import get_variable_values

from api.saved.documents import Question
from relationships.errors import Problems, refuse, refuse_missing, shown
from relationships.filters.kinds import ONE_VALUE

_NO_SUCH = N_("it must be of type %(type)s.")
_INT = re.compile(r"-?\d{1,10}")
_FLOAT = re.compile(r"-?\d{1,300}(\.\d{1,300})?([eE][+-]?\d{1,2})?")
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}


def given_in_address(question: Question, asked: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The values by the names of the variables; unknown names and values of another type are refused."""
    definitions = {each.variable.name.value: each for each in question.parameters}
    problems = Problems()
    for name in asked:
        if name not in definitions:
            choices = ", ".join((*definitions, "limit", "after", "format"))
            problems.add("UNKNOWN_PARAMETER", shown(name), value=shown(name), choices=choices)
    problems.raise_if_any()
    found: dict[str, Any] = {}
    for name, texts in asked.items():
        with problems.gather():
            found[name] = _read(name, type_of(definitions[name]), texts)
    problems.raise_if_any()
    return found


def check_values(question: Question, values: Mapping[str, Any], *, complete: bool) -> None:
    """Refuse with INVALID_FILTER values that the variables don't take; `complete`: missing ones too."""
    from api.graphql.schema import schema

    problems = Problems()
    definitions = {each.variable.name.value: each for each in question.parameters}
    for name in values:
        if name not in definitions:
            choices = ", ".join(definitions) or "–"
            problems.add("UNKNOWN_PARAMETER", shown(name), value=shown(name), choices=choices)
    for name, definition in definitions.items():
        kind = type_of(definition)
        if name not in values:
            if complete and is_required(definition):
                with problems.gather():
                    refuse_missing(name)
            continue
        found = get_variable_values(schema(), (definition,), {name: values[name]}, max_errors=1)
        if isinstance(found, list):
            why = gettext(_NO_SUCH) % {"type": str(kind)}
            problems.add("INVALID_FILTER", name, value=shown(values[name]), why=why)
    problems.raise_if_any()


def type_of(definition: VariableDefinitionNode) -> Any:
    from api.graphql.schema import schema

    return type_from_ast(schema(), definition.type)


def is_required(definition: VariableDefinitionNode) -> bool:
    """Whether there is no answer without a value of this variable."""
    return is_non_null_type(type_of(definition)) and definition.default_value is None


def _read(name: str, kind: Any, texts: Sequence[str]) -> Any:
    nullable = get_nullable_type(kind)
    if isinstance(nullable, GraphQLList):
        parts = texts if len(texts) > 1 else texts[0].split(",")
        return [_one(name, nullable.of_type, each) for each in parts]
    if len(texts) > 1:
        refuse("INVALID_FILTER", name, value=shown(list(texts)), why=gettext(ONE_VALUE))
    return _one(name, kind, texts[0])


def _one(name: str, kind: Any, text: str) -> Any:
    own = get_named_type(kind)
    try:
        if own.name == "Int" and _INT.fullmatch(text):
            return int(text)
        if own.name == "Float" and _FLOAT.fullmatch(text):
            return float(text)
        if own.name in ("Boolean", "Truth"):
            return _TRUTHS[text]
        if own.name == "Json" or isinstance(own, GraphQLInputObjectType):
            return json.loads(text)
    except (KeyError, ValueError, RecursionError, GraphQLError):
        refuse("INVALID_FILTER", name, value=shown(text), why=gettext(_NO_SUCH) % {"type": str(kind)})
    return text
