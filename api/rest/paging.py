"""A page of a list: by key, with the address of the next one, and the total only when asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from api.paging import Page, in_order, keys_of, within, write_cursor
from relationships.errors import Refused, refuse
from relationships.filters.kinds import ONE_VALUE, shown
from relationships.values import truth, whole

PARAMETERS = ("limit", "after", "count")
DEFAULT = 100
LARGEST = 1_000


def page_of(
    request: HttpRequest, queryset: QuerySet, asked: Mapping[str, Any]
) -> tuple[Sequence[Any], dict[str, Any]]:
    """The records of the page asked for, and what goes around them: `next`, and `count` when asked."""
    part, counted = asked_page(asked)
    keys = keys_of(queryset)
    around: dict[str, Any] = {"next": None}
    if counted:
        around["count"] = queryset.order_by().count()
    rows = list(in_order(within(queryset, keys, part), keys, backwards=False)[: part.size + 1])
    if len(rows) > part.size:
        rows.pop()
        around["next"] = address_after(request, write_cursor(rows[-1], keys))
    return rows, around


def asked_page(asked: Mapping[str, Any]) -> tuple[Page, bool]:
    """The page asked for, and whether the total is asked too; refuses what can't be used."""
    limit = _used("limit", asked, lambda value: whole(value, "limit", 1, LARGEST), DEFAULT)
    counted = _used("count", asked, _truth, False)
    return Page(limit, False, _used("after", asked, _text, None), None), counted


def _used(name: str, asked: Mapping[str, Any], read: Any, otherwise: Any) -> Any:
    if name not in asked:
        return otherwise
    if isinstance(asked[name], list):
        refuse("INVALID_FILTER", name, value=shown(asked[name]), why=ONE_VALUE)
    try:
        return read(asked[name])
    except Refused as refused:
        refuse("INVALID_FILTER", name, value=shown(asked[name]), why=refused.refusals[0].message)


def _truth(value: Any) -> bool:
    return truth({"1": True, "true": True, "0": False, "false": False}.get(str(value), value), "count")


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        refuse("INVALID_CURSOR", "after")
    return value


def address_after(request: HttpRequest, cursor: str) -> str:
    """The address asked for, from after a cursor on; without the total, which has been given."""
    asked = QueryDict(mutable=True)
    asked.update(request.GET)
    asked.setlist("after", [cursor])
    asked.pop("count", None)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
