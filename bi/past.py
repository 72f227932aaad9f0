"""Conditions held against what stood on a day in the past, by what was recorded of each thing then."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.db.models import Field, QuerySet
from django.utils.translation import gettext_noop as N_

from bi.sight import Paths, is_recorded
from relationships.errors import Problems
from relationships.filters import Condition, Conditions, checked
from relationships.filters.kinds import Ordering, Present, shown
from relationships.models import Relationship

_NOT_THEN = N_("this isn't known of a day in the past. Leave it out, or leave out asOf.")


def narrowed_then(
    rows: QuerySet[Any], conditions: type[Conditions], given: Mapping[str, Any], paths: Paths
) -> QuerySet[Any]:
    """The rows for which the conditions held then. Refuses those that only the present day answers."""
    filterset = checked(conditions, given, Relationship.objects.none(), paths.sight.user)
    problems = Problems()
    for name in filterset.data:
        condition = filterset.filters[name]
        if may_be_asked_then(condition, paths.model):
            rows = _held(rows, condition, filterset.form.cleaned_data[name], paths)
        else:
            problems.add("INVALID_FILTER", name, value=shown(given[name]), why=_NOT_THEN)
    problems.raise_if_any()
    return rows


def may_be_asked_then(condition: Condition, model: Any) -> bool:
    """Whether all that the condition looks at was recorded with its changes."""
    if condition.method is not None or isinstance(condition, Ordering) or not condition.field_name:
        return False
    steps = str(condition.field_name).split("__")
    if steps == ["pk"]:
        return True
    if isinstance(condition, Present) and len(steps) > 1:
        return False
    for place, step in enumerate(steps):
        field = _concrete(model, step)
        if field is None or field.name in ("changed_at", "created_at"):
            return False
        if place + 1 < len(steps):
            if not field.is_relation or not is_recorded(field.related_model):
                return False
            model = field.related_model
    return True


def _concrete(model: Any, name: str) -> Field[Any, Any] | None:
    names = {each.name: each for each in model._meta.concrete_fields}
    return names.get(name)


def _held(rows: QuerySet[Any], condition: Condition, value: Any, paths: Paths) -> QuerySet[Any]:
    """The condition as it stands, asked of the column as it was then."""
    asked = copy(condition)
    path = str(condition.field_name)
    if path == "pk":
        asked.field_name = "id"
    elif "__" in path:
        asked.field_name = f"then_{path.replace('__', '_')}"
        rows = rows.alias(**{asked.field_name: paths.at(path)})
    return asked.filter(rows, value)
