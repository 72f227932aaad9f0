"""Many records of a kind, made and changed in one request by the acts that make and change one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog
from django.core.signals import got_request_exception
from rest_framework.response import Response

from api.errors import status_of
from api.rest.bulk_shapes import WrittenItemsShape
from api.rest.describing import body, object_of, written
from api.rest.door import Door
from api.rest.views.parties import MORE_OF_PARTIES
from relationships.actions.contracts import CONTRACT_FIELDS, change_contract, create_contract
from relationships.actions.inputs import action
from relationships.actions.parties import PARTY_FIELDS, change_party, create_party
from relationships.actions.relationships import (
    RELATIONSHIP_FIELDS,
    change_relationship,
    create_relationship,
)
from relationships.errors import Problems, Refusal, Refused, refuse
from relationships.models import Contract, Party, Relationship
from relationships.queries import find
from relationships.values import truth, whole

MOST = 500
_LARGEST_VERSION = 2**31 - 1
_log = structlog.get_logger("counterpart.rest")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one item; `status` and `refused` as it alone would have been answered."""

    index: int
    status: int
    record: Any = None
    refused: tuple[Refusal, ...] = field(default=())

    def shown(self) -> dict[str, Any]:
        return {
            "index": self.index,
            "status": self.status,
            "id": getattr(self.record, "pk", None),
            "version": getattr(self.record, "version", None),
            "errors": self.refused,
        }


class _Many(Door):
    """`model`, the word that the change takes it by, and what makes and changes one."""

    model: type
    argument: str

    def make(self, given: dict[str, Any]) -> Any:
        raise NotImplementedError

    def change(self, **options: Any) -> Any:
        raise NotImplementedError

    def answered(self) -> Response:
        given = self.given_only("items", "all_or_nothing", required=("items",))
        items = _items(given["items"])
        together = truth(given.get("all_or_nothing") or False, "all_or_nothing")
        results = _together(door=self, items=items) if together else self._one_by_one(items)
        told = {
            "made": sum(each.status == 201 for each in results),
            "changed": sum(each.status == 200 for each in results),
            "refused": sum(bool(each.refused) for each in results),
            "items": [each.shown() for each in results],
        }
        return Response(WrittenItemsShape(told).data)

    def one_of_many(self, index: int, item: Any) -> Result:
        """Make or change one; refuses as the address of one does."""
        if not isinstance(item, dict):
            refuse("WRONG_TYPE", None, expected="an object", given=type(item).__name__)
        given = dict(item)
        if given.get("id") is None:
            if given.get("version") is not None:
                refuse("REQUIRED", "id")
            return Result(index, 201, self.make(_without(given, "id", "version")))
        found = find(self.user, self.model, given["id"], "id")
        seen = _version(given.get("version"))
        given = _without(given, "id", "version")
        changed = self.change(by=self.by, **{self.argument: found}, given=given, version=seen)
        return Result(index, 200, changed)

    def _one_by_one(self, items: list[Any]) -> list[Result]:
        """Each on its own: one that is refused, or that we fail at, doesn't stand in the way of others."""
        results = []
        for index, item in enumerate(items):
            try:
                results.append(self.one_of_many(index, item))
            except Refused as refused:
                results.append(Result(index, status_of(refused), refused=refused.refusals))
            except Exception as error:
                results.append(Result(index, 500, refused=(self._unexpected(error),)))
        return results

    def _unexpected(self, error: Exception) -> Refusal:
        _log.error("unexpected", exc_info=error)
        got_request_exception.send(sender=type(self), request=self.request._request)
        request_id = structlog.contextvars.get_contextvars().get("request_id", "-")
        return Refusal("UNEXPECTED", None, {"request": request_id})


@action
def _together(*, door: _Many, items: list[Any]) -> list[Result]:
    """All or nothing; refuses with the reasons of all items, each on its field below `items.N`."""
    problems = Problems()
    results = []
    for index, item in enumerate(items):
        with problems.gather(f"items.{index}"):
            results.append(door.one_of_many(index, item))
    problems.raise_if_any()
    return results


