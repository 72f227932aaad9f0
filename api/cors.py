"""Pages of other origins: only those that `settings.CORS_ORIGINS` names may have a browser use the doors.

Never with cookies: a page of another origin sends a token, so nothing is done in the name of whoever happens
to be signed in.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

PLACES = ("/api/", "/graphql/")
METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
SENT = "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match"
SEEN = (
    "Content-Disposition, ETag, Idempotency-Replayed, Link, Location, Retry-After, WWW-Authenticate, "
    "X-Request-ID, X-Total-Count"
)
# How long a browser may go by what it was told, in seconds.
REMEMBERED = 600


class Cors:
    """Answers what a browser asks beforehand, and says on each answer which origin may read it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PLACES):
            return self.get_response(request)
        origin = request.headers.get("Origin")
        named = origin is not None and origin in settings.CORS_ORIGINS
        asked = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = _beforehand() if named and asked else self.get_response(request)
        if named and origin is not None:
            response["Access-Control-Allow-Origin"] = origin
            response["Access-Control-Expose-Headers"] = SEEN
        patch_vary_headers(response, ["Origin"])
        return response


def _beforehand() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = SENT
    response["Access-Control-Max-Age"] = str(REMEMBERED)
    return response
