"""What held on a day in the past, answered from what was found then, never computed anew."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from principles.models import Compliance, PastCompliance
from relationships.errors import refuse
from relationships.models import User
from relationships.queries import visible_to

Found = Compliance | PastCompliance


def compliance_on(
    user: User, relationships: Collection[int], day: date, *, today: date, field: str = "day"
) -> dict[int, list[Found]]:
    """What the user may see of the compliance of these relationships as it stood when the day ended.

    By relationship, in the order of the principles of the set of that day; of today as it stands now. A
    relationship without an answer yet is not among them. Two queries. Refuses a day to come
    (DATE_IN_FUTURE, at `field`).
    """
    if day > today:
        refuse("DATE_IN_FUTURE", field, value=day.isoformat())
    end = end_of(day)
    standing = visible_to(user, Compliance).filter(relationship__in=relationships, since__lt=end)
    before = visible_to(user, PastCompliance).filter(
        relationship__in=relationships, since__lt=end, until__gte=end
    )
    found: dict[int, list[Found]] = {}
    for each in (*standing.select_related("principle"), *before.select_related("principle")):
        found.setdefault(each.relationship_id, []).append(each)
    return {pk: sorted(rows, key=_place) for pk, rows in found.items()}


def end_of(day: date) -> datetime:
    """The first moment after the day, by the clock of the installation."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), datetime.min.time()))


def _place(row: Any) -> tuple[int, int]:
    return row.principle.position, row.principle_id
