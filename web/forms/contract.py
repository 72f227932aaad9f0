"""Forms of a contract and of its lines: every field that may be given, and nothing judged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from relationships.choices import (
    ContractKind,
    ContractStatus,
    Decider,
    NoticeFallsOn,
    PeriodUnit,
    Procedure,
    Side,
    TermKind,
    VatTreatment,
)
from relationships.labels import choices
from relationships.models import Contract, ContractLine, Relationship
from relationships.queries import visible_to
from web.fields import NAMES
from web.forms.base import ActForm, check, choice, day, line, reference, text
from web.forms.base import amount as sum_of_money
from web.forms.base import number as whole
from web.forms.changed import ChangeForm, plain

_UNITS = choices(PeriodUnit)
_EMPTY = "–"
AMOUNTS = ("value", "annual_value", "estimated_value", "maximum_value", "spent")
BLANKS = 3
"""So many rows for other particulars are there to be filled in."""

GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("What it is"), ("number", "title", "description", "kind", "status", "parent")),
    (
        _("Term"),
        (
            "term_kind",
            "start",
            "term_months",
            "stated_end",
            "stated_latest_end",
            "renewal_months",
            "renewal_limit",
        ),
    ),
    (
        _("Notice"),
        (
            "notice_count",
            "notice_unit",
            "their_notice_count",
            "their_notice_unit",
            "notice_falls_on",
            "notice_given_on",
            "notice_given_by",
        ),
    ),
    (
        _("Options and early termination"),
        (
            "options",
            "options_exercised",
            "option_notice_count",
            "option_notice_unit",
            "option_decider",
            "early_termination_by",
            "early_termination_count",
            "early_termination_unit",
        ),
    ),
    (_("Value"), ("value", "annual_value", "estimated_value", "maximum_value", "spent", "currency", "vat")),
    (
        _("Procurement and upkeep"),
        (
            "cpv",
            "procedure",
            "notice_reference",
            "award_date",
            "payment_term_days",
            "indexation",
            "review_date",
            "document",
            "remarks",
        ),
    ),
)


class ContractForm(ChangeForm):
    number = line(NAMES["number"], maxlength=100)
    title = line(NAMES["title"], maxlength=500)
    description = text(NAMES["description"], rows=2)
    kind = choice(NAMES["kind"], choices(ContractKind), empty=None)
    status = choice(NAMES["status"], choices(ContractStatus), empty=None)
    term_kind = choice(
        NAMES["term_kind"],
        choices(TermKind),
        _("Left open, it shows from what is filled in below."),
        empty=_("from the rest"),
    )
    start = day(NAMES["start"])
    term_months = whole(NAMES["term_months"], _("The initial or minimum term."))
    stated_end = day(NAMES["stated_end"], _("Last day of the initial term; wins over start plus term."))
    stated_latest_end = day(NAMES["stated_latest_end"], _("Options and renewals included."))
    renewal_months = whole(NAMES["renewal_months"])
    renewal_limit = whole(NAMES["renewal_limit"], _("Empty: without a limit."))
    notice_count = whole(NAMES["notice_count"])
    notice_unit = choice(NAMES["notice_unit"], _UNITS, empty=_EMPTY)
    their_notice_count = whole(NAMES["their_notice_count"], _("Empty: the same as ours."))
    their_notice_unit = choice(NAMES["their_notice_unit"], _UNITS, empty=_EMPTY)
    notice_falls_on = choice(NAMES["notice_falls_on"], choices(NoticeFallsOn), empty=None)
    notice_given_on = day(NAMES["notice_given_on"], _("The day on which it was received."))
    notice_given_by = choice(NAMES["notice_given_by"], choices(Side), empty=_EMPTY)
    options = line(NAMES["options"], _("In order, such as 12+12."), maxlength=100)
    options_exercised = whole(NAMES["options_exercised"])
    option_notice_count = whole(NAMES["option_notice_count"])
    option_notice_unit = choice(NAMES["option_notice_unit"], _UNITS, empty=_EMPTY)
    option_decider = choice(NAMES["option_decider"], choices(Decider), empty=_EMPTY)
    early_termination_by = choice(NAMES["early_termination_by"], choices(Decider), empty=_EMPTY)
    early_termination_count = whole(NAMES["early_termination_count"])
    early_termination_unit = choice(NAMES["early_termination_unit"], _UNITS, empty=_EMPTY)
    value = sum_of_money(NAMES["value"])
    annual_value = sum_of_money(NAMES["annual_value"])
    estimated_value = sum_of_money(NAMES["estimated_value"])
    maximum_value = sum_of_money(NAMES["maximum_value"])
    spent = sum_of_money(NAMES["spent"])
    currency = line(NAMES["currency"], _("Three letters; empty: that of the portfolio."), maxlength=3)
    vat = choice(NAMES["vat"], choices(VatTreatment), empty=_EMPTY)
    cpv = line(NAMES["cpv"], maxlength=10)
    procedure = choice(NAMES["procedure"], choices(Procedure), empty=_EMPTY)
    notice_reference = line(NAMES["notice_reference"], maxlength=200)
    award_date = day(NAMES["award_date"])
    payment_term_days = whole(NAMES["payment_term_days"])
    indexation = line(NAMES["indexation"], maxlength=300)
    review_date = day(NAMES["review_date"])
    document = line(NAMES["document"], _("An address, or where it lies."), maxlength=1000)
    remarks = text(NAMES["remarks"])

    def __init__(
        self, request: HttpRequest, relationship: Relationship, record: Contract | None = None
    ) -> None:
        super().__init__(request, record=record)
        if record is not None:
            self.initial.update({name: plain(getattr(record, name)) for name in AMOUNTS})
            self.initial["parent"] = record.parent_id
        self.fields["parent"] = reference(
            NAMES["parent"], _above(request, relationship, record), empty=_("none")
        )
        self.held = dict(record.attributes) if record else {}
        self._add_attributes()
        if record is not None and any(each.amount is not None for each in record.lines.all()):
            self.fields["value"].disabled = True
            self.fields["value"].help_text = _("The sum of the lines: change it there.")

    def _add_attributes(self) -> None:
        rows = [*self.held.items(), *[("", "")] * BLANKS]
        sent = [name for name in self.data if name.startswith("attribute_name_")] if self.sent else []
        for place in range(max(len(rows), min(len(sent), 250))):
            name, held = rows[place] if place < len(rows) else ("", "")
            self.fields[f"attribute_name_{place}"] = line(_("Name"), maxlength=300)
            self.fields[f"attribute_text_{place}"] = text(_("Text"), rows=1)
            self.initial[f"attribute_name_{place}"] = name
            self.initial[f"attribute_text_{place}"] = held

    def given(self) -> dict[str, Any]:
        found = super().given()
        typed = ActForm.given(self)
        attributes = {}
        for place in range(len(typed)):
            name = typed.get(f"attribute_name_{place}", "").strip()
            words = typed.get(f"attribute_text_{place}", "").replace("\r\n", "\n")
            if name or words.strip():
                attributes[name] = words
        plain_ones = {name: value for name, value in found.items() if not name.startswith("attribute_")}
        if attributes != self.held:
            plain_ones["attributes"] = attributes
        return plain_ones

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        return [(said, [self[name] for name in names]) for said, names in GROUPS]

    @property
    def attribute_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        places = sum(name.startswith("attribute_name_") for name in self.fields)
        return [(self[f"attribute_name_{each}"], self[f"attribute_text_{each}"]) for each in range(places)]


def _above(request: HttpRequest, relationship: Relationship, record: Contract | None) -> Any:
    """The contracts with the same party that the reader may see: what a contract can be a part of."""
    rows = visible_to(request.user, Contract).filter(relationship__party=relationship.party_id)  # type: ignore[arg-type]
    if record is not None:
        rows = rows.exclude(pk=record.pk)
    return rows.order_by("pk")[:200]


class NoticeForm(ChangeForm):
    """Notice given, or taken back by emptying both."""

    notice_given_on = day(NAMES["notice_given_on"], _("The day on which it was received."))
    notice_given_by = choice(NAMES["notice_given_by"], choices(Side), empty=_EMPTY)

    def given(self) -> dict[str, Any]:
        return ActForm.given(self)


class OptionForm(ChangeForm):
    """The number of options that are exercised then."""

    options_exercised = whole(NAMES["options_exercised"])

    def given(self) -> dict[str, Any]:
        return ActForm.given(self)


class LineForm(ChangeForm):
    number = line(NAMES["number"], maxlength=100)
    description = text(NAMES["description"], rows=2)
    amount = sum_of_money(NAMES["amount"])
    spent = sum_of_money(NAMES["spent"])
    start = day(NAMES["start"])
    end = day(NAMES["end"])
    credit = check(NAMES["credit"], _("Only a credit may lie below zero."))

    def __init__(self, request: HttpRequest, record: ContractLine | None = None) -> None:
        super().__init__(request, record=record)
        if record is not None:
            self.initial.update(amount=plain(record.amount), spent=plain(record.spent))
