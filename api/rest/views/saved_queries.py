"""Saved queries: kept under a name, and asked at `queries/{name}` by programs that know GET only."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from access.actions import saved_queries as acts
from access.filters import SavedQueryFilter
from access.models import SavedQuery
from api.authentication import BASIC, WWW_AUTHENTICATE
from api.rest import files, formats
from api.rest.describing import asked, body, listed, read, removed, written
from api.rest.door import Door, Json
from api.rest.formats import Format
from api.rest.paging import address_after
from api.rest.parameters import used
from api.rest.saved_query_shapes import SavedQueryShape
from api.saved import parquet
from api.saved.answering import Asker, Portion, portions
from api.saved.documents import Question, question_of
from api.saved.variables import given_in_address
from imports.export.books import in_language
from relationships.errors import refuse
from relationships.filters.kinds import shown
from relationships.values import whole

_TAG = "Saved queries"
DEFAULT = 1_000
LARGEST = 10_000
_DOCUMENT = {"type": "string", "description": "A GraphQL document: one query, with one list."}
_VARIABLES = {
    "type": ["object", "null"],
    "additionalProperties": True,
    "description": "The values of its variables where none are given.",
}
_PARAMETERS = [
    OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": DEFAULT},
        OpenApiParameter.QUERY,
        description="The size of a page. A document that says itself which rows it asks for takes none.",
    ),
    OpenApiParameter(
        "after", str, OpenApiParameter.QUERY, description="From the `next` of the page before this one."
    ),
    OpenApiParameter(
        "variables",
        {"type": "object", "additionalProperties": {"type": "string"}},
        OpenApiParameter.QUERY,
        description="The values of variables, each under its own name.",
        style="form",
        explode=True,
    ),
]
_OURS = ("limit", "after", formats.PARAMETER)
BOM = "\ufeff".encode()
CHALLENGE = f'{WWW_AUTHENTICATE}, {BASIC} realm="Counterpart", charset="UTF-8"'


class SavedQueries(Door):
    @listed(
        "listSavedQueries",
        "saved queries",
        _TAG,
        SavedQueryShape,
        SavedQueryFilter,
        "Your own, and those shared with a unit on whose line you have a role, in pages by key.",
    )
    def get(self, request: Any) -> Response:
        return self.page(self.visible(SavedQuery), SavedQueryFilter, SavedQueryShape)

    @written(
        "createSavedQuery",
        "Save a query",
        _TAG,
        SavedQueryShape,
        body(
            SavedQuery,
            acts.SAVED_QUERY_FIELDS,
            ("name", "document"),
            document=_DOCUMENT,
            variables=_VARIABLES,
        ),
        example={
            "name": "misfits",
            "description": "Relationships whose choice does not fit the facts.",
            "document": "query ($verdict: [Code!]) { relationshipFacts(verdict: $verdict) "
            "{ id partyName unitCode chosenType recommendedType } }",
            "variables": {"verdict": ["MISFIT"]},
        },
        description="A GraphQL document with one list, whose records become rows: fields of records within "
        "them are columns such as `party.name`. With a unit it is shared with whoever has a role there, "
        "above it or below it; that takes a sourcing manager of the unit. Refused where it is invalid, has "
        "no single list, or costs more than one request may.",
    )
    def post(self, request: Any) -> Response:
        query = acts.create_saved_query(by=self.by, given=self.given())
        return self.record(self.one(SavedQuery, query.pk), SavedQueryShape, created="saved-queries")


class OneSavedQuery(Door):
    @read("getSavedQuery", "Read a saved query", _TAG, SavedQueryShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(SavedQuery, id), SavedQueryShape)

    @written(
        "changeSavedQuery",
        "Change a saved query",
        _TAG,
        SavedQueryShape,
        body(SavedQuery, acts.SAVED_QUERY_FIELDS, document=_DOCUMENT, variables=_VARIABLES),
        status=200,
        versioned=True,
        example={"unit": "ROOT"},
        description="Another name, description, document or defaults; shared with a unit, or taken back "
        "(`unit` null) by its owner. One's own, and shared ones of units where one is a sourcing manager.",
    )
    def patch(self, request: Any, id: str) -> Response:
        query = self.one(SavedQuery, id)
        changed = acts.change_saved_query(
            by=self.by, query=query, given=self.given(), version=self.version_seen(query)
        )
        return self.record(self.one(SavedQuery, changed.pk), SavedQueryShape)

    @removed("removeSavedQuery", "Remove a saved query", _TAG, "Its address leads nowhere any more.")
    def delete(self, request: Any, id: str) -> Response:
        query = self.one(SavedQuery, id)
        acts.remove_saved_query(by=self.by, query=query, version=self.version_seen(query))
        return Response(status=204)


class AskedQuery(Door):
    """The rows of a saved query, to whoever may see it, of what he may see himself."""

    @asked(
        "askSavedQuery",
        "Ask a saved query",
        _TAG,
        "Its rows, as you may see them: a page of flat objects in JSON, or all of them as a file, sent as it "
        "is made. The name may end with `.json`, `.csv`, `.xlsx` or `.parquet`. Variables of the document "
        "are parameters by their own names; several values with commas between them. Takes a token as "
        "Bearer, or as the password of Basic.",
        _PARAMETERS,
    )
    def get(self, request: Any, name: str) -> Any:
        plain, self._ending = _parted(name)
        query = self.one(SavedQuery, plain)
        question = question_of(query.document)
        sent = {each: texts for each, texts in request.GET.lists() if each not in _OURS}
        values = {**query.variables, **given_in_address(question, sent)}
        limit = used(self, "limit", lambda text: whole(text, "limit", 1, LARGEST))
        after = used(self, "after", _cursor)
        form = self.format_asked
        if form is Format.PARQUET:
            parquet.check_installed()
        if form is Format.JSON and limit is None and question.paged:
            limit = DEFAULT
        found = portions(question, values, Asker(self.identity, self.by), limit=limit, after=after)
        if form is Format.JSON:
            return self._page(found)
        if limit is None:
            return self._file(question, plain, form, chain([next(found)], found))
        return self._part(question, plain, form, list(found))

    @property
    def format_asked(self) -> Format:
        """The ending of the name goes before `format` and `Accept`."""
        ending: Format | None = getattr(self, "_ending", None)
        asked = self.request.GET.getlist(formats.PARAMETER)
        if ending is None:
            return super().format_asked
        if asked and asked != [str(ending)]:
            refuse("INVALID_FILTER", formats.PARAMETER, value=shown(asked), why=f"{ending}.")
        return ending

    def handle_exception(self, error: Exception) -> Response:
        """Programs that know names and passwords only are told that these will do."""
        response = super().handle_exception(error)
        if response.status_code == 401:
            response["WWW-Authenticate"] = CHALLENGE
        return response

    def _page(self, found: Iterator[Portion]) -> HttpResponse:
        parts = list(found)
        following = parts[-1].following
        address = None if following is None else address_after(self.request._request, following)
        body = Json().render({"items": [row for part in parts for row in part.rows], "next": address})
        tag = f'"{sha256(body).hexdigest()[:32]}"'
        same = tag in [each.strip().removeprefix("W/") for each in self._seen.split(",")]
        answer = HttpResponse(status=304) if same else HttpResponse(body, content_type="application/json")
        answer["ETag"] = tag
        if address is not None:
            answer["Link"] = f'<{address}>; rel="next"'
        return answer

    @property
    def _seen(self) -> str:
        return self.request.headers.get("If-None-Match", "")

    def _part(self, question: Question, name: str, form: Format, parts: list[Portion]) -> Any:
        answer = self._file(question, name, form, iter(parts))
        if parts[-1].following is not None:
            address = address_after(self.request._request, parts[-1].following)
            answer["Link"] = f'<{address}>; rel="next"'
        return answer

    def _file(self, question: Question, name: str, form: Format, found: Iterator[Portion]) -> Any:
        pieces: Any = ()
        if self.request.method != "HEAD":
            pieces = self._pieces(question, name, form, found)
        return files.attachment(pieces, f"{name}-{self.by.on}", form)

    def _pieces(self, question: Question, name: str, form: Format, found: Iterator[Portion]) -> Any:
        told = (part.rows for part in _within_a_sheet(found, form))
        if form is Format.PARQUET:
            return in_language(get_language() or "en", parquet.file_of(question.columns, told))
        places = [each.place for each in question.columns]
        pieces = files.file_of(told, places, form, name, self.by.at)
        return chain([BOM], pieces) if form is Format.CSV else pieces


def _parted(name: str) -> tuple[str, Format | None]:
    """The name without the ending that says in which form, and that form."""
    plain, _point, ending = name.rpartition(".")
    return (plain, Format(ending)) if plain and ending in set(Format) else (name, None)


def _cursor(text: str) -> str:
    if not text:
        refuse("INVALID_CURSOR", "after")
    return text


def _within_a_sheet(found: Iterator[Portion], form: Format) -> Iterator[Portion]:
    """The same; breaks off the answer where a sheet is full, so that it isn't taken for the whole."""
    count = 0
    for part in found:
        count += len(part.rows)
        if form is Format.XLSX:
            files.check_rows(count)
        yield part
