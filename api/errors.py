"""The one table of errors: what each refusal is called in HTTP and in GraphQL, for both doors.

The messages stand in `relationships.errors.MESSAGES`; a test sees to it that every code is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from relationships.errors import Refusal, Refused

# What a browser's own sign-in sheet must not pop up for.
WWW_AUTHENTICATE = 'Bearer realm="Counterpart"'


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
    "NOT_A_STAKEHOLDER": Row(403, Class.FORBIDDEN),
    "OWN_EXPLANATION": Row(403, Class.FORBIDDEN),
    "NOT_THE_APPROVER": Row(403, Class.FORBIDDEN),
    "DOCUMENT_NOT_REGISTERED": Row(403, Class.FORBIDDEN),
    # what is asked
    "PERSISTED_QUERY_NOT_FOUND": Row(404, Class.NOT_FOUND),
    "NOT_FOUND": Row(404, Class.NOT_FOUND),
    "METHOD_NOT_ALLOWED": Row(405, Class.BAD_REQUEST),
    "NOT_ACCEPTABLE": Row(406, Class.BAD_REQUEST),
    "UNSUPPORTED_MEDIA_TYPE": Row(415, Class.BAD_REQUEST),
    "TOO_LARGE": Row(413, Class.TOO_LARGE),
    "TOO_MANY_ROWS": Row(413, Class.TOO_LARGE),
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
    "NOT_IN_A_LIST": _INVALID,
    "ROWS_DIFFER": _INVALID,
    "OTHER_RELATIONSHIP": _INVALID,
    "RULES_INVALID": _INVALID,
    "TRIAL_TOO_LARGE": _INVALID,
    "OBSERVATION_REQUIRED": _INVALID,
    "VALID_TOO_LONG": _INVALID,
    "OTHER_SIDE": _INVALID,
    "PASSWORD_WEAK": _INVALID,
    "PASSWORD_WRONG": _INVALID,
    "PASSWORDS_DIFFER": _INVALID,
    "TARGET_REFUSED": _INVALID,
    "TARGET_UNKNOWN": _INVALID,
    "IDEMPOTENCY_KEY_REUSED": _INVALID,
    # what is there already
    "DUPLICATE": _CONFLICT,
    "PARTY_AMBIGUOUS": _CONFLICT,
    "LINES_ADD_UP": _CONFLICT,
    "ALREADY_WITHDRAWN": _CONFLICT,
    "IMMUTABLE": _CONFLICT,
    "WRONG_STATE": _CONFLICT,
    "IN_USE": _CONFLICT,
    "BUILT_ON": _CONFLICT,
    "CHANGED_MEANWHILE": _CONFLICT,
    "ROWS_REFUSED": _CONFLICT,
    "FILE_GONE": _CONFLICT,
    "IMPORT_GIVEN_UP": _CONFLICT,
    "APPROVALS_MISSING": _CONFLICT,
    "LAPSED": _CONFLICT,
    "LAST_ADMINISTRATOR": _CONFLICT,
    "IDEMPOTENCY_IN_PROGRESS": _CONFLICT,
    "ANSWER_NOT_KEPT": _CONFLICT,
    "STALE": Row(412, Class.STALE),
    "PRECONDITION_REQUIRED": Row(428, Class.STALE),
    # us
    "TOO_SLOW": Row(503, Class.TOO_LARGE),
    "UNEXPECTED": Row(500, Class.INTERNAL),
}
_FALLBACK = TABLE["UNEXPECTED"]
MOST_TOLD = 200
"""How many reasons an answer gives at most: more than a person mends in one go."""

# With several refusals the answer has the status that comes first here.
_GRAVEST = [500, 503, 401, 403, 405, 406, 415, 413, 429, 404, 412, 428, 400, 422, 409]


def row_of(refusal: Refusal) -> Row:
    """The row of a refusal. A reference to something that isn't there is wrong input: 404 is kept for
    the thing asked for itself."""
    if refusal.code == "NOT_FOUND" and refusal.field is not None:
        return Row(_INVALID.status, Class.NOT_FOUND)
    return TABLE.get(refusal.code, _FALLBACK)


def first_of(refused: Refused) -> Refusal:
    """The refusal that stands for all: the gravest, and of these the first."""
    return min(refused.refusals, key=lambda each: _GRAVEST.index(row_of(each).status))


def status_of(refused: Refused) -> int:
    return row_of(first_of(refused)).status


def headers_of(refused: Refused) -> dict[str, str]:
    """What an answer that refuses says in its headers: that one is to sign in, or when to ask again."""
    first = first_of(refused)
    match row_of(first).status:
        case 401:
            return {"WWW-Authenticate": WWW_AUTHENTICATE}
        case 429:
            return {"Retry-After": str(first.params.get("seconds", 1))}
    return {}


def problem(refused: Refused, request_id: str = "") -> dict[str, Any]:
    """The body of an answer that refuses: problem details (RFC 9457) with all reasons.

    `request_id` is told where the person who asks for help needs it.
    """
    first = first_of(refused)
    status = status_of(refused)
    body: dict[str, Any] = {
        "type": f"urn:counterpart:problem:{first.code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": first.code,
        "detail": first.message,
        "errors": [
            {"code": each.code, "field": each.field, "message": each.message}
            for each in refused.refusals[:MOST_TOLD]
        ],
    }
    if request_id:
        body["instance"] = f"urn:counterpart:request:{request_id}"
    return body


def graphql_errors(refused: Refused) -> list[dict[str, Any]]:
    """The errors of a GraphQL answer: one a refusal, with code, field and class in its extensions."""
    return [
        {
            "message": each.message,
            "extensions": {
                "code": each.code,
                "field": each.field,
                "classification": str(row_of(each).kind),
            },
        }
        for each in refused.refusals[:MOST_TOLD]
    ]
