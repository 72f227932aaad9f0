"""Categories of what is delivered, with the facts one may assume of them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import graphene

from api.graphql import words
from api.graphql.cohorts import cohort_of, portions
from api.graphql.connections import listed
from api.graphql.enums import FactCode
from api.graphql.fields import Plain, RecordType, grouped, visible_by_parent
from relationships import models as m
from relationships.queries import visible_to


class AssumedFact(Plain):
    """A delivery fact as it is assumed of a category, until somebody assesses it."""

    fact = FactCode(required=True, description="The fact.")
    value = graphene.Int(required=True, description="The level assumed, 1 to 5.")


def _facts(records: list[Any], context: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for ids in portions(each.pk for each in records):
        rows = visible_to(context.user, m.ProfileFact).filter(profile__in=ids)
        for profile, fact, value in rows.values_list("profile_id", "fact", "value"):
            found[profile].append(AssumedFact(fact=fact, value=value))
    return found


class Category(RecordType):
    """A category with the delivery facts that are assumed of it."""

    class Meta:
        model = m.CategoryProfile
        holds = words.CATEGORY

    aliases = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Names, Dutch or English, by which a contract list may mean it.",
    )
    cpv_prefixes = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="The first digits of the CPV codes that it covers; the longest match wins.",
    )
    facts = grouped(AssumedFact, "The delivery facts assumed of it.", "facts", _facts)
    relationships = listed(m.Relationship, "profile", "The relationships recognised as of this category.")

    @staticmethod
    def resolve_aliases(record: Any, info: Any) -> list[str]:
        return _texts(record, info, m.CategoryAlias, "name")

    @staticmethod
    def resolve_cpv_prefixes(record: Any, info: Any) -> list[str]:
        return _texts(record, info, m.CpvPrefix, "prefix")


def _texts(record: Any, info: Any, model: Any, name: str) -> list[str]:
    def read(records: list[Any]) -> dict[int, list[Any]]:
        return visible_by_parent(model, "profile", records, info.context.user)

    found = cohort_of(record).once(("texts", model), read)
    return [getattr(each, name) for each in found.get(record.pk, [])]
