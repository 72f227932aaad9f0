"""How far the computation of compliance is, for what a user may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from principles.choices import Result
from principles.models import Compliance
from principles.queries.sets import set_in_force
from relationships.models import BulkRun, Relationship


@dataclass(frozen=True, slots=True)
class Progress:
    """How many results are there of all that are asked for: each relationship under each active principle.

    `relationships_pending` have at least one that is not computed yet. `running`: the worker is computing at
    this moment, for anybody.
    """

    relationships: int
    relationships_pending: int
    total: int
    computed: int
    running: bool

    @property
    def pending(self) -> int:
        return self.total - self.computed


def progress(chosen: QuerySet[Relationship]) -> Progress:
    """How far the compliance of these relationships is computed under the set in force. Six queries."""
    principles = list(set_in_force().principles.filter(active=True).values_list("pk", flat=True))
    there = Compliance.objects.filter(
        relationship__in=chosen.order_by().values("pk"),
        principle__in=principles,
        result__in=[str(each) for each in Result],
    )
    per_relationship = there.order_by().values("relationship").annotate(number=Count("pk"))
    relationships = chosen.order_by().count()
    whole = per_relationship.filter(number=len(principles)).count() if principles else relationships
    return Progress(
        relationships=relationships,
        relationships_pending=relationships - whole,
        total=relationships * len(principles),
        computed=there.count(),
        running=BulkRun.objects.filter(kind="COMPLIANCE", ended_at__isnull=True).exists(),
    )
