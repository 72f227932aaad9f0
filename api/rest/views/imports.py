"""Imports: a file offered, understood, planned, applied, and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.response import Response

from access.scopes import Scope
from api.rest import import_shapes as s
from api.rest.describing import listed, object_of, offered, read, removed, sent_file, written
from api.rest.door import Door
from api.rest.uploads import Upload
from imports.filters import ImportProfileFilter, ImportRunFilter, PlannedRowFilter
from imports.models import ImportProfile, ImportRun, PlannedRow
from imports.runs import acts, keeping_profiles
from imports.runs.marking import marked_file
from imports.undo import undo
from relationships.choices import Side

_TAG, _PROFILES = "Imports", "Import profiles"
_TEXT = {"type": ["string", "null"]}
_TEXTS = {"type": "object", "additionalProperties": {"type": ["string", "null"]}}
_GIVEN: Mapping[str, Any] = {
    "portfolio": {**_TEXT, "maxLength": 200, "description": "Its name; made in the unit if it isn't there."},
    "currency": {**_TEXT, "description": "ISO 4217 code, meant where the list says none."},
    "our_role": {**_TEXT, "enum": [*Side, None], "description": "Meant where the list says none."},
    "sheet": {**_TEXT, "maxLength": 300, "description": "Else the one that looks most like a list."},
    "profile": {**_TEXT, "maxLength": 200, "description": "Its name; else the one of the list's layout."},
    "fields": {**_TEXTS, "description": 'Field by header; "-" leaves out, "attribute" keeps the column.'},
    "notations": {**_TEXTS, "description": "Notation by header."},
    "answers": {**_TEXTS, "description": "Choice by question."},
    "all_or_nothing": {"type": "boolean", "description": "A problem in one row keeps all of them out."},
}
_UNIT = {"unit": {"type": ["integer", "string"], "description": "The id or the code."}}


class Imports(Door):
    scopes = {"POST": Scope.IMPORT}
    parameters = {"POST": (*acts.OFFERED, "file_name")}

    @listed("listImports", "imports", _TAG, s.ImportShape, ImportRunFilter)
    def get(self, request: Any) -> Response:
        return self.page(self.visible(ImportRun), ImportRunFilter, s.ImportShape)

    @offered(
        "offerImport",
        "Offer a file",
        _TAG,
        s.ImportDetailShape,
        {**_UNIT, **_GIVEN},
        required=("unit", "portfolio"),
        description="A contract list, as the part `file` of a form with the options beside it, or as the "
        "body itself with the options as query parameters; `fields`, `notations` and `answers` are JSON "
        "then. Nothing is written but the plan: a small list is planned at once, a larger one by the "
        "worker (`state` says). Takes a sourcing manager of the unit, and a token with scope IMPORT.",
    )
    def post(self, request: Any) -> Response:
        upload = Upload(request._request, (*acts.OFFERED, "file_name"))
        acts.may_offer(by=self.by, unit=upload.given.get("unit"))
        name = upload.file_name
        run = acts.offer(by=self.by, given=upload.options, file=upload.take_in(), file_name=name)
        return self.record(run, s.ImportDetailShape, created="imports")


class OneImport(Door):
    scopes = {"PATCH": Scope.IMPORT}

    @read("getImport", "Read an import", _TAG, s.ImportDetailShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(ImportRun, id), s.ImportDetailShape)

    @written(
        "changeImport",
        "Change what was understood of a list",
        _TAG,
        s.ImportDetailShape,
        object_of(_GIVEN),
        status=200,
        example={"fields": {"Kostendrager": "attribute"}, "answers": {"currency": "EUR"}},
        description="Other columns, notations, answers or options: the list is planned again. What is "
        "given in `fields`, `notations` and `answers` is added to what was given before; null takes one "
        "back.",
    )
    def patch(self, request: Any, id: str) -> Response:
        run = acts.change(by=self.by, run=self.one(ImportRun, id), given=self.given())
        return self.record(run, s.ImportDetailShape)


class ImportRows(Door):
    @listed(
        "listImportRows",
        "rows of an import",
        _TAG,
        s.PlannedRowShape,
        PlannedRowFilter,
        "What becomes of each row of the list, field by field, in pages by key.",
    )
    def get(self, request: Any, id: str) -> Response:
        run = self.one(ImportRun, id)
        return self.page(self.visible(PlannedRow).filter(run=run), PlannedRowFilter, s.PlannedRowShape)


class ApplyImport(Door):
    scopes = {"POST": Scope.IMPORT}

    @written(
        "applyImport",
        "Take in what was planned",
        _TAG,
        s.ImportDetailShape,
        object_of({"plan": {"type": "string", "description": "The digest of the plan that you saw."}}),
        status=200,
        example={"plan": "6f1c…"},
        description="Does what the plan says, in one transaction, or nothing. What changed in the "
        "registry since the plan leaves all unwritten: the import is PLANNED anew, and the rows that came "
        "out otherwise say what the plan before said (`was`). Apply again to have the list count, or "
        "answer `conflict:ROW=registry` to leave a row out. Refused with STALE when `plan` is no longer "
        "the plan.",
    )
    def post(self, request: Any, id: str) -> Response:
        given = self.given_only("plan")
        run = acts.apply(by=self.by, run=self.one(ImportRun, id), plan=given.get("plan"))
        return self.record(run, s.ImportDetailShape)


class AnyKind(BaseContentNegotiation):
    """A file is a file, whatever kind was asked for."""

    def select_parser(self, request: Any, parsers: Any) -> None:
        return None

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> tuple[Any, str]:
        return renderers[0], renderers[0].media_type


class AnnotatedImport(Door):
    scopes = {"GET": Scope.IMPORT}
    content_negotiation_class = AnyKind  # type: ignore[assignment]

    @sent_file(
        "getAnnotatedImport",
        "Get the list with its problems marked",
        _TAG,
        "The file as it came, with what has to be put right marked in its cells and listed on a sheet of "
        "its own: to be corrected and offered again.",
    )
    def get(self, request: Any, id: str) -> HttpResponse:
        found = marked_file(by=self.by, run=self.one(ImportRun, id), language=s.reader_language())
        answer = HttpResponse(found.content, content_type=found.media_type)
        answer["Content-Disposition"] = content_disposition_header(True, found.name)
        return answer


class _Acted(Door):
    """An act on an import whose address says all there is to say."""

    scopes = {"POST": Scope.IMPORT}
    act: Any

    def done(self, id: str) -> Response:
        self.given_only()
        run = type(self).act(by=self.by, run=self.one(ImportRun, id))
        return self.record(self.one(ImportRun, run.pk), s.ImportDetailShape)


def _acted(name: str, summary: str, description: str) -> Any:
    return written(name, summary, _TAG, s.ImportDetailShape, None, status=200, description=description)


class CancelImport(_Acted):
    act = staticmethod(acts.cancel)

    @_acted(
        "cancelImport",
        "Stop an import",
        "Nothing of it is written. One that the worker is busy with stops as soon as it can.",
    )
    def post(self, request: Any, id: str) -> Response:
        return self.done(id)


class PlanImport(_Acted):
    act = staticmethod(acts.plan_again)

    @_acted(
        "planImport",
        "Plan an import again",
        "On the registry of now. One that failed or was cancelled goes on so, as long as its file is kept.",
    )
    def post(self, request: Any, id: str) -> Response:
        return self.done(id)


class UndoImport(_Acted):
    act = staticmethod(undo)

    @_acted(
        "undoImport",
        "Take an import back",
        "What it made is removed, what it changed holds again what it held. Refused with BUILT_ON once "
        "something was built on it.",
    )
    def post(self, request: Any, id: str) -> Response:
        return self.done(id)


class SaveImportProfile(Door):
    scopes = {"POST": Scope.IMPORT}

    @written(
        "saveImportProfile",
        "Keep how a list was understood",
        _PROFILES,
        s.ImportProfileShape,
        object_of({"name": {"type": "string", "maxLength": 200}}, ("name",)),
        example={"name": "Facilities, monthly"},
        description="For the next list of this layout in the unit, which picks it up by itself. The "
        "profile of that layout is replaced, if there is one.",
    )
    def post(self, request: Any, id: str) -> Response:
        given = self.given_only("name", required=("name",))
        kept = keeping_profiles.save_profile(by=self.by, run=self.one(ImportRun, id), name=given["name"])
        return self.record(kept, s.ImportProfileShape, created="import-profiles")


_CONTENT = {
    "name": {"type": "string", "maxLength": 200},
    "sheet": _GIVEN["sheet"],
    "fields": _GIVEN["fields"],
    "notations": _GIVEN["notations"],
    "answers": _GIVEN["answers"],
}


class ImportProfiles(Door):
    scopes = {"POST": Scope.IMPORT}

    @listed("listImportProfiles", "import profiles", _PROFILES, s.ImportProfileShape, ImportProfileFilter)
    def get(self, request: Any) -> Response:
        return self.page(self.visible(ImportProfile), ImportProfileFilter, s.ImportProfileShape)

    @written(
        "createImportProfile",
        "Make an import profile",
        _PROFILES,
        s.ImportProfileShape,
        object_of({**_UNIT, **_CONTENT}, ("unit", "name")),
        example={"unit": "ROOT", "name": "Suppliers", "fields": {"Leverancier": "party_name"}},
        description="One to be named when a file is offered; one made of an import is picked up by itself.",
    )
    def post(self, request: Any) -> Response:
        made = keeping_profiles.create_profile(by=self.by, given=self.given())
        return self.record(made, s.ImportProfileShape, created="import-profiles")


class OneImportProfile(Door):
    scopes = {"PATCH": Scope.IMPORT, "DELETE": Scope.IMPORT}

    @read("getImportProfile", "Read an import profile", _PROFILES, s.ImportProfileShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(ImportProfile, id), s.ImportProfileShape)

    @written(
        "changeImportProfile",
        "Change an import profile",
        _PROFILES,
        s.ImportProfileShape,
        object_of(_CONTENT),
        status=200,
        versioned=True,
        example={"fields": {"Kostendrager": "-"}},
        description="What is given in `fields`, `notations` and `answers` is added; null takes one back.",
    )
    def patch(self, request: Any, id: str) -> Response:
        found = self.one(ImportProfile, id)
        changed = keeping_profiles.change_profile(
            by=self.by, profile=found, given=self.given(), version=self.version_seen(found)
        )
        return self.record(changed, s.ImportProfileShape)

    @removed("removeImportProfile", "Remove an import profile", _PROFILES)
    def delete(self, request: Any, id: str) -> Response:
        found = self.one(ImportProfile, id)
        keeping_profiles.remove_profile(by=self.by, profile=found, version=self.version_seen(found))
        return Response(status=204)
