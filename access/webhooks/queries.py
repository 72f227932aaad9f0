"""Who may see webhooks: the administrators of their units."""

from __future__ import annotations

from django.db.models import QuerySet

from access.models import Webhook, WebhookDelivery, WebhookEvent
from relationships.models import User
from relationships.queries.scope import administered_units, register_visible


def _webhooks(user: User) -> QuerySet[Webhook]:
    kept = Webhook.objects.filter(unit__in=administered_units(user))
    return kept.select_related("unit", "owner", "state")


def _deliveries(user: User) -> QuerySet[WebhookDelivery]:
    kept = WebhookDelivery.objects.filter(webhook__unit__in=administered_units(user))
    return kept.select_related("webhook", "event")


def _events(user: User) -> QuerySet[WebhookEvent]:
    """What webhooks that the user keeps were to be told."""
    return WebhookEvent.objects.filter(pk__in=_deliveries(user).select_related(None).values("event"))


def register() -> None:
    """Have every entrance ask here what may be seen."""
    register_visible(Webhook, _webhooks)
    register_visible(WebhookDelivery, _deliveries)
    register_visible(WebhookEvent, _events)
