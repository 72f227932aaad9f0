"""The OpenAPI description: what each operation says of itself, in the same words for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db import models
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers

from api.authentication import SCHEME
from api.rest import formats, shapes
from api.rest.described_answers import AS_FILES, AS_TEXT, READING, TEXT, TOO_LONG, WORKBOOK, WRITING, refusals
from api.rest.described_parameters import (
    FIELDS,
    FORMAT,
    FORMAT_OF_ROWS,
    IF_MATCH,
    IF_MATCH_REQUIRED,
    ONCE,
    PAGING,
    narrowing,
    parameter,
)
from api.rest.formats import MEDIA_TYPES, Format
from relationships.filters import Conditions
from relationships.models.base import AmountField

_JSON = "application/json"


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
    parameters = [parameter(each, condition) for each, condition in conditions.conditions().items()]
    described = extend_schema(
        operation_id=name,
        summary=f"List {what}",
        description=description
        or f"The {what} that you may see, in pages by key: a page stays right while records come and go.",
        tags=[tag],
        parameters=[*parameters, *PAGING, FORMAT, FIELDS],
        responses={
            200: OpenApiResponse(_page(shape), "A page, or the list as a file."),
            **AS_FILES,
            **refusals((*READING, 404, 406, 413)),
            **TOO_LONG,
        },
    )

    def decorated(view: Callable) -> Callable:
        view = described(view)
        view.in_pages = True  # type: ignore[attr-defined]
        view.formats = formats.LISTED  # type: ignore[attr-defined]
        view.shape = shape  # type: ignore[attr-defined]
        return view

    return decorated


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
    of = None if rows else _of_records(shape)
    asked_beside = [*parameters, *([FORMAT] if many else []), *([FIELDS] if of else [])]
    described = extend_schema(
        operation_id=name,
        summary=summary,
        description=description or f"{summary}. Of what you may not see is said that it isn't there.",
        tags=[tag],
        parameters=asked_beside,
        responses={
            200: OpenApiResponse(shape, "What was asked for."),
            **(AS_FILES if many else {}),
            **refusals((*READING, 404, *([406] if many else []))),
            **(TOO_LONG if asked_beside else {}),
        },
    )

    def decorated(view: Callable) -> Callable:
        view = described(view)
        if many:
            view.formats = formats.LISTED  # type: ignore[attr-defined]
        view.shape = of  # type: ignore[attr-defined]
        return view

    return decorated


def _of_records(shape: Any) -> Any:
    """The shape of the record, or of each of the list; None: what is told has no fields by name."""
    of = type(shape.child) if isinstance(shape, serializers.ListSerializer) else shape
    return of if isinstance(of, type) and issubclass(of, shapes.Shape) else None


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
    nothing: str | None = None,
) -> Callable:
    """An act. `given` is the schema of the body; `nothing` says when it answers with 204 instead."""
    answer = OpenApiResponse(description="Done.") if shape is None else OpenApiResponse(shape, "Done.")
    beside = list(parameters)
    others = {} if nothing is None else {204: OpenApiResponse(description=nothing)}
    if given is not None and example is not None:
        given = {**given, "examples": [dict(example)]}

    def decorated(view: Callable) -> Callable:
        made = view.__name__ == "post"
        kinds = (*WRITING, 404, *((412,) if versioned else ()), *((428,) if versioned and not made else ()))
        headers = [ONCE] if made else []
        if versioned:
            headers.append(IF_MATCH if made else IF_MATCH_REQUIRED)
        described: Callable = extend_schema(
            operation_id=name,
            summary=summary,
            description=description or f"{summary}. Unknown fields are refused; all reasons come at once.",
            tags=[tag],
            parameters=[*beside, *headers],
            request=None if given is None else {_JSON: dict(given)},
            responses={status: answer, **others, **refusals(kinds), **(TOO_LONG if beside else {})},
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
        parameters=[*parameters, ONCE],
        request={
            "multipart/form-data": form,
            "application/octet-stream": {"type": "string", "format": "binary"},
        },
        responses={201: OpenApiResponse(shape, "Done."), **refusals((*WRITING, 404)), **TOO_LONG},
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
        Format.XLSX: OpenApiResponse(WORKBOOK, "The file."),
        Format.CSV: OpenApiResponse(TEXT, "The file.", examples=[AS_TEXT]),
    }
    described = extend_schema(
        operation_id=name,
        summary=summary,
        description=description,
        tags=[tag],
        parameters=list(parameters),
        responses={
            **{(200, MEDIA_TYPES[each]): answers[each] for each in forms},
            **refusals((*READING, 404, 406, 413)),
            **TOO_LONG,
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
        parameters=[*parameters, FORMAT_OF_ROWS],
        responses={
            (200, MEDIA_TYPES[Format.JSON]): OpenApiResponse(page, "A page, or the list as a file."),
            (200, MEDIA_TYPES[Format.CSV]): OpenApiResponse(TEXT, "The file.", examples=[AS_TEXT]),
            (200, MEDIA_TYPES[Format.XLSX]): OpenApiResponse(WORKBOOK, "The file."),
            (200, MEDIA_TYPES[Format.PARQUET]): OpenApiResponse(WORKBOOK, "The file."),
            **refusals((*READING, 404, 406, 413)),
            **TOO_LONG,
        },
    )

    def decorated(view: Callable) -> Callable:
        view = described(view)
        view.in_pages = True  # type: ignore[attr-defined]
        view.formats = formats.ASKED  # type: ignore[attr-defined]
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
            (200, kind): OpenApiResponse(WORKBOOK, "The file."),
            **refusals((*READING, 404, 409)),
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


__all__ = ["Authentication", "body", "levels_by", "listed", "narrowing", "object_of", "read", "removed"]
__all__ += ["written"]
