"""Errors of an answer: a message, where it is from, and a code of the one table."""

from __future__ import annotations

import re
from typing import Any

import structlog
from django.core.signals import got_request_exception
from graphql import GraphQLError
from graphql.validation import (
    ASTValidationRule,
    FieldsOnCorrectTypeRule,
    KnownArgumentNamesRule,
    ProvidedRequiredArgumentsRule,
    ValuesOfCorrectTypeRule,
    specified_rules,
)

from api.errors import graphql_errors, row_of
from relationships.errors import Refusal, Refused

_log = structlog.get_logger("counterpart.graphql")
_CODES = {
    FieldsOnCorrectTypeRule: "UNKNOWN_FIELD",
    KnownArgumentNamesRule: "UNKNOWN_PARAMETER",
    ProvidedRequiredArgumentsRule: "REQUIRED",
    ValuesOfCorrectTypeRule: "WRONG_TYPE",
}
_LONGEST = 500
# How graphql-core says what is wrong with an input, in the document or in the variables.
_UNKNOWN = re.compile(r"Field '([^']{1,200})' is not defined by type '([^']+)'")
_MISSING = re.compile(r"Field '([^']{1,200})' of required type '[^']+' was not provided")


class _Saying:
    """The context of a validation, for one rule: what that rule reports says its code."""

    def __init__(self, context: Any, code: str) -> None:
        self._context = context
        self._code = code

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)

    def report_error(self, error: GraphQLError) -> None:
        error.extensions = {"code": _sharper(error.message, self._code)}
        self._context.report_error(error)


def _coded(rule: type[ASTValidationRule]) -> type[ASTValidationRule]:
    """The same rule, saying the code of what it finds."""

    class Coded(rule):  # type: ignore[misc, valid-type]
        def __init__(self, context: Any) -> None:
            super().__init__(_Saying(context, _CODES.get(rule, "MALFORMED")))

    Coded.__name__ = rule.__name__
    return Coded


RULES = [_coded(rule) for rule in specified_rules]


def _sharper(message: str, code: str) -> str:
    if code == "WRONG_TYPE" and "is not defined by type" in message:
        return "UNKNOWN_FIELD"
    if code == "WRONG_TYPE" and re.search(r"of required type .* was not provided|must not be null", message):
        return "REQUIRED"
    return code


def errors_of(failed: list[GraphQLError], request: Any) -> list[dict[str, Any]]:
    """The errors as the answer says them. What nobody expected is logged, and told without its cause."""
    return [said for error in failed for said in _said(error, request)]


def _said(error: GraphQLError, request: Any) -> list[dict[str, Any]]:
    around: dict[str, Any] = {}
    if error.locations:
        around["locations"] = [each.formatted for each in error.locations]
    if error.path is not None:
        around["path"] = error.path
    cause = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    if isinstance(cause, Refused):
        return [{**each, **around} for each in graphql_errors(cause)]
    if cause is None or isinstance(cause, GraphQLError):
        refused = _of_an_input(error.message)
        if refused is not None:
            return [{**each, **around} for each in graphql_errors(refused)]
        code = (error.extensions or {}).get("code") or _sharper(error.message, "WRONG_TYPE")
        return [_written(error.message, code, around)]
    return [{**each, **around} for each in graphql_errors(unexpected(cause, request))]


def _of_an_input(message: str) -> Refused | None:
    """The refusal of a field of an input, in our own words as at every other door; None: not one of those."""
    unknown = _UNKNOWN.search(message)
    if unknown:
        from api.graphql.schema import schema

        fields = getattr(schema().get_type(unknown[2]), "fields", {})
        params = {"value": unknown[1], "choices": ", ".join(fields) or "–"}
        return Refused(Refusal("UNKNOWN_FIELD", unknown[1], params))
    missing = _MISSING.search(message)
    return Refused(Refusal("REQUIRED", missing[1])) if missing else None


def _written(message: str, code: str, around: dict[str, Any]) -> dict[str, Any]:
    short = message if len(message) <= _LONGEST else message[:_LONGEST] + "…"
    classified = str(row_of(Refusal(code)).kind)
    return {
        "message": short,
        "extensions": {"code": code, "field": None, "classification": classified},
        **around,
    }


def malformed(error: GraphQLError) -> list[dict[str, Any]]:
    """The error of a document that can't be read."""
    around = {"locations": [each.formatted for each in error.locations or ()]}
    return [_written(error.message, "MALFORMED", {name: at for name, at in around.items() if at})]


def unexpected(cause: BaseException, request: Any) -> Refused:
    """Log what nobody expected; the refusal tells under which id."""
    request_id = structlog.contextvars.get_contextvars().get("request_id", "-")
    _log.error("unexpected", exc_info=cause)
    got_request_exception.send(sender=None, request=request)
    return Refused(Refusal("UNEXPECTED", None, {"request": request_id}))
