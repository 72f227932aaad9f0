"""The same lists by graphene-django as its manual shows it: no scope, no conditions, no looking ahead."""

from __future__ import annotations

from typing import Any

import graphene
from graphene_django import DjangoObjectType

from principles.models import Compliance
from relationships import models as m


def _type(model: Any, *fields: str) -> Any:
    meta = type("Meta", (), {"model": model, "fields": fields, "convert_choices_to_enum": False})
    return type(model.__name__, (DjangoObjectType,), {"Meta": meta})


for _model, _fields in (
    (m.Unit, ("code", "name")),
    (m.Party, ("name",)),
    (m.CategoryProfile, ("name",)),
    (m.Verdict, ("verdict", "chosen_type", "trust_target")),
    (m.Contract, ("title", "start")),
    (Compliance, ("result", "effective")),
):
    _type(_model, *_fields)
Relationship = _type(
    m.Relationship,
    *(
        "id",
        "unit",
        "party",
        "profile",
        "our_role",
        "subject",
        "nature",
        "category",
        "phase",
        "sponsor_customer",
    ),
    *("sponsor_supplier", "external_key", "version", "verdict", "contracts", "compliance"),
)


class Query(graphene.ObjectType):
    relationships = graphene.List(Relationship, first=graphene.Int())

    @staticmethod
    def resolve_relationships(root: Any, info: Any, first: int = 100) -> Any:
        return m.Relationship.objects.order_by("pk")[:first]


SCHEMA = graphene.Schema(query=Query)
DOCUMENTS = {
    "facts": "{ relationships(first: 1000) { id subject unit { code name } party { name } phase ourRole "
    "profile { name } verdict { chosenType verdict } } }",
    "list": "{ relationships(first: 1000) { id ourRole subject nature category phase "
    "sponsorCustomer sponsorSupplier externalKey version } }",
    "nested": "{ relationships(first: 200) { id subject party { name } profile { name } "
    "verdict { verdict chosenType } contracts { title start } compliance { result effective } } }",
}
