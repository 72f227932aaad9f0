"""What the principles ask attention for: non-compliance, explanations, resistance, reviews."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from principles import models as p
from principles.attention.days import DaysLater, MonthsLater, first_within
from principles.attention.reading import Reading
from principles.attention.rows import Columns, Row, rows, when
from principles.attention.since import trailing, unbroken
from principles.attention.told import Told
from principles.attention.view import View
from principles.choices import AttentionKind, EffectiveResult, ResolvingAct, Severity
from relationships.choices import CollaborationType
from relationships.terms.days import add_days, add_months

REVIEWED_BY = "P2"
"""The principle that asks for reviews: they are asked for from its depth on."""


def non_compliance(view: View) -> Columns:
    """What counts in the end is NON_COMPLIANT: so by the records or a person, and not explained."""
    found = view.beside(
        view.of_relationships(p.Compliance),
        principle__in=[each.pk for each in view.principles],
        effective=EffectiveResult.NON_COMPLIANT,
    )
    return rows(found, AttentionKind.NON_COMPLIANCE, Severity.HIGH, record="principle_id")


def lapsing(view: View) -> Columns:
    """An explanation that stands reaches its last day soon, or is past it and still to be taken away."""
    found = view.of_relationships(p.Explanation).filter(
        lapsed_at__isnull=True, approved_at__isnull=False, valid_until__lte=view.near
    )
    severity = when((Q(valid_until__lte=view.urgent), Severity.HIGH), otherwise=Severity.MEDIUM)
    return rows(found, AttentionKind.EXPLANATION_LAPSING, severity, record="pk", due="valid_until")


def uninvestigated(view: View) -> Columns:
    """A signal of resistance that nobody has investigated; high once its term is over."""
    days = view.limits.investigation_days
    found = view.of_relationships(p.ResistanceSignal).filter(
        investigated_on__isnull=True, raised_on__lte=view.on
    )
    over = Q(raised_on__lt=add_days(view.on, -days))
    return rows(
        found,
        AttentionKind.RESISTANCE_UNINVESTIGATED,
        when((over, Severity.HIGH), otherwise=Severity.MEDIUM),
        record="pk",
        due=DaysLater(F("raised_on"), days),
    )


def reviews(view: View) -> Columns:
    """A relationship deep enough to be reviewed was not, within the months of the set."""
    months = view.limits.review_months
    held = p.Review.objects.filter(relationship=OuterRef("relationship"), held_on__lte=view.on)
    in_date = held.filter(held_on__gte=first_within(view.on, months))
    last = Subquery(held.order_by("-held_on").values("held_on")[:1])
    found = view.classified().filter(~Exists(in_date), chosen_type__in=types_reviewed(view))
    due = MonthsLater(F("last_review"), months)
    return rows(found.annotate(last_review=last), AttentionKind.REVIEW_OVERDUE, Severity.MEDIUM, due=due)


def types_reviewed(view: View) -> list[CollaborationType]:
    """The ladder types from the depth of P2 on, and the two postures, whatever their depth."""
    minimum = view.limits.minimum_depths[REVIEWED_BY]
    return [each for each in CollaborationType if each.depth is None or each.depth >= minimum]


def tell_non_compliance(row: Row, reading: Reading) -> Told:
    found = reading.compliance_of(row)
    if found is None:
        return Told(ResolvingAct.COMPLY_OR_EXPLAIN, None, {"principle": "", "reasons": []})
    principle = found.principle
    params = {
        "principle": principle.code,
        "theme": {"en": principle.theme_en, "nl": principle.theme_nl},
        "reasons": [] if found.judgement else found.reasons,
        "judgement": found.judgement.reason if found.judgement else None,
    }
    since = unbroken(
        found,
        reading.past_compliance_of(row),
        lambda each: each.effective == EffectiveResult.NON_COMPLIANT,
    )
    return Told(ResolvingAct.COMPLY_OR_EXPLAIN, since, params)


def tell_lapsing(row: Row, reading: Reading) -> Told:
    """Since the days of notice began, or since its approval where that was later."""
    explanation = reading.explanations[row.record]
    renewed = (explanation.relationship_id, explanation.principle_code) in reading.renewals
    act = ResolvingAct.APPROVE_EXPLANATION if renewed else ResolvingAct.RENEW_EXPLANATION
    approved = timezone.localdate(explanation.approved_at)
    since = max(add_days(explanation.valid_until, -reading.view.notice_days), approved)
    params = {
        "principle": explanation.principle_code,
        "due": explanation.valid_until.isoformat(),
        "renewal_waits": renewed,
    }
    return Told(act, since, params)


def tell_resistance(row: Row, reading: Reading) -> Told:
    signal = reading.signals[row.record]
    params = {
        "subject": signal.subject,
        "side": signal.side,
        "on": signal.raised_on.isoformat(),
        "days": reading.view.limits.investigation_days,
    }
    return Told(ResolvingAct.INVESTIGATE_RESISTANCE, signal.raised_on, params)


def tell_review(row: Row, reading: Reading) -> Told:
    """Since the day after the last review was in date; without any, since reviews are asked for."""
    months = reading.view.limits.review_months
    last = reading.last_reviews.get(row.relationship)
    since: date | None
    if last is not None:
        since = add_months(last, months) + timedelta(days=1)
    else:
        asking = types_reviewed(reading.view)
        decisions = reading.classifications.get(row.relationship, ())
        begin = trailing((each.decided_at, each.chosen_type in asking) for each in decisions)
        since = None if begin is None else timezone.localdate(begin)
    params = {"on": last.isoformat() if last is not None else None, "months": months}
    return Told(ResolvingAct.HOLD_REVIEW, since, params)
