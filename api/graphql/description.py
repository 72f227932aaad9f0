"""The address /graphql/schema.graphql: the schema in the schema language, for who may read."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from access.scopes import Scope
from api.authentication import identify, require_scope
from api.graphql.asking import JSON
from api.graphql.failures import unexpected
from api.graphql.schema import sdl
from api.graphql.view import refusal
from relationships.errors import Refused, refuse

MEDIA = "application/graphql"


def schema_view(request: HttpRequest) -> HttpResponse:
    """The schema; 304 where the client has this one."""
    try:
        if request.method not in ("GET", "HEAD"):
            refuse("METHOD_NOT_ALLOWED", None, method=str(request.method)[:20], choices="GET")
        require_scope(identify(request), Scope.READ)
    except Refused as refused:
        response = refusal(refused, JSON)
        if response.status_code == 405:
            response["Allow"] = "GET, HEAD"
        return response
    except Exception as error:
        return refusal(unexpected(error, request), JSON)
    text, etag = _described()
    response = HttpResponse(text, content_type=f"{MEDIA}; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Authorization", "Cookie"))
    answered: HttpResponse = get_conditional_response(request, etag=etag, response=response)
    return answered


@lru_cache(maxsize=1)
def _described() -> tuple[bytes, str]:
    text = sdl().encode()
    return text, f'"{hashlib.sha256(text).hexdigest()[:32]}"'
