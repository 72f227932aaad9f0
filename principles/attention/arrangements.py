"""What the chosen type asks to have in place, and isn't said to be."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from principles.attention.reading import Reading
from principles.attention.rows import Columns, Row, rows
from principles.attention.since import trailing
from principles.attention.told import Told
from principles.attention.view import View
from principles.choices import AttentionKind, ResolvingAct, Severity
from relationships import models as m
from relationships.arrangements import DEEP_ACCESS, WITH_DEEP_ACCESS, needed
from relationships.choices import ArrangementState, CollaborationType, DeliveryFact, FactSource

SETTLED = (ArrangementState.PRESENT, ArrangementState.NOT_APPLICABLE)
_OF_TYPE = {each: needed(each, None) for each in CollaborationType}


def missing(view: View) -> Columns:
    """Not every arrangement that is needed is present, or not applicable with a reason."""
    held = m.Arrangement.objects.filter(relationship=OuterRef("relationship"), state__in=SETTLED).annotate(
        of=ExpressionWrapper(OuterRef("chosen_type"), output_field=CharField())
    )
    asked = Q()
    for each, kinds in _OF_TYPE.items():
        asked |= Q(of=each.value, kind__in=kinds)
    deep = Q(access__gte=DEEP_ACCESS, settled_deep__lt=len(WITH_DEEP_ACCESS))
    found = (
        view.classified()
        .annotate(
            asked=Case(
                *(When(chosen_type=each, then=Value(len(kinds))) for each, kinds in _OF_TYPE.items()),
                default=Value(0),
                output_field=IntegerField(),
            ),
            settled=_counted(held.filter(asked)),
            settled_deep=_counted(held.filter(kind__in=WITH_DEEP_ACCESS)),
            access=_access(),
        )
        .filter(Q(settled__lt=F("asked")) | deep)
    )
    return rows(found, AttentionKind.ARRANGEMENTS_MISSING, Severity.MEDIUM, level="access")


def _counted(held: Any) -> Coalesce:
    number = held.order_by().values("relationship").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), Value(0))


def _access() -> Coalesce:
    """The level of access that counts: as assessed, else as imported, else as its category assumes."""
    assessed_first = Case(When(source=FactSource.ASSESSED, then=Value(0)), default=Value(1))
    ratings = m.FactRating.objects.filter(
        relationship=OuterRef("relationship"), fact=DeliveryFact.ACCESS, withdrawn_at__isnull=True
    ).order_by(assessed_first, "-assessed_on", "-recorded_at", "-pk")
    assumed = m.ProfileFact.objects.filter(
        profile=OuterRef("relationship__profile"), fact=DeliveryFact.ACCESS
    ).order_by("pk")
    return Coalesce(Subquery(ratings.values("value")[:1]), Subquery(assumed.values("value")[:1]))


def tell_missing(row: Row, reading: Reading) -> Told:
    """Since the type that asks for them was chosen."""
    decisions = reading.classifications.get(row.relationship, ())
    if not decisions:
        return Told(ResolvingAct.MAKE_ARRANGEMENTS, None, {"type": None, "arrangements": []})
    chosen = decisions[-1].chosen_type
    settled = reading.settled_arrangements.get(row.relationship, set())
    lacking = [each for each in needed(chosen, row.level) if each not in settled]
    begin = trailing((each.decided_at, each.chosen_type == chosen) for each in decisions)
    params = {"type": chosen, "arrangements": lacking}
    return Told(ResolvingAct.MAKE_ARRANGEMENTS, timezone.localdate(begin), params)
