"""The page of a contract, and its history."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from relationships.actor import Actor
from relationships.errors import refuse
from relationships.models import Contract
from relationships.permissions import Act, may
from relationships.queries import visible_to
from relationships.terms import Term
from web.door import by, page
from web.fields import name_of, value_of
from web.views import timeline
from web.views.contract import dates
from web.views.sheet.asking import only, page_asked

LINES = 200
_PARTICULARS = (
    "kind",
    "status",
    "parent",
    "cpv",
    "procedure",
    "notice_reference",
    "award_date",
    "payment_term_days",
    "indexation",
    "review_date",
)
_AMOUNTS = ("value", "annual_value", "estimated_value", "maximum_value", "spent")


def contract_seen(by: Actor, id: int) -> Contract:
    """The contract with this id, its relationship and party; refuses with NOT_FOUND what isn't seen."""
    rows = visible_to(by.user, Contract).select_related(
        "relationship__unit", "relationship__party", "relationship__portfolio", "parent"
    )
    found = rows.filter(pk=id).first()
    if found is None:
        refuse("NOT_FOUND", "id", thing=Contract._meta.verbose_name, value=id)
    return found


@page()
def contract(request: HttpRequest, id: int) -> HttpResponse:
    """What was agreed, for how long and for how much, and what follows from it today."""
    only(request)
    found = contract_seen(by(request), id)
    today = by(request).on
    term, stands = dates.of(found, found.relationship.our_role, today)
    lines = list(found.lines.order_by("pk")[: LINES + 1])
    return render(
        request,
        "web/contract/contract.html",
        {
            "contract": found,
            "relationship": found.relationship,
            "today": today,
            "stands": stands,
            "dates": dates.lines(found, found.relationship.our_role, today),
            "remarks": dates.remarks(stands),
            "term": _term(found),
            "options": _options(found, term),
            "particulars": _pairs(found, _PARTICULARS),
            "amounts": [(name_of(each), getattr(found, each)) for each in _AMOUNTS if _there(found, each)],
            "lines": lines[:LINES],
            "more_lines": len(lines) > LINES,
            "below": list(visible_to(by(request).user, Contract).filter(parent=found).order_by("pk")[:25]),
            "keeps": may(by(request), Act.KEEP_CONTRACTS, found.relationship.unit),
            "told": timeline.of_contract(by(request).user, found, 1),
        },
    )


def _there(contract: Contract, name: str) -> bool:
    return getattr(contract, name) not in (None, "")


def _pairs(contract: Contract, names: tuple[str, ...]) -> list[tuple[str, str]]:
    said = {(Contract, contract.parent_id): str(contract.parent)}
    return [
        (name_of(each), value_of(Contract, each, contract.serializable_value(each), said))
        for each in names
        if _there(contract, each)
    ]


def _term(contract: Contract) -> list[tuple[Any, str]]:
    """The term as it was agreed."""
    found = [(name_of("term_kind"), dates.term_said(contract))]
    found += _pairs(contract, ("start", "term_months", "stated_end", "stated_latest_end"))
    found += _pairs(contract, ("renewal_months", "renewal_limit"))
    for name in ("notice", "their_notice", "option_notice", "early_termination"):
        said = dates.period(getattr(contract, f"{name}_count"), getattr(contract, f"{name}_unit"))
        if said:
            found.append((name_of(f"{name}_count"), said))
    if contract.notice_falls_on != "ANY_DAY":
        found += _pairs(contract, ("notice_falls_on",))
    found += _pairs(contract, ("early_termination_by", "notice_given_on", "notice_given_by"))
    return found


def _options(contract: Contract, term: Term) -> list[tuple[int, int, Any]]:
    """Each option: which, of how many months, and whether it was exercised."""
    return [
        (place, months, _("exercised") if place <= contract.options_exercised else _("open"))
        for place, months in enumerate(term.options, 1)
    ]


@page()
def history(request: HttpRequest, id: int) -> HttpResponse:
    only(request, "page")
    found = contract_seen(by(request), id)
    told = timeline.of_contract(by(request).user, found, page_asked(request))
    heading = f"{found.relationship}: {found}"
    return render(
        request,
        "web/sheet/history.html",
        {"heading": heading, "address": "web:contract", "record": found, "told": told},
    )
