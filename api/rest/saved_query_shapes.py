"""What answers hold of saved queries."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from access.models import SavedQuery
from api.rest import fields as f
from api.rest.fields import Shape
from api.rest.shapes import Recorded
from api.saved.describing import parameters_of


class ParameterShape(Shape):
    """A variable of the document, which the address takes as a parameter."""

    name = f.text()
    type = f.text("As the document says it, such as `[Code!]`.")
    required = f.truth("Whether there is no answer without it.")


class SavedQueryShape(Recorded):
    """A query with a name, asked by an address."""

    name = f.text("Its name: the end of the address at which it is asked.")
    unit = f.whole(
        "The unit that it is shared with; null: with none, or one that you may not see.",
        "seen_unit",
        allow_null=True,
    )
    shared = serializers.SerializerMethodField(help_text="Whether it is shared with a unit.")
    owner = f.whole("Whose it is; null where you may not see who.", "seen_owner", allow_null=True)
    description = f.text()
    document = f.text("The GraphQL document.")
    variables = f.Loose(help_text="The values of its variables where none are given.")
    parameters = serializers.SerializerMethodField(help_text="What can be given in the address.")

    @extend_schema_field({"type": "boolean"})
    def get_shared(self, query: SavedQuery) -> bool:
        return query.unit_id is not None

    @extend_schema_field(ParameterShape(many=True))
    def get_parameters(self, query: SavedQuery) -> Any:
        return ParameterShape(parameters_of(query), many=True).data
