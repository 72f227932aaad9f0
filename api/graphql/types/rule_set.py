"""Rule sets: versions of the parameters of the fit rule."""

from __future__ import annotations

from api.graphql import words
from api.graphql.connections import children
from api.graphql.fields import RecordType
from api.graphql.scalars import Json
from relationships import models as m


class RuleSet(RecordType):
    """A version of the parameters of the fit rule. Once in use it is never changed."""

    class Meta:
        model = m.RuleSet
        holds = words.RULE_SET

    parameters = Json(required=True, description="Weights, bands, gates, floors, caps and trust, as data.")
    classifications = children(m.Classification, "rule_set", "The decisions taken under it.")
