"""Amounts as people type them: with the marks that the reader's numbers have."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from web.templatetags.words import marks


class AmountInput(forms.TextInput):
    """Shows an amount with the reader's decimal mark, and passes on what is typed as 1234.56.

    What can be read in two ways, such as 1.234 where three decimals may be, is passed on as it stands: the
    action judges it. `places` is how many decimals there may be.
    """

    def __init__(self, attrs: dict[str, Any] | None = None, *, places: int = 2) -> None:
        super().__init__(attrs)
        self.places = places

    def format_value(self, value: Any) -> Any:
        shown = super().format_value(value)
        if shown and marks()[0] == "," and re.fullmatch(r"-?\d+\.\d+", shown):
            return shown.replace(".", ",")
        return shown

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        return without_marks(typed, *marks(), places=self.places) if typed else typed


def without_marks(typed: str, decimal: str, thousands: str, *, places: int = 2) -> str:
    """The same amount with a point for the decimals and nothing else, where it is clear what is meant."""
    number = typed.strip().replace("\xa0", "").replace(" ", "")
    group = re.escape(thousands)
    grouped = rf"[-+]?[1-9]\d{{0,2}}({group}\d{{3}})"
    with_decimals = rf"({grouped}+|[-+]?\d+){re.escape(decimal)}\d+"
    alone = "+" if places < 3 else "{2,}"
    if not number.isascii() or not re.fullmatch(rf"{with_decimals}|{grouped}{alone}", number):
        return typed
    return number.replace(thousands, "").replace(decimal, ".")
