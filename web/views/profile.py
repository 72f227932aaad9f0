"""One's own page: name, language, looks, password."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext as _

from access.actions.preferences import set_preferences
from relationships.actions.units import change_own_password, change_user
from web.door import by, done, page, saved
from web.forms.profile import Looks, Password, Profile


@page("GET", "POST")
def change_profile(request: HttpRequest) -> HttpResponse:
    """Name, address and language; a language chosen here counts again over one chosen for this visit."""
    form = Profile(request, record=request.user)
    if form.done(
        lambda given: change_user(by=by(request), user=request.user, given=given, version=form.version)
    ):
        request.user.refresh_from_db(fields=["language"])
        with translation.override(request.user.language):
            answer = saved(request, "web:profile")
        answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return answer
    return _shown(request, profile=form)


@page("POST")
def change_looks(request: HttpRequest) -> HttpResponse:
    form = Looks(request)
    if form.done(lambda given: set_preferences(by=by(request), given=given)):
        return saved(request, "web:profile")
    return _shown(request, looks=form)


@page("POST")
def change_password(request: HttpRequest) -> HttpResponse:
    """A new password; one stays signed in here, and nowhere else."""
    form = Password(request)
    if form.done(lambda given: change_own_password(by=by(request), **given)):
        update_session_auth_hash(request, form.made)
        said = _("Your password was changed. Elsewhere you have to sign in again.")
        return done(request, said, "web:profile")
    return _shown(request, password=form)


def _shown(request: HttpRequest, **forms: Profile | Looks | Password) -> HttpResponse:
    status = max((each.status for each in forms.values()), default=200)
    chosen = request.preferences  # type: ignore[attr-defined]
    shown = {
        "profile": Profile(request, record=request.user, sent=False),
        "looks": Looks(request, initial={"theme": chosen.theme, "numbers": chosen.numbers}, sent=False),
        "password": Password(request, sent=False),
    }
    return render(request, "web/settings/profile.html", {**shown, **forms}, status=status)


urls = [
    path("settings/profile/", change_profile, name="profile"),
    path("settings/profile/looks/", change_looks, name="looks"),
    path("settings/profile/password/", change_password, name="password"),
]
