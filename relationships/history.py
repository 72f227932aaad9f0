"""The recorded history: how it is written, and how it is read.

Every write of a record goes through `keep`, `remove`, `restore`, `insert_all` or `update_all`: they say
who, when and through which door, and raise the version. `changes_of` gives the history of one record as
something to read, newest first.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import Any

from django.db import connection, models
from django.utils import timezone

from relationships import rows
from relationships.actor import Actor
from relationships.choices import Door

BATCH = 500
# Plain rows are small.
ROWS_AT_ONCE = 2_000
# Of each row of history: its moment and the id of its user.
Stamps = tuple[Sequence[datetime], Sequence[int]]
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
    for start in range(0, len(records), BATCH):
        _insert(records[start : start + BATCH], by)
    return records


def _insert(records: Sequence[Any], by: Actor) -> None:
    model, now = type(records[0]), timezone.now()
    given, new = [each for each in records if each.pk], [each for each in records if not each.pk]
    _settle(records, now)
    for some in (given, new):
        if some:
            names, columns = _columns(model, some, with_key=some is given)
            stamps = _stamps(some, by)
            if some is given:
                rows.insert_columns(model, names, columns)
                _write_history(model, names, columns, stamps, by.door, act="+")
            else:
                names, columns = _add(model, names, columns, stamps, by.door)
            for record, pk in zip(some, columns[0], strict=True):
                record.pk, record._state.adding, record._state.db = pk, False, connection.alias


def insert_rows(
    model: Any,
    names: Sequence[str],
    plain: Iterable[Sequence[Any]],
    by: Actor,
    *,
    kept: Container[str] = (),
) -> list[int]:
    """New records of one kind given as plain rows of these columns, with their history; their ids, in order.

    Values of the `kept` columns are as the database keeps them. What isn't said is the default of its column.
    """
    now = timezone.now()
    rest = [
        each for each in model._meta.concrete_fields if each.attname not in names and not each.primary_key
    ]
    said = [now if _is_dated(each) else each.get_default() for each in rest]
    filled = [*names, *(each.attname for each in rest)]
    keys: list[int] = []
    waiting = iter(plain)
    while portion := list(islice(waiting, ROWS_AT_ONCE)):
        columns = rows.prepared(model, names, portion, kept)
        for field, value in zip(rest, said, strict=True):
            (form,) = rows.prepared_column(model, field.attname, [value])
            columns.append([form] * len(portion))
        _names, added = _add(model, filled, columns, _same_stamp(by, len(portion)), by.door)
        keys += added[0]
    return keys


def _add(
    model: Any, names: Sequence[str], columns: rows.Columns, stamps: Stamps, door: Door
) -> tuple[Sequence[str], rows.Columns]:
    """Insert rows without keys, with their history; their columns with the keys first.

    Many of one stamp are copied to the history within the database.
    """
    keys = rows.add_columns(model, names, columns)
    whole, added = [model._meta.pk.attname, *names], [keys, *columns]
    (moments, users), past = stamps, model.history.model
    if len(keys) >= rows.MANY and len(set(moments)) == len(set(users)) == 1:
        own = _own(moments[0], users[0], door, "+")
        rows.copy_added(model, past, keys, [each.attname for each in past.tracked_fields], **own)
    else:
        _write_history(model, whole, added, stamps, door, act="+")
    return whole, added


def _settle(records: Sequence[Any], now: datetime) -> None:
    """The dates that records keep of themselves, and the ids of what was saved since it was named."""
    fields = records[0]._meta.concrete_fields
    dated = {each.attname: now for each in fields if _is_dated(each)}
    named = [(each.attname, each) for each in fields if each.is_relation]
    for record in records:
        held = record.__dict__
        held.update(dated)
        if any(held.get(name) is None and field.is_cached(record) for name, field in named):
            record._prepare_related_fields_for_save(operation_name="insert_all")


def _is_dated(field: Any) -> bool:
    return bool(getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False))


def update_all(records: Sequence[Any], fields: Iterable[str], by: Actor) -> None:
    """Update these fields of many records of one kind, with their history."""
    if not records:
        return
    model = type(records[0])
    for record in records:
        record.version += 1
        record.changed_at = by.at
    written = [model._meta.get_field(each).attname for each in (*fields, "version", "changed_at")]
    for start in range(0, len(records), BATCH):
        portion = records[start : start + BATCH]
        names, columns = _columns(model, portion, with_key=True)
        by_name = dict(zip(names, columns, strict=True))
        rows.change_columns(model, written, [*(by_name[each] for each in written), columns[0]])
        _write_history(model, names, columns, _stamps(portion, by), by.door, act="~")


def remove_all(records: Sequence[Any], by: Actor) -> None:
    """Delete many records of one kind; their history stays, what was computed of them goes with them.

    No other record may refer to them any more: the database refuses that.
    """
    if not records:
        return
    model = type(records[0])
    for start in range(0, len(records), BATCH):
        going = records[start : start + BATCH]
        _write_history(model, *_columns(model, going, with_key=True), _stamps(going, by), by.door, act="-")
        portion = [each.pk for each in going]
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


def _columns(model: Any, records: Sequence[Any], *, with_key: bool) -> tuple[Sequence[str], rows.Columns]:
    """The columns of records by name, the key first, in the form that the database takes."""
    names = [each.attname for each in model._meta.concrete_fields if with_key or not each.primary_key]
    held = attrgetter(*names)
    return names, rows.prepared(model, names, map(held, records))


def _stamps(records: Sequence[Any], by: Actor) -> Stamps:
    """By whom and when: the actor's, unless a record says otherwise of itself."""
    moments = [getattr(each, "_history_date", by.at) for each in records]
    return moments, [getattr(each, "_history_user", by.user).pk for each in records]


def _same_stamp(by: Actor, count: int) -> Stamps:
    return [by.at] * count, [by.user.pk] * count


def _write_history(
    model: Any, names: Sequence[str], columns: rows.Columns, stamps: Stamps, door: Door, *, act: str
) -> None:
    """A row of history for each row of these prepared columns; `act` as simple-history writes it."""
    past = model.history.model
    by_name = dict(zip(names, columns, strict=True))
    kept = [each.attname for each in past.tracked_fields]
    moments, users = stamps
    own = _own(moments[0], users[0], door, act)
    said: dict[str, Sequence[Any]] = {name: [value] * len(columns[0]) for name, value in own.items()}
    said |= {"history_date": rows.prepared_column(past, "history_date", moments), "history_user_id": users}
    rows.insert_columns(past, [*kept, *own], [*(by_name[each] for each in kept), *said.values()])


def _own(moment: datetime, user: int, door: Door, act: str) -> dict[str, Any]:
    """The columns that a row of history has of its own."""
    return {
        "history_date": moment,
        "history_user_id": user,
        "history_change_reason": "",
        "history_type": act,
        "history_door": str(door),
    }


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
