"""The people who use the registry."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from simple_history.models import HistoricalRecords

from relationships.models.base import RecordedAtDoor, RecordQuerySet

LANGUAGES = [("en", "English"), ("nl", "Nederlands")]


class UserManager(BaseUserManager.from_queryset(RecordQuerySet)):  # type: ignore[misc]
    """Finds users by name; making one is an act of an administrator (`actions.units.create_user`)."""


class User(AbstractBaseUser):  # type: ignore[django-manager-missing]  # that of knox
    """Somebody who signs in. What he may do stands in his role assignments, nowhere else."""

    username = models.CharField(max_length=150, unique=True)
    full_name = models.CharField(max_length=300, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="en")
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = UserManager()
    history = HistoricalRecords(
        bases=[RecordedAtDoor],
        excluded_fields=["password", "last_login", "created_at", "changed_at"],
    )

    # Of nobody in particular: who looks as a reader of this unit (its id) and those below it, without a role.
    # No column: only a user that is made up for it, and never saved, has it.
    looks_below: int | None = None

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def save(self, *args: Any, **options: Any) -> None:
        """Signing in and rehashing a password are not changes of the record; all else is."""
        fields = options.get("update_fields")
        if fields and set(fields) <= {"last_login", "password"}:
            self.skip_history_when_saving = True
            try:
                super().save(*args, **options)
            finally:
                del self.skip_history_when_saving
        else:
            super().save(*args, **options)
