"""The first page: what this is, of when, chosen how and by whom; and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from imports import listed
from imports.export.chosen import Chosen
from imports.export.words import WORDS, shown
from imports.fields import FIELDS
from imports.workbook.writing import Counts, Kind, Page, Panel

CODE = "instructions"
WIDTHS = (34, 26, 26, 64)


def page(chosen: Chosen, sheets: Mapping[str, tuple[str, str]]) -> Page:
    """`sheets` has for each sheet's code its title and what stands in it."""
    return Page(_("Instructions"), CODE, lambda counts: _told(chosen, sheets, counts), WIDTHS)


def _told(chosen: Chosen, sheets: Mapping[str, tuple[str, str]], counts: Counts) -> Iterator[Panel]:
    two = [Kind.TEXT, Kind.TEXT]
    by = chosen.by
    rows: list[list[Any]] = [
        [_("What"), str(chosen.name)],
        [_("When"), f"{timezone.localtime(by.at):%Y-%m-%d %H:%M}"],
        [_("By whom"), str(by.user)],
        [_("Filter"), _filter(chosen.given)],
    ]
    if chosen.portfolio is not None:
        rows.insert(1, [_("Unit"), str(chosen.portfolio.unit)])
    if chosen.left_out:
        text = _("%(count)s relationships, of units on which this user may not export.")
        rows.append([_("Left out"), text % {"count": chosen.left_out}])
    yield Panel(str(chosen.name), header=[_("This workbook"), ""], rows=rows, kinds=two)
    yield Panel(
        _("Sheets"),
        header=[_("Sheet"), _("Rows"), _("Name of the table"), _("What stands in it")],
        rows=[
            [title, counts.get(code), code if code in counts else None, text]
            for code, (title, text) in sheets.items()
        ],
        kinds=[Kind.TEXT, Kind.NUMBER, Kind.TEXT, Kind.TEXT],
    )
    yield Panel(_("Editing it and taking it in again"), said=_rules(chosen))


def _filter(given: Mapping[str, Any]) -> str:
    """The conditions as they were given."""
    told = []
    for name, value in given.items():
        if value is not None:
            values = value if isinstance(value, list | tuple) else [value]
            told.append(f"{name} = {', '.join(map(str, values))}")
    return "\n".join(told) or _("None: everything in it")


def _rules(chosen: Chosen) -> list[str]:
    said = [
        _(
            "Edit the sheet of the list only: what you change there comes back as exactly that change, "
            "and what you leave alone changes nothing. An emptied cell empties its field."
        ),
        _(
            "The other sheets are there to read: changes in them are not taken in. Groups of columns open "
            "with the + above them."
        ),
        _(
            "A new row is a new contract, or a new line of one. Leave out a row and nothing happens to what "
            "it stood for. Keep the hidden columns: they say which contract a row is."
        ),
        _(
            "Where the registry changed meanwhile, your edit is shown as a conflict and asked; nothing is "
            "overwritten in silence."
        ),
        _("Texts longer than Excel's 32,767 characters are cut here; edit those in the registry."),
    ]
    if chosen.portfolio is None:
        said.append(
            _(
                "This list may hold rows of several portfolios: take it in for one portfolio at a time, "
                "with its rows."
            )
        )
    return said


def template(language: str, title: str) -> Page:
    """The page of the empty list: how each column is filled in, with an example."""
    return Page(_("Instructions"), CODE, lambda counts: _taught(language, title), WIDTHS)


def _taught(language: str, title: str) -> Iterator[Panel]:
    yield Panel(
        title,
        said=[
            _(
                "Fill in the sheet of the list: one row for each contract, or for each line of one. The "
                "counterparty is needed (its name, or a number such as the KvK number), all other columns "
                "may stay empty."
            ),
            _(
                "Contracts with the same number and the same counterparty are lines of one contract: "
                "their values add up. Don't add a row of totals."
            ),
            _(
                "Delete columns that you don't use, or add your own: what isn't known stays with the "
                "contract as it is."
            ),
        ],
    )
    columns = [code for code in listed.CODES if code not in listed.HIDDEN]
    yield Panel(
        _("The columns"),
        header=[_("Header"), _("What it belongs to"), _("Example"), _("What may stand there")],
        rows=[_explained(code, language) for code in columns],
        kinds=[Kind.TEXT] * 4,
    )


def _explained(code: str, language: str) -> list[Any]:
    field = FIELDS[code]
    records = {
        "party": _("Counterparty"),
        "relationship": _("Relationship"),
        "contract": _("Contract"),
        "line": _("Line"),
    }
    kinds = {
        "amount": _("an amount"),
        "date": _("a date"),
        "integer": _("a whole number from 1 to 5"),
        "count": _("a whole number"),
        "months": _("a number of months"),
        "period": _("a number with days, weeks or months"),
        "boolean": _("yes or no"),
        "currency": _("a currency code of three letters"),
        "options": _("the option terms in months"),
    }
    said = ", ".join(WORDS[code][language].values()) if code in WORDS else kinds.get(field.kind, _("text"))
    if code == "end":
        said = _("a date, or %(word)s") % {"word": shown("end", listed.OPEN_ENDED, language)}
    return [field.label(language), records[field.record], example(code, language), said]


def example(code: str, language: str) -> str | None:
    """What could stand in the column, as somebody would type it."""
    if code in WORDS:
        return next(iter(WORDS[code][language].values()))
    text = FIELDS[code].example
    if code in ("notice_period", "payment_term"):
        return str(shown(code, text, language))
    return None if text in ("", "–") else text
