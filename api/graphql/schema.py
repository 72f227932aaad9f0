"""The schema itself, built once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import graphene
from graphql import GraphQLEnumType, GraphQLError, GraphQLSchema, print_schema

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
    for each in built.type_map.values():
        if isinstance(each, GraphQLEnumType) and not each.name.startswith("__"):
            each.serialize = _written(each)  # type: ignore[method-assign]
    return built


def _written(enum: GraphQLEnumType) -> Any:
    """Codes are stored as texts and computed as members of enumerations: either is written as its text."""
    codes = frozenset(enum.values)

    def serialize(value: Any) -> str:
        if value in codes:
            return str(value)
        raise GraphQLError(f"{enum.name} has no such value.")

    return serialize


def sdl() -> str:
    """The schema in the schema language, as docs/api/schema.graphql holds it."""
    return print_schema(schema()) + "\n"
