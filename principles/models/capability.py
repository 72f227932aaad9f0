"""What each side can do, and what two capabilities make together."""

from __future__ import annotations

from django.db import models

from principles.choices import CapabilityPairKind, CapabilityPairState, OverlapReason
from principles.models.base import filled, of_relationship
from relationships.choices import Side
from relationships.models.base import Record, code_field, one_of


class Capability(Record):
    """Something that one side can do and that bears on what is delivered."""

    relationship = of_relationship("capabilities")
    side = code_field(Side)
    description = models.CharField(max_length=500)

    class Meta:
        ordering = ["relationship_id", "id"]
        verbose_name_plural = "capabilities"
        constraints = [
            one_of("capability_side_known", "side", Side),
            filled("capability_described", "description"),
        ]

    def __str__(self) -> str:
        return self.description


class CapabilityPair(Record):
    """A capability of the customer beside one of the supplier: complementary, or overlapping.

    `reason` is why overlapping ones are put together; only scale counts.
    """

    relationship = of_relationship("capability_pairs")
    customer_capability = models.ForeignKey(
        Capability, on_delete=models.PROTECT, related_name="pairs_as_customer"
    )
    supplier_capability = models.ForeignKey(
        Capability, on_delete=models.PROTECT, related_name="pairs_as_supplier"
    )
    kind = code_field(CapabilityPairKind)
    state = code_field(CapabilityPairState, default=CapabilityPairState.IDENTIFIED)
    reason = code_field(OverlapReason, blank=True)
    remarks = models.TextField(blank=True)

    class Meta:
        ordering = ["relationship_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer_capability", "supplier_capability"], name="capabilities_paired_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(customer_capability=models.F("supplier_capability")),
                name="capability_not_its_own_pair",
            ),
            one_of("capability_pair_kind_known", "kind", CapabilityPairKind),
            one_of("capability_pair_state_known", "state", CapabilityPairState),
            one_of("capability_pair_reason_known", "reason", OverlapReason, blank=True),
            models.CheckConstraint(
                condition=models.Q(reason="") | models.Q(kind=CapabilityPairKind.OVERLAPPING),
                name="only_overlap_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_capability} – {self.supplier_capability}"
