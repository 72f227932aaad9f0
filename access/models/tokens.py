"""Tokens: how a program signs in on behalf of a user."""

from django.db import models
from knox.models import AbstractAuthToken

SCOPES = [
    ("READ", "Read"),
    ("WRITE", "Read and write"),
    ("IMPORT", "Read, write and import"),
    ("ADMIN", "All that the user may do"),
]


class Token(AbstractAuthToken):
    """A named token of a user. Only its digest is kept; it never allows more than the user may do."""

    name = models.CharField(max_length=200)
    scope = models.CharField(max_length=10, choices=SCOPES, default="READ")
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope__in=[code for code, _ in SCOPES]),
                name="token_scope_known",
            )
        ]
