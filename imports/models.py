"""Runs of imports: what was offered, what it would do, when it was taken in, by whom, and what came of it."""

from typing import Any

from django.conf import settings
from django.db import models

from imports.choices import RowOutcome, RunState
from relationships.models.base import Record, code_field, filled, one_of

_TAKEN_IN = (RunState.APPLIED, RunState.UNDONE)


class ImportProfile(Record):
    """How lists of one layout are read in a unit: their columns, notations and answers about columns.

    `layout` is the digest of the list's headers (`imports.profiles.layout_of`); of one layout a unit has one
    profile. `fields` leads from header to field, `notations` from header to notation, `answers` from question
    to choice; an empty `sheet` is the one that looks most like a list.
    """

    unit = models.ForeignKey("relationships.Unit", on_delete=models.PROTECT, related_name="import_profiles")
    name = models.CharField(max_length=200)
    layout = models.CharField(max_length=64, blank=True)
    sheet = models.CharField(max_length=300, blank=True)
    fields = models.JSONField(default=dict)
    notations = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)

    class Meta:
        verbose_name = "import profile"
        verbose_name_plural = "import profiles"
        ordering = ["unit_id", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="import_profile_name_once_in_unit"),
            models.UniqueConstraint(
                fields=["unit", "layout"],
                condition=~models.Q(layout=""),
                name="import_profile_layout_once_in_unit",
            ),
            filled("import_profile_has_name", "name"),
        ]

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One file offered, and what came of it. `digest` is the SHA-256 of the file.

    `portfolio_name` is the portfolio it belongs to, in `unit`, or is to be made; `fields`, `notations`,
    `answers` and the others beside them are what was given by hand. `report` is what was found, in each
    language; `plan` the digest of the planned rows (`PlannedRow`), and what is applied is that plan or
    nothing. `conflicts` is how many rows came out otherwise when it was to be applied, because the registry
    changed meanwhile.

    `applied_at` is the moment in the history of all that the run wrote: no two runs share one. A run without
    a portfolio was not applied, or made one that went again when it was undone.
    """

    unit = models.ForeignKey("relationships.Unit", on_delete=models.PROTECT, related_name="import_runs")
    portfolio = models.ForeignKey(
        "relationships.Portfolio", null=True, on_delete=models.PROTECT, related_name="import_runs"
    )
    portfolio_name = models.CharField(max_length=200, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = code_field(RunState, default=RunState.WAITING)
    file_name = models.CharField(max_length=300)
    digest = models.CharField(max_length=64, db_index=True)
    currency = models.CharField(max_length=3, blank=True)
    our_role = models.CharField(max_length=20, blank=True)
    sheet = models.CharField(max_length=300, blank=True)
    fields = models.JSONField(default=dict)
    notations = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    all_or_nothing = models.BooleanField(default=False)
    profile = models.ForeignKey(
        ImportProfile, null=True, on_delete=models.SET_NULL, related_name="import_runs"
    )
    profile_by_name = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    planned_at = models.DateTimeField(null=True)
    plan = models.CharField(max_length=64, blank=True)
    conflicts = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    applied_at = models.DateTimeField(null=True, unique=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    report = models.JSONField(default=dict)

    class Meta:
        verbose_name = "import"
        verbose_name_plural = "imports"
        ordering = ["-id"]
        constraints = [
            one_of("import_run_state_known", "state", RunState),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True, undone_by__isnull=True)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                name="import_run_undone_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(applied_at__isnull=False, state__in=[str(each) for each in _TAKEN_IN])
                | (
                    models.Q(applied_at__isnull=True) & ~models.Q(state__in=[str(each) for each in _TAKEN_IN])
                ),
                name="import_run_applied_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.file_name}"

    def told(self, language: str) -> dict[str, Any]:
        """The report in a language; empty as long as nothing was read."""
        return self.report.get(language) or self.report.get("en") or {}


class PlannedRow(models.Model):
    """What a run does, or did, with one row of its list.

    `changes` are the fields in order, each {record, field, old, new}; `problems` why it is refused, with the
    message in each language. `party` and `about` are the counterparty and the contract as the list names
    them; null in runs of before these were kept. `was` is what the plan before this one said of the row,
    where the registry changed in between and it came out otherwise. The ids are those of records that were
    there already.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = code_field(RowOutcome)
    party = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001 not known of older runs
    about = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001
    changes = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    was = models.JSONField(null=True)
    relationship_id = models.BigIntegerField(null=True)
    contract_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = "planned row"
        verbose_name_plural = "planned rows"
        ordering = ["run_id", "number"]
        constraints = [
            one_of("planned_row_outcome_known", "outcome", RowOutcome),
            models.UniqueConstraint(fields=["run", "number"], name="planned_row_once_in_run"),
        ]
        indexes = [models.Index(fields=["run", "outcome", "number"], name="planned_row_by_outcome")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.number}"
