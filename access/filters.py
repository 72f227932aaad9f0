"""Filtered lists of webhooks and their deliveries, offered at every entrance."""

from __future__ import annotations

from access.choices import DeliveryFault, DeliveryState, EventKind
from access.models import SavedQuery, Webhook, WebhookDelivery
from relationships import filters
from relationships import models as m
from relationships.filters import Conditions
from relationships.filters.base import changed, only_ids, within
from relationships.filters.kinds import (
    Codes,
    Levels,
    Moment,
    Ordering,
    References,
    Subtrees,
    Text,
    Texts,
    Truth,
)


class WebhookFilter(Conditions):
    always = ("name",)

    id = only_ids()
    q = Text("name", "icontains", help_text="A part of the name.")
    unit = Subtrees("unit__path", help_text="Of this unit (id or code) or one below it.")
    active = Truth("active", help_text="Switched on.")
    changed_since = changed()
    ordering = Ordering(
        keys={"name": ("name",), "id": ("id",), "unit": ("unit__code",), "changed_at": ("changed_at",)}
    )


class WebhookDeliveryFilter(Conditions):
    always = ("-id",)

    id = only_ids()
    webhook = References("webhook", model=Webhook, help_text="To this webhook (id).")
    unit = Subtrees("webhook__unit__path", help_text="To webhooks of this unit (id or code) or one below it.")
    state = Codes("state", codes=DeliveryState, help_text="What came of it.")
    kind = Codes("event__kind", codes=EventKind, help_text="Of events of this kind.")
    fault = Codes("fault", codes=DeliveryFault, help_text="Why the last attempt failed.")
    status = Levels("status", low=100, high=999, help_text="The HTTP status of the last attempt.")
    relationship = References(
        "event__relationship_id", model=m.Relationship, help_text="About this relationship (id)."
    )
    created_after, created_before = within("created_at", "Written", Moment)
    ordering = Ordering(
        keys={"id": ("id",), "created_at": ("created_at",), "attempted_at": ("attempted_at",)},
    )


class SavedQueryFilter(Conditions):
    always = ("name",)

    id = only_ids()
    q = Text("name", "icontains", help_text="A part of the name.")
    name = Texts("name", help_text="Of this name.")
    unit = Subtrees("unit__path", help_text="Shared with this unit (id or code) or one below it.")
    owner = References("owner", model=m.User, help_text="Of this owner (id or user name).")
    changed_since = changed()
    ordering = Ordering(keys={"name": ("name",), "id": ("id",), "changed_at": ("changed_at",)})


FILTERS: dict[type, type[Conditions]] = {
    SavedQuery: SavedQueryFilter,
    Webhook: WebhookFilter,
    WebhookDelivery: WebhookDeliveryFilter,
}


def register() -> None:
    """Have every entrance offer these lists."""
    for model, conditions in FILTERS.items():
        filters.register(model, conditions)
