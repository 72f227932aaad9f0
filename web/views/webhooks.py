"""Webhooks: who outside is told of what, and how the deliveries fare."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from access.actions import webhooks as acts
from access.models import Webhook, WebhookDelivery
from relationships.permissions import Act, require_anywhere
from relationships.queries import visible_to
from web.door import by, done, one, page, saved
from web.forms.webhooks import NewWebhookForm, WebhookForm

ROWS = 50


@page()
def see_webhooks(request: HttpRequest) -> HttpResponse:
    require_anywhere(by(request), Act.KEEP_WEBHOOKS)
    part = Paginator(visible_to(request.user, Webhook), ROWS).get_page(request.GET.get("page"))
    return render(request, "web/keeping/webhooks.html", {"part": part})


@page("GET", "POST")
def make_webhook(request: HttpRequest) -> HttpResponse:
    """A new webhook; its secret stands on the page that answers, this once."""
    require_anywhere(by(request), Act.KEEP_WEBHOOKS)
    form = NewWebhookForm(request, initial={"notice_days": 30, "active": True})
    if form.done(lambda given: acts.create_webhook(by=by(request), given=given)):
        webhook, secret = form.made
        return _secret(request, webhook, secret)
    shown = {"heading": _("New webhook"), "form": form, "back": reverse("web:webhooks")}
    return render(request, "web/act.html", shown, status=form.status)


@page("GET", "POST")
def change_webhook(request: HttpRequest, id: int) -> HttpResponse:
    webhook = one(request, Webhook, id)
    form = WebhookForm(request, record=webhook)
    if form.done(
        lambda given: acts.change_webhook(by=by(request), webhook=webhook, given=given, version=form.version)
    ):
        return saved(request, "web:webhook", webhook.pk)
    return _shown(request, webhook, form)


def _shown(request: HttpRequest, webhook: Webhook, form: WebhookForm, **more: Any) -> HttpResponse:
    told = visible_to(request.user, WebhookDelivery).filter(webhook=webhook)
    part = Paginator(told, ROWS).get_page(request.GET.get("page"))
    shown = {"webhook": webhook, "form": form, "part": part, **more}
    return render(request, "web/keeping/webhook.html", shown, status=form.status)


def _secret(request: HttpRequest, webhook: Webhook, secret: str) -> HttpResponse:
    kept = one(request, Webhook, webhook.pk)
    answer = _shown(request, kept, WebhookForm(request, record=kept, sent=False), secret=secret)
    answer["Cache-Control"] = "no-store"
    return answer


@page("POST")
def rotate(request: HttpRequest, id: int) -> HttpResponse:
    webhook, secret = acts.rotate_secret(by=by(request), webhook=one(request, Webhook, id))
    return _secret(request, webhook, secret)


@page("POST")
def ping(request: HttpRequest, id: int) -> HttpResponse:
    acts.test_webhook(by=by(request), webhook=one(request, Webhook, id))
    return done(request, _("A ping is on its way; the deliveries say what comes of it."), "web:webhook", id)


@page("POST")
def drop(request: HttpRequest, id: int) -> HttpResponse:
    acts.remove_webhook(by=by(request), webhook=one(request, Webhook, id))
    return done(request, _("Removed."), "web:webhooks")


@page("POST")
def replay(request: HttpRequest, id: int) -> HttpResponse:
    delivery = acts.replay_delivery(by=by(request), delivery=one(request, WebhookDelivery, id))
    return done(request, _("It is sent once more."), "web:webhook", delivery.webhook_id)


urls = [
    path("settings/webhooks/", see_webhooks, name="webhooks"),
    path("settings/webhooks/new/", make_webhook, name="webhook_new"),
    path("settings/webhooks/<int:id>/", change_webhook, name="webhook"),
    path("settings/webhooks/<int:id>/secret/", rotate, name="webhook_secret"),
    path("settings/webhooks/<int:id>/ping/", ping, name="webhook_ping"),
    path("settings/webhooks/<int:id>/remove/", drop, name="webhook_remove"),
    path("settings/deliveries/<int:id>/replay/", replay, name="delivery_replay"),
]
