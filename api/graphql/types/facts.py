"""Ratings of facts, and what is known of each fact of a relationship."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import words
from api.graphql.cohorts import Cohort, cohort_of
from api.graphql.enums import FactCode, FactSource
from api.graphql.fields import Plain, RecordType, by_pk, one
from api.graphql.registry import type_of
from api.graphql.scalars import Date
from relationships import models as m
from relationships.fit.texts import FACT_ANCHORS, FACT_NAMES
from relationships.queries.facts import CurrentFact


class FactRating(RecordType):
    """One person's rating of one fact on a day. Never overwritten; it can be withdrawn."""

    class Meta:
        model = m.FactRating
        holds = words.RATING

    relationship = one(m.Relationship, "relationship", "The relationship.", required=True)
    assessor = one(m.User, "assessor", "Who rated it; null where you may not see who.")
    withdrawn_by = one(m.User, "withdrawn_by", "Who withdrew it.")


class KnownFact:
    """What is known of one fact of one relationship, with a place in a cohort of its own."""

    def __init__(self, known: CurrentFact, language: str) -> None:
        self.known = known
        self.language = language

    def __getattr__(self, name: str) -> Any:
        return getattr(object.__getattribute__(self, "known"), name)


def known_facts(found: dict[int, dict[str, CurrentFact]], language: str) -> dict[int, list[KnownFact]]:
    """The facts of these relationships, as a cohort."""
    listed = {pk: [KnownFact(each, language) for each in facts.values()] for pk, facts in found.items()}
    Cohort(each for facts in listed.values() for each in facts)
    return listed


class Fact(Plain):
    """What is known of one fact of a relationship, from all ratings, its category and its contracts."""

    code = FactCode(required=True, description="The fact.")
    label = graphene.String(required=True, description="Its name in your language.")
    value = graphene.Int(
        description="The level that counts, 1 to 5; null: unknown, which is no value at all."
    )
    value_label = graphene.String(description="What that level means, in your language.")
    source = FactSource(description="Where the value comes from.")
    by_record = graphene.Boolean(
        required=True, description="Whether it was derived from the contracts (duration only)."
    )
    assessed_on = Date(description="The day on which it was assessed.")
    assessor = graphene.Field(lambda: type_of(m.User), description="Who assessed it, where you may see who.")
    evidence = graphene.String(description="What was seen.")
    rating = graphene.Field(FactRating, description="The rating that counts, where there is one.")
    unconfirmed = graphene.Int(
        description="A later rating of 1 or 5 of an attitude that waits for a second assessor."
    )
    spread = graphene.Int(description="The highest less the lowest of each assessor's latest rating.")
    align_first = graphene.Boolean(
        required=True, description="Whether the assessors differ so much that they should align first."
    )

    @staticmethod
    def resolve_code(fact: KnownFact, info: Any) -> str:
        return fact.known.fact

    @staticmethod
    def resolve_label(fact: KnownFact, info: Any) -> str:
        return FACT_NAMES[fact.language][fact.known.fact]

    @staticmethod
    def resolve_value_label(fact: KnownFact, info: Any) -> str | None:
        return None if fact.known.value is None else _anchor(fact)

    @staticmethod
    def resolve_assessor(fact: KnownFact, info: Any) -> Any:
        user = info.context.user
        return (
            cohort_of(fact)
            .once("assessor", lambda facts: by_pk(m.User, (each.known.assessor for each in facts), user))
            .get(fact.known.assessor)
        )

    @staticmethod
    def resolve_rating(fact: KnownFact, info: Any) -> Any:
        user = info.context.user
        return (
            cohort_of(fact)
            .once("rating", lambda facts: by_pk(m.FactRating, (each.known.rating for each in facts), user))
            .get(fact.known.rating)
        )


def _anchor(fact: KnownFact) -> str | None:
    anchors = FACT_ANCHORS[fact.language].get(fact.known.fact)
    return None if anchors is None or fact.known.value is None else anchors.get(fact.known.value)
