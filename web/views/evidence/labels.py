"""Discouraged words found in a relationship, and saying of one that it is no label."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from principles.actions.labels import dismiss_label, undo_dismissal
from principles.checks.records import FoundLabel
from principles.choices import LabelPlace
from principles.models import LabelDismissal
from principles.queries.subjects import digest_of, labels_of
from relationships.errors import refuse
from relationships.labels import LABELS
from relationships.models import Relationship
from relationships.permissions import Act, require
from web.door import by, done, one, page
from web.forms.base import ActForm
from web.forms.evidence import DismissalForm
from web.related import related


def found_in(relationship: Relationship) -> list[tuple[FoundLabel, str, Any]]:
    """The labels found, each with what names it in an address, and where it stands in words."""
    found = labels_of([relationship.pk]).get(relationship.pk, ())
    return [(each, key_of(each), LABELS[LabelPlace][LabelPlace(each.place)]) for each in found]


def key_of(label: FoundLabel) -> str:
    return digest_of(f"{label.place} {label.word} {label.text}")[:16]


@page("GET", "POST")
def dismiss(request: HttpRequest, id: int) -> HttpResponse:
    """Say that a word found in a text is no label, with the reason; remembered while the text reads so."""
    relationship = related(request, id)
    require(by(request), Act.DISMISS_LABELS, relationship.unit)
    key = request.GET.get("label", "")
    label = next((each for each, its, _place in found_in(relationship) if its == key), None)
    if label is None:
        refuse("NOT_FOUND", "label", thing=_("discouraged word"), value=key)
    form = DismissalForm(request)

    def dismissed(given: dict[str, Any]) -> LabelDismissal:
        told = {**given, "place": label.place, "word": label.word, "text": label.text}
        return dismiss_label(by=by(request), relationship=relationship, given=told)

    back = f"{reverse('web:evidence', args=[id])}#labels"
    if form.done(dismissed):
        return done(request, _("It is no longer taken for a label."), back)
    shown = {
        "form": form,
        "heading": _("Dismiss “%(word)s” as a label") % {"word": label.word},
        "explained": _("It stands in “%(text)s”. The dismissal holds as long as that text reads so.")
        % {"text": label.text[:300]},
        "button": _("Dismiss"),
        "back": back,
        "back_said": relationship,
    }
    return render(request, "web/act.html", shown, status=form.status)


@page("GET", "POST")
def undo(request: HttpRequest, id: int) -> HttpResponse:
    """Have a label count again."""
    found = one(request, LabelDismissal, id)
    relationship = related(request, found.relationship_id)
    require(by(request), Act.DISMISS_LABELS, relationship.unit)
    form = ActForm(request, record=found)
    back = f"{reverse('web:evidence', args=[relationship.pk])}#labels"
    if form.done(lambda _given: undo_dismissal(by=by(request), dismissal=found, version=form.version)):
        return done(request, _("The label counts again."), back)
    shown = {
        "form": form,
        "heading": _("Have “%(word)s” count as a label again") % {"word": found.word},
        "explained": f"{found.dismissed_by}: “{found.reason}”",
        "button": _("Count again"),
        "back": back,
        "back_said": relationship,
    }
    return render(request, "web/act.html", shown, status=form.status)
