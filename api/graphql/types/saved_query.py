"""Saved queries: what can be asked by an address."""

from __future__ import annotations

from typing import Any

import graphene

from access.models import SavedQuery
from api.graphql import words
from api.graphql.fields import Plain, RecordType, one
from api.graphql.scalars import Json
from relationships import models as m


class SavedQueryParameter(Plain):
    """A variable of the document, which the address takes as a parameter."""

    name = graphene.String(required=True, description="Its name.")
    type = graphene.String(required=True, description="As the document says it, such as `[Code!]`.")
    required = graphene.Boolean(required=True, description="Whether there is no answer without it.")


class SavedQueryNode(RecordType):
    """A query with a name, asked by GET at `/api/v1/queries/{name}` as JSON, csv, xlsx or Parquet."""

    class Meta:
        name = "SavedQuery"
        model = SavedQuery
        holds = words.SAVED_QUERY

    unit = one(m.Unit, "unit", "The unit that it is shared with, where you may see it.")
    shared = graphene.Boolean(required=True, description="Whether it is shared with a unit.")
    owner = one(m.User, "owner", "Whose it is. Null where you may not see who.")
    variables = Json(required=True, description="The values of its variables where none are given, by name.")

    parameters = graphene.List(
        graphene.NonNull(SavedQueryParameter), required=True, description="What can be given in the address."
    )

    @staticmethod
    def resolve_parameters(query: SavedQuery, info: Any) -> Any:
        from api.saved.describing import parameters_of  # reads documents by the schema that this is part of

        return parameters_of(query)

    @staticmethod
    def resolve_shared(query: SavedQuery, info: Any) -> bool:
        return query.unit_id is not None
