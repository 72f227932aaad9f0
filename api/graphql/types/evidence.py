"""What people record of a relationship for the principles: benefits, interests, capabilities, resistance."""

from __future__ import annotations

from api.graphql import principle_words as words
from api.graphql.connections import listed
from api.graphql.fields import RecordType, one
from principles import models as p
from relationships import models as m

_OF = "The relationship."


class Benefit(RecordType):
    """An effect of a relationship for somebody."""

    class Meta:
        model = p.Benefit
        holds = words.BENEFIT

    relationship = one(m.Relationship, "relationship", _OF, required=True)


class Interest(RecordType):
    """An interest, goal, need or hesitation of one side."""

    class Meta:
        model = p.Interest
        holds = words.INTEREST

    relationship = one(m.Relationship, "relationship", _OF, required=True)
    pairs_as_customer = listed(
        p.InterestPair, "customer_interest", "Where it stands in a pair as the customer's."
    )
    pairs_as_supplier = listed(
        p.InterestPair, "supplier_interest", "Where it stands in a pair as the supplier's."
    )


class InterestPair(RecordType):
    """An interest of the customer beside one of the supplier."""

    class Meta:
        model = p.InterestPair
        holds = words.INTEREST_PAIR

    relationship = one(m.Relationship, "relationship", _OF, required=True)
    customer_interest = one(p.Interest, "customer_interest", "The customer's interest.", required=True)
    supplier_interest = one(p.Interest, "supplier_interest", "The supplier's interest.", required=True)


class Capability(RecordType):
    """Something that one side can do and that bears on what is delivered."""

    class Meta:
        model = p.Capability
        holds = words.CAPABILITY

    relationship = one(m.Relationship, "relationship", _OF, required=True)
    pairs_as_customer = listed(
        p.CapabilityPair, "customer_capability", "Where it stands in a pair as the customer's."
    )
    pairs_as_supplier = listed(
        p.CapabilityPair, "supplier_capability", "Where it stands in a pair as the supplier's."
    )


class CapabilityPair(RecordType):
    """A capability of the customer beside one of the supplier."""

    class Meta:
        model = p.CapabilityPair
        holds = words.CAPABILITY_PAIR

    relationship = one(m.Relationship, "relationship", _OF, required=True)
    customer_capability = one(
        p.Capability, "customer_capability", "The customer's capability.", required=True
    )
    supplier_capability = one(
        p.Capability, "supplier_capability", "The supplier's capability.", required=True
    )


class ResistanceSignal(RecordType):
    """Resistance on one side against what the other can do, its investigation and the answer."""

    class Meta:
        model = p.ResistanceSignal
        holds = words.RESISTANCE_SIGNAL

    relationship = one(m.Relationship, "relationship", _OF, required=True)


class Review(RecordType):
    """A looking back at a relationship on a day."""

    class Meta:
        model = p.Review
        holds = words.REVIEW

    relationship = one(m.Relationship, "relationship", _OF, required=True)
