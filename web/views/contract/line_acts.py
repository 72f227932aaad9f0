"""The acts on the lines of a contract."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from relationships.actions.contracts import add_line, change_line, remove_line
from relationships.errors import refuse
from relationships.models import ContractLine
from relationships.queries import visible_to
from web.door import by, done, page, saved
from web.forms.contract import LineForm
from web.forms.relationship import ConfirmForm
from web.views.contract.showing import contract_seen


@page("GET", "POST")
def add(request: HttpRequest, id: int) -> HttpResponse:
    found = contract_seen(by(request), id)
    form = LineForm(request)
    if form.done(lambda given: add_line(by=by(request), contract=found, given=given)):
        return saved(request, "web:contract", id, anchor="lines")
    return _shown(request, form, id, _("New line"), str(found))


@page("GET", "POST")
def change(request: HttpRequest, id: int) -> HttpResponse:
    found = _line(request, id)
    form = LineForm(request, record=found)
    if form.done(lambda given: change_line(by=by(request), line=found, given=given, version=form.version)):
        return saved(request, "web:contract", found.contract_id, anchor="lines")
    return _shown(request, form, found.contract_id, _("Change the line"), str(found.contract))


@page("GET", "POST")
def remove(request: HttpRequest, id: int) -> HttpResponse:
    found = _line(request, id)
    form = ConfirmForm(request)
    if form.done(lambda given: remove_line(by=by(request), line=found)):
        return done(request, _("Removed."), "web:contract", found.contract_id, anchor="lines")
    told = {
        "form": form,
        "heading": _("Remove this line?"),
        "explained": _("The value of the contract becomes the sum of the other lines."),
        "button": _("Remove"),
        "tone": "danger",
        "back": reverse("web:contract", args=[found.contract_id]) + "#lines",
    }
    return render(request, "web/act.html", told, status=form.status)


def _line(request: HttpRequest, id: int) -> ContractLine:
    rows = visible_to(by(request).user, ContractLine).select_related("contract__relationship__unit")
    found = rows.filter(pk=id).first()
    if found is None:
        refuse("NOT_FOUND", "id", thing=ContractLine._meta.verbose_name, value=id)
    return found


def _shown(request: HttpRequest, form: LineForm, contract: int, heading: str, said: str) -> HttpResponse:
    told = {
        "form": form,
        "heading": heading,
        "explained": said,
        "back": reverse("web:contract", args=[contract]) + "#lines",
    }
    return render(request, "web/act.html", told, status=form.status)
