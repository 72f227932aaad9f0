"""Runs in the background: carried on by the worker, picked up where one was left, swept away when old."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from imports.choices import UNDER_WAY
from imports.models import ImportRun
from imports.runs import files
from imports.runs.course import carry_on
from relationships.actor import Actor
from relationships.choices import Door


@task()
def carry_on_run(run: int) -> None:
    """Plan or apply a run, in the name of who asked for it."""
    found = ImportRun.objects.select_related("user").filter(pk=run).first()
    if found is not None:
        carry_on(found, Actor(found.user, Door.IMPORT, timezone.now()))


def carry_on_later(run: ImportRun) -> None:
    """Have the worker carry it on, once the transaction stands."""
    transaction.on_commit(lambda: carry_on_run.enqueue(run.pk) and None)


def recall(at: datetime) -> int:
    """The daily act, also done when the worker starts: runs left in the middle go on, old files go. How many.

    A run that somebody is carrying on is left to him: `files.alone` tells.
    """
    left = list(ImportRun.objects.filter(state__in=UNDER_WAY).order_by("pk"))
    for each in left:
        carry_on_run.enqueue(each.pk)
    return len(left) + _sweep(at)


def _sweep(at: datetime) -> int:
    """Remove the files of runs that are older than `settings.IMPORT_KEEP_DAYS`; report and plan stay."""
    before = at - timedelta(days=settings.IMPORT_KEEP_DAYS)
    old = ImportRun.objects.filter(created_at__lt=before).exclude(state__in=UNDER_WAY)
    files.remove_left_over((at - timedelta(days=1)).timestamp())
    return sum(files.remove(pk) for pk in old.values_list("pk", flat=True))
