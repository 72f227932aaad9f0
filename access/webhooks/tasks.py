"""The worker's part: a round of deliveries, and the next one when there is more to send."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult, get_date_max

from access.webhooks import delivering


@task()
def deliver() -> None:
    """Send what is due; the next round is queued for when more is."""
    following = delivering.deliver_due()
    if following is not None:
        queue(following)


def deliver_later() -> None:
    """Have the worker send what is due, once the transaction stands."""
    transaction.on_commit(lambda: queue(timezone.now()))


def queue(at: datetime) -> None:
    """A round at a moment, unless one is queued for then or before."""
    sooner = Q(run_after=get_date_max()) | Q(run_after__lte=at)
    waiting = DBTaskResult.objects.filter(
        sooner, status=TaskResultStatus.READY, task_path=deliver.module_path
    )
    if waiting.exists():
        return
    if at <= timezone.now():
        deliver.enqueue()
    else:
        deliver.using(run_after=at.astimezone(UTC)).enqueue()
