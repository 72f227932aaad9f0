"""The background worker: does what was put off, and what time asks for each day."""

from __future__ import annotations

import logging
import threading
from datetime import datetime, time, timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Command as TaskWorker

from relationships.management.abandoned import Presence, give_back
from relationships.tasks import recompute_what_is_due

logger = logging.getLogger("relationships.worker")

# What only piles up: command and options, in days.
SWEEPING: tuple[tuple[str, dict[str, Any]], ...] = (
    ("prune_db_task_results", {"queue_name": "*", "min_age_days": 14, "failed_min_age_days": 90}),
    ("clearsessions", {}),
    ("axes_reset_logs", {"age": 90}),
)


class Command(TaskWorker):
    help = (
        "Run the background worker. Beside the tasks that are queued, at its start and every midnight, it "
        "computes anew what time has changed, queues tasks again whose worker was killed, and sweeps away "
        "results of tasks, sessions and sign-ins that are old."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        presence = Presence(options["worker_id"])
        take_up(presence)
        stopped = threading.Event()
        clock = threading.Thread(target=_every_midnight, args=(presence, stopped), daemon=True)
        clock.start()
        try:
            super().handle(*args, **options)
        finally:
            stopped.set()
            presence.end()


def take_up(presence: Presence) -> None:
    """What a start and a midnight ask for."""
    given_back = give_back(presence, timezone.now())
    if given_back.again or given_back.given_up:
        logger.warning(
            "Tasks of workers that were killed: %d queued again, %d given up",
            given_back.again,
            given_back.given_up,
        )
    recompute_what_is_due.enqueue()
    for command, options in SWEEPING:
        call_command(command, stdout=StringIO(), verbosity=0, **options)


def _every_midnight(presence: Presence, stopped: threading.Event) -> None:
    while not stopped.wait(seconds_to_midnight(timezone.localtime())):
        try:
            take_up(presence)
        except Exception:
            logger.exception("Midnight's work failed; the next midnight tries again")
        finally:
            connections.close_all()


def seconds_to_midnight(now: datetime) -> float:
    """How long from this moment to the first minute of the next day, where the registry stands."""
    tomorrow = timezone.make_aware(datetime.combine(now.date() + timedelta(days=1), time(0, 1)), now.tzinfo)
    return (tomorrow - now).total_seconds()
