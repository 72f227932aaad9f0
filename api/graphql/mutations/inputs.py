"""What is given to each act, field by field as the action takes it."""

from __future__ import annotations

import graphene

from api.graphql import words
from api.graphql.columns import input_of, reference
from api.graphql.scalars import Code, Day, Json, Level, Text
from relationships import models as m
from relationships.actions import categories, contracts, parties, portfolios, tables, trust, units
from relationships.actions import relationships as acts
from relationships.arrangements import KINDS
from relationships.choices import (
    DELIVERY_FACTS,
    FACTS,
    OTHER_FACTS,
    PARTY_FACTS,
    ArrangementState,
    CollaborationType,
    IdentifierScheme,
    PartyPart,
    Role,
)


def _codes(about: str, codes: object, **options: object) -> graphene.InputField:
    listed = ", ".join(str(each) for each in codes)  # type: ignore[attr-defined]
    return graphene.InputField(Code, description=f"{about} Codes: {listed}.", **options)


def _levels(about: str, facts: tuple[str, ...]) -> graphene.InputField:
    return graphene.InputField(
        Json,
        description=f"{about} Levels 1 to 5 by fact, such as {{complexity: 4}}. Facts: {', '.join(facts)}.",
    )


def _several(scalar: object, about: str) -> graphene.InputField:
    return graphene.InputField(graphene.List(scalar), description=about)


UnitInput = input_of(
    "UnitInput",
    "What is given for a unit.",
    m.Unit,
    units.UNIT_FIELDS,
    {**words.UNIT, "parent": "The unit above it."},
)
UserInput = input_of(
    "UserInput",
    "What is given for a user.",
    m.User,
    units.USER_FIELDS,
    {**words.USER, "email": "The e-mail address.", "language": "The language the user reads."},
)
PortfolioInput = input_of(
    "PortfolioInput",
    "What is given for a portfolio.",
    m.Portfolio,
    portfolios.PORTFOLIO_FIELDS,
    {**words.PORTFOLIO, "unit": "The unit that owns it; it stays."},
)


class IdentifierInput(graphene.InputObjectType):
    """A number that tells a party from all others."""

    scheme = _codes("Who gave it.", IdentifierScheme)
    value = graphene.InputField(Text, description="The number.")
    issuer = reference(m.Unit, "The unit whose administration gave it (CREDITOR only).")


class PartyInput(
    input_of(  # type: ignore[misc]
        "PartyFields",
        "What is given for a party.",
        m.Party,
        parties.PARTY_FIELDS,
        {**words.PARTY, "parent": "The party above it in its group."},
    )
):
    """What is given for a party. Aliases and identifiers, when given, replace the ones that were there."""

    aliases = _several(Text, "Other names by which it is known; they replace the ones there.")
    identifiers = graphene.InputField(
        graphene.List(IdentifierInput), description="Its numbers; they replace the ones there that you see."
    )


RelationshipInput = input_of(
    "RelationshipInput",
    "What is given for a relationship.",
    m.Relationship,
    acts.RELATIONSHIP_FIELDS,
    {
        **words.RELATIONSHIP,
        "unit": "Our unit.",
        "portfolio": "Where it is at home: a portfolio of the same unit, or of one above it.",
        "party": "The counterparty.",
        "profile": "The category it is of; else recognised from `category`.",
        "owner": "Who minds it.",
        "deputy": "Who stands in for the owner.",
    },
)


class FurtherPartyInput(graphene.InputObjectType):
    """A party with a part of its own in a relationship."""

    party = reference(m.Party, "The party.")
    part = _codes("Its part.", PartyPart)


class ArrangementInput(graphene.InputObjectType):
    """Whether something that a type asks for is in place."""

    kind = _codes("What is to be in place.", KINDS)
    state = _codes("Whether it is.", ArrangementState)
    reason = graphene.InputField(Text, description="Why, where it is not applicable.")


ContractInput = input_of(
    "ContractInput",
    "What is given for a contract.",
    m.Contract,
    contracts.CONTRACT_FIELDS,
    {
        **words.CONTRACT,
        "parent": "The contract above it.",
        "attributes": "Custom attributes: names with texts, as an object.",
        "options": "The option terms in months, in order, as “12+12” or as a list.",
    },
)
ContractLineInput = input_of(
    "ContractLineInput",
    "What is given for a line of a contract.",
    m.ContractLine,
    contracts.LINE_FIELDS,
    words.LINE,
)


class RatingsInput(graphene.InputObjectType):
    """Ratings of facts by you, on a day."""

    ratings = _levels("The ratings.", FACTS)
    assessed_on = graphene.InputField(
        Day, description="The day on which it was assessed; today, without one."
    )
    evidence = graphene.InputField(Text, description="What was seen; an attitude of 1 or 5 takes it.")


class PartyRatingsInput(graphene.InputObjectType):
    """Ratings of facts of the parties by you, the same for many relationships."""

    ratings = _levels("The ratings.", PARTY_FACTS + OTHER_FACTS)
    assessed_on = graphene.InputField(
        Day, description="The day on which it was assessed; today, without one."
    )
    evidence = graphene.InputField(Text, description="What was seen; an attitude of 1 or 5 takes it.")


TrustAssessmentInput = input_of(
    "TrustAssessmentInput",
    "What is given for an assessment of trust.",
    m.TrustAssessment,
    trust.ASSESSMENT_FIELDS,
    words.TRUST,
)
SafeguardInput = input_of(
    "SafeguardInput",
    "What is given for a safeguard.",
    m.Safeguard,
    trust.SAFEGUARD_FIELDS,
    {**words.SAFEGUARD, "kind": "Its kind.", "contract": "The contract that lays it down."},
)


class ClassificationInput(graphene.InputObjectType):
    """A decision. A reason is compulsory where the type doesn't certainly fit, or the target is too low."""

    chosen_type = _codes("The type chosen.", CollaborationType)
    trust_target = graphene.InputField(Level, description="The level of trust aimed at, 1 to 5.")
    reason = graphene.InputField(Text, description="Why.")
    options_considered = graphene.InputField(
        graphene.List(Code),
        description=f"The types considered. Codes: {', '.join(CollaborationType)}.",
    )


class CategoryInput(
    input_of(  # type: ignore[misc]
        "CategoryFields",
        "What is given for a category.",
        m.CategoryProfile,
        categories.PROFILE_FIELDS,
        words.CATEGORY,
    )
):
    """What is given for a category. Aliases, prefixes and facts, when given, replace the ones there."""

    aliases = _several(Text, "Names, Dutch or English, by which a contract list may mean it.")
    cpv_prefixes = _several(Text, "The first digits of the CPV codes that it covers.")
    facts = _levels("The delivery facts assumed of it.", DELIVERY_FACTS)


SafeguardKindInput = input_of(
    "SafeguardKindInput",
    "What is given for a kind of safeguard.",
    m.SafeguardKind,
    tables.KIND_FIELDS,
    words.SAFEGUARD_KIND,
)


class RoleInput(graphene.InputObjectType):
    """A role of a user on a unit."""

    user = reference(m.User, "The user.")
    unit = reference(m.Unit, "The unit; the role holds for all below it too.")
    role = _codes("The role.", Role)
