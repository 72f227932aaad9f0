"""Filling an empty registry with the demonstration portfolio, asked for on a page and done by the worker."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_noop as N_

from access.tasks import DEMONSTRATION, fill_registry
from relationships.actions.inputs import action
from relationships.actor import Actor
from relationships.errors import phrase, refuse
from relationships.models import BulkRun, Relationship
from relationships.permissions import Act, may, require

LONGEST = timedelta(minutes=15)
"""After so long a run that has not ended is taken to have been broken off."""


@action
def ask_for_demonstration(*, by: Actor) -> BulkRun:
    """Have the worker fill the registry with the demonstration portfolio; the run under way, if there is one.

    For an administrator of the whole installation. Refuses with WRONG_STATE where there are relationships.
    """
    require(by, Act.KEEP_USERS, None)
    if Relationship.objects.exists():
        refuse(
            "WRONG_STATE",
            None,
            what=phrase(N_("The registry")),
            state=phrase(N_("in use")),
            needed=phrase(N_("empty")),
        )
    running = run_under_way(by)
    if running is not None:
        return running
    run = BulkRun.objects.create(kind=DEMONSTRATION, started_at=by.at)
    transaction.on_commit(lambda: fill_registry.enqueue(run.pk, by.on.isoformat()) and None)
    return run


def may_ask(by: Actor) -> bool:
    """Whether this user may have it: an administrator of the whole of a registry without relationships."""
    return may(by, Act.KEEP_USERS, None) and not Relationship.objects.exists()


def last_run() -> BulkRun | None:
    """The last time that somebody asked for it."""
    return BulkRun.objects.filter(kind=DEMONSTRATION).first()


def run_under_way(by: Actor) -> BulkRun | None:
    run = last_run()
    return run if run is not None and run.ended_at is None and by.at - run.started_at < LONGEST else None
