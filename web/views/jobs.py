"""Work in the background: what runs, how far it is, what failed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django_tasks_db.models import DBTaskResult

from principles.queries.progress import progress
from relationships.models import BulkRun, Relationship
from relationships.permissions import Act, require
from relationships.queries import visible_to
from relationships.queries.recomputing import recomputing
from web.door import by, page

MOST = 30


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
        "runs": BulkRun.objects.all()[:MOST],
        "tasks": DBTaskResult.objects.order_by("-enqueued_at")[:MOST],
    }
    part = "web/keeping/jobs_now.html" if request.htmx else "web/keeping/jobs.html"  # type: ignore[attr-defined]
    return render(request, part, shown)


urls = [path("settings/jobs/", see_jobs, name="jobs")]
