"""Where trust is going: what the last assessments of a direction lead to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from relationships.choices import Direction
from relationships.models import TrustAssessment

LAST = 3
"""So many assessments of a direction show where it goes."""


def trends(assessments: Iterable[TrustAssessment], on: date) -> dict[Direction, int]:
    """Of each direction whether the last three of these assessments go up (1), down (-1) or neither (0).

    Withdrawn ones and those of a later day aside. A direction with fewer than two is not in it.
    """
    standing = [each for each in assessments if each.withdrawn_at is None and each.assessed_on <= on]
    standing.sort(key=lambda each: (each.assessed_on, each.recorded_at, each.pk))
    found = {}
    for direction in Direction:
        way = trend([each.level for each in standing if each.direction == direction])
        if way is not None:
            found[direction] = way
    return found


def trend(levels: Sequence[int]) -> int | None:
    """Where the last three of these levels, oldest first, lead; None with fewer than two."""
    last = levels[-LAST:]
    return (last[-1] > last[0]) - (last[-1] < last[0]) if len(last) > 1 else None
