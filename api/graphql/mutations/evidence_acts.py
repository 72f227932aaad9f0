"""Acts on what people record of a relationship for the principles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import graphene

from api.graphql.mutations import principle_inputs as inputs
from api.graphql.mutations.acts import Act
from api.graphql.scalars import Day
from principles import models as p
from principles.actions import benefits, capabilities, interests, plans, resistance, reviews
from relationships import models as m

_RELATIONSHIP = ("relationship", m.Relationship)
_PLAN = ("plan", p.DevelopmentPlan)
_STAGE = ("stage", p.Stage)


def _kept(
    name: str,
    model: Any,
    given: Any,
    create: Callable[..., Any],
    change: Callable[..., Any],
    remove: Callable[..., Any],
    *,
    said: str,
    parameter: str = "",
) -> tuple[Act, Act, Act]:
    """Recording, changing and deleting one kind of evidence; `parameter` is what the actions call it."""
    on = (parameter or name, model)
    return (
        Act(
            f"create_{name}",
            f"Record {said} of a relationship.",
            create,
            on=_RELATIONSHIP,
            argument="relationship",
            given=given,
            gives=(name, model),
        ),
        Act(
            f"change_{name}",
            f"Change {said}.",
            change,
            on=on,
            versioned=True,
            given=given,
            gives=(name, model),
        ),
        Act(f"remove_{name}", f"Delete {said} that nothing rests on.", remove, on=on, versioned=True),
    )


EVIDENCE = (
    *_kept(
        "benefit",
        p.Benefit,
        inputs.BenefitInput,
        benefits.create_benefit,
        benefits.change_benefit,
        benefits.remove_benefit,
        said="a benefit",
    ),
    *_kept(
        "interest",
        p.Interest,
        inputs.InterestInput,
        interests.create_interest,
        interests.change_interest,
        interests.remove_interest,
        said="an interest",
    ),
    *_kept(
        "interest_pair",
        p.InterestPair,
        inputs.InterestPairInput,
        interests.create_interest_pair,
        interests.change_interest_pair,
        interests.remove_interest_pair,
        said="a pair of interests",
    ),
    *_kept(
        "capability",
        p.Capability,
        inputs.CapabilityInput,
        capabilities.create_capability,
        capabilities.change_capability,
        capabilities.remove_capability,
        said="a capability",
    ),
    *_kept(
        "capability_pair",
        p.CapabilityPair,
        inputs.CapabilityPairInput,
        capabilities.create_capability_pair,
        capabilities.change_capability_pair,
        capabilities.remove_capability_pair,
        said="a pair of capabilities",
    ),
    *_kept(
        "resistance_signal",
        p.ResistanceSignal,
        inputs.ResistanceSignalInput,
        resistance.create_signal,
        resistance.change_signal,
        resistance.remove_signal,
        said="a signal of resistance",
        parameter="signal",
    ),
    Act(
        "answer_resistance_signal",
        "Answer an investigated signal of resistance.",
        resistance.answer_signal,
        on=("signal", p.ResistanceSignal),
        versioned=True,
        given=inputs.ResistanceAnswerInput,
        gives=("resistance_signal", p.ResistanceSignal),
    ),
    *_kept(
        "review",
        p.Review,
        inputs.ReviewInput,
        reviews.create_review,
        reviews.change_review,
        reviews.remove_review,
        said="a review",
    ),
    *_kept(
        "development_plan",
        p.DevelopmentPlan,
        inputs.DevelopmentPlanInput,
        plans.create_plan,
        plans.change_plan,
        plans.remove_plan,
        said="a development plan",
        parameter="plan",
    ),
    Act(
        "abandon_development_plan",
        "Have a plan no longer stand, with the reason. It stays on record.",
        plans.abandon_plan,
        on=_PLAN,
        versioned=True,
        given=inputs.AbandonmentInput,
        spread=True,
        gives=("development_plan", p.DevelopmentPlan),
    ),
    Act(
        "add_stage",
        "Add a stage to a plan, after the others unless a position is given.",
        plans.add_stage,
        on=_PLAN,
        argument="plan",
        given=inputs.StageInput,
        gives=("stage", p.Stage),
    ),
    Act(
        "change_stage",
        "Start a stage, finish it, name who approves, or correct it.",
        plans.change_stage,
        on=_STAGE,
        versioned=True,
        given=inputs.StageInput,
        gives=("stage", p.Stage),
    ),
    Act(
        "approve_stage",
        "Open the gate behind a finished stage, as the approver it names.",
        plans.approve_stage,
        on=_STAGE,
        versioned=True,
        more={
            "approved_on": graphene.Argument(
                Day, description="The day on which it was approved; today, without one."
            )
        },
        gives=("stage", p.Stage),
    ),
    Act(
        "remove_stage",
        "Delete a stage of a plan.",
        plans.remove_stage,
        on=_STAGE,
        versioned=True,
    ),
)
