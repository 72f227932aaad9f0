"""Recording, changing and removing evidence of any kind, and the steps that follow on it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from relationships.errors import refuse
from relationships.models import Relationship
from relationships.permissions import Act, require
from relationships.queries import visible_to
from web.door import by, page, saved
from web.forms.base import ActForm
from web.forms.evidence import EvidenceForm
from web.related import related
from web.views.evidence.kinds import KINDS, Kind, Step, relationship_of

TOGETHER = "evidence"
"""With this in `to` an act goes back to all evidence together, else to the sheet of the relationship."""


@page("GET", "POST")
def new(request: HttpRequest, id: int, kind: str) -> HttpResponse:
    """Record evidence of a relationship."""
    what = _kind(kind)
    if what.create is None:
        raise Http404
    relationship = related(request, id)
    require(by(request), what.act, relationship.unit)
    form = what.form(request, relationship=relationship)
    create = what.create
    if form.done(lambda given: create(by=by(request), relationship=relationship, given=given)):
        return saved(request, _back(request, relationship, what))
    return _asked(request, form, relationship, what, heading=what.said_new, explained=what.explained)


@page("GET", "POST")
def change(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Change what is on record."""
    what = _kind(kind)
    record, relationship = _record(request, what, pk)
    require(by(request), what.act, relationship.unit)
    form = what.form(request, relationship=relationship, record=record)

    def changed(given: dict[str, Any]) -> Any:
        told: dict[str, Any] = {what.argument: record, "given": given, "version": form.version}
        return what.change(by=by(request), **told)

    if form.done(changed):
        return saved(request, _back(request, relationship, what))
    more = {"heading": what.said_change, "explained": what.explained, "record": record}
    return _asked(request, form, relationship, what, **more)


@page("GET", "POST")
def remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Remove what was recorded by mistake, after asking."""
    what = _kind(kind)
    record, relationship = _record(request, what, pk)
    require(by(request), what.act, relationship.unit)
    form = ActForm(request, record=record)

    def removed(_given: dict[str, Any]) -> None:
        told: dict[str, Any] = {what.argument: record, "version": form.version}
        what.remove(by=by(request), **told)

    if form.done(removed):
        return saved(request, _back(request, relationship, what))
    more = {"heading": what.said_remove, "about": record, "removing": True, "tone": "danger"}
    return _asked(request, form, relationship, what, **more)


@page("GET", "POST")
def step(request: HttpRequest, kind: str, pk: int, step: str) -> HttpResponse:
    """What follows on a record: its investigation, its answer, a stage, a gate."""
    what = _kind(kind)
    if step not in what.steps:
        raise Http404
    follows: Step = what.steps[step]
    record, relationship = _record(request, what, pk)
    require(by(request), Act.READ if follows.may else what.act, relationship.unit)
    form = _form(request, follows, relationship, record, step)
    if form.done(lambda given: follows.do(by(request), record, given, form.version)):
        return saved(request, _back(request, relationship, what))
    more = {"heading": follows.heading, "explained": follows.explained, "about": record, "tone": follows.tone}
    return _asked(request, form, relationship, what, button=follows.said, **more)


def _form(request: HttpRequest, follows: Step, relationship: Relationship, record: Any, step: str) -> ActForm:
    if not issubclass(follows.form, EvidenceForm):
        return follows.form(request, record=record)
    return follows.form(request, relationship=relationship, record=None if step == "stage" else record)


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def _record(request: HttpRequest, kind: Kind, pk: int) -> tuple[Any, Relationship]:
    """The record that the reader may see, with its relationship; refuses with NOT_FOUND."""
    to = "plan__relationship" if kind.name == "stages" else "relationship"
    rows = visible_to(by(request).user, kind.model).select_related(
        f"{to}__unit", f"{to}__party", *kind.beside
    )
    record = rows.filter(pk=pk).first()
    if record is None:
        refuse("NOT_FOUND", "id", thing=kind.model._meta.verbose_name, value=pk)
    return record, relationship_of(record)


def _back(request: HttpRequest, relationship: Relationship, kind: Kind) -> str:
    if request.GET.get("to") == TOGETHER:
        return f"{reverse('web:evidence', args=[relationship.pk])}#{kind.name}"
    return f"{reverse('web:relationship', args=[relationship.pk])}#{kind.anchor}"


def _asked(
    request: HttpRequest, form: ActForm, relationship: Relationship, kind: Kind, **more: Any
) -> HttpResponse:
    shown = {
        "form": form,
        "kind": kind,
        "relationship": relationship,
        "back": _back(request, relationship, kind),
        "back_said": relationship,
        "to": request.GET.get("to") == TOGETHER,
        **more,
    }
    return render(request, "web/evidence/act.html", shown, status=form.status)
