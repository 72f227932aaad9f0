"""What compliance does when something changes: follow at once, or be pending until the worker is there.

Who makes a great many changes one by one says so with `gathered`, and has it follow when it suits.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import transaction

from principles import compliance, tasks
from relationships.changes import Announcement, Kind

KINDS = tuple(Kind)


class Waiting:
    """The relationships whose compliance has yet to follow, and the moment of the last change."""

    def __init__(self) -> None:
        self.relationships: set[int] = set()
        self.since: datetime | None = None

    def follow(self, at: datetime) -> None:
        """Compute it as of a moment: of what changed, what is pending, and what time has overtaken."""
        due = compliance.due(at).values_list("pk", flat=True)
        compliance.refresh({*self.relationships, *due}, at)
        self.relationships.clear()


_waiting: ContextVar[Waiting | None] = ContextVar("waiting", default=None)


@contextmanager
def gathered() -> Iterator[Waiting]:
    """Changes within don't have compliance follow each: `Waiting.follow` does, for all of them at once.

    What is still waiting at the end is marked as pending and left to the worker, so that nothing stored is
    passed off as known. All within is one transaction.
    """
    with transaction.atomic():
        waiting = Waiting()
        token = _waiting.set(waiting)
        try:
            yield waiting
        finally:
            _waiting.reset(token)
        if waiting.relationships and waiting.since is not None:
            compliance.mark_pending(waiting.relationships, waiting.since)
        tasks.compute_later()


def on_change(announcement: Announcement) -> None:
    """Have compliance follow a change, at once for a few relationships, marked as pending for many.

    A change in bulk that names no relationships touches all of them.
    """
    waiting = _waiting.get()
    if announcement.bulk:
        compliance.mark_pending(announcement.relationships or None, announcement.by.at)
        if waiting is None:
            tasks.compute_later()
    elif waiting is not None:
        waiting.relationships.update(announcement.relationships)
        waiting.since = announcement.by.at
    else:
        compliance.refresh(announcement.relationships, announcement.by.at)
