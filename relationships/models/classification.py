"""Decisions about a relationship, and the verdict on them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from relationships.choices import CollaborationType, Posture, Side, VerdictCode
from relationships.models.base import Record, code_field, level_between, one_of
from relationships.models.rule_set import RuleSet


class Classification(Record):
    """A decision: this type, with this trust as the target, for this reason, on these facts.

    Never changed. A new one supersedes it: only then is `superseded_at` filled in.
    """

    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="classifications"
    )
    chosen_type = code_field(CollaborationType)
    trust_target = models.PositiveSmallIntegerField()
    options_considered = models.JSONField(default=list, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="classifications"
    )
    decided_at = models.DateTimeField()
    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="classifications")
    facts = models.JSONField()
    recommendation = models.JSONField()
    verdict = models.JSONField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["relationship_id", "id"]
        constraints = [
            one_of("classification_type_known", "chosen_type", CollaborationType),
            level_between("classification_target", "trust_target"),
            models.UniqueConstraint(
                fields=["relationship"],
                condition=models.Q(superseded_at__isnull=True),
                name="one_current_classification",
            ),
        ]


class VerdictColumns(models.Model):
    """What the rule says of a relationship: columns to filter and sort by, and the whole as `detail`.

    Empty means undecided, never a value. `flag_codes` is "|CODE|CODE|", so that a flag is found on
    every database. Levels and depths as in the rule; the score runs from 0 to 100.
    """

    verdict = code_field(VerdictCode)
    chosen_type = code_field(CollaborationType, blank=True)
    trust_target = models.PositiveSmallIntegerField(null=True)
    score = models.FloatField(null=True)
    score_low = models.FloatField(null=True)
    score_high = models.FloatField(null=True)
    delivery_type = code_field(CollaborationType, blank=True)
    needed_depth = models.PositiveSmallIntegerField(null=True)
    needed_low = models.PositiveSmallIntegerField(null=True)
    needed_high = models.PositiveSmallIntegerField(null=True)
    feasible_depth = models.PositiveSmallIntegerField(null=True)
    feasible_low = models.PositiveSmallIntegerField(null=True)
    feasible_high = models.PositiveSmallIntegerField(null=True)
    recommended_type = code_field(CollaborationType, blank=True)
    posture = code_field(Posture, blank=True)
    posture_side = code_field(Side, blank=True)
    required_trust = models.PositiveSmallIntegerField(null=True)
    required_trust_low = models.PositiveSmallIntegerField(null=True)
    required_trust_high = models.PositiveSmallIntegerField(null=True)
    required_trust_recommended = models.PositiveSmallIntegerField(null=True)
    trust_customer_to_supplier = models.PositiveSmallIntegerField(null=True)
    trust_supplier_to_customer = models.PositiveSmallIntegerField(null=True)
    mutual_trust = models.PositiveSmallIntegerField(null=True)
    residual_gap = models.PositiveSmallIntegerField(null=True)
    flag_codes = models.CharField(max_length=300, blank=True)
    unknown_facts = models.PositiveSmallIntegerField(null=True)
    assumed_facts = models.PositiveSmallIntegerField(null=True)
    parties_open = models.BooleanField(default=True)
    detail = models.JSONField(default=dict)
    rule_set = models.ForeignKey(RuleSet, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True


class Verdict(VerdictColumns):
    """The current verdict of a relationship, right up to and including `valid_until`.

    PENDING (nothing else filled in): a bulk change has marked it, the worker has yet to compute it.
    """

    relationship = models.OneToOneField(
        "relationships.Relationship",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="verdict",
    )
    valid_until = models.DateField(null=True, db_index=True)

    class Meta:
        constraints = [one_of("verdict_known", "verdict", VerdictCode)]
        indexes = [models.Index(fields=["verdict"]), models.Index(fields=["recommended_type"])]


class PastVerdict(VerdictColumns):
    """What the verdict was from `since` until `until` (not included)."""

    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="past_verdicts"
    )
    until = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["relationship_id", "since"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("since")), name="past_verdict_lasted_a_while"
            )
        ]
        indexes = [models.Index(fields=["relationship", "until"])]


class BulkRun(models.Model):
    """The progress of work in the background: how much of it there is, and how much is done."""

    kind = models.CharField(max_length=40)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
