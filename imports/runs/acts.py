"""What a person does with a run: offer a file, correct what was understood, apply it, stop it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from imports import profiles
from imports.choices import TO_PLAN, RunState
from imports.models import ImportProfile, ImportRun
from imports.notation.cells import CONTROL
from imports.runs import files
from imports.runs.course import carry_on
from imports.runs.files import Incoming
from imports.runs.tasks import carry_on_later
from relationships.actions.inputs import action
from relationships.actor import Actor
from relationships.choices import Side
from relationships.errors import Problems, refuse, shown
from relationships.models import Portfolio, Unit
from relationships.permissions import Act, require
from relationships.queries import find
from relationships.values import currency, line, one_of, truth

GIVEN = (
    "portfolio",
    "currency",
    "our_role",
    "sheet",
    "profile",
    "fields",
    "notations",
    "answers",
    "all_or_nothing",
)
OFFERED = ("unit", *GIVEN)
_MAPS = ("fields", "notations", "answers")
MOST_ENTRIES = 1_000


def offer(*, by: Actor, given: Mapping[str, Any], file: Incoming, file_name: str) -> ImportRun:
    """A new run of a file: planned at once where it is small, else by the worker."""
    try:
        run = _offered(by=by, given=given, file=file, file_name=file_name)
    except BaseException:
        file.path.unlink(missing_ok=True)
        raise
    return _carried_on(run, by)


@action
def _offered(*, by: Actor, given: Mapping[str, Any], file: Incoming, file_name: str) -> ImportRun:
    unit = may_offer(by=by, unit=given.get("unit"))
    kept = _cleaned(by, unit, given, OFFERED, required=("portfolio",))
    run = ImportRun(
        unit=unit,
        user=by.user,
        file_name=CONTROL.sub("\ufffd", shown(file_name, 300)) or "list",
        digest=file.digest,
        created_at=by.at,
        **kept,
    )
    run.portfolio = Portfolio.objects.filter(unit=unit, name=run.portfolio_name).first()
    run.save()
    files.give_to(run.pk, file)
    return run


def may_offer(*, by: Actor, unit: Any) -> Unit:
    """The unit that a file is offered to, before the file is read; refuses whoever may not."""
    if unit in (None, ""):
        refuse("REQUIRED", "unit")
    found: Unit = find(by.user, Unit, unit, "unit")
    require(by, Act.IMPORT, found)
    return found


def change(*, by: Actor, run: ImportRun, given: Mapping[str, Any]) -> ImportRun:
    """Correct what was understood, answer questions, choose otherwise: and plan again.

    `fields`, `notations` and `answers` are added to what was given before; null takes one back.
    """
    return _carried_on(_changed(by=by, run=run, given=given), by)


@action
def _changed(*, by: Actor, run: ImportRun, given: Mapping[str, Any]) -> ImportRun:
    run = _to_plan(by, run)
    kept = _cleaned(by, run.unit, given, GIVEN, before=run)
    for name, value in kept.items():
        setattr(run, name, value)
    return _waiting(run, by)


def plan_again(*, by: Actor, run: ImportRun) -> ImportRun:
    """Plan a run anew on the registry of now: one that failed or was cancelled goes on so."""
    return _carried_on(_again(by=by, run=run), by)


@action
def _again(*, by: Actor, run: ImportRun) -> ImportRun:
    return _waiting(_to_plan(by, run), by)


def apply(*, by: Actor, run: ImportRun, plan: str | None = None) -> ImportRun:
    """Take in what was planned, at once where it is little, else by the worker.

    `plan` is the plan that was seen: refuses with STALE where there is another by now. Refuses with
    ROWS_REFUSED where all or nothing was chosen and rows are refused. What changed in the registry since the
    plan leaves everything unwritten: the run is planned again and says which rows came out otherwise.
    """
    return _carried_on(_applying(by=by, run=run, plan=plan), by)


@action
def _applying(*, by: Actor, run: ImportRun, plan: str | None) -> ImportRun:
    run = _locked(by, run)
    if run.state != RunState.PLANNED:
        refuse("WRONG_STATE", None, what=str(run), state=run.state, needed=RunState.PLANNED)
    if plan is not None and plan != run.plan:
        refuse("STALE", "plan", seen=shown(plan)[:12], current=run.plan[:12])
    refused = run.told("en").get("counts", {}).get("refused", 0)
    if run.all_or_nothing and refused:
        refuse("ROWS_REFUSED", None, what=str(run), count=refused)
    if files.list_of(run.pk) is None:
        refuse("FILE_GONE", "file", what=str(run), days=settings.IMPORT_KEEP_DAYS)
    run.state, run.user, run.attempts = RunState.APPLYING, by.user, 0
    run.save(update_fields=["state", "user", "attempts"])
    files.forget(run.pk)
    return run


@action
def cancel(*, by: Actor, run: ImportRun) -> ImportRun:
    """Stop a run: nothing of it is written. One that is being carried on stops as soon as it can."""
    run = _locked(by, run)
    stopping = (RunState.WAITING, RunState.READING, RunState.APPLYING)
    if run.state not in (*stopping, RunState.ASKING, RunState.PLANNED):
        refuse("WRONG_STATE", None, what=str(run), state=run.state, needed=RunState.PLANNED)
    with files.alone(run.pk) as nobody_else:
        if run.state in stopping and not nobody_else:
            files.ask_to_stop(run.pk)
        else:
            run.state = RunState.CANCELLED
            run.save(update_fields=["state"])
    return run


def _locked(by: Actor, run: ImportRun) -> ImportRun:
    found = ImportRun.objects.select_for_update(of=("self",)).select_related("unit", "user", "profile")
    held: ImportRun = found.get(pk=run.pk)
    require(by, Act.IMPORT, held.unit)
    return held


def _to_plan(by: Actor, run: ImportRun) -> ImportRun:
    run = _locked(by, run)
    if run.state not in TO_PLAN:
        refuse("WRONG_STATE", None, what=str(run), state=run.state, needed=RunState.PLANNED)
    if files.list_of(run.pk) is None:
        refuse("FILE_GONE", "file", what=str(run), days=settings.IMPORT_KEEP_DAYS)
    return run


def _waiting(run: ImportRun, by: Actor) -> ImportRun:
    files.forget(run.pk)
    run.state, run.user, run.attempts = RunState.WAITING, by.user, 0
    run.save()
    return run


def _carried_on(run: ImportRun, by: Actor) -> ImportRun:
    """The run after what can be done of it at once."""
    if not carry_on(run, by, at_once=True):
        carry_on_later(run)
    return ImportRun.objects.select_related("unit", "portfolio", "user", "profile", "undone_by").get(
        pk=run.pk
    )


def _cleaned(
    by: Actor,
    unit: Unit,
    given: Mapping[str, Any],
    names: tuple[str, ...],
    *,
    required: tuple[str, ...] = (),
    before: ImportRun | None = None,
) -> dict[str, Any]:
    """What was given, as a run keeps it; all reasons against it at once."""
    problems = Problems()
    kept: dict[str, Any] = {}
    for name in given:
        if name not in names:
            problems.add("UNKNOWN_FIELD", shown(name), value=shown(name), choices=", ".join(names))
    for name in required:
        if not given.get(name):
            problems.add("REQUIRED", name)
    for name, value in given.items():
        with problems.gather():
            if name == "portfolio" and value:
                kept["portfolio_name"] = line(value, name, limit=200)
            elif name == "currency":
                kept[name] = currency(value, name) if value else ""
            elif name == "our_role":
                kept[name] = one_of(value, name, Side) if value else ""
            elif name == "sheet":
                kept[name] = line(value, name, limit=300)
            elif name == "all_or_nothing":
                kept[name] = truth(value, name)
            elif name == "profile":
                kept["profile"] = _profile(unit, value)
                kept["profile_by_name"] = kept["profile"] is not None
            elif name in _MAPS:
                kept[name] = entries(name, value, getattr(before, name, {}))
    problems.raise_if_any()
    return kept


def _profile(unit: Unit, value: Any) -> ImportProfile | None:
    return profiles.named(unit, line(value, "profile", limit=200)) if value else None


def entries(name: str, value: Any, before: Mapping[str, str]) -> dict[str, str]:
    """Texts by name, added to those there; null takes one back."""
    if not isinstance(value, Mapping):
        refuse("WRONG_TYPE", name, expected="names with texts", given=type(value).__name__)
    entries = dict(before)
    problems = Problems()
    for key, text in value.items():
        with problems.gather():
            key = line(key, name, limit=1_000)
            if text is None:
                entries.pop(key, None)
            else:
                entries[key] = line(text, f"{name}.{shown(key, 40)}", limit=200)
    problems.raise_if_any()
    if len(entries) > MOST_ENTRIES:
        refuse("NUMBER_OUT_OF_RANGE", name, value=len(entries), low=0, high=MOST_ENTRIES)
    return entries
