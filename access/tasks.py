"""Work in the background: the demonstration portfolio."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from access.demonstration import keep_passwords, load
from relationships.models import BulkRun

DEMONSTRATION = "DEMONSTRATION"


@task()
def fill_registry(run: int, on: str) -> int:
    """Fill an empty registry with the demonstration portfolio as of a day; how many relationships there are.

    The passwords of the users that it makes are kept in `VAR_DIR`, as `manage.py demo` does.
    """
    done = 0
    try:
        loaded = load(date.fromisoformat(on))
        if loaded is not None:
            keep_passwords(loaded.users, Path(settings.VAR_DIR))
            done = sum(loaded.verdicts.values())
    finally:
        BulkRun.objects.filter(pk=run).update(done=done, total=done, ended_at=timezone.now())
    return done
