"""Signing in: with a password, or at the provider of OpenID Connect where there is one."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from web import openid

BACKEND = "django.contrib.auth.backends.ModelBackend"
GOES_ON = "signing_in_goes_on"
MINUTES = 10
"""How long one may take at the provider."""
log = logging.getLogger(__name__)


class SignIn(LoginView):
    template_name = "web/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return super().get_context_data(provider=openid.provider(), **given)


@never_cache
@require_GET
def sign_in_elsewhere(request: HttpRequest) -> HttpResponse:
    """To the provider, and afterwards to the page that was asked for."""
    _require_on()
    goes_on = _own(request, request.GET.get("next", ""))
    if request.user.is_authenticated:
        return HttpResponseRedirect(goes_on)
    try:
        answer = openid.sent_there(request, request.build_absolute_uri(reverse("web:signed_in_elsewhere")))
    except openid.NotSignedIn as refused:
        return _refused(request, refused)
    request.session[GOES_ON] = goes_on
    request.session.set_expiry(MINUTES * 60)
    return answer


@never_cache
@require_GET
def signed_in_elsewhere(request: HttpRequest) -> HttpResponse:
    """Back from the provider: signs in whom it vouches for, when he is a user here; makes nobody one."""
    _require_on()
    try:
        user = openid.who_came(request)
    except openid.NotSignedIn as refused:
        return _refused(request, refused)
    goes_on = _own(request, request.session.pop(GOES_ON, ""))
    login(request, user, backend=BACKEND)
    request.session.set_expiry(None)
    return HttpResponseRedirect(goes_on)


def _refused(request: HttpRequest, refused: openid.NotSignedIn) -> HttpResponse:
    log.warning("not signed in by OpenID Connect: %s", refused)
    shown = {"said": refused.said, "way_out": refused.way_out}
    return render(request, "web/sign_in_refused.html", shown, status=refused.status)


def _own(request: HttpRequest, address: str) -> str:
    """This address when it is one of ours, else the start page."""
    own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if own else resolve_url(settings.LOGIN_REDIRECT_URL)


def _require_on() -> None:
    if not openid.provider():
        raise Http404


urls = [
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-in/provider/", sign_in_elsewhere, name="sign_in_elsewhere"),
    path("sign-in/provider/back/", signed_in_elsewhere, name="signed_in_elsewhere"),
]
