"""Contracts, the lines they stand on, and where their terms stand today."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import words
from api.graphql.connections import listed
from api.graphql.enums import TermRemarkCode
from api.graphql.fields import Plain, RecordType, beside, one
from relationships import models as m


class Attribute(Plain):
    """A name and a text, as in a column of the workbook that has no place of its own."""

    name = graphene.String(required=True, description="The name.")
    text = graphene.String(required=True, description="The text.")


class TermRemark(Plain):
    """What has to be said beside the dates of a term."""

    code = TermRemarkCode(required=True, description="What it is.")
    values = graphene.List(
        graphene.NonNull(Attribute), required=True, description="The dates or numbers it speaks of, by name."
    )


class ContractPosition(RecordType):
    """Where the term of a contract stands, computed from its dates."""

    class Meta:
        model = m.ContractPosition
        holds = words.POSITION

    contract = one(m.Contract, "contract", "The contract.", required=True)
    remarks = graphene.List(
        graphene.NonNull(TermRemark), required=True, description="What has to be said beside the dates."
    )

    @staticmethod
    def resolve_remarks(record: m.ContractPosition, info: Any) -> list[TermRemark]:
        return [
            TermRemark(
                code=each["code"],
                values=[
                    Attribute(name=name, text=str(value)) for name, value in each.items() if name != "code"
                ],
            )
            for each in record.remarks
        ]


class ContractLine(RecordType):
    """A row of the list that a contract stands on. The contract's value is the sum of its lines."""

    class Meta:
        model = m.ContractLine
        holds = words.LINE

    contract = one(m.Contract, "contract", "The contract.", required=True)
    source = graphene.List(
        graphene.NonNull(Attribute),
        required=True,
        description="The cells of the source list as they were read, by header.",
    )

    @staticmethod
    def resolve_source(record: m.ContractLine, info: Any) -> list[Attribute]:
        return _attributes(record.source)


class Contract(RecordType):
    """An agreement within a relationship. Last days are inclusive; amounts are in its currency."""

    class Meta:
        model = m.Contract
        holds = words.CONTRACT

    relationship = one(m.Relationship, "relationship", "The relationship.", required=True)
    parent = one(m.Contract, "parent", "The contract above it.")
    children = listed(m.Contract, "parent", "The contracts directly below it.")
    position = beside(m.ContractPosition, "Where its term stands today.")
    lines = listed(m.ContractLine, "contract", "The lines that it stands on.")
    safeguards = listed(m.Safeguard, "contract", "The safeguards that it lays down.")
    attributes = graphene.List(
        graphene.NonNull(Attribute), required=True, description="Custom attributes, by name."
    )

    @staticmethod
    def resolve_attributes(record: m.Contract, info: Any) -> list[Attribute]:
        return _attributes(record.attributes)


def _attributes(kept: dict[str, Any]) -> list[Attribute]:
    return [Attribute(name=name, text="" if text is None else str(text)) for name, text in kept.items()]


__all__ = ["Attribute", "Contract", "ContractLine", "ContractPosition", "TermRemark"]
