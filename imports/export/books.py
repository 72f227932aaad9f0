"""The workbooks: of what was chosen, and the empty one to start from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from imports.export import contracts, deadlines, instructions, parties, relationships
from imports.export.chosen import Chosen
from imports.export.figures import WIDTHS, Dashboard
from imports.export.words import WORDS
from imports.workbook.writing import Book, Page, stream
from principles.attention.money import rates_on
from relationships.actor import Actor
from relationships.permissions import Act, require_anywhere
from relationships.values import currencies

DASHBOARD = "dashboard"
LISTS = "lists"
SHEETS = (
    instructions.CODE,
    contracts.CODE,
    relationships.CODE,
    parties.CODE,
    relationships.MATRIX,
    deadlines.CODE,
    DASHBOARD,
    LISTS,
)
"""The sheets of an export in their order, by the names that they have in every language."""
# Offered first where any currency may stand.
_LIKELY = ("EUR", "USD", "GBP", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "JPY")


def workbook(chosen: Chosen, language: str = "en") -> Iterator[bytes]:
    """The workbook of what was chosen, in pieces as it is made, its first at once."""
    return in_language(language, _workbook(chosen, language))


def _workbook(chosen: Chosen, language: str) -> Iterator[bytes]:
    rates = rates_on(chosen.by.user, chosen.by.on)
    dashboard = Dashboard(chosen, language, rates)
    named = {
        contracts.CODE: (
            _("Portfolio"),
            _("A row a contract, or a row a line where it has several; to be edited."),
        ),
        relationships.CODE: (
            _("Relationships"),
            _("A row a relationship: type, trust targeted, required and actual, verdict, flags, principles."),
        ),
        parties.CODE: (
            _("Parties"),
            _("A row a counterparty: its names, its numbers, what its contracts are worth."),
        ),
        relationships.MATRIX: (
            _("Principles"),
            _("A row a relationship and a column a principle, with the result that counts."),
        ),
        deadlines.CODE: (_("Deadlines"), _("A row a running contract: by when something has to be decided.")),
        DASHBOARD: (
            _("Dashboard"),
            _("Totals by currency, value by type and verdict, matrix, deadlines, principles."),
        ),
        LISTS: (_("Lists"), _("The words that the cells with a drop-down may hold.")),
    }
    book = Book(
        title=str(chosen.name),
        subject=_("Customer and supplier relationships"),
        author=str(chosen.by.user),
        made_at=chosen.by.at,
        sheets=[
            instructions.page(chosen, named),
            contracts.sheet(chosen, language),
            relationships.sheet(chosen, language, dashboard.principles),
            parties.sheet(chosen, rates),
            relationships.matrix(chosen, dashboard.principles),
            deadlines.sheet(chosen),
            Page(_("Dashboard"), DASHBOARD, dashboard.panels, WIDTHS),
        ],
        lists=lists(language),
        lists_title=_("Lists"),
        language=language,
        explained=_explained(),
    )
    yield from stream(book)


def template(by: Actor, language: str = "en") -> Iterator[bytes]:
    """The empty list to start from: instructions, headers, drop-downs. Refuses NOT_ALLOWED."""
    require_anywhere(by, Act.IMPORT)
    return in_language(language, _template(by, language))


def _template(by: Actor, language: str) -> Iterator[bytes]:
    title = _("Contract list to fill in")
    book = Book(
        title=title,
        subject=_("Customer and supplier relationships"),
        author="Counterpart",
        made_at=by.at,
        sheets=[instructions.template(language, title), contracts.sheet(None, language)],
        lists=lists(language),
        lists_title=_("Lists"),
        language=language,
        explained=_explained(),
    )
    yield from stream(book)


def lists(language: str) -> Mapping[str, Sequence[str]]:
    """The words that may be chosen, by the field that they are for."""
    words = {code: list(named[language].values()) for code, named in WORDS.items()}
    words["currency"] = [*_LIKELY, *sorted(set(currencies()) - set(_LIKELY))]
    return words


def _explained() -> dict[str, str]:
    return {
        "title": _("This can't stand here"),
        "list": _("Choose one of the words of the list."),
        "whole": _("Type a whole number within the limits of this column."),
        "date": _("Type a date, such as 2027-03-31."),
        "decimal": _("Type an amount of zero or more."),
    }


def in_language(language: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, each made in this language; who takes them keeps his own in between."""
    while True:
        with translation.override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
