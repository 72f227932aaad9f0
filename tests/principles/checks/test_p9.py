"""P9: follow a structured process for developing the relation."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from principles.checks import Limits
from principles.checks.records import DatedType, DevelopmentPlan, PhaseChange, Review, Stage
from tests.principles.checks.cases import (
    IN_FORCE,
    LATE_PLAN,
    ON,
    ago,
    ahead,
    found,
    kept_plan,
    reasons,
    result,
    ways,
)

AFTER = IN_FORCE + timedelta(days=1)
OLD = date(2020, 1, 1)
RESTRUCTURED = (PhaseChange(AFTER, "RESTRUCTURING"),)
IN_DATE = (Review(ON),)


@pytest.mark.parametrize(
    ("changes", "changed"),
    [
        ({"contracts": (AFTER,)}, True),
        ({"contracts": (IN_FORCE,)}, False),
        ({"contracts": (AFTER, OLD)}, False),
        ({"contracts": (ahead(1),)}, False),
        ({"phases": (PhaseChange(AFTER, "RESTRUCTURING"),)}, True),
        ({"phases": (PhaseChange(IN_FORCE, "RESTRUCTURING"),)}, False),
        ({"phases": (PhaseChange(AFTER, "OPERATION"),)}, False),
        ({"classifications": (DatedType(AFTER, 3),)}, False),
        ({"classifications": (DatedType(OLD, 2), DatedType(AFTER, 3))}, True),
        ({"classifications": (DatedType(AFTER, 3), DatedType(OLD, 2))}, True),
        ({"classifications": (DatedType(OLD, 3), DatedType(AFTER, 3))}, False),
        ({"classifications": (DatedType(OLD, 4), DatedType(AFTER, 3))}, False),
        ({"classifications": (DatedType(OLD, None), DatedType(AFTER, 3))}, False),
    ],
)
def test_it_applies_from_a_change_after_the_set_came_into_force(changes, changed) -> None:
    assert result("P9", 3, **changes, reviews=IN_DATE) == ("NON_COMPLIANT" if changed else "NOT_APPLICABLE")


@pytest.mark.parametrize(("hour", "changed"), [(9, False), (10, False), (11, True)])
def test_on_the_day_itself_the_moment_decides(hour, changed) -> None:
    at = datetime(IN_FORCE.year, IN_FORCE.month, IN_FORCE.day, hour, tzinfo=UTC)
    limits = Limits(in_force_on=IN_FORCE, in_force_at=at.replace(hour=10))
    for changes in (
        {"phases": (PhaseChange(IN_FORCE, "RESTRUCTURING", at),)},
        {"classifications": (DatedType(OLD, 2), DatedType(IN_FORCE, 3, at))},
    ):
        found = result("P9", 3, **changes, reviews=IN_DATE, limits=limits)
        assert found == ("NON_COMPLIANT" if changed else "NOT_APPLICABLE")


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        ((Review(date(2025, 11, 20)),), "NOT_APPLICABLE"),
        ((Review(date(2025, 11, 19)),), "PARTLY"),
        ((), "PARTLY"),
    ],
)
def test_without_a_change_a_review_in_date_is_enough(reviews, expected) -> None:
    assert result("P9", 3, contracts=(OLD,), reviews=reviews) == expected


def test_while_the_set_is_not_in_force_there_is_no_change_after_it() -> None:
    assert result("P9", 3, contracts=(AFTER,), reviews=IN_DATE, limits=Limits()) == "NOT_APPLICABLE"


def test_without_any_date_it_cant_be_told() -> None:
    assert result("P9", 3, reviews=IN_DATE) == "NOT_ASSESSABLE"


def test_it_applies_from_depth_2() -> None:
    assert result("P9", 1, phases=RESTRUCTURED) == "NOT_APPLICABLE"


@pytest.mark.parametrize(
    ("depth", "phase", "expected"),
    [
        (3, "OPERATION", "NON_COMPLIANT"),
        (2, "OPERATION", "PARTLY"),
        (3, "IMPLEMENTATION", "PARTLY"),
        (3, "RESTRUCTURING", "PARTLY"),
        (3, "EXIT", "PARTLY"),
        (5, "DESIGN", "PARTLY"),
    ],
)
def test_without_a_plan(depth, phase, expected) -> None:
    assert result("P9", depth, phase=phase, phases=RESTRUCTURED) == expected


@pytest.mark.parametrize(
    ("depth", "days", "expected"),
    [
        (2, 0, "COMPLIANT"),
        (3, 30, "COMPLIANT"),
        (3, 29, "PARTLY"),
        (4, 60, "COMPLIANT"),
        (4, 59, "PARTLY"),
        (5, 90, "COMPLIANT"),
        (5, 89, "PARTLY"),
    ],
)
def test_the_minimum_time_of_a_stage_at_each_depth(depth, days, expected) -> None:
    assert result("P9", depth, phases=RESTRUCTURED, plans=(kept_plan(days),)) == expected


def with_stage(number, **changed):
    """A plan that is kept but for one stage."""
    stages = list(kept_plan().stages)
    stages[number] = replace(stages[number], **changed)
    return DevelopmentPlan(tuple(stages))


BEGUN = Stage("ALIGN_INTERESTS", started_on=ago(50), done_on=ago(10), has_approver=True, approved_on=ago(10))
TO_COME = tuple(Stage(each.kind, due_on=ahead(30)) for each in kept_plan().stages[1:])
WITHOUT_DAYS = DevelopmentPlan(tuple(Stage(each.kind, has_approver=True) for each in kept_plan().stages))


@pytest.mark.parametrize(
    ("plan", "expected", "why"),
    [
        (kept_plan(), "COMPLIANT", ["PLAN_KEPT"]),
        (DevelopmentPlan((BEGUN, *TO_COME)), "COMPLIANT", ["PLAN_KEPT"]),
        (with_stage(0, back_dated=True), "COMPLIANT", ["PLAN_KEPT", "BACK_DATED"]),
        (with_stage(5, done_on=None, due_on=ON), "COMPLIANT", ["PLAN_KEPT"]),
        (with_stage(5, done_on=None, due_on=ago(1)), "PARTLY", ["PLAN_BEHIND"]),
        (with_stage(2, has_approver=False, approved_on=None), "PARTLY", ["GATE_WITHOUT_APPROVER"]),
        (with_stage(2, approved_on=None), "PARTLY", ["GATE_NOT_APPROVED"]),
        (with_stage(2, started_on=None), "PARTLY", ["STAGE_UNDATED"]),
        (with_stage(5, done_on=None), "PARTLY", ["STAGE_UNDATED"]),
        (WITHOUT_DAYS, "PARTLY", ["STAGE_UNDATED"]),
        (with_stage(2, started_on=date(2024, 7, 1)), "PARTLY", ["STAGES_OUT_OF_ORDER"]),
        (with_stage(2, done_on=None), "PARTLY", ["STAGES_OUT_OF_ORDER", "STAGE_UNDATED"]),
        (DevelopmentPlan(tuple(reversed(TO_COME))), "PARTLY", ["STAGES_MISSING", "STAGES_OUT_OF_ORDER"]),
        (DevelopmentPlan(kept_plan().stages[:5]), "PARTLY", ["STAGES_MISSING"]),
        (DevelopmentPlan(), "PARTLY", ["STAGES_MISSING"]),
    ],
)
def test_a_plan(plan, expected, why) -> None:
    finding = found("P9", 3, phases=RESTRUCTURED, plans=(plan,))

    assert (finding.result, reasons(finding)) == (expected, why)


def test_the_latest_plan_counts() -> None:
    assert result("P9", 3, phases=RESTRUCTURED, plans=(LATE_PLAN, kept_plan())) == "COMPLIANT"
    assert result("P9", 3, phases=RESTRUCTURED, plans=(kept_plan(), LATE_PLAN)) == "PARTLY"


@pytest.mark.parametrize(
    ("depth", "decided", "expected"),
    [
        (4, [(2, 59), (4, 0)], "NON_COMPLIANT"),
        (4, [(2, 60), (4, 0)], "COMPLIANT"),
        (4, [(2, 40), (3, 20), (4, 0)], "NON_COMPLIANT"),
        (4, [(3, 10), (4, 0)], "COMPLIANT"),
        (3, [(1, 29), (3, 0)], "NON_COMPLIANT"),
        (3, [(1, 30), (3, 0)], "COMPLIANT"),
        (5, [(3, 89), (5, 0)], "NON_COMPLIANT"),
        (2, [(0, 1), (2, 0)], "COMPLIANT"),
        (3, [(1, 20), (4, 10), (3, 0)], "COMPLIANT"),
        (4, [(None, 10), (4, 0)], "COMPLIANT"),
    ],
)
def test_depth_raised_by_two_within_the_minimum_time(depth, decided, expected) -> None:
    types = tuple(DatedType(ago(days), each) for each, days in decided)

    assert result("P9", depth, phases=RESTRUCTURED, classifications=types, plans=(kept_plan(),)) == expected


def test_a_rise_before_the_set_came_into_force_is_forgiven() -> None:
    types = (DatedType(date(2025, 1, 1), 1), DatedType(date(2025, 1, 5), 4))

    assert result("P9", 4, phases=RESTRUCTURED, classifications=types, plans=(kept_plan(),)) == "COMPLIANT"


@pytest.mark.parametrize("phase", ["ANALYSIS", "CHOICE", "DESIGN"])
def test_a_rise_in_an_early_phase_is_too_early_to_judge(phase) -> None:
    types = (DatedType(ago(9), 1), DatedType(ago(1), 4))

    assert result("P9", 4, phase=phase, classifications=types) == "NOT_ASSESSABLE"


def test_it_holds_until_a_stage_is_due_or_a_change_comes() -> None:
    plan = with_stage(5, done_on=None, due_on=ahead(9))
    kept = found("P9", 3, phases=RESTRUCTURED, plans=(plan,))
    to_come = found("P9", 3, contracts=(ahead(5),), reviews=IN_DATE)

    assert (kept.result, kept.valid_until) == ("COMPLIANT", ahead(9))
    assert (to_come.result, to_come.valid_until) == ("NOT_APPLICABLE", ahead(4))


def test_it_says_why_and_what_to_do() -> None:
    finding = found("P9", 3, phases=RESTRUCTURED)

    assert reasons(finding) == ["OPERATES_WITHOUT_PLAN"]
    assert ways(finding) == ["MAKE_PLAN"]
