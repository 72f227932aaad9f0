"""Development plans: stages in their place, gates and their approvers, and days recorded late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from principles.actions.plans import (
    abandon_plan,
    add_stage,
    approve_stage,
    change_plan,
    change_stage,
    remove_plan,
    remove_stage,
)
from principles.models import DevelopmentPlan
from relationships.errors import Refused
from tests import builders as b
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db


def codes(act: Callable[[], Any]) -> list[tuple[str | None, str]]:
    with pytest.raises(Refused) as refused:
        act()
    return sorted(((each.field, each.code) for each in refused.value.refusals), key=str)


@pytest.fixture
def plan() -> DevelopmentPlan:
    return w.plan(b.relationship())


def test_stages_follow_each_other_unless_a_place_is_given(plan: DevelopmentPlan) -> None:
    for kind in ("ALIGN_INTERESTS", "DECIDE_MODEL"):
        w.stage(plan, kind=kind)
    w.stage(plan, kind="UNDERSTAND_DRIVERS", position=1)
    w.stage(plan, kind="ROADMAP", position=None)
    assert [(each.kind, each.position) for each in plan.stages.all()] == [
        ("ALIGN_INTERESTS", 0),
        ("DECIDE_MODEL", 1),
        ("UNDERSTAND_DRIVERS", 1),
        ("ROADMAP", 2),
    ]
    assert codes(lambda: w.stage(plan, kind="ROADMAP")) == [("kind", "DUPLICATE")]


def test_days_recorded_on_the_day_are_not_back_dated(plan: DevelopmentPlan) -> None:
    one = w.stage(plan, started_on="2026-11-20", due_on="2026-12-20")
    later = b.system(b.NOW + timedelta(days=30))
    one = change_stage(by=later, stage=one, given={"done_on": "2026-12-20"})
    assert (one.back_dated, one.done_on) == (False, date(2026, 12, 20))


def test_a_day_that_is_recorded_late_marks_the_stage_for_good(plan: DevelopmentPlan) -> None:
    one = w.stage(plan, started_on="2026-11-19")
    assert one.back_dated is True
    one = change_stage(by=b.system(), stage=one, given={"started_on": "2026-11-20"})
    assert one.back_dated is True
    assert w.stage(plan, kind="ROADMAP", due_on="2026-01-01").back_dated is False


def test_the_named_approver_opens_the_gate(plan: DevelopmentPlan) -> None:
    gate, other = b.user("READER", plan.relationship.unit), b.user("ADMINISTRATOR")
    one = w.stage(plan, approver=gate.username)
    assert codes(lambda: approve_stage(by=b.actor(other), stage=one)) == [(None, "NOT_THE_APPROVER")]
    assert codes(lambda: approve_stage(by=b.actor(gate), stage=one)) == [("done_on", "REQUIRED")]
    one = change_stage(by=b.system(), stage=one, given={"started_on": "2026-11-20", "done_on": "2026-11-20"})
    one = approve_stage(by=b.actor(gate), stage=one)
    assert (one.approved_on, one.back_dated) == (date(2026, 11, 20), False)
    assert codes(lambda: approve_stage(by=b.actor(gate), stage=one)) == [(None, "DUPLICATE")]


def test_an_approval_given_late_is_back_dated_and_not_before_the_stage_was_done(
    plan: DevelopmentPlan,
) -> None:
    gate = b.user("READER")
    one = w.stage(plan, approver=gate, done_on="2026-11-20")
    assert codes(lambda: approve_stage(by=b.actor(gate), stage=one, approved_on="2026-11-19")) == [
        ("approved_on", "END_BEFORE_START")
    ]
    later = b.actor(gate, at=b.NOW + timedelta(days=5))
    one = approve_stage(by=later, stage=one, approved_on="2026-11-22")
    assert (one.approved_on, one.back_dated) == (date(2026, 11, 22), True)


def test_another_day_asks_for_approval_again(plan: DevelopmentPlan) -> None:
    gate = b.user("READER")
    one = approve_stage(by=b.actor(gate), stage=w.stage(plan, approver=gate, done_on="2026-11-20"))
    one = change_stage(by=b.system(), stage=one, given={"remarks": "Went well."})
    assert one.approved_on == date(2026, 11, 20)
    one = change_stage(by=b.system(), stage=one, given={"done_on": "2026-11-18"})
    assert one.approved_on is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"started_on": "2026-11-21"}, [("started_on", "DATE_IN_FUTURE")]),
        ({"started_on": "2026-11-20", "done_on": "2026-11-19"}, [("done_on", "END_BEFORE_START")]),
        ({"approver": "nobody"}, [("approver", "NOT_FOUND")]),
        ({"kind": "PARTY"}, [("kind", "UNKNOWN_CODE")]),
        ({"position": -1}, [("position", "NUMBER_OUT_OF_RANGE")]),
        ({"approved_on": "2026-11-20"}, [("approved_on", "UNKNOWN_FIELD")]),
        ({"back_dated": False}, [("back_dated", "UNKNOWN_FIELD")]),
    ],
)
def test_bad_input_of_a_stage_is_refused(
    plan: DevelopmentPlan, given: dict[str, Any], expected: list[Any]
) -> None:
    assert codes(lambda: w.stage(plan, **given)) == expected


def test_a_plan_names_the_caps_that_it_raises(plan: DevelopmentPlan) -> None:
    by = b.system()
    plan = change_plan(by=by, plan=plan, given={"raises": ["goal_alignment", "attitude", "attitude"]})
    assert plan.raises == ["attitude", "goal_alignment"]
    assert codes(lambda: change_plan(by=by, plan=plan, given={"raises": ["charm"]})) == [
        ("raises", "UNKNOWN_CODE")
    ]
    assert codes(lambda: change_plan(by=by, plan=plan, given={"raises": 3})) == [("raises", "WRONG_TYPE")]
    assert change_plan(by=by, plan=plan, given={"raises": None}).raises == []


def test_an_abandoned_plan_stays_as_it_was(plan: DevelopmentPlan) -> None:
    by = b.system()
    one = w.stage(plan)
    assert codes(lambda: remove_plan(by=by, plan=plan)) == [(None, "IN_USE")]
    assert codes(lambda: abandon_plan(by=by, plan=plan, reason="")) == [("reason", "REQUIRED")]
    plan = abandon_plan(by=by, plan=plan, reason="They were sold.")
    assert (plan.abandoned_on, plan.abandoned_reason) == (by.on, "They were sold.")
    for act in (
        lambda: abandon_plan(by=by, plan=plan, reason="Again."),
        lambda: add_stage(by=by, plan=plan, given={"kind": "OPERATE"}),
        lambda: change_stage(by=by, stage=one, given={}),
        lambda: remove_stage(by=by, stage=one),
    ):
        assert codes(act) == [(None, "ALREADY_WITHDRAWN")]
