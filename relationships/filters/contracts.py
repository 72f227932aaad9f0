"""Conditions on contracts."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from relationships import models as m
from relationships.choices import ContractKind, ContractStatus, Procedure, TermKind
from relationships.filters.base import OfRelationship, changed, numbers, within
from relationships.filters.kinds import (
    Amount,
    Codes,
    Currencies,
    Ordering,
    Present,
    References,
    Text,
    Texts,
    Truth,
)


class ContractFilter(OfRelationship):
    q = Text(method="search", help_text="A part of the number, title or description.")
    number = Texts("number", help_text="Exactly this number.")
    parent = References("parent", model=m.Contract, help_text="Directly below this contract (id).")
    kind = Codes("kind", codes=ContractKind, help_text="The kind.")
    status = Codes("status", codes=ContractStatus, help_text="The status.")
    term_kind = Codes("term_kind", codes=TermKind, help_text="The kind of term.")
    procedure = Codes("procedure", codes=Procedure, help_text="The procurement route.")
    cpv = Text("cpv", "startswith", help_text="The first digits of the CPV code.")
    currency = Currencies("currency", help_text="The currency.")
    value_min, value_max = numbers("value", "Value (takes currency)", Amount)
    annual_value_min, annual_value_max = numbers("annual_value", "Annual value (takes currency)", Amount)
    start_after, start_before = within("start", "Start")
    ended = Truth("position__ended", help_text="Whether the term has ended.")
    current_end_after, current_end_before = within("position__current_end", "End of the running term")
    latest_end_after, latest_end_before = within("position__latest_end", "Latest end")
    notice_deadline_after, notice_deadline_before = within(
        "position__notice_deadline", "Next notice deadline"
    )
    option_deadline_after, option_deadline_before = within("position__option_deadline", "Option deadline")
    retender_start_after, retender_start_before = within("position__retender_start", "Start of re-tender")
    missed_deadline = Present("position__missed_deadline", help_text="Whether a notice deadline was missed.")
    notice_known = Truth("position__notice_known", help_text="Whether the notice period is known.")
    review_date_after, review_date_before = within("review_date", "Review date")
    changed_since = changed()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "relationship": ("relationship_id",),
            "party": ("relationship__party__name",),
            "number": ("number",),
            "title": ("title",),
            "start": ("start",),
            "value": ("currency", "value"),
            "annual_value": ("currency", "annual_value"),
            "current_end": ("position__current_end",),
            "notice_deadline": ("position__notice_deadline",),
            "option_deadline": ("position__option_deadline",),
            "latest_end": ("position__latest_end",),
            "changed_at": ("changed_at",),
        }
    )

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(
            Q(number__icontains=value) | Q(title__icontains=value) | Q(description__icontains=value)
        )
