"""Every kind of record of the principles, a number of times, with all its relations filled in."""

from __future__ import annotations

from datetime import timedelta

from principles import models as p
from principles.actions import explanations
from relationships.models import Relationship, User
from tests import builders
from tests.principles import worlds as w


def judged(relationship: Relationship, owner: User, times: int, name: str) -> None:
    """So many of everything that is recorded of it for the principles; texts begin with `name`."""
    for each in range(times):
        said = f"{name} {each}"
        w.benefit(relationship, description=f"{said} benefit", amount="10", currency="EUR", evidence=said)
        interests = [w.interest(relationship, side, description=f"{said} wish") for side in _SIDES]
        w.interest_pair(
            relationship,
            customer_interest=interests[0].pk,
            supplier_interest=interests[1].pk,
            rating="CONFLICTING",
            arrangement=said,
        )
        capabilities = [w.capability(relationship, side, description=f"{said} skill") for side in _SIDES]
        w.capability_pair(
            relationship,
            customer_capability=capabilities[0].pk,
            supplier_capability=capabilities[1].pk,
            remarks=said,
        )
        w.signal(relationship, subject=f"{said} planners")
        plan = w.plan(relationship, title=f"{said} plan", raises=["goal_alignment"])
        for kind in ("ALIGN_INTERESTS", "UNDERSTAND_DRIVERS", "DECIDE_MODEL")[:times]:
            w.stage(plan, kind=kind, approver=owner.pk, remarks=said)
        w.review(relationship, found=f"{said} found")
        w.dismissal(relationship, text=f"{said} Partners BV", reason=f"{said} reason")
        builders.contract(None, relationship, number=f"L{each}", title=f"{said} partner")
        _said(relationship, owner, said, each)


_SIDES = ("CUSTOMER", "SUPPLIER")


def _said(relationship: Relationship, owner: User, said: str, each: int) -> None:
    """Judgements and an explanation, each of which takes the place of the one before, and a past answer."""
    judgement = w.judgement(relationship, reason=f"{said} heard", result="NON_COMPLIANT")
    w.judgement(relationship, reason=f"{said} seen", result="PARTLY")
    explanation = w.explanation(relationship, reason=f"{said} merger", owner=owner.pk)
    explanation = explanations.approve_explanation(by=builders.actor(owner), explanation=explanation)
    p.PastCompliance.objects.create(
        relationship=relationship,
        principle=w.principle("P2"),
        result="PARTLY",
        effective="EXPLAINED",
        judgement=judgement,
        explanation=explanation,
        reasons=[{"code": "PAIRS_UNRATED", "params": {"count": 1}}],
        ways=[{"code": "RATE_PAIRS", "params": {"count": 1}}],
        since=builders.NOW - timedelta(days=40 - 10 * each),
        until=builders.NOW - timedelta(days=30 - 10 * each),
    )


def sets(stakeholders: list[User]) -> None:
    """As many sets as stakeholders, submitted, each approved by all of them."""
    for _ in stakeholders:
        submitted = w.submitted(*stakeholders)
        for user in stakeholders:
            w.approve(submitted, user, "Agreed.")
