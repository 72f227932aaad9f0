"""Classifying many alike relationships at once: the same type, target and reason for all that are ticked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relationships.actions.classify import WHY_A_REASON, Choice, classify_all
from relationships.errors import Refused
from relationships.filters import FILTERS, filtered
from relationships.models import Relationship
from relationships.permissions import Act, may, require_anywhere
from relationships.previews import MOST_AT_ONCE, Tried, tried
from relationships.queries import visible_to
from web.door import UNUSABLE, by, done, page
from web.forms.classifying import ManyForm

_NOT_CONDITIONS = ("after", "before", "last", "view")


@page("GET", "POST")
def classify_many(request: HttpRequest) -> HttpResponse:
    """One choice for the relationships that a list or its conditions name; shown before it is made."""
    require_anywhere(by(request), Act.CLASSIFY)
    found = _Found(request)
    form = ManyForm(request)
    ticked = found.ticked()
    if not form.sent:
        return _page(request, form, found, ticked, {})
    try:
        shown = tried(request.user, ticked, *_choice(form), at=by(request).at)  # type: ignore[arg-type]
    except Refused as refused:
        form.is_valid()
        form.refuse(refused)
        return _page(request, form, found, ticked, {})
    if request.POST.get("do") != "classify":
        return _page(request, form, found, ticked, {each.relationship.pk: each for each in shown})
    return _decide(request, form, found, ticked, {each.relationship.pk: each for each in shown})


class _Found:
    """The relationships meant, as far as they may be seen and classified, and bounded."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        given = _conditions(request)
        self.conditions = given
        seen = visible_to(request.user, Relationship)  # type: ignore[arg-type]
        meant = filtered(FILTERS[Relationship], given, seen, request.user) if given else seen.none()  # type: ignore[arg-type]
        rows = list(meant.select_related("unit", "party")[: MOST_AT_ONCE + 1])
        self.more = len(rows) > MOST_AT_ONCE
        rows = rows[:MOST_AT_ONCE]
        self.rows = [each for each in rows if may(by(request), Act.CLASSIFY, each.unit)]
        self.left_out = len(rows) - len(self.rows)

    def ticked(self) -> list[Relationship]:
        """Those that stay ticked; all of them to begin with."""
        if self.request.method != "POST":
            return self.rows
        kept = set(self.request.POST.getlist("relationship"))
        return [each for each in self.rows if str(each.pk) in kept]


def _conditions(request: HttpRequest) -> dict[str, Any]:
    """What the address asks for, as a list does: a value left empty is not given."""
    found: dict[str, Any] = {}
    for name in request.GET:
        values = [each for each in request.GET.getlist(name) if each.strip()]
        if values and name not in _NOT_CONDITIONS:
            found[name] = values if len(values) > 1 else values[0]
    return found


def _choice(form: ManyForm) -> tuple[Any, Any]:
    given = form.given()
    return given.get("chosen_type"), given.get("trust_target")


def _decide(
    request: HttpRequest,
    form: ManyForm,
    found: _Found,
    ticked: list[Relationship],
    shown: Mapping[int, Tried],
) -> HttpResponse:
    """Decide about all that are ticked, or about none: then what is refused stands beside each."""
    if not ticked:
        form.is_valid()
        form.add_error(None, _("Tick at least one relationship."))
        return _page(request, form, found, ticked, shown)
    given = form.given()
    choices = [
        Choice(each, given.get("chosen_type"), given.get("trust_target"), given.get("reason"))
        for each in ticked
    ]
    refused: dict[int, Refused] = {}

    def decided(_given: dict[str, Any]) -> None:
        refused.update(classify_all(by=by(request), choices=choices))

    form.done(decided)
    if refused:
        _say(form, refused, len(ticked))
    if form.errors or refused:
        return _page(request, form, found, ticked, shown, refused)
    said = ngettext("%(count)s relationship classified.", "%(count)s relationships classified.", len(ticked))
    return done(request, said % {"count": len(ticked)}, _back(request))


def _back(request: HttpRequest) -> str:
    """The list as it was narrowed; the whole of it when single relationships were ticked there."""
    asked = "" if "id" in request.GET else request.GET.urlencode()
    return reverse("web:relationships") + (f"?{asked}" if asked else "")


def _say(form: ManyForm, refused: Mapping[int, Refused], asked: int) -> None:
    """What is refused of all is said once, at its field; what is refused of some, beside each."""
    said = [tuple((each.field, each.message) for each in no.refusals) for no in refused.values()]
    if len(refused) == asked and len(set(said)) == 1:
        form.refuse(next(iter(refused.values())))
        return
    text = ngettext(
        "%(count)s relationship is refused, so nothing was changed. Give what it takes, or untick it.",
        "%(count)s relationships are refused, so nothing was changed. Give what they take, or untick them.",
        len(refused),
    )
    form.add_error(None, text % {"count": len(refused)})


def _page(
    request: HttpRequest,
    form: ManyForm,
    found: _Found,
    ticked: list[Relationship],
    shown: Mapping[int, Tried],
    refused: Mapping[int, Refused] | None = None,
) -> HttpResponse:
    kept = {each.pk for each in ticked}
    if not shown and found.rows:
        shown = {
            each.relationship.pk: each for each in tried(request.user, found.rows, "", "", at=by(request).at)
        }  # type: ignore[arg-type]
    rows = [
        {
            "relationship": each,
            "ticked": each.pk in kept,
            "tried": shown.get(each.pk),
            "why": _why(shown.get(each.pk)),
            "refused": [one.message for one in refused[each.pk].refusals]
            if refused and each.pk in refused
            else [],
        }
        for each in found.rows
    ]
    context = {
        "form": form,
        "rows": rows,
        "found": found,
        "most": MOST_AT_ONCE,
        "ticked": len(kept),
        "worked_out": any(each.then is not None for each in shown.values()),
    }
    status = UNUSABLE if form.errors else 200
    return render(request, "web/classify/many.html", context, status=status)


def _why(each: Tried | None) -> list[str]:
    """Why the choice takes a reason here."""
    if each is None or each.then is None:
        return []
    return [str(WHY_A_REASON[code]) for code in each.then.reasons_for_reason]


urls = [path("relationships/classify/", classify_many, name="classify_many")]
