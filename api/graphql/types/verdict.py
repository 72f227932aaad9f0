"""Verdicts: what the fit rule says of a relationship, why, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import graphene
from django.utils import translation

from api.graphql import enums, scalars, words
from api.graphql.cohorts import cohort_of
from api.graphql.fields import Plain, RecordType, one
from api.graphql.reads import Is, Label, reading
from relationships import models as m
from relationships.choices import VerdictCode
from relationships.fit import Verdict as Judgement
from relationships.fit import deciding_facts, explain, summary, what_would_change
from relationships.fit.explanation import LineKind
from relationships.fit.texts import FACT_NAMES, FLAG_NAMES, LANGUAGES, VERDICT_NAMES
from relationships.queries.rules import rule_set_in_force, rules_of
from relationships.queries.situations import situations
from relationships.values import one_of
from relationships.verdicts import judged


def language_of(given: Any = None) -> str:
    """The language asked for, else that of the request: "en" or "nl"."""
    if given is not None:
        return one_of(given, "language", LANGUAGES)
    spoken = (translation.get_language() or "en")[:2]
    return spoken if spoken in LANGUAGES else "en"


def language_argument() -> dict[str, graphene.Argument]:
    return {
        "language": graphene.Argument(
            scalars.Code, description="The language, yours where none is given. Codes: en, nl."
        )
    }


class VerdictFlag(Plain):
    """Something that a verdict says about the chosen type or its trust."""

    code = enums.VerdictFlagCode(required=True, description="What it says.")
    label = graphene.String(required=True, description="The same in words, in your language.")
    levels = graphene.Int(description="By how many levels.")
    covered = graphene.Int(description="Of a trust gap: the levels that safeguards stand in for.")
    residual = graphene.Int(description="Of a trust gap: the levels that are left.")
    side = enums.RelationshipSide(description="The side locked in (DEPENDENCE_TO_MANAGE).")


class FactChange(Plain):
    """One fact going from one level to another."""

    fact = enums.FactCode(required=True, description="The fact.")
    label = graphene.String(required=True, description="Its name in the language asked for.")
    before = graphene.Int(required=True, description="The level now.")
    after = graphene.Int(required=True, description="The level then.")


class TypeChange(Plain):
    """A change of one fact, or of two, and the type that it leads to."""

    steps = graphene.List(graphene.NonNull(FactChange), required=True, description="The facts that change.")
    leads_to = enums.CollaborationType(required=True, description="The type recommended then.")


class WhatWouldChange(Plain):
    """The smallest changes of the facts that lead to another recommended type."""

    reach = enums.ChangeReach(required=True, description="How far one has to go for another type.")
    changes = graphene.List(
        graphene.NonNull(TypeChange), required=True, description="The changes, all of equal size."
    )
    lines = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="The same in sentences."
    )


class ExplanationLine(Plain):
    """One line of the reasons for a verdict."""

    kind = enums.ExplanationKind(required=True, description="What it is about.")
    text = graphene.String(required=True, description="The sentence.")
    facts = graphene.List(graphene.NonNull(enums.FactCode), required=True, description="The facts concerned.")
    points = graphene.Float(description="Points of the 100 of the score; null while unknown.")
    flag = enums.VerdictFlagCode(description="The flag it is about.")
    leads_to = enums.CollaborationType(description="The type that a change leads to.")


def flags_of(kept: list[dict[str, Any]] | None) -> list[VerdictFlag]:
    """Flags as a verdict keeps them, in words of the reader's language."""
    named = FLAG_NAMES[language_of()]
    return [
        VerdictFlag(
            code=each["code"],
            label=named[each["code"]],
            levels=each.get("levels"),
            covered=each.get("covered"),
            residual=each.get("residual"),
            side=each.get("side"),
        )
        for each in kept or []
    ]


