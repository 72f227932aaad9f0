"""Counterparties."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework.response import Response

from api.rest import shapes
from api.rest.describing import body, listed, read, written
from api.rest.door import Door
from relationships.actions.parties import PARTY_FIELDS, change_party, create_party
from relationships.choices import IdentifierScheme
from relationships.filters import PartyFilter
from relationships.models import Party, PartyIdentifier

_TAG = "Parties"
MORE_OF_PARTIES: dict[str, Any] = {
    "aliases": {
        "type": ["array", "null"],
        "items": {"type": "string", "maxLength": 300},
        "maxItems": 100,
        "description": "All other names; replaces the ones that are there.",
    },
    "identifiers": {
        "type": ["array", "null"],
        "maxItems": 100,
        "description": "All numbers; replaces the ones that you may see.",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["scheme", "value"],
            "properties": {
                "scheme": {"type": "string", "enum": [str(each) for each in IdentifierScheme]},
                "value": {"type": "string"},
                "issuer": {
                    "type": ["integer", "string", "null"],
                    "description": "The unit that gave a creditor number.",
                },
            },
        },
    },
}


class Parties(Door):
    @listed("listParties", "parties", _TAG, shapes.PartyDetailShape, PartyFilter)
    def get(self, request: Any) -> Response:
        return self.page(whole_parties(self), PartyFilter, shapes.PartyDetailShape)

    @written(
        "createParty",
        "Make a party",
        _TAG,
        shapes.PartyDetailShape,
        body(Party, PARTY_FIELDS, ("name",), **MORE_OF_PARTIES),
        example={
            "name": "Veldhuis Catering",
            "country": "NL",
            "aliases": ["Veldhuis"],
            "identifiers": [{"scheme": "KVK", "value": "01234567"}],
        },
    )
    def post(self, request: Any) -> Response:
        party = create_party(by=self.by, given=self.given())
        return self.record(_whole(self, party), shapes.PartyDetailShape, created="parties")


class OneParty(Door):
    @read("getParty", "Read a party", _TAG, shapes.PartyDetailShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(_whole(self, self.one(Party, id)), shapes.PartyDetailShape)

    @written(
        "changeParty",
        "Change a party",
        _TAG,
        shapes.PartyDetailShape,
        body(Party, PARTY_FIELDS, **MORE_OF_PARTIES),
        status=200,
        versioned=True,
        example={"legal_name": "Veldhuis Catering B.V."},
        description="Other names or particulars. Aliases and identifiers given replace the ones there.",
    )
    def patch(self, request: Any, id: str) -> Response:
        party = self.one(Party, id)
        changed = change_party(by=self.by, party=party, given=self.given(), version=self.version_seen(party))
        return self.record(_whole(self, changed), shapes.PartyDetailShape)


def whole_parties(door: Door) -> QuerySet:
    """Parties with their names, and the numbers that may be seen."""
    numbers = door.visible(PartyIdentifier).select_related("issuer")
    return (
        door.visible(Party)
        .select_related("parent")
        .prefetch_related("aliases", Prefetch("identifiers", queryset=numbers, to_attr="seen_identifiers"))
    )


def _whole(door: Door, party: Party) -> Party:
    return whole_parties(door).get(pk=party.pk)
