"""What a request asks: read from the body of a POST or the address of a GET, or refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from api.rest.body import body_of, parsed, twice
from relationships.errors import refuse
from relationships.errors import shown as short

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
_PARAMETERS = {
    "query": (str, "text"),
    "documentId": (str, "text"),
    "operationName": (str, "text"),
    "variables": (dict, "an object"),
    "extensions": (dict, "an object"),
}
_TEXTS = ("query", "documentId", "operationName")
_PREFIX = "sha256:"
_DIGEST = re.compile(r"sha256:[0-9a-fA-F]{64}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A document, which of its operations, and the values of its variables.

    `digest` is the SHA-256 by which the document is named, beside it or instead of it (then `query` is
    empty). `by_address`: asked by GET.
    """

    query: str
    operation_name: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)
    digest: str | None = None
    by_address: bool = False


def accepted(request: HttpRequest) -> str:
    """The media type in which to answer; JSON where the client doesn't mind. Refuses with NOT_ACCEPTABLE."""
    best = (0.0, 0, JSON)
    accept = request.headers.get("Accept", "").strip()
    if not accept:
        return JSON
    for place, part in enumerate(accept.split(",")[:50]):
        media, *options = (each.strip().lower() for each in part.split(";"))
        weight = _weight(options)
        charset = next((each[8:].strip('" ') for each in options if each.startswith("charset=")), "utf-8")
        meant = {JSON: JSON, GRAPHQL: GRAPHQL, "*/*": JSON, "application/*": JSON}.get(media)
        if meant and weight > 0 and charset in ("utf-8", "utf8"):
            best = (
                max(best, (weight, -place, meant), key=lambda each: each[:2])
                if best[0]
                else (
                    weight,
                    -place,
                    meant,
                )
            )
    if not best[0]:
        refuse("NOT_ACCEPTABLE", None, choices=f"{JSON}, {GRAPHQL}")
    return best[2]


def _weight(options: list[str]) -> float:
    for each in options:
        if each.startswith("q="):
            try:
                return float(each[2:])
            except ValueError:
                return 0.0
    return 1.0


def asked(request: HttpRequest) -> Asked:
    """What is asked. Refuses what is no JSON object of the right shape."""
    given = _from_address(request) if request.method == "GET" else _from_body(request)
    for name, (kind, said) in _PARAMETERS.items():
        value = given.get(name)
        if value is not None and not isinstance(value, kind):
            refuse("WRONG_TYPE", name, expected=said, given=type(value).__name__)
    query, digest = given.get("query") or "", _digest(given)
    if not query.strip():
        if digest is None:
            refuse("REQUIRED", "query")
        query = ""
    operation, variables = given.get("operationName") or None, given.get("variables") or {}
    return Asked(query, operation, variables, digest, request.method == "GET")


def _digest(given: dict[str, Any]) -> str | None:
    """The digest that names a document, in either way of naming one."""
    named = {
        name: _hexadecimals(name, value)
        for name, value in (
            ("documentId", given.get("documentId")),
            ("extensions.persistedQuery", _of_apollo(given.get("extensions"))),
        )
        if value is not None
    }
    if len(set(named.values())) > 1:
        refuse("MALFORMED", "documentId", why="two documents are named.")
    return next(iter(named.values()), None)


def _of_apollo(extensions: Any) -> str | None:
    named = (extensions or {}).get("persistedQuery")
    if named is None:
        return None
    if not isinstance(named, dict) or named.get("version") != 1:
        refuse("MALFORMED", "extensions.persistedQuery", why="it has the wrong form.")
    return f"{_PREFIX}{named.get('sha256Hash')}"


def _hexadecimals(name: str, value: str) -> str:
    if not _DIGEST.fullmatch(value):
        refuse("MALFORMED", name, why="it is not sha256: and 64 hexadecimals.")
    return value.removeprefix(_PREFIX).lower()


def _from_body(request: HttpRequest) -> dict[str, Any]:
    if request.content_type != JSON:
        sent = short(request.META.get("CONTENT_TYPE", "") or "–")
        refuse("UNSUPPORTED_MEDIA_TYPE", None, given=sent, choices=JSON)
    return body_of(request)


def _from_address(request: HttpRequest) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for name in _PARAMETERS:
        values = request.GET.getlist(name)
        if len(values) > 1:
            refuse("MALFORMED", name, why=twice(name))
        if values and values[0] != "":
            given[name] = values[0] if name in _TEXTS else parsed(values[0], name)
    return given
