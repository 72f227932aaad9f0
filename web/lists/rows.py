"""The rows of a page, by key, and how many there are in all without counting for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from relationships.actor import Actor
from relationships.paging import Page, in_order, keys_of, within, write_cursor
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
    """The records of this page with what their columns take. One query."""
    related = sorted({name for each in columns for name in each.related})
    deferred = [each for each in listing.deferred if each.split("__")[0] in related or "__" not in each]
    rows = found.select_related(*related) if related else found
    keys = keys_of(found)
    ordered = in_order(within(rows.defer(*deferred), keys, asked), keys, backwards=asked.backwards)
    records = list(ordered[: asked.size + 1])
    more = len(records) > asked.size
    del records[asked.size :]
    if asked.backwards:
        records.reverse()
    if not records:
        return Part((), None, None)
    goes_back = more if asked.backwards else asked.after is not None
    goes_on = asked.before is not None if asked.backwards else more
    return Part(
        records,
        write_cursor(records[0], keys) if goes_back else None,
        write_cursor(records[-1], keys) if goes_on else None,
    )


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
