"""The recorded history: how it is written, and how it is read.

Every write of a record goes through `keep`, `remove`, `restore`, `insert_all` or `update_all`: they say
who, when and through which door, and raise the version. `changes_of` gives the history of one record as
something to read, newest first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from relationships.actor import Actor
from relationships.choices import Door

BATCH = 500
ACTS = {"+": "CREATED", "~": "CHANGED", "-": "REMOVED"}


def keep(record: Any, by: Actor) -> Any:
    """Save a record, new or changed, with its history."""
    if record.pk is not None and not record._state.adding:
        record.version += 1
    with _stamped(record, by):
        record.save()
    return record


def remove(record: Any, by: Actor) -> None:
    """Delete a record; its history stays."""
    with _stamped(record, by):
        record.delete()


def restore(record: Any, by: Actor, created_at: datetime) -> Any:
    """Put a removed record back under its own id, as recorded first when it was; its history goes on."""
    record.version += 1
    insert_all([record], by)
    record.created_at = created_at
    type(record)._base_manager.filter(pk=record.pk).update(created_at=created_at)
    return record


def insert_all(records: Sequence[Any], by: Actor) -> Sequence[Any]:
    """Insert many new records of one kind, with their history, in a constant number of statements a batch."""
    if records:
        model = type(records[0])
        model._base_manager.bulk_create(records, batch_size=BATCH)
        _write_history(model, records, by, act="+")
    return records


def update_all(records: Sequence[Any], fields: Iterable[str], by: Actor) -> None:
    """Update these fields of many records of one kind, with their history."""
    if not records:
        return
    model = type(records[0])
    for record in records:
        record.version += 1
        record.changed_at = by.at
    model._base_manager.bulk_update(records, [*fields, "version", "changed_at"], batch_size=BATCH)
    _write_history(model, records, by, act="~")


def remove_all(records: Sequence[Any], by: Actor) -> None:
    """Delete many records of one kind; their history stays, what was computed of them goes with them.

    No other record may refer to them any more: the database refuses that.
    """
    if not records:
        return
    model = type(records[0])
    _write_history(model, records, by, act="-")
    pks = [each.pk for each in records]
    for start in range(0, len(pks), BATCH):
        portion = pks[start : start + BATCH]
        for link in model._meta.related_objects:
            if not hasattr(link.related_model, "version") and link.on_delete is models.CASCADE:
                _delete(link.related_model, {f"{link.field.name}__in": portion})
        _delete(model, {"pk__in": portion})


def _delete(model: Any, those: dict[str, Any]) -> None:
    """Without Django's collector: that reads every row, and would write each history row by itself."""
    rows = model._base_manager.filter(**those)
    rows._raw_delete(rows.db)


@contextmanager
def _stamped(record: Any, by: Actor) -> Iterator[None]:
    """The record says who writes it, for the length of this write only."""
    record._history_user = by.user
    record._history_door = by.door
    record._history_date = by.at
    try:
        yield
    finally:
        del record._history_user, record._history_door, record._history_date


def _write_history(model: Any, records: Sequence[Any], by: Actor, *, act: str) -> None:
    """A row of history for each; `act` as simple-history writes it (its own bulk writer knows no "-")."""
    row_of = model.history.model
    names = [each.attname for each in row_of.tracked_fields]
    row_of.objects.bulk_create(
        [
            row_of(
                history_date=getattr(record, "_history_date", by.at),
                history_user=getattr(record, "_history_user", by.user),
                history_change_reason="",
                history_type=act,
                history_door=by.door,
                **{name: getattr(record, name) for name in names},
            )
            for record in records
        ],
        batch_size=BATCH,
    )


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record: what it held before and after."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a record. `act` is CREATED, CHANGED or REMOVED; `who` is None once a user is gone."""

    record: str
    record_id: int
    act: str
    at: datetime
    who: Any
    door: Door
    version: int
    fields: tuple[FieldChange, ...]


def changes_of(record: models.Model) -> list[Change]:
    """All changes of one record, newest first. A constant number of queries."""
    return changes_by_id(type(record), record.pk)


def changes_by_id(model: Any, pk: int) -> list[Change]:
    """All changes of the record with this id, newest first; of a removed one too.

    In the order in which they were written: moments come from different clocks.
    """
    return changes_of_all(model, [pk]).get(pk, [])


def changes_of_all(model: Any, pks: Collection[int]) -> dict[int, list[Change]]:
    """All changes of each of these records of one kind, newest first. One query for all of them."""
    key = model._meta.pk.attname
    rows = (
        model.history.filter(**{f"{key}__in": list(pks)})
        .select_related("history_user")
        .order_by("history_id")
    )
    by_record: dict[int, list[Any]] = {}
    for row in rows:
        by_record.setdefault(getattr(row, key), []).append(row)
    return {pk: _changes(model, pk, of_one) for pk, of_one in by_record.items()}


def _changes(model: Any, pk: int, rows: Sequence[Any]) -> list[Change]:
    changes = []
    before: dict[str, Any] = {}
    for row in rows:
        after = {
            each.name: getattr(row, each.attname)
            for each in model.history.model.tracked_fields
            if each.name not in ("id", "version")
        }
        removed = row.history_type == "-"
        fields = tuple(
            FieldChange(name, before.get(name), None if removed else value)
            for name, value in after.items()
            if removed or before.get(name) != value
        )
        changes.append(
            Change(
                record=model._meta.object_name,
                record_id=pk,
                act=ACTS[row.history_type],
                at=row.history_date,
                who=row.history_user,
                door=Door(row.history_door),
                version=row.version,
                fields=tuple(
                    each for each in fields if each.old not in (None, "") or each.new not in (None, "")
                ),
            )
        )
        before = {} if removed else after
    return changes[::-1]
