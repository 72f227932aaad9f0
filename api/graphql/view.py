"""The address /graphql/: GraphQL over HTTP, nothing more.

POST with a JSON body, or GET for queries only. No forms, no uploads, no batches: each is a way for another
site to have a browser act. Whoever is signed in by the pages sends their mark against forgery too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_operation_ast,
)

from access.scopes import Scope
from api.authentication import Identity, identify, require_scope
from api.deadline import reading
from api.errors import graphql_errors, headers_of, status_of
from api.graphql import registered
from api.graphql.asking import GRAPHQL, JSON, Asked, accepted, asked
from api.graphql.compiled import answer
from api.graphql.context import Context
from api.graphql.documents import documents
from api.graphql.executing import executed
from api.graphql.failures import errors_of, malformed, unexpected
from api.graphql.limits import LIMITS, measure, too_large
from api.graphql.mutations import ADMINISTRATION, IMPORTING
from api.graphql.schema import schema
from relationships.actor import actor
from relationships.choices import Door
from relationships.errors import Refused, refuse

METHODS = "GET, POST"


@csrf_exempt  # identify() asks for the mark of whoever is signed in by the pages
def graphql_view(request: HttpRequest) -> HttpResponse:
    """Answer one request."""
    media = JSON
    try:
        media = accepted(request)
        if request.method not in ("GET", "POST"):
            refuse("METHOD_NOT_ALLOWED", None, method=str(request.method)[:20], choices=METHODS)
        identity = identify(request)
        return _conditional(request, _answered(request, identity, asked(request), media))
    except Refused as refused:
        return refusal(refused, media)
    except Exception as error:  # seen and logged; the client is told no more than an id
        return refusal(unexpected(error, request), media)


def _answered(request: HttpRequest, identity: Identity, wanted: Asked, media: str) -> HttpResponse:
    context = Context(identity, actor(identity.user, Door.GRAPHQL))
    registered.check(wanted, identity, context.by)
    try:
        wanted = registered.resolved(wanted)
        document = _read(wanted)
    except GraphQLError as error:
        return _request_error(malformed(error), media)
    except Refused as refused:
        said = {"limits": LIMITS} if refused.refusals[0].code == "TOO_LARGE" else None
        return _request_error(graphql_errors(refused), media, said)
    operation = get_operation_ast(document, wanted.operation_name)
    if operation is None:
        return _request_error(_no_operation(wanted), media)
    _may(request, identity, operation, document)
    try:
        size = measure(document, schema(), wanted.operation_name, wanted.variables)
    except Refused as refused:
        return _request_error(graphql_errors(refused), media, {"limits": LIMITS})
    found = documents.faults(wanted.query, document, schema())
    if found:
        return _request_error(errors_of(list(found), request), media)
    registered.register(wanted, identity, context.by, operation.name.value if operation.name else "")
    cost = {"cost": {"asked": size.cost, "limit": LIMITS["cost"]}}
    with reading(operation.operation is OperationType.QUERY) as limit:
        compiled = answer(schema(), document, operation, wanted.variables, context, wanted.query)
        if compiled is not None:
            return _written(f'{{"data":{compiled},"extensions":{_json(cost)}}}', 200, media)
        result = executed(schema(), document, context, wanted.variables, wanted.operation_name)
        limit.check(result.errors)
    body: dict[str, Any] = {}
    errors = errors_of(result.errors or [], request)
    if errors:
        body["errors"] = errors
    if result.data is None and errors and all("path" not in each for each in errors):
        return _request_error(errors, media)
    body["data"] = result.data
    body["extensions"] = cost
    return _response(body, 200, media)


def _read(wanted: Asked) -> DocumentNode:
    if len(wanted.query) > LIMITS["characters"]:
        raise too_large("characters", len(wanted.query))
    try:
        return documents.parsed(wanted.query, LIMITS["tokens"])
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
        name for each in document.definitions for name in _fields_of(getattr(each, "selection_set", None))
    }
    least = Scope.IMPORT if acts & IMPORTING else Scope.WRITE
    require_scope(identity, Scope.ADMIN if acts & ADMINISTRATION else least)


def _fields_of(selected: SelectionSetNode | None) -> Iterator[str]:
    """The fields selected here, those in fragments within it too."""
    for each in selected.selections if selected else ():
        if isinstance(each, InlineFragmentNode):
            yield from _fields_of(each.selection_set)
        elif isinstance(each, FieldNode):
            yield each.name.value


def _request_error(
    errors: list[dict[str, Any]], media: str, extensions: dict[str, Any] | None = None
) -> HttpResponse:
    """A document that can't be carried out: 400, or 200 in the older JSON form, as the specification says."""
    body: dict[str, Any] = {"errors": errors}
    if extensions:
        body["extensions"] = extensions
    return _response(body, 400 if media == GRAPHQL else 200, media)


def refusal(refused: Refused, media: str) -> HttpResponse:
    """The answer that refuses a request before, or whatever, its document is."""
    status = status_of(refused)
    response = _response({"errors": graphql_errors(refused)}, 400 if status == 422 else status, media)
    for name, said in headers_of(refused).items():
        response[name] = said
    if status == 405:
        response["Allow"] = "POST" if "mutations" in str(refused) else METHODS
    return response


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer to a GET with its ETag; 304 where the client has it."""
    if request.method != "GET" or response.status_code != 200:
        return response
    response["ETag"] = etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    answered: HttpResponse = get_conditional_response(request, etag=etag, response=response)
    return answered


def _response(body: dict[str, Any], status: int, media: str) -> HttpResponse:
    return _written(_json(body), status, media)


def _json(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _written(body: str, status: int, media: str) -> HttpResponse:
    content = body.encode("utf-8", "backslashreplace")
    response = HttpResponse(content, status=status, content_type=f"{media}; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Accept", "Authorization", "Cookie", "Accept-Language"))
    return response
