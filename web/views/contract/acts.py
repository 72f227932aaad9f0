"""The acts on a contract: make, change, give notice, exercise an option, remove."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from relationships.actions.contracts import change_contract, create_contract, remove_contract
from relationships.choices import Side
from relationships.models import Contract, Relationship
from relationships.queries import visible_to
from relationships.terms import position
from web.door import by, done, one, page, saved
from web.forms.contract import ContractForm, NoticeForm, OptionForm
from web.forms.relationship import ConfirmForm
from web.templatetags.words import day
from web.views.contract import dates
from web.views.contract.showing import contract_seen


@page("GET", "POST")
def create(request: HttpRequest, id: int) -> HttpResponse:
    """A new contract of a relationship."""
    rows = visible_to(by(request).user, Relationship).select_related("unit", "party", "portfolio")
    relationship = rows.filter(pk=id).first() or one(request, Relationship, id)
    form = ContractForm(request, relationship)
    if form.done(lambda given: create_contract(by=by(request), relationship=relationship, given=given)):
        return saved(request, "web:contract", form.made.pk)
    back = reverse("web:relationship", args=[id]) + "#contracts"
    return _whole(request, form, _("New contract"), str(relationship), back)


@page("GET", "POST")
def change(request: HttpRequest, id: int) -> HttpResponse:
    """Other terms, amounts or particulars."""
    found = contract_seen(by(request), id)
    form = ContractForm(request, found.relationship, record=found)
    if form.done(_changing(request, found, form)):
        return saved(request, "web:contract", id)
    said = f"{found.relationship}: {found}"
    return _whole(request, form, _("Change the contract"), said, reverse("web:contract", args=[id]))


def _changing(request: HttpRequest, found: Contract, form: Any) -> Any:
    return lambda given: change_contract(by=by(request), contract=found, given=given, version=form.version)


def _whole(request: HttpRequest, form: Any, heading: str, explained: str, back: str) -> HttpResponse:
    told = {"form": form, "heading": heading, "explained": explained, "back": back}
    return render(request, "web/contract/change.html", told, status=form.status)


@page("GET", "POST")
def give_notice(request: HttpRequest, id: int) -> HttpResponse:
    """Record that notice was given; it says first what notice of today would bring."""
    found = contract_seen(by(request), id)
    form = NoticeForm(request, record=found)
    if found.notice_given_on is None:
        form.initial.update(notice_given_on=by(request).on, notice_given_by=found.relationship.our_role)
    if form.done(_changing(request, found, form)):
        return saved(request, "web:contract", id)
    return _act(request, found, form, _("Notice given"), _brings(request, found), _("Record the notice"))


def _brings(request: HttpRequest, contract: Contract) -> str:
    """The end that notice of today would bring, worked out by the terms."""
    today = by(request).on
    if contract.notice_given_on is not None:
        return _("Notice of %(on)s is on record; empty both fields to take it back.") % {
            "on": day(contract.notice_given_on)
        }
    ours = Side(contract.relationship.our_role)
    term, _stands = dates.of(contract, ours, today)
    then = position(replace(term, notice_given_on=today, notice_given_by=ours), today)
    if then.current_end is None:
        return _("When notice of today would end it can’t be worked out: the contract page says why.")
    return _("Notice given by us today would end the contract on %(end)s.") % {"end": day(then.current_end)}


@page("GET", "POST")
def exercise_option(request: HttpRequest, id: int) -> HttpResponse:
    """Record that the next option was exercised; it says first until when the contract runs then."""
    found = contract_seen(by(request), id)
    form = OptionForm(request, record=found)
    today = by(request).on
    term, stands = dates.of(found, found.relationship.our_role, today)
    said = _("All options were exercised.") if term.options else _("There are no options in this contract.")
    if found.options_exercised < len(term.options):
        form.initial["options_exercised"] = found.options_exercised + 1
        then = position(replace(term, options_exercised=found.options_exercised + 1), today)
        said = _(
            "Option %(place)s of %(all)s, for %(months)s months: the contract then runs until %(end)s."
        ) % {
            "place": found.options_exercised + 1,
            "all": len(term.options),
            "months": term.options[found.options_exercised],
            "end": day(then.current_end),
        }
        if stands.missed_option_deadline:
            said += " " + _("Its deadline, %(on)s, is past.") % {"on": day(stands.missed_option_deadline)}
    if form.done(_changing(request, found, form)):
        return saved(request, "web:contract", id)
    return _act(request, found, form, _("Exercise an option"), said, _("Record the option"))


@page("GET", "POST")
def remove(request: HttpRequest, id: int) -> HttpResponse:
    found = contract_seen(by(request), id)
    form = ConfirmForm(request, record=found)
    if form.done(lambda given: remove_contract(by=by(request), contract=found, version=form.version)):
        return done(request, _("Removed."), "web:relationship", found.relationship_id, anchor="contracts")
    heading = _("Remove contract %(contract)s?") % {"contract": found}
    said = _(
        "For one recorded by mistake, with its lines. Its history stays. "
        "End one that was real by its status or by notice."
    )
    return _act(request, found, form, heading, said, _("Remove"), "danger")


def _act(
    request: HttpRequest,
    contract: Contract,
    form: Any,
    heading: str,
    explained: str,
    button: str,
    tone: str = "primary",
) -> HttpResponse:
    told = {
        "form": form,
        "heading": heading,
        "explained": explained,
        "button": button,
        "tone": tone,
        "back": reverse("web:contract", args=[contract.pk]),
        "back_said": str(contract),
    }
    return render(request, "web/act.html", told, status=form.status)
