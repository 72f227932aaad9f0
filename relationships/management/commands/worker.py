"""The background worker: does what was put off, and what time asks for each day."""

from __future__ import annotations

import threading
from datetime import datetime, time, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Command as TaskWorker

from relationships.tasks import recompute_what_is_due


class Command(TaskWorker):
    help = (
        "Run the background worker. Beside the tasks that are queued it computes anew what time has "
        "changed, at its start and every midnight."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        recompute_what_is_due.enqueue()
        stopped = threading.Event()
        clock = threading.Thread(target=_every_midnight, args=(stopped,), daemon=True)
        clock.start()
        try:
            super().handle(*args, **options)
        finally:
            stopped.set()


def _every_midnight(stopped: threading.Event) -> None:
    while not stopped.wait(seconds_to_midnight(timezone.localtime())):
        try:
            recompute_what_is_due.enqueue()
        finally:
            connection.close()


def seconds_to_midnight(now: datetime) -> float:
    """How long from this moment to the first minute of the next day, where the registry stands."""
    tomorrow = timezone.make_aware(datetime.combine(now.date() + timedelta(days=1), time(0, 1)), now.tzinfo)
    return (tomorrow - now).total_seconds()
