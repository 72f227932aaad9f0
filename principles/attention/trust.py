"""What people said of the parties: trust assessed too long ago, a counterparty that may fail."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q

from principles.attention.days import MonthsLater, last_turned
from principles.attention.reading import Reading
from principles.attention.rows import Columns, Row, rows, when
from principles.attention.since import trailing
from principles.attention.told import Told
from principles.attention.view import View
from principles.checks.p5 import GUARANTEED_UP_TO
from principles.choices import AttentionKind, ResolvingAct, Severity
from relationships import models as m
from relationships.choices import FactSource, OtherFact, Side
from relationships.terms.days import add_months

LOW_VIABILITY = 2


def stale(view: View) -> Columns:
    """The assessment that counts for a direction is as old as the set allows, or older.

    Not where a formal guarantee is enough: there no assessment is asked for.
    """
    standing = view.of_relationships(m.TrustAssessment).filter(
        view.decided(), withdrawn_at__isnull=True, assessed_on__lte=view.on
    )
    months = view.limits.assessment_months
    later = m.TrustAssessment.objects.filter(
        _later(), withdrawn_at__isnull=True, assessed_on__lte=view.on, direction=OuterRef("direction")
    )
    guarantees = m.Safeguard.objects.filter(
        Q(active_to__isnull=True) | Q(active_to__gte=view.on),
        relationship=OuterRef("relationship"),
        active_from__lte=view.on,
        kind__level=GUARANTEED_UP_TO,
    )
    verdicts = m.Verdict.objects.filter(
        relationship=OuterRef("relationship"), required_trust_high__lte=GUARANTEED_UP_TO
    )
    found = standing.filter(~Exists(later), assessed_on__lte=last_turned(view.on, months)).exclude(
        Exists(guarantees) & Exists(verdicts)
    )
    due = MonthsLater(F("assessed_on"), months)
    return rows(found, AttentionKind.TRUST_STALE, Severity.MEDIUM, record="pk", level="level", due=due)


def low_viability(view: View) -> Columns:
    """The rating of the counterparty's viability that counts is 1 or 2."""
    theirs = Q(relationship__our_role=Side.CUSTOMER, fact=OtherFact.VIABILITY_SUPPLIER) | Q(
        relationship__our_role=Side.SUPPLIER, fact=OtherFact.VIABILITY_CUSTOMER
    )
    others = m.FactRating.objects.filter(withdrawn_at__isnull=True, fact=OuterRef("fact"))
    assessed, imported = FactSource.ASSESSED, FactSource.IMPORTED
    better = Q(_later(), source=OuterRef("source")) | Q(
        _same_relationship(), Q(source=assessed) & ~Q(source=OuterRef("source"))
    )
    few = m.FactRating.objects.filter(
        fact__in=(OtherFact.VIABILITY_CUSTOMER, OtherFact.VIABILITY_SUPPLIER), value__lte=LOW_VIABILITY
    )
    found = view.of_relationships(m.FactRating).filter(
        view.begun_with(few),
        theirs,
        ~Exists(others.filter(better)),
        source__in=(assessed, imported),
        withdrawn_at__isnull=True,
        value__lte=LOW_VIABILITY,
    )
    severity = when((Q(value=1), Severity.HIGH), otherwise=Severity.MEDIUM)
    return rows(found, AttentionKind.VIABILITY_LOW, severity, record="pk", level="value")


def _same_relationship() -> Q:
    return Q(relationship=OuterRef("relationship"))


def _later() -> Q:
    """Of the same relationship, and after the one looked at: by day, then by recording, then by id."""
    day, moment = OuterRef("assessed_on"), OuterRef("recorded_at")
    at_once = Q(recorded_at=moment, pk__gt=OuterRef("pk"))
    return _same_relationship() & (
        Q(assessed_on__gt=day) | (Q(assessed_on=day) & (Q(recorded_at__gt=moment) | at_once))
    )


def tell_stale(row: Row, reading: Reading) -> Told:
    assessment = reading.assessments[row.record]
    months = reading.view.limits.assessment_months
    params = {
        "direction": assessment.direction,
        "level": assessment.level,
        "on": assessment.assessed_on.isoformat(),
        "months": months,
    }
    return Told(ResolvingAct.ASSESS_TRUST, add_months(assessment.assessed_on, months), params)


def tell_viability(row: Row, reading: Reading) -> Told:
    """Since the first of the ratings, in the order in which they count, that say no better."""
    counting = reading.viability_of(row)
    since = trailing((each.assessed_on, each.value <= LOW_VIABILITY) for each in counting)
    return Told(ResolvingAct.SECURE_CONTINUITY, since, {"value": row.level})
