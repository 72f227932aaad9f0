"""Our own organisation: a tree of units, and who may do what in each."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from relationships.choices import Role
from relationships.models.base import Record, code_field, one_of


class Unit(Record):
    """An own organisational unit. Access given on it covers its subtree.

    `path` holds the ids from the root down to this unit, as "/1/4/9/": a subtree is a prefix.
    """

    code = models.CharField(max_length=50, unique=True)
    name = models.CharField(max_length=300)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(max_length=500, db_index=True, editable=False)

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="unit_not_its_own_parent",
            ),
            models.CheckConstraint(condition=~models.Q(code=""), name="unit_has_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class RoleAssignment(Record):
    """A user's role on a unit and all units below it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    role = code_field(Role)

    class Meta:
        ordering = ["user_id", "unit_id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "unit"], name="one_role_a_user_and_unit"),
            one_of("assignment_role_known", "role", Role),
        ]
