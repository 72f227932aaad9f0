"""Comply or explain: the explanations, writing one, approving what somebody else wrote, taking it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from principles.actions.explanations import approve_explanation, withdraw_explanation, write_explanation
from principles.checks.texts import reason_of, sentence, way_of
from principles.filters import ExplanationFilter
from principles.models import Compliance, Explanation, Judgement, Principle
from principles.queries.sets import set_in_force
from relationships.errors import refuse
from relationships.filters import filtered
from relationships.models import Relationship
from relationships.permissions import Act, may, require
from relationships.queries import visible_to
from web.door import by, done, page
from web.forms.base import ActForm
from web.forms.principles import ExplanationForm
from web.parts import part_of
from web.related import related
from web.templatetags.words import language
from web.views.principles.reading import card_of
from web.views.sheet.principle_cards import anchor

PER_PAGE = 25
STATES = {
    "STANDING": (gettext_lazy("In force, the first to lapse on top"), ("valid_until", "id")),
    "AWAITING_APPROVAL": (gettext_lazy("Waiting for approval, the oldest on top"), ("written_on", "id")),
    "LAPSED": (gettext_lazy("Lapsed, the latest on top"), ("-valid_until", "-id")),
}


@page()
def explanations(request: HttpRequest) -> HttpResponse:
    """Those that count, wait for approval, or lapsed, of what the reader may see."""
    actor = by(request)
    state = request.GET.get("state") or "STANDING"
    given = {"state": state, "principle": request.GET.get("principle") or None}
    rows = filtered(ExplanationFilter, given, visible_to(actor.user, Explanation), actor.user)
    rows = rows.select_related("relationship__party", "relationship__unit", "owner", "author", "principle")
    part = part_of(rows.order_by(*STATES.get(state, STATES["LAPSED"])[1]), request, PER_PAGE)
    shown = {
        "tab": "explanations",
        "state": state,
        "states": [(code, said) for code, (said, _order) in STATES.items()],
        "asked": given,
        "codes": list(set_in_force().principles.filter(active=True).values_list("code", flat=True)),
        "part": part,
        "rows": [(each, _approvable(request, each)) for each in part.records],
        "today": actor.on,
    }
    return render(request, "web/principles/explanations.html", shown)


def _approvable(request: HttpRequest, each: Explanation) -> bool:
    """Whether the reader is one who may approve it: somebody else than who wrote it."""
    actor = by(request)
    waiting = each.approved_at is None and each.lapsed_at is None and each.valid_until >= actor.on
    other = each.author_id != actor.user.pk
    return waiting and other and may(actor, Act.APPROVE_EXPLANATIONS, each.relationship.unit)


def _explanation(request: HttpRequest, id: int) -> Explanation:
    rows = visible_to(by(request).user, Explanation).select_related(
        "relationship__party", "relationship__unit", "owner", "author", "approver", "principle"
    )
    found = rows.filter(pk=id).first()
    return found or refuse("NOT_FOUND", "id", thing=Explanation._meta.verbose_name, value=id)


@page()
def explanation(request: HttpRequest, id: int) -> HttpResponse:
    """One explanation, with what the reader may do with it."""
    found = _explanation(request, id)
    actor = by(request)
    standing = found.lapsed_at is None and found.valid_until >= actor.on
    shown = {
        "tab": "explanations",
        "explanation": found,
        "relationship": found.relationship,
        "card": card_of(found.principle, {}),
        "anchor": anchor(found.principle_code),
        "standing": standing,
        "approvable": _approvable(request, found),
        "own": found.author_id == actor.user.pk,
        "writable": may(actor, Act.WRITE_EXPLANATIONS, found.relationship.unit),
    }
    return render(request, "web/principles/explanation.html", shown)


@page("GET", "POST")
def explain(request: HttpRequest, id: int, code: str) -> HttpResponse:
    """Write why a relationship departs from a principle, and what is done instead."""
    relationship = related(request, id)
    actor = by(request)
    principle = principle_in_force(request, code)
    require(actor, Act.WRITE_EXPLANATIONS, relationship.unit)
    form = ExplanationForm(request, initial=_renewed(relationship, code))

    def written(given: dict[str, Any]) -> Explanation:
        named = {name: value for name, value in given.items() if name != "owner" or value}
        return write_explanation(
            by=actor, relationship=relationship, given={**named, "principle": principle.pk}
        )

    if form.done(written):
        said = _("The explanation is written. It counts once somebody else approves it.")
        return done(request, said, "web:relationship", id, anchor=anchor(code))
    shown = {
        "form": form,
        "heading": _("Explain a departure"),
        "button": _("Write the explanation"),
        **standing(request, relationship, principle),
    }
    return render(request, "web/principles/explain.html", shown, status=form.status)


def _renewed(relationship: Relationship, code: str) -> dict[str, Any]:
    """The texts of the explanation that stands or waits, to begin a new one with."""
    rows = Explanation.objects.filter(relationship=relationship, principle_code=code, lapsed_at__isnull=True)
    found = rows.order_by("-pk").first()
    return {"reason": found.reason, "instead": found.instead, "owner": found.owner_id} if found else {}


def principle_in_force(request: HttpRequest, code: str) -> Principle:
    """The active principle of this code in the set in force; refuses with NOT_FOUND."""
    rows = visible_to(by(request).user, Principle).filter(principle_set__state="IN_FORCE", active=True)
    found = rows.filter(code=code).first()
    return found or refuse("NOT_FOUND", "code", thing=Principle._meta.verbose_name, value=code)


def standing(request: HttpRequest, relationship: Relationship, principle: Principle) -> dict[str, Any]:
    """How the relationship does by the principle at present, for a page that asks to judge or explain it."""
    row = Compliance.objects.filter(relationship=relationship, principle=principle).first()
    judged = Judgement.objects.filter(
        relationship=relationship, principle_code=principle.code, withdrawn_at__isnull=True
    )
    return {
        "relationship": relationship,
        "card": card_of(principle, {}),
        "row": row,
        "reasons": [sentence(reason_of(each), language()) for each in (row.reasons if row else ())],
        "ways": [sentence(way_of(each), language()) for each in (row.ways if row else ())],
        "judgement": judged.select_related("judged_by").first(),
        "back": f"{reverse('web:relationship', args=[relationship.pk])}#{anchor(principle.code)}",
    }


@page("GET", "POST")
def approve(request: HttpRequest, id: int) -> HttpResponse:
    """Have an explanation of somebody else count, after reading it."""
    found = _explanation(request, id)
    require(by(request), Act.APPROVE_EXPLANATIONS, found.relationship.unit)
    form = ActForm(request, record=found)
    if form.done(lambda _given: approve_explanation(by=by(request), explanation=found, version=form.version)):
        return done(request, _("The explanation is approved and counts from now on."), "web:explanation", id)
    shown = {
        "form": form,
        "heading": _("Approve an explanation"),
        "button": _("Approve"),
        "explained": _(
            "It counts until its last day, or until a record or decision that it rests on changes."
        ),
        **_shown(found),
    }
    return render(request, "web/principles/explanation_act.html", shown, status=form.status)


@page("GET", "POST")
def withdraw(request: HttpRequest, id: int) -> HttpResponse:
    """Have an explanation no longer count."""
    found = _explanation(request, id)
    require(by(request), Act.WRITE_EXPLANATIONS, found.relationship.unit)
    form = ActForm(request, record=found)
    if form.done(
        lambda _given: withdraw_explanation(by=by(request), explanation=found, version=form.version)
    ):
        return done(request, _("The explanation is taken back."), "web:explanation", id)
    shown = {
        "form": form,
        "heading": _("Take an explanation back"),
        "button": _("Take back"),
        "tone": "danger",
        "explained": _("The result that it explains shows again. It stays on record as taken back."),
        **_shown(found),
    }
    return render(request, "web/principles/explanation_act.html", shown, status=form.status)


def _shown(found: Explanation) -> dict[str, Any]:
    return {
        "explanation": found,
        "relationship": found.relationship,
        "card": card_of(found.principle, {}),
        "back": reverse("web:explanation", args=[found.pk]),
    }
