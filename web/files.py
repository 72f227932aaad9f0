"""Files that the pages send, in pieces as they are made, to be kept by nobody on the way."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, StreamingHttpResponse

from imports.export.naming import MEDIA_TYPES, disposition


def attachment(
    request: HttpRequest, pieces: Iterable[bytes], name: str, ending: str
) -> StreamingHttpResponse:
    """The file under this name; asked with HEAD, what it would be called."""
    sent = () if request.method == "HEAD" else pieces
    answer = StreamingHttpResponse(sent, content_type=MEDIA_TYPES[ending])
    answer["Content-Disposition"] = disposition(f"{name}.{ending}")
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
