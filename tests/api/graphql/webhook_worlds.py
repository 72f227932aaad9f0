"""Webhooks of a unit, with what they were to be told."""

from __future__ import annotations

from access.models import Webhook, WebhookDelivery, WebhookEvent, WebhookState
from relationships.history import keep
from relationships.models import Relationship, User
from tests import builders


def webhooks(relationship: Relationship, owner: User, times: int, name: str) -> None:
    """So many webhooks of the relationship's unit, switched off, each with as many deliveries."""
    for each in range(times):
        made = Webhook(
            unit=relationship.unit,
            name=f"{name} webhook {each}",
            target=f"https://8.8.8.8/{name}",
            events=["CLASSIFIED", "DEADLINE_NEAR"],
            active=False,
            owner=owner,
        )
        webhook = keep(made, builders.system())
        WebhookState.objects.create(webhook=webhook, salt=f"{name}{each}", failing_since=builders.NOW)
        for _each in range(times):
            event = WebhookEvent.objects.create(
                kind="CLASSIFIED",
                occurred_at=builders.NOW,
                unit_id=relationship.unit_id,
                relationship_id=relationship.pk,
                says={"type": name},
            )
            WebhookDelivery.objects.create(
                event=event,
                webhook=webhook,
                created_at=builders.NOW,
                next_at=builders.NOW,
                attempted_at=builders.NOW,
                attempts=1,
                status=503,
                fault="STATUS",
                answer=name,
                duration_ms=12,
            )
