"""Runs of imports: what was taken in, when, by whom, and what came of it."""

from django.conf import settings
from django.db import models


class ImportRun(models.Model):
    """One file taken in. `digest` is the SHA-256 of the file; `report` what the import said of it."""

    portfolio = models.ForeignKey(
        "relationships.Portfolio", on_delete=models.PROTECT, related_name="import_runs"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=300)
    digest = models.CharField(max_length=64, db_index=True)
    applied_at = models.DateTimeField()
    report = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
