"""`Idempotency-Key`: a POST that is sent again is not done again, and gets the answer that it got."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from rest_framework.response import Response

from access import once
from access.scopes import Scope
from api.rest.body import CONTENT_TYPES, has_body
from api.rest.uploads import FORM
from imports.runs.uploads import PORTION, parse_form, refuse_too_large
from relationships.errors import shown

HEADER = once.FIELD
REPLAYED = "Idempotency-Replayed"
_KEPT_HEADERS = ("Content-Type", "Location", "ETag")


class Again(Exception):
    """This was answered before: the answer."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response


def claim(door: Any) -> once.Claim | None:
    """The right to carry out what is asked; None: it has no key, or records nothing.

    Raises Again with the answer where it was carried out before.
    """
    key = door.request.headers.get(HEADER)
    if key is None or door.request.method != "POST" or door.scopes.get("POST") is Scope.READ:
        return None
    request: HttpRequest = door.request._request
    found = once.claimed(
        user=door.user,
        key=key,
        address=f"POST {shown(request.path, 180)}",
        request=digest_of(request),
        at=timezone.now(),
    )
    if isinstance(found, once.Claim):
        return found
    response = HttpResponse(found.body.encode(), status=found.status)
    for name, said in found.headers.items():
        response[name] = said
    response[REPLAYED] = "true"
    raise Again(response)


def settle(claimed: once.Claim, response: Response, *, secret: bool) -> None:
    """Keep the answer. What was refused changed nothing, so its key is free again."""
    if 400 <= response.status_code < 500 or response.status_code == 503:
        once.let_go(claimed)
        return
    body = None if secret or response.streaming else response.rendered_content.decode()
    headers = {name: response[name] for name in _KEPT_HEADERS if name in response}
    once.keep_answer(claimed, status=response.status_code, headers=headers, body=body)


def digest_of(request: HttpRequest) -> str:
    """The SHA-256 of all that is asked: address, parameters, kind of body and its bytes.

    Of a form it is that of its fields and files, as what stands between them differs each time it is sent.
    A file as the body is read to a temporary one, of which it is read again afterwards.
    """
    digest = hashlib.sha256()
    for part in _parts(request):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _parts(request: HttpRequest) -> Iterator[bytes]:
    yield request.get_full_path().encode()
    yield (request.content_type or "").encode()
    if not has_body(request):
        return
    if request.content_type == FORM:
        yield from _of_form(request)
    elif request.content_type in CONTENT_TYPES:
        yield request.body
    else:
        yield from _of_stream(request)


def _of_form(request: HttpRequest) -> Iterator[bytes]:
    parse_form(request)
    for name, values in sorted(request.POST.lists()):
        yield from (each.encode("utf-8", "surrogatepass") for each in (name, *values))
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            yield name.encode("utf-8", "surrogatepass")
            yield str(file.name).encode("utf-8", "surrogatepass")
            yield _digest(file.chunks(PORTION))
            file.seek(0)


def _of_stream(request: HttpRequest) -> Iterator[bytes]:
    spooled = TemporaryFile()  # noqa: SIM115 read from by the view, and closed with the request
    came_in = 0
    while portion := request.read(PORTION):
        came_in += len(portion)
        if came_in > settings.IMPORT_LIMITS["file_bytes"]:
            spooled.close()
            refuse_too_large()
        spooled.write(portion)
    spooled.seek(0)
    yield _digest(iter(lambda: spooled.read(PORTION), b""))
    spooled.seek(0)
    request._stream = spooled  # type: ignore[attr-defined] as Django itself does after reading a body
    request._read_started = False


def _digest(portions: Iterator[bytes]) -> bytes:
    digest = hashlib.sha256()
    for portion in portions:
        digest.update(portion)
    return digest.digest()
