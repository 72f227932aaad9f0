"""How far the verdicts are after a change of many at once, such as another rule set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from relationships.choices import VerdictCode
from relationships.models import User, Verdict
from relationships.queries.scope import visible_to


@dataclass(frozen=True, slots=True)
class Recomputing:
    """Of the relationships that a user may see: how many verdicts are still to be computed, out of how
    many, and since when the first of them is waiting; None: none is."""

    pending: int
    total: int
    started_at: datetime | None


def recomputing(user: User) -> Recomputing:
    """How far the worker is. One query."""
    waiting = Q(verdict=VerdictCode.PENDING)
    found = visible_to(user, Verdict).aggregate(
        total=Count("pk"), pending=Count("pk", filter=waiting), started_at=Min("since", filter=waiting)
    )
    return Recomputing(**found)
