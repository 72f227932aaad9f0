"""Counterparties, with the names and numbers that they are recognised by."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import words
from api.graphql.cohorts import cohort_of
from api.graphql.connections import listed
from api.graphql.fields import RecordType, grouped, one, visible_by_parent
from relationships import models as m


class PartyIdentifier(RecordType):
    """A number that tells a party from all others, in the scheme that gave it."""

    class Meta:
        model = m.PartyIdentifier
        holds = words.IDENTIFIER

    issuer = one(m.Unit, "issuer", "The unit whose administration gave it (creditor numbers only).")


class FurtherParty(RecordType):
    """A party with a part of its own in a relationship: lead, consortium member, subcontractor, guarantor."""

    class Meta:
        model = m.RelationshipParty
        holds = words.FURTHER_PARTY

    party = one(m.Party, "party", "The party.", required=True)
    relationship = one(m.Relationship, "relationship", "The relationship.", required=True)


def _identifiers(records: list[Any], context: Any) -> dict[int, list[Any]]:
    return visible_by_parent(m.PartyIdentifier, "party", records, context.user)


class Party(RecordType):
    """A counterparty. It is neither customer nor supplier: that is its side in a relationship."""

    class Meta:
        model = m.Party
        holds = words.PARTY

    aliases = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Other names by which it is known."
    )
    identifiers = grouped(
        PartyIdentifier,
        "Its numbers; creditor numbers only of units that you may see.",
        "identifiers",
        _identifiers,
    )
    parent = one(m.Party, "parent", "The party above it in its group; null where you may not see it.")
    subsidiaries = listed(m.Party, "parent", "The visible parties directly below it in its group.")
    relationships = listed(m.Relationship, "party", "The relationships with it that you may see.")
    further_parts = listed(
        m.RelationshipParty, "party", "Its parts in relationships with another main party."
    )

    @staticmethod
    def resolve_aliases(record: Any, info: Any) -> list[str]:
        def read(records: list[Any]) -> dict[int, list[Any]]:
            return visible_by_parent(m.PartyAlias, "party", records, info.context.user)

        found = cohort_of(record).once("aliases", read)
        return [each.name for each in found.get(record.pk, [])]
