"""What persons say of a result: that they judge otherwise, or why it is so for now."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from principles.choices import ExplanationLapse, Result
from principles.models.base import both_or_neither, filled, of_relationship, together
from principles.models.principle_set import Principle
from relationships.models.base import Record, code_field, in_order, one_of, years_of


class Judgement(Record):
    """A person's own result for a relationship and a principle, with the reason, until withdrawn.

    `principle` is the one it was written under; `principle_code` is what it goes by in later sets.
    """

    relationship = of_relationship("compliance_judgements")
    principle = models.ForeignKey(Principle, on_delete=models.PROTECT, related_name="judgements")
    principle_code = models.CharField(max_length=20)
    result = code_field(Result)
    reason = models.TextField()
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="compliance_judgements"
    )
    judged_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["relationship_id", "id"]
        constraints = [
            one_of("judgement_result_known", "result", Result),
            filled("judgement_has_a_reason", "reason", "principle_code"),
            both_or_neither("judgement_withdrawal_says_who_and_when", "withdrawn_at", "withdrawn_by"),
            models.UniqueConstraint(
                fields=["relationship", "principle_code"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_judgement",
            ),
        ]


class Explanation(Record):
    """Why a relationship departs from a principle for now, and what is done instead.

    It counts from its approval, by somebody else than its author, through `valid_until`, until it lapses.
    `seen` is what stood when it was approved: type, target, phase, subject, category. One
    approved explanation may stand beside one that awaits approval, so that it can be renewed in time.
    """

    relationship = of_relationship("explanations")
    principle = models.ForeignKey(Principle, on_delete=models.PROTECT, related_name="explanations")
    principle_code = models.CharField(max_length=20)
    reason = models.TextField()
    instead = models.TextField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="owned_explanations"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="written_explanations"
    )
    written_on = models.DateField()
    valid_until = models.DateField(db_index=True)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="approved_explanations",
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    seen = models.JSONField(default=dict, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    lapse = code_field(ExplanationLapse, blank=True)

    class Meta:
        ordering = ["relationship_id", "id"]
        constraints = [
            filled("explanation_has_texts", "reason", "instead", "principle_code"),
            years_of("explanation_days_in_range", "written_on", "valid_until"),
            in_order("explanation_valid_from_writing", "written_on", "valid_until"),
            both_or_neither("explanation_approval_says_who_and_when", "approver", "approved_at"),
            models.CheckConstraint(
                condition=models.Q(approver__isnull=True) | ~models.Q(approver=models.F("author")),
                name="explanation_approved_by_another",
            ),
            one_of("explanation_lapse_known", "lapse", ExplanationLapse, blank=True),
            together("explanation_lapse_says_when_and_why", "lapsed_at", "lapse"),
            models.UniqueConstraint(
                fields=["relationship", "principle_code"],
                condition=models.Q(lapsed_at__isnull=True, approved_at__isnull=False),
                name="one_standing_explanation",
            ),
            models.UniqueConstraint(
                fields=["relationship", "principle_code"],
                condition=models.Q(lapsed_at__isnull=True, approved_at__isnull=True),
                name="one_explanation_awaiting_approval",
            ),
        ]
