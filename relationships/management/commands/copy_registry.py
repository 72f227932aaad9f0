"""`manage.py copy_registry --to DATABASE_URL`: from SQLite to PostgreSQL, or back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connections
from django.db.utils import DEFAULT_DB_ALIAS

from relationships.management.copying import Held, NotCopied, copy_registry


class Command(BaseCommand):
    help = (
        "Copies the whole registry to another, empty database: makes its tables, copies every row with its "
        "id (histories, users, tokens and import runs included; sessions and the queue of the worker not), "
        "and prints what both hold, once it is the same. Stop server and worker first: what they write "
        "meanwhile stays behind."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            required=True,
            metavar="DATABASE_URL",
            help="the target, written as DATABASE_URL is; leave its password to ~/.pgpass or PGPASSWORD",
        )

    def handle(self, *, to: str, **options: Any) -> None:
        try:
            with opened(to) as target:
                rows = copy_registry(source=DEFAULT_DB_ALIAS, target=target, told=self.tell)
        except (NotCopied, ImproperlyConfigured) as refused:
            raise CommandError(str(refused)) from None
        except DatabaseError as failed:
            raise CommandError(f"Nothing was copied: {failed}") from failed
        self.stdout.write(f"{rows} rows copied, read back, and found the same.")

    def tell(self, held: Held) -> None:
        sums = "".join(f"  {name} {total:f}" for name, total in held.sums.items())
        self.stdout.write(f"{held.table:<52}{held.rows:>9}  {held.digest:032x}{sums}")


@contextmanager
def opened(url: str, alias: str = "copy") -> Iterator[str]:
    """Another database beside that of the settings, while it lasts; its alias."""
    described = {DEFAULT_DB_ALIAS: {}, alias: settings.DATABASE_FROM_URL(url)}
    connections.settings[alias] = connections.configure_settings(described)[alias]
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]
