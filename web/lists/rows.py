"""The rows of a page, by key, and how many there are in all without counting for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from relationships.actor import Actor
from relationships.paging import Page, cursor_of, in_order, keys_of, within
from relationships.queries.among import among
from web.lists.declared import Column, Listing

COUNTED = 10_000
"""So many are counted exactly; where there are more, the list says so."""


@dataclass(frozen=True, slots=True)
class Cell:
    column: Column
    said: Any


@dataclass(frozen=True, slots=True)
class Row:
    """A record with the cells of its columns, the first of which names it."""

    record: Any
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Part:
    """The records of a page; the cursors of those around it, None where there is none."""

    records: Sequence[Any]
    before: str | None
    after: str | None


def part_of(found: QuerySet, asked: Page, listing: Listing, columns: Sequence[Column]) -> Part:
    """The records of this page with what their columns take. Two queries.

    First which they are, then they themselves: a database that sorts a long list sorts keys only.
    """
    keys = keys_of(found)
    ordered = in_order(within(found, keys, asked), keys, backwards=asked.backwards)
    places = list(ordered.values_list("pk", *(each.name for each in keys))[: asked.size + 1])
    more = len(places) > asked.size
    del places[asked.size :]
    if asked.backwards:
        places.reverse()
    if not places:
        return Part((), None, None)
    goes_back = more if asked.backwards else asked.after is not None
    goes_on = asked.before is not None if asked.backwards else more
    return Part(
        _records([each[0] for each in places], listing, columns),
        cursor_of(listing.model, keys, places[0][1:]) if goes_back else None,
        cursor_of(listing.model, keys, places[-1][1:]) if goes_on else None,
    )


def _records(pks: Sequence[Any], listing: Listing, columns: Sequence[Column]) -> Sequence[Any]:
    """These records, in this order, with what is read together with each."""
    related = sorted({name for each in columns for name in each.related})
    deferred = [each for each in listing.deferred if each.split("__")[0] in related or "__" not in each]
    rows = listing.model._default_manager.filter(pk__in=among(pks)).defer(*deferred)
    read = {each.pk: each for each in (rows.select_related(*related) if related else rows)}
    return [read[pk] for pk in pks if pk in read]


def rows_of(records: Sequence[Any], columns: Sequence[Column], by: Actor) -> list[Row]:
    """Each record with its cells; what belongs to them is read for all of them at once."""
    reads = {each.read for each in columns if each.read is not None}
    read = {each: each(records, by) if records else {} for each in reads}

    def cell(column: Column, record: Any) -> Cell:
        beside = read[column.read].get(record.pk) if column.read is not None else None
        return Cell(column, column.cell(record, beside))

    return [Row(each, [cell(column, each) for column in columns]) for each in records]


def counted(found: QuerySet) -> int:
    """How many there are; COUNTED + 1 means: more than COUNTED."""
    return found.order_by()[: COUNTED + 1].count()
