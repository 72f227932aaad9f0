"""A relationship with one of every record that the principles keep, made through the actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from principles import models as p
from principles.actions import (
    approvals,
    benefits,
    capabilities,
    explanations,
    interests,
    judgements,
    labels,
    plans,
    principles,
    resistance,
    reviews,
    sets,
)
from principles.models import Principle
from principles.queries.sets import set_in_force
from relationships.models import Relationship, Unit, User
from tests import builders as b

NEXT_MONTH = (b.NOW + timedelta(days=30)).date().isoformat()


def principle(code: str = "P2") -> Principle:
    """A principle of the set in force."""
    return set_in_force().principles.get(code=code)


def interest(relationship: Relationship, side: str = "CUSTOMER", **given: Any) -> p.Interest:
    given = {"side": side, "kind": "GOAL", "description": "Continuity", "priority": "HIGH", **given}
    return interests.create_interest(by=b.system(), relationship=relationship, given=given)


def capability(relationship: Relationship, side: str = "CUSTOMER", **given: Any) -> p.Capability:
    given = {"side": side, "description": "Planning", **given}
    return capabilities.create_capability(by=b.system(), relationship=relationship, given=given)


def interest_pair(relationship: Relationship, **given: Any) -> p.InterestPair:
    given = {
        "customer_interest": interest(relationship).pk,
        "supplier_interest": interest(relationship, "SUPPLIER").pk,
        **given,
    }
    return interests.create_interest_pair(by=b.system(), relationship=relationship, given=given)


def capability_pair(relationship: Relationship, **given: Any) -> p.CapabilityPair:
    given = {
        "customer_capability": capability(relationship).pk,
        "supplier_capability": capability(relationship, "SUPPLIER").pk,
        "kind": "COMPLEMENTARY",
        **given,
    }
    return capabilities.create_capability_pair(by=b.system(), relationship=relationship, given=given)


def benefit(relationship: Relationship, **given: Any) -> p.Benefit:
    given = {"beneficiary": "THEM", "description": "Steady work", **given}
    return benefits.create_benefit(by=b.system(), relationship=relationship, given=given)


def signal(relationship: Relationship, **given: Any) -> p.ResistanceSignal:
    given = {"side": "CUSTOMER", "subject": "Their planners", **given}
    return resistance.create_signal(by=b.system(), relationship=relationship, given=given)


def plan(relationship: Relationship, **given: Any) -> p.DevelopmentPlan:
    given = {"title": "To outcomes", **given}
    return plans.create_plan(by=b.system(), relationship=relationship, given=given)


def stage(of: p.DevelopmentPlan, **given: Any) -> p.Stage:
    return plans.add_stage(by=b.system(), plan=of, given={"kind": "ALIGN_INTERESTS", **given})


def review(relationship: Relationship, **given: Any) -> p.Review:
    given = {"found": "Both are content.", **given}
    return reviews.create_review(by=b.system(), relationship=relationship, given=given)


def judgement(relationship: Relationship, **given: Any) -> p.Judgement:
    given = {"principle": principle().pk, "result": "COMPLIANT", "reason": "Seen on site.", **given}
    return judgements.judge_compliance(by=b.system(), relationship=relationship, given=given)


def explanation(relationship: Relationship, author: User | None = None, **given: Any) -> p.Explanation:
    given = {
        "principle": principle().pk,
        "reason": "They merge this year.",
        "instead": "We meet each month.",
        "valid_until": NEXT_MONTH,
        **given,
    }
    by = b.actor(author) if author else b.system()
    return explanations.write_explanation(by=by, relationship=relationship, given=given)


def approved(relationship: Relationship, **given: Any) -> p.Explanation:
    """An explanation that somebody else approved."""
    written = explanation(relationship, **given)
    return explanations.approve_explanation(by=b.actor(b.user("SOURCING_MANAGER")), explanation=written)


def dismissal(relationship: Relationship, **given: Any) -> p.LabelDismissal:
    given = {"place": "TITLE", "word": "Partners", "text": "HR Partners BV", "reason": "Legal name.", **given}
    return labels.dismiss_label(by=b.system(), relationship=relationship, given=given)


def draft(*stakeholders: User, name: str = "Version 2") -> p.PrincipleSet:
    """A copy of the set in force, naming these stakeholders."""
    made = sets.draft_set(by=b.system(), name=name)
    sets.name_stakeholders(by=b.system(), principle_set=made, users=[each.pk for each in stakeholders])
    made.refresh_from_db()
    return made


def submitted(*stakeholders: User) -> p.PrincipleSet:
    return sets.submit_set(by=b.system(), principle_set=draft(*stakeholders))


def approve(principle_set: p.PrincipleSet, user: User, remark: str = "") -> p.Approval:
    return approvals.approve_set(by=b.actor(user), principle_set=principle_set, remark=remark)


def own_principle(principle_set: p.PrincipleSet, **given: Any) -> Principle:
    given = {"code": "OWN1", "observation_en": "We are small.", "principle_en": "Keep it simple.", **given}
    return principles.add_principle(by=b.system(), principle_set=principle_set, given=given)


@dataclass
class Place:
    """A unit with a relationship that has one of every record of the principles."""

    unit: Unit
    relationship: Relationship
    of: dict[Any, Any]


def place(unit: Unit) -> Place:
    """One of everything about a relationship of this unit; its compliance is computed once."""
    with b.computed_once():
        place = _recorded(unit)
    place.of[p.Compliance], _new = p.Compliance.objects.update_or_create(
        relationship=place.relationship,
        principle=principle("P4"),
        defaults={"result": "COMPLIANT", "effective": "COMPLIANT", "since": b.NOW},
    )
    return place


def _recorded(unit: Unit) -> Place:
    relationship = b.relationship(unit=unit)
    b.classification(None, relationship)
    pair, both = interest_pair(relationship), capability_pair(relationship)
    made = plan(relationship)
    past = p.PastCompliance.objects.create(
        relationship=relationship,
        principle=principle("P4"),
        result="PARTLY",
        effective="PARTLY",
        since=b.NOW - timedelta(days=2),
        until=b.NOW,
    )
    return Place(
        unit,
        relationship,
        {
            p.Benefit: benefit(relationship),
            p.Interest: interest(relationship),
            p.InterestPair: pair,
            p.Capability: capability(relationship),
            p.CapabilityPair: both,
            p.ResistanceSignal: signal(relationship),
            p.DevelopmentPlan: made,
            p.Stage: stage(made),
            p.Review: review(relationship),
            p.Judgement: judgement(relationship),
            p.Explanation: explanation(relationship),
            p.LabelDismissal: dismissal(relationship),
            p.PastCompliance: past,
        },
    )
