"""The same lists by graphene-django as its manual shows it: no scope and no conditions.

Plain lists, which ask the database anew for each record; and connections with all that a document asks
for read at once.
"""

from __future__ import annotations

from typing import Any

import graphene
from graphene.relay import Node
from graphene_django import DjangoConnectionField, DjangoObjectType
from graphene_django.registry import Registry

from principles.models import Compliance
from relationships import models as m

_BESIDE = (
    (m.Unit, ("code", "name")),
    (m.Party, ("name",)),
    (m.CategoryProfile, ("name",)),
    (m.Verdict, ("verdict", "chosen_type", "trust_target")),
    (m.Contract, ("title", "start")),
    (Compliance, ("result", "effective")),
)
_OWN = ("id", "unit", "party", "profile", "our_role", "subject", "nature", "category", "phase")
_OWN += ("sponsor_customer", "sponsor_supplier", "external_key", "version", "verdict")
_LISTS = {"contracts", "compliance"}


def _types(**more: Any) -> Any:
    """The types in a registry of their own; that of a relationship."""
    registry = Registry()

    def made(model: Any, fields: tuple[str, ...]) -> Any:
        given = {"model": model, "fields": fields, "convert_choices_to_enum": False, "registry": registry}
        return type(model.__name__, (DjangoObjectType,), {"Meta": type("Meta", (), given | more)})

    for model, fields in _BESIDE:
        made(model, fields)
    return made(m.Relationship, (*_OWN, *_LISTS))


_Listed = _types()
_Connected = _types(interfaces=(Node,))


class Lists(graphene.ObjectType):
    relationships = graphene.List(_Listed, first=graphene.Int())

    @staticmethod
    def resolve_relationships(root: Any, info: Any, first: int = 100) -> Any:
        return m.Relationship.objects.order_by("pk")[:first]


class Connections(graphene.ObjectType):
    relationships = DjangoConnectionField(_Connected, max_limit=1000)

    @staticmethod
    def resolve_relationships(root: Any, info: Any, **given: Any) -> Any:
        edges = info.field_nodes[0].selection_set.selections[0]
        node = edges.selection_set.selections[0]
        led_to = {each.name.value for each in node.selection_set.selections if each.selection_set}
        rows = m.Relationship.objects.order_by("pk").select_related(*led_to - _LISTS)
        return rows.prefetch_related(*led_to & _LISTS)


SCHEMAS = {False: graphene.Schema(query=Lists), True: graphene.Schema(query=Connections)}
"""By whether it looks ahead."""
DOCUMENTS = {
    "facts": "{ relationships(first: 1000) { id subject unit { code name } party { name } phase ourRole "
    "profile { name } verdict { chosenType verdict } } }",
    "list": "{ relationships(first: 1000) { id ourRole subject nature category phase "
    "sponsorCustomer sponsorSupplier externalKey version } }",
    "nested": "{ relationships(first: 200) { id subject party { name } profile { name } "
    "verdict { verdict chosenType } contracts { title start } compliance { result effective } } }",
}
AHEAD = {
    "facts": "{ relationships(first: 1000) { edges { node { id subject unit { code name } party { name } "
    "phase ourRole profile { name } verdict { chosenType verdict } } } } }",
    "list": "{ relationships(first: 1000) { edges { node { id ourRole subject nature category phase "
    "sponsorCustomer sponsorSupplier externalKey version } } } }",
    "nested": "{ relationships(first: 200) { edges { node { id subject party { name } profile { name } "
    "verdict { verdict chosenType } contracts { edges { node { title start } } } "
    "compliance(first: 100) { edges { node { result effective } } } } } } }",
}
