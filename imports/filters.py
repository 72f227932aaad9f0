"""Filtered lists of imports: one FilterSet a listed thing, offered at every entrance."""

from __future__ import annotations

from django.db.models import QuerySet

from imports.choices import RowOutcome, RunState
from imports.models import ImportProfile, ImportRun, PlannedRow
from relationships import filters
from relationships import models as m
from relationships.filters import Conditions
from relationships.filters.base import changed, only_ids, within
from relationships.filters.kinds import Codes, Levels, Moment, Ordering, References, Text, Truth

_NUMBER = 2**31 - 1


class ImportRunFilter(Conditions):
    always = ("-id",)

    id = only_ids()
    q = Text("file_name", "icontains", help_text="A part of the file's name.")
    unit = References("unit", model=m.Unit, help_text="Of this unit (id or code).")
    portfolio = References("portfolio", model=m.Portfolio, help_text="Into this portfolio (id).")
    user = References("user", model=m.User, help_text="Taken in by this user (id or user name).")
    state = Codes("state", codes=RunState, help_text="How far it has come.")
    digest = Text("digest", help_text="The SHA-256 of the file.")
    profile = References("profile", model=ImportProfile, help_text="Read with this profile (id).")
    created_after, created_before = within("created_at", "Offered", Moment)
    applied_after, applied_before = within("applied_at", "Taken in", Moment)
    ordering = Ordering(
        keys={"id": ("id",), "created_at": ("created_at",), "applied_at": ("applied_at",)},
    )


class PlannedRowFilter(Conditions):
    always = ("run_id", "number")

    id = only_ids()
    run = References("run", model=ImportRun, help_text="Of this import (id).")
    number = Levels("number", low=1, high=_NUMBER, help_text="The row of the list.")
    outcome = Codes("outcome", codes=RowOutcome, help_text="What becomes of the row.")
    conflict = Truth(
        method="came_out_otherwise", help_text="Whether it came out otherwise than it was planned first."
    )
    ordering = Ordering(keys={"number": ("number",), "id": ("id",)})

    def came_out_otherwise(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queryset.filter(was__isnull=not value)


class ImportProfileFilter(Conditions):
    always = ("name",)

    id = only_ids()
    q = Text("name", "icontains", help_text="A part of the name.")
    unit = References("unit", model=m.Unit, help_text="Of this unit (id or code).")
    layout = Text("layout", help_text="The digest of the headers.")
    changed_since = changed()
    ordering = Ordering(
        keys={"name": ("name",), "id": ("id",), "unit": ("unit__code",), "changed_at": ("changed_at",)}
    )


FILTERS: dict[type, type[Conditions]] = {
    ImportRun: ImportRunFilter,
    PlannedRow: PlannedRowFilter,
    ImportProfile: ImportProfileFilter,
}


def register() -> None:
    """Have every entrance offer these lists."""
    for model, conditions in FILTERS.items():
        filters.register(model, conditions)
