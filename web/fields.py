"""What the fields of records are called on the pages, and how their values are said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from relationships.arrangements import NAMES as ARRANGEMENTS
from web.templatetags.words import NOTHING, amount, day, language, moment, word

NAMES: dict[str, Any] = {
    "unit": _("Unit"),
    "portfolio": _("Portfolio"),
    "party": _("Party"),
    "our_role": _("Our role"),
    "subject": _("Subject"),
    "nature": _("Nature"),
    "category": _("Category as given"),
    "profile": _("Category"),
    "phase": _("Phase"),
    "owner": _("Owner"),
    "deputy": _("Deputy"),
    "sponsor_customer": _("Sponsor at the customer"),
    "sponsor_supplier": _("Sponsor at the supplier"),
    "external_key": _("External key"),
    "part": _("Part"),
    "number": _("Number"),
    "title": _("Title"),
    "description": _("Description"),
    "parent": _("Part of contract"),
    "kind": _("Kind"),
    "status": _("Status"),
    "term_kind": _("Kind of term"),
    "start": _("Start"),
    "stated_end": _("End, as stated"),
    "stated_latest_end": _("Latest end, as stated"),
    "term_months": _("Term in months"),
    "renewal_months": _("Renews tacitly by (months)"),
    "renewal_limit": _("Renews at most (times)"),
    "options": _("Option terms in months"),
    "options_exercised": _("Options exercised"),
    "option_notice_count": _("Option notice period"),
    "option_notice_unit": _("Option notice period in"),
    "option_decider": _("Who decides about options"),
    "notice_count": _("Our notice period"),
    "notice_unit": _("Our notice period in"),
    "their_notice_count": _("Their notice period"),
    "their_notice_unit": _("Their notice period in"),
    "notice_falls_on": _("Notice must fall on"),
    "notice_given_on": _("Notice given on"),
    "notice_given_by": _("Notice given by"),
    "early_termination_by": _("Early termination by"),
    "early_termination_count": _("Early termination period"),
    "early_termination_unit": _("Early termination period in"),
    "value": _("Value"),
    "annual_value": _("Annual value"),
    "estimated_value": _("Estimated value"),
    "maximum_value": _("Maximum value"),
    "spent": _("Spent"),
    "currency": _("Currency"),
    "vat": _("VAT"),
    "cpv": _("CPV code"),
    "procedure": _("Procurement route"),
    "notice_reference": _("Reference of the notice"),
    "award_date": _("Award date"),
    "payment_term_days": _("Payment term in days"),
    "indexation": _("Indexation"),
    "review_date": _("Review date"),
    "document": _("Document"),
    "remarks": _("Remarks"),
    "attributes": _("Other particulars"),
    "amount": _("Amount"),
    "end": _("Last day"),
    "credit": _("Credit"),
    "contract": _("Contract"),
    "fact": _("Fact"),
    "source": _("Source"),
    "assessor": _("Assessor"),
    "assessed_on": _("Assessed on"),
    "evidence": _("Evidence"),
    "withdrawn_at": _("Withdrawn on"),
    "withdrawn_by": _("Withdrawn by"),
    "direction": _("Direction"),
    "level": _("Level"),
    "ability": _("Ability"),
    "integrity": _("Integrity"),
    "benevolence": _("Benevolence"),
    "active_from": _("Active from"),
    "active_to": _("Active until"),
    "state": _("State"),
    "reason": _("Reason"),
    "chosen_type": _("Chosen type"),
    "trust_target": _("Trust target"),
    "options_considered": _("Options considered"),
    "decided_by": _("Decided by"),
    "beneficiary": _("For whom"),
    "effect": _("Effect"),
    "stated_by_them": _("Stated by the other party"),
    "side": _("Side"),
    "priority": _("Priority"),
    "disclosed": _("Disclosed"),
    "scope": _("Scope"),
    "own_target": _("Somebody’s own target"),
    "customer_interest": _("Interest of the customer"),
    "supplier_interest": _("Interest of the supplier"),
    "customer_capability": _("Capability of the customer"),
    "supplier_capability": _("Capability of the supplier"),
    "rating": _("Rating"),
    "arrangement": _("Arrangement"),
    "raised_by": _("Raised by"),
    "raised_on": _("Raised on"),
    "driver": _("Driver"),
    "investigation": _("Investigation"),
    "investigated_on": _("Investigated on"),
    "verdict": _("Verdict"),
    "verdict_on": _("Verdict on"),
    "answer_kind": _("Kind of answer"),
    "answer": _("Answer"),
    "answer_due_on": _("Answer due on"),
    "answer_done_on": _("Answer done on"),
    "answer_told_on": _("Answer told on"),
    "purpose": _("Purpose"),
    "raises": _("Caps to raise"),
    "abandoned_on": _("Abandoned on"),
    "abandoned_reason": _("Why it was abandoned"),
    "position": _("Place"),
    "due_on": _("Due on"),
    "started_on": _("Started on"),
    "done_on": _("Done on"),
    "approver": _("Approver"),
    "approved_on": _("Approved on"),
    "approved_at": _("Approved on"),
    "back_dated": _("Back-dated"),
    "plan": _("Plan"),
    "held_on": _("Held on"),
    "participants": _("Participants"),
    "asked": _("Asked"),
    "found": _("Found"),
    "resistance": _("Resistance"),
    "result": _("Result"),
    "instead": _("Done instead"),
    "valid_until": _("Valid until"),
    "lapsed_at": _("Lapsed on"),
    "lapse": _("Why it lapsed"),
    "author": _("Author"),
    "place": _("Place"),
    "word": _("Word"),
    "stakeholders": _("Stakeholders"),
}


def name_of(field: str) -> str:
    """What a field is called; its own name where it has no other."""
    return str(NAMES.get(field, field.replace("_", " ")))


# Codes that the fit rule names itself.
_BY_RULE = {"fact": "fact", "chosen_type": "type", "trust_target": "trust", "level": "trust"}


def value_of(
    model: type[models.Model], field: str, value: Any, named: Mapping[tuple[Any, Any], str] | None = None
) -> str:
    """A value as a person reads it; `named` has what references lead to, by model and id."""
    if value is None or value == "" or value == [] or value == {}:
        return NOTHING
    kind = model._meta.get_field(field)
    if isinstance(kind, models.ForeignKey):
        return (named or {}).get((kind.related_model, value), gettext("(not to be seen)"))
    if field in _BY_RULE:
        said = word(value, _BY_RULE[field])
        return f"{value} {said}" if _BY_RULE[field] == "trust" else said
    if field == "verdict" and isinstance(value, dict):  # what a decision found, with much that it rests on
        return word(value.get("verdict"), "verdict")
    if field == "kind" and value in ARRANGEMENTS:
        return ARRANGEMENTS[value][language()]
    if kind.choices:
        return str(dict(kind.flatchoices).get(value, value))
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {each}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return str(value)
