"""Acts that change what a verdict is made of, each of them as chance has it."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any
from unittest import mock

from relationships import verdicts
from relationships.actions.categories import change_profile
from relationships.actions.classify import classify
from relationships.actions.contracts import create_contract, remove_contract
from relationships.actions.facts import rate_facts, rate_parties, withdraw_rating
from relationships.actions.relationships import change_relationship
from relationships.actions.rule_sets import activate_rule_set
from relationships.actions.tables import change_safeguard_kind
from relationships.actions.trust import add_safeguard, assess_trust, change_safeguard, withdraw_assessment
from relationships.choices import ATTITUDES, FACTS, CollaborationType, Direction
from relationships.models import (
    CategoryProfile,
    Contract,
    Relationship,
    Safeguard,
    SafeguardKind,
    TrustAssessment,
)
from relationships.queries.rules import rule_set_in_force
from tests import builders as b

SKIPPED = object()


def act_rate(chance: random.Random, by: Any, on: Relationship) -> Any:
    facts = chance.sample(FACTS, 3)
    ratings = {each: chance.randint(2, 4) if each in ATTITUDES else chance.randint(1, 5) for each in facts}
    rate_facts(by=by, relationship=on, ratings=ratings)


def act_rate_extreme(chance: random.Random, by: Any, on: Relationship) -> Any:
    ratings = {"attitude_supplier": chance.choice([1, 5])}
    rate_facts(by=by, relationship=on, ratings=ratings, evidence="Seen.")


def act_rate_parties(chance: random.Random, by: Any, on: Relationship) -> Any:
    limit, ratings = chance.choice([1, 50]), {"goal_alignment": chance.randint(1, 5)}
    with mock.patch("relationships.actions.facts.BULK", limit):
        rate_parties(by=by, relationships=list(Relationship.objects.all()), ratings=ratings)


def act_withdraw(chance: random.Random, by: Any, on: Relationship) -> Any:
    ratings = list(on.ratings.filter(withdrawn_at__isnull=True))
    return withdraw_rating(by=by, rating=chance.choice(ratings)) if ratings else SKIPPED


def act_assess(chance: random.Random, by: Any, on: Relationship) -> Any:
    given = {"direction": chance.choice(list(Direction)), "level": chance.randint(1, 5)}
    assess_trust(by=by, relationship=on, given=given)


def act_withdraw_assessment(chance: random.Random, by: Any, on: Relationship) -> Any:
    found = list(TrustAssessment.objects.filter(withdrawn_at__isnull=True))
    return withdraw_assessment(by=by, assessment=chance.choice(found)) if found else SKIPPED


def act_guard(chance: random.Random, by: Any, on: Relationship) -> Any:
    start = by.on + timedelta(days=chance.randint(-3, 3))
    end = start + timedelta(days=chance.randint(0, 5))
    kind = chance.choice(["GUARANTEE", "AUDIT", "REFERENCES", "ESCROW"])
    add_safeguard(by=by, relationship=on, given={"kind": kind, "active_from": start, "active_to": end})


def act_change_guard(chance: random.Random, by: Any, on: Relationship) -> Any:
    found = list(Safeguard.objects.all())
    return (
        change_safeguard(by=by, safeguard=chance.choice(found), given={"active_to": None})
        if found
        else SKIPPED
    )


def act_classify(chance: random.Random, by: Any, on: Relationship) -> Any:
    classify(
        by=by,
        relationship=on,
        chosen_type=chance.choice(list(CollaborationType)),
        trust_target=chance.randint(1, 5),
        reason="Drawn.",
    )


def act_contract(chance: random.Random, by: Any, on: Relationship) -> Any:
    start = date(2026, 1, 1)
    end = start + timedelta(days=chance.randint(0, 3_000))
    create_contract(by=by, relationship=on, given={"start": start, "stated_end": end})


def act_remove_contract(chance: random.Random, by: Any, on: Relationship) -> Any:
    found = list(Contract.objects.all())
    return remove_contract(by=by, contract=chance.choice(found)) if found else SKIPPED


def act_categorise(chance: random.Random, by: Any, on: Relationship) -> Any:
    category = chance.choice(["computer hardware", "standard software, subscriptions", "none"])
    change_relationship(by=by, relationship=on, given={"category": category})


def act_profile(chance: random.Random, by: Any, on: Relationship) -> Any:
    profile = CategoryProfile.objects.get(name="computer hardware")
    change_profile(by=by, profile=profile, given={"facts": {"complexity": chance.randint(1, 5)}})


def act_kind(chance: random.Random, by: Any, on: Relationship) -> Any:
    kind = SafeguardKind.objects.get(code="AUDIT")
    change_safeguard_kind(by=by, kind=kind, given={"level": chance.randint(2, 4)})


def act_rules(chance: random.Random, by: Any, on: Relationship) -> Any:
    parameters = {**rule_set_in_force().parameters, "tolerance": chance.randint(3, 5)}
    activate_rule_set(by=by, rule_set=b.approved_rule_set(name="Drawn", parameters=parameters))


def act_work(chance: random.Random, by: Any, on: Relationship) -> Any:
    verdicts.compute_pending()


ACTS = [each for name, each in list(globals().items()) if name.startswith("act_")]
