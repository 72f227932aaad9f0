"""Work in the background: what runs, how far it is, what failed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from access.actions.demonstration import DEMONSTRATION
from principles.queries.progress import progress
from relationships.models import BulkRun, Relationship
from relationships.permissions import Act, require
from relationships.queries import visible_to
from relationships.queries.recomputing import recomputing
from web.door import by, page

MOST = 30
_RUNS: dict[str, Any] = {
    "VERDICTS": _("Verdicts"),
    "COMPLIANCE": _("Results of principles"),
    DEMONSTRATION: _("Demonstration portfolio"),
}
_TASKS: dict[str, Any] = {
    "relationships.tasks.compute_pending_verdicts": _("Compute verdicts"),
    "relationships.tasks.recompute_what_is_due": _("The daily work: what time has overtaken"),
    "principles.tasks.compute_due_compliance": _("Compute results of principles"),
    "access.tasks.fill_registry": _("Make the demonstration portfolio"),
    "access.webhooks.tasks.deliver": _("Send to webhooks"),
    "imports.runs.tasks.carry_on_run": _("Read a contract list, or take it in"),
}
_STATES: dict[str, Any] = {
    "READY": _("waiting"),
    "RUNNING": _("running"),
    "SUCCESSFUL": _("done"),
    "FAILED": _("failed"),
}


@page()
def see_jobs(request: HttpRequest) -> HttpResponse:
    """What the worker has to do, its last runs and tasks, of the whole installation; asked anew meanwhile."""
    require(by(request), Act.KEEP_USERS, None)
    verdicts = recomputing(request.user)
    compliance = progress(visible_to(request.user, Relationship))
    shown = {
        "verdicts": verdicts,
        "done": verdicts.total - verdicts.pending,
        "compliance": compliance,
        "runs": [(each, _RUNS.get(each.kind, each.kind)) for each in BulkRun.objects.all()[:MOST]],
        "tasks": [
            (each, _TASKS.get(each.task_path, each.task_path), _STATES.get(each.status, each.status))
            for each in DBTaskResult.objects.order_by("-enqueued_at")[:MOST]
        ],
    }
    part = "web/keeping/jobs_now.html" if request.htmx else "web/keeping/jobs.html"  # type: ignore[attr-defined]
    return render(request, part, shown)


urls = [path("settings/jobs/", see_jobs, name="jobs")]
