"""The description of the REST door: OpenAPI 3.1, and a page to read and try it."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document. It holds nothing secret: no sign-in is needed."""
    written, etag = _written()
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    return HttpResponse(
        written,
        content_type="application/vnd.oai.openapi+json; version=3.1",
        headers={"ETag": etag, "Cache-Control": "public, no-cache"},
    )


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Swagger UI, brought by a package: no script from elsewhere, nothing inline."""
    return render(request, "api/docs.html")


@lru_cache(maxsize=1)
def _written() -> tuple[bytes, str]:
    with translation.override("en"):
        schema = SchemaGenerator().get_schema(request=None, public=True)
    written = json.dumps(schema, ensure_ascii=False, separators=(",", ":")).encode()
    return written, f'"{hashlib.sha256(written).hexdigest()[:16]}"'
