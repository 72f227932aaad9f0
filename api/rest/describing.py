"""The OpenAPI description: what each operation says of itself, in the same words for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db import models
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers

from api.authentication import SCHEME
from api.errors import problem
from api.rest import formats, paging, shapes
from api.rest.formats import MEDIA_TYPES, Format
from relationships.errors import Refusal, Refused
from relationships.filters import Condition, Conditions
from relationships.models.base import AmountField

_SCHEMAS: dict[str, dict[str, Any]] = {
    "TRUTH": {"type": "boolean"},
    "NUMBER": {"type": "number"},
    "AMOUNT": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    "DAY": {"type": "string", "format": "date"},
    "MOMENT": {"type": "string"},
}
_MERGE = "application/json"
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
        Refusal("UNSUPPORTED_MEDIA_TYPE", None, {"given": "text/plain", "choices": _MERGE}),
    ),
    422: ("What was given can't be accepted; all reasons at once.", Refusal("REQUIRED", "party")),
}
_READING = (400, 401, 403, 429, 503)
_WRITING = (400, 401, 403, 409, 413, 415, 422, 429)


class Authentication(OpenApiAuthenticationExtension):
    """Bearer tokens, and the session of the pages."""

    target_class = "api.rest.door.Authentication"
    name = ["token", "session"]

    def get_security_definition(self, auto_schema: Any) -> list[dict[str, str]]:
        return [
            {"type": "http", "scheme": SCHEME.lower(), "description": "`manage.py create_token USER`"},
            {
                "type": "apiKey",
                "in": "cookie",
                "name": "sessionid",
                "description": "The session of the pages; writing takes the header `X-CSRFToken` too.",
            },
        ]


def listed(
    name: str, what: str, tag: str, shape: type, conditions: type[Conditions], description: str = ""
) -> Callable:
    """A list in pages, narrowed by conditions: they check the query parameters themselves."""
    parameters = [_parameter(each, condition) for each, condition in conditions.conditions().items()]
    described = extend_schema(
        operation_id=name,
        summary=f"List {what}",
        description=description
        or f"The {what} that you may see, in pages by key: a page stays right while records come and go.",
        tags=[tag],
        parameters=[*parameters, *_PAGING, _FORMAT],
        responses={
            200: OpenApiResponse(_page(shape), "A page, or the list as a file."),
            **_AS_FILES,
            **_refusals((*_READING, 404, 406, 413)),
        },
    )

    def decorated(view: Callable) -> Callable:
        view = described(view)
        view.in_pages = True  # type: ignore[attr-defined]
        view.formats = formats.LISTED  # type: ignore[attr-defined]
        return view

    return decorated


def narrowing(conditions: type[Conditions], *left_out: str) -> list[OpenApiParameter]:
    """The conditions of a list, for what is asked of all that such a list would hold."""
    found = conditions.conditions()
    return [_parameter(each, found[each]) for each in found if each not in left_out]


@cache
def _page(shape: type) -> type:
    return type(
        f"{shape.__name__.removesuffix('Shape')}Page",
        (shapes.Shape,),
        {
            "__doc__": "A page of a list.",
            "items": shape(many=True, help_text="In the order asked for."),
            "next": serializers.CharField(
                allow_null=True, help_text="The address of the next page; null: this is the last."
            ),
            "count": serializers.IntegerField(required=False, help_text="The total, with `count=1`."),
        },
    )


def read(
    name: str,
    summary: str,
    tag: str,
    shape: Any,
    description: str = "",
    parameters: Iterable[OpenApiParameter] = (),
    rows: bool = False,
) -> Callable:
    """One record, or a whole without pages: of many records, or of what holds `rows`, as a file too."""
    many = rows or isinstance(shape, serializers.ListSerializer)
    described = extend_schema(
        operation_id=name,
        summary=summary,
        description=description or f"{summary}. Of what you may not see is said that it isn't there.",
        tags=[tag],
        parameters=[*parameters, *([_FORMAT] if many else [])],
        responses={
            200: OpenApiResponse(shape, "What was asked for."),
            **(_AS_FILES if many else {}),
            **_refusals((*_READING, 404, *([406] if many else []))),
        },
    )

    def decorated(view: Callable) -> Callable:
        view = described(view)
        if many:
            view.formats = formats.LISTED  # type: ignore[attr-defined]
        return view

    return decorated


def written(
    name: str,
    summary: str,
    tag: str,
    shape: Any,
    given: Mapping[str, Any] | None,
    *,
    description: str = "",
    example: Mapping[str, Any] | None = None,
    status: int = 201,
    versioned: bool = False,
    parameters: Iterable[OpenApiParameter] = (),
) -> Callable:
    """An act. `given` is the schema of the body."""
    answer = OpenApiResponse(description="Done.") if shape is None else OpenApiResponse(shape, "Done.")
    if given is not None and example is not None:
        given = {**given, "examples": [dict(example)]}

    def decorated(view: Callable) -> Callable:
        made = view.__name__ == "post"
        kinds = (*_WRITING, 404, *((412,) if versioned else ()), *((428,) if versioned and not made else ()))
        headers = [_ONCE] if made else []
        if versioned:
            headers.append(_IF_MATCH if made else _IF_MATCH_REQUIRED)
        described: Callable = extend_schema(
            operation_id=name,
            summary=summary,
            description=description or f"{summary}. Unknown fields are refused; all reasons come at once.",
            tags=[tag],
            parameters=[*parameters, *headers],
            request=None if given is None else {_MERGE: dict(given)},
            responses={status: answer, **_refusals(kinds)},
        )(view)
        return described

    return decorated


def offered(
    name: str,
    summary: str,
    tag: str,
    shape: Any,
    options: Mapping[str, Any],
    *,
    required: Iterable[str],
    description: str,
) -> Callable:
    """An act that takes a file, in a form or as the body itself."""
    file = {"type": "string", "format": "binary", "description": "The file."}
    form = object_of({"file": file, **options}, ("file", *required))
    parameters = [
        OpenApiParameter(
            each, _in_address(schema), OpenApiParameter.QUERY, description=schema["description"] + _AS_BODY
        )
        for each, schema in {**options, "file_name": {"type": "string", "description": "Its name."}}.items()
    ]
    return extend_schema(
        operation_id=name,
        summary=summary,
        description=description,
        tags=[tag],
        parameters=[*parameters, _ONCE],
        request={
            "multipart/form-data": form,
            "application/octet-stream": {"type": "string", "format": "binary"},
        },
        responses={201: OpenApiResponse(shape, "Done."), **_refusals((*_WRITING, 404))},
    )


def exported(
    name: str,
    summary: str,
    tag: str,
    description: str,
    parameters: Iterable[OpenApiParameter],
    forms: Sequence[Format] = formats.EXPORTED,
) -> Callable:
    """A workbook, or one of its tables as text."""
    answers = {
        Format.XLSX: OpenApiResponse(_WORKBOOK, "The file."),
        Format.CSV: OpenApiResponse(_TEXT, "The file.", examples=[_AS_TEXT]),
    }
    described = extend_schema(
        operation_id=name,
        summary=summary,
        description=description,
        tags=[tag],
        parameters=list(parameters),
        responses={
            **{(200, MEDIA_TYPES[each]): answers[each] for each in forms},
            **_refusals((*_READING, 404, 406, 413)),
        },
    )

    def decorated(view: Callable) -> Callable:
        view = described(view)
        view.formats = forms  # type: ignore[attr-defined]
        return view

    return decorated


def asked(
    name: str, summary: str, tag: str, description: str, parameters: Iterable[OpenApiParameter]
) -> Callable:
    """Rows whose columns aren't known beforehand: a page of them, or all as a file."""
    rows = {"type": "array", "items": {"type": "object", "additionalProperties": True}}
    page = {
        "type": "object",
        "additionalProperties": False,
        "required": ["items", "next"],
        "properties": {
            "items": {**rows, "description": "Flat objects: the columns in the order of the document."},
            "next": {
                "type": ["string", "null"],
                "description": "The address of the next page; null: this is the last.",
            },
        },
    }
    described = extend_schema(
        operation_id=name,
        summary=summary,
        description=description,
        tags=[tag],
        parameters=[*parameters, _FORMAT],
        responses={
            (200, MEDIA_TYPES[Format.JSON]): OpenApiResponse(page, "A page, or the list as a file."),
            (200, MEDIA_TYPES[Format.CSV]): OpenApiResponse(_TEXT, "The file.", examples=[_AS_TEXT]),
            (200, MEDIA_TYPES[Format.XLSX]): OpenApiResponse(_WORKBOOK, "The file."),
            **_refusals((*_READING, 404, 406, 413)),
        },
    )

    def decorated(view: Callable) -> Callable:
        view = described(view)
        view.in_pages = True  # type: ignore[attr-defined]
        view.formats = formats.LISTED  # type: ignore[attr-defined]
        return view

    return decorated


