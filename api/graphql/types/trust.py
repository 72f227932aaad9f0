"""What people trust each other with, and what stands in for trust."""

from __future__ import annotations

import graphene

from api.graphql import words
from api.graphql.connections import listed
from api.graphql.fields import RecordType, one
from relationships import models as m


class TrustAssessment(RecordType):
    """Actual trust in one direction, as somebody assessed it on a day."""

    class Meta:
        model = m.TrustAssessment
        holds = words.TRUST

    relationship = one(m.Relationship, "relationship", "The relationship.", required=True)
    assessor = one(m.User, "assessor", "Who assessed it; null where you may not see who.")
    withdrawn_by = one(m.User, "withdrawn_by", "Who withdrew it.")


class SafeguardKind(RecordType):
    """A kind of safeguard, and the level of trust that it stands in for."""

    class Meta:
        model = m.SafeguardKind
        holds = words.SAFEGUARD_KIND

    safeguards = listed(m.Safeguard, "kind", "The safeguards of this kind that you may see.")


class Safeguard(RecordType):
    """Something in place that stands in for trust, from a day to a day, both included."""

    class Meta:
        model = m.Safeguard
        holds = words.SAFEGUARD

    relationship = one(m.Relationship, "relationship", "The relationship.", required=True)
    kind = one(m.SafeguardKind, "kind", "Its kind.", required=True)
    contract = one(m.Contract, "contract", "The contract that lays it down.")
    active = graphene.Boolean(required=True, description="Whether it is in place today.")

    @staticmethod
    def resolve_active(record: m.Safeguard, info: graphene.ResolveInfo) -> bool:
        today = info.context.by.on
        return record.active_from <= today and (record.active_to is None or today <= record.active_to)
