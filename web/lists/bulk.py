"""Many relationships changed at once: what of them, to what, who changes from what to what, and then done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relationships.actions.together import MOST, Tried, change_relationships, try_relationships
from relationships.choices import Phase
from relationships.errors import Refused, refuse
from relationships.labels import LABELS
from relationships.models import CategoryProfile, Portfolio
from relationships.queries import visible_to
from web.door import STATUS, UNUSABLE, by, done, page
from web.forms import ActForm, choice, line, reference
from web.forms.base import colleagues
from web.lists.asked import Asked, asked_of_text
from web.lists.relationships import RELATIONSHIPS
from web.lists.rows import counted
from web.templatetags import words

_NOBODY = gettext_lazy("nobody")


def _people(label: Any) -> Callable[[HttpRequest], forms.Field]:
    return lambda request: reference(label, colleagues(request.user), empty=_NOBODY)


def _category(request: HttpRequest) -> forms.Field:
    told = gettext_lazy("The name of a category profile, in either language, brings its assumed facts along.")
    return line(gettext_lazy("Category"), told, maxlength=300, list="profiles", autocomplete="off")


FIELDS: dict[str, Callable[[HttpRequest], forms.Field]] = {
    "owner": _people(gettext_lazy("Owner")),
    "deputy": _people(gettext_lazy("Deputy")),
    "phase": lambda request: choice(gettext_lazy("Phase"), LABELS[Phase].items(), empty=None),
    "category": _category,
    "portfolio": lambda request: reference(
        gettext_lazy("Portfolio"), visible_to(request.user, Portfolio), empty=gettext_lazy("none")
    ),
}
"""What can be changed of many, as it is asked."""


class BulkForm(ActForm):
    """The one value that all of them get."""

    def __init__(self, request: HttpRequest, field: str, **options: Any) -> None:
        super().__init__(request, **options)
        self.fields[field] = FIELDS[field](request)


@page("GET", "POST")
def change_many(request: HttpRequest) -> HttpResponse:
    """First the value is asked, then what it would do is shown, then it is done, in one transaction."""
    if request.method != "POST":
        return redirect("web:relationships")
    asked = asked_of_text(request.POST.get("query", ""), RELATIONSHIPS, request.user)
    if request.POST.get("do") == "classify":
        return redirect(f"{reverse('web:classify_many')}?{_meant(request, asked)}")
    field = request.POST.get("field", "")
    if field not in FIELDS:
        refuse("UNKNOWN_FIELD", "field", value=field[:40], choices=", ".join(FIELDS))
    step = request.POST.get("step", "")
    back = f"{reverse('web:relationships')}{asked.address()}"
    try:
        chosen = _chosen(request, asked)
    except Refused as refused:
        shown = {"refusals": refused.refusals, "back": back}
        status = STATUS.get(refused.refusals[0].code, UNUSABLE)
        return render(request, "web/lists/bulk.html", shown, status=status)
    form = BulkForm(request, field, sent=step in ("preview", "confirm"))
    shown = {"form": form, "field": field, "query": asked.query, "back": back, "chosen": chosen}
    if step == "confirm" and form.done(
        lambda given: change_relationships(by=by(request), chosen=chosen, given=given)
    ):
        said = _("%(count)s relationships are changed.") % {"count": words.count(len(form.made))}
        return done(request, said, back)
    status = form.status if step == "confirm" else 200
    return render(request, "web/lists/bulk.html", {**shown, **_tried(request, form, chosen)}, status=status)


def _chosen(request: HttpRequest, asked: Asked) -> list[tuple[int, int]]:
    """Those ticked, or all that the list finds, each with its version; refuses none and too many."""
    if "all" in request.POST:
        pairs = list(asked.found.values_list("pk", "version")[: MOST + 1])
    else:
        pairs = [pair for each in request.POST.getlist("chosen") if (pair := _pair(each)) is not None]
    if len(pairs) > MOST:
        count = counted(asked.found) if "all" in request.POST else len(pairs)
        refuse("TRIAL_TOO_LARGE", None, count=count, limit=MOST)
    if not pairs:
        refuse("REQUIRED", str(_("Relationships")))
    return pairs


def _meant(request: HttpRequest, asked: Asked) -> str:
    """Those ticked, or all that the list finds, as conditions in an address."""
    if "all" in request.POST and asked.query:
        return asked.query
    pairs = (_pair(each) for each in request.POST.getlist("chosen"))
    return urlencode({"id": ",".join(str(each[0]) for each in pairs if each is not None)})


def _pair(typed: str) -> tuple[int, int] | None:
    pk, _colon, version = typed.partition(":")
    if all(each.isascii() and each.isdecimal() and len(each) < 19 for each in (pk, version)):
        return int(pk), int(version)
    return None


def _tried(request: HttpRequest, form: BulkForm, chosen: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """What the value would do to each, once it was given."""
    shown: dict[str, Any] = {"number": len(chosen)}
    if "category" in form.fields:
        shown["profiles"] = visible_to(request.user, CategoryProfile)
    if not form.sent:
        return shown
    given = form.given()
    tried = try_relationships(by=by(request), chosen=chosen, given=given)
    changing = [each for each in tried if each.changes]
    return {
        **shown,
        "tried": [_row(each, *given) for each in tried],
        "given": given,
        "changing": [f"{each.relationship.pk}:{seen}" for each, seen in _versions(changing, chosen)],
        "refused": sum(bool(each.refusals) for each in tried),
    }


def _versions(tried: Sequence[Tried], chosen: Sequence[tuple[int, int]]) -> list[tuple[Tried, int]]:
    seen = dict(chosen)
    return [(each, seen[each.relationship.pk]) for each in tried]


def _row(tried: Tried, field: str) -> dict[str, Any]:
    return {
        "relationship": tried.relationship,
        "before": _said(field, tried.before.get(field)),
        "after": _said(field, tried.after.get(field)),
        "refusals": tried.refusals,
        "changes": tried.changes,
    }


def _said(field: str, value: Any) -> str:
    if value in (None, ""):
        return words.NOTHING
    return words.word(value, "Phase") if field == "phase" else str(value)
