"""The stages of development plans with their gates, and plans that are given up."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.response import Response

from api.rest import principle_shapes as s
from api.rest.describing import body, listed, object_of, read, removed, written
from api.rest.door import Door
from principles.actions import plans
from principles.filters import StageFilter
from principles.models import DevelopmentPlan, Stage

_TAG = "Development plans"


class AbandonPlan(Door):
    @written(
        "abandonDevelopmentPlan",
        "Abandon a development plan",
        _TAG,
        s.PlanShape,
        object_of({"reason": {"type": "string"}}, ("reason",)),
        status=200,
        versioned=True,
        example={"reason": "The contract ends this year."},
        description="The plan no longer stands. It stays on record, with the reason.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(DevelopmentPlan, id)
        given = self.given_only("reason")
        seen = self.version_seen(found)
        abandoned = plans.abandon_plan(by=self.by, plan=found, reason=given.get("reason"), version=seen)
        return self.record(abandoned, s.PlanShape)


class Stages(Door):
    @listed("listStages", "stages", _TAG, s.StageShape, StageFilter)
    def get(self, request: Any) -> Response:
        return self.page(_rows(self), StageFilter, s.StageShape)


class PlanStages(Door):
    @listed("listStagesOfDevelopmentPlan", "stages of a development plan", _TAG, s.StageShape, StageFilter)
    def get(self, request: Any, id: str) -> Response:
        rows = _rows(self).filter(plan=self.one(DevelopmentPlan, id))
        return self.page(rows, StageFilter, s.StageShape)

    @written(
        "addStage",
        "Add a stage to a development plan",
        _TAG,
        s.StageShape,
        body(Stage, plans.STAGE.fields, plans.STAGE.required),
        example={"kind": "ALIGN_INTERESTS", "due_on": "2027-03-31", "approver": "sourcing"},
        description="A stage after the others, unless a position is given; each kind once. A day that was "
        "recorded later than it came marks it as back-dated.",
    )
    def post(self, request: Any, id: str) -> Response:
        made = plans.add_stage(by=self.by, plan=self.one(DevelopmentPlan, id), given=self.given())
        return self.record(made, s.StageShape, created="stages")


class OneStage(Door):
    @read("getStage", "Read a stage", _TAG, s.StageShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(Stage, id), s.StageShape)

    @written(
        "changeStage",
        "Change a stage",
        _TAG,
        s.StageShape,
        body(Stage, plans.STAGE.fields),
        status=200,
        versioned=True,
        example={"started_on": "2026-11-02"},
        description="Starts it, finishes it, names who approves, or corrects it. Other days or another "
        "approver take an approval away.",
    )
    def patch(self, request: Any, id: str) -> Response:
        found = self.one(Stage, id)
        seen = self.version_seen(found)
        changed = plans.change_stage(by=self.by, stage=found, given=self.given(), version=seen)
        return self.record(changed, s.StageShape)

    @removed("removeStage", "Remove a stage", _TAG)
    def delete(self, request: Any, id: str) -> Response:
        found = self.one(Stage, id)
        plans.remove_stage(by=self.by, stage=found, version=self.version_seen(found))
        return Response(status=204)


class ApproveStage(Door):
    @written(
        "approveStage",
        "Open the gate behind a stage",
        _TAG,
        s.StageShape,
        object_of({"approved_on": {"type": ["string", "null"], "format": "date"}}),
        status=200,
        versioned=True,
        example={"approved_on": "2026-11-10"},
        description="As the approver whom a finished stage names, on a day (today, without one).",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(Stage, id)
        given = self.given_only("approved_on")
        seen = self.version_seen(found)
        approved = plans.approve_stage(
            by=self.by, stage=found, approved_on=given.get("approved_on"), version=seen
        )
        return self.record(approved, s.StageShape)


def _rows(door: Door) -> QuerySet:
    return door.visible(Stage).select_related("plan", "approver")
