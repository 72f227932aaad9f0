"""Tokens, saved queries, and how tools outside connect."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _

from access.actions.saved_queries import create_saved_query, remove_saved_query
from access.actions.tokens import DEFAULT_DAYS, create_token, revoke_token
from access.models import SavedQuery, Token
from access.queries import tokens_of
from relationships.errors import refuse, shown
from relationships.queries import visible_to
from web.door import by, done, one, page
from web.forms.connecting import SAID as SCOPE_SAID
from web.forms.connecting import NewQuery, NewToken

# A snippet for each tool, as templates in which the address and the name of the query are filled in.
TOOLS = (
    ("curl", "curl"),
    ("power-bi", "Power BI, Excel (Power Query)"),
    ("tableau", "Tableau"),
    ("grafana", "Grafana"),
    ("superset", "Superset"),
    ("python", "Python"),
)
MOST_QUERIES = 200
EXAMPLE = "contract-list"
EXAMPLE_DOCUMENT = (
    "{ contractFacts { rowKey unitCode partyName number title currency value start currentEnd } }"
)


@page()
def see_connections(request: HttpRequest) -> HttpResponse:
    """One's tokens, the saved queries one may see, and what to paste into which tool."""
    return _connections(request)


def _connections(request: HttpRequest, **more: Any) -> HttpResponse:
    queries = list(visible_to(request.user, SavedQuery)[:MOST_QUERIES])
    names = [each.name for each in queries] or [EXAMPLE]
    chosen = request.GET.get("query", "") if request.GET.get("query") in names else names[0]
    tokens = list(tokens_of(request.user))
    for each in tokens:
        each.said = SCOPE_SAID.get(each.scope, each.scope)
    filled = {"address": request.build_absolute_uri("/").rstrip("/"), "name": chosen}
    shown_with = {
        "tokens": tokens,
        "queries": queries,
        "chosen": chosen,
        "form": NewToken(request, initial={"days": DEFAULT_DAYS}, sent=False),
        "snippets": [
            (key, said, render_to_string(f"web/connecting/snippets/{key}.txt", filled)) for key, said in TOOLS
        ],
        **more,
    }
    form = shown_with["form"]
    return render(request, "web/connecting/connections.html", shown_with, status=form.status)


@page("POST")
def make_token(request: HttpRequest) -> HttpResponse:
    """A new token: its text stands on the page that answers, and nowhere else ever after."""
    form = NewToken(request)
    if not form.done(lambda given: create_token(by=by(request), user=request.user, **given)):
        return _connections(request, form=form)
    token, text = form.made
    answer = _connections(request, made=token, text=text, form=NewToken(request, sent=False))
    answer["Cache-Control"] = "no-store"
    return answer


@page("POST")
def take_back_token(request: HttpRequest, key: str) -> HttpResponse:
    token = tokens_of(request.user).filter(token_key=key).first()
    if token is None:
        refuse("NOT_FOUND", None, thing=Token._meta.verbose_name, value=shown(key))
    revoke_token(by=by(request), token=token)
    return done(request, _("The token was taken back: it opens nothing any more."), "web:connections")


@page("GET", "POST")
def make_query(request: HttpRequest) -> HttpResponse:
    """A query under a name, which tools ask by its address."""
    form = NewQuery(request, initial={"document": EXAMPLE_DOCUMENT})
    if form.done(lambda given: create_saved_query(by=by(request), given=given)):
        return done(request, _("Saved."), "web:connections")
    return render(
        request,
        "web/act.html",
        {"heading": _("Save a query"), "form": form, "back": reverse("web:connections")},
        status=form.status,
    )


@page("POST")
def drop_query(request: HttpRequest, id: int) -> HttpResponse:
    remove_saved_query(by=by(request), query=one(request, SavedQuery, id))
    return done(request, _("The query was removed: its address leads nowhere any more."), "web:connections")


@page()
def ask(request: HttpRequest) -> HttpResponse:
    """A page to try GraphQL on: it asks at the same door as any tool, with the rights of who looks."""
    return render(request, "web/connecting/ask.html", {"example": EXAMPLE_DOCUMENT})


urls = [
    path("settings/connections/", see_connections, name="connections"),
    path("settings/connections/token/", make_token, name="token_new"),
    path("settings/connections/token/<str:key>/revoke/", take_back_token, name="token_revoke"),
    path("settings/queries/new/", make_query, name="query_new"),
    path("settings/queries/<int:id>/remove/", drop_query, name="query_remove"),
    path("settings/ask/", ask, name="ask"),
]
