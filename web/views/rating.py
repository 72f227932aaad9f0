"""The facts of a relationship: what is known, who rated what, rating anew, and taking a rating back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relationships.actions.facts import withdraw_rating
from relationships.models import FactRating, Relationship
from relationships.permissions import Act, may, require
from relationships.queries import visible_to
from relationships.queries.facts import facts_of
from web import scales
from web.door import by, done, one, page
from web.forms.base import ActForm
from web.forms.rating import RatingForm
from web.related import related

MOST = 200
"""How many ratings of the past one page shows."""


@page("GET", "POST")
def facts(request: HttpRequest, id: int) -> HttpResponse:
    """What is known of each fact, and the scales to rate it on for who may."""
    relationship = related(request, id)
    allowed = may(by(request), Act.RATE_FACTS, relationship.unit)
    if request.method == "POST":
        require(by(request), Act.RATE_FACTS, relationship.unit)
    form = RatingForm(request) if allowed else None
    kept = 0

    def rated(_given: dict[str, Any]) -> None:
        nonlocal kept
        assert form is not None  # noqa: S101 for the type checker
        kept = form.rate(by(request), relationship)

    if form is not None and form.done(rated):
        return done(request, _said(kept), "web:facts", relationship.pk)
    return _facts(request, relationship, form)


def _said(kept: int) -> str:
    if not kept:
        return _("No fact was given a level, so nothing was recorded.")
    return ngettext("%(count)s rating recorded.", "%(count)s ratings recorded.", kept) % {"count": kept}


def _facts(request: HttpRequest, relationship: Relationship, form: RatingForm | None) -> HttpResponse:
    known = facts_of([relationship.pk])[relationship.pk]
    groups = scales.shown(relationship, known, scales.rated_before(relationship), form)
    past = visible_to(request.user, FactRating).filter(relationship=relationship)  # type: ignore[arg-type]
    listed = list(past.select_related("assessor", "withdrawn_by").order_by("-recorded_at", "-pk")[: MOST + 1])
    shown = {
        "relationship": relationship,
        "form": form,
        "groups": groups,
        "known": sum(each.known for each in groups),
        "facts": sum(len(each.rows) for each in groups),
        "past": [(each, scales.anchor(each.fact, each.value)) for each in listed[:MOST]],
        "more": len(listed) > MOST,
        "most": MOST,
        "may_classify": may(by(request), Act.CLASSIFY, relationship.unit),
    }
    return render(request, "web/rating/facts.html", shown, status=form.status if form else 200)


@page("GET", "POST")
def fact_withdraw(request: HttpRequest, id: int) -> HttpResponse:
    """Take a rating back, after asking."""
    rating = one(request, FactRating, id)
    relationship = related(request, rating.relationship_id)
    require(by(request), Act.RATE_FACTS, relationship.unit)
    form = ActForm(request, record=rating)
    if form.done(lambda _given: withdraw_rating(by=by(request), rating=rating, version=form.version)):
        return done(request, _("The rating is taken back."), "web:facts", relationship.pk, anchor="past")
    shown = {"relationship": relationship, "form": form, "rating": rating}
    shown["words"] = scales.anchor(rating.fact, rating.value)
    return render(request, "web/rating/withdraw_fact.html", shown, status=form.status)


urls = [
    path("relationships/<int:id>/facts/", facts, name="facts"),
    path("ratings/<int:id>/withdraw/", fact_withdraw, name="fact_withdraw"),
]
