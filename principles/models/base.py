"""What the records of this room have in common."""

from __future__ import annotations

from django.db import models


def filled(name: str, *fields: str) -> models.CheckConstraint:
    """The database keeps no empty text in these columns."""
    condition = models.Q()
    for field in fields:
        condition &= ~models.Q(**{field: ""})
    return models.CheckConstraint(condition=condition, name=name)


def together(name: str, moment: str, word: str) -> models.CheckConstraint:
    """A moment and the word beside it are both there, or neither is."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{moment}__isnull": True, word: ""})
        | (models.Q(**{f"{moment}__isnull": False}) & ~models.Q(**{word: ""})),
        name=name,
    )


def both_or_neither(name: str, one: str, other: str) -> models.CheckConstraint:
    """Two columns are both filled in, or neither is."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{one}__isnull": True, f"{other}__isnull": True})
        | models.Q(**{f"{one}__isnull": False, f"{other}__isnull": False}),
        name=name,
    )


def of_relationship(related_name: str) -> models.ForeignKey:
    """The relationship that a record is about. Who wants to delete it is told that it is in use."""
    return models.ForeignKey(
        "relationships.Relationship", on_delete=models.PROTECT, related_name=related_name
    )
