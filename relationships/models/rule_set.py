"""Versions of the fit rule's parameters, who must approve them, and who did."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from relationships.choices import ApprovalLapse, RuleSetState
from relationships.models.base import Record, code_field, filled, one_of, together
from relationships.names import numbered


class RuleSet(Record):
    """A version of the parameters of the fit rule (`relationships.fit.Rules`). Once used, never changed."""

    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=200)
    state = code_field(RuleSetState, default=RuleSetState.DRAFT)
    parameters = models.JSONField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    in_force_from = models.DateTimeField(null=True, blank=True)
    in_force_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            one_of("rule_set_state_known", "state", RuleSetState),
            filled("rule_set_named", "name"),
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state=RuleSetState.IN_FORCE),
                name="one_rule_set_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[RuleSetState.DRAFT, RuleSetState.SUBMITTED],
                    in_force_from__isnull=True,
                    in_force_to__isnull=True,
                )
                | models.Q(state=RuleSetState.IN_FORCE, in_force_from__isnull=False, in_force_to__isnull=True)
                | models.Q(
                    state=RuleSetState.SUPERSEDED, in_force_from__isnull=False, in_force_to__isnull=False
                ),
                name="rule_set_term_by_state",
            ),
        ]

    def __str__(self) -> str:
        return numbered(self.number, self.name)


class RuleSetStakeholder(Record):
    """Somebody who must approve a rule set before it can come into force."""

    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="stakeholders")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rule_sets_to_approve"
    )

    class Meta:
        ordering = ["rule_set_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "user"], name="rule_set_stakeholder_named_once")
        ]

    def __str__(self) -> str:
        return str(self.user)


class RuleSetApproval(Record):
    """That a stakeholder approved a rule set, when, with what remark, and which parameters (`digest`).

    It counts until it lapses; a lapsed one stays on record.
    """

    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="approvals")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rule_set_approvals"
    )
    approved_at = models.DateTimeField()
    remark = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    lapse = code_field(ApprovalLapse, blank=True)

    class Meta:
        ordering = ["rule_set_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set", "user"],
                condition=models.Q(lapsed_at__isnull=True),
                name="one_standing_rule_set_approval",
            ),
            one_of("rule_set_approval_lapse_known", "lapse", ApprovalLapse, blank=True),
            together("rule_set_approval_lapse_says_when_and_why", "lapsed_at", "lapse"),
            filled("rule_set_approval_of_parameters", "digest"),
        ]
