"""Acts on parties, relationships and what is recorded of them."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import registry
from api.graphql.mutations import inputs
from api.graphql.mutations.acts import Act
from api.graphql.scalars import Reference
from relationships import models as m
from relationships.actions import classify, contracts, facts, parties, portfolios, relationships, trust
from relationships.errors import Problems, refuse
from relationships.queries import visible_to
from relationships.values import whole

MOST_RELATIONSHIPS = 1_000
_RELATIONSHIP = ("relationship", m.Relationship)


def _relationships(options: dict[str, Any], context: Any) -> dict[str, Any]:
    """The relationships meant, read with their units in one query; each of them must be visible."""
    meant = [registry.meant(each, m.Relationship) for each in options["relationships"]]
    if not meant:
        refuse("REQUIRED", "relationships")
    if len(meant) > MOST_RELATIONSHIPS:
        refuse("NUMBER_OUT_OF_RANGE", "relationships", value=len(meant), low=1, high=MOST_RELATIONSHIPS)
    problems = Problems()
    pks: list[int] = []
    for at, each in enumerate(meant):
        with problems.gather():
            pks.append(whole(each, f"relationships.{at}", 1, 2**63 - 1))
    problems.raise_if_any()
    visible = visible_to(context.user, m.Relationship).filter(pk__in=pks).select_related("unit")
    found = {each.pk: each for each in visible}
    for at, pk in enumerate(pks):
        if pk not in found:
            thing = m.Relationship._meta.verbose_name
            problems.add("NOT_FOUND", f"relationships.{at}", thing=thing, value=pk)
    problems.raise_if_any()
    return {**options, "relationships": list(found.values())}


REGISTRY = (
    Act(
        "create_party",
        "Record a new party.",
        parties.create_party,
        given=inputs.PartyInput,
        gives=("party", m.Party),
    ),
    Act(
        "change_party",
        "Change names or particulars of a party.",
        parties.change_party,
        on=("party", m.Party),
        versioned=True,
        given=inputs.PartyInput,
        gives=("party", m.Party),
    ),
    Act(
        "create_portfolio",
        "Record a new portfolio of a unit.",
        portfolios.create_portfolio,
        given=inputs.PortfolioInput,
        gives=("portfolio", m.Portfolio),
    ),
    Act(
        "change_portfolio",
        "Change the name, default currency or default role of a portfolio.",
        portfolios.change_portfolio,
        on=("portfolio", m.Portfolio),
        versioned=True,
        given=inputs.PortfolioInput,
        gives=("portfolio", m.Portfolio),
    ),
    Act(
        "create_relationship",
        "Record a new relationship.",
        relationships.create_relationship,
        given=inputs.RelationshipInput,
        gives=("relationship", m.Relationship),
    ),
    Act(
        "change_relationship",
        "Change particulars of a relationship.",
        relationships.change_relationship,
        on=_RELATIONSHIP,
        versioned=True,
        given=inputs.RelationshipInput,
        gives=("relationship", m.Relationship),
    ),
    Act(
        "remove_relationship",
        "Delete a relationship that has no contract and no decision yet.",
        relationships.remove_relationship,
        on=_RELATIONSHIP,
        versioned=True,
    ),
    Act(
        "add_further_party",
        "Say that another party has a part in a relationship.",
        relationships.add_further_party,
        on=_RELATIONSHIP,
        argument="relationship",
        given=inputs.FurtherPartyInput,
        spread=True,
        gives=("further_party", m.RelationshipParty),
    ),
    Act(
        "remove_further_party",
        "Take the part of another party away.",
        relationships.remove_further_party,
        on=("further_party", m.RelationshipParty),
    ),
    Act(
        "set_arrangement",
        "Say whether something that a type asks for is in place.",
        relationships.set_arrangement,
        on=_RELATIONSHIP,
        argument="relationship",
        given=inputs.ArrangementInput,
        spread=True,
        gives=("arrangement", m.Arrangement),
    ),
    Act(
        "create_contract",
        "Record a new contract of a relationship.",
        contracts.create_contract,
        on=_RELATIONSHIP,
        argument="relationship",
        given=inputs.ContractInput,
        gives=("contract", m.Contract),
    ),
    Act(
        "change_contract",
        "Change terms, amounts or particulars of a contract.",
        contracts.change_contract,
        on=("contract", m.Contract),
        versioned=True,
        given=inputs.ContractInput,
        gives=("contract", m.Contract),
    ),
    Act(
        "remove_contract",
        "Delete a contract recorded by mistake.",
        contracts.remove_contract,
        on=("contract", m.Contract),
        versioned=True,
    ),
    Act(
        "add_line",
        "Add a line to a contract; its value becomes the sum of its lines.",
        contracts.add_line,
        on=("contract", m.Contract),
        argument="contract",
        given=inputs.ContractLineInput,
        gives=("line", m.ContractLine),
    ),
    Act(
        "change_line",
        "Change a line of a contract.",
        contracts.change_line,
        on=("line", m.ContractLine),
        versioned=True,
        given=inputs.ContractLineInput,
        gives=("line", m.ContractLine),
    ),
    Act(
        "remove_line",
        "Delete a line of a contract.",
        contracts.remove_line,
        on=("line", m.ContractLine),
    ),
    Act(
        "rate_facts",
        "Rate facts of a relationship. Ratings are added, never overwritten.",
        facts.rate_facts,
        on=_RELATIONSHIP,
        argument="relationship",
        given=inputs.RatingsInput,
        spread=True,
        gives=("ratings", m.FactRating),
        many=True,
    ),
    Act(
        "rate_parties",
        "Rate facts of the parties for many relationships at once.",
        facts.rate_parties,
        more={
            "relationships": graphene.Argument(
                graphene.NonNull(graphene.List(graphene.NonNull(Reference))),
                description=f"The relationships, at most {MOST_RELATIONSHIPS}.",
            )
        },
        prepare=_relationships,
        given=inputs.PartyRatingsInput,
        spread=True,
        gives=("ratings", m.FactRating),
        many=True,
    ),
    Act(
        "withdraw_rating",
        "Take a rating back: the next in order counts then. It stays on record.",
        facts.withdraw_rating,
        on=("rating", m.FactRating),
        versioned=True,
        gives=("rating", m.FactRating),
    ),
    Act(
        "assess_trust",
        "Record how far one side trusts the other.",
        trust.assess_trust,
        on=_RELATIONSHIP,
        argument="relationship",
        given=inputs.TrustAssessmentInput,
        gives=("trust_assessment", m.TrustAssessment),
    ),
    Act(
        "withdraw_assessment",
        "Take an assessment of trust back: the one before it counts then.",
        trust.withdraw_assessment,
        on=("assessment", m.TrustAssessment),
        versioned=True,
        gives=("trust_assessment", m.TrustAssessment),
    ),
    Act(
        "add_safeguard",
        "Record a safeguard that is in place.",
        trust.add_safeguard,
        on=_RELATIONSHIP,
        argument="relationship",
        given=inputs.SafeguardInput,
        gives=("safeguard", m.Safeguard),
    ),
    Act(
        "change_safeguard",
        "Correct a safeguard, or end it by its last day.",
        trust.change_safeguard,
        on=("safeguard", m.Safeguard),
        versioned=True,
        given=inputs.SafeguardInput,
        gives=("safeguard", m.Safeguard),
    ),
    Act(
        "classify",
        "Decide: this type, with this trust as the target, for this reason.",
        classify.classify,
        on=_RELATIONSHIP,
        argument="relationship",
        given=inputs.ClassificationInput,
        spread=True,
        gives=("classification", m.Classification),
    ),
)
