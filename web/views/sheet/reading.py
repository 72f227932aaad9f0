"""Everything that the sheet of a relationship shows, read once a kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from principles import models as p
from principles.queries.past import compliance_on
from relationships import models as m
from relationships.actor import Actor
from relationships.errors import refuse
from relationships.permissions import Act, may
from relationships.previews import Comparison, compared
from relationships.queries import visible_to

MOST = 40
"""Of one kind of record no more stand on the sheet; it says so where there are more."""


@dataclass(frozen=True, slots=True)
class Some:
    """The first records of a kind, and whether there are more."""

    rows: list[Any]
    more: bool = False

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, **wanted: Any) -> list[Any]:
        """Those with these values."""
        return [
            each for each in self.rows if all(getattr(each, name) == value for name, value in wanted.items())
        ]


def some(rows: QuerySet, most: int = MOST) -> Some:
    found = list(rows[: most + 1])
    return Some(found[:most], len(found) > most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A relationship with all that is recorded of it, as it is at a moment."""

    relationship: m.Relationship
    by: Actor
    compared: Comparison
    stored: m.Verdict | None
    decisions: list[m.Classification]
    ratings: dict[str, list[m.FactRating]]
    assessments: list[m.TrustAssessment]
    safeguards: Some
    arrangements: dict[str, m.Arrangement]
    further: Some
    contracts: Some
    compliance: list[Any]
    explanations: list[p.Explanation]
    evidence: Evidence
    turns: list[m.PastVerdict] = field(default_factory=list)

    def may(self, act: Act) -> bool:
        return may(self.by, act, self.relationship.unit)

    @property
    def decision(self) -> m.Classification | None:
        return next((each for each in self.decisions if each.superseded_at is None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is recorded for the principles."""

    benefits: Some
    interests: Some
    pairs: Some
    capabilities: Some
    capability_pairs: Some
    signals: Some
    plans: list[p.DevelopmentPlan]
    reviews: Some


def relationship_seen(by: Actor, id: int) -> m.Relationship:
    """The relationship with this id and who and what it names; refuses with NOT_FOUND what isn't seen."""
    rows = visible_to(by.user, m.Relationship).select_related(
        "unit", "portfolio__unit", "party__parent", "profile", "owner", "deputy", "verdict"
    )
    found = rows.filter(pk=id).first()
    if found is None:
        refuse("NOT_FOUND", "id", thing=m.Relationship._meta.verbose_name, value=id)
    return found


def read(by: Actor, id: int) -> Read:
    """A constant number of queries."""
    relationship = relationship_seen(by, id)
    own = {"relationship": relationship}
    decisions = m.Classification.objects.filter(**own).select_related("decided_by", "rule_set")
    assessments = m.TrustAssessment.objects.filter(**own, withdrawn_at__isnull=True)
    past = m.PastVerdict.objects.filter(**own).exclude(verdict="PENDING")
    return Read(
        relationship=relationship,
        by=by,
        compared=compared(by.user, {}, at=by.at, relationship=relationship),
        stored=getattr(relationship, "verdict", None),
        decisions=list(decisions.order_by("-decided_at", "-pk")[:10]),
        ratings=_ratings(relationship),
        assessments=list(
            assessments.select_related("assessor").order_by("-assessed_on", "-recorded_at", "-pk")[:MOST]
        ),
        safeguards=_safeguards(relationship, by.on),
        arrangements={each.kind: each for each in m.Arrangement.objects.filter(**own)},
        further=some(m.RelationshipParty.objects.filter(**own).select_related("party")),
        contracts=contracts_of(relationship),
        compliance=_compliance(by, relationship),
        explanations=list(
            p.Explanation.objects.filter(**own, lapsed_at__isnull=True).select_related(
                "owner", "author", "approver"
            )
        ),
        evidence=_evidence(relationship),
        turns=list(past.order_by("-since")[:8]),
    )


def contracts_of(relationship: m.Relationship, most: int = 25) -> Some:
    """The contracts with where they stand; those that run first, the nearest deadline first."""
    rows = m.Contract.objects.filter(relationship=relationship).select_related("position")
    return some(rows.order_by("position__ended", "position__current_end", "pk"), most)


def _ratings(relationship: m.Relationship) -> dict[str, list[m.FactRating]]:
    """The ratings that stand, by fact, newest first; no more than any spread needs."""
    rows = m.FactRating.objects.filter(relationship=relationship, withdrawn_at__isnull=True)
    found: dict[str, list[m.FactRating]] = {}
    for each in rows.select_related("assessor").order_by("-assessed_on", "-recorded_at", "-pk")[:500]:
        found.setdefault(each.fact, []).append(each)
    return found


def _safeguards(relationship: m.Relationship, on: date) -> Some:
    """Those active on the day and those to come."""
    rows = m.Safeguard.objects.filter(Q(active_to__isnull=True) | Q(active_to__gte=on))
    return some(
        rows.filter(relationship=relationship)
        .select_related("kind", "contract")
        .order_by("kind__level", "pk")
    )


def _compliance(by: Actor, relationship: m.Relationship) -> list[Any]:
    rows = p.Compliance.objects.filter(relationship=relationship).select_related(
        "principle__principle_set", "judgement__judged_by", "explanation__approver"
    )
    return list(rows.order_by("principle__position", "principle_id"))


def compliance_then(by: Actor, relationship: m.Relationship, day: date) -> dict[str, Any]:
    """By the code of the principle, what held when the day ended."""
    rows = compliance_on(by.user, [relationship.pk], day, today=by.on, field="on")
    return {each.principle.code: each for each in rows.get(relationship.pk, [])}


def _evidence(relationship: m.Relationship) -> Evidence:
    own = {"relationship": relationship}
    stages = Prefetch("stages", p.Stage.objects.select_related("approver").order_by("position", "pk"))
    plans = p.DevelopmentPlan.objects.filter(**own).prefetch_related(stages)
    pairs = p.InterestPair.objects.filter(**own).select_related("customer_interest", "supplier_interest")
    abilities = p.CapabilityPair.objects.filter(**own).select_related(
        "customer_capability", "supplier_capability"
    )
    return Evidence(
        benefits=some(p.Benefit.objects.filter(**own)),
        interests=some(p.Interest.objects.filter(**own)),
        pairs=some(pairs),
        capabilities=some(p.Capability.objects.filter(**own)),
        capability_pairs=some(abilities),
        signals=some(p.ResistanceSignal.objects.filter(**own).order_by("-raised_on", "-pk"), 20),
        plans=list(plans.order_by("-abandoned_on", "-pk")[:5]),
        reviews=some(p.Review.objects.filter(**own).order_by("-held_on", "-pk"), 6),
    )