def sent_file(name: str, summary: str, tag: str, description: str) -> Callable:
    """A workbook to download."""
    kind = MEDIA_TYPES[Format.XLSX]
    return extend_schema(
        operation_id=name,
        summary=summary,
        description=description,
        tags=[tag],
        responses={
            (200, kind): OpenApiResponse(_WORKBOOK, "The file."),
            **_refusals((*_READING, 404, 409)),
        },
    )


_AS_BODY = " Only with the file as the body."


def _in_address(schema: Mapping[str, Any]) -> dict[str, Any]:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if kinds[0] == "boolean":
        return {"type": "boolean"}
    codes = [each for each in schema.get("enum", ()) if each is not None]
    return {"type": "string", "enum": codes} if codes else {"type": "string"}


def removed(name: str, summary: str, tag: str, description: str = "") -> Callable:
    return written(name, summary, tag, None, None, description=description, status=204, versioned=True)


def body(model: Any, fields: Iterable[str], required: Iterable[str] = (), **more: Any) -> dict[str, Any]:
    """The schema of a body with these fields of a model. What may be in them is decided by the action."""
    properties = {name: _given(model._meta.get_field(name), name in required) for name in fields}
    return object_of({**properties, **more}, required)


def object_of(properties: Mapping[str, Any], required: Iterable[str] = ()) -> dict[str, Any]:
    named = {str(name): each for name, each in properties.items()}
    schema = {"type": "object", "additionalProperties": False, "properties": named}
    return {**schema, "required": list(required)} if required else schema


