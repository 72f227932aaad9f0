"""Principle sets: the principles of a version, who approves it, and how two versions differ."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import principle_enums as enums
from api.graphql import principle_words as words
from api.graphql.cohorts import cohort_of, portions, together
from api.graphql.connections import listed
from api.graphql.fields import Plain, RecordType, one
from api.graphql.registry import meant, type_of
from api.graphql.scalars import Json
from api.graphql.types.verdict import language_of
from principles import models as p
from principles.limits import BOUNDS
from principles.queries.compare import compare
from relationships import models as m
from relationships.errors import Problems
from relationships.queries import find, visible_to


class StageDays(Plain):
    """The least days that a stage of a development plan takes at a depth."""

    depth = graphene.Int(required=True, description="The depth.")
    days = graphene.Int(required=True, description="The least days of a stage.")


class Limits(Plain):
    """The limits of a principle set. A limit counts its last day in."""

    investigation_days = graphene.Int(required=True, description="Days to investigate a signal.")
    answer_days = graphene.Int(
        required=True, description="Days after its verdict to answer a rational objection."
    )
    review_months = graphene.Int(required=True, description="Months after which a review is overdue.")
    assessment_months = graphene.Int(
        required=True, description="Months after which an assessment of trust is old."
    )
    raised_levels = graphene.Int(required=True, description="Levels of depth that count as a big step.")
    stage_days = graphene.List(
        graphene.NonNull(StageDays), required=True, description="The least days of a stage, by depth."
    )


class Approval(RecordType):
    """That a stakeholder approved a set. It counts until it lapses; a lapsed one stays on record."""

    class Meta:
        model = p.Approval
        holds = words.APPROVAL

    principle_set = one(p.PrincipleSet, "principle_set", "The set.", required=True)
    user = one(m.User, "user", "The stakeholder; null where you may not see who.")


class Stakeholder(RecordType):
    """Somebody who must approve a set before it can come into force."""

    class Meta:
        model = p.Stakeholder
        holds: dict[str, str] = {}

    principle_set = one(p.PrincipleSet, "principle_set", "The set.", required=True)
    user = one(m.User, "user", "Who; null where you may not see who.")
    approval = graphene.Field(Approval, description="The approval that counts; null: still awaited.")

    @staticmethod
    def resolve_approval(record: p.Stakeholder, info: Any) -> Any:
        user = info.context.user

        def read(records: list[Any]) -> dict[tuple[int, int], Any]:
            standing = visible_to(user, p.Approval).filter(lapsed_at__isnull=True)
            rows = [
                each
                for ids in portions(each.principle_set_id for each in records)
                for each in standing.filter(principle_set__in=ids)
            ]
            return {(each.principle_set_id, each.user_id): each for each in together(rows)}

        found = cohort_of(record).once("standing approval", read)
        return found.get((record.principle_set_id, record.user_id))


def _in_words(part: str) -> Any:
    """The text of a principle in the reader's language, else in the other one."""

    def resolve(record: p.Principle, info: Any) -> str | None:
        first = language_of()
        second = "en" if first == "nl" else "nl"
        return getattr(record, f"{part}_{first}") or getattr(record, f"{part}_{second}") or None

    return resolve


def _spoken(part: str, about: str) -> graphene.Field:
    return graphene.Field(
        graphene.String,
        description=f"{about} In your language, else in the other one.",
        resolver=_in_words(part),
    )


class Principle(RecordType):
    """A principle with the observation that it rests on, in English and in Dutch."""

    class Meta:
        model = p.Principle
        holds = words.PRINCIPLE

    principle_set = one(p.PrincipleSet, "principle_set", "The set that it is of.", required=True)
    theme = _spoken("theme", "Its theme.")
    observation = _spoken("observation", "What one takes to be so: why.")
    principle = _spoken("principle", "What is therefore done.")
    rationale = _spoken("rationale", "What that brings.")
    compliance = listed(p.Compliance, "principle", "Whether relationships comply with it now.")
    explanations = listed(p.Explanation, "principle", "The explanations written under it.")


class PrincipleSet(RecordType):
    """A version of the organisation's principles. Once in force it is never changed."""

    class Meta:
        model = p.PrincipleSet
        holds = words.PRINCIPLE_SET

    limits = graphene.Field(Limits, required=True, description="Days, months and counts that the checks use.")
    principles = listed(p.Principle, "principle_set", "Its principles.")
    stakeholders = listed(p.Stakeholder, "principle_set", "Who must approve it.")
    approvals = listed(p.Approval, "principle_set", "All approvals given, lapsed ones included.")

    @staticmethod
    def resolve_limits(record: p.PrincipleSet, info: Any) -> Limits:
        days = record.limits["stage_days"].items()
        return Limits(
            **{name: record.limits[name] for name in BOUNDS},
            stage_days=[StageDays(depth=int(depth), days=least) for depth, least in sorted(days)],
        )


class FieldDifference(Plain):
    """A field that differs: what the one set holds, and the other."""

    field = graphene.String(required=True, description="Its name, as in refusals.")
    old = Json(description="What the old set holds; null: nothing.")
    new = Json(description="What the new set holds; null: nothing.")


class PrincipleDifference(Plain):
    """A principle that differs between two sets."""

    code = graphene.String(required=True, description="Its code.")
    act = enums.PrincipleDifferenceAct(required=True, description="How it differs.")
    fields = graphene.List(
        graphene.NonNull(FieldDifference), required=True, description="The fields that differ."
    )


class PrincipleSetComparison(Plain):
    """All that differs from one principle set to another; no names and no dates."""

    old = graphene.Field(lambda: type_of(p.PrincipleSet), required=True, description="The one.")
    new = graphene.Field(lambda: type_of(p.PrincipleSet), required=True, description="The other.")
    same = graphene.Boolean(required=True, description="Whether nothing differs.")
    limits = graphene.List(
        graphene.NonNull(FieldDifference), required=True, description="The limits that differ."
    )
    principles = graphene.List(
        graphene.NonNull(PrincipleDifference), required=True, description="The principles that differ."
    )


def compared(root: Any, info: Any, old: Any, new: Any) -> PrincipleSetComparison:
    """What differs from the one set to the other, both visible to who asks."""
    user = info.context.user
    problems = Problems()
    sets: list[Any] = []
    for name, value in (("old", old), ("new", new)):
        with problems.gather():
            sets.append(find(user, p.PrincipleSet, meant(value, p.PrincipleSet), name))
    problems.raise_if_any()
    found = compare(*sets)
    one_set, other = together(sets)
    return PrincipleSetComparison(
        old=one_set, new=other, same=found.same, limits=found.limits, principles=found.principles
    )
