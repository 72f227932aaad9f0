"""P9, it takes time: follow a structured process for developing the relation.

It applies from the first change that is dated after the set came into force (on the day itself by the
moment, where the change has one), once its day has come: the first contract (the earliest that has a day), a
type deeper than the one before it, the phase RESTRUCTURING. A first classification deepens nothing. While
the set is not in force there is no such change. The plan is the latest. Minimum time is kept when each stage
done took at least so many days at the present depth; stages still to come keep it, once they have a due day:
without one nobody can tell whether the plan is behind. Depth is raised too fast when the last type that
deepened stands, and a type two or more levels less deep was decided less than that many days before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from principles.checks.case import Case, judged
from principles.checks.codes import ReasonCode, Result, StageKind
from principles.checks.findings import Reason, Reasons, Verdict, because
from principles.checks.records import DatedType, DevelopmentPlan, Limits, PhaseChange, Stage
from relationships.choices import Phase

ORDER = tuple(str(each) for each in StageKind)
RESTRUCTURING = Phase.RESTRUCTURING
PLANNED_FROM_DEPTH = 3


def check(case: Case) -> Verdict:
    subject = case.subject
    if not (subject.phases or subject.contracts or subject.classifications):
        return Verdict(Result.NOT_ASSESSABLE, (because(ReasonCode.NO_DATES),))
    if not _has_changed(case):
        reasons = (because(ReasonCode.NO_CHANGE, since=case.limits.in_force_on), *case.review_lacking())
        return Verdict(Result.PARTLY if reasons[1:] else Result.NOT_APPLICABLE, reasons)
    plan = subject.plans[-1] if subject.plans else None
    return judged(
        non_compliant=non_compliant(case),
        not_assessable=(),
        partly=partly(case, plan) if plan is not None else (),
        missing=missing(case, plan),
        met=lambda: met(case, plan),
    )


def non_compliant(case: Case) -> Reasons:
    """In OPERATION at depth ≥ 3 without plan; or depth raised by ≥ 2 within the minimum time."""
    found = []
    if case.subject.phase == Phase.OPERATION and case.depth >= PLANNED_FROM_DEPTH and not case.subject.plans:
        found.append(because(ReasonCode.OPERATES_WITHOUT_PLAN, depth=case.depth))
    return (*found, *_raised_too_fast(case))


def partly(case: Case, plan: DevelopmentPlan) -> Reasons:
    """The plan behind, or a gate without approver."""
    found = []
    behind = case.behind(plan)
    if behind:
        found.append(because(ReasonCode.PLAN_BEHIND, stages=behind))
    unnamed = [str(each.kind) for each in plan.stages if each.done_on is not None and not each.has_approver]
    if unnamed:
        found.append(because(ReasonCode.GATE_WITHOUT_APPROVER, stages=unnamed))
    return tuple(found)


def missing(case: Case, plan: DevelopmentPlan | None) -> Reasons:
    """What else a plan lacks: stages in order, gates approved, minimum time kept."""
    if plan is None:
        return (because(ReasonCode.PLAN_MISSING),)
    return (*_shape(plan), *_gates(plan), *_times(plan, _minimum(case)))


def met(case: Case, plan: DevelopmentPlan | None) -> Reasons:
    back_dated = [str(each.kind) for each in plan.stages if each.back_dated] if plan is not None else []
    kept = because(ReasonCode.PLAN_KEPT, days=_minimum(case))
    return (kept, because(ReasonCode.BACK_DATED, stages=back_dated)) if back_dated else (kept,)


def _minimum(case: Case) -> int:
    return case.limits.stage_days.get(case.depth, 0)


def _has_changed(case: Case) -> bool:
    """Whether a change dated after the set came into force has come."""
    subject, since = case.subject, case.limits.in_force_on
    if since is None:
        return False
    recorded: list[PhaseChange | DatedType] = [each for each in subject.phases if each.phase == RESTRUCTURING]
    recorded += [later for _, later in _deepenings(subject.classifications)]
    changes = [each.on for each in recorded if _is_after(each, case.limits)]
    changes += [min(subject.contracts)] if subject.contracts and min(subject.contracts) > since else []
    come = [case.days.has_come(each) for each in changes]
    return any(come)


def _is_after(change: PhaseChange | DatedType, limits: Limits) -> bool:
    """Whether a change came after the set: by the moment on the day itself, where both moments are known."""
    since, at = limits.in_force_on, limits.in_force_at
    if since is None:
        return False
    if change.on == since and change.at is not None and at is not None:
        return change.at > at
    return change.on > since


def _deepenings(classifications: Sequence[DatedType]) -> list[tuple[DatedType, DatedType]]:
    """Each type that is deeper than the one before it, with the one before it."""
    known = sorted((each for each in classifications if each.depth is not None), key=lambda each: each.on)
    return [(one, two) for one, two in pairwise(known) if two.depth > one.depth]  # type: ignore[operator]


def _raised_too_fast(case: Case) -> Iterator[Reason]:
    subject, minimum = case.subject, _minimum(case)
    deepenings = [two for _, two in _deepenings(subject.classifications) if case.days.has_come(two.on)]
    last = deepenings[-1] if deepenings else None
    if last is None or last.depth is None or not _is_after(last, case.limits) or case.depth < last.depth:
        return
    for each in sorted(subject.classifications, key=lambda each: each.on):
        days = (last.on - each.on).days
        if each.depth is None or not 0 <= days < minimum:
            continue
        if last.depth - each.depth >= case.limits.raised_levels:
            yield because(
                ReasonCode.RAISED_TOO_FAST, low=each.depth, high=last.depth, days=days, minimum=minimum
            )
            return


def _shape(plan: DevelopmentPlan) -> Iterator[Reason]:
    """The stages that are missing, and whether the ones there stand and went in order."""
    kinds = [str(each.kind) for each in plan.stages]
    missing = [each for each in ORDER if each not in kinds]
    if missing:
        yield because(ReasonCode.STAGES_MISSING, stages=missing)
    expected = [each for each in ORDER if each in kinds]
    if kinds != expected or not all(_in_time_order(one, two) for one, two in pairwise(plan.stages)):
        yield because(ReasonCode.STAGES_OUT_OF_ORDER)


def _in_time_order(one: Stage, two: Stage) -> bool:
    """Whether the second stage was not begun before the first was done."""
    begun = two.started_on or two.done_on
    return begun is None or (one.done_on is not None and one.done_on <= begun)


def _gates(plan: DevelopmentPlan) -> Iterator[Reason]:
    """The stages done whose gate has an approver who has not approved."""
    waiting = [
        str(each.kind)
        for each in plan.stages
        if each.done_on is not None and each.has_approver and each.approved_on is None
    ]
    if waiting:
        yield because(ReasonCode.GATE_NOT_APPROVED, stages=waiting)


def _times(plan: DevelopmentPlan, minimum: int) -> Iterator[Reason]:
    """The stages done that took less than the minimum time, and those of which their days don't tell."""
    undated, short = [], []
    for each in plan.stages:
        if each.done_on is None:
            undated += [str(each.kind)] if each.due_on is None else []
        elif each.started_on is None:
            undated += [str(each.kind)] if minimum else []
        elif (each.done_on - each.started_on).days < minimum:
            short.append(str(each.kind))
    if short:
        yield because(ReasonCode.STAGE_TOO_SHORT, stages=short, days=minimum)
    if undated:
        yield because(ReasonCode.STAGE_UNDATED, stages=undated)
