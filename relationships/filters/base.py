"""What every FilterSet has in common, and the conditions that many of them take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import FilterSet

from relationships import models as m
from relationships.choices import Side
from relationships.filters.kinds import (
    Codes,
    Condition,
    Day,
    Levels,
    Moment,
    References,
    Subtrees,
    Texts,
    Whole,
)
from relationships.queries import visible_to


class Conditions(FilterSet):
    """The conditions of one kind of list, for one user: references lead to what he may see.

    `always` is the order where none is asked for.
    """

    always: tuple[str, ...] = ()
    base_filters: dict[str, Any]

    def __init__(self, given: Mapping[str, Any], queryset: QuerySet, user: m.User) -> None:
        self.user = user
        # Only those given are set up: of a list with sixty conditions most requests give none.
        self.base_filters = {name: each for name, each in type(self).base_filters.items() if name in given}
        super().__init__(dict(given), queryset)
        self.is_bound = True

    @property
    def cleaned(self) -> dict[str, Any]:
        """The value of each condition; None where it isn't given."""
        return {**dict.fromkeys(type(self).base_filters), **self.form.cleaned_data}

    @classmethod
    def conditions(cls) -> dict[str, Condition]:
        """The conditions by name, in the order in which they are declared."""
        return dict(cls.base_filters)

    def among(self, queryset: QuerySet, path: str, model: Any, found: Q) -> QuerySet:
        """Those with a related record, visible to the user, of which this holds."""
        return queryset.filter(Exists(visible_to(self.user, model).filter(found, **{path: OuterRef("pk")})))


def only_ids() -> Texts:
    return _Ids("pk", help_text="Only these ids.")


class _Ids(Levels):
    """Ids of the listed things themselves; one that isn't there simply finds nothing."""

    kind = "IDS"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, low=1, high=2**63 - 1, **options)


def changed(path: str = "changed_at") -> Moment:
    return Moment(path, "gte", help_text="Changed at this moment or later.")


def within(
    path: str, what: str, kind: Callable[..., Condition] = Day, **options: Any
) -> tuple[Condition, Condition]:
    """A lower and an upper bound, both inclusive."""
    return (
        kind(path, "gte", help_text=f"{what}: this or later.", **options),
        kind(path, "lte", help_text=f"{what}: this or earlier.", **options),
    )


def numbers(
    path: str, what: str, kind: Callable[..., Condition] = Whole, **options: Any
) -> tuple[Condition, Condition]:
    return (
        kind(path, "gte", help_text=f"{what}: at least this.", **options),
        kind(path, "lte", help_text=f"{what}: at most this.", **options),
    )


class OfRelationship(Conditions):
    """What every list of things of a relationship can be narrowed by. `base` leads to the relationship."""

    id = only_ids()
    relationship = References("relationship", model=m.Relationship, help_text="Of this relationship (id).")
    unit = Subtrees("relationship__unit__path", help_text="Of this unit (id or code) or one below it.")
    portfolio = References(
        "relationship__portfolio", model=m.Portfolio, help_text="At home in this portfolio (id)."
    )
    party = References("relationship__party", model=m.Party, help_text="With this party (id).")
    our_role = Codes("relationship__our_role", codes=Side, help_text="Our role in the relationship.")
