"""Pages of tables of facts, for every door that gives them: as flat rows, by key, never cut in silence."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import DateTimeField, QuerySet
from django.utils.translation import gettext_noop as N_

from bi.declared import Table
from bi.reading import CHANGED, Source, listed
from bi.sight import Sight
from bi.summaries import summarised
from relationships import values
from relationships.errors import phrase, refuse
from relationships.filters.kinds import Moment
from relationships.models import User
from relationships.paging import Key, Page, cursor_of, keys_of, within

CURSOR = "cursor"
_TOO_MANY = N_("%(rows)s rows: give first and after, or narrow it by a condition")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, and of which day (None: as it stands); what changed since when; which part."""

    user: User
    today: date
    as_of: Any = None
    updated_since: Any = None
    first: int | None = None
    after: str | None = None

    def source(self, table: Table, given: Mapping[str, Any]) -> Source:
        day = None if self.as_of is None else values.day(self.as_of, "as_of")
        since = None if self.updated_since is None else _moment(self.updated_since)
        return listed(table, Sight(self.user, self.today, day), given, since)


@dataclass(frozen=True, slots=True)
class Found:
    """Rows before they are read. `columns`: their names, and those in the queryset; after them follow the
    `keys` that cursors are written from. `size`: how many are asked for; `whole`: more of them are too many.
    """

    source: Source
    queryset: QuerySet[Any]
    columns: Sequence[tuple[str, str]]
    keys: tuple[Key, ...]
    size: int
    whole: bool


def most_rows() -> int:
    """The most rows of facts that one answer holds."""
    return int(settings.FACT_ROWS)


def rows_of(table: Table, asked: Asked, given: Mapping[str, Any], names: Sequence[str]) -> list[Row]:
    """The rows of a table with these columns by name, and with `cursor` where that is among them.

    The whole table, unless `first` says how many; refuses a table that is longer than an answer (TOO_LARGE).
    """
    found = found_rows(table, asked, given, names)
    fetched = found.source.fetched(found.queryset)
    if found.whole and len(fetched) > found.size:
        _refuse_cut(found.size)
    return [_row(each, found) for each in fetched[: found.size]]


def found_rows(table: Table, asked: Asked, given: Mapping[str, Any], names: Sequence[str]) -> Found:
    """The same before it is read: one row more than asked for, so that it shows whether there are more."""
    source = asked.source(table, given)
    most = most_rows()
    if asked.first is not None and not 0 <= asked.first <= most:
        refuse("NUMBER_OUT_OF_RANGE", "first", value=asked.first, low=0, high=most)
    columns = [each for each in table.columns if each.name in names and source.known(each)]
    keys = _keys(source) if CURSOR in names or asked.after is not None else ()
    beside = [each.name for each in keys] if CURSOR in names else []
    rows = within(source.queryset, keys, Page(0, False, asked.after, None))
    found = source.narrowed(rows).selected(columns, *beside)
    size = most if asked.first is None else asked.first
    return Found(
        source,
        found[: size + 1],
        [(each.name, f"bi_{each.name}") for each in columns],
        keys if beside else (),
        size,
        whole=asked.first is None,
    )


def groups_of(
    table: Table, asked: Asked, given: Mapping[str, Any], group_by: Sequence[str], measures: Sequence[str]
) -> list[Row]:
    """What the rows of a table come to, by group: a row for each group, never some of them only."""
    found = found_groups(table, asked, given, group_by, measures)
    fetched = found.source.fetched(found.queryset)
    if len(fetched) > found.size:
        _refuse_cut(found.size)
    return [_row(each, found) for each in fetched]


def found_groups(
    table: Table,
    asked: Asked,
    given: Mapping[str, Any],
    group_by: Sequence[str],
    measures: Sequence[str],
    names: Container[str] | None = None,
) -> Found:
    """The same before it is read; with `names` only these of the columns."""
    most = most_rows()
    source = asked.source(table, given)
    columns, found = summarised(source, group_by, measures, most=most, names=names)
    return Found(source, found, columns, (), most, whole=True)


def _refuse_cut(most: int) -> None:
    refuse("TOO_LARGE", "first", limit=phrase(_TOO_MANY, rows=f"{most:,}"))


def _row(values_: tuple[Any, ...], found: Found) -> Row:
    row = dict(zip((name for name, _named in found.columns), values_, strict=False))
    if found.keys:
        row[CURSOR] = cursor_of(found.source.queryset.model, found.keys, values_[len(found.columns) :])
    return row


def _keys(source: Source) -> tuple[Key, ...]:
    """The columns that the rows are in the order of."""
    if source.order is None:
        return keys_of(source.queryset)
    model = source.queryset.model
    return tuple(
        Key(name, False, False, DateTimeField() if name == CHANGED else model._meta.get_field(name))
        for name in source.order
    )


def _moment(value: Any) -> datetime:
    return Moment(help_text="").cleaned(value)
