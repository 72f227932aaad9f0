"""The schema itself, built once."""

from __future__ import annotations

from functools import lru_cache

import graphene
from graphql import GraphQLSchema

from api.graphql import registry
from api.graphql.mutations import Mutation
from api.graphql.query import Query

DESCRIPTION = (
    "The registry of collaboration relationships between our units and their customers and suppliers. "
    "Everything is limited to what you may see."
)


@lru_cache(maxsize=1)
def schema() -> GraphQLSchema:
    """The schema as graphql-core takes it."""
    every = [registry.type_of(model) for model in registry.models()]
    built = graphene.Schema(query=Query, mutation=Mutation, types=every).graphql_schema
    built.description = DESCRIPTION
    return built
