"""Webhooks: who is told of events, and what came of telling them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import graphene

from access.models import Webhook, WebhookDelivery, WebhookEvent
from api.graphql import words
from api.graphql.connections import listed
from api.graphql.fields import RecordType, one
from api.graphql.scalars import DateTime, Json
from api.graphql.webhook_enums import WebhookEventKind
from relationships import models as m


class WebhookNode(RecordType):
    """An address that is told of events in a unit and those below it."""

    class Meta:
        name = "Webhook"
        model = Webhook
        holds = words.WEBHOOK

    unit = one(m.Unit, "unit", "The unit.", required=True)
    owner = one(m.User, "owner", "Who made it: it is told what he may see. Null where you may not see who.")
    events = graphene.List(
        graphene.NonNull(WebhookEventKind),
        required=True,
        description="The kinds of events that it is told of.",
    )
    delivered_at = graphene.Field(DateTime, description="When it was told last.")
    failing_since = graphene.Field(DateTime, description="Since when it fails; null: it doesn't.")
    switched_off_at = graphene.Field(
        DateTime, description="When it was switched off, as it failed for days; null: it wasn't."
    )
    deliveries = listed(WebhookDelivery, "webhook", "What it was or is to be told.", leave_out=("webhook",))

    @staticmethod
    def resolve_delivered_at(webhook: Webhook, info: Any) -> datetime | None:
        return webhook.state.delivered_at

    @staticmethod
    def resolve_failing_since(webhook: Webhook, info: Any) -> datetime | None:
        return webhook.state.failing_since

    @staticmethod
    def resolve_switched_off_at(webhook: Webhook, info: Any) -> datetime | None:
        return webhook.state.switched_off_at


class WebhookEventNode(RecordType):
    """Something that happened, as it is told."""

    class Meta:
        name = "WebhookEvent"
        model = WebhookEvent
        holds = words.WEBHOOK_EVENT

    relationship = one(m.Relationship, "relationship", "The relationship concerned, where you may see it.")
    says = Json(required=True, description="Ids, codes and days by name.")


class WebhookDeliveryNode(RecordType):
    """One event for one webhook, and what the last attempt came to."""

    class Meta:
        name = "WebhookDelivery"
        model = WebhookDelivery
        holds = words.WEBHOOK_DELIVERY

    webhook = one(Webhook, "webhook", "The webhook.", required=True)
    event = one(WebhookEvent, "event", "The event.", required=True)
