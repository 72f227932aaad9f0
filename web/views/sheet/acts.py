"""The acts on a relationship that are done from its sheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from relationships.actions.relationships import (
    add_further_party,
    change_relationship,
    remove_further_party,
    remove_relationship,
    set_arrangement,
)
from relationships.arrangements import KINDS
from relationships.filters import PartyFilter, filtered
from relationships.models import Arrangement, Party, Relationship, RelationshipParty
from relationships.queries import visible_to
from web.choosing import party_choice
from web.door import by, done, one, page, saved
from web.forms.relationship import ArrangementForm, ConfirmForm, FurtherPartyForm, RelationshipForm
from web.views.sheet.reading import relationship_seen

FOUND = 20


@page("GET", "POST")
def change(request: HttpRequest, id: int) -> HttpResponse:
    """Other particulars: what it is about, who minds it, where it is at home."""
    found = relationship_seen(by(request), id)
    form = RelationshipForm(request, found)
    if request.POST.get("do") != "search" and form.done(
        lambda given: change_relationship(
            by=by(request), relationship=found, given=given, version=form.version
        )
    ):
        return saved(request, "web:relationship", id)
    told = {
        "form": form,
        "heading": _("Change the relationship"),
        "explained": str(found),
        "back": reverse("web:relationship", args=[id]),
        "relationship": found,
        "choice": party_choice(request, form, required=True),
    }
    return render(request, "web/sheet/change.html", told, status=form.status if form.errors else 200)


@page("GET", "POST")
def arrangements(request: HttpRequest, id: int) -> HttpResponse:
    """Say of one arrangement whether it is in place."""
    found: Relationship = one(request, Relationship, id)
    asked = request.GET.get("kind", "")
    kept = Arrangement.objects.filter(relationship=found, kind=asked).first() if asked in KINDS else None
    initial = {
        "kind": asked,
        "state": kept.state if kept else "PRESENT",
        "reason": kept.reason if kept else "",
    }
    form = ArrangementForm(request, initial)
    if form.done(
        lambda given: set_arrangement(
            by=by(request),
            relationship=found,
            kind=given.get("kind"),
            state=given.get("state"),
            reason=given.get("reason"),
        )
    ):
        return saved(request, "web:relationship", id, anchor="arrangements")
    told = {
        "form": form,
        "heading": _("Is this arrangement in place?"),
        "explained": str(found),
        "back": reverse("web:relationship", args=[id]) + "#arrangements",
    }
    return render(request, "web/act.html", told, status=form.status)


@page("GET", "POST")
def add_party(request: HttpRequest, id: int) -> HttpResponse:
    """Search a party, then say which part it has."""
    found: Relationship = one(request, Relationship, id)
    searched = request.GET.get("q", "").strip()
    there = _searched(request, searched, found)
    form = FurtherPartyForm(request, there)
    if form.done(
        lambda given: add_further_party(
            by=by(request), relationship=found, party=given.get("party"), part=given.get("part")
        )
    ):
        return saved(request, "web:relationship", id, anchor="who")
    told = {
        "form": form,
        "searched_party": searched,
        "there": there,
        "most": FOUND,
        "heading": _("Add a further party"),
        "explained": str(found),
        "back": reverse("web:relationship", args=[id]) + "#who",
    }
    return render(request, "web/sheet/further_party.html", told, status=form.status)


def _searched(request: HttpRequest, searched: str, found: Relationship) -> list[Party]:
    if not searched:
        return []
    user = by(request).user
    rows = filtered(PartyFilter, {"q": searched}, visible_to(user, Party), user)
    return list(rows.exclude(pk=found.party_id).order_by("name", "pk")[:FOUND])


@page("GET", "POST")
def remove_party(request: HttpRequest, id: int) -> HttpResponse:
    found: RelationshipParty = one(request, RelationshipParty, id)
    form = ConfirmForm(request)
    if form.done(lambda given: remove_further_party(by=by(request), further_party=found)):
        return done(request, _("Removed."), "web:relationship", found.relationship_id, anchor="who")
    told = {
        "form": form,
        "heading": _("Remove %(party)s from this relationship?") % {"party": found.party},
        "explained": _("The party itself stays; that it had a part stays in the history."),
        "button": _("Remove"),
        "tone": "danger",
        "back": reverse("web:relationship", args=[found.relationship_id]) + "#who",
    }
    return render(request, "web/act.html", told, status=form.status)


@page("GET", "POST")
def remove(request: HttpRequest, id: int) -> HttpResponse:
    found: Relationship = one(request, Relationship, id)
    form = ConfirmForm(request, record=found)
    if form.done(lambda given: remove_relationship(by=by(request), relationship=found, version=form.version)):
        return done(request, _("Removed."), "web:relationships")
    told = {
        "form": form,
        "heading": _("Remove %(relationship)s?") % {"relationship": found},
        "explained": _(
            "For one recorded by mistake: without contracts or decisions. "
            "Its history stays. End one that was real by its phase."
        ),
        "button": _("Remove"),
        "tone": "danger",
        "back": reverse("web:relationship", args=[id]),
    }
    return render(request, "web/act.html", told, status=form.status)
