"""One box for everything that there is to find, and the palette that goes anywhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from web.door import page
from web.search.found import FEW, MORE, typed
from web.search.groups import groups
from web.search.ways import ways


@page()
def search(request: HttpRequest) -> HttpResponse:
    """All that contains what was typed, in groups, a few of each with the way to the rest."""
    sought = typed(request)
    shown = {"sought": sought, "searched": sought, "groups": groups(request, sought, MORE)}
    piece = request.htmx and request.htmx.target == "found"  # type: ignore[attr-defined]
    return render(request, "web/search/found.html" if piece else "web/search/search.html", shown)


@page()
def palette(request: HttpRequest) -> HttpResponse:
    """The pages and acts that fit what was typed, and the first things that contain it."""
    sought = typed(request)
    shown = {"sought": sought, "ways": ways(request, sought), "groups": groups(request, sought, FEW)}
    if not request.htmx:  # type: ignore[attr-defined]
        return render(request, "web/search/palette_page.html", shown)
    piece = request.htmx.target == "palette-found"  # type: ignore[attr-defined]
    return render(request, "web/search/ways.html" if piece else "web/search/palette.html", shown)


urls = [
    path("search/", search, name="search"),
    path("palette/", palette, name="palette"),
]
