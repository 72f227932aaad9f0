"""One collaboration type held against the facts, beside the others."""

from __future__ import annotations

import graphene

from api.graphql import enums
from api.graphql.fields import Plain
from api.graphql.types.verdict import VerdictFlag
from relationships import previews
from relationships.arrangements import NAMES
from relationships.fit.texts import FLAG_NAMES, TYPE_NAMES


class ComparedFlag(VerdictFlag):
    """A flag, with its sentence."""

    text = graphene.String(required=True, description="What it says, in a sentence.")


class ComparedArrangement(Plain):
    """Something that a type asks to be in place."""

    kind = enums.ArrangementKind(required=True, description="What it is.")
    label = graphene.String(required=True, description="Its name in the language asked for.")
    state = enums.ArrangementState(description="Whether it is in place; null: nobody has said.")
    missing = graphene.Boolean(required=True, description="Neither present nor not applicable.")


class ComparedType(Plain):
    """One type against the facts, judged with its own target where it is the chosen one, else with the most
    trust that it can require."""

    type = enums.CollaborationType(required=True, description="The type.")
    label = graphene.String(required=True, description="Its name in the language asked for.")
    depth = graphene.Int(description="0 to 5; null for the two postures.")
    chosen = graphene.Boolean(required=True, description="Whether it is the chosen one.")
    recommended = graphene.Boolean(required=True, description="Whether it is the recommended one.")
    admissible = graphene.Boolean(description="Whether it fits; null while unknown facts leave it open.")
    verdict = enums.VerdictCode(required=True, description="How it would stand up to the facts.")
    trust_target = graphene.Int(required=True, description="The target that it is judged with.")
    required_trust = graphene.Int(description="1 to 5; null while open.")
    required_trust_low = graphene.Int(required=True, description="The least possible.")
    required_trust_high = graphene.Int(required=True, description="The most possible.")
    mutual_trust = graphene.Int(description="The lower of the two directions; null: not assessed.")
    residual_gap = graphene.Int(description="Levels of trust missing after safeguards.")
    reason_required = graphene.Boolean(required=True, description="Whether choosing it takes a reason.")
    reasons_for_reason = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Why: NOT_ADMISSIBLE, UNDECIDED, TARGET_LOW.",
    )
    flags = graphene.List(graphene.NonNull(ComparedFlag), required=True, description="Why it is as it is.")
    arrangements = graphene.List(
        graphene.NonNull(ComparedArrangement), required=True, description="What it asks to be in place."
    )
    arrangements_missing = graphene.Int(required=True, description="How many of these are missing.")
    arrangements_open = graphene.List(
        graphene.NonNull(enums.ArrangementKind),
        required=True,
        description="What it would ask too if the access, which is unknown, is deep.",
    )


def compared_type(each: previews.ComparedType, language: str) -> ComparedType:
    """The type as this door tells it, in words of a language."""
    kept = (
        *("verdict", "trust_target", "required_trust", "required_trust_low", "required_trust_high"),
        *("mutual_trust", "residual_gap"),
    )
    return ComparedType(
        type=each.type,
        label=TYPE_NAMES[language][each.type],
        depth=each.type.depth,
        chosen=each.chosen,
        recommended=each.recommended,
        admissible=each.admissible,
        reason_required=each.judgement.reason_required,
        reasons_for_reason=list(each.judgement.reasons_for_reason),
        flags=[
            ComparedFlag(**{"label": FLAG_NAMES[language][flag["code"]], **flag})
            for flag in each.flags(language)
        ],
        arrangements=[
            ComparedArrangement(
                kind=one.kind, label=NAMES[one.kind][language], state=one.state, missing=one.missing
            )
            for one in each.arrangements
        ],
        arrangements_missing=len(each.missing),
        arrangements_open=list(each.arrangements_open),
        **{name: each.columns[name] for name in kept},
    )
