"""Ratings of facts, and what people trust each other with."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from relationships.choices import ATTITUDES, FACTS, Direction, FactSource
from relationships.models.base import (
    Record,
    between,
    code_field,
    in_order,
    level_between,
    one_of,
    years_of,
)


class FactRating(Record):
    """One person's rating of one fact, 1-5, on a day. Never overwritten; it can be withdrawn.

    Facts assumed from a category are no ratings: they are read from its profile as long as nothing
    else is known (`relationships.queries.facts`).
    """

    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="ratings"
    )
    fact = models.CharField(max_length=30)
    value = models.PositiveSmallIntegerField()
    source = code_field(FactSource)
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ratings")
    assessed_on = models.DateField()
    evidence = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ["relationship_id", "id"]
        indexes = [models.Index(fields=["relationship", "fact"])]
        constraints = [
            one_of("rating_fact_known", "fact", FACTS),
            one_of("rating_source_known", "source", [FactSource.ASSESSED, FactSource.IMPORTED]),
            level_between("rating_level", "value"),
            years_of("rating_day_in_range", "assessed_on"),
            models.CheckConstraint(
                condition=~models.Q(fact__in=ATTITUDES, value__in=[1, 5]) | ~models.Q(evidence=""),
                name="extreme_attitude_has_evidence",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="withdrawal_says_who_and_when",
            ),
        ]


class TrustAssessment(Record):
    """Actual trust in one direction, 1-5, on a day; optionally what it rests on, 1-5 each."""

    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="trust_assessments"
    )
    direction = code_field(Direction, max_length=20)
    level = models.PositiveSmallIntegerField()
    ability = models.PositiveSmallIntegerField(null=True, blank=True)
    integrity = models.PositiveSmallIntegerField(null=True, blank=True)
    benevolence = models.PositiveSmallIntegerField(null=True, blank=True)
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="trust_assessments"
    )
    assessed_on = models.DateField()
    evidence = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ["relationship_id", "id"]
        constraints = [
            one_of("trust_direction_known", "direction", Direction),
            level_between("trust_level", "level"),
            level_between("trust_ability_level", "ability"),
            level_between("trust_integrity_level", "integrity"),
            level_between("trust_benevolence_level", "benevolence"),
            years_of("trust_day_in_range", "assessed_on"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="trust_withdrawal_says_who_and_when",
            ),
        ]


class SafeguardKind(Record):
    """A kind of safeguard, and the trust level that it stands in for (2-4; 5 can't be contracted)."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    name_nl = models.CharField(max_length=200, blank=True)
    level = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["level", "code"]
        constraints = [level_between("safeguard_level", "level", 2, 4)]

    def __str__(self) -> str:
        return self.name


class Safeguard(Record):
    """Something in place that stands in for trust, from a day to a day (both inclusive; empty: open)."""

    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="safeguards"
    )
    kind = models.ForeignKey(SafeguardKind, on_delete=models.PROTECT, related_name="safeguards")
    active_from = models.DateField()
    active_to = models.DateField(null=True, blank=True)
    contract = models.ForeignKey(
        "relationships.Contract",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="safeguards",
    )
    remarks = models.TextField(blank=True)

    class Meta:
        ordering = ["relationship_id", "id"]
        constraints = [
            years_of("safeguard_days_in_range", "active_from", "active_to"),
            in_order("safeguard_end_not_before_start", "active_from", "active_to"),
        ]


class ExchangeRate(Record):
    """What one unit of a currency was worth in the reporting currency, from a day on."""

    currency = models.CharField(max_length=3)
    valid_from = models.DateField()
    rate = models.DecimalField(max_digits=15, decimal_places=8)

    class Meta:
        ordering = ["currency", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["currency", "valid_from"], name="one_rate_a_day"),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="rate_positive"),
            between("rate_day_in_range", "valid_from", "1900-01-01", "9999-12-31"),
        ]
