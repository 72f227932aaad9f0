"""Judging otherwise than a check does, with a reason; both stay."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from principles.actions.judgements import judge_compliance, withdraw_judgement
from principles.models import Judgement
from relationships.permissions import Act, require
from web.door import by, done, one, page
from web.forms.base import ActForm
from web.forms.principles import JudgementForm
from web.related import related
from web.views.principles.explaining import principle_in_force, standing
from web.views.sheet.principle_cards import anchor


@page("GET", "POST")
def judge(request: HttpRequest, id: int, code: str) -> HttpResponse:
    """A result of one's own for a relationship under a principle."""
    relationship = related(request, id)
    principle = principle_in_force(request, code)
    require(by(request), Act.JUDGE_COMPLIANCE, relationship.unit)
    form = JudgementForm(request)

    def judged(given: dict[str, Any]) -> Judgement:
        told = {**given, "principle": principle.pk}
        return judge_compliance(by=by(request), relationship=relationship, given=told)

    if form.done(judged):
        return done(
            request, _("Your judgement counts from now on."), "web:relationship", id, anchor=anchor(code)
        )
    shown = {
        "form": form,
        "heading": _("Judge otherwise"),
        "button": _("Judge"),
        "explained": _("What was computed stays beside your judgement, which counts until it is taken back."),
        **standing(request, relationship, principle),
    }
    return render(request, "web/principles/explain.html", shown, status=form.status)


@page("GET", "POST")
def withdraw(request: HttpRequest, id: int) -> HttpResponse:
    """Have what was computed count again."""
    found = one(request, Judgement, id)
    relationship = related(request, found.relationship_id)
    require(by(request), Act.JUDGE_COMPLIANCE, relationship.unit)
    form = ActForm(request, record=found)
    back = f"{reverse('web:relationship', args=[relationship.pk])}#{anchor(found.principle_code)}"
    if form.done(lambda _given: withdraw_judgement(by=by(request), judgement=found, version=form.version)):
        return done(request, _("The judgement is taken back; what is computed counts again."), back)
    shown = {
        "form": form,
        "heading": _("Take the judgement on %(code)s back") % {"code": found.principle_code},
        "explained": f"{found.judged_by}: “{found.reason}”",
        "button": _("Take back"),
        "tone": "danger",
        "back": back,
        "back_said": relationship,
    }
    return render(request, "web/act.html", shown, status=form.status)
