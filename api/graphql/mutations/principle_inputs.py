"""What is given to each act of the principles, field by field as the action takes it."""

from __future__ import annotations

import graphene

from api.graphql import principle_words as words
from api.graphql.columns import input_of
from api.graphql.scalars import Json, Reference, Text, Truth
from principles import models as p
from principles.actions import (
    benefits,
    capabilities,
    explanations,
    interests,
    judgements,
    labels,
    plans,
    resistance,
    reviews,
    sets,
)
from principles.limits import BOUNDS
from principles.queries.sets import PRINCIPLE_FIELDS
from relationships.choices import Cap


class PrincipleSetDraftInput(graphene.InputObjectType):
    """A new version of the principles."""

    name = graphene.InputField(Text, description="Its name.")
    empty = graphene.InputField(
        Truth, description="true: without principles. Else a copy of the set in force, stakeholders included."
    )


PrincipleSetInput = input_of(
    "PrincipleSetInput",
    "What is given for a principle set.",
    p.PrincipleSet,
    sets.SET_FIELDS,
    {
        **words.PRINCIPLE_SET,
        "limits": 'Limits by name, such as {"review_months": 6, "stage_days": {"3": 45}}; what is not given '
        f"stays. Names: {', '.join(BOUNDS)}, stage_days (days by depth).",
    },
)


class StakeholdersInput(graphene.InputObjectType):
    """Exactly who must approve a set."""

    users = graphene.InputField(
        graphene.List(Reference), description="The users; who isn't among them no longer is a stakeholder."
    )


PrincipleInput = input_of(
    "PrincipleInput", "What is given for a principle.", p.Principle, PRINCIPLE_FIELDS, words.PRINCIPLE
)
BenefitInput = input_of(
    "BenefitInput", "What is given for a benefit.", p.Benefit, benefits.BENEFIT.fields, words.BENEFIT
)
InterestInput = input_of(
    "InterestInput", "What is given for an interest.", p.Interest, interests.INTEREST.fields, words.INTEREST
)
InterestPairInput = input_of(
    "InterestPairInput",
    "What is given for a pair of interests.",
    p.InterestPair,
    interests.INTEREST_PAIR.fields,
    {
        **words.INTEREST_PAIR,
        "customer_interest": "The customer's interest.",
        "supplier_interest": "The supplier's interest.",
    },
)
CapabilityInput = input_of(
    "CapabilityInput",
    "What is given for a capability.",
    p.Capability,
    capabilities.CAPABILITY.fields,
    words.CAPABILITY,
)
CapabilityPairInput = input_of(
    "CapabilityPairInput",
    "What is given for a pair of capabilities.",
    p.CapabilityPair,
    capabilities.CAPABILITY_PAIR.fields,
    {
        **words.CAPABILITY_PAIR,
        "customer_capability": "The customer's capability.",
        "supplier_capability": "The supplier's capability.",
    },
)
ResistanceSignalInput = input_of(
    "ResistanceSignalInput",
    "What is given for a signal of resistance.",
    p.ResistanceSignal,
    resistance.RESISTANCE_SIGNAL.fields,
    words.RESISTANCE_SIGNAL,
)
ResistanceAnswerInput = input_of(
    "ResistanceAnswerInput",
    "What is given for the answer to a signal of resistance.",
    p.ResistanceSignal,
    resistance.ANSWER_FIELDS,
    words.RESISTANCE_SIGNAL,
)


class DevelopmentPlanInput(
    input_of(  # type: ignore[misc]
        "DevelopmentPlanFields",
        "What is given for a development plan.",
        p.DevelopmentPlan,
        ("title", "purpose"),
        words.DEVELOPMENT_PLAN,
    )
):
    """What is given for a development plan; its stages follow."""

    raises = graphene.InputField(
        Json, description=f"What limits the depth that it is to raise: a list. Codes: {', '.join(Cap)}."
    )


class AbandonmentInput(graphene.InputObjectType):
    """Why a plan no longer stands."""

    reason = graphene.InputField(Text, description="Why.")


StageInput = input_of(
    "StageInput",
    "What is given for a stage of a plan.",
    p.Stage,
    plans.STAGE.fields,
    {**words.STAGE, "approver": "Who is to approve its gate."},
)
ReviewInput = input_of(
    "ReviewInput", "What is given for a review.", p.Review, reviews.REVIEW.fields, words.REVIEW
)
JudgementInput = input_of(
    "JudgementInput",
    "What is given for a judgement.",
    p.Judgement,
    judgements.JUDGEMENT_FIELDS,
    {**words.JUDGEMENT, "principle": "The principle, by its code or id: an active one of the set in force."},
)
ExplanationInput = input_of(
    "ExplanationInput",
    "What is given for an explanation.",
    p.Explanation,
    explanations.EXPLANATION_FIELDS,
    {
        **words.EXPLANATION,
        "principle": "The principle, by its code or id: an active one of the set in force.",
        "owner": "Who sees to what is done instead; you, where nobody is given.",
    },
)
LabelDismissalInput = input_of(
    "LabelDismissalInput",
    "What is given for the dismissal of a label.",
    p.LabelDismissal,
    labels.DISMISSAL_FIELDS,
    words.LABEL_DISMISSAL,
)
DiscouragedWordInput = input_of(
    "DiscouragedWordInput",
    "What is given for a discouraged word.",
    p.DiscouragedWord,
    labels.WORD_FIELDS,
    words.DISCOURAGED_WORD,
)
