"""The first page: what needs me, the portfolio at a glance, what changed; or how an empty registry begins."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from access.actions.demonstration import ask_for_demonstration, last_run, may_ask, run_under_way
from access.models import Webhook
from principles.attention import Item, attention, counts, unsettled, view_of
from principles.attention.view import View
from principles.overviews.recent import recent
from principles.overviews.standing import standing
from relationships.actor import Actor
from relationships.models import Relationship
from relationships.permissions import Act, may_anywhere
from relationships.queries import visible_to
from relationships.queries.among import among, few_of
from web.door import by, done, page
from web.overview import PORTFOLIO, asked_of
from web.views.attention import told
from web.views.portfolio import at_a_glance, matrix_of

FIRST = 10
CHANGES = 8


@page()
def start(request: HttpRequest) -> HttpResponse:
    """What needs the reader first, else whoever; the verdicts and the value of what he sees; what changed."""
    user, actor = request.user, by(request)
    few = few_of(visible_to(user, Relationship))
    if few == ():
        return render(request, "web/start/empty.html", _beginning(request))
    conditions, view, items = _needed(user, actor)
    counted = None if view.few is None else counts(user, on=actor.on, view=view)
    return render(
        request,
        "web/start/start.html",
        {
            **({} if few is None else _glance(request, actor, few)),
            "items": told(items, actor),
            "mine": bool(conditions),
            "counted": counted,
            "unsettled": unsettled(view) if counted is None else counted.pending > 0,
            "every_item": reverse("web:attention") + ("?mine=true" if conditions else ""),
            "changes": recent(user, CHANGES, few=few),
            "webhooks_off": _switched_off(actor),
        },
    )


@page()
def glance(request: HttpRequest) -> HttpResponse:
    """The portfolio at a glance, where it is too large to wait for with the page."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("web:portfolio")
    return render(request, "web/start/glance.html", _glance(request, by(request)))


def _glance(request: HttpRequest, actor: Actor, few: Collection[int] | None = None) -> dict[str, Any]:
    """For the template: where the portfolio stands; `few` are all relationships in sight, to begin with."""
    asked = asked_of(request, PORTFOLIO, *request.GET)
    chosen = visible_to(actor.user, Relationship)
    stands = standing(actor.user, chosen if few is None else chosen.filter(pk__in=among(few)), actor.on)
    matrix = matrix_of(stands, asked, "start-matrix", small=True)
    return {**at_a_glance(stands, asked), "matrix": matrix}


def _switched_off(actor: Actor) -> list[Webhook]:
    """The webhooks that went on failing and were switched off for it, for who keeps them."""
    if not may_anywhere(actor, Act.KEEP_WEBHOOKS):
        return []
    failed = visible_to(actor.user, Webhook).filter(active=False, state__switched_off_at__isnull=False)
    return list(failed.order_by("name", "pk")[:CHANGES])


def _needed(user: Any, actor: Actor) -> tuple[dict[str, Any], View, list[Item]]:
    """What asks for the reader; for whoever minds nothing, or when nothing does, what asks for anybody."""
    minded = Q(owner=user) | Q(deputy=user)
    if visible_to(user, Relationship).filter(minded).exists():
        mine = {"mine": "true"}
        view = view_of(user, mine, on=actor.on)
        items = attention(user, on=actor.on, size=FIRST, view=view)
        if items:
            return mine, view, items
    view = view_of(user, on=actor.on)
    return {}, view, attention(user, on=actor.on, size=FIRST, view=view)


def _beginning(request: HttpRequest) -> dict[str, Any]:
    actor = by(request)
    run = last_run() if may_ask(actor) else None
    return {
        "has_role": bool(actor.roles),
        "may_import": may_anywhere(actor, Act.IMPORT),
        "may_demonstrate": may_ask(actor),
        "running": run_under_way(actor) is not None,
        "failed": run is not None and run.ended_at is not None and not run.done,
    }


@page("GET", "POST")
def demonstration(request: HttpRequest) -> HttpResponse:
    """Have the registry filled with the demonstration portfolio; asked again, how far that is."""
    if request.method == "POST":
        ask_for_demonstration(by=by(request))
        return done(request, _("The demonstration portfolio is being made."), "web:start")
    if request.htmx and not visible_to(request.user, Relationship).exists():  # type: ignore[attr-defined]
        return render(request, "web/start/making.html", _beginning(request))
    if request.htmx:  # type: ignore[attr-defined]
        return done(request, _("The demonstration portfolio is there."), "web:start")
    return render(request, "web/start/demonstration.html", _beginning(request))


urls = [
    path("", start, name="start"),
    path("glance/", glance, name="glance"),
    path("demonstration/", demonstration, name="demonstration"),
]