def changes_of(judgement: Judgement, language: str) -> WhatWouldChange:
    """What would lead to another type, as data and in sentences."""
    answer = judgement.recommendation
    would = what_would_change(answer.facts, answer.rules)
    named = FACT_NAMES[language]
    changes = [
        TypeChange(
            leads_to=each.leads_to,
            steps=[
                FactChange(fact=step.fact, label=named[step.fact], before=step.before, after=step.after)
                for step in each.steps
            ],
        )
        for each in would.changes
    ]
    lines = [each.text for each in explain(judgement, language) if each.kind is LineKind.CHANGE]
    return WhatWouldChange(reach=would.reach, changes=changes, lines=lines)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the rule says now of every relationship of a cohort of verdicts."""

    judgements: dict[int, Judgement]

    @classmethod
    def of(cls, verdicts: list[Any], at: Any) -> _Judged:
        computed = [each.pk for each in verdicts if each.verdict != VerdictCode.PENDING]
        if not computed:
            return cls({})
        rules = rules_of(rule_set_in_force())
        return cls({each.relationship: judged(each, rules) for each in situations(computed, at)})


def _judgement(verdict: Any, info: Any) -> Judgement | None:
    at = info.context.by.at
    found = cohort_of(verdict).once("judged", lambda verdicts: _Judged.of(verdicts, at))
    return found.judgements.get(verdict.pk)


class VerdictParts:
    """What a verdict holds beside its columns, now or in the past."""

    label = graphene.String(required=True, description="The verdict in words, in your language.")
    pending = graphene.Boolean(
        required=True, description="Whether it is still to be computed after a change of many at once."
    )
    flags = graphene.List(
        graphene.NonNull(VerdictFlag), required=True, description="What it says of the choice."
    )
    admissible_types = graphene.List(
        graphene.NonNull(enums.CollaborationType),
        description="The types that fit; null while the facts known leave it open.",
    )
    binding_caps = graphene.List(
        graphene.NonNull(enums.DepthCap),
        required=True,
        description="What of the parties limits the depth; empty without certain tension.",
    )
    unknown_facts = graphene.List(
        graphene.NonNull(enums.FactCode), required=True, description="The facts of the rule not known."
    )
    unknown_count = graphene.Int(description="How many facts of the rule are not known.")
    assumed_count = graphene.Int(description="How many facts are assumed from the category.")
    rule_set = one(m.RuleSet, "rule_set", "The rule set it was computed with.")

    @staticmethod
    @partial(reading, Label("verdict", VerdictCode, lambda code: VERDICT_NAMES[language_of()][code]))
    def resolve_label(verdict: Any, info: Any) -> str:
        return VERDICT_NAMES[language_of()][verdict.verdict]

    @staticmethod
    @partial(reading, Is("verdict", VerdictCode.PENDING))
    def resolve_pending(verdict: Any, info: Any) -> bool:
        return verdict.verdict == VerdictCode.PENDING

    @staticmethod
    def resolve_flags(verdict: Any, info: Any) -> list[VerdictFlag]:
        return flags_of(verdict.detail.get("flags"))

    @staticmethod
    def resolve_admissible_types(verdict: Any, info: Any) -> list[str] | None:
        return verdict.detail.get("admissible_types")

    @staticmethod
    def resolve_binding_caps(verdict: Any, info: Any) -> list[str]:
        return verdict.detail.get("binding_caps", [])

    @staticmethod
    def resolve_unknown_facts(verdict: Any, info: Any) -> list[str]:
        return verdict.detail.get("unknown_facts", [])

    @staticmethod
    def resolve_unknown_count(verdict: Any, info: Any) -> int | None:
        return verdict.unknown_facts

    @staticmethod
    def resolve_assumed_count(verdict: Any, info: Any) -> int | None:
        return verdict.assumed_facts


class Verdict(VerdictParts, RecordType):
    """The current verdict of a relationship: never stale, at most pending."""

    class Meta:
        model = m.Verdict
        holds = words.VERDICT

    relationship = one(m.Relationship, "relationship", "The relationship.", required=True)
    deciding_facts = graphene.List(
        graphene.NonNull(enums.FactCode),
        required=True,
        description="The unknown facts that could decide what is open, the most telling first.",
    )
    summary = graphene.String(
        args=language_argument(), description="The verdict in a sentence or two; null while pending."
    )
    explanation = graphene.List(
        graphene.NonNull(ExplanationLine),
        required=True,
        args=language_argument(),
        description="Why, line by line; empty while pending.",
    )
    what_would_change = graphene.Field(
        WhatWouldChange,
        args=language_argument(),
        description="What would lead to another type; null while pending.",
    )

    @staticmethod
    def resolve_deciding_facts(verdict: m.Verdict, info: Any) -> list[str]:
        found = _judgement(verdict, info)
        if found is None:
            return []
        answer = found.recommendation
        return list(deciding_facts(answer.facts, answer.rules, found.chosen, answer))

    @staticmethod
    def resolve_summary(verdict: m.Verdict, info: Any, language: Any = None) -> str | None:
        spoken = language_of(language)
        found = _judgement(verdict, info)
        return None if found is None else summary(found, spoken)

    @staticmethod
    def resolve_explanation(verdict: m.Verdict, info: Any, language: Any = None) -> list[Any]:
        spoken = language_of(language)
        found = _judgement(verdict, info)
        return [] if found is None else list(explain(found, spoken))

    @staticmethod
    def resolve_what_would_change(
        verdict: m.Verdict, info: Any, language: Any = None
    ) -> WhatWouldChange | None:
        spoken = language_of(language)
        found = _judgement(verdict, info)
        if found is None:
            return None
        return changes_of(found, spoken)


class PastVerdict(VerdictParts, RecordType):
    """What the verdict of a relationship was from a moment until another."""

    class Meta:
        model = m.PastVerdict
        holds = {name: said for name, said in words.VERDICT.items() if name != "valid_until"} | {
            "until": "Until when it was so; that moment not included."
        }

    relationship = one(m.Relationship, "relationship", "The relationship.", required=True)
