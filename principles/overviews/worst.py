"""Relationships with their results under each principle, those that deviate most first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import BigIntegerField, Case, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from principles.choices import EffectiveResult as E
from principles.models import Compliance, Principle
from principles.queries.sets import set_in_force
from relationships.errors import refuse
from relationships.models import Relationship

WEIGHTS = {E.NON_COMPLIANT: 10_000, E.PARTLY: 100, E.NOT_ASSESSABLE: 1}
"""What a result weighs in the order: one that is not compliant goes before any number that are partly so."""

_CURSOR = re.compile(r"(\d{1,9})-(\d{1,18})\Z")


@dataclass(frozen=True, slots=True)
class Judged:
    """A relationship, the result that counts under each principle by code, and what these weigh."""

    relationship: Relationship
    results: Mapping[str, str]
    weight: int

    @property
    def cursor(self) -> str:
        return f"{self.weight}-{self.relationship.pk}"


@dataclass(frozen=True, slots=True)
class Part:
    """A page of them, and where the next one begins; None: there is none."""

    rows: tuple[Judged, ...]
    after: str | None


def principles_in_force() -> list[Principle]:
    """The active principles of the set in force, in their order."""
    return list(set_in_force().principles.filter(active=True).order_by("position", "pk"))


def worst_first(
    chosen: QuerySet[Relationship], principles: list[Principle], *, size: int, after: str | None = None
) -> Part:
    """The relationships after a cursor that deviate most, each with its results. Two statements.

    `chosen` is what the user may see and asked for. Refuses a cursor that is not one (INVALID_CURSOR).
    """
    of_these = Compliance.objects.filter(relationship=OuterRef("pk"), principle__in=principles)
    weight = (
        of_these.order_by()
        .values("relationship")
        .annotate(
            weight=Sum(
                Case(
                    *(When(effective=code, then=Value(each)) for code, each in WEIGHTS.items()),
                    default=Value(0),
                    output_field=BigIntegerField(),
                )
            )
        )
        .values("weight")
    )
    rows = Relationship.objects.filter(pk__in=chosen.order_by().values("pk")).annotate(
        weight=Coalesce(Subquery(weight, output_field=BigIntegerField()), Value(0))
    )
    if after is not None:
        heaviest, pk = _read(after)
        rows = rows.filter(Q(weight__lt=heaviest) | Q(weight=heaviest, pk__gt=pk))
    ordered = rows.select_related("party").only("subject", "party__name").order_by(F("weight").desc(), "pk")
    found = list(ordered[: size + 1])
    more = len(found) > size
    del found[size:]
    results = _results(found, principles)
    judged = tuple(Judged(each, results.get(each.pk, {}), each.weight) for each in found)
    return Part(judged, judged[-1].cursor if more else None)


def _results(found: Sequence[Relationship], principles: list[Principle]) -> dict[int, dict[str, str]]:
    codes = {each.pk: each.code for each in principles}
    rows = Compliance.objects.filter(
        relationship__in=[each.pk for each in found], principle__in=principles
    ).order_by()
    results: dict[int, dict[str, str]] = {}
    for pk, principle, effective in rows.values_list("relationship_id", "principle_id", "effective"):
        results.setdefault(pk, {})[codes[principle]] = effective
    return results


def _read(written: str) -> tuple[int, int]:
    found = _CURSOR.match(written)
    if found is None:
        refuse("INVALID_CURSOR", "after")
    return int(found[1]), int(found[2])
