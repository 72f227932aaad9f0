"""Reading the body of a request: one JSON object, and nothing that only looks like one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, UnreadablePostError
from django.utils.translation import gettext_noop as N_

from relationships.errors import Phrase, phrase, refuse, shown

CONTENT_TYPES = ("application/json", "application/merge-patch+json")
DEEPEST = 12


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent; no body at all is an empty one.

    Refuses with UNSUPPORTED_MEDIA_TYPE, TOO_LARGE (over settings.DATA_UPLOAD_MAX_MEMORY_SIZE), MALFORMED
    and WRONG_TYPE. Numbers with decimals stay exact.
    """
    if not has_body(request):
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
    _refuse_depth(given)
    if not isinstance(given, dict):
        refuse("WRONG_TYPE", None, expected="a JSON object", given=type(given).__name__)
    return given


def refuse_too_large() -> NoReturn:
    refuse("TOO_LARGE", None, limit=f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,} bytes")


def has_body(request: HttpRequest) -> bool:
    """Whether anything was sent."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.strip() not in ("", "0")


def _check_type(request: HttpRequest) -> None:
    charset = (request.content_params or {}).get("charset", "utf-8").strip('"').lower()
    if request.content_type not in CONTENT_TYPES or charset not in ("utf-8", "utf8"):
        given = request.META.get("CONTENT_TYPE", "")[:80]
        refuse("UNSUPPORTED_MEDIA_TYPE", None, given=given or "–", choices=", ".join(CONTENT_TYPES))


def _parsed(sent: bytes) -> Any:
    try:
        text = sent.decode("utf-8")
    except UnicodeDecodeError as error:
        _malformed(phrase(N_("byte %(position)s is not UTF-8."), position=error.start + 1))
    return parsed(text)


def parsed(text: str, field: str | None = None) -> Any:
    """The JSON value of a text; refuses with MALFORMED, on `field` or on the name that is there twice."""
    try:
        return json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_constant(field), parse_float=Decimal
        )
    except RecursionError:
        _malformed(_too_deep(), field)
    except json.JSONDecodeError as error:
        at = {"line": error.lineno, "column": error.colno}
        _malformed(phrase(N_("at line %(line)s, column %(column)s it is not JSON."), **at), field)
    except ValueError:  # a whole number of more digits than Python reads
        _malformed("it holds a number of too many digits.", field)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        name, _times = Counter(name for name, _value in pairs).most_common(1)[0]
        _malformed(twice(name), shown(name, 200))
    return found


def twice(name: str) -> Phrase:
    return phrase(N_("“%(name)s” is there twice."), name=shown(name, 40))


def _no_constant(field: str | None) -> Callable[[str], NoReturn]:
    def refuse_it(constant: str) -> NoReturn:
        _malformed(phrase(N_("%(value)s is not JSON."), value=constant), field)

    return refuse_it


def _too_deep() -> Phrase:
    return phrase(N_("it is nested deeper than %(limit)s levels."), limit=DEEPEST)


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
    _malformed(_too_deep())


def _malformed(why: str, field: str | None = None) -> NoReturn:
    refuse("MALFORMED", field, why=why)
