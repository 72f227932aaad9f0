"""The fit rule asked without recording anything: previews, types side by side, what if."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import enums, words
from api.graphql.cohorts import together
from api.graphql.columns import held, reference
from api.graphql.fields import Plain
from api.graphql.mutations.acts import Refusal
from api.graphql.registry import meant, type_of
from api.graphql.scalars import Code, Json, Level, Reference, Text
from api.graphql.types.compared_type import ComparedType, compared_type
from api.graphql.types.verdict import (
    ExplanationLine,
    VerdictParts,
    WhatWouldChange,
    changes_of,
    language_argument,
    language_of,
)
from relationships import models as m
from relationships import previews
from relationships.arrangements import KINDS
from relationships.choices import FACTS, ArrangementState, CollaborationType
from relationships.errors import refuse
from relationships.fit import explain, summary
from relationships.fit.texts import FACT_NAMES
from relationships.queries import find

_LEFT_OUT = ("since", "valid_until")
_CODES = ", ".join(CollaborationType)


def _kinds(about: str) -> graphene.InputField:
    return graphene.InputField(graphene.List(Reference), description=about)


class FitPreviewInput(graphene.InputObjectType):
    """What the fit rule reads. What is not given is unknown, unless a category assumes it."""

    facts = graphene.InputField(
        Json,
        description="Levels 1 to 5 by fact, null for unknown, such as {complexity: 4}; or with where it "
        "comes from as {value: 4, source: IMPORTED}. An attitude of 1 or 5 counts when it is confirmed by a "
        f"second assessor: {{value: 5, confirmed: true}}. Facts: {', '.join(FACTS)}.",
    )
    profile = reference(m.CategoryProfile, "The category; its assumed facts count where nothing is given.")
    category = graphene.InputField(Text, description="The name of a category, recognised if known.")
    cpv = graphene.InputField(Text, description="A CPV code, recognised if a category covers it.")
    chosen_type = graphene.InputField(Code, description=f"The type chosen. Codes: {_CODES}.")
    trust_target = graphene.InputField(Level, description="The level of trust aimed at, 1 to 5.")
    trust_customer_to_supplier = graphene.InputField(
        Level, description="The customer's trust in the supplier, 1 to 5; null: not assessed."
    )
    trust_supplier_to_customer = graphene.InputField(
        Level, description="The supplier's trust in the customer, 1 to 5; null: not assessed."
    )
    safeguards = _kinds("Kinds of safeguards, each active on the day.")


class FitWhatIfInput(FitPreviewInput):
    """What would be otherwise. What is not given stays as it is known."""

    add_safeguards = _kinds("Kinds of safeguards beside those active now.")
    end_safeguards = _kinds("Kinds of safeguards no longer active.")


class FitComparisonInput(FitWhatIfInput):
    """What types are held against; of a relationship, what would be otherwise."""

    arrangements = graphene.InputField(
        Json,
        description="What is in place, by kind, such as {EXIT_PLAN: PRESENT}. States: "
        f"{', '.join(ArrangementState)}. Kinds: {', '.join(KINDS)}.",
    )


class PreviewFact(Plain):
    """A fact as it was counted."""

    code = enums.FactCode(required=True, description="The fact.")
    label = graphene.String(required=True, description="Its name in your language.")
    value = graphene.Int(description="The level that was counted, 1 to 5; null: unknown.")
    source = enums.FactSource(description="Where the value comes from.")
    unconfirmed = graphene.Int(description="A rating of 1 or 5 that waits for a second assessor.")

    @staticmethod
    def resolve_code(fact: Any, info: Any) -> str:
        return fact.fact

    @staticmethod
    def resolve_label(fact: Any, info: Any) -> str:
        return FACT_NAMES[language_of()][fact.fact]


_PreviewColumns = type(
    "FitPreviewColumns",
    (),
    held(m.Verdict, {name: said for name, said in words.VERDICT.items() if name not in _LEFT_OUT}),
)


class FitPreview(VerdictParts, _PreviewColumns, Plain):  # type: ignore[misc, valid-type]
    """What a rule set says of what was given, by the names that a verdict has. Nothing of it is stored."""

    profile = graphene.Field(
        lambda: type_of(m.CategoryProfile), description="The category that supplied assumed facts."
    )
    facts = graphene.List(
        graphene.NonNull(PreviewFact), required=True, description="Every fact as it was counted."
    )
    possible_types = graphene.List(
        graphene.NonNull(enums.CollaborationType),
        required=True,
        description="The types that the facts known leave possible as the recommended one.",
    )
    required_trust_recommended_low = graphene.Int(required=True, description="The least possible.")
    required_trust_recommended_high = graphene.Int(required=True, description="The most possible.")
    reason_required = graphene.Boolean(required=True, description="Whether choosing this takes a reason.")
    reasons_for_reason = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Why: NOT_ADMISSIBLE, UNDECIDED, TARGET_LOW.",
    )
    deciding_facts = graphene.List(
        graphene.NonNull(enums.FactCode),
        required=True,
        description="The unknown facts that could decide what is open, the most telling first.",
    )
    summary = graphene.String(required=True, args=language_argument(), description="It in a sentence or two.")
    explanation = graphene.List(
        graphene.NonNull(ExplanationLine), required=True, args=language_argument(), description="Why."
    )
    what_would_change = graphene.Field(
        WhatWouldChange, required=True, args=language_argument(), description="What leads to another type."
    )

    @staticmethod
    def resolve_profile(verdict: Any, info: Any) -> Any:
        return verdict.preview.profile

    @staticmethod
    def resolve_facts(verdict: Any, info: Any) -> Any:
        return verdict.preview.facts

    @staticmethod
    def resolve_possible_types(verdict: Any, info: Any) -> Any:
        return verdict.preview.judgement.recommendation.possible_types

    @staticmethod
    def resolve_required_trust_recommended_low(verdict: Any, info: Any) -> int:
        return verdict.preview.judgement.recommendation.required_trust_recommended_range[0]

    @staticmethod
    def resolve_required_trust_recommended_high(verdict: Any, info: Any) -> int:
        return verdict.preview.judgement.recommendation.required_trust_recommended_range[1]

    @staticmethod
    def resolve_reason_required(verdict: Any, info: Any) -> bool:
        return verdict.preview.judgement.reason_required

    @staticmethod
    def resolve_reasons_for_reason(verdict: Any, info: Any) -> Any:
        return verdict.preview.judgement.reasons_for_reason

    @staticmethod
    def resolve_deciding_facts(verdict: Any, info: Any) -> Any:
        return verdict.preview.deciding_facts

    @staticmethod
    def resolve_summary(verdict: Any, info: Any, language: Any = None) -> str:
        return summary(verdict.preview.judgement, language_of(language))

    @staticmethod
    def resolve_explanation(verdict: Any, info: Any, language: Any = None) -> Any:
        return explain(verdict.preview.judgement, language_of(language))

    @staticmethod
    def resolve_what_would_change(verdict: Any, info: Any, language: Any = None) -> WhatWouldChange:
        return changes_of(verdict.preview.judgement, language_of(language))


class FitPreviewAnswer(Plain):
    """What came of one input: a preview, or why there is none. It does not spoil the others."""

    index = graphene.Int(required=True, description="The place of the input, from 0.")
    ok = graphene.Boolean(required=True, description="Whether there is a preview.")
    preview = graphene.Field(FitPreview, description="The preview; null where the input was refused.")
    errors = graphene.List(
        graphene.NonNull(Refusal), required=True, description="All reasons why there is none."
    )


class FitDifference(Plain):
    """Something that a verdict says, now and then."""

    name = graphene.String(required=True, description="The name it has in a verdict, such as needed_depth.")
    now = Json(description="null: undecided, or nothing.")
    then = Json(description="null: undecided, or nothing.")


class FitWhatIf(Plain):
    """A relationship as it is and as it would be. Nothing of it is stored."""

    now = graphene.Field(FitPreview, required=True, description="As it is, by the rule set in force.")
    then = graphene.Field(FitPreview, required=True, description="As it would be.")
    differences = graphene.List(
        graphene.NonNull(FitDifference), required=True, description="What would be said otherwise."
    )
    flags_gained = graphene.List(
        graphene.NonNull(enums.VerdictFlagCode), required=True, description="Flags given then and not now."
    )
    flags_lost = graphene.List(
        graphene.NonNull(enums.VerdictFlagCode), required=True, description="Flags given now and not then."
    )


class TypeComparison(Plain):
    """Every type side by side."""

    preview = graphene.Field(FitPreview, required=True, description="What is said of the situation itself.")
    types = graphene.List(graphene.NonNull(ComparedType), required=True, description="In their usual order.")


def _shown(found: list[previews.Preview | None], info: Any) -> list[Any]:
    """Previews as the verdicts that would be kept; what they lead to is read for all of them together."""
    verdicts: list[Any] = []
    for each in found:
        verdict: Any = None if each is None else each.verdict(info.context.by.at)
        if verdict is not None:
            verdict.preview = each
        verdicts.append(verdict)
    together(each for each in verdicts if each is not None)
    together({id(each.profile): each.profile for each in found if each and each.profile}.values())
    return verdicts


def _preview(root: Any, info: Any, input: Any, rule_set: Any = None) -> list[FitPreviewAnswer]:
    items = [_given(each) for each in input] if isinstance(input, list) else input
    answers = previews.previews(info.context.user, items, rule_set=meant(rule_set, m.RuleSet))
    shown = _shown([each.preview for each in answers], info)
    return [
        FitPreviewAnswer(
            index=each.index,
            ok=each.ok,
            preview=verdict,
            errors=list(each.refused.refusals) if each.refused else [],
        )
        for each, verdict in zip(answers, shown, strict=True)
    ]


def _given(sent: Any) -> dict[str, Any]:
    """What was sent as the registry takes it: references by what they mean."""
    found = dict(sent)
    if "profile" in found:
        found["profile"] = meant(found["profile"], m.CategoryProfile)
    for name in ("safeguards", "add_safeguards", "end_safeguards"):
        if isinstance(found.get(name), list):
            found[name] = [meant(each, m.SafeguardKind) for each in found[name]]
    return found


def _relationship(given: Any, info: Any) -> Any:
    return find(info.context.user, m.Relationship, meant(given, m.Relationship), "relationship")


def _what_if(root: Any, info: Any, relationship: Any, input: Any, rule_set: Any = None) -> FitWhatIf:
    found = previews.supposed(
        info.context.user,
        _relationship(relationship, info),
        _given(input),
        at=info.context.by.at,
        rule_set=meant(rule_set, m.RuleSet),
    )
    now, then = _shown([found.now, found.then], info)
    return FitWhatIf(
        now=now,
        then=then,
        differences=[
            FitDifference(name=each.name, now=each.now, then=each.then) for each in found.differences
        ],
        flags_gained=found.flags_gained,
        flags_lost=found.flags_lost,
    )


def _compared(
    root: Any,
    info: Any,
    relationship: Any = None,
    input: Any = None,
    rule_set: Any = None,
    language: Any = None,
) -> TypeComparison:
    spoken = language_of(language)
    if relationship is None and input is None:
        refuse("REQUIRED", "input")
    found = previews.compared(
        info.context.user,
        _given(input or {}),
        at=info.context.by.at,
        relationship=None if relationship is None else _relationship(relationship, info),
        rule_set=meant(rule_set, m.RuleSet),
    )
    (preview,) = _shown([found.preview], info)
    return TypeComparison(preview=preview, types=[compared_type(each, spoken) for each in found.types])


def _rule_set() -> graphene.Argument:
    return graphene.Argument(Reference, description="A rule set; the one in force without one.")


FIT_PREVIEW = graphene.Field(
    graphene.List(graphene.NonNull(FitPreviewAnswer)),
    required=True,
    args={
        "input": graphene.Argument(
            graphene.NonNull(graphene.List(graphene.NonNull(FitPreviewInput))),
            description=f"What is asked about, {previews.MOST} at most.",
        ),
        "rule_set": _rule_set(),
    },
    description="Facts in, recommendation, verdict and reasons out, an answer for each input in their order.",
    resolver=_preview,
)
WHAT_IF = graphene.Field(
    FitWhatIf,
    required=True,
    args={
        "relationship": graphene.Argument(graphene.NonNull(Reference), description="The relationship."),
        "input": graphene.Argument(graphene.NonNull(FitWhatIfInput), description="What would be otherwise."),
        "rule_set": _rule_set(),
    },
    description="The verdict of a relationship as it is, and as it would be with these changes.",
    resolver=_what_if,
)
COMPARED_TYPES = graphene.Field(
    TypeComparison,
    required=True,
    args={
        "relationship": graphene.Argument(Reference, description="A relationship, as it is known."),
        "input": graphene.Argument(
            FitComparisonInput, description="What types are held against, or laid over the relationship."
        ),
        "rule_set": _rule_set(),
        **language_argument(),
    },
    description="Every type against the same facts: whether it fits and why, and what it would ask.",
    resolver=_compared,
)
