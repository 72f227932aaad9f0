"""Whether a relationship complies with a principle, now and before."""

from __future__ import annotations

from django.db import models

from principles.choices import ComputedResult, EffectiveResult
from principles.models.explanation import Explanation, Judgement
from principles.models.principle_set import Principle
from relationships.models.base import code_field, one_of


def _of_those_with(name: str, column: str) -> models.Index:
    """An index of the rows in which this column is filled in."""
    return models.Index(fields=[column], name=name, condition=models.Q(**{f"{column}__isnull": False}))


class ComplianceColumns(models.Model):
    """What is found of a relationship under a principle since a moment.

    `result` is the check's; `judgement` a person's differing one; `explanation` the one that counts.
    `effective` is what all of these come to. `reasons` and `ways` are lists of {"code", "params"}.
    Always under a set that is in force or was: what a draft would bring is computed, never stored.

    All rows are written anew with a new set, so that an index more is paid for a million times: what few rows
    have is indexed for these only, and a key that another index begins with has none of its own.
    """

    principle = models.ForeignKey(
        Principle, on_delete=models.PROTECT, related_name="%(class)s_rows", db_index=False
    )
    result = code_field(ComputedResult)
    effective = code_field(EffectiveResult)
    reasons = models.JSONField(default=list)
    ways = models.JSONField(default=list)
    judgement = models.ForeignKey(
        Judgement, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    explanation = models.ForeignKey(
        Explanation, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    since = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True


class Compliance(ComplianceColumns):
    """What holds now, right up to and including `valid_until` (empty: until a record changes)."""

    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="compliance", db_index=False
    )
    valid_until = models.DateField(null=True)

    class Meta:
        ordering = ["relationship_id", "principle_id"]
        verbose_name_plural = "compliance"
        constraints = [
            models.UniqueConstraint(fields=["relationship", "principle"], name="one_compliance_a_principle"),
            one_of("compliance_result_known", "result", ComputedResult),
            one_of("compliance_effective_known", "effective", EffectiveResult),
        ]
        indexes = [
            # In the order in which results are counted, so that they need not be sorted for it.
            models.Index(
                fields=["principle", "effective", "result", "since", "relationship"],
                name="compliance_by_result",
            ),
            _of_those_with("compliance_valid_until_day", "valid_until"),
            _of_those_with("compliance_judged", "judgement"),
            _of_those_with("compliance_explained", "explanation"),
        ]


class PastCompliance(ComplianceColumns):
    """What held from `since` until `until` (not included)."""

    relationship = models.ForeignKey(
        "relationships.Relationship",
        on_delete=models.CASCADE,
        related_name="past_compliance",
        db_index=False,
    )
    until = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["relationship_id", "principle_id", "since"]
        verbose_name_plural = "past compliance"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("since")), name="past_compliance_lasted_a_while"
            ),
            one_of("past_compliance_result_known", "result", ComputedResult),
            one_of("past_compliance_effective_known", "effective", EffectiveResult),
        ]
        indexes = [
            models.Index(fields=["relationship", "since"], name="past_compliance_began"),
            models.Index(
                fields=["principle", "effective", "result", "since", "until", "relationship"],
                name="past_compliance_by_result",
            ),
            _of_those_with("past_compliance_judged", "judgement"),
            _of_those_with("past_compliance_explained", "explanation"),
        ]
