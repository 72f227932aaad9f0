"""A page of a list: by key, with the address of the next one, and the total only when asked.

A list that is sent as a file is read in such pages too, so that memory stays flat.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from api.rest.compiled import texts_of
from relationships.errors import Refused, refuse
from relationships.filters.kinds import ONE_VALUE, shown
from relationships.paging import Page, in_order, keys_of, within, write_cursor
from relationships.values import truth, whole

PARAMETERS = ("limit", "after", "count")
DEFAULT = 100
LARGEST = 1_000


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: the records of a page with the cursor after them (None: there are no more), and the total.

    `queryset`: what holds them all, where one does.
    """

    part: Callable[[Page], tuple[Sequence[Any], str | None]]
    count: Callable[[], int]
    queryset: QuerySet | None = None

    def portions(self, asked: Page) -> Iterator[Sequence[Any]]:
        """All records from a page on, so many at a time as the page has."""
        while True:
            rows, following = self.part(asked)
            yield rows
            if following is None:
                return
            asked = replace(asked, after=following)


def records_of(queryset: QuerySet) -> Listing:
    """The records of a queryset in its order, by key."""
    keys = keys_of(queryset)

    def part(asked: Page) -> tuple[Sequence[Any], str | None]:
        rows = list(in_order(within(queryset, keys, asked), keys, backwards=False)[: asked.size + 1])
        if len(rows) <= asked.size:
            return rows, None
        rows.pop()
        return rows, write_cursor(rows[-1], keys)

    return Listing(part, lambda: queryset.order_by().count(), queryset)


def page_of(request: HttpRequest, listing: Listing, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The page asked for: `items`, what is `next`, and `count` when asked."""
    part, counted = asked_page(asked)
    found: dict[str, Any] = {"items": (), "next": None}
    if counted:
        found["count"] = listing.count()
    found["items"], following = listing.part(part)
    if following is not None:
        found["next"] = address_after(request, following)
    return found


def written_page(
    request: HttpRequest, listing: Listing, asked: Mapping[str, Any], shape: Any
) -> bytes | None:
    """The same as JSON, where the database writes the items; None where it can't."""
    part, counted = asked_page(asked)
    found = None if listing.queryset is None else texts_of(listing.queryset, shape, part)
    if found is None:
        return None
    address = None if found.following is None else address_after(request, found.following)
    total = f',"count":{listing.count()}' if counted else ""
    written = f'{{"items":[{",".join(found.items)}],"next":{json.dumps(address, ensure_ascii=False)}{total}}}'
    return written.encode("utf-8", "backslashreplace")


def as_told(listing: Listing, shape: Any) -> Listing:
    """The same list of its records as they are told: written by the database, where it can."""

    def part(asked: Page) -> tuple[Sequence[Any], str | None]:
        found = None if listing.queryset is None else texts_of(listing.queryset, shape, asked)
        if found is None:
            rows, following = listing.part(asked)
            return shape(rows, many=True).data, following
        return [json.loads(each) for each in found.items], found.following

    return Listing(part, listing.count)


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
