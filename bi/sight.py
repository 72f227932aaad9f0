"""Who looks, and at which day; and the way from a listed thing to what stands in it and around it.

As it stands now a path is followed by the database's own keys. Of a day in the past each step reads what the
recorded history says stood at the end of that day: the relationship as it was, in the unit in which it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Case, Exists, F, Field, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from principles.models import Principle, PrincipleSet
from principles.queries.past import end_of
from relationships import models as m
from relationships.models.base import Record
from relationships.queries import few_visible_to, visible_to
from relationships.queries.scope import visible_units

# What is never changed once it is in use; and people, who are called by the names that they have today.
AS_TODAY = (Principle, PrincipleSet, m.RuleSet, m.User)


@dataclass(frozen=True)
class Sight:
    """What a user sees: as it stands (today is `today`), or as it stood when the day `as_of` ended."""

    user: m.User
    today: date
    as_of: date | None = None

    @cached_property
    def end(self) -> datetime | None:
        """The first moment after the day in the past; None: as it stands now."""
        return None if self.as_of is None else end_of(self.as_of)

    def visible(self, model: Any) -> QuerySet[Any]:
        return visible_to(self.user, model)


def is_recorded(model: Any) -> bool:
    """Whether each change of these is in a recorded history."""
    return issubclass(model, Record | m.User)


def standing(model: Any, end: datetime) -> QuerySet[Any]:
    """The rows of the history that stood at a moment: the last ones written before it, of what was there.

    Names of a record that are its own; `id` is that of the record.
    """
    rows = model.history.model._default_manager
    later = rows.filter(id=OuterRef("id"), history_date__lt=end, history_id__gt=OuterRef("history_id"))
    return rows.filter(~Exists(later), history_date__lt=end).exclude(history_type="-")


def seen_then(queryset: QuerySet[Any], sight: Sight, key: str) -> QuerySet[Any]:
    """Only what is of a relationship that was in a visible unit then, and is not in a hidden one now."""
    assert sight.end is not None  # noqa: S101 for the type checker
    units = visible_units(sight.user)
    was_seen = standing(m.Relationship, sight.end).filter(id=OuterRef(key), unit__in=units)
    hidden = m.Relationship.objects.filter(pk=OuterRef(key)).exclude(unit__in=units)
    return queryset.filter(Exists(was_seen), ~Exists(hidden))


@dataclass(frozen=True)
class Paths:
    """The way to the columns of a listed thing. `to_relationship` leads to its relationship, "" where it is
    one itself.
    """

    sight: Sight
    model: Any
    to_relationship: str = "relationship"

    def at(self, path: str) -> Any:
        """The column at the end of a path such as `relationship__unit__code`."""
        if self.sight.end is None:
            return F(path)
        return self._then(path.split("__"), None)

    def seen(self, path: str, model: Any) -> Any:
        """The same of a record that not everybody sees who sees the listed thing: empty for the others.

        The key to that record is the last but one part of the path, or the last: `owner__username`, `owner`.
        """
        if self.sight.end is not None and model not in AS_TODAY:
            return self._then(path.split("__"), model)
        key = path.split("__")
        field: Any = _field(self.model, key)
        to = key if field.is_relation else key[:-1]
        if model is m.Party:  # there are many: each is looked up, instead of all being read first
            few = few_visible_to(self.sight.user, model).order_by().filter(pk=OuterRef("__".join(to)))
            return Subquery(few.values("pk" if field.is_relation else key[-1])[:1])
        there = Q(**{f"{'__'.join(to)}__in": self.sight.visible(model).order_by().values("pk")})
        return Case(When(there, then=F(path)), default=None)

    def of_relationship(self, path: str) -> str:
        return f"{self.to_relationship}__{path}" if self.to_relationship else path

    def verdict(self, name: str) -> Any:
        """A column of the relationship's verdict."""
        if self.sight.end is None:
            return F(self.of_relationship(f"verdict__{name}"))
        key = OuterRef(f"{self.to_relationship}_id" if self.to_relationship else "id")
        end = self.sight.end
        now = m.Verdict.objects.filter(relationship=key, since__lt=end)
        past = m.PastVerdict.objects.filter(relationship=key, since__lt=end, until__gte=end)
        found = (Subquery(now.values(name)), Subquery(past.order_by("-since").values(name)[:1]))
        return Coalesce(*found)

    def _then(self, steps: Sequence[str], seen: Any) -> Any:
        if len(steps) == 1 and seen is None:
            return F(_own(self.model, steps[0]))
        field: Any = self.model._meta.get_field(steps[0])
        if field.related_model in AS_TODAY:
            return F("__".join(steps))
        assert self.sight.end is not None  # noqa: S101 for the type checker
        return _followed(field.related_model, steps[1:], field.attname, self.sight, seen)


def _followed(model: Any, steps: Sequence[str], key: str, sight: Sight, seen: Any) -> Subquery:
    """What the record that `key` leads to held then, or what stood at the end of the steps from it."""
    assert sight.end is not None  # noqa: S101 for the type checker
    rows = standing(model, sight.end).filter(id=OuterRef(key))
    if seen is model:
        rows = rows.filter(id__in=sight.visible(model).order_by().values("pk"))
    if not steps:
        return Subquery(rows.values("id")[:1])
    if len(steps) == 1:
        name = _own(model, steps[0])
        field: Any = model._meta.get_field(steps[0])
        if seen is not None and field.is_relation and field.related_model is seen:
            return Subquery(rows.filter(**{f"{name}__in": sight.visible(seen).values("pk")}).values(name)[:1])
        return Subquery(rows.values(name)[:1])
    field = model._meta.get_field(steps[0])
    inner = _followed(field.related_model, steps[1:], field.attname, sight, seen)
    return Subquery(rows.annotate(found_there=inner).values("found_there")[:1])


def _own(model: Any, name: str) -> str:
    field: Any = model._meta.pk if name == "pk" else model._meta.get_field(name)
    return str(field.attname)


def _field(model: Any, steps: Sequence[str]) -> Field[Any, Any]:
    field: Any = None
    for step in steps:
        field = model._meta.get_field(step)
        model = getattr(field, "related_model", None)
    return field


__all__ = ["Paths", "Sight", "is_recorded", "seen_then", "standing"]
