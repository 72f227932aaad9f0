"""Contracts and their lines."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.response import Response

from api.rest import shapes
from api.rest.describing import body, listed, object_of, read, removed, written
from api.rest.door import Door
from relationships.actions.contracts import (
    CONTRACT_FIELDS,
    LINE_FIELDS,
    add_line,
    change_contract,
    change_line,
    create_contract,
    remove_contract,
    remove_line,
)
from relationships.errors import refuse
from relationships.filters import ContractFilter
from relationships.models import Contract, ContractLine, Relationship
from relationships.queries import find

_TAG = "Contracts"
_EXAMPLE = {
    "number": "C-2026-014",
    "title": "Catering at head office",
    "start": "2026-01-01",
    "term_months": 36,
    "renewal_months": 12,
    "notice_count": 3,
    "notice_unit": "MONTHS",
    "value": "240000.00",
    "currency": "EUR",
}


class Contracts(Door):
    @listed("listContracts", "contracts", _TAG, shapes.ContractShape, ContractFilter)
    def get(self, request: Any) -> Response:
        return self.page(_rows(self), ContractFilter, shapes.ContractShape)

    @written(
        "createContract",
        "Make a contract",
        _TAG,
        shapes.ContractShape,
        body(
            Contract,
            CONTRACT_FIELDS,
            relationship={"type": ["integer", "string"], "description": "The id of the relationship."},
        )
        | {"required": ["relationship"]},
        example={"relationship": 12, **_EXAMPLE},
        description="A new contract of a relationship, named by its id.",
    )
    def post(self, request: Any) -> Response:
        given = self.given()
        if given.get("relationship") is None:
            refuse("REQUIRED", "relationship")
        relationship = find(self.user, Relationship, given.pop("relationship"), "relationship")
        made = create_contract(by=self.by, relationship=relationship, given=given)
        return self.record(_whole(self, made), shapes.ContractShape, created="contracts")


class RelationshipContracts(Door):
    @listed(
        "listContractsOfRelationship",
        "contracts of a relationship",
        _TAG,
        shapes.ContractShape,
        ContractFilter,
    )
    def get(self, request: Any, id: str) -> Response:
        rows = _rows(self).filter(relationship=self.one(Relationship, id))
        return self.page(rows, ContractFilter, shapes.ContractShape)

    @written(
        "addContract",
        "Add a contract to a relationship",
        _TAG,
        shapes.ContractShape,
        body(Contract, CONTRACT_FIELDS),
        example=_EXAMPLE,
    )
    def post(self, request: Any, id: str) -> Response:
        made = create_contract(by=self.by, relationship=self.one(Relationship, id), given=self.given())
        return self.record(_whole(self, made), shapes.ContractShape, created="contracts")


class OneContract(Door):
    @read("getContract", "Read a contract", _TAG, shapes.ContractShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(_whole(self, self.one(Contract, id)), shapes.ContractShape)

    @written(
        "changeContract",
        "Change a contract",
        _TAG,
        shapes.ContractShape,
        body(Contract, CONTRACT_FIELDS),
        status=200,
        versioned=True,
        example={"notice_given_on": "2026-09-30", "notice_given_by": "CUSTOMER"},
        description="Other terms, amounts or particulars. The value of a contract with lines is their sum.",
    )
    def patch(self, request: Any, id: str) -> Response:
        found = self.one(Contract, id)
        changed = change_contract(
            by=self.by, contract=found, given=self.given(), version=self.version_seen(found)
        )
        return self.record(_whole(self, changed), shapes.ContractShape)

    @removed(
        "removeContract",
        "Remove a contract",
        _TAG,
        "Removes a contract recorded by mistake; one that others rest on stays. Its history stays.",
    )
    def delete(self, request: Any, id: str) -> Response:
        found = self.one(Contract, id)
        remove_contract(by=self.by, contract=found, version=self.version_seen(found))
        return Response(status=204)


_LINE = {
    "amount": {
        "type": ["string", "number", "null"],
        "description": "Exact text; negative for a credit only.",
    },
    "spent": {"type": ["string", "number", "null"]},
}


class Lines(Door):
    @read("listContractLines", "List the lines of a contract", _TAG, shapes.LineShape(many=True))
    def get(self, request: Any, id: str) -> Response:
        lines = self.one(Contract, id).lines.select_related("contract")
        return self.rows(lines, shapes.LineShape)

    @written(
        "addContractLine",
        "Add a line to a contract",
        _TAG,
        shapes.LineShape,
        body(ContractLine, [name for name in LINE_FIELDS if name not in _LINE], **_LINE),
        example={"description": "Lunches", "amount": "1200.00"},
        description="The contract's value becomes the sum of its lines.",
    )
    def post(self, request: Any, id: str) -> Response:
        made = add_line(by=self.by, contract=self.one(Contract, id), given=self.given())
        return self.record(made, shapes.LineShape, created="contract-lines")


class OneLine(Door):
    @read("getContractLine", "Read a line of a contract", _TAG, shapes.LineShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(ContractLine, id), shapes.LineShape)

    @written(
        "changeContractLine",
        "Change a line of a contract",
        _TAG,
        shapes.LineShape,
        object_of(
            body(ContractLine, [name for name in LINE_FIELDS if name not in _LINE], **_LINE)["properties"]
        ),
        status=200,
        versioned=True,
        example={"amount": "1250.00"},
    )
    def patch(self, request: Any, id: str) -> Response:
        found = self.one(ContractLine, id)
        changed = change_line(by=self.by, line=found, given=self.given(), version=self.version_seen(found))
        return self.record(changed, shapes.LineShape)

    @removed("removeContractLine", "Remove a line of a contract", _TAG)
    def delete(self, request: Any, id: str) -> Response:
        found = self.one(ContractLine, id)
        seen = self.version_seen(found)
        if seen not in (None, found.version):
            refuse("STALE", "version", seen=seen, current=found.version)
        remove_line(by=self.by, line=found)
        return Response(status=204)


def _rows(door: Door) -> QuerySet:
    return door.visible(Contract).select_related("relationship__party", "position")


def _whole(door: Door, contract: Contract) -> Contract:
    return _rows(door).get(pk=contract.pk)
