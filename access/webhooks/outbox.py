"""Events and deliveries, written in the transaction of what happened: there with it, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from access.choices import DeliveryState, EventKind
from access.models import Webhook, WebhookDelivery, WebhookEvent
from access.models.webhooks import new_key
from access.webhooks import tasks
from relationships import rows
from relationships.changes import Happening
from relationships.models import Relationship, Unit
from relationships.queries.among import among


@dataclass(frozen=True, slots=True)
class Listening:
    """A webhook as the outbox knows it: what it asks for, and the path of its unit."""

    pk: int
    events: Collection[str]
    path: str

    def hears(self, kind: str, path: str) -> bool:
        return kind in self.events and path.startswith(self.path)


@dataclass(frozen=True, slots=True)
class Place:
    """The unit of an event."""

    unit: int
    path: str


@dataclass(frozen=True, slots=True)
class Told:
    """An event that is to be written: its kind, where and when, and the webhooks that hear of it."""

    kind: EventKind
    at: datetime
    unit: int
    relationship: int | None
    says: Mapping[str, Any]
    hooks: Sequence[int]


def on_happenings(happenings: Sequence[Happening]) -> None:
    """Write what webhooks ask for. One query when none does; five whatever the number otherwise."""
    kinds = {str(each.event) for each in happenings}
    listening = [each for each in active() if kinds.intersection(each.events)]
    if not listening:
        return
    places = _places(happenings)
    told = []
    for each in happenings:
        place = places.get((each.relationship, each.unit))
        if place is None:
            continue
        hooks = [hook.pk for hook in listening if hook.hears(str(each.event), place.path)]
        if hooks:
            kind = EventKind(each.event)
            told.append(Told(kind, each.at, place.unit, each.relationship, each.says, hooks))
    write(told)


def active() -> list[Listening]:
    """The webhooks that are switched on. One query."""
    found = Webhook.objects.filter(active=True).order_by("pk").values_list("pk", "events", "unit__path")
    return [Listening(*each) for each in found]


def _places(happenings: Sequence[Happening]) -> Mapping[tuple[int | None, int | None], Place]:
    """Where they happened, by relationship and unit."""
    places: dict[tuple[int | None, int | None], Place] = {}
    relationships = {each.relationship for each in happenings if each.relationship is not None}
    if relationships:
        found = Relationship.objects.filter(pk__in=among(sorted(relationships))).order_by()
        for pk, unit, path in found.values_list("pk", "unit_id", "unit__path"):
            places[(pk, None)] = Place(unit, path)
    units = {each.unit for each in happenings if each.unit is not None}
    if units:
        for unit, path in Unit.objects.filter(pk__in=units).values_list("pk", "path"):
            places[(None, unit)] = Place(unit, path)
    return places


def write(told: Sequence[Told]) -> list[int]:
    """Write events and their deliveries, and have them sent once the transaction stands; the events' ids.

    Two statements, whatever the number.
    """
    if not told:
        return []
    names = ("key", "kind", "occurred_at", "unit_id", "relationship_id", "says")
    plain = [(new_key(), each.kind, each.at, each.unit, each.relationship, dict(each.says)) for each in told]
    keys = rows.add_columns(WebhookEvent, names, rows.prepared(WebhookEvent, names, plain))
    waiting = {"state": DeliveryState.WAITING, "attempts": 0, "claim": "", "fault": "", "answer": ""}
    rows.insert(
        WebhookDelivery,
        ("event_id", "webhook_id", "created_at", "next_at", *waiting),
        [
            (key, hook, each.at, each.at, *waiting.values())
            for key, each in zip(keys, told, strict=True)
            for hook in each.hooks
        ],
    )
    tasks.deliver_later()
    return keys
