"""What isn't in force or isn't decided: compliance under a draft, and ratings that pairs suggest."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import principle_enums as codes
from api.graphql.cohorts import cohort_of, portions
from api.graphql.connections import chosen
from api.graphql.enums import FactCode, FactSource, described_enum
from api.graphql.fields import Plain, by_pk
from api.graphql.registry import meant, type_of
from api.graphql.scalars import Reference, Whole
from api.graphql.types.compliance import ComplianceReason, ComplianceWay
from api.graphql.types.figures import narrowed
from api.graphql.types.verdict import language_argument, language_of
from principles import models as p
from principles.checks.texts import reason_of, sentence, way_of
from principles.queries import provisional as tried
from principles.queries.suggestions import SuggestedRating, suggested_ratings
from principles.suggestions import SuggestionReason
from principles.suggestions import sentence as suggested_because
from relationships import models as m
from relationships.permissions import Act, may
from relationships.queries import find
from relationships.values import whole

LARGEST_PAGE = 100

SuggestionReasonCode = described_enum(
    "SuggestionReasonCode",
    SuggestionReason,
    "Why a level is suggested, or none.",
    {
        "AVERAGE": "The average of the pairs.",
        "NOT_SHOWN_YET": "No higher than what has been planned or put to use.",
        "TOO_FEW_PAIRS": "Too few pairs to suggest anything.",
        "HIGH_PAIRS_UNRATED": "High-priority pairs of interests are not rated.",
    },
)


class ProvisionalCompliance(Plain):
    """What a set that is not in force says of a relationship under one principle. Nothing of it counts."""

    principle_code = graphene.String(required=True, description="The code of the principle.")
    provisional = graphene.Boolean(required=True, description="Always true: the set is not in force.")
    result = codes.ComplianceResult(description="What the check says; null: that set does not have it.")
    effective = codes.EffectiveCompliance(description="With what persons say; null: that set lacks it.")
    result_in_force = codes.ComplianceResult(description="What the check says under the set in force.")
    effective_in_force = codes.EffectiveCompliance(
        description="With what persons say, under the set in force; null: it isn't in force."
    )
    changed = graphene.Boolean(required=True, description="Whether the one is not as the other.")
    reasons = graphene.List(
        graphene.NonNull(ComplianceReason), required=True, args=language_argument(), description="Why."
    )
    ways = graphene.List(
        graphene.NonNull(ComplianceWay),
        required=True,
        args=language_argument(),
        description="All that would make it comply then.",
    )

    @staticmethod
    def resolve_principle_code(found: tried.Provisional, info: Any) -> str:
        return found.code

    @staticmethod
    def resolve_result(found: tried.Provisional, info: Any) -> str | None:
        return found.new_result

    @staticmethod
    def resolve_effective(found: tried.Provisional, info: Any) -> str | None:
        return found.new

    @staticmethod
    def resolve_result_in_force(found: tried.Provisional, info: Any) -> str | None:
        return found.old_result

    @staticmethod
    def resolve_effective_in_force(found: tried.Provisional, info: Any) -> str | None:
        return found.old

    @staticmethod
    def resolve_reasons(found: tried.Provisional, info: Any, language: Any = None) -> list[ComplianceReason]:
        spoken = language_of(language)
        told = found.found.reasons if found.found else []
        return [ComplianceReason(code=each["code"], text=sentence(reason_of(each), spoken)) for each in told]

    @staticmethod
    def resolve_ways(found: tried.Provisional, info: Any, language: Any = None) -> list[ComplianceWay]:
        spoken = language_of(language)
        told = found.found.ways if found.found else []
        return [ComplianceWay(code=each["code"], text=sentence(way_of(each), spoken)) for each in told]


class PrincipleMove(Plain):
    """How many relationships go from one result to another under a principle, or stay."""

    principle_code = graphene.String(required=True, description="The code of the principle.")
    old = codes.EffectiveCompliance(description="Under the set in force; null: not in it.")
    new = codes.EffectiveCompliance(description="Under the set tried; null: not in it.")
    count = graphene.Int(required=True, description="How many relationships.")

    @staticmethod
    def resolve_principle_code(move: tried.Move, info: Any) -> str:
        return move.principle


class PrincipleSetTotals(Plain):
    """What would become of all relationships tried."""

    relationships = graphene.Int(required=True, description="How many were tried.")
    affected = graphene.Int(required=True, description="How many would change under some principle.")
    moves = graphene.List(
        graphene.NonNull(PrincipleMove),
        required=True,
        description="From what to what under each principle, the most frequent first.",
    )


class RelationshipUnderTrial(Plain):
    """A relationship of which something would change."""

    relationship = graphene.Field(
        lambda: type_of(m.Relationship), required=True, description="The relationship."
    )
    changes = graphene.List(
        graphene.NonNull(ProvisionalCompliance),
        required=True,
        description="The principles under which it would change.",
    )


class PrincipleSetTrial(Plain):
    """A principle set tried out: nothing of it is stored, and nothing of it counts."""

    principle_set = graphene.Field(
        lambda: type_of(p.PrincipleSet), required=True, description="The set tried."
    )
    provisional = graphene.Boolean(required=True, description="Always true: the set is not in force.")
    tried = graphene.List(
        graphene.NonNull(RelationshipUnderTrial),
        required=True,
        description="The relationships that would change, by their number.",
    )
    following = graphene.Int(
        description="To be given as `afterRelationship` for the next page; null: this is the last."
    )
    totals = graphene.Field(
        PrincipleSetTotals, description="Of all relationships tried; with the first page only."
    )


def _trial(
    root: Any, info: Any, principle_set: Any, limit: Any = None, after_relationship: Any = None, **asked: Any
) -> PrincipleSetTrial:
    user = info.context.user
    found = _set(principle_set, user)
    size = LARGEST_PAGE if limit is None else whole(limit, "limit", 1, LARGEST_PAGE)
    after = None
    if after_relationship is not None:
        after = whole(after_relationship, "after_relationship", 0, 2**63 - 1)
    relationships = chosen(m.Relationship, asked, user)
    answer = tried.trial(found, relationships, at=info.context.by.at, after=after, limit=size)
    records = by_pk(m.Relationship, [each.relationship for each in answer.rows], user)
    return PrincipleSetTrial(
        principle_set=by_pk(p.PrincipleSet, [found.pk], user)[found.pk],
        provisional=True,
        tried=[
            RelationshipUnderTrial(relationship=records[each.relationship], changes=list(each.changes))
            for each in answer.rows
        ],
        following=answer.following,
        totals=answer.totals,
    )


def _set(given: Any, user: Any) -> Any:
    return find(user, p.PrincipleSet, meant(given, p.PrincipleSet), "principle_set")


TRIED_PRINCIPLE_SET = graphene.Field(
    PrincipleSetTrial,
    required=True,
    args={
        "principle_set": graphene.Argument(graphene.NonNull(Reference), description="The set to try."),
        "limit": graphene.Argument(
            Whole, description=f"How many relationships that would change, at most {LARGEST_PAGE}."
        ),
        "after_relationship": graphene.Argument(Whole, description="The `following` of the page before."),
        **narrowed(),
    },
    description="What would change if a draft or submitted set came into force today: of all relationships "
    f"that you may see, or those for which the conditions hold, {tried.MOST:,} at most.",
    resolver=_trial,
)


def _provisional(record: Any, info: Any, principle_set: Any) -> list[tried.Provisional]:
    user, at = info.context.user, info.context.by.at

    def read(records: list[Any]) -> dict[int, list[tried.Provisional]]:
        found = _set(principle_set, user)
        answers: dict[int, list[tried.Provisional]] = {}
        for ids in portions(each.pk for each in records):
            answers |= tried.provisional(found, ids, at)
        return answers

    return cohort_of(record).once(("provisional", str(principle_set)), read)[record.pk]


PROVISIONAL_COMPLIANCE = graphene.Field(
    graphene.List(graphene.NonNull(ProvisionalCompliance)),
    required=True,
    args={"principle_set": graphene.Argument(graphene.NonNull(Reference), description="The set to try.")},
    description="What a draft or submitted set would say of it if that came into force today.",
    resolver=_provisional,
)


class SuggestedBecause(Plain):
    """Why a level is suggested, or none."""

    code = SuggestionReasonCode(required=True, description="What it is about.")
    text = graphene.String(required=True, description="The sentence, in your language.")


class SuggestedRatingOfFact(Plain):
    """What pairs suggest for a fact, beside its rating: never written by itself."""

    fact = FactCode(required=True, description="The fact.")
    value = graphene.Int(description="The level suggested, 1 to 5; null: none.")
    reasons = graphene.List(
        graphene.NonNull(SuggestedBecause),
        required=True,
        description="How it comes about, or why there is none.",
    )
    pair_count = graphene.Int(required=True, description="How many pairs it rests on.")
    current_value = graphene.Int(description="The level that counts now; null: unknown.")
    current_source = FactSource(description="Where that comes from.")
    differs = graphene.Boolean(
        required=True, description="Whether a level is suggested that isn't the one that counts."
    )
    taken_over_by = graphene.String(
        required=True, description="The mutation that takes it over, which is for a person to decide."
    )
    may_take_over = graphene.Boolean(
        required=True, description="Whether there is something to take over and you may."
    )


def _suggested(record: Any, info: Any) -> list[SuggestedRatingOfFact]:
    by, user = info.context.by, info.context.user

    def read(records: list[Any]) -> dict[int, list[SuggestedRatingOfFact]]:
        units = by_pk(m.Unit, (each.unit_id for each in records), user)
        rated: dict[int, list[SuggestedRating]] = {}
        for ids in portions(each.pk for each in records):
            rated |= suggested_ratings(ids)
        return {
            each.pk: [_rating(one, may(by, Act.RATE_FACTS, units[each.unit_id])) for one in rated[each.pk]]
            for each in records
        }

    return cohort_of(record).once("suggested ratings", read)[record.pk]


def _rating(rating: SuggestedRating, allowed: bool) -> SuggestedRatingOfFact:
    suggestion, spoken = rating.suggestion, language_of()
    return SuggestedRatingOfFact(
        fact=suggestion.fact,
        value=suggestion.value,
        reasons=[
            SuggestedBecause(code=str(each.code), text=suggested_because(each, spoken))
            for each in suggestion.reasons
        ],
        pair_count=sum(suggestion.pairs.values()),
        current_value=rating.current.value,
        current_source=rating.current.source,
        differs=rating.differs,
        taken_over_by="rateFacts",
        may_take_over=rating.differs and allowed,
    )


SUGGESTED_RATINGS = graphene.Field(
    graphene.List(graphene.NonNull(SuggestedRatingOfFact)),
    required=True,
    description="What its pairs of interests and of capabilities suggest for two facts.",
    resolver=_suggested,
)
