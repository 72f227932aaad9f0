"""What is due is sent: claimed by one worker at a time, tried again with growing pauses, then given up.

A claim is a mark with an end: a worker that is killed leaves it behind, and the delivery is due again when it
has run out. So each delivery is made at least once; receivers know it again by its event's id.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Min, Q, QuerySet
from django.utils import timezone

from access.choices import DeliveryState
from access.models import Webhook, WebhookDelivery, WebhookState
from access.webhooks import signing
from access.webhooks.payloads import body_of
from access.webhooks.sending import Answer, Sender, post
from relationships.choices import Door
from relationships.history import keep
from relationships.shipped import system_actor

logger = logging.getLogger("counterpart.webhooks")

# How long after each attempt that failed the next one follows; after the last one it is given up.
PAUSES = tuple(timedelta(minutes=each) for each in (1, 5, 30, 120, 720, 1_440))
ATTEMPTS = len(PAUSES) + 1
CLAIMED_FOR = timedelta(minutes=2)
# How long one task of the worker goes on, so that others get their turn.
SECONDS, MOST = 60.0, 500
Clock = Callable[[], datetime]


def deliver_due(clock: Clock = timezone.now, send: Sender = post) -> datetime | None:
    """Send what is due; when there is more to do, None: nothing waits.

    A webhook whose server fails waits with all that it is to be told until the next round. After `MOST`, or
    `SECONDS`, the rest is left to a round that follows at once.
    """
    until = time.monotonic() + SECONDS
    failing: set[int] = set()
    for _each in range(MOST):
        if time.monotonic() > until:
            break
        delivery = claimed(clock(), failing)
        if delivery is None:
            return _next_at(clock())
        if not _carried_out(delivery, clock, send):
            failing.add(delivery.webhook_id)
    return clock()


def _waiting() -> QuerySet[WebhookDelivery]:
    return WebhookDelivery.objects.filter(state=DeliveryState.WAITING, webhook__active=True)


def _next_at(at: datetime) -> datetime | None:
    """When the next delivery is due; what is due already and was left alone: after the first pause."""
    first = _waiting().filter(next_at__gt=at).aggregate(first=Min("next_at"))["first"]
    left = at + PAUSES[0] if _waiting().filter(next_at__lte=at).exists() else None
    return min((each for each in (first, left) if each is not None), default=None)


@transaction.atomic
def claimed(at: datetime, without: Collection[int] = ()) -> WebhookDelivery | None:
    """A delivery that is due, which is nobody else's for `CLAIMED_FOR`; None: there is none."""
    unclaimed = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at)
    due = _waiting().filter(unclaimed, next_at__lte=at).exclude(webhook__in=list(without))
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True, of=("self",))
    pk = due.order_by("next_at", "pk").values_list("pk", flat=True).first()
    if pk is None:
        return None
    mark = uuid.uuid4().hex
    mine = WebhookDelivery.objects.filter(unclaimed, pk=pk, state=DeliveryState.WAITING).update(
        claim=mark, claimed_until=at + CLAIMED_FOR, attempts=F("attempts") + 1
    )
    whole = WebhookDelivery.objects.select_related(
        "event", "webhook__unit", "webhook__owner", "webhook__state"
    )
    return whole.filter(pk=pk, claim=mark).first() if mine else None


def _carried_out(delivery: WebhookDelivery, clock: Clock, send: Sender) -> bool:
    """Send it and keep what came of it; whether the server is worth another try at once."""
    if delivery.attempts > ATTEMPTS:  # each attempt took its worker along
        _settle(delivery, state=DeliveryState.GIVEN_UP, next_at=None)
        return True
    body = body_of(delivery)
    if body is None:
        _settle(delivery, state=DeliveryState.WITHHELD, next_at=None)
        return True
    at = clock()
    answer = send(delivery.webhook.target, body, headers_of(delivery, body, at))
    _keep(delivery, answer, at)
    return answer.fault is None


def headers_of(delivery: WebhookDelivery, body: bytes, at: datetime) -> dict[str, str]:
    """The headers of the request, its signature among them."""
    secrets = signing.secrets_at(delivery.webhook.state, at)
    return {
        "Content-Type": "application/json",
        "User-Agent": "Counterpart-Webhooks/1",
        "Accept-Encoding": "identity",
        "Connection": "close",
        "Counterpart-Event": delivery.event.key,
        "Counterpart-Kind": delivery.event.kind,
        "Counterpart-Attempt": str(delivery.attempts),
        signing.HEADER: signing.signature(body, int(at.timestamp()), secrets),
    }


@transaction.atomic
def _keep(delivery: WebhookDelivery, answer: Answer, at: datetime) -> None:
    state, next_at = DeliveryState.DELIVERED, None
    if answer.fault is not None:
        state = DeliveryState.WAITING if delivery.attempts < ATTEMPTS else DeliveryState.GIVEN_UP
        next_at = at + PAUSES[delivery.attempts - 1] if state is DeliveryState.WAITING else None
    _settle(
        delivery,
        state=state,
        next_at=next_at,
        attempted_at=at,
        status=answer.status,
        duration_ms=answer.duration_ms,
        fault=answer.fault or "",
        answer=answer.text,
    )
    _note(delivery.webhook, answer, at)


def _settle(delivery: WebhookDelivery, **outcome: Any) -> None:
    """Keep what came of it and let go of it, unless the claim ran out and it is another's by now."""
    mine = WebhookDelivery.objects.filter(pk=delivery.pk, claim=delivery.claim)
    mine.update(**outcome, claim="", claimed_until=None)


def _note(webhook: Webhook, answer: Answer, at: datetime) -> None:
    """How the webhook fares; after `settings.WEBHOOK_FAILING_DAYS` of failing it is switched off."""
    state = WebhookState.objects.filter(pk=webhook.pk)
    if answer.fault is None:
        state.update(delivered_at=at, failing_since=None)
        return
    state.filter(failing_since__isnull=True).update(failing_since=at)
    limit = at - timedelta(days=settings.WEBHOOK_FAILING_DAYS)
    if state.filter(failing_since__lte=limit).exists():
        _switch_off(webhook, answer, at)


def _switch_off(webhook: Webhook, answer: Answer, at: datetime) -> None:
    held = Webhook.objects.select_for_update(no_key=True).filter(pk=webhook.pk, active=True).first()
    if held is None:
        return
    held.active = False
    keep(held, system_actor(at, Door.WORKER))
    WebhookState.objects.filter(pk=held.pk).update(switched_off_at=at)
    logger.warning(
        "Webhook %d was switched off: it has failed for %d days, the last time with %s",
        held.pk,
        settings.WEBHOOK_FAILING_DAYS,
        answer.fault,
    )
