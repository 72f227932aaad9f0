"""How a relationship is developed step by step, and the looking back at it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from principles.choices import ResistanceAsked, StageKind
from principles.models.base import filled, of_relationship
from relationships.models.base import Record, code_field, in_order, one_of, years_of


class DevelopmentPlan(Record):
    """A plan to develop a relationship in stages. `raises`: the caps that it is to raise.

    It stands until it is abandoned, which takes a reason.
    """

    relationship = of_relationship("development_plans")
    title = models.CharField(max_length=300)
    purpose = models.TextField(blank=True)
    raises = models.JSONField(default=list, blank=True)
    abandoned_on = models.DateField(null=True, blank=True)
    abandoned_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["relationship_id", "id"]
        constraints = [
            filled("plan_has_title", "title"),
            years_of("plan_days_in_range", "abandoned_on"),
            models.CheckConstraint(
                condition=models.Q(abandoned_on__isnull=True) | ~models.Q(abandoned_reason=""),
                name="abandoned_plan_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Stage(Record):
    """A stage of a plan, in its place, closed by a gate: who is to approve, and the day on which he did.

    `back_dated`: a day of it was recorded later than it came; so it stays.
    """

    plan = models.ForeignKey(DevelopmentPlan, on_delete=models.PROTECT, related_name="stages")
    kind = code_field(StageKind)
    position = models.PositiveSmallIntegerField()
    remarks = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="gates",
    )
    approved_on = models.DateField(null=True, blank=True)
    back_dated = models.BooleanField(default=False)

    class Meta:
        ordering = ["plan_id", "position", "id"]
        constraints = [
            one_of("stage_kind_known", "kind", StageKind),
            models.UniqueConstraint(fields=["plan", "kind"], name="one_stage_a_kind"),
            years_of("stage_days_in_range", "due_on", "started_on", "done_on", "approved_on"),
            in_order("stage_done_after_started", "started_on", "done_on"),
            in_order("stage_approved_after_done", "done_on", "approved_on"),
            models.CheckConstraint(
                condition=models.Q(approved_on__isnull=True)
                | models.Q(approver__isnull=False, done_on__isnull=False),
                name="approved_stage_is_done_and_has_an_approver",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.kind}"


class Review(Record):
    """A looking back at the relationship on a day: who, what was asked, what was found.

    `resistance`: whether it was asked about, and what that found.
    """

    relationship = of_relationship("reviews")
    held_on = models.DateField()
    participants = models.TextField(blank=True)
    asked = models.TextField(blank=True)
    found = models.TextField(blank=True)
    resistance = code_field(ResistanceAsked, default=ResistanceAsked.NOT_ASKED)

    class Meta:
        ordering = ["relationship_id", "held_on", "id"]
        constraints = [
            years_of("review_day_in_range", "held_on"),
            one_of("review_resistance_known", "resistance", ResistanceAsked),
        ]

    def __str__(self) -> str:
        return self.held_on.isoformat()
