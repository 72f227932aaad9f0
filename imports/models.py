"""Runs of imports: what was taken in, when, by whom, and what came of it."""

from django.conf import settings
from django.db import models

from imports.choices import RunState
from relationships.models.base import code_field, one_of


class ImportRun(models.Model):
    """One file taken in. `digest` is the SHA-256 of the file; `report` what the import said of it.

    `applied_at` is the moment in the history of all that the run wrote: no two runs share one. Without a
    portfolio the run made one that went again when it was undone.
    """

    unit = models.ForeignKey("relationships.Unit", on_delete=models.PROTECT, related_name="import_runs")
    portfolio = models.ForeignKey(
        "relationships.Portfolio", null=True, on_delete=models.PROTECT, related_name="import_runs"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = code_field(RunState, default=RunState.APPLIED)
    file_name = models.CharField(max_length=300)
    digest = models.CharField(max_length=64, db_index=True)
    applied_at = models.DateTimeField(unique=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    report = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("import_run_state_known", "state", RunState),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True, undone_by__isnull=True)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                name="import_run_undone_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.file_name}"
