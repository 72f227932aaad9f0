"""Databases that other processes can open too."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from tests.repository.tracked import TOP


@pytest.fixture
def other_databases(transactional_db: None, django_db_blocker: Any) -> Iterator[None]:
    """Lets this test open databases beside that of the tests."""
    with django_db_blocker.unblock():
        yield


def url_of(settings_dict: dict[str, Any]) -> str:
    """The DATABASE_URL of a PostgreSQL database as Django knows it."""
    who = f"{quote(settings_dict['USER'], safe='')}:{quote(settings_dict['PASSWORD'], safe='')}"
    place = f"{settings_dict['HOST'] or 'localhost'}:{settings_dict['PORT'] or 5432}"
    return f"postgres://{who}@{place}/{settings_dict['NAME']}"


class SharedDatabase:
    """The database of this test as it is now, with its URL: a copy of it on SQLite."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if connection.vendor == "postgresql":
            self.url = url_of(connection.settings_dict)
        else:
            self.file = folder / "shared.sqlite3"
            self.url = f"sqlite:///{self.file}"
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(self.file)])

    def ask(self, sql: str) -> list[tuple]:
        """What a query answers now, whoever wrote it."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall()
        with closing(sqlite3.connect(self.file, timeout=20)) as opened:
            return opened.execute(sql).fetchall()

    def environment(self) -> dict[str, str]:
        """What a command needs to work on it."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "DATABASE_URL": self.url,
            "VAR_DIR": str(self.folder),
            "DEBUG": "0",
        }

    def start(self, *command: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=TOP,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Callable[[], SharedDatabase]:
    """Call it once the records are there."""
    return lambda: SharedDatabase(tmp_path)


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[str]:
    """The URL of another database of the same kind, without any table."""
    if connection.vendor != "postgresql":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    name = f"counterpart_empty_{os.getpid()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield url_of({**connection.settings_dict, "NAME": name})
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
