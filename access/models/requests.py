"""Requests that are carried out once, however often they are sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class KeptAnswer(models.Model):
    """A request that its sender named by a key, and what was answered to it.

    Keys are a user's own; of the key, and of what was sent, only digests are kept. Until `status` is there
    whoever holds `claim` carries it out, till `claimed_until`. `body` is null where the answer isn't kept,
    because it is too long or holds a secret.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    request = models.CharField(max_length=64)
    address = models.CharField(max_length=200)
    claim = models.CharField(max_length=32)
    claimed_until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.TextField(null=True)  # noqa: DJ001 an empty answer is another thing than none kept
    kept_until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "kept answer"
        verbose_name_plural = "kept answers"
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="kept_answer_once_a_key"),
            models.CheckConstraint(
                condition=models.Q(status__isnull=True, answered_at__isnull=True)
                | models.Q(status__isnull=False, answered_at__isnull=False),
                name="kept_answer_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.address
