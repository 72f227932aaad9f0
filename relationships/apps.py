import sqlite3
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.dateparse import parse_date, parse_datetime


class RelationshipsConfig(AppConfig):
    name = "relationships"
    verbose_name = "Relationships"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_install_what_comes_with_it, sender=self)
        _read_days_once()


def _read_days_once() -> None:
    """SQLite keeps days and moments as text. The same ones come back in a great many rows."""
    from django.db import connection

    if connection.vendor == "sqlite":
        for name, made in (("date", parse_date), ("datetime", parse_datetime), ("timestamp", parse_datetime)):
            sqlite3.register_converter(name, _reader(made))


def _reader(made: Callable[[str], Any]) -> Callable[[bytes], Any]:
    return lru_cache(maxsize=10_000)(lambda text: made(text.decode()))


def _install_what_comes_with_it(using: str, **options: Any) -> None:
    """After a complete migration (and after a flush): what the registry comes with is there.

    In the registry itself; another database that gets its tables is about to receive a copy.
    """
    from django.db import DEFAULT_DB_ALIAS, connections
    from django.db.migrations.executor import MigrationExecutor

    from relationships import shipped

    if using != DEFAULT_DB_ALIAS:
        return
    executor = MigrationExecutor(connections[using])
    leaves = [each for each in executor.loader.graph.leaf_nodes() if each[0] == "relationships"]
    if leaves and not executor.migration_plan(leaves):
        shipped.install()
