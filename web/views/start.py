"""The first page: what needs me, the portfolio at a glance, what changed."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from relationships.choices import VerdictCode
from relationships.models import Verdict
from relationships.queries import visible_to
from web.door import page


@page()
def start(request: HttpRequest) -> HttpResponse:
    """How many of one's relationships have which verdict."""
    counted = dict(
        visible_to(request.user, Verdict).order_by().values_list("verdict").annotate(Count("relationship_id"))
    )
    verdicts = [(code, counted.get(code, 0)) for code in VerdictCode]
    return render(request, "web/start/start.html", {"verdicts": verdicts, "total": sum(counted.values())})


urls = [path("", start, name="start")]
