"""Carrying a run on: reading and planning it, and applying what was planned.

Whatever ends this in the middle, a run's records are written in one transaction or not at all, and the run
can be carried on by whoever comes next.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import translation

from imports import pipeline, profiles
from imports.annotated import annotated
from imports.choices import RowOutcome, RunState
from imports.findings import MAPPING_REFUSALS
from imports.models import ImportRun, PlannedRow
from imports.pipeline import Course, PlanDiffers, Report, Request
from imports.planned_rows import LANGUAGES, RowPlan
from imports.runs import files
from imports.runs.files import Cancelled, LeftToWorker, Watch
from relationships import rows
from relationships.actor import Actor
from relationships.errors import Refusal, Refused
from relationships.models import Portfolio

logger = logging.getLogger("counterpart.imports")

BATCH = 1_000
ATTEMPTS = 3  # a list that takes its worker along is not tried for ever


def carry_on(run: ImportRun, by: Actor, *, at_once: bool = False) -> bool:
    """Do what the run waits for: plan it, or apply it. Whether it could be done here.

    With `at_once` a list of more than `settings.IMPORT_ROWS_AT_ONCE` rows is left to the worker. Another
    process that is carrying it on already is left to it.
    """
    with files.alone(run.pk) as mine:
        run = ImportRun.objects.select_related("unit", "user", "profile").get(pk=run.pk)
        if not mine or run.state not in (RunState.WAITING, RunState.READING, RunState.APPLYING):
            return True
        most = settings.IMPORT_ROWS_AT_ONCE if at_once else None
        if run.attempts >= ATTEMPTS:
            _fail(run, Refused(Refusal("IMPORT_GIVEN_UP", None, {"what": str(run), "count": run.attempts})))
            return True
        ImportRun.objects.filter(pk=run.pk).update(attempts=F("attempts") + 1)
        if run.state == RunState.APPLYING:
            return _guarded(run, by, lambda: _apply(run, by, Watch(run.pk, most)))
        moved = ImportRun.objects.filter(pk=run.pk, state=run.state).update(state=RunState.READING)
        return not moved or _guarded(run, by, lambda: _plan(run, by, Watch(run.pk, most)))


def _guarded(run: ImportRun, by: Actor, act: Any) -> bool:
    """Do it, and let the run say how it ended whatever happens."""
    try:
        act()
    except LeftToWorker:
        back = RunState.APPLYING if run.state == RunState.APPLYING else RunState.WAITING
        ImportRun.objects.filter(pk=run.pk).update(state=back, attempts=0)
        return False
    except Cancelled:
        _of_open(run).update(state=RunState.CANCELLED, attempts=0)
    except Refused as refused:
        _fail(run, refused)
    except Exception:
        logger.exception("The import %s failed", run.pk)
        _fail(run, Refused(Refusal("UNEXPECTED", None, {"request": f"import {run.pk}"})))
    files.progress_done(run.pk)
    return True


def _plan(run: ImportRun, by: Actor, watch: Watch) -> None:
    request = request_of(run)
    report = pipeline.run(request, by, dry_run=True, course=Course(watch, rows=True))
    if watch.most_rows is None and (report.problems or report.questions):
        marks = annotated(request.file.read_bytes(), report, run.user.language or "en")
        files.keep_marked(run.pk, marks)
    _keep(run, report, by)


def _apply(run: ImportRun, by: Actor, watch: Watch) -> None:
    request = request_of(run)
    if files.digest_of(request.file) != run.digest:
        report = pipeline.run(request, by, dry_run=True, course=Course(watch, rows=True))
        _keep(run, report, by, compare=True)
        return
    try:
        report = pipeline.run(request, by, course=Course(watch, rows=True, run=run, plan=run.plan))
    except PlanDiffers as differs:
        _keep(run, differs.report, by, compare=True)
        return
    if report.applied:
        ImportRun.objects.filter(pk=run.pk).update(attempts=0, report=told(report))
    else:
        _keep(run, report, by, compare=True)


def request_of(run: ImportRun) -> Request:
    """What the run asks of the pipeline; refuses with FILE_GONE once its file was removed."""
    path = files.list_of(run.pk)
    if path is None:
        params = {"what": str(run), "days": settings.IMPORT_KEEP_DAYS}
        raise Refused(Refusal("FILE_GONE", "file", params))
    return Request(
        file=path,
        portfolio=run.portfolio_name,
        unit=run.unit,
        currency=run.currency,
        our_role=run.our_role,
        sheet=run.sheet or None,
        fields=run.fields,
        notations=run.notations,
        answers=run.answers,
        all_or_nothing=run.all_or_nothing,
        ask_near_names=True,
        profile=run.profile.name if run.profile and run.profile_by_name else "",
        file_name=run.file_name,
    )


def _keep(run: ImportRun, report: Report, by: Actor, *, compare: bool = False) -> None:
    """Keep a plan and its rows. With `compare` these say what the plan before said of them."""
    before: dict[int, tuple[str, Any]] = {}
    if compare:
        said = run.rows.values_list("number", "outcome", "changes")
        before = {number: (outcome, changes) for number, outcome, changes in said}
    run.rows.all().delete()
    conflicts = 0
    waiting = iter(report.rows or ())
    while portion := [_row(run, each, before) for each in islice(waiting, BATCH)]:
        conflicts += sum(each[-1] is not None for each in portion)
        rows.insert(PlannedRow, _ROW, portion)
    state = RunState.PLANNED
    if report.refused is not None:
        state = RunState.REFUSED
    elif report.questions:
        state = RunState.ASKING
    _of_open(run).update(
        state=state,
        attempts=0,
        plan=report.plan,
        planned_at=by.at,
        conflicts=conflicts,
        digest=report.table.digest if report.table else run.digest,
        profile=report.profile if report.profile or not run.profile_by_name else run.profile,
        portfolio=Portfolio.objects.filter(unit=run.unit, name=run.portfolio_name).first(),
        report=_with_columns_before(told(report), run),
    )


def _with_columns_before(told: dict[str, Any], run: ImportRun) -> dict[str, Any]:
    """Where what was given by hand doesn't fit: with the columns as they were understood before it."""
    for language, said in told.items():
        if (said["refused"] or {}).get("code") in MAPPING_REFUSALS and not said["columns"]:
            before = run.told(language)
            kept = ("sheet", "sheets", "header_row", "columns", "unplaced", "layout")
            said |= {name: before[name] for name in kept if before.get(name)}
    return told


