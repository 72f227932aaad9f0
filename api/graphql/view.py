"""The address /graphql/: GraphQL over HTTP, nothing more.

POST with a JSON body, or GET for queries only. No forms, no uploads, no batches: each is a way for another
site to have a browser act. Whoever is signed in by the pages sends their mark against forgery too.
"""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from graphql import (
    DocumentNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    execute,
    get_operation_ast,
    parse,
    validate,
)

from access.scopes import Scope
from api.authentication import WWW_AUTHENTICATE, Identity, identify, require_scope
from api.errors import graphql_errors, status_of
from api.graphql.asking import GRAPHQL, JSON, Asked, accepted, asked
from api.graphql.context import Context
from api.graphql.failures import RULES, errors_of, malformed, unexpected
from api.graphql.limits import LIMITS, measure, too_large
from api.graphql.mutations import ADMINISTRATION
from api.graphql.schema import schema
from relationships.actor import actor
from relationships.choices import Door
from relationships.errors import Refused, refuse

METHODS = "GET, POST"
_MOST_ERRORS = 20


@csrf_exempt  # identify() asks for the mark of whoever is signed in by the pages
def graphql_view(request: HttpRequest) -> HttpResponse:
    """Answer one request."""
    media = JSON
    try:
        media = accepted(request)
        if request.method not in ("GET", "POST"):
            refuse("METHOD_NOT_ALLOWED", None, method=str(request.method)[:20], choices=METHODS)
        identity = identify(request)
        return _answered(request, identity, asked(request), media)
    except Refused as refused:
        return _refused(refused, media)
    except Exception as error:  # seen and logged; the client is told no more than an id
        return _refused(unexpected(error, request), media)


def _answered(request: HttpRequest, identity: Identity, wanted: Asked, media: str) -> HttpResponse:
    try:
        document = _read(wanted)
    except GraphQLError as error:
        return _request_error(malformed(error), media)
    except Refused as refused:
        return _request_error(graphql_errors(refused), media)
    operation = get_operation_ast(document, wanted.operation_name)
    if operation is None:
        return _request_error(_no_operation(wanted), media)
    _may(request, identity, operation, document)
    try:
        size = measure(document, schema(), wanted.operation_name, wanted.variables)
    except Refused as refused:
        return _request_error(graphql_errors(refused), media)
    found = validate(schema(), document, RULES, max_errors=_MOST_ERRORS)
    if found:
        return _request_error(errors_of(found, request), media)
    result = execute(
        schema(),
        document,
        context_value=Context(identity, actor(identity.user, Door.GRAPHQL)),
        variable_values=wanted.variables,
        operation_name=wanted.operation_name,
    )
    body: dict[str, Any] = {}
    errors = errors_of(result.errors or [], request)
    if errors:
        body["errors"] = errors
    if result.data is None and errors and all("path" not in each for each in errors):
        return _request_error(errors, media)
    body["data"] = result.data
    body["extensions"] = {"cost": {"asked": size.cost, "limit": LIMITS["cost"]}}
    return _response(body, 200, media)


def _read(wanted: Asked) -> DocumentNode:
    if len(wanted.query) > LIMITS["characters"]:
        raise too_large("characters", len(wanted.query))
    try:
        return parse(wanted.query, max_tokens=LIMITS["tokens"])
    except GraphQLError as error:
        if "tokens" in error.message:
            raise too_large("tokens") from None
        if "nested too deeply" in error.message:
            raise too_large("depth") from None
        raise


def _no_operation(wanted: Asked) -> list[dict[str, Any]]:
    why = (
        "name one of its operations in operationName."
        if wanted.operation_name is None
        else ("it holds no operation with the name given in operationName.")
    )
    try:
        refuse("MALFORMED", "operationName", why=why)
    except Refused as refused:
        return graphql_errors(refused)


def _may(
    request: HttpRequest, identity: Identity, operation: OperationDefinitionNode, document: DocumentNode
) -> None:
    """Refuse an operation that this method, or this token, isn't good for."""
    if operation.operation is OperationType.QUERY:
        require_scope(identity, Scope.READ)
        return
    if request.method == "GET":
        refuse("METHOD_NOT_ALLOWED", None, method="GET", choices="POST (for mutations)")
    acts = {
        each.name.value
        for definition in document.definitions
        for each in definition.selection_set.selections
        if getattr(each, "name", None)
    }
    require_scope(identity, Scope.ADMIN if acts & ADMINISTRATION else Scope.WRITE)


def _request_error(errors: list[dict[str, Any]], media: str) -> HttpResponse:
    """A document that can't be carried out: 400, or 200 in the older JSON form, as the specification says."""
    return _response({"errors": errors}, 400 if media == GRAPHQL else 200, media)


def _refused(refused: Refused, media: str) -> HttpResponse:
    status = status_of(refused)
    response = _response({"errors": graphql_errors(refused)}, 400 if status == 422 else status, media)
    if status == 401:
        response["WWW-Authenticate"] = WWW_AUTHENTICATE
    if status == 405:
        response["Allow"] = "POST" if "mutations" in str(refused) else METHODS
    return response


def _response(body: dict[str, Any], status: int, media: str) -> HttpResponse:
    written = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    response = HttpResponse(written, status=status, content_type=f"{media}; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Accept", "Authorization", "Cookie", "Accept-Language"))
    return response
