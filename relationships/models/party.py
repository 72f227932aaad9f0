"""Counterparties: who they are, and by which names and numbers they are recognised."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from relationships.choices import IdentifierScheme
from relationships.models.base import Record, code_field, one_of


class Party(Record):
    """A counterparty. It is neither customer nor supplier: that is its side in a relationship.

    `normalised_name` is the form in which names are compared (`relationships.names.normalised`).
    """

    name = models.CharField(max_length=300)
    legal_name = models.CharField(max_length=300, blank=True)
    normalised_name = models.CharField(max_length=600, db_index=True, editable=False)
    country = models.CharField(max_length=2, blank=True)
    place = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="subsidiaries"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "parties"
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="party_has_name"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="party_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartyAlias(Record):
    """Another name by which the party is known."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    normalised_name = models.CharField(max_length=600, db_index=True, editable=False)

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "party aliases"
        constraints = [
            models.UniqueConstraint(fields=["party", "name"], name="one_alias_a_name"),
        ]


class PartyIdentifier(Record):
    """A number that tells the party from all others, in the scheme that gave it.

    A creditor number is unique within the unit whose administration gave it (`issuer`); all other
    schemes are unique everywhere.
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="identifiers")
    scheme = code_field(IdentifierScheme)
    value = models.CharField(max_length=50)
    issuer = models.ForeignKey(
        "relationships.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["scheme", "value", "id"]
        constraints = [
            one_of("identifier_scheme_known", "scheme", IdentifierScheme),
            models.UniqueConstraint(
                fields=["scheme", "value"],
                condition=~models.Q(scheme=IdentifierScheme.CREDITOR),
                name="one_party_an_identifier",
            ),
            models.UniqueConstraint(
                fields=["issuer", "value"],
                condition=models.Q(scheme=IdentifierScheme.CREDITOR),
                name="one_party_a_creditor_number",
            ),
            models.CheckConstraint(
                condition=models.Q(scheme=IdentifierScheme.CREDITOR, issuer__isnull=False)
                | ~models.Q(scheme=IdentifierScheme.CREDITOR) & models.Q(issuer__isnull=True),
                name="creditor_numbers_have_an_issuer",
            ),
        ]
