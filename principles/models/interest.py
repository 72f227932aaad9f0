"""What each side wants, and how two of these stand to each other."""

from __future__ import annotations

from django.db import models

from principles.choices import InterestKind, PairRating, Priority, Scope
from principles.models.base import filled, of_relationship
from relationships.choices import Side
from relationships.models.base import Record, code_field, one_of


class Interest(Record):
    """An interest, goal, need or hesitation of one side. Disclosed by that side, else inferred by us.

    Of a department or of the whole organisation; `own_target`: somebody is held to it as a target.
    """

    relationship = of_relationship("interests")
    side = code_field(Side)
    kind = code_field(InterestKind)
    description = models.CharField(max_length=500)
    priority = code_field(Priority)
    disclosed = models.BooleanField(default=False)
    scope = code_field(Scope, default=Scope.ORGANISATION)
    own_target = models.BooleanField(default=False)

    class Meta:
        ordering = ["relationship_id", "id"]
        constraints = [
            one_of("interest_side_known", "side", Side),
            one_of("interest_kind_known", "kind", InterestKind),
            filled("interest_described", "description"),
            one_of("interest_priority_known", "priority", Priority),
            one_of("interest_scope_known", "scope", Scope),
        ]

    def __str__(self) -> str:
        return self.description


class InterestPair(Record):
    """An interest of the customer beside one of the supplier; `rating` is empty while unrated.

    CONFLICTING acknowledges an opposed interest; `arrangement` says how the two live with it.
    """

    relationship = of_relationship("interest_pairs")
    customer_interest = models.ForeignKey(
        Interest, on_delete=models.PROTECT, related_name="pairs_as_customer"
    )
    supplier_interest = models.ForeignKey(
        Interest, on_delete=models.PROTECT, related_name="pairs_as_supplier"
    )
    rating = code_field(PairRating, blank=True)
    arrangement = models.TextField(blank=True)

    class Meta:
        ordering = ["relationship_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer_interest", "supplier_interest"], name="interests_paired_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(customer_interest=models.F("supplier_interest")),
                name="interest_not_its_own_pair",
            ),
            one_of("interest_pair_rating_known", "rating", PairRating, blank=True),
        ]

    def __str__(self) -> str:
        return f"{self.customer_interest} – {self.supplier_interest}"
