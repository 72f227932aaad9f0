"""A list as text with separators. Text is never a formula, and comes back as the same text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from imports.export import contracts, deadlines, parties, relationships
from imports.export.books import in_language
from imports.export.chosen import Chosen
from imports.notation.guards import guarded
from imports.workbook.writing import Kind, TableSheet
from principles.attention.money import rates_on
from relationships.values import one_of

CSV_LISTS = (contracts.CODE, relationships.CODE, parties.CODE, relationships.MATRIX, deadlines.CODE)
"""The lists that can be had as text, by the names of their tables."""

_AT_ONCE = 500
_CENT = Decimal("0.01")


def csv_list(chosen: Chosen, which: str = contracts.CODE, language: str = "en") -> Iterator[bytes]:
    """One of the lists as UTF-8 text in pieces: in Dutch with semicolons and decimal commas.

    Days as 2027-03-31. A text that a spreadsheet would take for a formula has an apostrophe before it.
    Refuses a list that there isn't (UNKNOWN_CODE).
    """
    return in_language(language, _written(chosen, one_of(which, "list", CSV_LISTS), language))


def _written(chosen: Chosen, which: str, language: str) -> Iterator[bytes]:
    sheet = _sheet(chosen, which, language)
    comma = "," if language == "nl" else "."
    held = io.StringIO()
    writer = csv.writer(held, delimiter=";" if language == "nl" else ",", lineterminator="\r\n")
    writer.writerow([each.header for each in sheet.columns])
    yield ("\ufeff" + held.getvalue()).encode()
    kinds = [each.kind for each in sheet.columns]
    rows = iter(sheet.rows)
    while portion := list(islice(rows, _AT_ONCE)):
        held.seek(0)
        held.truncate()
        writer.writerows(
            [_cell(value, kind, comma) for value, kind in zip(row, kinds, strict=True)] for row in portion
        )
        yield held.getvalue().encode("utf-8", "replace")


def _sheet(chosen: Chosen, which: str, language: str) -> TableSheet:
    principles = relationships.Principles()
    if which == contracts.CODE:
        return contracts.sheet(chosen, language)
    if which == relationships.CODE:
        return relationships.sheet(chosen, language, principles)
    if which == parties.CODE:
        return parties.sheet(chosen, rates_on(chosen.by.user, chosen.by.on))
    if which == relationships.MATRIX:
        return relationships.matrix(chosen, principles)
    return deadlines.sheet(chosen)


def _cell(value: Any, kind: Kind, comma: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if kind is Kind.AMOUNT:
        value = Decimal(value)
        rounded = value.quantize(_CENT)
        return f"{rounded if rounded == value else value:f}".replace(".", comma)
    return str(value).replace(".", comma)
