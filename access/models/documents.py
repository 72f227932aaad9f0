"""GraphQL documents that are known by their digest."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class GraphqlDocument(models.Model):
    """A document that may be asked for by the SHA-256 of its text (in hexadecimals, small letters).

    `by` is who registered it; null: a command.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()
    name = models.CharField(max_length=200, blank=True)
    registered_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = "GraphQL document"
        verbose_name_plural = "GraphQL documents"
        ordering = ["name", "digest"]

    def __str__(self) -> str:
        return self.name or self.digest[:12]
