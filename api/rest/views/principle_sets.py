"""Principle sets: drafted, put before their stakeholders, approved, put in force, compared."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from access.scopes import Scope
from api.rest import parameters
from api.rest import principle_shapes as s
from api.rest.describing import listed, object_of, read, removed, written
from api.rest.door import Door
from principles.actions import approvals, sets
from principles.filters import ApprovalFilter, PrincipleSetFilter, StakeholderFilter
from principles.limits import BOUNDS, STAGE_BOUNDS, defaults
from principles.models import Approval, PrincipleSet, Stakeholder
from principles.queries.compare import compare
from principles.queries.sets import set_in_force

_TAG = "Principle sets"
_ADMIN = {"POST": Scope.ADMIN, "PUT": Scope.ADMIN, "PATCH": Scope.ADMIN, "DELETE": Scope.ADMIN}
_NAME = {"type": "string", "maxLength": 200}


def _whole(low: int, high: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": low, "maximum": high}


_LIMITS = object_of(
    {
        **{name: _whole(*ends) for name, ends in BOUNDS.items()},
        "stage_days": object_of({depth: _whole(*STAGE_BOUNDS) for depth in defaults()["stage_days"]}),
    }
)


class PrincipleSets(Door):
    scopes = _ADMIN

    @listed("listPrincipleSets", "principle sets", _TAG, s.PrincipleSetShape, PrincipleSetFilter)
    def get(self, request: Any) -> Response:
        return self.page(self.visible(PrincipleSet), PrincipleSetFilter, s.PrincipleSetShape)

    @written(
        "draftPrincipleSet",
        "Draft a principle set",
        _TAG,
        s.PrincipleSetDetailShape,
        object_of({"name": _NAME, "empty": {"type": ["boolean", "null"]}}, ("name",)),
        example={"name": "Principles of 2027"},
        description="The next version: a copy of the set in force with its principles, limits and "
        "stakeholders, or an `empty` one. Takes the principle owner and scope ADMIN, as do all changes.",
    )
    def post(self, request: Any) -> Response:
        given = self.given_only("name", "empty")
        empty = given.get("empty")
        drafted = sets.draft_set(by=self.by, name=given.get("name"), empty=False if empty is None else empty)
        return _answer(self, drafted, created="principle-sets")


class OnePrincipleSet(Door):
    scopes = _ADMIN

    @read(
        "getPrincipleSet",
        "Read a principle set",
        _TAG,
        s.PrincipleSetDetailShape,
        "The set with its principles, its stakeholders, the approvals given, and whose is still awaited.",
    )
    def get(self, request: Any, id: str) -> Response:
        return _answer(self, self.one(PrincipleSet, id))

    @written(
        "changePrincipleSet",
        "Change a principle set",
        _TAG,
        s.PrincipleSetDetailShape,
        object_of({"name": _NAME, "limits": _LIMITS}),
        status=200,
        versioned=True,
        example={"limits": {"review_months": 6, "stage_days": {"3": 90}}},
        description="Another name, or other limits: those given change, the others stay. Other limits take "
        "a submitted set back to draft, and the approvals given lapse. A set that is or was in force "
        "is never changed.",
    )
    def patch(self, request: Any, id: str) -> Response:
        found = self.one(PrincipleSet, id)
        seen = self.version_seen(found)
        changed = sets.change_set(by=self.by, principle_set=found, given=self.given(), version=seen)
        return _answer(self, changed)

    @removed(
        "discardPrincipleSet",
        "Discard a principle set",
        _TAG,
        "Takes a set away that never was in force, with its principles, stakeholders and approvals. Their "
        "history stays, and its number is not given again.",
    )
    def delete(self, request: Any, id: str) -> Response:
        found = self.one(PrincipleSet, id)
        sets.discard_set(by=self.by, principle_set=found, version=self.version_seen(found))
        return Response(status=204)


class SetStakeholders(Door):
    scopes = _ADMIN

    @written(
        "nameStakeholders",
        "Name the stakeholders of a principle set",
        _TAG,
        s.PrincipleSetDetailShape,
        object_of({"users": {"type": "array", "items": {"type": ["integer", "string"]}}}, ("users",)),
        status=200,
        versioned=True,
        example={"users": ["sourcing", "legal"]},
        description="Exactly these users, by id or user name, must approve the set. The approval of who is "
        "no longer named lapses.",
    )
    def put(self, request: Any, id: str) -> Response:
        found = self.one(PrincipleSet, id)
        given = self.given_only("users", required=("users",))
        seen = self.version_seen(found)
        sets.name_stakeholders(by=self.by, principle_set=found, users=given["users"], version=seen)
        return _answer(self, found)


class SubmitSet(Door):
    scopes = _ADMIN

    @written(
        "submitPrincipleSet",
        "Put a principle set before its stakeholders",
        _TAG,
        s.PrincipleSetDetailShape,
        None,
        status=200,
        versioned=True,
        description="A draft that names at least one stakeholder and has an active principle.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(PrincipleSet, id)
        self.given_only()
        seen = self.version_seen(found)
        return _answer(self, sets.submit_set(by=self.by, principle_set=found, version=seen))


class ApproveSet(Door):
    @written(
        "approvePrincipleSet",
        "Approve a principle set",
        _TAG,
        s.PrincipleSetDetailShape,
        object_of({"remark": {"type": ["string", "null"]}}),
        status=200,
        versioned=True,
        example={"remark": "With thanks to legal."},
        description="As one of its stakeholders, exactly as its text stands; send the ETag that you read it "
        "with. Again: another remark.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(PrincipleSet, id)
        given = self.given_only("remark")
        seen = self.version_seen(found)
        remark = given.get("remark")
        approvals.approve_set(
            by=self.by, principle_set=found, remark="" if remark is None else remark, version=seen
        )
        return _answer(self, found)


class WithdrawApproval(Door):
    @written(
        "withdrawApproval",
        "Take one's approval of a principle set back",
        _TAG,
        s.PrincipleSetDetailShape,
        None,
        status=200,
        description="As long as the set is not in force. The approval stays on record, as lapsed.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(PrincipleSet, id)
        self.given_only()
        approvals.withdraw_approval(by=self.by, principle_set=found)
        return _answer(self, found)


class PutInForce(Door):
    scopes = _ADMIN

    @written(
        "putPrincipleSetInForce",
        "Put a principle set in force",
        _TAG,
        s.PrincipleSetDetailShape,
        None,
        status=200,
        versioned=True,
        description="A set that every stakeholder approved takes the place of the one in force. The "
        "compliance of all relationships is pending until the worker is done.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(PrincipleSet, id)
        self.given_only()
        seen = self.version_seen(found)
        return _answer(self, sets.put_in_force(by=self.by, principle_set=found, version=seen))


class SetDifferences(Door):
    parameters = {"GET": ("from",)}

    @read(
        "comparePrincipleSets",
        "Compare a principle set with another",
        _TAG,
        s.ComparisonShape,
        "What differs in limits and principles, field by field: before in the other set, after in this one.",
        parameters=[
            OpenApiParameter(
                "from",
                int,
                OpenApiParameter.QUERY,
                description="The id of the set to compare with; without it, the set in force.",
            )
        ],
    )
    def get(self, request: Any, id: str) -> Response:
        found = self.one(PrincipleSet, id)
        other = parameters.used(self, "from", lambda sent: self.one(PrincipleSet, sent))
        return Response(s.ComparisonShape(compare(other or set_in_force(), found)).data)


class Stakeholders(Door):
    @listed(
        "listPrincipleSetStakeholders",
        "stakeholders of principle sets",
        _TAG,
        s.StakeholderShape,
        StakeholderFilter,
    )
    def get(self, request: Any) -> Response:
        rows = self.visible(Stakeholder).select_related("user")
        return self.page(rows, StakeholderFilter, s.StakeholderShape)


class Approvals(Door):
    @listed("listPrincipleSetApprovals", "approvals of principle sets", _TAG, s.ApprovalShape, ApprovalFilter)
    def get(self, request: Any) -> Response:
        rows = self.visible(Approval).select_related("user")
        return self.page(rows, ApprovalFilter, s.ApprovalShape)


def _whole(door: Door) -> QuerySet:
    return door.visible(PrincipleSet).prefetch_related(
        "principles",
        Prefetch("stakeholders", Stakeholder.objects.select_related("user")),
        Prefetch("approvals", Approval.objects.select_related("user")),
    )


def _answer(door: Door, principle_set: PrincipleSet, *, created: str | None = None) -> Response:
    whole = _whole(door).get(pk=principle_set.pk)
    return door.record(whole, s.PrincipleSetDetailShape, created=created)
