"""What the verdict asks attention for: a misfit, a gap in trust, what can't be judged, what is assumed.

Only relationships with a chosen type speak here; while a verdict is being computed it says nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from principles.attention.reading import Reading
from principles.attention.rows import Columns, Row, rows, when
from principles.attention.since import unbroken
from principles.attention.told import Told
from principles.attention.view import View
from principles.choices import AttentionKind, ResolvingAct, Severity
from relationships import models as m
from relationships.choices import Flag, VerdictCode
from relationships.models.classification import VerdictColumns

LARGE_GAP = 2
DECIDED_AGAIN = {
    Flag.OVER,
    Flag.UNDER,
    Flag.POSTURE_NAIVE,
    Flag.POSTURE_HOSTILE,
    Flag.DEPENDENCE_UNMANAGED,
    Flag.TRUST_TARGET_LOW,
}
"""What another decision takes away; where a misfit has none of these it is trust that is lacking."""


def misfits(view: View) -> Columns:
    return rows(_verdicts(view, VerdictCode.MISFIT), AttentionKind.MISFIT, Severity.HIGH)


def not_assessable(view: View) -> Columns:
    found = _verdicts(view, VerdictCode.NOT_ASSESSABLE)
    return rows(found, AttentionKind.NOT_ASSESSABLE, Severity.MEDIUM)


def trust_gaps(view: View) -> Columns:
    """A gap between the trust required and the mutual actual trust that safeguards leave open."""
    found = view.of_relationships(m.Verdict).filter(residual_gap__gte=1)
    severity = when((Q(residual_gap__gte=LARGE_GAP), Severity.HIGH), otherwise=Severity.MEDIUM)
    return rows(found, AttentionKind.TRUST_GAP, severity, level="residual_gap")


def assumed_facts(view: View) -> Columns:
    found = view.of_relationships(m.Verdict).filter(assumed_facts__gte=1).exclude(chosen_type="")
    return rows(found, AttentionKind.ASSUMED_FACTS, Severity.LOW, level="assumed_facts")


def _verdicts(view: View, code: VerdictCode) -> QuerySet[m.Verdict]:
    return view.beside(view.of_relationships(m.Verdict), verdict=code)


def tell_misfit(row: Row, reading: Reading) -> Told:
    params = _judged(reading.verdict_of(row))
    of_decision = any(each["code"] in DECIDED_AGAIN for each in params["flags"])
    act = ResolvingAct.CLASSIFY_AGAIN if of_decision else ResolvingAct.CLOSE_TRUST_GAP
    return Told(act, _since_verdict(row, reading, VerdictCode.MISFIT), params)


def tell_not_assessable(row: Row, reading: Reading) -> Told:
    verdict = reading.verdict_of(row)
    unassessed = verdict is not None and f"|{Flag.TRUST_NOT_ASSESSED}|" in verdict.flag_codes
    act = ResolvingAct.ASSESS_TRUST if unassessed else ResolvingAct.RATE_FACTS
    since = _since_verdict(row, reading, VerdictCode.NOT_ASSESSABLE)
    unknown = list(verdict.detail.get("unknown_facts", ())) if verdict is not None else []
    return Told(act, since, {"trust_not_assessed": unassessed, "unknown_facts": unknown})


def tell_trust_gap(row: Row, reading: Reading) -> Told:
    verdict = reading.verdict_of(row)
    params = {
        "residual": row.level,
        "required": verdict.required_trust_low if verdict is not None else None,
        "actual": verdict.mutual_trust if verdict is not None else None,
    }
    since = unbroken(verdict, reading.past_verdicts_of(row), lambda each: (each.residual_gap or 0) >= 1)
    return Told(ResolvingAct.CLOSE_TRUST_GAP, since, params)


def tell_assumed(row: Row, reading: Reading) -> Told:
    since = unbroken(reading.verdict_of(row), reading.past_verdicts_of(row), _assumes)
    return Told(ResolvingAct.RATE_FACTS, since, {"count": row.level})


def _assumes(found: VerdictColumns) -> bool:
    return bool(found.chosen_type) and (found.assumed_facts or 0) >= 1


def _since_verdict(row: Row, reading: Reading, code: VerdictCode) -> date | None:
    return unbroken(reading.verdict_of(row), reading.past_verdicts_of(row), lambda each: each.verdict == code)


def _judged(verdict: m.Verdict | None) -> dict[str, Any]:
    if verdict is None:
        return {"type": None, "flags": []}
    flags = [each for each in verdict.detail.get("flags", ()) if each["code"] != Flag.FIT]
    return {"type": verdict.chosen_type, "flags": flags}
