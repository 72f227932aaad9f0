"""Exports: the workbook of a list or a portfolio, and the empty list to start from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_
from drf_spectacular.utils import OpenApiParameter

from api.rest import formats, parameters
from api.rest.describing import exported, narrowing
from api.rest.door import Door
from api.rest.files import attachment
from api.rest.formats import Format
from api.rest.import_shapes import LANGUAGES, reader_language
from imports.export import CSV_LISTS, Chosen, csv_list, of_list, of_portfolio, template, workbook
from imports.export.chosen import longest
from imports.export.naming import check_rows
from relationships.errors import refuse
from relationships.filters import FILTERS, RelationshipFilter
from relationships.models import Contract, Party, Portfolio, Relationship
from relationships.values import one_of

_TAG = "Exports"
_LANGUAGE = OpenApiParameter(
    "language",
    {"type": "string", "enum": list(LANGUAGES)},
    OpenApiParameter.QUERY,
    description="Of headers, words and texts; else the one that `Accept-Language` asks for.",
)
_MORE = [
    OpenApiParameter(
        formats.PARAMETER,
        {"type": "string", "enum": list(formats.EXPORTED), "default": Format.XLSX},
        OpenApiParameter.QUERY,
        description="A workbook, or one of its tables as text; before what `Accept` says.",
    ),
    OpenApiParameter(
        "table",
        {"type": "string", "enum": list(CSV_LISTS), "default": CSV_LISTS[0]},
        OpenApiParameter.QUERY,
        description="Which table; only as text.",
    ),
    _LANGUAGE,
]
_OWN = ("table", "language")
_ONLY_TEXT = N_("a workbook holds all tables; ask for one with format=csv.")
_SAID = (
    "Sheets: instructions, portfolio (a row a contract line, to be edited and taken in again), "
    "relationships, parties, principles, deadlines, a dashboard with charts, lists. Streamed as it is made. "
    "Takes the right to export; what belongs to units on which you may not export is left out, and counted "
    "on the first sheet."
)


class _Export(Door):
    """What is narrowed by the conditions of a list, as a workbook."""

    conditions: Any = RelationshipFilter

    @property
    def parameters(self) -> Mapping[str, Sequence[str]]:  # type: ignore[override]
        """Read when asked: rooms above the registry add conditions when the application starts."""
        return {"GET": [*self.conditions.base_filters, *_OWN]}

    @property
    def conditions_given(self) -> dict[str, Any]:
        asked = self.asked_for([*self.parameters["GET"], formats.PARAMETER])
        return {name: value for name, value in asked.items() if name not in (*_OWN, formats.PARAMETER)}

    def export(self, chosen: Chosen, name: str) -> HttpResponse:
        form, language = self.format_asked, _language(self)
        table = parameters.used(self, "table", lambda sent: one_of(sent, "table", CSV_LISTS))
        if form is Format.XLSX:
            if table is not None:
                refuse("INVALID_FILTER", "table", value=table, why=gettext(_ONLY_TEXT))
            check_rows(longest(chosen))
            pieces: Iterable[bytes] = workbook(chosen, language)
        else:
            pieces = csv_list(chosen, table or CSV_LISTS[0], language)
            name = f"{name}-{table}" if table else name
        return _file(self, pieces, name, form)


def export_of(model: Any, what: str) -> type[Door]:
    """The view of the export of the list of these."""

    class Export(_Export):
        conditions = FILTERS[model]

        @exported(
            f"export{what.capitalize()}",
            f"Export {what}",
            _TAG,
            f"What the list of {what} shows under these conditions, with what belongs to it. {_SAID}",
            [*narrowing(FILTERS[model]), *_MORE],
        )
        def get(self, request: Any) -> HttpResponse:
            return self.export(of_list(model, self.conditions_given, self.by), what)

    return Export


class PortfolioExport(_Export):
    @exported(
        "exportPortfolio",
        "Export a portfolio",
        _TAG,
        f"The portfolio, or what of it meets conditions of the list of relationships. {_SAID}",
        [*narrowing(RelationshipFilter), *_MORE],
    )
    def get(self, request: Any, id: str) -> HttpResponse:
        portfolio = self.one(Portfolio, id)
        return self.export(of_portfolio(portfolio, self.by, self.conditions_given), portfolio.name)


class ImportTemplate(Door):
    parameters = {"GET": ("language",)}

    @exported(
        "getImportTemplate",
        "Get the empty list to start from",
        _TAG,
        "The same headers and drop-downs as an export, and a page that explains each column with an example. "
        "Filled in it is taken in like any other list. Takes the right to take lists in, on any unit.",
        [_LANGUAGE],
        forms=(Format.XLSX,),
    )
    def get(self, request: Any) -> HttpResponse:
        return _file(self, template(self.by, _language(self)), "contract-list", Format.XLSX)


EXPORTS: Mapping[str, type[Door]] = {
    "relationships/export": export_of(Relationship, "relationships"),
    "contracts/export": export_of(Contract, "contracts"),
    "parties/export": export_of(Party, "parties"),
    "portfolios/<str:id>/export": PortfolioExport,
    "imports/template": ImportTemplate,
}
"""By their addresses; to stand before those that take an id."""


def _language(door: Door) -> str:
    asked = parameters.used(door, "language", lambda sent: one_of(sent, "language", LANGUAGES))
    return asked or reader_language()


def _file(door: Door, pieces: Iterable[bytes], name: str, form: Format) -> HttpResponse:
    if door.request.method == "HEAD":
        pieces = ()
    return attachment(pieces, f"{name}-{door.by.on}", form)
