"""Reading the body of a request: one JSON object, and nothing that only looks like one."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, UnreadablePostError

from relationships.errors import refuse

CONTENT_TYPES = ("application/json", "application/merge-patch+json")
DEEPEST = 12


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent; no body at all is an empty one.

    Refuses with UNSUPPORTED_MEDIA_TYPE, TOO_LARGE (over settings.DATA_UPLOAD_MAX_MEMORY_SIZE), MALFORMED
    and WRONG_TYPE. Numbers with decimals stay exact.
    """
    if not _has_body(request):
        return {}
    _check_type(request)
    try:
        sent = request.body
    except RequestDataTooBig:
        refuse_too_large()
    except UnreadablePostError:
        _malformed("the connection was broken.")
    if not sent.strip():
        return {}
    given = _parsed(sent)
    if not isinstance(given, dict):
        refuse("WRONG_TYPE", None, expected="a JSON object", given=type(given).__name__)
    return given


def refuse_too_large() -> NoReturn:
    refuse("TOO_LARGE", None, limit=f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,} bytes")


def _has_body(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.strip() not in ("", "0")


def _check_type(request: HttpRequest) -> None:
    charset = (request.content_params or {}).get("charset", "utf-8").strip('"').lower()
    if request.content_type not in CONTENT_TYPES or charset not in ("utf-8", "utf8"):
        given = request.META.get("CONTENT_TYPE", "")[:80]
        refuse("UNSUPPORTED_MEDIA_TYPE", None, given=given or "–", choices=", ".join(CONTENT_TYPES))


def _parsed(sent: bytes) -> Any:
    try:
        given = json.loads(
            sent.decode("utf-8"),
            object_pairs_hook=_once,
            parse_constant=_no_constant,
            parse_float=Decimal,
        )
    except UnicodeDecodeError as error:
        _malformed(f"byte {error.start + 1} is not UTF-8.")
    except RecursionError:
        _malformed(f"it is nested deeper than {DEEPEST} levels.")
    except json.JSONDecodeError as error:
        _malformed(f"{error.msg} at line {error.lineno}, column {error.colno}.")
    except ValueError as error:
        _malformed(str(error)[:200])
    _refuse_depth(given)
    return given


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field {json.dumps(twice[:40])} is there twice.")
    return found


def _no_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON.")


def _refuse_depth(given: Any) -> None:
    """Refuse what is nested too deep to be one of ours."""
    layer = [given]
    for _depth in range(DEEPEST):
        layer = [
            part
            for each in layer
            if isinstance(each, dict | list)
            for part in (each.values() if isinstance(each, dict) else each)
        ]
        if not layer:
            return
    _malformed(f"it is nested deeper than {DEEPEST} levels.")


def _malformed(why: str) -> NoReturn:
    refuse("MALFORMED", None, why=why)
