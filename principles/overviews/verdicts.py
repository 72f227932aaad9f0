"""The verdicts of a portfolio over time, from what was found at each moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from principles.queries.past import end_of
from relationships.models import PastVerdict, Relationship, Verdict


@dataclass(frozen=True, slots=True)
class VerdictsOn:
    """How many had which verdict when the day ended; None: nothing had been recorded of any of them."""

    day: date
    verdicts: Mapping[str, int] | None

    @property
    def count(self) -> int | None:
        return None if self.verdicts is None else sum(self.verdicts.values())


def verdicts_on(chosen: QuerySet[Relationship], days: Sequence[date]) -> list[VerdictsOn]:
    """The verdicts of these relationships at the end of each of these days, from first to last.

    What was found then, never computed anew. A relationship counts from its first verdict on; those that are
    no longer there are not in it. Two statements, whatever the number of relationships or days.
    """
    days = sorted(set(days))
    if not days:
        return []
    moments = [end_of(each) for each in days]
    tallies: list[dict[str, int]] = [defaultdict(int) for _ in days]
    for code, begins, ends, number in _held(chosen, moments):
        for place in range(begins, ends):
            tallies[place][code] += number
    return [VerdictsOn(day, dict(tally) if tally else None) for day, tally in zip(days, tallies, strict=True)]


def _held(chosen: QuerySet[Relationship], moments: Sequence[datetime]) -> list[tuple[str, int, int, int]]:
    """(verdict, begins, ends, number): places of the first moment at which it holds, and no longer does."""
    ids = chosen.order_by().values("pk")
    last = Value(len(moments))
    now = Verdict.objects.filter(relationship__in=ids, since__lt=moments[-1])
    past = PastVerdict.objects.filter(relationship__in=ids, since__lt=moments[-1], until__gte=moments[0])
    found: list[tuple[str, int, int, int]] = []
    for rows, ends in ((now, last), (past, _place("until__lt", moments))):
        found += (
            rows.order_by()
            .annotate(begins=_place("since__lt", moments), ends=ends)
            .values("verdict", "begins", "ends")
            .annotate(number=Count("relationship_id"))
            .values_list("verdict", "begins", "ends", "number")
        )
    return found


def _place(lookup: str, moments: Sequence[datetime]) -> Any:
    """The place of the first of these moments, in their order, for which the lookup holds."""
    cases = [When(**{lookup: moment}, then=Value(place)) for place, moment in enumerate(moments)]
    return Case(*cases, default=Value(len(moments)), output_field=IntegerField())
