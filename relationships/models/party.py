"""Counterparties: who they are, and by which names and numbers they are recognised."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from relationships.choices import IdentifierScheme
from relationships.models.base import Record, code_field, in_order, one_of


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


class PartyMerge(models.Model):
    """That one party turned out to be another: `other_id` went into `into_id`, and is no record any more.

    Ids and no references: the other is gone while the merge stands. When `into_id` is merged itself, this
    follows, so that an id once given leads to the party that it is today. `moved` holds what undoing takes
    (`relationships.actions.merging`). A dated record of its own: what it did to the parties and to all that
    moved is in their histories.
    """

    into_id = models.BigIntegerField(db_index=True, editable=False)
    other_id = models.BigIntegerField(db_index=True, editable=False)
    other_name = models.CharField(max_length=300, editable=False)
    merged_at = models.DateTimeField(editable=False)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    undone_at = models.DateTimeField(null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    moved = models.JSONField(editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(into_id=models.F("other_id")), name="merge_of_two_parties"
            ),
            models.UniqueConstraint(
                fields=["other_id"],
                condition=models.Q(undone_at__isnull=True),
                name="one_standing_merge_a_party",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True, undone_by__isnull=True)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
            ),
            in_order("merge_undone_after", "merged_at", "undone_at"),
        ]

    def __str__(self) -> str:
        return f"{self.other_name} (#{self.other_id}) → #{self.into_id}"


class PartyDistinction(Record):
    """That two parties which look like one are two: they are not suggested as duplicates again.

    `first` is the one with the lower id.
    """

    first = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="distinctions_from_later")
    second = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="distinctions_from_earlier")
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_distinction_a_pair"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="distinction_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
