"""Relationships to check, written the way a sourcing manager would tell them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from principles.checks import Finding, Limits, Subject, check
from principles.checks.records import DevelopmentPlan, Fit, Stage, Stance, TrustAssessment
from relationships.choices import LADDER, Direction, Phase

ON = date(2026, 11, 20)
IN_FORCE = date(2026, 1, 1)
LIMITS = Limits(in_force_on=IN_FORCE)
CUSTOMER, SUPPLIER = "CUSTOMER", "SUPPLIER"
STAGES = ("ALIGN_INTERESTS", "UNDERSTAND_DRIVERS", "DECIDE_MODEL", "ROADMAP", "SET_UP", "OPERATE")
UNKNOWN = ("complexity", "attitude_customer", "criticality")


def ago(days: int) -> date:
    return ON - timedelta(days=days)


def ahead(days: int) -> date:
    return ON + timedelta(days=days)


def relationship(depth: int | None = 3, **more: Any) -> Subject:
    """In operation, a ladder type of this depth chosen; without a classification at None."""
    chosen = None if depth is None else LADDER[depth]
    return Subject(**{"phase": Phase.OPERATION, "chosen": chosen, "target": 3, **more})


def found(code: str, depth: int | None = 3, on: date = ON, limits: Limits = LIMITS, **more: Any) -> Finding:
    return check(code, relationship(depth, **more), limits, on)


def result(code: str, depth: int | None = 3, **more: Any) -> str:
    return str(found(code, depth, **more).result)


def reasons(finding: Finding) -> list[str]:
    return [str(each.code) for each in finding.reasons]


def ways(finding: Finding) -> list[str]:
    return [str(each.code) for each in finding.ways]


def fit(
    needed: int | Sequence[int] = 3,
    feasible: int | Sequence[int] = 5,
    *,
    lowered: int | None = None,
    raised: int | None = None,
    caps: tuple[str, ...] = (),
    postures: Sequence[str] = ("NONE",),
    required: int | tuple[int, int] = 3,
    covered: dict[int, int] | None = None,
    unknown: tuple[str, ...] = (),
) -> Fit:
    """What the rule says; several values are what unknown facts leave possible."""
    needs = [needed] if isinstance(needed, int) else needed
    limits = [feasible] if isinstance(feasible, int) else feasible
    return Fit(
        needs=tuple(
            (each if lowered is None else lowered, each, each if raised is None else raised) for each in needs
        ),
        stances=tuple(Stance(each, caps, posture) for each in limits for posture in postures),
        required=(required, required) if isinstance(required, int) else required,
        covered=covered or {},
        unknown_facts=unknown,
    )


def trust(c2s: int | None = None, s2c: int | None = None, on: date = ON) -> dict[Direction, TrustAssessment]:
    levels = {Direction.CUSTOMER_TO_SUPPLIER: c2s, Direction.SUPPLIER_TO_CUSTOMER: s2c}
    return {
        direction: TrustAssessment(direction, level, on)
        for direction, level in levels.items()
        if level is not None
    }


def kept_plan(days: int = 100, **more: Any) -> DevelopmentPlan:
    """A plan of six stages one after the other, each of so many days, done and approved."""
    first = date(2024, 1, 1)
    stages = [
        Stage(
            kind,
            started_on=first + timedelta(days=days * number),
            done_on=first + timedelta(days=days * (number + 1)),
            has_approver=True,
            approved_on=first + timedelta(days=days * (number + 1)),
        )
        for number, kind in enumerate(STAGES)
    ]
    return DevelopmentPlan(tuple(stages), **more)


RUNNING_PLAN = DevelopmentPlan((Stage("ALIGN_INTERESTS", due_on=ON),))
LATE_PLAN = DevelopmentPlan((Stage("ALIGN_INTERESTS", due_on=ago(1)),))
