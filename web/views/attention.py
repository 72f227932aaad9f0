"""What needs somebody: the whole list, narrowed and in pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from principles.attention import Item, counts, view_of
from principles.attention.pages import cursor_of, part_of
from principles.attention.view import View
from relationships.actor import Actor
from relationships.paging import Page
from web.door import by, page
from web.lists.asked import Asked
from web.overview import asked_of, attended, narrowed
from web.templatetags.words import language
from web.ways import subject_of, way_of

ROWS = 25
ATTENTION = attended("severity", "unit", "portfolio", "owner", "mine", "due_before")


@dataclass(frozen=True, slots=True)
class Told:
    """An item as it is shown: why and what resolves it in the reader's language, and where that is done."""

    item: Item
    why: str
    resolve: str
    subject: str
    way: str


def told(items: Iterable[Item], actor: Actor) -> list[Told]:
    spoken = language()
    return [
        Told(each, each.why(spoken), each.resolve(spoken), subject_of(each), way_of(each, actor))
        for each in items
    ]


@page()
def see_attention(request: HttpRequest) -> HttpResponse:
    """Everything that asks for somebody's act, most at stake first; with how much there is of each kind.

    Where many relationships are seen, how much there is comes when the list is there.
    """
    asked = asked_of(request, ATTENTION)
    shown_with = narrowed(asked)
    on = by(request).on
    backwards = asked.last or asked.before is not None
    view = view_of(request.user, asked.given, on=on)
    part = part_of(request.user, {}, Page(ROWS, backwards, asked.after, asked.before), on, view)
    return render(
        request,
        "web/attention/attention.html",
        {
            **shown_with,
            **_around(part.items, part.more, backwards, asked),
            "items": told(part.items, by(request)),
            **({} if view.few is None else _counted(view, asked)),
            "on": on,
        },
    )


@page()
def count_attention(request: HttpRequest) -> HttpResponse:
    """How much there is of each kind, for a list too long to wait for it."""
    asked = asked_of(request, ATTENTION)
    view = view_of(request.user, asked.given, on=by(request).on)
    piece = "kinds_counted" if request.htmx else "kinds_page"  # type: ignore[attr-defined]
    return render(request, f"web/attention/{piece}.html", {**_counted(view, asked), "query": asked.query})


def _counted(view: View, asked: Asked) -> dict[str, Any]:
    """For the template: the number of items of each kind, and of those that are listed."""
    counted = counts(view.user, on=view.on, view=view.of_all_kinds())
    kinds = sorted(counted.kinds, key=lambda each: -each.items)
    now = next((each for each in kinds if each.kind == asked.given.get("kind")), None)
    listed = reverse("web:attention")
    return {
        "counted": counted,
        "items_in_all": counted.items if "kind" not in asked.given else now.items if now else None,
        "kinds": [(each, listed + asked.address(kind=str(each.kind)), each is now) for each in kinds],
        "every_kind": listed + asked.without("kind"),
        "one_kind": asked.given.get("kind"),
    }


def _around(items: list[Item], more: bool, backwards: bool, asked: Asked) -> dict[str, Any]:
    """The addresses of the pages before and after this one."""
    goes_back = more if backwards else asked.after is not None
    goes_on = asked.before is not None if backwards else more
    return {
        "earlier": asked.part(before=cursor_of(items[0])) if items and goes_back else "",
        "later": asked.part(after=cursor_of(items[-1])) if items and goes_on else "",
        "first": asked.address() if not items and (asked.after or asked.before) else "",
    }


urls = [
    path("attention/", see_attention, name="attention"),
    path("attention/kinds/", count_attention, name="attention_kinds"),
]
