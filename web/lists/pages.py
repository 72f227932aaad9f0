"""The pages of a list: the list itself, all its conditions, its total, what is exported of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from imports.export import csv_list, of_list, workbook
from imports.export.chosen import longest
from imports.export.naming import check_rows
from relationships.actions.together import MOST
from relationships.errors import Refused, refuse
from relationships.filters.kinds import shown as short
from relationships.permissions import Act, may_anywhere
from web.door import STATUS, UNUSABLE, by, page, refusal
from web.files import attachment
from web.lists import columns as choosing
from web.lists import saved
from web.lists.asked import Asked, asked_by, read
from web.lists.columns import columns_of
from web.lists.conditions import chips, further_inputs, kept, usual_inputs
from web.lists.declared import Column, Listing
from web.lists.rows import COUNTED, Part, counted, part_of, rows_of
from web.lists.suggestions import suggestions
from web.lists.totals import AT_ONCE, total_in
from web.templatetags import words

FORMATS = ("xlsx", "csv")


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column; `address` sorts by it, `sort` says whether it is sorted by now."""

    column: Column
    address: str = ""
    sort: str = ""


def pages_of(listing: Listing) -> list[URLPattern]:
    """The addresses of a list, each with the list."""
    name, given = listing.name, {"listing": listing}
    return [
        path(f"{name}/", listed, given, name=name),
        path(f"{name}/conditions/", conditions, given, name=f"{name}_conditions"),
        path(f"{name}/columns/", choosing.columns, given, name=f"{name}_columns"),
        path(f"{name}/total/", total, given, name=f"{name}_total"),
        path(f"{name}/export/", export, given, name=f"{name}_export"),
        path(f"{name}/views/new/", saved.keep_view, given, name=f"{name}_view_new"),
        path(f"{name}/suggestions/", suggestions, given, name=f"{name}_suggestions"),
    ]


VIEW_PAGES = [
    path("views/<int:id>/", saved.change_view, name="view_change"),
    path("views/<int:id>/remove/", saved.remove_view, name="view_remove"),
]


@page()
def listed(request: HttpRequest, listing: Listing) -> HttpResponse:
    """The list, or only its part that changes with the conditions."""
    asked: Asked | None = None
    try:
        asked = read(request, listing)
        leads_to = saved.opened(request, asked)
        return leads_to or _shown(request, asked)
    except Refused as refused:
        return _unusable(request, listing, asked, refused)


def _shown(request: HttpRequest, asked: Asked) -> HttpResponse:
    listing, actor = asked.listing, by(request)
    shown_columns = columns_of(asked, request)
    part = part_of(asked.found, asked.page, listing, shown_columns)
    number = _number(asked, part)
    context = {
        "listing": listing,
        "asked": asked,
        "headings": [_heading(each, asked) for each in shown_columns],
        "rows": rows_of(part.records, shown_columns, actor),
        "part": part,
        "first": asked.address(),
        "previous": part.before and asked.part(before=part.before),
        "next": part.after and asked.part(after=part.after),
        "last": asked.part(last="1"),
        "number": number,
        "count_said": count_said(listing, number),
        "chips": chips(asked),
        "filtered": bool(asked.conditions),
        "changeable": listing.bulk and may_anywhere(actor, Act.KEEP_RELATIONSHIPS),
        "most": MOST,
        "piece": _only_list(request),
        **_total(asked, number, request),
        **_acts(request, asked),
    }
    if _only_list(request):
        answer = render(request, "web/lists/swapped.html", context)
        answer["HX-Push-Url"] = f"{request.path}{asked.address()}"
        return answer
    return render(request, "web/lists/list.html", {**context, **_around(request, asked)})


