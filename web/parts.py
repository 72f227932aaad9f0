"""A part of a list, by key, with the addresses of the parts before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from relationships.paging import Page, in_order, keys_of, within, write_cursor


@dataclass(frozen=True, slots=True)
class Part:
    """The records of a page, and the queries of the addresses around it; empty where there is none."""

    records: Sequence[Any]
    before: str
    after: str

    def __len__(self) -> int:
        return len(self.records)


def part_of(found: QuerySet, request: HttpRequest, size: int) -> Part:
    """The part that the address asks for by `after` or `before`. Refuses with INVALID_CURSOR."""
    after, before = request.GET.get("after"), request.GET.get("before")
    backwards = bool(before) and not after
    keys = keys_of(found)
    asked = Page(size, backwards, after or None, before if backwards else None)
    records = list(in_order(within(found, keys, asked), keys, backwards=backwards)[: size + 1])
    more = len(records) > size
    del records[size:]
    if backwards:
        records.reverse()
    if not records:
        return Part((), "", "")
    goes_back, goes_on = (more, True) if backwards else (bool(after), more)

    def address(name: str, record: Any) -> str:
        query = request.GET.copy()
        for each in ("after", "before"):
            query.pop(each, None)
        query[name] = write_cursor(record, keys)
        return "?" + query.urlencode()

    return Part(
        records,
        address("before", records[0]) if goes_back else "",
        address("after", records[-1]) if goes_on else "",
    )
