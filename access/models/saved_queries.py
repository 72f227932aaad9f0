"""Saved queries: a question to the registry under a name, asked again and again by an address."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from relationships.models.base import Record, filled


class SavedQuery(Record):
    """A GraphQL document with the values that its variables have when none are given.

    `name` is the address at which it is asked, so there is one of it in the whole installation. Without a
    `unit` it is its owner's alone; with one it is shared with everybody who has a role there, above it or
    below it. Whoever asks it sees what he may see himself: the owner's rights play no part.
    """

    name = models.CharField(max_length=100, unique=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "relationships.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    description = models.CharField(max_length=500, blank=True)
    document = models.TextField()
    variables = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = "saved query"
        verbose_name_plural = "saved queries"
        ordering = ["name", "id"]
        constraints = [filled("saved_query_has_name_and_document", "name", "document")]

    def __str__(self) -> str:
        return self.name
