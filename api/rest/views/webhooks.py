"""Webhooks: who is told of events, and what came of telling them."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response

from access.actions import webhooks as acts
from access.choices import ASKED_FOR
from access.filters import WebhookDeliveryFilter, WebhookFilter
from access.models import Webhook, WebhookDelivery
from access.scopes import Scope
from api.rest import webhook_shapes as s
from api.rest.describing import body, listed, object_of, read, removed, written
from api.rest.door import Door

_TAG = "Webhooks"
_EVENTS = {
    "type": "array",
    "minItems": 1,
    "items": {"type": "string", "enum": [str(each) for each in ASKED_FOR]},
    "description": "The kinds of events to be told of.",
}
_SINCE = {"type": "string", "format": "date-time", "description": "From this moment on."}


class Webhooks(Door):
    scopes = {"POST": Scope.ADMIN}
    secret = True

    @listed(
        "listWebhooks",
        "webhooks",
        _TAG,
        s.WebhookShape,
        WebhookFilter,
        "The webhooks of the units of which you are an administrator, in pages by key.",
    )
    def get(self, request: Any) -> Response:
        return self.page(self.visible(Webhook), WebhookFilter, s.WebhookShape)

    @written(
        "createWebhook",
        "Make a webhook",
        _TAG,
        s.WebhookSecretShape,
        body(Webhook, acts.WEBHOOK_FIELDS, ("unit", "name", "target", "events"), events=_EVENTS),
        example={
            "unit": "ROOT",
            "name": "ERP",
            "target": "https://hooks.example.org/counterpart",
            "events": ["CLASSIFIED", "VERDICT_CHANGED"],
        },
        description="An address that is told of events in a unit and those below it, as far as you may see "
        "them. The answer holds the secret that requests are signed with, this once. Addresses inside the "
        "server's own network are refused (TARGET_REFUSED). Takes an administrator of the unit, and a token "
        "with scope ADMIN.",
    )
    def post(self, request: Any) -> Response:
        webhook, secret = acts.create_webhook(by=self.by, given=self.given())
        webhook.secret = secret
        return self.record(webhook, s.WebhookSecretShape, created="webhooks")


class OneWebhook(Door):
    scopes = {"PATCH": Scope.ADMIN, "DELETE": Scope.ADMIN}

    @read("getWebhook", "Read a webhook", _TAG, s.WebhookShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(Webhook, id), s.WebhookShape)

    @written(
        "changeWebhook",
        "Change a webhook",
        _TAG,
        s.WebhookShape,
        body(Webhook, acts.CHANGED, events=_EVENTS),
        status=200,
        versioned=True,
        example={"active": False},
        description="Another name, address, choice of events or days; switched on or off. What waits is sent "
        "when it is switched on again. Takes an administrator, and a token with scope ADMIN.",
    )
    def patch(self, request: Any, id: str) -> Response:
        webhook = self.one(Webhook, id)
        changed = acts.change_webhook(
            by=self.by, webhook=webhook, given=self.given(), version=self.version_seen(webhook)
        )
        return self.record(changed, s.WebhookShape)

    @removed(
        "removeWebhook",
        "Remove a webhook",
        _TAG,
        "With all that it was or is to be told. Takes an administrator, and a token with scope ADMIN.",
    )
    def delete(self, request: Any, id: str) -> Response:
        webhook = self.one(Webhook, id)
        acts.remove_webhook(by=self.by, webhook=webhook, version=self.version_seen(webhook))
        return Response(status=204)


class RotateSecret(Door):
    scopes = {"POST": Scope.ADMIN}
    secret = True

    @written(
        "rotateWebhookSecret",
        "Give a webhook another secret",
        _TAG,
        s.WebhookSecretShape,
        None,
        status=200,
        description="The answer holds it, this once. For a day requests are signed with both, so that the "
        "receiver can change over. Takes an administrator, and a token with scope ADMIN.",
    )
    def post(self, request: Any, id: str) -> Response:
        self.given_only()
        webhook, secret = acts.rotate_secret(by=self.by, webhook=self.one(Webhook, id))
        webhook.secret = secret
        return self.record(webhook, s.WebhookSecretShape)


class TestWebhook(Door):
    __test__ = False
    scopes = {"POST": Scope.ADMIN}

    @written(
        "testWebhook",
        "Send a webhook a ping",
        _TAG,
        s.WebhookDeliveryShape,
        None,
        description="The worker sends it; the delivery says what came of it. Takes an administrator, and a "
        "token with scope ADMIN.",
    )
    def post(self, request: Any, id: str) -> Response:
        self.given_only()
        delivery = acts.test_webhook(by=self.by, webhook=self.one(Webhook, id))
        return self.record(delivery, s.WebhookDeliveryShape, created="webhook-deliveries")


class ReplaySince(Door):
    scopes = {"POST": Scope.ADMIN}

    @written(
        "replayWebhook",
        "Tell a webhook once more",
        _TAG,
        s.ReplayedShape,
        object_of({"since": _SINCE}, ("since",)),
        status=200,
        example={"since": "2026-11-01T00:00:00Z"},
        description="All that was written for it since a moment is sent again, each event with the id that "
        "it had. Takes an administrator, and a token with scope ADMIN.",
    )
    def post(self, request: Any, id: str) -> Response:
        given = self.given_only("since", required=("since",))
        _webhook, count = acts.replay_since(by=self.by, webhook=self.one(Webhook, id), since=given["since"])
        return Response(s.ReplayedShape({"count": count}).data)


class WebhookDeliveries(Door):
    @listed(
        "listWebhookDeliveries",
        "deliveries of webhooks",
        _TAG,
        s.WebhookDeliveryShape,
        WebhookDeliveryFilter,
        "What webhooks that you keep were or are to be told, the last first, in pages by key.",
    )
    def get(self, request: Any) -> Response:
        return self.page(self.visible(WebhookDelivery), WebhookDeliveryFilter, s.WebhookDeliveryShape)


class OneWebhookDelivery(Door):
    @read("getWebhookDelivery", "Read a delivery of a webhook", _TAG, s.WebhookDeliveryShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(WebhookDelivery, id), s.WebhookDeliveryShape)


class ReplayDelivery(Door):
    scopes = {"POST": Scope.ADMIN}

    @written(
        "replayWebhookDelivery",
        "Send a delivery once more",
        _TAG,
        s.WebhookDeliveryShape,
        None,
        status=200,
        description="Whatever came of it: the same event with the same id, from the first attempt on. Takes "
        "an administrator, and a token with scope ADMIN.",
    )
    def post(self, request: Any, id: str) -> Response:
        self.given_only()
        delivery = acts.replay_delivery(by=self.by, delivery=self.one(WebhookDelivery, id))
        return self.record(delivery, s.WebhookDeliveryShape)