def levels_by(codes: Iterable[str]) -> dict[str, Any]:
    """Levels 1-5 by code."""
    level = {"type": "integer", "minimum": 1, "maximum": 5}
    properties = {str(each): level for each in codes}
    return {"type": "object", "additionalProperties": False, "minProperties": 1, "properties": properties}


def _given(field: Any, required: bool) -> dict[str, Any]:
    schema: dict[str, Any]
    if isinstance(field, models.ForeignKey):
        schema = {"type": ["integer", "string"], "description": "The id (or the code, where it has one)."}
    elif isinstance(field, AmountField):
        schema = {"type": ["string", "number"], "description": "Exact text, such as 1234.50."}
    elif getattr(field, "choices", None):
        schema = {"type": "string", "enum": [code for code, _label in field.choices]}
        if not required:
            schema["enum"] = [*schema["enum"], "", None]
    elif isinstance(field, models.DateField):
        schema = {"type": "string", "format": "date"}
    elif isinstance(field, models.BooleanField):
        schema = {"type": "boolean"}
    elif isinstance(field, models.IntegerField):
        schema = {"type": "integer"}
    elif isinstance(field, models.JSONField):
        schema = {"type": "object"}
    else:
        schema = {"type": "string"}
        if getattr(field, "max_length", None):
            schema["maxLength"] = field.max_length
    if not required:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        schema["type"] = [*kinds, "null"]
    return schema


def _parameter(name: str, condition: Condition) -> OpenApiParameter:
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


_PAGING = [
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
_FORMAT = OpenApiParameter(
    formats.PARAMETER,
    {"type": "string", "enum": list(formats.LISTED), "default": Format.JSON},
    OpenApiParameter.QUERY,
    description="The form of the answer, before what `Accept` says. As a file the list comes whole, or with "
    "`limit` that page of it; the header `Link` has the next.",
)
_WORKBOOK = {"type": "string", "format": "binary"}
_TEXT = {"type": "string"}
_AS_TEXT = OpenApiExample(
    "Portfolio",
    "Contract number,Title,Counterparty,Value\r\nC-1,Catering,Veldhuis Catering,1234.50\r\n",
    media_type=MEDIA_TYPES[Format.CSV],
)
_AS_FILES: dict[Any, OpenApiResponse] = {
    (200, MEDIA_TYPES[Format.CSV]): OpenApiResponse({"$ref": "#/components/schemas/ListAsText"}, "A file."),
    (200, MEDIA_TYPES[Format.XLSX]): OpenApiResponse(
        {"$ref": "#/components/schemas/ListAsWorkbook"}, "A file."
    ),
}
FILE_SCHEMAS: dict[str, Any] = {
    "ListAsText": {
        **_TEXT,
        "description": "The same records as rows: UTF-8, commas, a header with the names of the fields, "
        "those of a record within the record as `party.name`. A list of plain values is joined by "
        "semicolons, one of records is JSON. A text that a spreadsheet would take for a formula has an "
        "apostrophe before it.",
        "examples": ["id,name,country,aliases\r\n17,Veldhuis Catering,NL,Veldhuis; Veldhuis BV\r\n"],
    },
    "ListAsWorkbook": {
        **_WORKBOOK,
        "description": "The same rows as an xlsx workbook of one table; numbers, amounts, days and moments "
        "(in UTC) typed as such, texts never as formulas.",
    },
}
_IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description='The ETag that you saw, such as `"3"`; refused with STALE when it was changed since.',
)
_IF_MATCH_REQUIRED = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description='The ETag that you saw, such as `"3"`: refused with STALE when it was changed since, and '
    "with PRECONDITION_REQUIRED when it isn't said. `*` is whichever version there is.",
    examples=[OpenApiExample("Seen", '"3"'), OpenApiExample("Whichever", "*")],
)
_ONCE = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    description="A key of your own for this request, such as a UUID. Sent again with the same bytes, the "
    "answer is the first one, with `Idempotency-Replayed: true`, and nothing is done twice. Where nothing is "
    "recorded it makes no difference.",
)


def _refusals(statuses: Iterable[int]) -> dict[Any, OpenApiResponse]:
    return {(status, _PROBLEM): _refusal(status) for status in sorted(set(statuses))}


def _refusal(status: int) -> OpenApiResponse:
    from django.utils import translation

    description, refusal = _EXAMPLES[status]
    with translation.override("en"):
        example = OpenApiExample(refusal.code, problem(Refused(refusal)), media_type=_PROBLEM)
    return OpenApiResponse(shapes.Problem, description, examples=[example])


__all__ = ["Authentication", "body", "levels_by", "listed", "narrowing", "object_of", "read", "removed"]
__all__ += ["written"]
