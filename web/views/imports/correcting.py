"""What was understood of a list put right: its columns, its questions, rows that the registry contradicts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from imports.choices import TO_PLAN, RunState
from imports.fields import FIELDS, LEAVE_OUT
from imports.matching import NEW
from imports.models import ImportRun
from imports.notation import allowed
from imports.runs import acts
from relationships.choices import Side
from relationships.errors import Refused, refuse, shown
from relationships.labels import choices
from web.door import UNUSABLE, by, done, one, page
from web.templatetags import words
from web.views.imports.looking import shown as page_of
from web.views.imports.words import NOTATIONS, RECORDS, STATUSES

# As the field of a column: what the registry itself makes of it.
ITSELF = "auto"
COLUMNS = 40
_SETTINGS = ("sheet", "our_role", "currency")


@page("GET", "POST")
def correct_columns(request: HttpRequest, id: int) -> HttpResponse:
    """Where each column goes, and how its cells are read; changed by hand the list is planned again."""
    run = one(request, ImportRun, id)
    refused: Refused | None = None
    if request.method == "POST":
        try:
            acts.change(by=by(request), run=run, given=_given(request, run))
        except Refused as each:
            refused = each
        else:
            return done(request, _("The list is planned anew."), "web:import", run.pk)
    first = _first(request)
    columns = run.told(words.language()).get("columns", [])
    found = {
        **_head(request, run),
        "columns": [
            _column(each, at, run) for at, each in enumerate(columns[first : first + COLUMNS], first)
        ],
        "fields": _fields(words.language()),
        "first": first,
        "in_all": len(columns),
        "earlier": max(first - COLUMNS, 0) if first else None,
        "later": first + COLUMNS if first + COLUMNS < len(columns) else None,
        "sides": choices(Side),
        "refusals": refused.refusals if refused else (),
        "settings": {name: request.POST.get(name, getattr(run, name)) for name in _SETTINGS},
    }
    return render(request, "web/imports/columns.html", found, status=UNUSABLE if refused else 200)


def _head(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    found = page_of(request, run)
    kept = ("run", "told", "tone", "said", "may_import", "file_kept")
    return {**{name: found[name] for name in kept}, "step": "list", "open": run.state in TO_PLAN}


def _first(request: HttpRequest) -> int:
    asked = request.GET.get("from", "0")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 0


def _column(told: Mapping[str, Any], at: int, run: ImportRun) -> dict[str, Any]:
    header, field = told["header"], told.get("field")
    chosen = run.fields.get(header) or field or LEAVE_OUT
    by_hand = header in run.fields
    tone, said = STATUSES["by_hand" if by_hand else told.get("status") or ("mapped" if field else "unplaced")]
    notations = allowed(FIELDS[chosen]) if chosen in FIELDS else ()
    return {
        **told,
        "at": at,
        "chosen": chosen,
        "by_hand": by_hand,
        "tone": tone,
        "said": said,
        "percent": round(100 * told.get("confidence", 0)),
        "notations": [(code, NOTATIONS.get(code, code)) for code in notations],
        "notated": run.notations.get(header, ""),
        "read_as": NOTATIONS.get(told.get("notation"), told.get("notation")),
    }


@cache
def _fields(language: str) -> list[tuple[Any, list[tuple[str, str]]]]:
    """The fields to choose from, by the record that they belong to."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in FIELDS.values():
        groups.setdefault(each.record, []).append((each.code, each.label(language)))
    return [
        (RECORDS[record], sorted(groups[record], key=lambda pair: pair[1].casefold()))
        for record in ("contract", "line", "party", "relationship")
    ]


def _given(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    """What was changed by hand: only that is said to the action, the rest stays as it is recognised."""
    fields: dict[str, str | None] = {}
    notations: dict[str, str | None] = {}
    told = run.told(words.language())
    if request.POST.get("layout", "") != told.get("layout", ""):
        refuse(
            "STALE",
            "sheet",
            seen=shown(request.POST.get("layout", ""), 12),
            current=told.get("layout", "")[:12],
        )
    if request.POST.get("sheet", run.sheet) != run.sheet:
        # Of another sheet nothing is known yet, and these headers may not be there.
        nothing = {"fields": dict.fromkeys(run.fields), "notations": dict.fromkeys(run.notations)}
        return {**nothing, **_settings(request, run)}
    for at, column in enumerate(told.get("columns", ())):
        header, chosen = column["header"], request.POST.get(f"field-{at}")
        if chosen is None:
            continue
        before = run.fields.get(header) or column.get("field") or LEAVE_OUT
        if chosen == ITSELF:
            fields[header] = None
        elif chosen != before:
            fields[header] = chosen
        notation = request.POST.get(f"notation-{at}")
        if notation is not None and notation != run.notations.get(header, ""):
            notations[header] = notation or None
        elif notation is not None and header in fields and header in run.notations:
            notations[header] = None  # it was one of the field before
    return {"fields": fields, "notations": notations, **_settings(request, run)}


def _settings(request: HttpRequest, run: ImportRun) -> dict[str, str]:
    changed = [name for name in _SETTINGS if request.POST.get(name, getattr(run, name)) != getattr(run, name)]
    return {name: request.POST[name] for name in changed}


@page("POST")
def answer_questions(request: HttpRequest, id: int) -> HttpResponse:
    """The answers that were chosen; the list is planned again, and asks what is left."""
    run = one(request, ImportRun, id)
    answers = _answers(request)
    if not answers:
        return done(request, _("Nothing was answered yet."), "web:import", run.pk)
    try:
        made = acts.change(by=by(request), run=run, given={"answers": answers})
    except Refused as refused:
        found = {**page_of(request, run), "refusals": refused.refusals}
        return render(request, "web/imports/import.html", found, status=UNUSABLE)
    said = _("Thank you. There is more to ask.") if made.state == RunState.ASKING else _("Thank you.")
    return done(request, said, "web:import", run.pk)


def _answers(request: HttpRequest) -> dict[str, str]:
    found: dict[str, str] = {}
    for at in range(1000):
        code = request.POST.get(f"question-{at}")
        if code is None:
            break
        if request.POST.get(f"answer-{at}"):
            found[code] = request.POST[f"answer-{at}"]
    if request.POST.get("all_new"):
        found["parties"] = NEW
    return found


@page("POST")
def decide_rows(request: HttpRequest, id: int) -> HttpResponse:
    """Of rows that the registry contradicts: whether the list counts, or the registry."""
    run = one(request, ImportRun, id)
    answers = {
        name.replace("row-", "conflict:", 1): value
        for name, value in request.POST.items()
        if name.startswith("row-") and value
    }
    acts.change(by=by(request), run=run, given={"answers": answers})
    return done(request, _("The list is planned anew."), "web:import", run.pk)


@page("POST")
def choose_all_or_nothing(request: HttpRequest, id: int) -> HttpResponse:
    """Whether a problem in one row keeps all of them out."""
    run = one(request, ImportRun, id)
    chosen = request.POST.get("all_or_nothing") == "yes"
    acts.change(by=by(request), run=run, given={"all_or_nothing": chosen})
    return done(request, _("The list is planned anew."), "web:import", run.pk)


@page("POST")
def forget_corrections(request: HttpRequest, id: int) -> HttpResponse:
    """Take back all that was said by hand: the list is understood anew."""
    run = one(request, ImportRun, id)
    given: dict[str, Any] = {
        name: dict.fromkeys(getattr(run, name)) for name in ("fields", "notations", "answers")
    }
    acts.change(by=by(request), run=run, given={**given, "sheet": "", "profile": ""})
    return done(request, _("What was said by hand is taken back."), "web:import", run.pk)
