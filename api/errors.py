"""The one table of errors: what each refusal is called in HTTP and in GraphQL, for both doors.

The messages stand in `relationships.errors.MESSAGES`; a test sees to it that every code is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from relationships.errors import MESSAGES, Refusal, Refused


class Class(StrEnum):
    """What kind of refusal it is: the classification that GraphQL errors carry."""

    BAD_REQUEST = "BAD_REQUEST"
    INVALID_INPUT = "INVALID_INPUT"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    NOT_FOUND = "NOT_FOUND"
    CONFLICT = "CONFLICT"
    STALE = "STALE"
    TOO_LARGE = "TOO_LARGE"
    RATE_LIMITED = "RATE_LIMITED"
    INTERNAL = "INTERNAL"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: an HTTP status, and a class."""

    status: int
    kind: Class


_BAD_REQUEST = Row(400, Class.BAD_REQUEST)
_INVALID = Row(422, Class.INVALID_INPUT)
_CONFLICT = Row(409, Class.CONFLICT)

TABLE: dict[str, Row] = {
    # who
    "NOT_SIGNED_IN": Row(401, Class.UNAUTHENTICATED),
    "NOT_ALLOWED": Row(403, Class.FORBIDDEN),
    "TOKEN_SCOPE": Row(403, Class.FORBIDDEN),
    "CSRF_FAILED": Row(403, Class.FORBIDDEN),
    # what is asked
    "NOT_FOUND": Row(404, Class.NOT_FOUND),
    "METHOD_NOT_ALLOWED": Row(405, Class.BAD_REQUEST),
    "NOT_ACCEPTABLE": Row(406, Class.BAD_REQUEST),
    "UNSUPPORTED_MEDIA_TYPE": Row(415, Class.BAD_REQUEST),
    "TOO_LARGE": Row(413, Class.TOO_LARGE),
    "TOO_MANY_REQUESTS": Row(429, Class.RATE_LIMITED),
    "MALFORMED": _BAD_REQUEST,
    "UNKNOWN_PARAMETER": _BAD_REQUEST,
    "INVALID_FILTER": _BAD_REQUEST,
    "INVALID_CURSOR": _BAD_REQUEST,
    # what is given
    "UNKNOWN_FIELD": _INVALID,
    "REQUIRED": _INVALID,
    "TOO_LONG": _INVALID,
    "CONTROL_CHARACTER": _INVALID,
    "UNSTORABLE_TEXT": _INVALID,
    "WRONG_TYPE": _INVALID,
    "UNKNOWN_CODE": _INVALID,
    "LEVEL_OUT_OF_RANGE": _INVALID,
    "NUMBER_INVALID": _INVALID,
    "NUMBER_OUT_OF_RANGE": _INVALID,
    "AMOUNT_INVALID": _INVALID,
    "AMOUNT_TOO_LARGE": _INVALID,
    "AMOUNT_TOO_PRECISE": _INVALID,
    "AMOUNT_NEGATIVE": _INVALID,
    "CURRENCY_UNKNOWN": _INVALID,
    "CURRENCY_MISSING": _INVALID,
    "COUNTRY_UNKNOWN": _INVALID,
    "DATE_INVALID": _INVALID,
    "DATE_OUT_OF_RANGE": _INVALID,
    "DATE_IN_FUTURE": _INVALID,
    "END_BEFORE_START": _INVALID,
    "IDENTIFIER_INVALID": _INVALID,
    "CPV_INVALID": _INVALID,
    "CODE_INVALID": _INVALID,
    "CYCLE": _INVALID,
    "REASON_REQUIRED": _INVALID,
    "EVIDENCE_REQUIRED": _INVALID,
    "OPTIONS_EXCEEDED": _INVALID,
    "OTHER_RELATIONSHIP": _INVALID,
    "RULES_INVALID": _INVALID,
    "PASSWORD_WEAK": _INVALID,
    # what is there already
    "DUPLICATE": _CONFLICT,
    "LINES_ADD_UP": _CONFLICT,
    "ALREADY_WITHDRAWN": _CONFLICT,
    "IMMUTABLE": _CONFLICT,
    "WRONG_STATE": _CONFLICT,
    "IN_USE": _CONFLICT,
    "LAST_ADMINISTRATOR": _CONFLICT,
    "STALE": Row(412, Class.STALE),
    # us
    "UNEXPECTED": Row(500, Class.INTERNAL),
}
_FALLBACK = TABLE["UNEXPECTED"]

# With several refusals the answer has the status of the first kind in this order.
_WEIGHT = [500, 401, 403, 404, 405, 406, 415, 413, 429, 412, 400, 409, 422]


def row_of(code: str) -> Row:
    return TABLE.get(code, _FALLBACK)


def first_of(refused: Refused) -> Refusal:
    """The refusal that names the whole: the gravest, and of these the first."""
    if not refused.refusals:
        return Refusal("UNEXPECTED", params={"request": "-"})
    return min(
        refused.refusals,
        key=lambda each: (_WEIGHT.index(row_of(each.code).status), each.code not in MESSAGES),
    )


def status_of(refused: Refused) -> int:
    return row_of(first_of(refused).code).status


def message_of(refusal: Refusal) -> str:
    return refusal.message


def problem(refused: Refused, request_id: str = "") -> dict[str, Any]:
    """The body of an answer that refuses: problem details (RFC 9457) with all reasons.

    A field that a refusal names in the path or in a reference of the body that may not be seen is told
    as if it were not there: 404 is kept for the thing asked for itself.
    """
    first = first_of(refused)
    row = row_of(first.code)
    body: dict[str, Any] = {
        "type": f"urn:counterpart:problem:{first.code}",
        "title": str(_TITLES[row.status]()),
        "status": row.status,
        "code": first.code,
        "detail": message_of(first),
        "errors": [
            {"code": each.code, "field": each.field, "message": message_of(each)} for each in refused.refusals
        ],
    }
    if request_id:
        body["request_id"] = request_id
    return body


def graphql_errors(refused: Refused) -> list[dict[str, Any]]:
    """The errors of a GraphQL answer: one a refusal, with code, field and class in its extensions."""
    return [
        {
            "message": message_of(each),
            "extensions": {
                "code": each.code,
                "field": each.field,
                "classification": str(row_of(each.code).kind),
            },
        }
        for each in refused.refusals
    ]


_TITLES = {
    400: lambda: _("The request can't be understood"),
    401: lambda: _("Not signed in"),
    403: lambda: _("Not allowed"),
    404: lambda: _("Not found"),
    405: lambda: _("Method not allowed"),
    406: lambda: _("Not acceptable"),
    409: lambda: _("In conflict with what is there"),
    412: lambda: _("Changed in the meantime"),
    413: lambda: _("Too large"),
    415: lambda: _("Unsupported media type"),
    422: lambda: _("What was given can't be accepted"),
    429: lambda: _("Too many requests"),
    500: lambda: _("Something went wrong"),
}
