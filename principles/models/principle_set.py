"""Versions of the principles, who must approve them, and who did."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from principles.choices import CHECK_CODES, ApprovalLapse, SetState
from principles.limits import defaults
from principles.models.base import filled, together
from relationships.models.base import Record, code_field, level_between, one_of
from relationships.names import numbered


class PrincipleSet(Record):
    """A version of the organisation's principles. `limits` as `principles.limits` reads them.

    Once in force its principles and limits are never changed: the next version starts as a copy.
    """

    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=200)
    state = code_field(SetState, default=SetState.DRAFT)
    limits = models.JSONField(default=defaults)
    submitted_at = models.DateTimeField(null=True, blank=True)
    in_force_from = models.DateTimeField(null=True, blank=True)
    in_force_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            one_of("principle_set_state_known", "state", SetState),
            filled("principle_set_named", "name"),
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state=SetState.IN_FORCE),
                name="one_principle_set_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[SetState.DRAFT, SetState.SUBMITTED],
                    in_force_from__isnull=True,
                    in_force_to__isnull=True,
                )
                | models.Q(state=SetState.IN_FORCE, in_force_from__isnull=False, in_force_to__isnull=True)
                | models.Q(state=SetState.SUPERSEDED, in_force_from__isnull=False, in_force_to__isnull=False),
                name="principle_set_term_by_state",
            ),
        ]

    def __str__(self) -> str:
        return numbered(self.number, self.name)


class Principle(Record):
    """A principle with the observation that it rests on, in Dutch and English.

    It applies from `minimum_depth` (0-5) on. `check_code` is its automatic check, empty without one: only
    persons judge it then. Without an observation it can't be active.
    """

    principle_set = models.ForeignKey(PrincipleSet, on_delete=models.PROTECT, related_name="principles")
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(default=0)
    theme_en = models.CharField(max_length=200, blank=True)
    theme_nl = models.CharField(max_length=200, blank=True)
    observation_en = models.TextField(blank=True)
    observation_nl = models.TextField(blank=True)
    principle_en = models.TextField(blank=True)
    principle_nl = models.TextField(blank=True)
    rationale_en = models.TextField(blank=True)
    rationale_nl = models.TextField(blank=True)
    minimum_depth = models.PositiveSmallIntegerField(default=0)
    check_code = models.CharField(max_length=20, blank=True, choices=[(each, each) for each in CHECK_CODES])
    active = models.BooleanField(default=False)

    class Meta:
        ordering = ["principle_set_id", "position", "id"]
        constraints = [
            filled("principle_has_code", "code"),
            models.UniqueConstraint(fields=["principle_set", "code"], name="one_principle_a_code"),
            models.UniqueConstraint(
                fields=["principle_set", "check_code"],
                condition=~models.Q(check_code=""),
                name="one_principle_a_check",
            ),
            one_of("principle_check_known", "check_code", CHECK_CODES, blank=True),
            level_between("principle_depth", "minimum_depth", 0, 5),
            models.CheckConstraint(
                condition=models.Q(active=False)
                | (
                    (~models.Q(observation_en="") | ~models.Q(observation_nl=""))
                    & (~models.Q(principle_en="") | ~models.Q(principle_nl=""))
                ),
                name="active_principle_has_observation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.theme_en or self.theme_nl}".strip()


class Stakeholder(Record):
    """Somebody who must approve a set before it can come into force."""

    principle_set = models.ForeignKey(PrincipleSet, on_delete=models.PROTECT, related_name="stakeholders")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stakeholder_of"
    )

    class Meta:
        ordering = ["principle_set_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["principle_set", "user"], name="stakeholder_named_once")
        ]

    def __str__(self) -> str:
        return str(self.user)


class Approval(Record):
    """That a stakeholder approved a set, when, with what remark, and exactly which text (`digest`).

    It counts until it lapses; a lapsed one stays on record.
    """

    principle_set = models.ForeignKey(PrincipleSet, on_delete=models.PROTECT, related_name="approvals")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="principle_approvals"
    )
    approved_at = models.DateTimeField()
    remark = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    lapse = code_field(ApprovalLapse, blank=True)

    class Meta:
        ordering = ["principle_set_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["principle_set", "user"],
                condition=models.Q(lapsed_at__isnull=True),
                name="one_standing_approval",
            ),
            one_of("approval_lapse_known", "lapse", ApprovalLapse, blank=True),
            together("approval_lapse_says_when_and_why", "lapsed_at", "lapse"),
            filled("approval_of_a_text", "digest"),
        ]
