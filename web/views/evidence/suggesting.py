"""Ratings that pairs suggest, and taking one over: a person's act, never done by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from principles.queries.suggestions import SuggestedRating, suggested_ratings
from principles.suggestions import sentence
from relationships.actions.facts import rate_facts
from relationships.errors import refuse
from relationships.models import Relationship
from relationships.permissions import Act, require
from relationships.values import level
from web import scales
from web.door import by, done, page
from web.forms.base import hidden
from web.forms.evidence import TakeOverForm
from web.related import related
from web.templatetags.words import language, word


@dataclass(frozen=True, slots=True)
class Said:
    """A suggestion in words: the level suggested with its anchor, the one that counts, and why."""

    fact: str
    name: str
    value: int | None
    words: str
    current: int | None
    current_words: str
    source: Any
    differs: bool
    reasons: list[str]


def said_of(each: SuggestedRating) -> Said:
    told, known = each.suggestion, each.current
    return Said(
        told.fact,
        word(told.fact, "fact"),
        told.value,
        scales.anchor(told.fact, told.value) if told.value else "",
        known.value,
        scales.anchor(told.fact, known.value) if known.value else "",
        known.source,
        each.differs,
        [sentence(why, language()) for why in told.reasons],
    )


def suggestions_of(relationship: Relationship) -> list[Said]:
    """Eight queries at most."""
    return [said_of(each) for each in suggested_ratings([relationship.pk])[relationship.pk]]


@page("GET", "POST")
def take_over(request: HttpRequest, id: int, fact: str) -> HttpResponse:
    """Rate a fact as its pairs suggest: the level that was seen on the page, and no other."""
    relationship = related(request, id)
    require(by(request), Act.RATE_FACTS, relationship.unit)
    found = next((each for each in suggestions_of(relationship) if each.fact == fact), None)
    if found is None:
        raise Http404
    form = TakeOverForm(request, initial={"value": found.value, "evidence": " ".join(found.reasons)})
    form.fields["value"] = hidden()

    def rated(given: dict[str, Any]) -> Any:
        seen = level(given.get("value") or refuse("REQUIRED", "value"), "value")
        if seen != found.value:
            refuse("STALE", None, seen=seen, current=found.value or "–")
        return rate_facts(
            by=by(request),
            relationship=relationship,
            ratings={fact: seen},
            evidence=given.get("evidence", ""),
        )

    back = f"{reverse('web:evidence', args=[id])}#suggestions"
    if form.done(rated):
        return done(request, _("The suggestion is taken over as your rating."), back)
    shown = {"form": form, "relationship": relationship, "suggested": found, "back": back}
    return render(request, "web/evidence/take_over.html", shown, status=form.status)
