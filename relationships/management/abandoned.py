"""Tasks whose worker was killed in the middle: found, and queued again.

Each living worker holds a lock of its own, which the system lets go when the worker ends, however it ends:
an advisory lock on PostgreSQL, a byte of a file beside the database on SQLite. A lock that was lost though
its worker lives (the database was restarted) costs no more than a task done twice: each can be.
"""

from __future__ import annotations

import fcntl
import os
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connections
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from relationships.models import BulkRun

ATTEMPTS = 3  # a task that takes its worker along is not tried for ever
_WORKERS = 0x436F756F  # next to those of relationships.locks


class WorkerKilled(Exception):
    """What a task failed by whose worker was killed in each attempt."""


@dataclass(frozen=True, slots=True)
class GivenBack:
    """How many tasks were queued again, and how many were given up after `ATTEMPTS`."""

    again: int
    given_up: int


class Presence:
    """Tells other workers that this one lives, and this one whether another does."""

    def __init__(self, worker_id: str, alias: str = "default") -> None:
        self.worker_id = worker_id
        connection: Any = connections[alias]
        if connection.vendor == "postgresql":
            self._locks: Any = _AdvisoryLocks(connection)
        elif connection.is_in_memory_db():
            self._locks = _NoLocks()
        else:
            self._locks = _ByteLocks(f"{connection.settings_dict['NAME']}-workers")

    def announce(self) -> None:
        """Hold the lock of this worker, once more where it was lost."""
        self._locks.take(_number(self.worker_id))

    def is_alive(self, worker_id: str) -> bool:
        if worker_id == self.worker_id:
            return True
        number = _number(worker_id)
        if self._locks.take(number):
            self._locks.release(number)
            return False
        return True

    def end(self) -> None:
        self._locks.close()


def give_back(presence: Presence, at: datetime) -> GivenBack:
    """Queue the tasks again whose worker is gone; one that lost `ATTEMPTS` workers has failed."""
    presence.announce()
    again = given_up = 0
    for task in DBTaskResult.objects.running():
        attempts = len(task.worker_ids)
        if attempts and presence.is_alive(task.worker_ids[-1]):
            continue
        as_it_was = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
        if attempts < ATTEMPTS:
            again += as_it_was.update(status=TaskResultStatus.READY, started_at=None)
        else:
            given_up += as_it_was.update(
                status=TaskResultStatus.FAILED,
                finished_at=at,
                exception_class_path=f"{__name__}.{WorkerKilled.__name__}",
                traceback=f"Its worker was killed in the middle of it, {attempts} times.",
            )
    if not DBTaskResult.objects.running().exists():
        BulkRun.objects.filter(ended_at=None, started_at__lte=at).update(ended_at=at)
    return GivenBack(again, given_up)


def _number(worker_id: str) -> int:
    """A number that stands for a worker, within what both kinds of locks take."""
    return zlib.crc32(worker_id.encode()) & 0x7FFF_FFFF


class _AdvisoryLocks:
    """On PostgreSQL, held by a connection of their own: those of the pool come and go."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection.copy()
        self._connection.settings_dict["OPTIONS"].pop("pool", None)
        self._connection.settings_dict["CONN_MAX_AGE"] = None
        self._connection.inc_thread_sharing()  # the clock's thread asks too

    def take(self, number: int) -> bool:
        if self._connection.connection is not None and not self._connection.is_usable():
            self._connection.close()
        return self._asked("pg_try_advisory_lock", number)

    def release(self, number: int) -> None:
        self._asked("pg_advisory_unlock", number)

    def close(self) -> None:
        self._connection.close()

    def _asked(self, function: str, number: int) -> bool:
        with self._connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s, %s)", [_WORKERS, number])
            return bool(cursor.fetchone()[0])


class _ByteLocks:
    """On SQLite, whose processes share a machine: the byte at `number` of one file, which stays empty."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self, number: int) -> bool:
        with suppress(BlockingIOError, PermissionError):
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, number)
            return True
        return False

    def release(self, number: int) -> None:
        fcntl.lockf(self._file, fcntl.LOCK_UN, 1, number)

    def close(self) -> None:
        os.close(self._file)


class _NoLocks:
    """A database in memory has no other process."""

    def take(self, number: int) -> bool:
        return True

    def release(self, number: int) -> None: ...

    def close(self) -> None: ...
