"""The history of a record: every change, who made it, when, and through which door."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql.cohorts import Cohort, cohort_of
from api.graphql.enums import ChangeDoor
from api.graphql.fields import Plain, by_pk
from api.graphql.registry import type_of
from api.graphql.scalars import DateTime
from relationships import models as m
from relationships.errors import refuse
from relationships.history import changes_of_all

MOST_CHANGES = 1_000

ChangeAct = graphene.Enum(
    "ChangeAct",
    [(act, act) for act in ("CREATED", "CHANGED", "REMOVED")],
    description=lambda act: (
        "What was done to a record."
        if act is None
        else {"CREATED": "It was recorded.", "CHANGED": "It was changed.", "REMOVED": "It was deleted."}[
            act.value
        ]
    ),
)


class FieldChange(Plain):
    """What one field held before a change and after it, as text."""

    field = graphene.String(required=True, description="The name of the field, as in refusals.")
    old = graphene.String(description="What it held before; of a reference its pk.")
    new = graphene.String(description="What it held after; of a reference its pk.")

    @staticmethod
    def resolve_old(change: Any, info: Any) -> str | None:
        return _as_text(change.old)

    @staticmethod
    def resolve_new(change: Any, info: Any) -> str | None:
        return _as_text(change.new)


def _as_text(value: Any) -> str | None:
    if value is None:
        return None
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


class KnownChange:
    """A change with a place in a cohort of its own."""

    def __init__(self, change: Any) -> None:
        self.change = change

    def __getattr__(self, name: str) -> Any:
        return getattr(object.__getattribute__(self, "change"), name)


class Change(Plain):
    """One change of a record."""

    act = ChangeAct(required=True, description="What was done.")
    at = DateTime(required=True, description="When.")
    who = graphene.Field(lambda: type_of(m.User), description="Who; null where you may not see who.")
    door = ChangeDoor(required=True, description="Through which entrance.")
    version = graphene.Int(required=True, description="The version of the record after it.")
    fields = graphene.List(
        graphene.NonNull(FieldChange), required=True, description="The fields that it changed."
    )

    @staticmethod
    def resolve_who(change: KnownChange, info: Any) -> Any:
        if change.who is None:
            return None
        user = info.context.user

        def read(changes: list[KnownChange]) -> dict[int, Any]:
            return by_pk(m.User, (each.who.pk for each in changes if each.who is not None), user)

        return cohort_of(change).once("who", read).get(change.who.pk)


def history_field() -> graphene.Field:
    """The newest changes of a record."""

    def resolve(record: Any, info: Any, first: int = 50) -> list[KnownChange]:
        if not 0 <= first <= MOST_CHANGES:
            refuse("NUMBER_OUT_OF_RANGE", "first", value=first, low=0, high=MOST_CHANGES)

        def read(records: list[Any]) -> dict[int, list[KnownChange]]:
            found = changes_of_all(type(record), [each.pk for each in records])
            known = {pk: [KnownChange(each) for each in changes] for pk, changes in found.items()}
            Cohort(each for changes in known.values() for each in changes)
            return known

        return cohort_of(record).once("history", read).get(record.pk, [])[:first]

    return graphene.Field(
        graphene.List(graphene.NonNull(Change)),
        required=True,
        description="Its changes, the newest first.",
        args={
            "first": graphene.Argument(
                graphene.Int, default_value=50, description=f"How many at most, up to {MOST_CHANGES}."
            )
        },
        resolver=resolve,
    )
