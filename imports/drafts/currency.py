"""Which currency the amounts of a row are in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imports.notation import amounts
from imports.tables import ColumnMapping

# The amount whose sign says the currency of the row: the first that has one.
_MONEY = ("value", "estimated_value", "maximum_value", "annual_value", "spent")


class Currencies:
    """Says of each row of one list in which currency its amounts are.

    `currency`: the one meant where neither row nor column says. `answers`: those to questions about signs
    that several currencies share.
    """

    def __init__(
        self, columns: Mapping[str, ColumnMapping], currency: str, answers: Mapping[str, str]
    ) -> None:
        self.columns = columns
        self.currency = currency
        self.answers = answers
        value = columns.get("value")
        self.column_currency = (value.notation.currency if value and value.notation else None) or ""
        self.money = [code for code in _MONEY if code in columns]

    def of(self, values: Mapping[str, Any]) -> tuple[str, str]:
        """The currency of the row's amounts, or else the code of the question that settles it."""
        if values.get("currency", "XXX") != "XXX":
            return values["currency"], ""
        for code in self.money:
            if values.get(code) is not None:
                said = self._by_sign(code, values)
                if any(said):
                    return said
        code = self.column_currency or self.currency
        return code, "" if code else "currency"

    def _by_sign(self, code: str, values: Mapping[str, Any]) -> tuple[str, str]:
        """What the sign beside an amount says, or the question that it raises; neither without a sign."""
        notation = self.columns[code].notation
        assert notation is not None  # noqa: S101 for the type checker
        told = values.get(f"{code}_currency") or notation.currency or ""
        if told and told != "XXX":
            return told, ""
        several = len(notation.symbols) > 1
        if several and not notation.per_cell:
            question = f"currency_formats:{code}"
            answer = self.answers.get(question, "")
            return answer, "" if answer else question
        sign = values.get(f"{code}_sign") or ("" if several else "".join(notation.symbols))
        if not sign:
            return "", ""
        question = sign_question(sign)
        if question in self.answers:
            return self.answers[question], ""
        if self.currency in amounts.SHARED[sign]:
            return self.currency, ""
        return "", question if several or self.currency else "currency"


def sign_question(sign: str) -> str:
    """The question what a sign stands for that several currencies share."""
    return f"currency_sign:{sign.rstrip('.')}"
