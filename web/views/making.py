"""Making a relationship, and the party it is with."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from relationships.actions.parties import create_party
from relationships.actions.relationships import create_relationship
from relationships.permissions import Act, require_anywhere
from relationships.queries.categories import recognise_category
from relationships.queries.facts import assumed_by_profile
from relationships.queries.matching import Match, parties_like
from web import drafts
from web.choosing import party_choice
from web.door import UNUSABLE, by, done, page
from web.forms.making import PartyForm, RelationshipForm, profile_name

_DRAFT = "relationship"


@page("GET", "POST")
def relationship_new(request: HttpRequest) -> HttpResponse:
    """A new relationship; its party is found by typing, or made on the way."""
    require_anywhere(by(request), Act.KEEP_RELATIONSHIPS)
    do = request.POST.get("do", "")
    if do == "make_party":
        drafts.keep(request, _DRAFT)
        back = urlencode({"name": request.POST.get("party_q", "")[:300], "next": request.path})
        return HttpResponseRedirect(f"{resolve_url('web:party_new')}?{back}")
    if do == "forget":
        drafts.drop(request, _DRAFT)
        return HttpResponseRedirect(request.path)
    form = RelationshipForm(request, initial=_typed(request))
    if do == "search":
        return _relationship(request, form, 200)
    if form.done(lambda _given: create_relationship(by=by(request), given=form.told())):
        drafts.drop(request, _DRAFT)
        to = "web:classify" if do == "classify" else "web:relationship"
        return done(request, _("The relationship is there."), to, form.made.pk)
    return _relationship(request, form, form.status)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was typed before a party was made on the way, and the party that the address names."""
    if request.method == "POST":
        return {}
    draft = drafts.kept(request, _DRAFT)
    found = dict(draft.typed) if draft else {"owner": str(request.user.pk)}
    for name in ("party", "unit", "category", "subject", "our_role"):
        if name in request.GET:
            found[name] = request.GET[name]
    if "party" in request.GET:
        found["party_q"] = ""
    return found


def _relationship(request: HttpRequest, form: RelationshipForm, status: int) -> HttpResponse:
    shown = {
        "form": form,
        "choice": party_choice(request, form, make=True, required=True),
        "meant": _meant(str(form["category"].value() or "")),
        "draft": None if form.sent else drafts.kept(request, _DRAFT),
    }
    return render(request, "web/making/relationship.html", shown, status=status)


@page()
def category_meant(request: HttpRequest) -> HttpResponse:
    """Which category profile a category's name means, and what is assumed with it."""
    typed = request.GET.get("category", "")
    return render(request, "web/making/category.html", {"meant": _meant(typed), "typed": typed.strip()})


def _meant(typed: str) -> dict[str, Any] | None:
    """The profile that a category is recognised as, and how many facts it brings."""
    profile = recognise_category(typed[:300]) if typed.strip() else None
    if profile is None:
        return None
    return {"name": profile_name(profile), "facts": len(assumed_by_profile().get(profile.pk, {}))}


@page("GET", "POST")
def party_new(request: HttpRequest) -> HttpResponse:
    """A new party. One that looks like it is proposed first; making it anyway takes a tick."""
    require_anywhere(by(request), Act.KEEP_PARTIES)
    form = PartyForm(request, initial={"name": request.GET.get("name", "")[:300]})
    if request.POST.get("do") == "search":
        return _party(request, form, [], 200)
    typed = str(form["name"].value() or "")
    alike = parties_like(request.user, typed.replace("\x00", ""))  # type: ignore[arg-type]
    likely = [each for each in alike if each.likely]
    if form.sent and likely and request.POST.get("another") != "1":
        form.is_valid()
        form.add_error(None, _("There may be one already. Use it, or say that this is another one."))
        return _party(request, form, alike, UNUSABLE)
    if form.done(lambda _given: create_party(by=by(request), given=form.told())):
        return done(request, _("The party is there."), _onward(request, form.made.pk))
    return _party(request, form, alike, form.status)


def _party(request: HttpRequest, form: PartyForm, alike: list[Match], status: int) -> HttpResponse:
    shown = {
        "form": form,
        "alike": _alike(request, alike),
        "likely": any(each.likely for each in alike),
        "another": request.POST.get("another") == "1",
        "choice": party_choice(request, form, "parent", label=_("Part of the group of")),
        "next": _next(request),
    }
    return render(request, "web/making/party.html", shown, status=status)


@page()
def parties_alike(request: HttpRequest) -> HttpResponse:
    """The parties that a name that is being typed may mean."""
    alike = parties_like(request.user, request.GET.get("name", "").replace("\x00", "")[:300])  # type: ignore[arg-type]
    shown = {"alike": _alike(request, alike), "likely": any(each.likely for each in alike)}
    return render(request, "web/making/alike.html", shown)


def _alike(request: HttpRequest, alike: list[Match]) -> list[tuple[Match, str]]:
    """Each with the address at which one goes on with it."""
    return [(each, _onward(request, each.party.pk)) for each in alike]


def _onward(request: HttpRequest, party: int) -> str:
    """Where one came from, now with this party; else the party itself."""
    before = _next(request)
    if before:
        return f"{before}?{urlencode({'party': party})}"
    return resolve_url("web:party", party)


def _next(request: HttpRequest) -> str:
    """The page that wanted a party; nothing else than a page of ours."""
    given = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(given, allowed_hosts=None)
    return urlsplit(given).path if safe and given.startswith("/") else ""


urls = [
    path("relationships/new/", relationship_new, name="relationship_new"),
    path("relationships/new/category/", category_meant, name="category_meant"),
    path("parties/new/", party_new, name="party_new"),
    path("parties/new/alike/", parties_alike, name="parties_alike"),
]
