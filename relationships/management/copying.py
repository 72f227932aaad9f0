"""The whole registry, from one database to another: every row with its id, and proof that it is the same.

Reads the source in one transaction, as it stood at one moment; writes the target in one, which stands only
when what is read back from it is what was read from the source. Memory is that of a batch.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections, models, transaction
from django.db.migrations.executor import MigrationExecutor

from relationships.management.tables import registry_models, stored_fields
from relationships.models import Party, Relationship, User
from relationships.models.base import AmountField
from relationships.shipped import SYSTEM

BATCH = 1_000
_DIGESTS = 1 << 128


class NotCopied(Exception):
    """Why nothing was copied, with the way out."""


@dataclass(slots=True)
class Held:
    """What a table holds: its rows, the sum of each amount, and a digest of all values in any order."""

    table: str
    rows: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)
    digest: int = 0

    def add(self, row: models.Model, fields: list[Any]) -> None:
        values = [getattr(row, each.attname) for each in fields]
        written = json.dumps(values, default=str, sort_keys=True)
        self.rows += 1
        self.digest += int.from_bytes(hashlib.sha256(written.encode()).digest()[:16], "big")
        self.digest %= _DIGESTS
        for each, value in zip(fields, values, strict=True):
            if isinstance(each, AmountField) and value is not None:
                self.sums[each.name] = self.sums.get(each.name, Decimal(0)) + value


def copy_registry(*, source: str, target: str, told: Callable[[Held], None]) -> int:
    """Copy the registry between two connections, telling of each table; how many rows. Raises NotCopied.

    The target gets its tables first. It may hold what every registry comes with, and nothing of anybody.
    """
    if _place(source) == _place(target):
        raise NotCopied("Source and target are the same database. Name another target.")
    if _waits_for_migrations(source):
        raise NotCopied("The source waits for migrations. Run `manage.py migrate` first, then copy.")
    _refuse_in_use(target)
    call_command("migrate", database=target, interactive=False, verbosity=0)
    rows = 0
    with _one_moment(source), transaction.atomic(using=target):
        _refuse_in_use(target)
        for model in registry_models():
            _ask(target, f"DELETE FROM {_quoted(target, model._meta.db_table)}")  # noqa: S608
        for model in registry_models():
            sent, arrived = _copy(model, source, target), _held(model, target)
            if sent != arrived:
                raise NotCopied(f"What arrived is not what was sent: {sent} became {arrived}.")
            rows += arrived.rows
            told(arrived)
        connections[target].check_constraints()
        _keep_next_ids(source, target)
    return rows


def _place(alias: str) -> tuple[Any, ...]:
    described = connections[alias].settings_dict
    if connections[alias].vendor == "sqlite" and not str(described["NAME"]).startswith("file:"):
        return ("sqlite", Path(described["NAME"]).resolve())
    return (described["ENGINE"], described["HOST"], str(described["PORT"]), described["NAME"])


def _waits_for_migrations(alias: str) -> bool:
    executor = MigrationExecutor(connections[alias])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def _one_moment(alias: str) -> Iterator[None]:
    """All reads within see the database as it stands now; nobody who writes waits for them."""
    connection: Any = connections[alias]
    if connection.vendor == "postgresql":
        with transaction.atomic(using=alias):
            _ask(alias, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    connection.ensure_connection()
    usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic(using=alias):
            yield
    finally:
        connection.transaction_mode = usual


def _refuse_in_use(alias: str) -> None:
    if User._meta.db_table not in connections[alias].introspection.table_names():
        return
    people = User.objects.using(alias).exclude(username=SYSTEM)
    kinds: tuple[tuple[str, models.QuerySet[Any]], ...] = (
        ("relationships", Relationship.objects.using(alias)),
        ("parties", Party.objects.using(alias)),
        ("users", people),
    )
    for name, there in kinds:
        if count := there.count():
            raise NotCopied(f"The target is in use: it holds {count} {name}. Name an empty database.")


def _copy(model: type[models.Model], source: str, target: str) -> Held:
    fields = stored_fields(model)
    held = Held(model._meta.db_table)
    rows = _rows(model, source)
    most = max(1, min(BATCH, connections[target].ops.bulk_batch_size(fields, [None] * BATCH)))
    while batch := list(islice(rows, most)):
        for row in batch:
            held.add(row, fields)
        # raw: as it is, with the moments at which it was made and changed
        model._base_manager.using(target)._insert(batch, fields=fields, using=target, raw=True)  # type: ignore[attr-defined]
    return held


def _held(model: type[models.Model], alias: str) -> Held:
    held, fields = Held(model._meta.db_table), stored_fields(model)
    for row in _rows(model, alias):
        held.add(row, fields)
    return held


def _rows(model: type[models.Model], alias: str) -> Iterator[Any]:
    return model._base_manager.using(alias).order_by("pk").iterator(chunk_size=BATCH)


def _keep_next_ids(source: str, target: str) -> None:
    """New rows get ids that were never given out: the histories of removed records stay their own."""
    for model in registry_models():
        if model._meta.auto_field is not None:
            last = max(_last_id(model, source), _last_id(model, target))
            _set_last_id(model, target, last)


def _last_id(model: type[models.Model], alias: str) -> int:
    table = model._meta.db_table
    highest = _ask(alias, f"SELECT max({_quoted(alias, _id_column(model))}) FROM {_quoted(alias, table)}")  # noqa: S608
    if connections[alias].vendor == "postgresql":
        name = _sequence(model, alias)
        given = _ask(alias, f"SELECT last_value FROM {name} WHERE is_called")  # noqa: S608
    else:
        given = _ask(alias, "SELECT seq FROM sqlite_sequence WHERE name = %s", table)
    return max(highest or 0, given or 0)


def _set_last_id(model: type[models.Model], alias: str, last: int) -> None:
    table = model._meta.db_table
    if connections[alias].vendor == "postgresql":
        _ask(alias, "SELECT setval(%s, %s, %s)", _sequence(model, alias), max(last, 1), last > 0)
    else:
        _ask(alias, "DELETE FROM sqlite_sequence WHERE name = %s", table)
        _ask(alias, "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", table, last)


def _sequence(model: type[models.Model], alias: str) -> str:
    table = _quoted(alias, model._meta.db_table)
    return str(_ask(alias, "SELECT pg_get_serial_sequence(%s, %s)", table, _id_column(model)))


def _id_column(model: type[models.Model]) -> str:
    return str(model._meta.auto_field.column)  # type: ignore[union-attr]


def _ask(alias: str, sql: str, *values: Any) -> Any:
    """The first value that a statement answers, if any."""
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, values or None)
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def _quoted(alias: str, name: str) -> str:
    return connections[alias].ops.quote_name(name)
