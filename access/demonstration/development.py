"""Development plans of the demonstration: stages begun, finished and approved on their days.

kept (three stages done in their time, the others to come) · kept_short (all six done, at little depth)
· begun · behind (a stage past its due day) · ungated (a stage closed that names no approver) · back_dated
(recorded afterwards) · raises_trust, raises_caps (on schedule, to raise what holds the depth down)
· abandoned
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from access.demonstration.diary import Case, working_day
from principles.actions import plans
from principles.choices import StageKind
from relationships.actor import Actor

KINDS = tuple(StageKind)
_BEGIN = 260
# How many stages were done, and how many days each took.
_COURSES: dict[str, tuple[int, int]] = {
    "kept": (3, 66),
    "kept_short": (6, 28),
    "begun": (1, 63),
    "behind": (2, 63),
    "ungated": (2, 63),
    "back_dated": (2, 63),
    "raises_trust": (2, 63),
    "raises_caps": (1, 70),
    "abandoned": (1, 63),
}
_TITLE = "Ontwikkelplan {}"


def record(case: Case, how: str) -> None:
    """Note the course of such a plan."""
    if how not in _COURSES:
        return
    done, days = _COURSES[how]
    last = 20 if how == "back_dated" else _BEGIN
    case.note(last, lambda by: _make(case, how, by))
    if how == "back_dated":
        case.note(last - 5, lambda by: _fill_in(case, done, days, by))
        return
    for number in range(done):
        began = _BEGIN - number * days
        case.note(began, lambda by, at=number: _change(case, at, by, {"started_on": by.on}))
        case.note(began - days, lambda by, at=number: _change(case, at, by, {"done_on": by.on}))
        if how != "ungated" or number == 0:
            case.note(began - days, lambda by, at=number: _approve(case, at, by), case.manager)
    if how == "abandoned":
        reason = case.general["abandoned"]
        case.note(110, lambda by: plans.abandon_plan(by=by, plan=case.made["plan"], reason=reason))


def _make(case: Case, how: str, by: Actor) -> None:
    given: dict[str, Any] = {
        "title": _TITLE.format(case.blueprint.subject[0].lower() + case.blueprint.subject[1:]),
        "purpose": case.general["purpose"],
    }
    if how == "raises_caps":
        given["raises"] = ["attitude", "goal_alignment"]
    case.made["plan"] = plans.create_plan(by=by, relationship=case.relationship, given=given)
    done, days = _COURSES[how]
    last_day = working_day(case.diary.on, 0)
    for number, kind in enumerate(KINDS):
        due = by.on + timedelta(days=(number + 1) * (days + 14))
        if how == "behind" and number == done:
            due = last_day - timedelta(days=25)
        elif number >= done:
            due = max(due, last_day + timedelta(days=45 + 60 * (number - done)))
        stage: dict[str, Any] = {"kind": kind, "due_on": due, "approver": case.manager}
        if how == "ungated" and number:
            stage["approver"] = None
        case.made[f"stage {number}"] = plans.add_stage(by=by, plan=case.made["plan"], given=stage)


def _change(case: Case, number: int, by: Actor, given: dict[str, Any]) -> None:
    stage = case.made[f"stage {number}"]
    case.made[f"stage {number}"] = plans.change_stage(by=by, stage=stage, given=given)


def _approve(case: Case, number: int, by: Actor) -> None:
    case.made[f"stage {number}"] = plans.approve_stage(by=by, stage=case.made[f"stage {number}"])


def _fill_in(case: Case, done: int, days: int, by: Actor) -> None:
    """Record afterwards what was gone through before: the stages are marked as back-dated."""
    for number in range(done):
        began = by.on - timedelta(days=days * (done - number))
        given = {"started_on": began, "done_on": began + timedelta(days=days - 1)}
        _change(case, number, by, given | {"remarks": case.general["past_stages"]})
        case.note(3, lambda by, at=number: _approve(case, at, by), case.manager)
