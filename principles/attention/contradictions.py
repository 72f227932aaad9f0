"""The same party classified in contradiction by two units, as far as the user sees both."""

from __future__ import annotations

from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from principles.attention.reading import Reading
from principles.attention.rows import Columns, Row, rows, when
from principles.attention.since import trailing
from principles.attention.told import Told
from principles.attention.view import View
from principles.choices import AttentionKind, ResolvingAct, Severity
from relationships import models as m
from relationships.choices import LADDER, CollaborationType, Phase
from relationships.queries import visible_to

GUARDED = CollaborationType.GUARDED
DEEP = tuple(each for each in LADDER if (each.depth or 0) >= 4)
APART = 2


def contradictions(view: View) -> Columns:
    """One item a relationship that another unit contradicts, with the strongest contradiction beside it.

    GUARDED against depth 4 or more; within one category, depths two or more apart. What the
    user may not see contradicts nothing; conditions narrow the one side only.
    """
    found = view.classified().filter(Exists(_opposed(view)))
    guarded_first = Case(When(chosen_type=GUARDED, then=Value(0)), default=Value(1))
    strongest = _opposed(view).order_by(guarded_first, "-decided_at", "-pk").values("relationship")[:1]
    on_guard = Q(chosen_type=GUARDED) | Q(Exists(_opposed(view).filter(chosen_type=GUARDED)))
    return rows(
        found,
        AttentionKind.CONTRADICTION,
        when((on_guard, Severity.HIGH), otherwise=Severity.MEDIUM),
        other=Subquery(strongest),
    )


def _opposed(view: View) -> QuerySet[m.Classification]:
    """The decisions of other units on the same party that contradict the one looked at."""
    others = (
        visible_to(view.user, m.Classification)
        .filter(superseded_at__isnull=True, relationship__party=OuterRef("relationship__party"))
        .exclude(relationship__unit=OuterRef("relationship__unit"))
        .exclude(relationship__phase=Phase.ENDED)
        .annotate(of=ExpressionWrapper(OuterRef("chosen_type"), output_field=CharField()))
    )
    one_on_guard = Q(of=GUARDED.value, chosen_type__in=DEEP) | Q(
        of__in=[each.value for each in DEEP], chosen_type=GUARDED
    )
    apart = Q()
    for each in LADDER:
        apart |= Q(of=each.value, chosen_type__in=_far_from(each))
    return others.filter(one_on_guard | (apart & _same_category()))


def _far_from(chosen: CollaborationType) -> list[CollaborationType]:
    depth = LADDER.index(chosen)
    return [each for place, each in enumerate(LADDER) if abs(place - depth) >= APART]


def _same_category() -> Q:
    """Recognised as the same profile; where that is not so of both, named the same."""
    named_alike = Q(relationship__category=OuterRef("relationship__category")) & ~Q(relationship__category="")
    unrecognised = Q(relationship__profile__isnull=True)
    return Q(relationship__profile=OuterRef("relationship__profile")) | (unrecognised & named_alike)


def tell_contradiction(row: Row, reading: Reading) -> Told:
    """Since the later of the two choices, each as long as it was of that type."""
    here = reading.classifications.get(row.relationship, ())
    there = reading.classifications.get(row.other, ())
    other = reading.relationships.get(row.other)
    params = {
        "type": here[-1].chosen_type if here else None,
        "other_type": there[-1].chosen_type if there else None,
        "party": str(other.party) if other is not None else None,
        "other_unit": str(other.unit) if other is not None else None,
    }
    begins = [
        trailing((each.decided_at, each.chosen_type == decisions[-1].chosen_type) for each in decisions)
        for decisions in (here, there)
        if decisions
    ]
    since = timezone.localdate(max(begins)) if begins else None
    return Told(ResolvingAct.ALIGN_UNITS, since, params)
