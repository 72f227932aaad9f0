"""How long reading may take in one request: `settings.REQUEST_SECONDS`, then it is broken off.

Before each statement the clock is looked at; a statement that runs when the time is over is broken off in the
database, by one thread a process that watches all requests. Costs no statement of its own. What writes is
never broken off here: an act is done whole. Nor is what leaves a transaction, which would stay broken.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Condition, Thread
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from relationships.errors import Refusal, Refused

# A statement that began just after it was told to stop is told again.
_AGAIN = 0.25
_PATIENCE = 2.0
# What leaves a transaction behind is always let through, and never broken off.
_TIDYING = ("ROLLBACK", "RELEASE")


class Limit:
    """The time that one request has for reading; without `seconds` as much as it takes."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.ends = time.monotonic() + seconds if seconds > 0 else float("inf")
        self.connection = connections[DEFAULT_DB_ALIAS]  # that of this thread

    @property
    def over(self) -> bool:
        return time.monotonic() >= self.ends

    def refusal(self) -> Refused:
        """TOO_SLOW, which says how to ask for less."""
        return Refused(Refusal("TOO_SLOW", None, {"limit": f"{self.seconds:g}"}))

    def meant(self, error: Exception) -> Exception:
        """The refusal, where this error is what breaking off came to; else the error itself."""
        return self.refusal() if isinstance(error, DatabaseError) and self.over else error

    def check(self, failed: Any) -> None:
        """Refuse the whole of an answer of which parts failed as the time was over."""
        if failed and self.over:
            raise self.refusal()

    def before_statement(self, execute: Callable, sql: Any, params: Any, many: Any, context: Any) -> Any:
        """For `connection.execute_wrapper`."""
        if str(sql).startswith(_TIDYING):
            with _watch.looking_away(self):
                return execute(sql, params, many, context)
        if self.over:
            raise self.refusal()
        return execute(sql, params, many, context)

    def interrupt(self) -> None:
        """Break off the statement that runs on the connection of the request, if any does."""
        raw: Any = self.connection.connection
        if raw is None:
            return
        with suppress(Exception):  # it may have come to its end meanwhile
            if self.connection.vendor == "sqlite":
                raw.interrupt()
            else:
                raw.cancel_safe(timeout=_PATIENCE)


@contextmanager
def reading(limited: bool = True) -> Iterator[Limit]:
    """A time limit on what the block reads; refuses with TOO_SLOW. Without `limited` there is none."""
    limit = Limit(settings.REQUEST_SECONDS if limited else 0)
    if limit.seconds <= 0:
        yield limit
        return
    with limit.connection.execute_wrapper(limit.before_statement):
        _watch.add(limit)
        try:
            yield limit
        except DatabaseError as error:
            meant = limit.meant(error)
            if meant is error:
                raise
            raise meant from error
        finally:
            _watch.remove(limit)


class _Watch:
    """One thread that breaks off what lasts too long; it starts with the first request of a process.

    It sleeps until the first request that it knew of must be over, whether or not that is answered by then:
    to be woken for each request would cost each of them a change of threads.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._running: set[Limit] = set()
        self._process = 0
        self._wakes = float("inf")

    def add(self, limit: Limit) -> None:
        with self._changed:
            if self._process != os.getpid():
                self._process = os.getpid()
                self._running.clear()
                self._wakes = float("inf")
                Thread(target=self._loop, name="deadlines", daemon=True).start()
            self._running.add(limit)
            if limit.ends < self._wakes:
                self._changed.notify()

    def remove(self, limit: Limit) -> None:
        """From here on nothing of this request is broken off."""
        with self._changed:
            self._running.discard(limit)

    @contextmanager
    def looking_away(self, limit: Limit) -> Iterator[None]:
        """Meanwhile nothing of this request is broken off."""
        self.remove(limit)
        try:
            yield
        finally:
            self.add(limit)

    def _loop(self) -> None:
        with self._changed:
            while True:
                over = [each for each in self._running if each.over]
                for each in over:
                    each.interrupt()
                now = time.monotonic()
                soonest = min((each.ends for each in self._running), default=float("inf"))
                self._wakes = now + _AGAIN if over else max(soonest, now + 0.001)
                self._changed.wait(None if self._wakes == float("inf") else self._wakes - now)


_watch = _Watch()
