"""Changing a set that isn't in force: its limits, and its principles one by one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from principles.actions import principles as acts
from principles.actions import sets
from principles.models import Principle, PrincipleSet
from relationships.permissions import Act, require
from web.door import by, done, one, page, saved
from web.forms.base import ActForm
from web.forms.principles import LimitsForm, PrincipleForm
from web.views.principles.reading import card_of


@page("GET", "POST")
def limits(request: HttpRequest, id: int) -> HttpResponse:
    """Other days, months and counts."""
    found = _opened(request, id)
    form = LimitsForm(request, record=found)

    def changed(_given: dict[str, Any]) -> PrincipleSet:
        given = {"limits": form.limits}
        return sets.change_set(by=by(request), principle_set=found, given=given, version=form.version)

    if form.done(changed):
        return saved(request, "web:principle_set", id)
    return _asked(request, form, found, _("Limits of %(record)s") % {"record": found}, _lapses())


@page("GET", "POST")
def add(request: HttpRequest, id: int) -> HttpResponse:
    """A principle of one's own."""
    found = _opened(request, id)
    form = PrincipleForm(request)
    if form.done(lambda given: acts.add_principle(by=by(request), principle_set=found, given=given)):
        return saved(request, "web:principle_set", id, anchor=f"principle-{form.made.pk}")
    heading = _("A principle of our own in %(record)s") % {"record": found}
    return _asked(request, form, found, heading, _lapses(), button=_("Add"))


@page("GET", "POST")
def change(request: HttpRequest, id: int) -> HttpResponse:
    """Other texts, depth, check or place."""
    found, principle_set = _principle(request, id)
    form = PrincipleForm(request, record=found)

    def changed(given: dict[str, Any]) -> Principle:
        return acts.change_principle(by=by(request), principle=found, given=given, version=form.version)

    if form.done(changed):
        return saved(request, "web:principle_set", principle_set.pk, anchor=f"principle-{id}")
    return _asked(request, form, principle_set, _("Change %(record)s") % {"record": _named(found)}, _lapses())


@page("GET", "POST")
def activity(request: HttpRequest, id: int) -> HttpResponse:
    """Have a principle count, or no longer."""
    found, principle_set = _principle(request, id)
    form = ActForm(request, record=found)
    act = acts.deactivate_principle if found.active else acts.activate_principle
    if form.done(lambda _given: act(by=by(request), principle=found, version=form.version)):
        return saved(request, "web:principle_set", principle_set.pk, anchor=f"principle-{id}")
    if found.active:
        heading, button = _("Have %(record)s no longer count"), _("No longer count")
        explained = _("It stays in the set, with its texts.")
    else:
        heading, button = _("Have %(record)s count"), _("Have it count")
        explained = _(
            "It counts once the set is in force. It needs an observation, and the principle itself."
        )
    told = f"{explained} {_lapses()}"
    return _asked(request, form, principle_set, heading % {"record": _named(found)}, told, button=button)


@page("GET", "POST")
def remove(request: HttpRequest, id: int) -> HttpResponse:
    """Take a principle out of the set."""
    found, principle_set = _principle(request, id)
    form = ActForm(request, record=found)
    if form.done(lambda _given: acts.remove_principle(by=by(request), principle=found, version=form.version)):
        said = _("The principle is taken out of the set.")
        return done(request, said, "web:principle_set", principle_set.pk)
    heading = _("Take %(record)s out of the set") % {"record": _named(found)}
    told = f"{_('Earlier versions keep theirs.')} {_lapses()}"
    return _asked(request, form, principle_set, heading, told, button=_("Take out"), tone="danger")


def _lapses() -> str:
    return _("A set that was submitted becomes a draft again, and the approvals given lapse.")


def _named(principle: Principle) -> str:
    return f"{principle.code} {card_of(principle, {}).theme}".strip()


def _opened(request: HttpRequest, id: int) -> PrincipleSet:
    found: PrincipleSet = one(request, PrincipleSet, id)
    require(by(request), Act.KEEP_PRINCIPLE_SETS, None)
    return found


def _principle(request: HttpRequest, id: int) -> tuple[Principle, PrincipleSet]:
    found: Principle = one(request, Principle, id)
    require(by(request), Act.KEEP_PRINCIPLE_SETS, None)
    return found, found.principle_set


def _asked(
    request: HttpRequest, form: ActForm, of: PrincipleSet, heading: str, explained: str, **more: Any
) -> HttpResponse:
    back = reverse("web:principle_set", args=[of.pk])
    shown = {"form": form, "heading": heading, "explained": explained, "back": back, "back_said": of, **more}
    return render(request, "web/act.html", shown, status=form.status)
