"""Acts on webhooks. A token needs the scope ADMIN for these."""

from __future__ import annotations

import graphene

from access.actions import webhooks
from access.choices import ASKED_FOR
from access.models import Webhook, WebhookDelivery
from api.graphql import words
from api.graphql.columns import input_of
from api.graphql.mutations.acts import Act
from api.graphql.scalars import Code, Moment

_WEBHOOK = ("webhook", Webhook)
_DELIVERY = ("delivery", WebhookDelivery)
_SECRET = (
    "secret",
    graphene.String,
    "The secret that requests are signed with: shown this once.",
)


class WebhookInput(
    input_of(  # type: ignore[misc]
        "WebhookFields",
        "What is given for a webhook.",
        Webhook,
        [each for each in webhooks.WEBHOOK_FIELDS if each != "events"],
        {**words.WEBHOOK, "unit": "The unit; it stays."},
    )
):
    """What is given for a webhook."""

    events = graphene.InputField(
        graphene.List(Code),
        description=f"The kinds of events to be told of. Codes: {', '.join(ASKED_FOR)}.",
    )


WEBHOOKS = (
    Act(
        "create_webhook",
        "Record a new webhook. Addresses inside the server's own network are refused.",
        webhooks.create_webhook,
        given=WebhookInput,
        gives=_WEBHOOK,
        beside=_SECRET,
    ),
    Act(
        "change_webhook",
        "Change a webhook, or switch it on or off.",
        webhooks.change_webhook,
        on=_WEBHOOK,
        versioned=True,
        given=WebhookInput,
        gives=_WEBHOOK,
    ),
    Act(
        "remove_webhook",
        "Remove a webhook, with all that it was or is to be told.",
        webhooks.remove_webhook,
        on=_WEBHOOK,
        versioned=True,
    ),
    Act(
        "rotate_webhook_secret",
        "Give a webhook another secret. For a day requests are signed with both.",
        webhooks.rotate_secret,
        on=_WEBHOOK,
        gives=_WEBHOOK,
        beside=_SECRET,
    ),
    Act(
        "test_webhook",
        "Have the worker send a webhook a ping; the delivery says what came of it.",
        webhooks.test_webhook,
        on=_WEBHOOK,
        gives=_DELIVERY,
    ),
    Act(
        "replay_webhook_delivery",
        "Send a delivery once more: the same event with the same id, from the first attempt on.",
        webhooks.replay_delivery,
        on=_DELIVERY,
        gives=_DELIVERY,
    ),
    Act(
        "replay_webhook",
        "Send all that was written for a webhook since a moment once more.",
        webhooks.replay_since,
        on=_WEBHOOK,
        more={
            "since": graphene.Argument(graphene.NonNull(Moment), description="From this moment on."),
        },
        gives=_WEBHOOK,
        beside=("count", graphene.Int, "How many deliveries are sent once more."),
    ),
)
