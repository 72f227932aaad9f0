"""Actual trust in both directions, and the safeguards that stand in for what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relationships.actions.trust import add_safeguard, change_safeguard, withdraw_assessment
from relationships.choices import Direction, Flag
from relationships.models import Relationship, Safeguard, SafeguardKind, TrustAssessment
from relationships.permissions import Act, may, require
from relationships.previews import supposed
from relationships.queries import visible_to
from relationships.queries.trends import trends
from web.door import by, done, one, page
from web.forms.base import ActForm
from web.forms.classifying import kind_name
from web.forms.trusting import BASIS, PREFIXES, SafeguardForm, TrustForm, basis_words
from web.pictures import Rail, Trend
from web.related import related

MOST = 200
"""How many assessments or safeguards one page shows."""
_TRENDS = {1: Trend.RISING, 0: Trend.LEVEL, -1: Trend.FALLING, None: Trend.UNKNOWN}


@page("GET", "POST")
def trust(request: HttpRequest, id: int) -> HttpResponse:
    """What was assessed in each direction, and assessing it anew."""
    relationship = related(request, id)
    allowed = may(by(request), Act.ASSESS_TRUST, relationship.unit)
    if request.method == "POST":
        require(by(request), Act.ASSESS_TRUST, relationship.unit)
    form = TrustForm(request) if allowed else None
    if form is not None and form.done(lambda _given: form.assess(by(request), relationship)):
        said = ngettext("Trust assessed in one direction.", "Trust assessed in both directions.", form.made)
        return done(request, said, "web:trust", relationship.pk)
    past = visible_to(request.user, TrustAssessment).filter(relationship=relationship)  # type: ignore[arg-type]
    listed = list(past.select_related("assessor").order_by("-assessed_on", "-recorded_at", "-pk")[: MOST + 1])
    shown = {
        "relationship": relationship,
        "form": form,
        "sides": _sides(form, listed, relationship),
        "past": [(each, _basis(each)) for each in listed[:MOST]],
        "more": len(listed) > MOST,
        "most": MOST,
        **_standing(request, relationship, listed),
    }
    return render(request, "web/rating/trust.html", shown, status=form.status if form else 200)


@dataclass(frozen=True, slots=True)
class _Side:
    """One direction on the page: its fields, and what was assessed last."""

    direction: Direction
    who: str
    whom: str
    last: TrustAssessment | None
    level: Any
    basis: list[Any]
    evidence: Any


def _sides(form: TrustForm | None, listed: list[TrustAssessment], relationship: Relationship) -> list[_Side]:
    found = []
    names = [relationship.unit.name, relationship.party.name]
    for direction, prefix in PREFIXES.items():
        last = next((x for x in listed if x.direction == direction and x.withdrawn_at is None), None)
        who, whom = names if (prefix == "customer") == (relationship.our_role == "CUSTOMER") else names[::-1]
        fields = [form[f"{prefix}_{name}"] if form else None for name in ("level", "evidence")]
        basis = [form[f"{prefix}_{name}"] for name in BASIS] if form else []
        found.append(_Side(direction, who, whom, last, fields[0], basis, fields[1]))
    return found


def _basis(each: TrustAssessment) -> list[tuple[Any, int, Any]]:
    """What an assessment rests on, as far as it was said."""
    found = []
    for name, (label, _words) in BASIS.items():
        value = getattr(each, name)
        if value is not None:
            found.append((str(label).split(":")[0], value, basis_words(name, value)))
    return found


def _standing(
    request: HttpRequest, relationship: Relationship, assessments: list[TrustAssessment]
) -> dict[str, Any]:
    """The trust that is required, aimed at and there, as a picture, and the verdict on it."""
    now = supposed(request.user, relationship, {}, at=by(request).at).now  # type: ignore[arg-type]
    judgement = now.judgement
    ways = trends(assessments, by(request).on)
    gap = judgement.flag(Flag.TRUST_GAP)
    rail = Rail(
        id=f"rail-{relationship.pk}",
        required=judgement.required_trust_range,
        target=judgement.target,
        customer_to_supplier=judgement.actual_c2s,
        supplier_to_customer=judgement.actual_s2c,
        covered=(gap.covered or 0) if gap else 0,
        customer_trend=_TRENDS[ways.get(Direction.CUSTOMER_TO_SUPPLIER)],
        supplier_trend=_TRENDS[ways.get(Direction.SUPPLIER_TO_CUSTOMER)],
    )
    return {"rail": rail, "judgement": judgement, "gap": gap, "active": now.situation.safeguards}


@page("GET", "POST")
def trust_withdraw(request: HttpRequest, id: int) -> HttpResponse:
    """Take an assessment back, after asking."""
    assessment = one(request, TrustAssessment, id)
    relationship = related(request, assessment.relationship_id)
    require(by(request), Act.ASSESS_TRUST, relationship.unit)
    form = ActForm(request, record=assessment)

    def withdrawn(_given: dict[str, Any]) -> TrustAssessment:
        return withdraw_assessment(by=by(request), assessment=assessment, version=form.version)

    if form.done(withdrawn):
        return done(request, _("The assessment is taken back."), "web:trust", relationship.pk, anchor="past")
    shown = {"relationship": relationship, "form": form, "assessment": assessment}
    return render(request, "web/rating/withdraw_trust.html", shown, status=form.status)


@page("GET", "POST")
def safeguards(request: HttpRequest, id: int) -> HttpResponse:
    """What stands in for trust here, and putting something new in place."""
    relationship = related(request, id)
    allowed = may(by(request), Act.KEEP_SAFEGUARDS, relationship.unit)
    if request.method == "POST":
        require(by(request), Act.KEEP_SAFEGUARDS, relationship.unit)
    kinds = list(visible_to(request.user, SafeguardKind))  # type: ignore[arg-type]
    form = SafeguardForm(request, kinds=kinds, relationship=relationship) if allowed else None

    def added(given: dict[str, Any]) -> Safeguard:
        told = {name: value for name, value in given.items() if value != "" or name != "active_from"}
        return add_safeguard(by=by(request), relationship=relationship, given=told)

    if form is not None and form.done(added):
        return done(request, _("The safeguard is in place."), "web:safeguards", relationship.pk)
    listed = visible_to(request.user, Safeguard).filter(relationship=relationship)  # type: ignore[arg-type]
    rows = list(
        listed.select_related("kind", "contract").order_by("kind__level", "-active_from", "pk")[:MOST]
    )
    shown = {
        "relationship": relationship,
        "form": form,
        "rows": [(each, kind_name(each.kind), _state(each, by(request).on)) for each in rows],
        **_standing(request, relationship, []),
    }
    shown["levels"] = _levels(shown["judgement"], shown["active"], kinds)
    return render(request, "web/rating/safeguards.html", shown, status=form.status if form else 200)


def _state(safeguard: Safeguard, on: Any) -> str:
    if safeguard.active_to is not None and safeguard.active_to < on:
        return "ended"
    return "planned" if safeguard.active_from > on else "active"


def _levels(judgement: Any, active: Any, kinds: list[SafeguardKind]) -> list[dict[str, Any]]:
    """For each level that safeguards can stand in for: how many kinds it takes, and how many there are."""
    needed = judgement.recommendation.rules.safeguards.needed
    offered = Counter(each.level for each in kinds)
    return [
        {
            "level": level,
            "needed": needed[level],
            "there": active.get(level, 0),
            "missing": max(0, needed[level] - active.get(level, 0)),
            "kinds": [kind_name(each) for each in kinds if each.level == level],
        }
        for level in sorted(needed)
        if offered[level]
    ]


@page("GET", "POST")
def safeguard(request: HttpRequest, id: int) -> HttpResponse:
    """Correct a safeguard, or end it."""
    record = one(request, Safeguard, id)
    relationship = related(request, record.relationship_id)
    require(by(request), Act.KEEP_SAFEGUARDS, relationship.unit)
    kinds = list(visible_to(request.user, SafeguardKind))  # type: ignore[arg-type]
    form = SafeguardForm(request, kinds=kinds, relationship=relationship, record=record)

    def changed(given: dict[str, Any]) -> Safeguard:
        told: dict[str, Any] = given
        if request.POST.get("do") == "end":
            told = {"active_to": by(request).on}
        return change_safeguard(by=by(request), safeguard=record, given=told, version=form.version)

    if form.done(changed):
        return done(request, _("The safeguard is changed."), "web:safeguards", relationship.pk)
    shown = {"relationship": relationship, "form": form, "record": record, "name": kind_name(record.kind)}
    shown["state"] = _state(record, by(request).on)
    return render(request, "web/rating/safeguard.html", shown, status=form.status)


urls = [
    path("relationships/<int:id>/trust/", trust, name="trust"),
    path("assessments/<int:id>/withdraw/", trust_withdraw, name="trust_withdraw"),
    path("relationships/<int:id>/safeguards/", safeguards, name="safeguards"),
    path("safeguards/<int:id>/", safeguard, name="safeguard"),
]
