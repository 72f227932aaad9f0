"""Relationships: one of our units and a counterparty, and what is delivered between them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from relationships.choices import ArrangementState, Nature, PartyPart, Phase, Side
from relationships.models.base import Record, code_field, one_of


class Relationship(Record):
    """What one of our units and a counterparty have with each other about one subject.

    `our_role` is the side we are on. `external_key` is what imports match on, unique in the home
    portfolio. `category` is the category as given, `profile` the profile it was recognised as.
    """

    unit = models.ForeignKey("relationships.Unit", on_delete=models.PROTECT, related_name="relationships")
    portfolio = models.ForeignKey(
        "relationships.Portfolio",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="relationships",
    )
    party = models.ForeignKey("relationships.Party", on_delete=models.PROTECT, related_name="relationships")
    our_role = code_field(Side)
    subject = models.CharField(max_length=500, blank=True)
    nature = code_field(Nature, default=Nature.COMMERCIAL)
    category = models.CharField(max_length=300, blank=True)
    profile = models.ForeignKey(
        "relationships.CategoryProfile",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="relationships",
    )
    phase = code_field(Phase, default=Phase.ANALYSIS)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_relationships",
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deputised_relationships",
    )
    sponsor_customer = models.CharField(max_length=300, blank=True)
    sponsor_supplier = models.CharField(max_length=300, blank=True)
    external_key = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("relationship_role_known", "our_role", Side),
            one_of("relationship_nature_known", "nature", Nature),
            one_of("relationship_phase_known", "phase", Phase),
            models.UniqueConstraint(
                fields=["portfolio", "external_key"], name="one_external_key_a_portfolio"
            ),
            models.CheckConstraint(
                condition=models.Q(external_key__isnull=True) | ~models.Q(external_key=""),
                name="external_key_not_blank",
            ),
        ]
        indexes = [models.Index(fields=["portfolio", "party", "our_role"])]

    def __str__(self) -> str:
        return f"{self.party} – {self.subject}" if self.subject else str(self.party)


class RelationshipParty(Record):
    """A further party with a part of its own: lead, consortium member, subcontractor, guarantor."""

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="further_parties")
    party = models.ForeignKey("relationships.Party", on_delete=models.PROTECT, related_name="further_parts")
    part = code_field(PartyPart)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "further parties"
        constraints = [
            models.UniqueConstraint(
                fields=["relationship", "party", "part"], name="one_part_a_further_party"
            ),
            one_of("further_party_part_known", "part", PartyPart),
        ]


class Arrangement(Record):
    """Whether something that the chosen type asks for is in place (`relationships.arrangements`)."""

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="arrangements")
    kind = models.CharField(max_length=40)
    state = code_field(ArrangementState)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["relationship_id", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["relationship", "kind"], name="one_arrangement_a_kind"),
            one_of("arrangement_state_known", "state", ArrangementState),
            models.CheckConstraint(
                condition=~models.Q(state=ArrangementState.NOT_APPLICABLE) | ~models.Q(reason=""),
                name="not_applicable_has_a_reason",
            ),
        ]
