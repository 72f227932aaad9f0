"""`manage.py backup FILE`: a copy of the embedded database and the files beside it, taken while in use."""

from __future__ import annotations

import os
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from relationships.management.kept_files import archive_of, pack, tar
from relationships.management.tables import registry_models

TOLD = ("User", "Unit", "Party", "Relationship", "Contract", "FactRating", "ImportRun")


class Command(BaseCommand):
    help = (
        "Copies the embedded SQLite database to a new file, whole and consistent while server and worker "
        "go on, and looks the copy over; the lists of imports go to FILE.files.tar beside it. On PostgreSQL "
        "it says which pg_dump and tar to run instead."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the new file; one that is there is never overwritten")

    def handle(self, *, file: Path, **options: Any) -> None:
        if connection.vendor == "postgresql":
            raise CommandError(
                "This registry is on PostgreSQL, which makes its own backups. Run:\n\n  "
                f"{tar(file)}\n  {pg_dump(connection.settings_dict, file)}\n\n"
                "pg_dump asks for the password, or reads it from ~/.pgpass or PGPASSWORD. The files of "
                "imports come first, so that there are none of imports that the database doesn't know."
            )
        kept = str(connection.settings_dict["NAME"])
        if not kept.startswith("file:") and not Path(kept).exists():
            raise CommandError(f"There is no database at {kept} yet.")
        archive = archive_of(file)
        with made(file), made(archive):
            # First: of an import that comes in meanwhile there is no file then, rather than a file of none.
            files = pack(archive)
            write(file)
            counts = counted(file)
        megabytes = file.stat().st_size / 1_000_000
        self.stdout.write(f"{file}: {megabytes:.1f} MB, sound. {sum(counts.values())} rows, of which:")
        for name in (each for each in TOLD if each in counts):
            self.stdout.write(f"  {counts[name]:>9} {name}")
        histories = sum(count for name, count in counts.items() if name.startswith("Historical"))
        self.stdout.write(f"  {histories:>9} in the histories")
        megabytes = archive.stat().st_size / 1_000_000
        self.stdout.write(f"{archive}: {megabytes:.1f} MB. {files} files of imports.")


def pg_dump(described: dict[str, Any], file: Path) -> str:
    """The command line that backs this PostgreSQL database up; without the password."""
    places = [("host", "HOST"), ("port", "PORT"), ("username", "USER"), ("dbname", "NAME")]
    given = [f"--{option}={described[key]}" for option, key in places if described.get(key)]
    return shlex.join(["pg_dump", "--format=custom", f"--file={file}", *given])


@contextmanager
def made(file: Path) -> Iterator[None]:
    """A file that is there once all goes well; nothing of it stays otherwise."""
    reserve(file)
    try:
        yield
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def reserve(file: Path) -> None:
    """Make the file, empty and readable by its owner only: it holds digests of passwords."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise CommandError(f"{file} is there already and is not overwritten. Name another file.") from None
    except OSError as refused:
        raise CommandError(
            f"Can't write {file}: {refused.strerror}. Name a file in a folder of yours."
        ) from None


def write(file: Path) -> None:
    """Fill the reserved file; one reading transaction, so that it holds one moment."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
    except Exception as refused:
        raise CommandError(f"The backup failed, and nothing of it is kept: {refused}") from refused


def counted(file: Path) -> dict[str, int]:
    """Open the copy, have SQLite look it over, and count the rows of each table by the model's name."""
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        if wrong := what_is_wrong(copy):
            raise CommandError(
                f"The copy is not sound and not kept: {wrong}. Look after the database itself first."
            )
        tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        counts = {}
        for model in registry_models():
            if model._meta.db_table in tables:  # a copy of an older version has fewer
                count = f'SELECT count(*) FROM "{model._meta.db_table}"'  # noqa: S608 a name of ours
                counts[model.__name__] = int(copy.execute(count).fetchone()[0])
    return counts


def what_is_wrong(copy: sqlite3.Connection) -> str | None:
    """What SQLite finds wrong with the copy, if anything."""
    try:
        [found] = copy.execute("PRAGMA integrity_check(1)").fetchone()
        broken = copy.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as malformed:
        return str(malformed)
    if found != "ok":
        return str(found)
    return f"a reference in {broken[0]} leads nowhere" if broken else None
