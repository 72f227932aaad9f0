"""One import: how far it is, what it asks, what it would do row by row, and what came of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from imports.choices import UNDER_WAY, RowOutcome, RunState
from imports.filters import PlannedRowFilter
from imports.models import ImportRun, PlannedRow
from imports.runs import files
from imports.traces import WRITTEN, traces_of
from relationships.filters import filtered
from relationships.models import Contract, Relationship
from relationships.permissions import Act, may
from relationships.queries import visible_to
from web.door import by, one, page
from web.parts import part_of
from web.templatetags import words
from web.views.imports.questions import questions_of
from web.views.imports.words import (
    MADE,
    OUTCOMES,
    RECORDS,
    STAGES,
    STATES,
    TOTAL_PARTS,
    field_said,
    value_said,
)

ROWS = 50
NAMED = 25
# Nothing heard for so many seconds: whoever carries it on may be gone.
SILENCE = 30
STEPS = ("list", "questions", "plan", "result")
_STEP = {
    RunState.ASKING: "questions",
    RunState.PLANNED: "plan",
    RunState.APPLYING: "result",
    RunState.APPLIED: "result",
    RunState.UNDONE: "result",
}
_TO_PLAN_AGAIN = (RunState.CANCELLED, RunState.FAILED, RunState.REFUSED)


@page()
def show_import(request: HttpRequest, id: int) -> HttpResponse:
    """The import, with what has to be done about it first."""
    return render(request, "web/imports/import.html", shown(request, one(request, ImportRun, id)))


@page()
def show_progress(request: HttpRequest, id: int) -> HttpResponse:
    """How far it is; once it is done, all there is to say, and a word to who listens."""
    run = one(request, ImportRun, id)
    if run.state in UNDER_WAY:
        return render(request, "web/imports/progress.html", {"run": run, **progress_of(run)})
    answer = render(request, "web/imports/done.html", shown(request, run))
    answer["HX-Retarget"], answer["HX-Reswap"] = "#run", "outerHTML"
    return answer


def shown(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    """What the page of an import shows, by how far it is."""
    told = run.told(words.language())
    tone, said = STATES[run.state]
    found: dict[str, Any] = {
        "run": run,
        "told": told,
        "tone": tone,
        "said": said,
        "step": _STEP.get(RunState(run.state), "list"),
        "may_import": may(by(request), Act.IMPORT, run.unit),
        "file_kept": files.list_of(run.pk) is not None,
        "to_plan_again": run.state in _TO_PLAN_AGAIN,
    }
    if run.state in UNDER_WAY:
        return {**found, **progress_of(run)}
    if run.state == RunState.ASKING:
        found |= questions_of(told)
    if run.state in (RunState.ASKING, RunState.PLANNED, RunState.APPLIED, RunState.UNDONE):
        found |= {"totals": totals_of(told), "notes": told.get("notes", [])}
        # As long as questions are open the rows say little, but for those that are asked about.
        if run.state != RunState.ASKING or any(each["code"] == "conflicts" for each in found["questions"]):
            found |= rows_of(request, run)
    if run.state == RunState.APPLIED:
        found |= {"made": made_by(request, run)}
    return found


def progress_of(run: ImportRun) -> dict[str, Any]:
    """Stage, rows done of all, time left; and for how long nothing was heard, where that is long."""
    found = files.progress_of(run.pk)
    if found is None or run.state == RunState.WAITING:
        waited = time.time() - run.created_at.timestamp()
        return {"stage": STATES[run.state][1], "silent": waited > SILENCE and run.state == RunState.WAITING}
    left = found.seconds_left
    return {
        "stage": STAGES[found.stage],
        "done": found.done,
        "total": found.total,
        "percent": round(100 * found.done / found.total) if found.total else None,
        "left": None if left is None else _time_said(left),
        "silent": time.time() - found.at > SILENCE,
    }


def _time_said(seconds: int) -> str:
    if seconds < 60:
        return _("%(seconds)s seconds") % {"seconds": seconds}
    return _("%(minutes)s minutes") % {"minutes": -(-seconds // 60)}


def totals_of(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The list's own totals beside ours, with what explains the difference."""
    found = []
    for each in told.get("list_totals", ()):
        parts = [
            {"said": TOTAL_PARTS[part["code"]], "amount": Decimal(part["amount"]), "count": part["count"]}
            for part in each["parts"]
        ]
        numbers = {name: Decimal(each[name]) for name in ("total", "taken", "difference", "unexplained")}
        found.append({**each, **numbers, "parts": parts})
    return found


def rows_of(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    """A part of the planned rows under the conditions of the address, and how many there are of each kind."""
    rows = visible_to(request.user, PlannedRow).filter(run=run)
    given = {name: value for name, value in request.GET.items() if name not in ("after", "before")}
    part = part_of(filtered(PlannedRowFilter, given, rows, request.user), request, ROWS)
    counted = dict(rows.order_by().values_list("outcome").annotate(Count("pk")))
    kinds = [(code, tone, said, counted.get(code, 0)) for code, (tone, said) in OUTCOMES.items()]
    _name(request, part.records)
    return {
        "part": part,
        "kinds": kinds,
        "asked": given,
        "in_all": sum(counted.values()),
        "refused_rows": counted.get(RowOutcome.REFUSED, 0),
        "taken_rows": counted.get(RowOutcome.CREATED, 0) + counted.get(RowOutcome.UPDATED, 0),
        "decidable": any(each.decidable for each in part.records),
    }


def _name(request: HttpRequest, rows: Sequence[Any]) -> None:
    """Give each row its words: whom and what it is about, its changes and problems, the plan before."""
    language = words.language()
    relationships = {each.relationship_id for each in rows if each.relationship_id}
    contracts = {each.contract_id for each in rows if each.contract_id}
    party_of = dict(
        visible_to(request.user, Relationship)
        .filter(pk__in=relationships)
        .order_by()
        .values_list("pk", "party__name")
    )
    number_of = dict(
        visible_to(request.user, Contract).filter(pk__in=contracts).order_by().values_list("pk", "number")
    )
    for row in rows:
        row.tone, row.said = OUTCOMES[row.outcome]
        row.whom = party_of.get(row.relationship_id) or row.party or ""
        row.subject = number_of.get(row.contract_id) or row.about or ""
        row.fields = _fields(row.changes)
        row.before = _fields(row.was["changes"]) if row.was else []
        row.was_said = OUTCOMES.get((row.was or {}).get("outcome"), ("", ""))[1]
        row.why = [{**each, "message": each["messages"][language]} for each in row.problems]
        changed_meanwhile = any(each["code"] == "CHANGED_MEANWHILE" for each in row.problems)
        row.decidable = row.was is not None or changed_meanwhile


def _fields(changes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "record": RECORDS.get(each["record"], each["record"]),
            "field": field_said(each["record"], each["field"]),
            "old": value_said(each["field"], each["old"]),
            "new": value_said(each["field"], each["new"]),
        }
        for each in changes
    ]


def made_by(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    """How many of each kind an applied run made and changed, and the first of its relationships."""
    counts = []
    made: set[int] = set()
    for model in (*reversed(WRITTEN),):
        found = traces_of(model, run)
        if model is Relationship:
            made = found.made | found.changed
        if found.made or found.changed:
            counts.append((MADE[model.__name__], len(found.made), len(found.changed)))
    first = (
        visible_to(request.user, Relationship)
        .filter(pk__in=sorted(made)[:NAMED])
        .select_related("party")
        .order_by("pk")
    )
    return {"counts": counts, "relationships": list(first), "in_all": len(made)}
