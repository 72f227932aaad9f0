"""What a relationship brings, and to whom."""

from __future__ import annotations

from django.db import models

from principles.choices import Beneficiary
from principles.models.base import filled, of_relationship
from relationships.models.base import AmountField, Record, code_field, level_between, one_of


class Benefit(Record):
    """An effect of the relationship for somebody: -5…5, empty while unknown; only above 0 is a benefit.

    Stated by the other party, else estimated by us. `evidence` says what shows it.
    """

    relationship = of_relationship("benefits")
    beneficiary = code_field(Beneficiary)
    description = models.CharField(max_length=500)
    effect = models.SmallIntegerField(null=True, blank=True)
    amount = AmountField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    stated_by_them = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)

    class Meta:
        ordering = ["relationship_id", "id"]
        constraints = [
            one_of("benefit_beneficiary_known", "beneficiary", Beneficiary),
            filled("benefit_described", "description"),
            level_between("benefit_effect", "effect", -5, 5),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | ~models.Q(currency=""),
                name="benefit_amount_has_a_currency",
            ),
        ]

    def __str__(self) -> str:
        return self.description