def _of_open(run: ImportRun) -> Any:
    """The run, unless it was applied."""
    return ImportRun.objects.filter(pk=run.pk, applied_at__isnull=True)


_ROW = (
    "run_id",
    "number",
    "outcome",
    "changes",
    "problems",
    "party",
    "about",
    "relationship_id",
    "contract_id",
    "was",
)


def _row(run: ImportRun, plan: RowPlan, before: Mapping[int, tuple[str, Any]]) -> tuple[Any, ...]:
    outcome, changes, was = str(RowOutcome(plan.outcome.upper())), plan.changes_told(), None
    if before:
        then = before.get(plan.number, ("", []))
        if then != (outcome, changes):
            was = {"outcome": then[0] or None, "changes": then[1]}
    return (
        run.pk,
        plan.number,
        outcome,
        changes,
        list(plan.problems),
        plan.party,
        plan.about,
        plan.relationship,
        plan.contract,
        was,
    )


def told(report: Report) -> dict[str, Any]:
    """What a run keeps of a report, in each language; problems stand with their rows."""
    return {language: _told(report, language) for language in LANGUAGES}


def _told(report: Report, language: str) -> dict[str, Any]:
    said = report.as_json(language)
    del said["problems"]
    said["columns"] = [
        {
            **each.as_json(),
            "letter": each.letter,
            "status": each.status,
            "samples": list(each.samples),
            "reason": each.reason.message(language) if each.reason else None,
            "question": each.question.code if each.question else None,
        }
        for each in report.mappings
    ]
    for question, found in zip(said["questions"], report.questions, strict=True):
        question["column"] = found.column
        question["asked"] = found.asked(language)
        question["said"] = found.choices_said(language)
    said["layout"] = profiles.layout_of(report.table) if report.table else ""
    said["nothing_to_do"] = report.nothing_to_do
    said["list_totals"] = [each.as_json() for each in report.list_totals]
    said["sheets"] = [report.table.sheet, *report.table.other_sheets] if report.table else []
    return said


def _fail(run: ImportRun, refused: Refused) -> None:
    """The run failed, and says why in both languages; nothing of it is written."""
    _of_open(run).update(
        state=RunState.FAILED, attempts=0, report={each: _failed(run, refused, each) for each in LANGUAGES}
    )


def _failed(run: ImportRun, refused: Refused, language: str) -> dict[str, Any]:
    with translation.override(language):
        reasons = _reasons(refused.refusals)
    return {**run.told(language), "failed": reasons}


def _reasons(refusals: Iterable[Refusal]) -> list[dict[str, Any]]:
    return [{"code": each.code, "field": each.field, "message": each.message} for each in refusals]
