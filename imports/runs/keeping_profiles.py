"""Acts on profiles: made of a run or by hand, changed, removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imports import profiles
from imports.choices import RunState
from imports.columns import FIELDS
from imports.fields import ATTRIBUTE, LEAVE_OUT
from imports.models import ImportProfile, ImportRun
from imports.runs.acts import entries
from relationships.actions.inputs import action, apply, locked
from relationships.actor import Actor
from relationships.errors import Problems, refuse, shown
from relationships.history import keep, remove
from relationships.models import Unit
from relationships.permissions import Act, require
from relationships.queries import find
from relationships.values import line, name_of

CHANGED = ("name", "sheet", "fields", "notations", "answers")
MADE = ("unit", *CHANGED)


@action
def save_profile(*, by: Actor, run: ImportRun, name: Any) -> ImportProfile:
    """Keep how the columns of this run's list were understood, for the next list of its layout.

    The unit's profile of that layout is replaced, if there is one.
    """
    require(by, Act.IMPORT, run.unit)
    told = run.told("en")
    if not told.get("columns") or run.state in (RunState.READING, RunState.WAITING):
        refuse("WRONG_STATE", None, what=str(run), state=run.state, needed=RunState.PLANNED)
    columns = told["columns"]
    placed = {each["header"]: each["field"] for each in columns if each["field"]}
    left_out = {each: code for each, code in run.fields.items() if code == LEAVE_OUT}
    used = run.profile
    kept = {
        "name": _name(name),
        "sheet": run.sheet or (used.sheet if used else ""),
        "fields": {**left_out, **placed},
        "notations": {**(used.notations if used else {}), **run.notations},
        "answers": {**(used.answers if used else {}), **profiles.answers_to_keep(run.answers)},
        "layout": told.get("layout") or "",
    }
    found = ImportProfile.objects.filter(unit=run.unit, layout=kept["layout"]).exclude(layout="").first()
    return _kept(found or ImportProfile(unit=run.unit), kept, by)


@action
def create_profile(*, by: Actor, given: Mapping[str, Any]) -> ImportProfile:
    """A profile made by hand: to be named, as no layout picks it up."""
    problems = Problems()
    for name in ("unit", "name"):
        if not given.get(name):
            problems.add("REQUIRED", name)
    kept = _cleaned(given, MADE, problems)
    problems.raise_if_any()
    unit: Unit = find(by.user, Unit, given["unit"], "unit")
    require(by, Act.IMPORT, unit)
    return _kept(ImportProfile(unit=unit), kept, by)


@action
def change_profile(
    *, by: Actor, profile: ImportProfile, given: Mapping[str, Any], version: int | None = None
) -> ImportProfile:
    """Another name, sheet or content; fields, notations and answers given are added, null takes one back."""
    require(by, Act.IMPORT, profile.unit)
    problems = Problems()
    held = locked(profile, version=version)
    kept = _cleaned(given, CHANGED, problems, held)
    if "name" in kept and not kept["name"]:
        problems.add("REQUIRED", "name")
    problems.raise_if_any()
    return _kept(held, kept, by)


@action
def remove_profile(*, by: Actor, profile: ImportProfile, version: int | None = None) -> None:
    """Remove a profile; runs that used it stay."""
    require(by, Act.IMPORT, profile.unit)
    remove(locked(profile, version=version), by)


def _kept(profile: ImportProfile, kept: Mapping[str, Any], by: Actor) -> ImportProfile:
    others = ImportProfile.objects.filter(unit=profile.unit, name=kept.get("name", profile.name))
    if others.exclude(pk=profile.pk).exists():
        refuse("DUPLICATE", "name", what=kept["name"])
    changed = apply(profile, kept)
    return keep(profile, by) if changed or profile._state.adding else profile


def _name(value: Any) -> str:
    name = name_of(value, "name", limit=200)
    if not name:
        refuse("REQUIRED", "name")
    return name


def _cleaned(
    given: Mapping[str, Any], names: tuple[str, ...], problems: Problems, before: ImportProfile | None = None
) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name, value in given.items():
        if name not in names:
            problems.add("UNKNOWN_FIELD", shown(name), value=shown(name), choices=", ".join(names))
            continue
        with problems.gather():
            if name == "name":
                kept[name] = name_of(value, name, limit=200)
            elif name == "sheet":
                kept[name] = line(value, name, limit=300)
            elif name != "unit":
                kept[name] = entries(name, value, getattr(before, name, {}))
    for header, code in kept.get("fields", {}).items():
        if code not in FIELDS and code not in (LEAVE_OUT, ATTRIBUTE):
            known = ", ".join([*FIELDS, ATTRIBUTE, LEAVE_OUT])
            problems.add("UNKNOWN_CODE", f"fields.{shown(header, 40)}", value=shown(code), choices=known)
    return kept
