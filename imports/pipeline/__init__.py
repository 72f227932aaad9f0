"""An import from file to registry: read, recognise, plan, and apply what was planned.

The same steps whatever the door. A file that can't be read is refused; a question that only a person can
answer leaves everything unwritten; rows with problems are left out and said, the others are taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from imports import columns
from imports.apply import DecisionsRefused, apply
from imports.asking import check_answers, check_party_answers
from imports.choices import RunState, Stage
from imports.findings import FileRefused, MappingRefused
from imports.models import ImportRun
from imports.notation.cells import CONTROL
from imports.pipeline.asked import Course, PlanDiffers, Report, Request
from imports.pipeline.collecting import seldom_collecting
from imports.pipeline.planning import plan_rows
from imports.pipeline.reading import own_headers, read_table, understood
from imports.planned import Plan, Setting
from relationships import changes
from relationships.actions.inputs import action, locked
from relationships.actor import Actor
from relationships.choices import Door, Side
from relationships.errors import Refused, refuse
from relationships.models import Portfolio
from relationships.permissions import Act, require
from relationships.values import currency, line, one_of

__all__ = ["Course", "PlanDiffers", "Report", "Request", "run"]

TRIES = 3


def run(request: Request, by: Actor, *, dry_run: bool = False, course: Course | None = None) -> Report:
    """Take a file in, or with `dry_run` say what taking it in would do.

    Raises `relationships.errors.Refused` where the actor may not, or the request itself is wrong, and
    PlanDiffers as `course` says.
    """
    require(by, Act.IMPORT, request.unit)
    course = course or Course()
    setting = _setting(request)
    report = Report()
    try:
        course.watch(Stage.READING, 0, 0)
        table, request = read_table(request, report)
        course.watch(Stage.READING, 0, len(table.rows))
        mappings = columns.recognise(
            table,
            fields={**own_headers(table), **request.fields},
            notations=request.notations,
            answers=request.answers,
        )
        check_answers(request.answers, mappings)
        check_party_answers(request.answers, by)
    except (FileRefused, MappingRefused) as refused:
        report.refused = refused
        return report
    report.mappings = mappings
    report.notes += understood(report)
    report.questions = columns.questions(report.mappings)
    with seldom_collecting():
        _plan_and_apply(report, request, setting, by, course, dry_run=dry_run)
    return report


def _plan_and_apply(
    report: Report, request: Request, setting: Setting, by: Actor, course: Course, *, dry_run: bool
) -> None:
    """Plan, and do what was planned; a dry run goes as far as the rule has to be asked, and takes it back.

    A decision that the rule refuses keeps its row out: what is left is planned anew.
    """
    refused: dict[int, Refused] = {}
    notes = list(report.notes)
    for _try in range(TRIES):
        report.notes = list(notes)
        try:
            if dry_run:
                return _rehearsed(report, request, setting, by, refused, course)
            return _planned_and_applied(report, request, setting, by, refused, course)
        except DecisionsRefused as more:
            refused |= more.refused
        except _TakenBack:
            return None
    raise AssertionError("each try leaves out the rows refused by the one before")


class _TakenBack(Exception):
    """A rehearsal went well: nothing of it stays."""


@action
def _planned_and_applied(
    report: Report,
    request: Request,
    setting: Setting,
    by: Actor,
    refused: Mapping[int, Refused],
    course: Course,
) -> None:
    """In one transaction, and one import of a portfolio at a time: what was planned is what is there."""
    if course.run is not None:
        _held(course.run)
    if setting.portfolio is not None:
        locked(setting.portfolio)
    plan_rows(report, request, setting, by, refused, course)
    if _can_be_applied(report, request):
        _apply(report, request, by, course)
    if course.plan and course.plan != report.plan:
        raise PlanDiffers(report)


def _held(held: ImportRun) -> None:
    """The run, for this transaction alone; refuses what somebody else applied or cancelled in between."""
    now = ImportRun.objects.select_for_update().get(pk=held.pk)
    if now.state != RunState.APPLYING:
        refuse("WRONG_STATE", None, what=str(now), state=now.state, needed=RunState.APPLYING)


def _can_be_applied(report: Report, request: Request) -> bool:
    if report.questions or report.refused is not None or report.planned is None:
        return False
    return not (request.all_or_nothing and report.problems)


def _rehearsed(
    report: Report,
    request: Request,
    setting: Setting,
    by: Actor,
    refused: Mapping[int, Refused],
    course: Course,
) -> None:
    """Plan without keeping others waiting; decisions are put to the rule, and taken back."""
    plan_rows(report, request, setting, by, refused, course)
    planned = report.planned
    if planned is None or not _can_be_applied(report, request):
        return
    if any(each.decision for each in planned.relationships):
        _tried(planned, by)


@action
def _tried(planned: Plan, by: Actor) -> None:
    apply(planned, by)
    raise _TakenBack


def _setting(request: Request) -> Setting:
    """The portfolio with the currency and role that count: those given, else the portfolio's."""
    name = line(request.portfolio, "portfolio", limit=200)
    portfolio = Portfolio.objects.filter(unit=request.unit, name=name).select_related("unit").first()
    if request.currency:
        currency(request.currency, "currency")
    if request.our_role:
        one_of(request.our_role, "our_role", Side)
    return Setting(
        unit=request.unit,
        name=name,
        portfolio=portfolio,
        currency=_answer(request, "currency", request.currency) or (portfolio.currency if portfolio else ""),
        our_role=_answer(request, "our_role", request.our_role) or (portfolio.our_role if portfolio else ""),
    )


def _answer(request: Request, code: str, given: str) -> str:
    if given or code not in request.answers:
        return given
    answer = request.answers[code]
    return currency(answer, code) if code == "currency" else one_of(answer, code, Side)


def _apply(report: Report, request: Request, by: Actor, course: Course) -> None:
    assert report.planned is not None and report.table is not None  # noqa: S101 for the type checker
    by = _as_import(by)
    total = len(report.planned.outcomes)
    portfolio = apply(report.planned, by, lambda done: course.watch(Stage.APPLYING, int(done * total), total))
    taken = {
        "portfolio": portfolio,
        "state": RunState.APPLIED,
        "applied_at": by.at,
        "user": by.user,
        "digest": report.table.digest,
    }
    if course.run is not None:
        ImportRun.objects.filter(pk=course.run.pk).update(**taken)
        run = course.run.pk
    else:
        name = CONTROL.sub("\ufffd", request.file_name or request.file.name)[:300]
        told = {"counts": report.counts, "parties": {"new": report.new_parties}}
        run = ImportRun.objects.create(
            unit=portfolio.unit,
            portfolio_name=portfolio.name,
            file_name=name,
            created_at=by.at,
            profile=report.profile,
            report={"en": told},
            **taken,
        ).pk
    says = {"import": run, "portfolio": portfolio.pk, "rows": dict(report.counts)}
    event = changes.Event.IMPORT_APPLIED
    changes.happened([changes.Happening(event, by.at, unit=portfolio.unit_id, says=says)])
    report.applied = True


def _as_import(by: Actor) -> Actor:
    """The actor at the import's door, at a moment that no run has yet: by these what it writes is found."""
    at = by.at
    while ImportRun.objects.filter(applied_at=at).exists():
        at += timedelta(microseconds=1)
    return Actor(by.user, Door.IMPORT, at)
