"""Lists and forms of the tables that are kept, from their declarations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from relationships.filters import FILTERS, filtered
from relationships.permissions import may, may_anywhere, require, require_anywhere
from relationships.queries import visible_to
from web.door import by, done, one, page, saved
from web.keeping import KEPT, Kept

ROWS = 50


def _list(kept: Kept) -> URLPattern:
    @page()
    def see(request: HttpRequest) -> HttpResponse:
        rows = kept.reads(visible_to(request.user, kept.model))
        sought = request.GET.get("q", "").strip()
        conditions = FILTERS.get(kept.model)
        searchable = conditions is not None and "q" in conditions.base_filters
        if sought and searchable:
            rows = filtered(conditions, {"q": sought}, rows, request.user)
        part = Paginator(rows, ROWS).get_page(request.GET.get("page"))
        may_write = _may(request, kept)
        shown = [(each, [(column, column.value(each)) for column in kept.columns]) for each in part]
        return render(
            request,
            "web/keeping/list.html",
            {
                "kept": kept,
                "rows": shown,
                "part": part,
                "sought": sought,
                "searchable": searchable,
                "may_write": may_write,
                "opens": may_write and kept.change is not None,
            },
        )

    return path(f"settings/{kept.word}/", see, name=kept.word)


def _new(kept: Kept) -> URLPattern:
    @page("GET", "POST")
    def make(request: HttpRequest) -> HttpResponse:
        _require(request, kept)
        form = kept.form(request)
        if form.done(lambda given: kept.create(by(request), given)):
            return saved(request, f"web:{kept.word}")
        return _form(request, kept, form, _("New: %(one)s") % {"one": kept.one})

    return path(f"settings/{kept.word}/new/", make, name=f"{kept.word}_new")


def _change(kept: Kept, change_record: Callable[..., Any]) -> URLPattern:
    @page("GET", "POST")
    def change(request: HttpRequest, id: int) -> HttpResponse:
        record = one(request, kept.model, id)
        _require(request, kept)
        form = kept.form(request, record=record, initial=kept.read(record))
        if form.done(lambda given: change_record(by(request), record, given, form.version)):
            return saved(request, f"web:{kept.word}")
        return _form(request, kept, form, f"{kept.one}: {record}", record=record)

    return path(f"settings/{kept.word}/<int:id>/", change, name=f"{kept.word}_change")


def _removal(kept: Kept, remove: Callable[[Any, Any], None]) -> URLPattern:
    @page("POST")
    def drop(request: HttpRequest, id: int) -> HttpResponse:
        remove(by(request), one(request, kept.model, id))
        return done(request, _("Removed."), f"web:{kept.word}")

    return path(f"settings/{kept.word}/<int:id>/remove/", drop, name=f"{kept.word}_remove")


def _require(request: HttpRequest, kept: Kept) -> None:
    if kept.act.on_root:
        require(by(request), kept.act, None)
    else:
        require_anywhere(by(request), kept.act)


def _may(request: HttpRequest, kept: Kept) -> bool:
    if kept.act.on_root:
        return may(by(request), kept.act, None)
    return may_anywhere(by(request), kept.act)


def _form(request: HttpRequest, kept: Kept, form: Any, heading: str, **more: Any) -> HttpResponse:
    return render(
        request,
        "web/keeping/form.html",
        {
            "heading": heading,
            "form": form,
            "kept": kept,
            "back": reverse(f"web:{kept.word}"),
            "back_said": kept.many,
            "removal": f"web:{kept.word}_remove" if kept.remove else "",
            **more,
        },
        status=form.status,
    )


urls = [
    *(_list(each) for each in KEPT),
    *(_new(each) for each in KEPT),
    *(_change(each, each.change) for each in KEPT if each.change),
    *(_removal(each, each.remove) for each in KEPT if each.remove),
]
