"""The codes of webhooks as enumerations."""

from __future__ import annotations

from access.choices import DeliveryFault, DeliveryState, EventKind
from api.graphql.enums import described_enum

WebhookEventKind = described_enum(
    "WebhookEventKind",
    EventKind,
    "What a webhook is told of.",
    {
        EventKind.CLASSIFIED: "A type and a trust target were decided on.",
        EventKind.VERDICT_CHANGED: "The verdict on a relationship is another one.",
        EventKind.EXPLANATION_LAPSED: "An explanation no longer counts.",
        EventKind.DEADLINE_NEAR: "The notice deadline of a contract comes near.",
        EventKind.IMPORT_APPLIED: "A contract list was taken in.",
        EventKind.IMPORT_UNDONE: "A contract list was taken back.",
        EventKind.PARTIES_MERGED: "The counterparty turned out to be another one.",
        EventKind.PING: "Somebody tried the webhook.",
    },
)
WebhookDeliveryState = described_enum(
    "WebhookDeliveryState",
    DeliveryState,
    "What came of telling a webhook.",
    {
        DeliveryState.WAITING: "To be sent, first or again.",
        DeliveryState.DELIVERED: "It got there.",
        DeliveryState.WITHHELD: "The webhook's owner may not see what it is about, or it is gone.",
        DeliveryState.GIVEN_UP: "The last attempt failed too.",
    },
)
WebhookDeliveryFault = described_enum(
    "WebhookDeliveryFault",
    DeliveryFault,
    "Why an attempt failed.",
    {
        DeliveryFault.TARGET_REFUSED: "The address may not be told.",
        DeliveryFault.UNRESOLVED: "Its name leads nowhere.",
        DeliveryFault.CONNECTION: "There was no connection, or it broke.",
        DeliveryFault.CERTIFICATE: "Its certificate is not to be trusted.",
        DeliveryFault.TIMEOUT: "It was too slow.",
        DeliveryFault.REDIRECT: "It sent elsewhere, which is not followed.",
        DeliveryFault.STATUS: "It answered with another status than 2xx.",
        DeliveryFault.UNEXPECTED: "A fault of ours.",
    },
)
OF_CODES = (
    (EventKind, WebhookEventKind),
    (DeliveryState, WebhookDeliveryState),
    (DeliveryFault, WebhookDeliveryFault),
)
"""The enumeration of each kind of code that a column of webhooks holds."""
