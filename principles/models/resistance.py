"""Resistance that showed, what was behind it, and what was answered."""

from __future__ import annotations

from django.db import models

from principles.choices import AnswerKind, ResistanceDriver, ResistanceVerdict
from principles.models.base import filled, of_relationship
from relationships.choices import Side
from relationships.models.base import Record, code_field, in_order, one_of, years_of


class ResistanceSignal(Record):
    """Resistance on one side against what the other can do, raised on a day.

    Investigated on a day with a verdict: RATIONAL and MIXED are rational objections, which ask for an
    answer. `answer_told_on`: the day on which the objector was told.
    """

    relationship = of_relationship("resistance_signals")
    side = code_field(Side)
    subject = models.CharField(max_length=500)
    raised_by = models.CharField(max_length=300, blank=True)
    raised_on = models.DateField()
    driver = code_field(ResistanceDriver, blank=True)
    investigation = models.TextField(blank=True)
    investigated_on = models.DateField(null=True, blank=True)
    verdict = code_field(ResistanceVerdict, blank=True)
    verdict_on = models.DateField(null=True, blank=True)
    answer_kind = code_field(AnswerKind, blank=True)
    answer = models.TextField(blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    answer_done_on = models.DateField(null=True, blank=True)
    answer_told_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["relationship_id", "id"]
        constraints = [
            one_of("signal_side_known", "side", Side),
            filled("signal_has_subject", "subject"),
            one_of("signal_driver_known", "driver", ResistanceDriver, blank=True),
            one_of("signal_verdict_known", "verdict", ResistanceVerdict, blank=True),
            one_of("signal_answer_known", "answer_kind", AnswerKind, blank=True),
            years_of(
                "signal_days_in_range",
                "raised_on",
                "investigated_on",
                "verdict_on",
                "answer_due_on",
                "answer_done_on",
                "answer_told_on",
            ),
            in_order("signal_investigated_after_raised", "raised_on", "investigated_on"),
            in_order("signal_verdict_after_investigation", "investigated_on", "verdict_on"),
            models.CheckConstraint(
                condition=models.Q(verdict="", verdict_on__isnull=True)
                | (~models.Q(verdict="") & models.Q(verdict_on__isnull=False, investigated_on__isnull=False)),
                name="signal_verdict_rests_on_investigation",
            ),
            models.CheckConstraint(
                condition=~models.Q(answer_kind="")
                | models.Q(
                    answer="",
                    answer_due_on__isnull=True,
                    answer_done_on__isnull=True,
                    answer_told_on__isnull=True,
                ),
                name="signal_answer_says_its_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(answer_kind="") | ~models.Q(verdict=""),
                name="signal_answer_follows_verdict",
            ),
        ]

    def __str__(self) -> str:
        return self.subject
