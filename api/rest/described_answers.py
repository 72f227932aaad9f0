"""What the description says of answers: lists as files, and refusals with an example of each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.utils import translation
from drf_spectacular.utils import OpenApiExample, OpenApiResponse

from api.errors import problem
from api.rest import shapes
from api.rest.formats import MEDIA_TYPES, Format
from relationships.errors import Refusal, Refused

_PROBLEM = "application/problem+json"
_EXAMPLES: dict[int, tuple[str, Refusal]] = {
    400: (
        "What was asked can't be understood: an unknown parameter, a filter that can't be used.",
        Refusal("UNKNOWN_PARAMETER", "colour", {"value": "colour", "choices": "id, q, limit, after, count"}),
    ),
    401: ("No token, or one that opens nothing (any more).", Refusal("NOT_SIGNED_IN")),
    403: (
        "The user, or the token, may not do this.",
        Refusal("TOKEN_SCOPE", None, {"scope": "READ", "needed": "WRITE"}),
    ),
    404: (
        "It isn't there, or may not be seen: no difference is made.",
        Refusal("NOT_FOUND", None, {"thing": "relationship", "value": "99"}),
    ),
    409: (
        "In conflict with what is there.",
        Refusal("DUPLICATE", "external_key", {"what": "K-1"}),
    ),
    406: (
        "It can't be given in a form that `Accept` asks for.",
        Refusal("NOT_ACCEPTABLE", None, {"choices": ", ".join(MEDIA_TYPES.values())}),
    ),
    428: ("`If-Match` is missing.", Refusal("PRECONDITION_REQUIRED", "If-Match")),
    429: ("Too often; `Retry-After` says when again.", Refusal("TOO_MANY_REQUESTS", None, {"seconds": 3})),
    503: ("Reading took too long.", Refusal("TOO_SLOW", None, {"limit": "60"})),
    412: ("Changed in the meantime.", Refusal("STALE", "If-Match", {"seen": 2, "current": 3})),
    413: (
        "What was sent, or what is asked for, is too large.",
        Refusal("TOO_LARGE", None, {"limit": "2,621,440 bytes"}),
    ),
    415: (
        "The body isn't JSON.",
        Refusal("UNSUPPORTED_MEDIA_TYPE", None, {"given": "text/plain", "choices": "application/json"}),
    ),
    422: ("What was given can't be accepted; all reasons at once.", Refusal("REQUIRED", "party")),
}
READING = (400, 401, 403, 429, 503)
WRITING = (400, 401, 403, 409, 413, 415, 422, 429)

WORKBOOK = {"type": "string", "format": "binary"}
TEXT = {"type": "string"}
AS_TEXT = OpenApiExample(
    "Portfolio",
    "Contract number,Title,Counterparty,Value\r\nC-1,Catering,Veldhuis Catering,1234.50\r\n",
    media_type=MEDIA_TYPES[Format.CSV],
)
TOO_LONG: dict[Any, OpenApiResponse] = {
    (414, "text/html"): OpenApiResponse(
        TEXT,
        "The address is longer than 8,190 characters; told by the server in front, in a page of its own. "
        "Ask for less, or save the question as a query.",
    )
}
"""What an address with parameters may be answered before it is read here."""
AS_FILES: dict[Any, OpenApiResponse] = {
    (200, MEDIA_TYPES[Format.CSV]): OpenApiResponse({"$ref": "#/components/schemas/ListAsText"}, "A file."),
    (200, MEDIA_TYPES[Format.XLSX]): OpenApiResponse(
        {"$ref": "#/components/schemas/ListAsWorkbook"}, "A file."
    ),
}
FILE_SCHEMAS: dict[str, Any] = {
    "ListAsText": {
        **TEXT,
        "description": "The same records as rows: UTF-8, commas, a header with the names of the fields, "
        "those of a record within the record as `party.name`. A list of plain values is joined by "
        "semicolons, one of records is JSON. A text that a spreadsheet would take for a formula has an "
        "apostrophe before it.",
        "examples": ["id,name,country,aliases\r\n17,Veldhuis Catering,NL,Veldhuis; Veldhuis BV\r\n"],
    },
    "ListAsWorkbook": {
        **WORKBOOK,
        "description": "The same rows as an xlsx workbook of one table; numbers, amounts, days and moments "
        "(in UTC) typed as such, texts never as formulas.",
    },
}


def refusals(statuses: Iterable[int]) -> dict[Any, OpenApiResponse]:
    return {(status, _PROBLEM): _refusal(status) for status in sorted(set(statuses))}


@cache
def _refusal(status: int) -> OpenApiResponse:
    description, refusal = _EXAMPLES[status]
    with translation.override("en"):
        example = OpenApiExample(refusal.code, problem(Refused(refusal)), media_type=_PROBLEM)
    return OpenApiResponse(shapes.Problem, description, examples=[example])
