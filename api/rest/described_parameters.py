"""What the description says of what goes beside a body: conditions, pages, forms, versions and keys."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from api.rest import formats, paging, sparse
from api.rest.formats import Format
from relationships.filters import Condition, Conditions

_SCHEMAS: dict[str, dict[str, Any]] = {
    "TRUTH": {"type": "boolean"},
    "NUMBER": {"type": "number"},
    "AMOUNT": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    "DAY": {"type": "string", "format": "date"},
    "MOMENT": {"type": "string"},
}
PAGING = [
    OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": paging.LARGEST, "default": paging.DEFAULT},
        OpenApiParameter.QUERY,
        description="The size of a page.",
    ),
    OpenApiParameter(
        "after", str, OpenApiParameter.QUERY, description="From the `next` of the page before this one."
    ),
    OpenApiParameter(
        "count", {"type": "boolean", "default": False}, OpenApiParameter.QUERY, description="Give the total."
    ),
]
FORMAT = OpenApiParameter(
    formats.PARAMETER,
    {"type": "string", "enum": list(formats.LISTED), "default": Format.JSON},
    OpenApiParameter.QUERY,
    description="The form of the answer, before what `Accept` says. As a file the list comes whole, or with "
    "`limit` that page of it; the header `Link` has the next.",
)
FORMAT_OF_ROWS = OpenApiParameter(
    formats.PARAMETER,
    {"type": "string", "enum": list(formats.ASKED), "default": Format.JSON},
    OpenApiParameter.QUERY,
    description="The form of the answer, before what `Accept` says. As a file the rows come whole, or with "
    "`limit` that page of them; the header `Link` has the next. `parquet` is refused where that extra isn't "
    "installed.",
)
FIELDS = OpenApiParameter(
    sparse.PARAMETER,
    {"type": "array", "items": {"type": "string"}},
    OpenApiParameter.QUERY,
    description="Only these fields, with commas between them; those of a record within the record with a "
    "point (`party.name`). In a file only their columns. A name that isn't there is refused, with those that "
    "are.",
    explode=False,
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description='The ETag that you saw, such as `"3"`; refused with STALE when it was changed since.',
)
IF_MATCH_REQUIRED = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description='The ETag that you saw, such as `"3"`: refused with STALE when it was changed since, and '
    "with PRECONDITION_REQUIRED when it isn't said. `*` is whichever version there is.",
    examples=[OpenApiExample("Seen", '"3"'), OpenApiExample("Whichever", "*")],
)
ONCE = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    description="A key of your own for this request, such as a UUID. Sent again with the same bytes, the "
    "answer is the first one, with `Idempotency-Replayed: true`, and nothing is done twice. Where nothing is "
    "recorded it makes no difference.",
)


def narrowing(conditions: type[Conditions], *left_out: str) -> list[OpenApiParameter]:
    """The conditions of a list, for what is asked of all that such a list would hold."""
    found = conditions.conditions()
    return [parameter(each, found[each]) for each in found if each not in left_out]


def parameter(name: str, condition: Condition) -> OpenApiParameter:
    said = condition.help_text
    schema: dict[str, Any] = dict(_SCHEMAS.get(condition.kind, {"type": "string"}))
    if condition.kind == "WHOLE":
        schema = {"type": "integer", "minimum": condition.low, "maximum": condition.high}
    many = condition.many
    if many:
        item: dict[str, Any] = {"type": "string"}
        if condition.kind in ("CODES", "ORDER"):
            item["enum"] = list(condition.codes)
        elif condition.kind in ("WHOLES", "IDS"):
            item = {"type": "integer", "minimum": condition.low, "maximum": condition.high}
        schema = {"type": "array", "items": item, "maxItems": 100}
        if condition.kind != "ORDER":
            said += " Several with commas between them: one of these is enough."
    return OpenApiParameter(
        name, schema, OpenApiParameter.QUERY, description=said, explode=False if many else None
    )
