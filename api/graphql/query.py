"""The root of what can be read."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import registry, types  # noqa: F401 the types register themselves
from api.graphql.cohorts import together
from api.graphql.connections import roots
from api.graphql.fields import Node
from api.graphql.ids import read_global_id
from relationships import models as m
from relationships.queries import visible_to


class Query(graphene.ObjectType):
    """What you may see of the registry."""

    me = graphene.Field(lambda: registry.type_of(m.User), required=True, description="You.")
    node = graphene.Field(
        Node,
        args={"id": graphene.Argument(graphene.NonNull(graphene.ID), description="The id of any record.")},
        description="The record with this id; null where there is none that you may see.",
    )
    parties = roots(m.Party, "Counterparties.")
    relationships = roots(m.Relationship, "Relationships between our units and counterparties.")
    contracts = roots(m.Contract, "Contracts.")
    fact_ratings = roots(m.FactRating, "Ratings of facts, withdrawn ones included.")
    trust_assessments = roots(m.TrustAssessment, "Assessments of trust, withdrawn ones included.")
    safeguards = roots(m.Safeguard, "What stands in for trust.")
    classifications = roots(m.Classification, "Decisions, superseded ones included.")
    verdicts = roots(m.Verdict, "The current verdicts, one a relationship.")
    arrangements = roots(m.Arrangement, "What is recorded of what is to be in place.")
    units = roots(m.Unit, "The units of our own organisation.")
    users = roots(m.User, "The users you may see.")
    role_assignments = roots(m.RoleAssignment, "Who may do what where, as far as you may know.")
    portfolios = roots(m.Portfolio, "Where relationships are at home.")
    categories = roots(m.CategoryProfile, "Categories of what is delivered.")
    rule_sets = roots(m.RuleSet, "Versions of the parameters of the fit rule.")
    safeguard_kinds = roots(m.SafeguardKind, "Kinds of safeguards.")
    exchange_rates = roots(m.ExchangeRate, "What currencies are worth in the reporting currency.")

    @staticmethod
    def resolve_me(root: Any, info: Any) -> Any:
        return together(visible_to(info.context.user, m.User).filter(pk=info.context.user.pk))[0]

    @staticmethod
    def resolve_node(root: Any, info: Any, id: str) -> Any:
        meant = read_global_id(id)
        model = None if meant is None else registry.model_named(meant.kind)
        if meant is None or model is None:
            return None
        found = together(visible_to(info.context.user, model).filter(pk=meant.pk))
        return found[0] if found else None
