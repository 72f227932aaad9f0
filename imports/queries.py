"""What a user may see of imports: runs, their rows and profiles of the units he may see."""

from __future__ import annotations

from django.db.models import QuerySet

from imports.models import ImportProfile, ImportRun, PlannedRow
from relationships.models import User
from relationships.queries.scope import register_visible, visible_units


def runs_visible_to(user: User) -> QuerySet[ImportRun]:
    """The runs of his units, newest first."""
    return ImportRun.objects.filter(unit__in=visible_units(user)).order_by("-id")


def _runs(user: User) -> QuerySet[ImportRun]:
    return runs_visible_to(user).select_related("unit", "portfolio", "user", "profile", "undone_by")


def _rows(user: User) -> QuerySet[PlannedRow]:
    return PlannedRow.objects.filter(run__unit__in=visible_units(user))


def _profiles(user: User) -> QuerySet[ImportProfile]:
    return ImportProfile.objects.filter(unit__in=visible_units(user)).select_related("unit")


def register() -> None:
    """Have every entrance ask here what may be seen."""
    register_visible(ImportRun, _runs)
    register_visible(PlannedRow, _rows)
    register_visible(ImportProfile, _profiles)
