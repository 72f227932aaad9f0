"""Work in the background: what the worker does, and says how far it is."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from relationships import daily, verdicts
from relationships.models import BulkRun

logger = logging.getLogger("relationships.worker")


@task()
def compute_pending_verdicts() -> int:
    """Compute the verdicts that a bulk change left pending; how many."""
    run = BulkRun.objects.create(kind="VERDICTS", started_at=timezone.now())

    def progress(done: int, total: int) -> None:
        BulkRun.objects.filter(pk=run.pk).update(done=done, total=total)
        logger.info("Verdicts computed: %d of %d", done, total)

    done = verdicts.compute_pending(progress)
    BulkRun.objects.filter(pk=run.pk).update(done=done, total=done, ended_at=timezone.now())
    return done


@task()
def recompute_what_is_due() -> None:
    """The daily act."""
    daily.recompute(timezone.now())


def compute_later() -> None:
    """Have the worker compute what is pending, once the transaction stands."""
    transaction.on_commit(lambda: compute_pending_verdicts.enqueue() and None)
