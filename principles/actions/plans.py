"""Acts on development plans, their stages, and the gates that close them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Max

from principles.actions import records
from principles.choices import RecordKind
from principles.models import DevelopmentPlan, Stage
from relationships.actions.facts import past_day
from relationships.actions.inputs import action, apply, is_empty, locked
from relationships.actor import Actor
from relationships.choices import Cap
from relationships.errors import Problems, refuse
from relationships.history import keep, remove
from relationships.models import Relationship
from relationships.permissions import Act, require
from relationships.values import block, one_of

_DATED = ("started_on", "done_on", "approved_on")


def _tidy_plan(plan: DevelopmentPlan, by: Actor, problems: Problems) -> None:
    given = [] if plan.raises in (None, "") else plan.raises
    if not isinstance(given, Sequence):
        problems.add("WRONG_TYPE", "raises", expected="a list of caps", given=type(given).__name__)
        return
    caps = []
    for each in [given] if isinstance(given, str) else given:
        with problems.gather():
            caps.append(one_of(each, "raises", Cap))
    plan.raises = [str(cap) for cap in Cap if cap in caps]


PLAN = records.Evidence(
    DevelopmentPlan,
    RecordKind.DEVELOPMENT_PLAN,
    fields=("title", "purpose", "raises"),
    required=("title",),
    tidy=_tidy_plan,
)


@action
def create_plan(*, by: Actor, relationship: Relationship, given: Mapping[str, Any]) -> DevelopmentPlan:
    """A plan to develop the relationship; `raises` names the caps that it is to raise. Stages follow."""
    return records.create(PLAN, by=by, relationship=relationship, given=given)


@action
def change_plan(
    *, by: Actor, plan: DevelopmentPlan, given: Mapping[str, Any], version: int | None = None
) -> DevelopmentPlan:
    return records.change(PLAN, plan, by=by, given=given, version=version)


@action
def abandon_plan(
    *, by: Actor, plan: DevelopmentPlan, reason: Any, version: int | None = None
) -> DevelopmentPlan:
    """Have a plan no longer stand. It stays on record, with the reason."""
    require(by, Act.KEEP_EVIDENCE, plan.relationship.unit)
    plan = locked(plan, version=version)
    if plan.abandoned_on is not None:
        refuse("ALREADY_WITHDRAWN", None, on=plan.abandoned_on)
    plan.abandoned_reason = block(reason, "reason") or refuse("REQUIRED", "reason")
    plan.abandoned_on = by.on
    keep(plan, by)
    records.announce(plan.relationship_id, RecordKind.DEVELOPMENT_PLAN, by)
    return plan


@action
def remove_plan(*, by: Actor, plan: DevelopmentPlan, version: int | None = None) -> None:
    """Delete a plan without stages; one that has begun is abandoned instead."""
    records.take_away(PLAN, plan, by=by, version=version)


def _tidy_stage(stage: Stage, by: Actor, problems: Problems) -> None:
    """The days hold together; one that came before it was recorded marks the stage as back-dated.

    An approval is of what stood then: other days or another approver take it away.
    """
    records.not_in_future(stage, _DATED, by, problems)
    records.in_order(stage, "started_on", "done_on", problems)
    if stage.plan.stages.exclude(pk=stage.pk).filter(kind=stage.kind).exists():
        problems.add("DUPLICATE", "kind", what=str(stage.kind))
    before = Stage.objects.filter(pk=stage.pk).first() or Stage()
    for name in _DATED:
        day = getattr(stage, name)
        if day is not None and day != getattr(before, name) and day < by.on:
            stage.back_dated = True
    approved = ("started_on", "done_on", "approver_id", "kind")
    if stage.approved_on == before.approved_on and any(
        getattr(stage, name) != getattr(before, name) for name in approved
    ):
        stage.approved_on = None


STAGE = records.Evidence(
    Stage,
    RecordKind.DEVELOPMENT_PLAN,
    fields=("kind", "position", "remarks", "due_on", "started_on", "done_on", "approver"),
    required=("kind",),
    tidy=_tidy_stage,
)


@action
def add_stage(*, by: Actor, plan: DevelopmentPlan, given: Mapping[str, Any]) -> Stage:
    """A stage of a plan, after the others unless a position is given. Earlier days mark it as back-dated."""
    plan = _held(by, plan)
    last = plan.stages.aggregate(last=Max("position"))["last"]
    stage = Stage(plan=plan, position=0 if last is None else last + 1)
    if is_empty(given.get("position", 0)):
        given = {name: value for name, value in given.items() if name != "position"}
    records.fill(STAGE, stage, by=by, given=given, required=STAGE.required)
    keep(stage, by)
    records.announce(plan.relationship_id, RecordKind.DEVELOPMENT_PLAN, by)
    return stage


@action
def change_stage(*, by: Actor, stage: Stage, given: Mapping[str, Any], version: int | None = None) -> Stage:
    """Start it, finish it, name who approves, or correct it. What was approved asks for approval again."""
    plan = _held(by, stage.plan)
    stage = locked(stage, version=version)
    if records.fill(STAGE, stage, by=by, given=given):
        keep(stage, by)
        records.announce(plan.relationship_id, RecordKind.DEVELOPMENT_PLAN, by)
    return stage


@action
def approve_stage(*, by: Actor, stage: Stage, approved_on: Any = None, version: int | None = None) -> Stage:
    """Open the gate behind a finished stage, as the approver it names; on a day (today, without one)."""
    plan = stage.plan
    require(by, Act.READ, plan.relationship.unit)
    stage = locked(stage, version=version)
    if stage.approver_id != by.user.pk:
        named = stage.approver.username if stage.approver is not None else "–"
        refuse("NOT_THE_APPROVER", None, approver=named)
    problems = Problems()
    if stage.done_on is None:
        problems.add("REQUIRED", "done_on")
    if stage.approved_on is not None:
        problems.add("DUPLICATE", None, what=stage.approved_on)
    on = by.on
    with problems.gather():
        on = past_day(approved_on, by, "approved_on")
    problems.raise_if_any()
    apply(stage, {"approved_on": on})
    records.in_order(stage, "done_on", "approved_on", problems)
    problems.raise_if_any()
    stage.back_dated = stage.back_dated or on < by.on
    keep(stage, by)
    records.announce(plan.relationship_id, RecordKind.DEVELOPMENT_PLAN, by)
    return stage


@action
def remove_stage(*, by: Actor, stage: Stage, version: int | None = None) -> None:
    plan = _held(by, stage.plan)
    remove(locked(stage, version=version), by)
    records.announce(plan.relationship_id, RecordKind.DEVELOPMENT_PLAN, by)


def _held(by: Actor, plan: DevelopmentPlan) -> DevelopmentPlan:
    """The plan, held, for who may change it; refuses an abandoned one."""
    require(by, Act.KEEP_EVIDENCE, plan.relationship.unit)
    plan = locked(plan)
    if plan.abandoned_on is not None:
        refuse("ALREADY_WITHDRAWN", None, on=plan.abandoned_on)
    return plan
