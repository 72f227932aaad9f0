"""Webhooks: where others want to hear of events, the events themselves, and what came of telling them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

from access.choices import DeliveryFault, DeliveryState, EventKind
from relationships.models.base import Record, between, code_field, filled, one_of

MOST_NOTICE_DAYS = 730


def new_key() -> str:
    """What the receivers know an event by."""
    return str(uuid.uuid4())


class Webhook(Record):
    """An address that is told of events in a unit and those below it.

    `events` are the kinds asked for (`EventKind`). Deadlines are told `notice_days` days before. What is told
    is what `owner` may see at the moment of sending. The secret is no part of it, so of its history neither.
    """

    unit = models.ForeignKey("relationships.Unit", on_delete=models.PROTECT, related_name="webhooks")
    name = models.CharField(max_length=200)
    target = models.CharField(max_length=2_000)
    events = models.JSONField(default=list)
    notice_days = models.PositiveSmallIntegerField(
        default=30, validators=[MaxValueValidator(MOST_NOTICE_DAYS)]
    )
    active = models.BooleanField(default=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "webhook"
        verbose_name_plural = "webhooks"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="webhook_name_once_in_unit"),
            filled("webhook_has_name_and_target", "name", "target"),
            between("webhook_notice_days", "notice_days", 0, MOST_NOTICE_DAYS),
        ]

    def __str__(self) -> str:
        return self.name


class WebhookState(models.Model):
    """How a webhook fares, and what its secret is made of; no record, and never shown as it is.

    The secret itself is worked out from `salt` and the key of the installation (`access.webhooks.signing`).
    The one before stays good until `former_until`.
    """

    webhook = models.OneToOneField(Webhook, primary_key=True, on_delete=models.CASCADE, related_name="state")
    salt = models.CharField(max_length=64)
    former_salt = models.CharField(max_length=64, blank=True)
    former_until = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    switched_off_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "state of a webhook"
        verbose_name_plural = "states of webhooks"

    def __str__(self) -> str:
        return f"state of {self.webhook_id}"


class WebhookEvent(models.Model):
    """Something that happened, written in the transaction in which it did, for the webhooks that ask for it.

    `key` is what receivers know it by. `says` holds ids, codes and numbers only. The ids are plain: what they
    lead to may be gone by the time of sending.
    """

    key = models.CharField(max_length=36, default=new_key, unique=True)
    kind = code_field(EventKind)
    occurred_at = models.DateTimeField()
    unit_id = models.BigIntegerField(null=True)
    relationship_id = models.BigIntegerField(null=True)
    says = models.JSONField(default=dict)

    class Meta:
        verbose_name = "event"
        verbose_name_plural = "events"
        ordering = ["-id"]
        constraints = [one_of("webhook_event_kind_known", "kind", EventKind)]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class WebhookDelivery(models.Model):
    """One event for one webhook: whether it got there, and what the last attempt came to.

    `claim` and `claimed_until` are of whoever is sending it at the moment. `status`, `duration_ms`, `fault`
    and `answer` are those of the last attempt; `attempts` counts since it was written, or to be replayed.
    """

    event = models.ForeignKey(WebhookEvent, on_delete=models.CASCADE, related_name="deliveries")
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    state = code_field(DeliveryState, default=DeliveryState.WAITING)
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    claim = models.CharField(max_length=32, blank=True)
    claimed_until = models.DateTimeField(null=True)
    attempted_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    duration_ms = models.PositiveIntegerField(null=True)
    fault = code_field(DeliveryFault, blank=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "delivery"
        verbose_name_plural = "deliveries"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "event"], name="webhook_told_once_of_event"),
            one_of("webhook_delivery_state_known", "state", DeliveryState),
            one_of("webhook_delivery_fault_known", "fault", DeliveryFault, blank=True),
            models.CheckConstraint(
                condition=models.Q(state="WAITING", next_at__isnull=False)
                | (models.Q(next_at__isnull=True) & ~models.Q(state="WAITING")),
                name="webhook_delivery_waiting_says_until_when",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "next_at"], name="webhook_delivery_due"),
            models.Index(fields=["webhook", "created_at"], name="webhook_delivery_of_webhook"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.webhook_id}"


class DeadlineTold(models.Model):
    """That a webhook was told of a deadline of a contract: once for each day that it falls on."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="+")
    contract_id = models.BigIntegerField()
    deadline = models.DateField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "contract_id", "deadline"], name="webhook_deadline_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.deadline}"
