"""The rows of a table: scoped first, then narrowed by the conditions of its list, then in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_noop as N_

from bi.declared import Column, Table
from bi.past import narrowed_then
from bi.sight import Paths, Sight, seen_then, standing
from bi.virtual import NOTHING, Before, within
from relationships.errors import refuse
from relationships.filters import FILTERS, checked, filtered
from relationships.models import BulkRun, Relationship

CHANGED = "row_changed"
_NOT_BOTH = N_("of a day in the past nothing changed since. Leave out asOf, or this.")
_NOT_PAST = N_("this table is about the present day only. Leave it out.")
_NOT_KNOWN = N_("when a row of this table changed isn't known. Leave it out.")


@dataclass(frozen=True)
class Source:
    """The rows asked for, in their order, before any column of them is read.

    `order` are the columns of the usual order; None where another was asked for.
    """

    table: Table
    paths: Paths
    queryset: QuerySet[Any]
    before: Before
    order: tuple[str, ...] | None

    def selected(self, columns: Sequence[Column], *beside: str) -> QuerySet[Any]:
        """Rows with the values of these columns, and of what stands beside them in the model."""
        found = {f"bi_{each.name}": each.expression(self.paths) for each in columns}
        return self.queryset.annotate(**found).values_list(*found, *beside)

    def narrowed(self, queryset: QuerySet[Any]) -> Source:
        return replace(self, queryset=queryset)

    def fetched(self, queryset: QuerySet[Any]) -> list[tuple[Any, ...]]:
        """What the database finds. One statement."""
        with within(self.before):
            return list(queryset)

    def known(self, column: Column) -> bool:
        """Whether the column is known of the day looked at."""
        return column.then or self.paths.sight.end is None


def listed(
    table: Table, sight: Sight, given: Mapping[str, Any], updated_since: datetime | None = None
) -> Source:
    """The rows that the user may see, under these conditions by name (those of the table's list).

    With `updated_since` only what is as it is since then, in the order of its changes. Refuses unknown
    conditions and values that can't be used, as every list does, and what can't be said of a day in the past.
    """
    _check(table, sight, updated_since)
    if sight.end is not None:
        return _of_the_past(table, sight, given)
    source = _kept_nowhere(table, sight, given) if table.listed else _of_now(table, sight, given)
    return source if updated_since is None else _since(source, updated_since)


def _check(table: Table, sight: Sight, updated_since: datetime | None) -> None:
    if sight.as_of is not None:
        if not table.tells_of_the_past:
            refuse("INVALID_FILTER", "as_of", value=sight.as_of.isoformat(), why=_NOT_PAST)
        if sight.as_of > sight.today:
            refuse("DATE_IN_FUTURE", "as_of", value=sight.as_of.isoformat())
        if updated_since is not None:
            refuse("INVALID_FILTER", "updated_since", value=updated_since.isoformat(), why=_NOT_BOTH)
    if updated_since is not None and table.changed is None:
        refuse("INVALID_FILTER", "updated_since", value=updated_since.isoformat(), why=_NOT_KNOWN)


def _of_now(table: Table, sight: Sight, given: Mapping[str, Any]) -> Source:
    queryset = filtered(FILTERS[table.model], given, sight.visible(table.model), sight.user)
    order = None if given.get("ordering") is not None else table.key
    if order is not None:
        queryset = queryset.order_by(*order)
    return Source(table, _paths(table, sight, table.model), queryset, NOTHING, order)


def _kept_nowhere(table: Table, sight: Sight, given: Mapping[str, Any]) -> Source:
    assert table.listed is not None  # noqa: S101 for the type checker
    every = table.model.objects.all()
    cleaned = checked(table.conditions, given, Relationship.objects.none(), sight.user).form.cleaned_data
    asked = {name: value for name, value in cleaned.items() if value is not None}
    rows = every.order_by(*table.key)
    return Source(table, _paths(table, sight, table.model), rows, table.listed(sight, asked), table.key)


def _of_the_past(table: Table, sight: Sight, given: Mapping[str, Any]) -> Source:
    assert sight.end is not None  # noqa: S101 for the type checker
    before = NOTHING
    model = table.model
    if table.then is not None:
        model, written = table.then
        before = written(sight)
        rows = model.objects.all()
    else:
        rows = standing(model, sight.end)
    paths = _paths(table, sight, model)
    rows = seen_then(rows, sight, "relationship_id" if paths.to_relationship else "id")
    rows = narrowed_then(rows, FILTERS[table.model], given, paths)
    return Source(table, paths, rows.order_by(*table.key), before, table.key)


def _paths(table: Table, sight: Sight, model: Any) -> Paths:
    return Paths(sight, model, "" if table.model is Relationship else "relationship")


def _since(source: Source, moment: datetime) -> Source:
    table = source.table
    assert table.changed is not None  # noqa: S101 for the type checker
    found = Q(**{f"{CHANGED}__gte": moment})
    if table.computed:
        found |= Q(Exists(_computed_since(moment)))
    rows = source.queryset.annotate(**{CHANGED: table.changed(source.paths)}).filter(found)
    if source.order is None:
        return source.narrowed(rows)
    order = (CHANGED, *table.key)
    return replace(source, queryset=rows.order_by(*order), order=order)


def _computed_since(moment: datetime) -> QuerySet[Any]:
    """The computing of many in the background that ended since, or goes on: what it computes counts from
    the change that it followed, which may be before the moment."""
    later = BulkRun.objects.filter(kind=OuterRef("kind"), pk__gt=OuterRef("pk"))
    goes_on = Q(ended_at__isnull=True) & ~Q(Exists(later))
    return BulkRun.objects.filter(Q(ended_at__gte=moment) | goes_on)
