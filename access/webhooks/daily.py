"""Each day, and when the worker starts: deadlines that came near, what was left unsent, what is old."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from access.choices import DeliveryState
from access.models import WebhookDelivery, WebhookEvent
from access.webhooks import deadlines, tasks


def take_up(at: datetime) -> int:
    """Tell of deadlines, have what waits sent, and remove what is older than `settings.WEBHOOK_KEEP_DAYS`.

    How many deadlines.
    """
    told = deadlines.tell_near(at)
    deadlines.forget_past(timezone.localdate(at))
    sweep(at)
    if WebhookDelivery.objects.filter(state=DeliveryState.WAITING, webhook__active=True).exists():
        tasks.deliver_later()
    return told


def sweep(at: datetime) -> None:
    """Remove old deliveries, and events that nobody is told of any more."""
    before = at - timedelta(days=settings.WEBHOOK_KEEP_DAYS)
    WebhookDelivery.objects.filter(created_at__lt=before).delete()
    WebhookEvent.objects.filter(occurred_at__lt=before, deliveries__isnull=True).delete()
