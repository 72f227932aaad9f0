"""Acts on an import: taken in, stopped, planned again, taken back, its reading kept, its problems marked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from imports import undo as undoing
from imports.choices import UNDER_WAY, RunState
from imports.models import ImportProfile, ImportRun
from imports.runs import acts, keeping_profiles
from imports.runs.marking import marked_file
from relationships.errors import refuse
from relationships.permissions import Act, may, require
from relationships.queries import visible_to
from web.door import by, done, one, page
from web.files import attachment
from web.parts import part_of
from web.templatetags import words
from web.views.imports.looking import made_by

PROFILES = 50


@page("POST")
def apply_import(request: HttpRequest, id: int) -> HttpResponse:
    """Take in the plan that was seen, or nothing."""
    run = one(request, ImportRun, id)
    made = acts.apply(by=by(request), run=run, plan=request.POST.get("plan", ""))
    return done(request, _said(made), "web:import", run.pk)


def _said(run: ImportRun) -> str:
    """How it ended, or that it goes on."""
    if run.state == RunState.APPLIED:
        return _("The list was taken in.")
    if run.state in UNDER_WAY:
        return _("The list is being taken in. You may leave this page.")
    if run.conflicts:
        return _("Nothing was written: the registry changed since the plan. Look at the rows concerned.")
    return _("Nothing was written.")


@page("POST")
def cancel_import(request: HttpRequest, id: int) -> HttpResponse:
    run = one(request, ImportRun, id)
    made = acts.cancel(by=by(request), run=run)
    stopped = made.state == RunState.CANCELLED
    said = _("Stopped; nothing was written.") if stopped else _("It stops as soon as it can.")
    return done(request, said, "web:import", run.pk)


@page("POST")
def plan_import(request: HttpRequest, id: int) -> HttpResponse:
    """Plan it again on the registry of now."""
    run = one(request, ImportRun, id)
    acts.plan_again(by=by(request), run=run)
    return done(request, _("The list is planned anew."), "web:import", run.pk)


@page("GET", "POST")
def undo_import(request: HttpRequest, id: int) -> HttpResponse:
    """What taking it back removes, and what stands in the way; then take it back."""
    run = one(request, ImportRun, id)
    require(by(request), Act.IMPORT, run.unit)
    if request.method == "POST":
        undoing.undo(by=by(request), run=run)
        return done(request, _("The import was taken back."), "web:import", run.pk)
    if run.state != RunState.APPLIED:
        refuse("WRONG_STATE", None, what=str(run), state=run.state, needed=RunState.APPLIED)
    found = {"run": run, "blocks": undoing.what_blocks(run), "made": made_by(request, run)}
    return render(request, "web/imports/undo.html", found)


@page("POST")
def keep_profile(request: HttpRequest, id: int) -> HttpResponse:
    """Keep how its columns were understood, for the next list of this layout."""
    run = one(request, ImportRun, id)
    kept = keeping_profiles.save_profile(by=by(request), run=run, name=request.POST.get("name", ""))
    said = _("Kept as “%(name)s”. The next list with these headers is read the same way.")
    return done(request, said % {"name": kept.name}, "web:import", run.pk)


@page()
def get_marked(request: HttpRequest, id: int) -> HttpResponse:
    """The list with its problems marked in the cells."""
    found = marked_file(by=by(request), run=one(request, ImportRun, id), language=words.language())
    name, _point, ending = found.name.rpartition(".")
    return attachment(request, [found.content], name, ending)


@page()
def list_profiles(request: HttpRequest) -> HttpResponse:
    """How lists of each layout are read."""
    part = part_of(visible_to(request.user, ImportProfile).order_by("name", "id"), request, PROFILES)
    for each in part.records:
        each.may_remove = may(by(request), Act.IMPORT, each.unit)
    return render(request, "web/imports/profiles.html", {"part": part})


@page("POST")
def remove_profile(request: HttpRequest, id: int) -> HttpResponse:
    profile = one(request, ImportProfile, id)
    keeping_profiles.remove_profile(by=by(request), profile=profile, version=_version(request))
    return done(request, _("The profile was removed."), "web:import_profiles")


def _version(request: HttpRequest) -> Any:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None
