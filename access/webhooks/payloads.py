"""What a webhook is told of an event: ids, codes, days and addresses, no text that a person wrote.

Asked for at the moment of sending: what the webhook's owner may not see by then, or what left its unit, is
not told at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from access.choices import EventKind
from access.models import WebhookDelivery
from relationships.models import Relationship, Unit
from relationships.queries import visible_to

# Where more is to be read, by what an event says.
_ADDRESSES = {"contract": "contracts", "explanation": "explanations", "import": "imports"}


def body_of(delivery: WebhookDelivery) -> bytes | None:
    """The body of the request; None: the owner may not be told (any more), or it is gone. One query."""
    event, webhook = delivery.event, delivery.webhook
    if event.kind == EventKind.PING:
        return _written(delivery, webhook.unit, None)
    if event.relationship_id is not None:
        seen = visible_to(webhook.owner, Relationship).filter(unit__path__startswith=webhook.unit.path)
        found = seen.select_related("unit").filter(pk=event.relationship_id).first()
        return None if found is None else _written(delivery, found.unit, found)
    units = visible_to(webhook.owner, Unit).filter(path__startswith=webhook.unit.path)
    unit = units.filter(pk=event.unit_id).first()
    return None if unit is None else _written(delivery, unit, None)


def _written(delivery: WebhookDelivery, unit: Unit, relationship: Relationship | None) -> bytes:
    event = delivery.event
    told = {
        "id": event.key,
        "kind": event.kind,
        "occurred_at": event.occurred_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "webhook": delivery.webhook_id,
        "unit": {"id": unit.pk, "code": unit.code},
        "relationship": relationship
        and {"id": relationship.pk, "external_key": relationship.external_key or None},
        "says": event.says,
        "links": _links(event.says, relationship),
    }
    return json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode()


def _links(says: Mapping[str, Any], relationship: Relationship | None) -> dict[str, str]:
    links = {} if relationship is None else {"relationship": f"/api/v1/relationships/{relationship.pk}"}
    for name, address in _ADDRESSES.items():
        if name in says:
            links[name] = f"/api/v1/{address}/{says[name]}"
    return links
