"""Acts on capabilities of each side, and on what two of them make together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from principles.actions import records
from principles.choices import CapabilityPairKind, RecordKind
from principles.models import Capability, CapabilityPair
from relationships.actions.inputs import action
from relationships.actor import Actor
from relationships.errors import Problems
from relationships.models import Relationship


def _tidy_capability(capability: Capability, by: Actor, problems: Problems) -> None:
    if capability.pk is None:
        return
    customer, supplier = Q(customer_capability=capability), Q(supplier_capability=capability)
    wrong = customer if capability.side != "CUSTOMER" else supplier
    if CapabilityPair.objects.filter(wrong).exists():
        problems.add("IN_USE", "side", what=str(capability), by=str(CapabilityPair._meta.verbose_name))


def _tidy_pair(pair: CapabilityPair, by: Actor, problems: Problems) -> None:
    records.of_sides(pair, "customer_capability", "supplier_capability", problems)
    records.paired_once(pair, "customer_capability", "supplier_capability", problems)
    if pair.reason and pair.kind != CapabilityPairKind.OVERLAPPING:
        problems.add("UNKNOWN_CODE", "reason", value=pair.reason, choices="–")


CAPABILITY = records.Evidence(
    Capability,
    RecordKind.CAPABILITY,
    fields=("side", "description"),
    required=("side", "description"),
    tidy=_tidy_capability,
)
CAPABILITY_PAIR = records.Evidence(
    CapabilityPair,
    RecordKind.CAPABILITY_PAIR,
    fields=("customer_capability", "supplier_capability", "kind", "state", "reason", "remarks"),
    required=("customer_capability", "supplier_capability", "kind"),
    tidy=_tidy_pair,
)


@action
def create_capability(*, by: Actor, relationship: Relationship, given: Mapping[str, Any]) -> Capability:
    """Record what a side can do."""
    return records.create(CAPABILITY, by=by, relationship=relationship, given=given)


@action
def change_capability(
    *, by: Actor, capability: Capability, given: Mapping[str, Any], version: int | None = None
) -> Capability:
    return records.change(CAPABILITY, capability, by=by, given=given, version=version)


@action
def remove_capability(*, by: Actor, capability: Capability, version: int | None = None) -> None:
    """Delete a capability that stands in no pair."""
    records.take_away(CAPABILITY, capability, by=by, version=version)


@action
def create_capability_pair(
    *, by: Actor, relationship: Relationship, given: Mapping[str, Any]
) -> CapabilityPair:
    """Put a capability of the customer beside one of the supplier: identified, unless said further."""
    return records.create(CAPABILITY_PAIR, by=by, relationship=relationship, given=given)


@action
def change_capability_pair(
    *, by: Actor, capability_pair: CapabilityPair, given: Mapping[str, Any], version: int | None = None
) -> CapabilityPair:
    return records.change(CAPABILITY_PAIR, capability_pair, by=by, given=given, version=version)


@action
def remove_capability_pair(*, by: Actor, capability_pair: CapabilityPair, version: int | None = None) -> None:
    records.take_away(CAPABILITY_PAIR, capability_pair, by=by, version=version)
