"""What holds for the whole installation: the versions of the fit rule's parameters, and exchange rates."""

from __future__ import annotations

from api.graphql import words
from api.graphql.connections import listed
from api.graphql.fields import RecordType
from api.graphql.scalars import Json
from relationships import models as m


class RuleSet(RecordType):
    """A version of the parameters of the fit rule. Once in use it is never changed."""

    class Meta:
        model = m.RuleSet
        holds = words.RULE_SET

    parameters = Json(required=True, description="Weights, bands, gates, floors, caps and trust, as data.")
    classifications = listed(m.Classification, "rule_set", "The decisions taken under it.")


class ExchangeRate(RecordType):
    """What one unit of a currency is worth in the reporting currency, from a day on."""

    class Meta:
        model = m.ExchangeRate
        holds = words.RATE
