"""Which runs a user may see: those of the units he may see."""

from __future__ import annotations

from django.db.models import QuerySet

from imports.models import ImportRun
from relationships.models import User
from relationships.queries.scope import visible_units


def runs_visible_to(user: User) -> QuerySet[ImportRun]:
    """The runs of his units, newest first."""
    return ImportRun.objects.filter(unit__in=visible_units(user)).order_by("-id")
