"""Work of this room in the background."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from principles import compliance
from relationships.models import BulkRun


@task()
def compute_due_compliance() -> int:
    """Compute the compliance that is pending or not there yet, saying how far it is; how many."""
    at = timezone.now()
    total = compliance.due(at).count()
    run = BulkRun.objects.create(kind="COMPLIANCE", started_at=at, total=total)

    def progress(done: int) -> None:
        BulkRun.objects.filter(pk=run.pk).update(done=done, total=max(total, done))

    done = compliance.compute_due(at, progress)
    BulkRun.objects.filter(pk=run.pk).update(done=done, total=done, ended_at=timezone.now())
    return done


def compute_later() -> None:
    """Have the worker compute what is due, once the transaction stands."""
    transaction.on_commit(lambda: compute_due_compliance.enqueue() and None)
