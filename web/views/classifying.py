"""Classifying a relationship: facts, what follows from them, and the choice."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relationships.choices import CollaborationType
from relationships.fit.texts import TYPE_NAMES
from relationships.models import Classification, Relationship, Safeguard, SafeguardKind
from relationships.permissions import Act, require
from relationships.queries import visible_to
from relationships.queries.facts import facts_of
from web import drafts, scales
from web.door import UNUSABLE, by, done, page
from web.forms.classifying import WizardForm, kind_name
from web.recommending import Recommending, recommending
from web.related import related
from web.templatetags.words import language


@page("GET", "POST")
def classify(request: HttpRequest, id: int) -> HttpResponse:
    """The wizard. What is sent is kept for later, recorded as ratings, or decided."""
    relationship = _relationship(request, id)
    draft = drafts.kept(request, _draft(relationship))
    wizard = _Wizard(request, relationship, draft)
    if request.method != "POST":
        return wizard.page()
    act = {"keep": _keep, "forget": _forget, "rate": _rate}.get(request.POST.get("do", ""), _decide)
    return act(request, relationship, wizard)


@page("GET", "POST")
def classify_preview(request: HttpRequest, id: int) -> HttpResponse:
    """What the rule says of what is typed. It is kept for who comes back, and changes no record."""
    relationship = _relationship(request, id)
    if request.method == "POST":
        drafts.keep(request, _draft(relationship))
    wizard = _Wizard(request, relationship, drafts.kept(request, _draft(relationship)))
    if not request.htmx:  # type: ignore[attr-defined]
        return wizard.page() if request.method == "POST" else redirect("web:classify", relationship.pk)
    return render(request, "web/classify/moving.html", wizard.moving())


def _relationship(request: HttpRequest, id: int) -> Relationship:
    relationship = related(request, id)
    require(by(request), Act.CLASSIFY, relationship.unit)
    return relationship


def _draft(relationship: Relationship) -> str:
    return f"classify-{relationship.pk}"


class _Wizard:
    """The page as it is put together: the form, what was kept of it, and what the rule says."""

    def __init__(self, request: HttpRequest, relationship: Relationship, draft: drafts.Draft | None) -> None:
        self.request, self.relationship, self.draft = request, relationship, draft
        self.current = (
            Classification.objects.filter(relationship=relationship, superseded_at__isnull=True)
            .select_related("decided_by")
            .first()
        )
        self.safeguards = _active(relationship, by(request).on)
        active = {each.kind_id for each in self.safeguards}
        kinds = [each for each in visible_to(request.user, SafeguardKind) if each.pk not in active]
        initial: dict[str, Any] = draft.typed if draft else self._decided()
        self.form = WizardForm(request, kinds=kinds, initial=initial)

    def _decided(self) -> dict[str, Any]:
        """The choice as it stands, to start from."""
        if self.current is None:
            return {}
        return {"chosen_type": self.current.chosen_type, "trust_target": str(self.current.trust_target)}

    def recommending(self) -> Recommending:
        form = self.form
        return recommending(
            self.request.user,  # type: ignore[arg-type]
            self.relationship,
            ratings=form.ratings,
            assessed_on=form.typed("assessed_on"),
            chosen=form.typed("chosen_type"),
            target=form.typed("trust_target"),
            safeguards=form.several("safeguards"),
            at=by(self.request).at,
        )

    def moving(self) -> dict[str, Any]:
        """What moves while one fills in."""
        return {
            "relationship": self.relationship,
            "form": self.form,
            "rule": self.recommending(),
            "draft": drafts.kept(self.request, _draft(self.relationship)),
        }

    def page(self, status: int = 200) -> HttpResponse:
        relationship = self.relationship
        known = facts_of([relationship.pk])[relationship.pk]
        groups = scales.shown(relationship, known, scales.rated_before(relationship), self.form)
        moving = self.moving()
        shown = {
            **moving,
            "cards": moving["rule"].cards,
            "groups": groups,
            "known": sum(each.known for each in groups),
            "facts": sum(len(each.rows) for each in groups),
            "align": [row for each in groups for row in each.rows if row.known.align_first],
            "current": self.current,
            "safeguards": [(each, kind_name(each.kind)) for each in self.safeguards],
            "seen": self.current.pk if self.current else 0,
        }
        return render(self.request, "web/classify/classify.html", shown, status=status)


def _active(relationship: Relationship, on: Any) -> list[Safeguard]:
    standing = Safeguard.objects.filter(relationship=relationship, active_from__lte=on)
    return list(standing.exclude(active_to__lt=on).select_related("kind").order_by("kind__level", "pk"))


def _keep(request: HttpRequest, relationship: Relationship, wizard: _Wizard) -> HttpResponse:
    drafts.keep(request, _draft(relationship))
    said = _("What you filled in is kept. Come back to this page to go on.")
    return done(request, said, "web:relationship", relationship.pk)


def _forget(request: HttpRequest, relationship: Relationship, wizard: _Wizard) -> HttpResponse:
    drafts.drop(request, _draft(relationship))
    return done(request, _("What you had filled in is gone."), "web:classify", relationship.pk)


def _rate(request: HttpRequest, relationship: Relationship, wizard: _Wizard) -> HttpResponse:
    """Record the ratings; the choice stays as it was typed."""
    kept = 0

    def rated(_given: dict[str, Any]) -> None:
        nonlocal kept
        kept = wizard.form.rate(by(request), relationship)

    if not wizard.form.done(rated):
        drafts.keep(request, _draft(relationship))
        return wizard.page(UNUSABLE)
    drafts.keep(request, _draft(relationship), without=(scales.RATED, scales.SEEN, "assessed_on"))
    if not kept:
        said = _("No fact was given a level yet, so nothing was recorded.")
    else:
        said = ngettext("%(count)s rating recorded.", "%(count)s ratings recorded.", kept) % {"count": kept}
    return done(request, said, "web:classify", relationship.pk)


def _decide(request: HttpRequest, relationship: Relationship, wizard: _Wizard) -> HttpResponse:
    form, current = wizard.form, wizard.current
    if request.POST.get("seen", "0") != str(current.pk if current else 0):
        form.is_valid()
        form.add_error(None, _meanwhile(current))
        drafts.keep(request, _draft(relationship))
        return wizard.page(409)
    if not form.done(lambda _given: form.decide(by(request), relationship)):
        drafts.keep(request, _draft(relationship))
        return wizard.page(UNUSABLE)
    drafts.drop(request, _draft(relationship))
    chosen = TYPE_NAMES[language()][CollaborationType(form.made.chosen_type)]
    said = _("Classified: %(type)s, trust target %(target)s.") % {
        "type": chosen,
        "target": form.made.trust_target,
    }
    return done(request, said, "web:relationship", relationship.pk)


def _meanwhile(current: Classification | None) -> str:
    if current is None:
        return _("The decision that you saw is no longer there. Look again, then decide.")
    return _(
        "%(who)s decided in the meantime: %(type)s, trust target %(target)s. Look at it, then decide again."
    ) % {
        "who": current.decided_by,
        "type": TYPE_NAMES[language()][CollaborationType(current.chosen_type)],
        "target": current.trust_target,
    }


urls = [
    path("relationships/<int:id>/classify/", classify, name="classify"),
    path("relationships/<int:id>/classify/preview/", classify_preview, name="classify_preview"),
]
