"""The form of a rule set: its cells by their addresses, and what is wrong beside each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

from relationships.errors import Refused
from relationships.fit.sheets import NAMES
from relationships.models import RuleSet
from web.forms.base import ActForm
from web.rule_tables import typed


class RulesForm(ActForm):
    """The tables as they were typed. `wrong` has what was refused, by the address of cell or table."""

    def __init__(self, request: HttpRequest, *, record: RuleSet) -> None:
        super().__init__(request, record=record)
        self.wrong: dict[str, list[str]] = {}

    @property
    def tables(self) -> dict[str, Any]:
        return typed(self.data.dict() if hasattr(self.data, "dict") else {})

    def refuse(self, refused: Refused) -> None:
        for each in refused.refusals:
            place = each.field or ""
            if place.split(".")[0] in NAMES:
                self.wrong.setdefault(place, []).append(each.message)
            else:
                self.add_error(None, forms.ValidationError(each.message, code=each.code))
