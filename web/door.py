"""The door of the pages: who asks, what may be asked of an address, and what a refusal looks like."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from relationships.actor import Actor, actor
from relationships.choices import Door
from relationships.errors import Refused
from relationships.queries import find

# What a refusal is in the words of HTTP; any other is something given that can't be used.
STATUS = {
    "NOT_FOUND": 404,
    "NOT_ALLOWED": 403,
    "STALE": 409,
    "UNKNOWN_PARAMETER": 400,
    "INVALID_FILTER": 400,
    "INVALID_CURSOR": 400,
    "TOO_LARGE": 413,
    "TOO_SLOW": 503,
}
UNUSABLE = 422

View = Callable[..., HttpResponse]


def page(*methods: str) -> Callable[[View], View]:
    """A page for who signed in, asked by these methods (GET unless said). A refusal becomes a page too."""

    def decorated(view: View) -> View:
        @require_http_methods(["HEAD", *(methods or ("GET",))])
        @login_required
        @functools.wraps(view)
        def answered(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
            request.user = get_user(request)  # the record itself, not the middleware's stand-in
            try:
                return view(request, *args, **options)
            except Refused as refused:
                return refusal(request, refused)

        return answered

    return decorated


def by(request: HttpRequest) -> Actor:
    """Who acts here, at this moment: one actor a request, so that his roles are read once."""
    if not hasattr(request, "actor"):
        request.actor = actor(request.user, Door.WEB)  # type: ignore[attr-defined]
    return request.actor  # type: ignore[attr-defined]


def one(request: HttpRequest, model: type[Model], id: Any) -> Any:
    """The record with this id, if the reader may see it; else refuses with NOT_FOUND."""
    return find(request.user, model, id, "id")


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The page, or the part of one, that says what was refused and the way out."""
    status = STATUS.get(refused.refusals[0].code, UNUSABLE)
    part = "web/pieces/refusals.html" if request.htmx else "web/refused.html"  # type: ignore[attr-defined]
    answer = render(request, part, {"refusals": refused.refusals, "status": status}, status=status)
    if request.htmx:  # type: ignore[attr-defined]
        answer["HX-Retarget"], answer["HX-Reswap"] = "#notices", "innerHTML"
    return answer


def done(request: HttpRequest, said: str, to: Any, *args: Any, anchor: str = "") -> HttpResponse:
    """Say that it was done on the page where the reader goes on."""
    messages.success(request, said)
    address = resolve_url(to, *args) + (f"#{anchor}" if anchor else "")
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def saved(request: HttpRequest, to: Any, *args: Any, anchor: str = "") -> HttpResponse:
    return done(request, _("Saved."), to, *args, anchor=anchor)
