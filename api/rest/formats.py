"""In which form an answer is given: `format` in the address goes before the header `Accept`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_

from imports.export import naming
from relationships.errors import refuse, shown
from relationships.filters.kinds import ONE_VALUE

PARAMETER = "format"


class Format(StrEnum):
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


MEDIA_TYPES = {
    Format.JSON: "application/json",
    Format.CSV: "text/csv",
    Format.XLSX: naming.MEDIA_TYPES["xlsx"],
    Format.PARQUET: naming.MEDIA_TYPES["parquet"],
}
LISTED = (Format.JSON, Format.CSV, Format.XLSX)
"""The forms of a list, the usual one first."""
ASKED = (*LISTED, Format.PARQUET)
"""The forms of the rows of a saved query, the usual one first."""
EXPORTED = (Format.XLSX, Format.CSV)
"""The forms of an export, the usual one first."""
_ALONE = (Format.JSON,)
# Besides the media type itself. `text/*` is csv, where that is given.
_ALSO = {
    Format.JSON: {"application/problem+json"},
    Format.CSV: {"text/*"},
    Format.XLSX: set(),
    Format.PARQUET: {"application/x-parquet"},
}
_ANYTHING = {"*/*", "application/*"}
_ONE_OF = N_("one of: %(choices)s.")


def formats_of(view: Any, method: str) -> Sequence[Format]:
    """The forms in which this view answers this method, the usual one first."""
    return getattr(getattr(view, method.lower(), None), "formats", _ALONE)


def format_asked(request: Any, formats: Sequence[Format]) -> Format:
    """The form asked for: by `format`, else by `Accept`. Refuses INVALID_FILTER, NOT_ACCEPTABLE."""
    sent = request.GET.getlist(PARAMETER) if len(formats) > 1 else []
    if not sent:
        return _accepted(request.META.get("HTTP_ACCEPT", "*/*"), formats)
    if len(sent) > 1:
        refuse("INVALID_FILTER", PARAMETER, value=shown(sent), why=gettext(ONE_VALUE))
    if sent[0] not in set(formats):
        why = gettext(_ONE_OF) % {"choices": ", ".join(formats)}
        refuse("INVALID_FILTER", PARAMETER, value=shown(sent[0]), why=why)
    return Format(sent[0])


def check_accepted(request: Any, formats: Sequence[Format]) -> None:
    """Refuse with NOT_ACCEPTABLE what can't be given; `format` is looked at when it is clear who asks."""
    if len(formats) == 1 or PARAMETER not in request.GET:
        _accepted(request.META.get("HTTP_ACCEPT", "*/*"), formats)


def _accepted(header: str, formats: Sequence[Format]) -> Format:
    for media_type in _in_order(header):
        if media_type in _ANYTHING:
            return formats[0]
        for each in formats:
            if media_type == MEDIA_TYPES[each] or media_type in _ALSO[each]:
                return each
    refuse("NOT_ACCEPTABLE", None, choices=", ".join(MEDIA_TYPES[each] for each in formats))


def _in_order(header: str) -> list[str]:
    """The media types of an Accept header, the most wanted first."""
    wanted = []
    for each in header.split(","):
        media_type, *parameters = (part.strip().lower() for part in each.split(";"))
        weight = _weight(parameters)
        if media_type and weight > 0:
            wanted.append((-weight, media_type))
    return [media_type for _weight, media_type in sorted(wanted, key=lambda found: found[0])]


def _weight(parameters: Sequence[str]) -> float:
    told = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    try:
        return min(max(float(told), 0.0), 1.0)
    except ValueError:
        return 1.0
