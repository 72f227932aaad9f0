"""Relationships: one of our units and a counterparty, and all that is known of what they have together."""

from __future__ import annotations

from functools import partial
from typing import Any

import graphene

from api.graphql import words
from api.graphql.cohorts import cohort_of, portions, together
from api.graphql.connections import listed
from api.graphql.enums import ArrangementKind
from api.graphql.fields import Plain, RecordType, beside, grouped, one, visible_by_parent
from api.graphql.reads import Beside, Label, reading
from api.graphql.registry import type_of
from api.graphql.types.facts import Fact, known_facts
from api.graphql.types.judged import PrincipleParts
from api.graphql.types.party import FurtherParty
from api.graphql.types.verdict import language_of
from relationships import arrangements
from relationships import models as m
from relationships.queries import visible_to
from relationships.queries.facts import facts_of
from relationships.queries.situations import trust_of


class Arrangement(RecordType):
    """Whether something that a type asks for is in place."""

    class Meta:
        model = m.Arrangement
        holds = words.ARRANGEMENT

    relationship = one(m.Relationship, "relationship", "The relationship.", required=True)
    label = graphene.String(required=True, description="What is to be in place, in your language.")

    @staticmethod
    @partial(reading, Label("kind", arrangements.NAMES, lambda kind: arrangements.NAMES[kind][language_of()]))
    def resolve_label(record: m.Arrangement, info: Any) -> str:
        return arrangements.NAMES[record.kind][language_of()]


class ActualTrust(Plain):
    """How far the sides trust each other, as last assessed."""

    customer_to_supplier = graphene.Int(description="The customer's trust in the supplier, 1 to 5.")
    supplier_to_customer = graphene.Int(description="The supplier's trust in the customer, 1 to 5.")
    mutual = graphene.Int(description="The lower of the two; null while one is not assessed.")


def _arrangements(records: list[Any], context: Any) -> dict[int, list[Any]]:
    return visible_by_parent(m.Arrangement, "relationship", records, context.user)


def _further_parties(records: list[Any], context: Any) -> dict[int, list[Any]]:
    return visible_by_parent(m.RelationshipParty, "relationship", records, context.user)


def _facts(records: list[Any], context: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for ids in portions(each.pk for each in records):
        found |= known_facts(facts_of(ids), language_of())
    return found


def _decisions(records: list[Any], user: Any) -> dict[int, Any]:
    rows = [
        each
        for ids in portions(record.pk for record in records)
        for each in visible_to(user, m.Classification).filter(
            relationship__in=ids, superseded_at__isnull=True
        )
    ]
    return {each.relationship_id: each for each in together(rows)}


class Relationship(PrincipleParts, RecordType):
    """What one of our units and a counterparty have with each other about one subject."""

    class Meta:
        model = m.Relationship
        holds = words.RELATIONSHIP

    unit = one(m.Unit, "unit", "Our unit.", required=True)
    portfolio = one(m.Portfolio, "portfolio", "Where it is at home; null where you may not see it.")
    party = one(m.Party, "party", "The counterparty.", required=True)
    profile = one(m.CategoryProfile, "profile", "The category it was recognised as.")
    owner = one(m.User, "owner", "Who minds it; null where you may not see who.")
    deputy = one(m.User, "deputy", "Who stands in for the owner.")
    verdict = beside(m.Verdict, "Whether the choice fits the facts.")
    past_verdicts = listed(m.PastVerdict, "relationship", "What the verdict was before.")
    facts = grouped(
        Fact,
        "What is known of each fact, all of them in their order, unknown ones included.",
        "facts",
        _facts,
    )
    ratings = listed(m.FactRating, "relationship", "All ratings of its facts, withdrawn ones included.")
    contracts = listed(m.Contract, "relationship", "Its contracts.")
    classification = graphene.Field(
        lambda: type_of(m.Classification), description="The decision that counts now."
    )
    classifications = listed(m.Classification, "relationship", "All decisions about it.")
    trust = graphene.Field(ActualTrust, required=True, description="Actual trust, as last assessed.")
    trust_assessments = listed(m.TrustAssessment, "relationship", "All assessments of trust in it.")
    safeguards = listed(m.Safeguard, "relationship", "What stands in for trust.")
    arrangements = grouped(
        Arrangement, "What is recorded of what is to be in place.", "arrangements", _arrangements
    )
    needed_arrangements = graphene.List(
        graphene.NonNull(ArrangementKind),
        required=True,
        description="What the chosen type, and deep access, ask to have in place.",
    )
    further_parties = grouped(
        FurtherParty, "Parties with a part of their own in it.", "further_parties", _further_parties
    )

    @staticmethod
    def resolve_classification(record: m.Relationship, info: Any) -> Any:
        return _decision(record, info)

    @staticmethod
    def resolve_trust(record: m.Relationship, info: Any) -> ActualTrust:
        on = info.context.by.on

        def read(records: list[Any]) -> dict[int, Any]:
            found: dict[int, Any] = {}
            for ids in portions(each.pk for each in records):
                found |= trust_of(ids, on)[0]
            return found

        levels = cohort_of(record).once("trust", read).get(record.pk, {})
        ours, theirs = levels.get("CUSTOMER_TO_SUPPLIER"), levels.get("SUPPLIER_TO_CUSTOMER")
        mutual = None if ours is None or theirs is None else min(ours, theirs)
        return ActualTrust(customer_to_supplier=ours, supplier_to_customer=theirs, mutual=mutual)

    @staticmethod
    def resolve_needed_arrangements(record: m.Relationship, info: Any) -> list[str]:
        facts = cohort_of(record).once("facts", lambda records: _facts(records, info.context))
        access = next((each.value for each in facts[record.pk] if each.fact == "access"), None)
        decision = _decision(record, info)
        return list(arrangements.needed(decision.chosen_type if decision else None, access))


_CURRENT = Beside(m.Classification, "relationship", {"superseded_at__isnull": True})
reading(_CURRENT, Relationship.resolve_classification)


def _decision(record: Any, info: Any) -> Any:
    user = info.context.user
    found = cohort_of(record).once("decision", lambda records: _decisions(records, user))
    return found.get(record.pk)
