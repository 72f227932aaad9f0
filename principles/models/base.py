"""What the records of this room have in common."""

from __future__ import annotations

from django.db import models

from principles import wording  # noqa: F401 the labels of the codes, before a column asks for them
from relationships.models.base import filled, together

__all__ = ["both_or_neither", "filled", "of_relationship", "together"]


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
