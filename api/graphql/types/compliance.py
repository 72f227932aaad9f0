"""Whether relationships comply with the principles, now and before, and what persons say of that."""

from __future__ import annotations

from functools import partial
from typing import Any

import graphene

from api.graphql import enums
from api.graphql import principle_enums as codes
from api.graphql import principle_words as said
from api.graphql.columns import held
from api.graphql.fields import Plain, RecordType, one
from api.graphql.reads import Is, Label, reading
from api.graphql.scalars import DateTime, Json
from api.graphql.types.verdict import language_argument, language_of
from principles import models as p
from principles.checks.texts import reason_of, result_name, sentence, way_of
from principles.choices import ComputedResult, EffectiveResult
from principles.filters.compliance import AWAITING_APPROVAL, LAPSED, STANDING
from relationships import models as m

_RELATIONSHIP = "The relationship."
_PARAMS = "What the sentence speaks of: numbers, codes, days, by name."


class ComplianceReason(Plain):
    """Why a result is what it is."""

    code = codes.ComplianceReasonCode(required=True, description="What it is about.")
    text = graphene.String(required=True, description="The sentence.")
    params = Json(required=True, description=_PARAMS)


class ComplianceWay(Plain):
    """What a person can do that would make it comply."""

    code = codes.ComplianceWayCode(required=True, description="What is to be done.")
    text = graphene.String(required=True, description="The sentence.")
    params = Json(required=True, description=_PARAMS)


class ComplianceParts:
    """What an answer holds beside its columns, now or in the past."""

    principle = one(p.Principle, "principle", "The principle.", required=True)
    label = graphene.String(required=True, description="What counts, in words, in your language.")
    pending = graphene.Boolean(
        required=True, description="Whether it is still to be computed after a change of many at once."
    )
    reasons = graphene.List(
        graphene.NonNull(ComplianceReason),
        required=True,
        args=language_argument(),
        description="Why the check says so; none without a check.",
    )
    ways = graphene.List(
        graphene.NonNull(ComplianceWay),
        required=True,
        args=language_argument(),
        description="All that would make it comply; empty when it does, or needs not.",
    )
    judgement = one(p.Judgement, "judgement", "What a person judged otherwise.")
    explanation = one(p.Explanation, "explanation", "The explanation that counts.")

    @staticmethod
    @partial(reading, Label("effective", EffectiveResult, lambda code: result_name(code, language_of())))
    def resolve_label(record: Any, info: Any) -> str:
        return result_name(record.effective, language_of())

    @staticmethod
    @partial(reading, Is("result", ComputedResult.PENDING))
    def resolve_pending(record: Any, info: Any) -> bool:
        return record.result == ComputedResult.PENDING

    @staticmethod
    def resolve_reasons(record: Any, info: Any, language: Any = None) -> list[ComplianceReason]:
        spoken = language_of(language)
        return [ComplianceReason(**each, text=sentence(reason_of(each), spoken)) for each in record.reasons]

    @staticmethod
    def resolve_ways(record: Any, info: Any, language: Any = None) -> list[ComplianceWay]:
        spoken = language_of(language)
        return [ComplianceWay(**each, text=sentence(way_of(each), spoken)) for each in record.ways]


class Compliance(ComplianceParts, RecordType):
    """Whether a relationship complies with a principle now: never stale, at most pending."""

    class Meta:
        model = p.Compliance
        holds = said.CURRENT_COMPLIANCE

    relationship = one(m.Relationship, "relationship", _RELATIONSHIP, required=True)


class PastCompliance(ComplianceParts, RecordType):
    """What held of a relationship under a principle from a moment until another."""

    class Meta:
        model = p.PastCompliance
        holds = said.PAST_COMPLIANCE

    relationship = one(m.Relationship, "relationship", _RELATIONSHIP, required=True)


class ComplianceOnDay(ComplianceParts, Plain):
    """What held of a relationship under a principle when a day ended."""

    until = DateTime(description="Until when it was so; that moment not included; null: it still is.")


ComplianceOnDay._meta.fields.update(held(p.PastCompliance, said.COMPLIANCE))


class Judgement(RecordType):
    """A person's own result for a relationship and a principle, with the reason."""

    class Meta:
        model = p.Judgement
        holds = said.JUDGEMENT

    relationship = one(m.Relationship, "relationship", _RELATIONSHIP, required=True)
    principle = one(p.Principle, "principle", "The principle it was written under.", required=True)
    judged_by = one(m.User, "judged_by", "Who judged; null where you may not see who.")
    withdrawn_by = one(m.User, "withdrawn_by", "Who withdrew it.")


class ExplanationGround(Plain):
    """What stood when an explanation was approved: it lapses when that becomes another."""

    chosen_type = enums.CollaborationType(description="The type that was chosen.")
    trust_target = graphene.Int(description="The level of trust aimed at, 1 to 5.")
    phase = enums.RelationshipPhase(description="Where the relationship stood in its life.")
    subject = graphene.String(description="What was delivered.")
    category = graphene.String(description="Its category, in words of its own; null: not kept.")


class Explanation(RecordType):
    """Why a relationship departs from a principle for now, and what is done instead.

    It counts from its approval, by somebody else than its author, until it lapses.
    """

    class Meta:
        model = p.Explanation
        holds = said.EXPLANATION

    relationship = one(m.Relationship, "relationship", _RELATIONSHIP, required=True)
    principle = one(p.Principle, "principle", "The principle it was written under.", required=True)
    owner = one(m.User, "owner", "Who sees to what is done instead; null where you may not see who.")
    author = one(m.User, "author", "Who wrote it; null where you may not see who.")
    approver = one(m.User, "approver", "Who approved it; null: nobody yet, or you may not see who.")
    state = codes.ExplanationState(required=True, description="Where it stands.")
    seen = graphene.Field(ExplanationGround, description="What stood when it was approved; null until then.")

    @staticmethod
    def resolve_state(record: p.Explanation, info: Any) -> str:
        if record.lapsed_at is not None:
            return LAPSED
        return AWAITING_APPROVAL if record.approved_at is None else STANDING

    @staticmethod
    def resolve_seen(record: p.Explanation, info: Any) -> ExplanationGround | None:
        return ExplanationGround(**record.seen) if record.seen else None
