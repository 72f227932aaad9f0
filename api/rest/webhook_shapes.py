"""What answers hold of webhooks and of what they were told. No secret, but where it is made."""

from __future__ import annotations

from access.choices import DeliveryFault, DeliveryState, EventKind
from api.rest import fields as f
from api.rest.fields import Codes, Shape
from api.rest.shapes import Recorded


class WebhookShape(Recorded):
    """An address that is told of events in a unit and those below it."""

    unit = f.whole("The unit.", "unit_id")
    unit_code = f.text("", "unit.code", allow_null=False)
    name = f.text()
    target = f.text("The address that is told.")
    events = Codes(help_text="The kinds of events that it is told of.")
    notice_days = f.whole("How many days before it is told of a deadline.")
    active = f.truth("Whether it is told.")
    owner = f.whole("The user who made it: it is told what he may see.", "owner_id")
    owner_username = f.person("owner")
    delivered_at = f.moment("When it was told last.", "state.delivered_at")
    failing_since = f.moment("Since when it fails; null: it doesn't.", "state.failing_since")
    switched_off_at = f.moment("When it was switched off, as it failed for days.", "state.switched_off_at")


class WebhookSecretShape(WebhookShape):
    """A webhook with its new secret."""

    secret = f.text("What signatures are made with: shown this once.")


class WebhookDeliveryShape(Shape):
    """One event for one webhook, and what the last attempt came to."""

    id = f.whole("Its id.")
    webhook = f.whole("The webhook.", "webhook_id")
    webhook_name = f.text("", "webhook.name", allow_null=False)
    event = f.text("The id by which the receiver knows the event.", "event.key", allow_null=False)
    kind = f.code(EventKind, "What happened.", "event.kind", allow_null=False)
    occurred_at = f.moment("When it happened.", "event.occurred_at", allow_null=False)
    relationship = f.whole("The relationship concerned.", "event.relationship_id")
    state = f.code(DeliveryState)
    created_at = f.moment("When it was written.")
    attempts = f.whole("How many attempts were made, since it was written or replayed.")
    next_at = f.moment("When the next attempt is due; null: there is none.", allow_null=True)
    attempted_at = f.moment("When the last attempt was made.", allow_null=True)
    status = f.whole("The HTTP status that came back.", allow_null=True)
    duration_ms = f.whole("How long that took, in milliseconds.", allow_null=True)
    fault = f.code(DeliveryFault, "Why it failed; null: it didn't.", allow_null=True)
    answer = f.text("The beginning of the answer, control characters replaced.")


class ReplayedShape(Shape):
    """How much is sent once more."""

    count = f.whole("The number of deliveries.")
