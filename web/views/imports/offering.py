"""Imports: the lists that were offered, a new one, the empty list to start from, a portfolio to take away."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from imports.export import CSV_LISTS, csv_list, of_portfolio, template, workbook
from imports.export.chosen import longest
from imports.export.naming import check_rows
from imports.filters import ImportRunFilter
from imports.models import ImportProfile, ImportRun
from imports.runs import acts, files
from imports.runs.uploads import PORTION, parse_form
from relationships.errors import Refusal, Refused, refuse
from relationships.filters import filtered
from relationships.models import Portfolio, Unit
from relationships.permissions import Act, may, may_anywhere, require_anywhere
from relationships.queries import visible_to
from relationships.values import one_of
from web.door import STATUS, UNUSABLE, by, one, page
from web.files import attachment
from web.forms.imports import Offered
from web.parts import part_of
from web.templatetags import words
from web.views.imports.words import OUTCOMES, STATES

RUNS = 25
# So many portfolios and profiles can be chosen from; of more, the first by name.
MOST_NAMED = 500


@page()
def list_imports(request: HttpRequest) -> HttpResponse:
    """The lists offered to the reader's units, newest first; and, to who may import, the way to a new one."""
    given = {name: value for name, value in request.GET.items() if name not in ("after", "before")}
    runs = filtered(ImportRunFilter, given, visible_to(request.user, ImportRun), request.user)
    told = runs.defer("report").annotate(counts=F("report__en__counts"))
    shown = part_of(told, request, RUNS)
    for each in shown.records:
        each.tone, each.said = STATES[each.state]
        each.numbers = [
            (said, (each.counts or {}).get(code.lower(), 0)) for code, (_tone, said) in OUTCOMES.items()
        ]
    found: dict[str, Any] = {"part": shown, "asked": given, "states": STATES.items()}
    if may_anywhere(by(request), Act.EXPORT):
        found |= {"exportable": _portfolios(request, Act.EXPORT), "tables": CSV_LISTS}
    return render(request, "web/imports/list.html", found)


@csrf_exempt  # the form is read here, within the limits of a list, and checked just below
@page("GET", "POST")
def offer_import(request: HttpRequest) -> HttpResponse:
    """Offer a file. Small lists are planned while one waits, larger ones by the worker."""
    require_anywhere(by(request), Act.IMPORT)
    if request.method == "POST":
        try:
            parse_form(request)
        except Refused as refused:
            return _form(request, _unread(request, refused), STATUS.get(refused.refusals[0].code, UNUSABLE))
    return _offered(request)


@csrf_protect
def _offered(request: HttpRequest) -> HttpResponse:
    form = Offered(request, _units(request), _profiles(request))
    if request.POST.get("unit"):
        acts.may_offer(by=by(request), unit=request.POST["unit"])
    if form.done(lambda given: _offer(request, given)):
        address = resolve_url("web:import", form.made.pk)
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponse(status=204, headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)
    return _form(request, form, form.status)


def _offer(request: HttpRequest, given: dict[str, Any]) -> ImportRun:
    file = request.FILES.get("file")
    if file is None:
        refuse("REQUIRED", "file")
    name = str(file.name or "")
    incoming = files.take_in(file.chunks(PORTION), name)
    return acts.offer(by=by(request), given=given, file=incoming, file_name=name)


def _unread(request: HttpRequest, refused: Refused) -> Offered:
    """The form again, of which nothing was read: what came in is too large."""
    form = Offered(request, _units(request), _profiles(request), sent=False)
    form.is_bound, form.data = True, {}
    form.is_valid()
    form.refuse(refused)
    return form


def _form(request: HttpRequest, form: Offered, status: int) -> HttpResponse:
    most = settings.IMPORT_LIMITS["file_bytes"]
    found = {
        "form": form,
        "portfolios": _portfolios(request, Act.IMPORT),
        "most_bytes": most,
        "too_large": Refusal("TOO_LARGE", "file", {"limit": f"{most:,} bytes"}).message,
    }
    return render(request, "web/imports/offer.html", found, status=status)


def _units(request: HttpRequest) -> list[Unit]:
    """The units on which the reader may import, the widest first."""
    if not hasattr(request, "import_units"):
        seen = visible_to(request.user, Unit).order_by("path")
        request.import_units = [each for each in seen if may(by(request), Act.IMPORT, each)]  # type: ignore[attr-defined]
    return request.import_units  # type: ignore[attr-defined]


def _profiles(request: HttpRequest) -> list[str]:
    names = visible_to(request.user, ImportProfile).order_by("name").values_list("name", flat=True)
    return list(dict.fromkeys(names[:MOST_NAMED]))


def _portfolios(request: HttpRequest, act: Act) -> list[Portfolio]:
    seen = visible_to(request.user, Portfolio).select_related("unit").order_by("name", "pk")[:MOST_NAMED]
    return [each for each in seen if may(by(request), act, each.unit)]


@page()
def get_template(request: HttpRequest) -> HttpResponse:
    """The empty list to start from, in the language of the page."""
    pieces = template(by(request), words.language())
    return attachment(request, pieces, f"contract-list-{by(request).on}", "xlsx")


@page()
def export_portfolio(request: HttpRequest) -> HttpResponse:
    """A portfolio as a workbook, or one of its tables as text."""
    portfolio = one(request, Portfolio, request.GET.get("portfolio", ""))
    chosen = of_portfolio(portfolio, by(request))
    table = one_of(request.GET.get("table") or "workbook", "table", ("workbook", *CSV_LISTS))
    language, name = words.language(), f"{portfolio.name}-{by(request).on}"
    if table != "workbook":
        return attachment(request, csv_list(chosen, table, language), f"{name}-{table}", "csv")
    check_rows(longest(chosen))
    return attachment(request, workbook(chosen, language), name, "xlsx")
