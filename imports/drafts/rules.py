"""Whether a row keeps the registry's rules: a quick look at all, the actions' own check of those it stops."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from imports.drafts.draft import Draft
from imports.drafts.placing import CONTRACT_COLUMNS
from relationships.actions.contracts import clean_contract
from relationships.actor import Actor
from relationships.errors import Refused
from relationships.models import Contract
from relationships.values import AMOUNT_LIMIT, LONG_TEXT, currencies, line

# The longest text of each field that can pass without a closer look.
_SHORT = {
    "party_name": 300,
    "party_place": 300,
    "legal_name": 300,
    "contract_number": 100,
    "line_number": 100,
    "title": 500,
    "notice_reference": 200,
    "indexation": 300,
    "document": 1000,
    "subject": 500,
    "category": 300,
    "external_key": 200,
}
_LONG = ("description", "remarks")
_AMOUNTS = ("value", "spent", "estimated_value", "maximum_value", "annual_value")
_MAY_BE_NEGATIVE = ("value", "spent")
_TERM = ("start", "end", "latest_end")
_DAYS = (*_TERM, "award_date", "review_date")
_MONTHS = ("term_months", "renewal_months")
_COUNTS = ("notice_count", "payment_term_days")
MOST = 32_767


class Rules:
    """The rules for the rows of one list, of which only these fields can be there.

    Only what a field can break is looked at: a text too long, an amount too large, days out of order.
    """

    def __init__(self, fields: Collection[str], currency: str, by: Actor) -> None:
        self.by = by
        self.currency = currency
        limits = {**_SHORT, **dict.fromkeys(_LONG, LONG_TEXT)}
        self.limits = [(code, limit) for code, limit in limits.items() if code in fields]
        self.amounts = [(code, code in _MAY_BE_NEGATIVE) for code in _AMOUNTS if code in fields]
        self.term = [code for code in _TERM if code in fields]
        self.days = [code for code in _DAYS if code in fields]
        self.months = [code for code in _MONTHS if code in fields]
        self.rare = [code for code in ("options_exercised", "document") if code in fields]
        self.counts = [name for name in _COUNTS if {"notice_period", "payment_term"} & set(fields)]

    def may_be_broken(self, draft: Draft, values: Mapping[str, Any]) -> bool:
        """Whether a rule could be broken by this row."""
        return (
            self._too_long(values)
            or self._amounts(values)
            or self._days(values)
            or self._numbers(draft, values)
        )

    def refused(self, draft: Draft, values: Mapping[str, Any]) -> list[tuple[str | None, Refused]]:
        """What the rules of the actions refuse of this row, with the field where it is one's own."""
        found: list[tuple[str | None, Refused]] = []
        for code, limit in _SHORT.items():
            if values.get(code) and code not in CONTRACT_COLUMNS:
                try:
                    line(values[code], code, limit=limit)
                except Refused as refused:
                    found.append((code, refused))
        given = {name: value for name, value in draft.contract.items() if name != "number"}
        try:
            line(draft.contract.get("number"), "contract_number", limit=100)
            clean_contract(Contract(), given, by=self.by)
        except Refused as refused:
            found.append((None, refused))
        return found

    def _too_long(self, values: Mapping[str, Any]) -> bool:
        for code, limit in self.limits:
            text = values.get(code)
            if text and len(text) > limit:
                return True
        return False

    def _amounts(self, values: Mapping[str, Any]) -> bool:
        code = values.get("currency") or self.currency
        places = currencies().get(code, 0) if code else 2
        for code, may_be_negative in self.amounts:
            amount = values.get(code)
            if amount is not None and (
                places < 2
                or not -AMOUNT_LIMIT < amount < AMOUNT_LIMIT
                or (amount < 0 and not may_be_negative)
            ):
                return True
        return False

    def _days(self, values: Mapping[str, Any]) -> bool:
        before: date | None = None
        for code in self.term:
            day = values.get(code)
            if isinstance(day, date):
                if before is not None and day < before:
                    return True
                before = day
        for code in self.days:
            day = values.get(code)
            if isinstance(day, date) and day.year < 1900:
                return True
        return False

    def _numbers(self, draft: Draft, values: Mapping[str, Any]) -> bool:
        for code in self.months:
            if not 0 < values.get(code, 1) <= MOST:
                return True
        for name in self.counts:
            if (draft.contract.get(name) or 0) > MOST:
                return True
        if not self.rare:
            return False
        exercised = values.get("options_exercised")
        return bool(
            (exercised and exercised > len(values.get("options", ())))
            or ":" in (values.get("document") or "")
        )
