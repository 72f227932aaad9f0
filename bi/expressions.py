"""What the columns are made of: expressions that mean the same on SQLite and on PostgreSQL.

Texts of our own stand in the statement itself, so that it reads the same each time and fits in a view.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db.models import CharField, FloatField, Func, TextField, Value
from django.db.models.expressions import Col
from django.db.models.functions import Cast, Concat, ExtractMonth, ExtractQuarter, ExtractYear, LPad, NullIf

from relationships.models.base import AmountField
from relationships.values import currencies


class _Blank(NullIf):
    """`NULLIF(text, '')`; of a column written so that it costs SQLite a quarter."""

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, Any]:
        text = self.get_source_expressions()[0]
        if not isinstance(text, Col):
            return self.as_sql(compiler, connection, **more)
        column, params = compiler.compile(text)
        return f"CASE WHEN {column} <> '' THEN {column} END", params


def blank(expression: Any) -> NullIf:
    """A text, empty where there is none: an empty text is no value."""
    return _Blank(expression, Value(""), output_field=TextField())


def number_of(amount: Any) -> Any:
    """An amount as a number, for charts."""
    return Cast(amount, FloatField()) / Value(float(AmountField.SCALE))


def year(moment: Any) -> Any:
    return ExtractYear(moment)


def quarter(moment: Any) -> Any:
    """The quarter of a day or moment as “2026-Q4”."""
    return _with_empty(moment, "-Q", Cast(ExtractQuarter(moment), CharField()))


def month(moment: Any) -> Any:
    """The month of a day or moment as “2026-11”."""
    return _with_empty(moment, "-", LPad(Cast(ExtractMonth(moment), CharField()), 2, Value("0")))


def _with_empty(moment: Any, between: str, part: Any) -> Any:
    """Empty where there is no day: putting texts together takes the empty for a text."""
    joined = Concat(Cast(ExtractYear(moment), CharField()), Value(between), part, output_field=CharField())
    return NullIf(joined, Value(between), output_field=CharField())


def written(text: str) -> str:
    """A text of our own as it stands in a statement."""
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


class Named(Func):
    """What stands for each of these codes; empty for any other. The code is computed once."""

    arity = 1

    def __init__(self, expression: Any, names: tuple[tuple[Any, str], ...]) -> None:
        self.names = names
        super().__init__(expression, output_field=CharField())

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        sql, params = compiler.compile(self.source_expressions[0])
        whens = " ".join(f"WHEN {_key(code)} THEN {written(name)}" for code, name in self.names)
        return f"CASE {sql} {whens} END", list(params)


def _key(code: Any) -> str:
    return str(code) if isinstance(code, int) else written(str(code))


class AmountText(Func):
    """An amount kept in whole ten-thousandths as exact text, with at least the decimals of its currency."""

    arity = 2
    whole = "(ABS({amount}) / 10000)"
    rest = "(ABS({amount}) %% 10000)"

    def __init__(self, amount: Any, currency: Any) -> None:
        super().__init__(amount, currency, output_field=TextField())

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        parts = dict(zip(("amount", "currency"), map(compiler.compile, self.source_expressions), strict=True))
        return _filled(self._written(self.whole, self.rest), parts)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        """A sum is a numeric there, which divides otherwise."""
        parts = dict(zip(("amount", "currency"), map(compiler.compile, self.source_expressions), strict=True))
        whole, rest = "DIV(ABS({amount})::numeric, 10000)", "MOD(ABS({amount})::numeric, 10000)::integer"
        return _filled(self._written(whole, rest), parts)

    @staticmethod
    @lru_cache(maxsize=4)
    def _written(whole: str, rest: str) -> str:
        cases = " ".join(
            f"WHEN {rest} %% {unit} <> 0{_of_currencies(places)} THEN {places}"
            for places, unit in ((4, 10), (3, 100), (2, 1_000), (1, 10_000))
        )
        places = f"CASE {cases} ELSE 0 END"
        digits = f"'.' || SUBSTR(CAST(10000 + {rest} AS text), 2, {places})"
        return (
            "(CASE WHEN {amount} < 0 THEN '-' ELSE '' END "
            f"|| CAST({whole} AS text) || CASE WHEN {places} > 0 THEN {digits} ELSE '' END)"
        )


def _of_currencies(places: int) -> str:
    """That the currency has so many decimals; two are usual, so the others are listed."""
    if places == 2:
        others = [code for code, usual in currencies().items() if usual != 2]
        return " OR ({currency} <> '' AND {currency} NOT IN (" + ", ".join(map(written, others)) + "))"
    listed = [code for code, usual in currencies().items() if usual == places]
    return " OR {currency} IN (" + ", ".join(map(written, listed)) + ")" if listed else ""


def _filled(template: str, parts: Mapping[str, tuple[str, Any]]) -> tuple[str, list[Any]]:
    """The template with each part in its places, and the parameters in the order in which they stand."""
    params: list[Any] = []

    def part(found: re.Match[str]) -> str:
        sql, given = parts[found[1]]
        params.extend(given)
        return sql

    return re.sub(r"\{(amount|currency)\}", part, template), params