def _items(given: Any) -> list[Any]:
    if not isinstance(given, list):
        refuse("WRONG_TYPE", "items", expected="a list", given=type(given).__name__)
    if not given:
        refuse("REQUIRED", "items")
    if len(given) > MOST:
        refuse("NUMBER_OUT_OF_RANGE", "items", value=len(given), low=1, high=MOST)
    return given


def _version(given: Any) -> int | None:
    if given is None:
        refuse("PRECONDITION_REQUIRED", "version")
    return None if given == "*" else whole(given, "version", 1, _LARGEST_VERSION)


def _without(given: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in names}


def _described(name: str, tag: str, item: Mapping[str, Any], example: Mapping[str, Any]) -> Callable:
    properties = {
        "id": {
            "type": ["integer", "string", "null"],
            "description": "The record to change; without it one is made.",
        },
        "version": {
            "type": ["integer", "string", "null"],
            "description": "The version of it that you saw, or `*`: whichever there is. Only with an id.",
        },
        **item["properties"],
    }
    return written(
        f"write{name}",
        f"Make and change many {name.lower()}",
        tag,
        WrittenItemsShape,
        object_of(
            {
                "items": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": MOST,
                    "items": object_of(properties),
                    "description": "What is to be made, and what is to be changed (with its `id`).",
                },
                "all_or_nothing": {"type": ["boolean", "null"], "default": False},
            },
            ("items",),
        ),
        example={"items": [dict(example)]},
        status=200,
        description=f"At most {MOST} items, each made or changed as by its own address, in their order. One "
        "that is refused doesn't stand in the way of others: the answer says what became of each. With "
        "`all_or_nothing` nothing is written when one is refused; the answer is then a problem with all "
        "reasons, on fields such as `items.3.name`.",
    )


class ManyRelationships(_Many):
    model, argument = Relationship, "relationship"

    def make(self, given: dict[str, Any]) -> Any:
        return create_relationship(by=self.by, given=given)

    def change(self, **options: Any) -> Any:
        return change_relationship(**options)

    @_described(
        "Relationships",
        "Relationships",
        body(Relationship, RELATIONSHIP_FIELDS),
        {"unit": "ROOT", "party": 17, "our_role": "CUSTOMER", "subject": "Catering at head office"},
    )
    def post(self, request: Any) -> Response:
        return self.answered()


class ManyContracts(_Many):
    model, argument = Contract, "contract"

    def make(self, given: dict[str, Any]) -> Any:
        if given.get("relationship") is None:
            refuse("REQUIRED", "relationship")
        relationship = find(self.user, Relationship, given.pop("relationship"), "relationship")
        return create_contract(by=self.by, relationship=relationship, given=given)

    def change(self, **options: Any) -> Any:
        return change_contract(**options)

    @_described(
        "Contracts",
        "Contracts",
        body(
            Contract,
            CONTRACT_FIELDS,
            relationship={
                "type": ["integer", "string", "null"],
                "description": "The id of the relationship, where one is made.",
            },
        ),
        {"id": 5, "version": 1, "notice_given_on": "2026-09-30", "notice_given_by": "CUSTOMER"},
    )
    def post(self, request: Any) -> Response:
        return self.answered()


class ManyParties(_Many):
    model, argument = Party, "party"

    def make(self, given: dict[str, Any]) -> Any:
        return create_party(by=self.by, given=given)

    def change(self, **options: Any) -> Any:
        return change_party(**options)

    @_described(
        "Parties",
        "Parties",
        body(Party, PARTY_FIELDS, **MORE_OF_PARTIES),
        {"name": "Veldhuis Catering", "country": "NL"},
    )
    def post(self, request: Any) -> Response:
        return self.answered()