def _around(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """How the list is narrowed."""
    return {
        "inputs": usual_inputs(asked),
        "kept": kept(asked),
        "further": sum(name not in ("q", *asked.listing.usual) for name in asked.conditions),
    }


def _acts(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """What is done with the list as it is narrowed: views, export, classifying."""
    return {
        "views": saved.views_of(asked),
        "own_view": asked.view if asked.view and asked.view.owner_id == request.user.pk else None,
        "exportable": may_anywhere(by(request), Act.EXPORT),
        "classifiable": asked.listing.bulk and may_anywhere(by(request), Act.CLASSIFY),
        "new": asked.listing.new
        if asked.listing.new and may_anywhere(by(request), asked.listing.new[2])
        else None,
    }


def _only_list(request: HttpRequest) -> bool:
    return bool(request.htmx) and request.htmx.target == "list"  # type: ignore[attr-defined]


def _heading(column: Column, asked: Asked) -> Heading:
    if not column.order:
        return Heading(column)
    sort = ""
    if asked.order.lstrip("-") == column.order:
        sort = "descending" if asked.order.startswith("-") else "ascending"
    return Heading(column, asked.sorted_by(column.order), sort)


def _number(asked: Asked, part: Part) -> int:
    """How many there are in all; not asked for where the page shows all of them."""
    alone = part.before is None and part.after is None and not (asked.after or asked.before)
    return len(part.records) if alone else counted(asked.found)


def count_said(listing: Listing, number: int) -> str:
    if number > COUNTED:
        return _("more than %(count)s") % {"count": words.count(COUNTED)}
    return str(listing.one if number == 1 else listing.several) % {"count": words.count(number)}


def _total(asked: Asked, number: int, request: HttpRequest) -> dict[str, Any]:
    if not number or number > AT_ONCE:
        return {}
    return total_in(asked.found, asked.listing, by(request))


@page()
def total(request: HttpRequest, listing: Listing) -> HttpResponse:
    """What the contracts in sight are worth, for a list too long to wait for it."""
    asked = read(request, listing)
    shown = {"listing": listing, "asked": asked, **total_in(asked.found, listing, by(request))}
    piece = "web/lists/total.html" if request.htmx else "web/lists/total_page.html"  # type: ignore[attr-defined]
    return render(request, piece, shown)


@page()
def conditions(request: HttpRequest, listing: Listing) -> HttpResponse:
    """All conditions that are not above the list."""
    asked = read(request, listing)
    shown = {"listing": listing, "asked": asked, "inputs": further_inputs(asked)}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "web/lists/further.html", shown)
    return render(request, "web/lists/conditions.html", {**shown, "usual": usual_inputs(asked)})


@page()
def export(request: HttpRequest, listing: Listing) -> HttpResponse:
    """The list under its conditions, as a workbook or as text. Takes the right to export."""
    sent = request.GET.copy()
    form = sent.pop("format", [FORMATS[0]])[-1]
    if form not in FORMATS:
        refuse("INVALID_FILTER", "format", value=short(form), why=", ".join(FORMATS))
    actor, asked = by(request), asked_by(sent, listing, request.user)
    chosen = of_list(listing.model, dict(asked.given), actor)
    language = get_language() or "en"
    pieces: Iterable[bytes]
    if form == "xlsx":
        check_rows(longest(chosen))
        pieces = workbook(chosen, language)
    else:
        pieces = csv_list(chosen, listing.table, language)
    return attachment(request, pieces, f"{listing.name}-{actor.on}", form)


def _unusable(request: HttpRequest, listing: Listing, asked: Asked | None, refused: Refused) -> HttpResponse:
    """What of the address can't be used, and the ways out."""
    if request.htmx:  # type: ignore[attr-defined]
        return refusal(request, refused)
    status = STATUS.get(refused.refusals[0].code, UNUSABLE)
    shown = {
        "refusals": refused.refusals,
        "status": status,
        "listing": listing,
        "everything": f"{reverse(f'web:{listing.name}')}?view=all",
        "without": _without(asked, refused),
    }
    return render(request, "web/lists/refused.html", shown, status=status)


def _without(asked: Asked | None, refused: Refused) -> Sequence[tuple[str, str]]:
    """Addresses of the list without each condition that was refused."""
    if asked is None:
        return ()
    names = dict.fromkeys(each.field for each in refused.refusals if each.field in asked.given)
    return [(name, asked.without(name)) for name in names]
