"""What the answers about imports hold."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.rest import fields as f
from api.rest.fields import Shape
from api.rest.shapes import Recorded
from imports.choices import UNDER_WAY, RowOutcome, RunState, Stage
from imports.runs import files
from relationships.choices import Side

LANGUAGES = ("en", "nl")
_TEXTS: dict[str, Any] = {"type": "object", "additionalProperties": {"type": "string"}}
_NUMBERS: dict[str, Any] = {"type": "object", "additionalProperties": {"type": "integer"}}


def reader_language() -> str:
    """The language asked for, as far as reports are in it."""
    asked = (get_language() or "en").partition("-")[0]
    return asked if asked in LANGUAGES else "en"


def _json(schema: dict[str, Any], help_text: str, **options: Any) -> serializers.Field:
    kind = extend_schema_field(schema)(type("Told", (serializers.ReadOnlyField,), {}))
    return kind(help_text=help_text, **options)


class ImportProgressShape(Shape):
    stage = f.code(Stage, "What it is busy with.")
    done = f.whole("Rows done in this stage.")
    total = f.whole("Rows of this stage; 0: not known yet.")
    started_at = serializers.SerializerMethodField(help_text="When the stage began.")
    seconds_left = f.whole("At the speed so far; null: that can't be said yet.", allow_null=True)

    @extend_schema_field({"type": "string", "format": "date-time"})
    def get_started_at(self, progress: files.Progress) -> str:
        return datetime.fromtimestamp(progress.started, UTC).isoformat()


class ImportShape(Shape):
    id = f.whole("Its id.")
    unit = f.whole("The unit that owns the portfolio.", "unit_id")
    unit_code = f.text("", "unit.code", allow_null=False)
    portfolio = f.whole(
        "The portfolio; null: it is yet to be made, or went again.", "portfolio_id", allow_null=True
    )
    portfolio_name = f.text("The portfolio's name.")
    user = f.whole("Who takes it in.", "user_id")
    username = f.person("user")
    state = f.code(RunState, "How far it has come; WAITING, READING and APPLYING go on by themselves.")
    file_name = f.text("What its owner calls the file.")
    digest = f.text("The SHA-256 of the file.")
    currency = f.text("Meant where the list says none; empty: not given.")
    our_role = f.code(Side, "Meant where the list says none.", allow_null=True)
    all_or_nothing = f.truth("Whether a problem in one row keeps all of them out.")
    profile = f.whole("The profile used.", "profile_id", allow_null=True)
    profile_name = f.text("", "profile.name")
    created_at = f.moment("When it was offered.")
    planned_at = f.moment("When it was planned last.", allow_null=True)
    plan = f.text("The digest of the plan: give it when you apply. Empty: there is none.")
    conflicts = f.whole("Rows that came out otherwise when it was to be applied.")
    applied_at = f.moment("When it was taken in.", allow_null=True)
    undone_at = f.moment("When it was taken back.", allow_null=True)
    undone_by = f.whole("Who took it back.", "undone_by_id", allow_null=True)
    counts = serializers.SerializerMethodField(help_text="Rows by what becomes of them.")
    nothing_to_do = serializers.SerializerMethodField(help_text="All that the list says is there already.")
    progress = serializers.SerializerMethodField(help_text="How far it is, while it goes on.")

    @extend_schema_field(_NUMBERS)
    def get_counts(self, run: Any) -> Any:
        return run.told("en").get("counts", {})

    @extend_schema_field({"type": "boolean"})
    def get_nothing_to_do(self, run: Any) -> bool:
        return bool(run.told("en").get("nothing_to_do"))

    @extend_schema_field(ImportProgressShape(allow_null=True))
    def get_progress(self, run: Any) -> Any:
        found = files.progress_of(run.pk) if run.state in UNDER_WAY else None
        return ImportProgressShape(found).data if found else None


class ColumnShape(Shape):
    header = serializers.CharField(help_text="Its header.")
    letter = serializers.CharField(help_text="Its letter in the sheet.")
    field = serializers.CharField(help_text="Where it goes; null: nowhere.", allow_null=True)
    status = serializers.CharField(help_text="mapped, proposed or unplaced.")
    confidence = serializers.FloatField(help_text="0 to 1; 1: said by hand.")
    notation = serializers.CharField(help_text="How its cells are read.", allow_null=True)
    samples = serializers.ListField(child=serializers.CharField(), help_text="Three of its values.")
    reason = serializers.CharField(help_text="Why it goes nowhere.", allow_null=True)
    question = serializers.CharField(help_text="The question that it asks.", allow_null=True)


class QuestionShape(Shape):
    code = serializers.CharField(help_text="What the answer is given under.")
    message = serializers.CharField(help_text="The question.")
    choices = serializers.ListField(child=serializers.CharField(), help_text="The answers.")
    column = serializers.CharField(help_text="The column it is about.", allow_null=True)


class TotalPartShape(Shape):
    code = serializers.CharField(help_text="REFUSED rows, amounts as TEXT, or REPEATED totals.")
    amount = serializers.CharField(help_text="How much of the difference.")
    count = serializers.IntegerField(help_text="Of how many rows.")


class ListTotalShape(Shape):
    row = serializers.IntegerField(help_text="Its row.")
    cell = serializers.CharField(help_text="Its cell.")
    total = serializers.CharField(help_text="What the list says.")
    taken = serializers.CharField(help_text="What the rows taken add up to.")
    difference = serializers.CharField(help_text="The list's less ours.")
    parts = TotalPartShape(many=True, help_text="What explains it.")
    unexplained = serializers.CharField(help_text="What is left.")


class ReasonShape(Shape):
    code = serializers.CharField(help_text="A stable code.")
    message = serializers.CharField(help_text="Why, and the way out.")


class _Told(serializers.Field):
    """A part of the report, in the language asked for."""

    def __init__(self, part: str, otherwise: Any, **options: Any) -> None:
        self.part, self.otherwise = part, otherwise
        super().__init__(source="*", read_only=True, **options)

    def to_representation(self, run: Any) -> Any:
        return run.told(reader_language()).get(self.part, self.otherwise)


def _told(part: str, otherwise: Any, schema: Any, help_text: str) -> serializers.Field:
    kind: Any = extend_schema_field(schema)(type("Told", (_Told,), {}))
    made: serializers.Field = kind(part, otherwise, help_text=help_text)
    return made


_NAMES: dict[str, Any] = {"type": "array", "items": {"type": "string"}}


class ImportDetailShape(ImportShape):
    fields = _json(_TEXTS, "Fields given by hand, by header.")
    notations = _json(_TEXTS, "Notations given by hand, by header.")
    answers = _json(_TEXTS, "Answers given, by question.")
    sheet = _told("sheet", None, {"type": ["string", "null"]}, "The sheet that was read.")
    sheets = _told("sheets", [], _NAMES, "All sheets of the file.")
    header_row = _told("header_row", None, {"type": ["integer", "null"]}, "The row of the headers.")
    columns = _told("columns", [], ColumnShape(many=True), "Where each column goes.")
    unplaced = _told("unplaced", [], _NAMES, "The columns that go nowhere.")
    questions = _told(
        "questions", [], QuestionShape(many=True), "What only a person can answer: by PATCH, in `answers`."
    )
    sums = _told("sums", {}, _TEXTS, "The values of the rows taken, by currency.")
    list_totals = _told("list_totals", [], ListTotalShape(many=True), "The list's own totals beside ours.")
    parties = _told("parties", {}, _NUMBERS, "Parties that are new, matched, ambiguous.")
    notes = _told("notes", [], _NAMES, "What was understood, and how.")
    refused = _told("refused", None, ReasonShape(allow_null=True), "Why the file can't be taken in.")
    failed = _told("failed", [], ReasonShape(many=True), "Why it failed.")


class FieldPlanShape(Shape):
    record = serializers.CharField(help_text="party, relationship, fact, classification, contract or line.")
    field = serializers.CharField(help_text="The field, or the fact.")
    old = _json({"type": ["string", "number", "boolean", "null"]}, "What is there.")
    new = _json({"type": ["string", "number", "boolean", "null"]}, "What comes.")


class WasShape(Shape):
    outcome = serializers.CharField(help_text="What the plan before this one said.", allow_null=True)
    changes = FieldPlanShape(many=True, help_text="Field by field.")


class RowProblemShape(Shape):
    column = serializers.CharField(help_text="The column.", allow_null=True)
    cell = serializers.CharField(help_text="The cell.", allow_null=True)
    code = serializers.CharField(help_text="A stable code.")
    message = serializers.CharField(help_text="Why, and the way out.")
    value = serializers.CharField(help_text="The value as it stands there.", allow_null=True)


class PlannedRowShape(Shape):
    number = f.whole("The row of the list.")
    outcome = f.code(RowOutcome, "What becomes of it.")
    party = f.text("The counterparty as the list names it.", allow_null=True)
    about = f.text("The contract as the list names it: its number or title.", allow_null=True)
    changes = FieldPlanShape(many=True, help_text="Field by field.")
    problems = serializers.SerializerMethodField(help_text="Why it is refused.")
    was = WasShape(
        allow_null=True, help_text="The plan before, where the registry changed and it came out otherwise."
    )
    relationship = f.whole("The relationship, where it was there.", "relationship_id", allow_null=True)
    contract = f.whole("The contract, where it was there.", "contract_id", allow_null=True)

    @extend_schema_field(RowProblemShape(many=True))
    def get_problems(self, row: Any) -> list[dict[str, Any]]:
        language = reader_language()
        found = [{**each, "message": each["messages"][language]} for each in row.problems]
        told: list[dict[str, Any]] = RowProblemShape(found, many=True).data
        return told


class ImportProfileShape(Recorded):
    unit = f.whole("Its unit.", "unit_id")
    unit_code = f.text("", "unit.code", allow_null=False)
    name = f.text("Its name, unique in the unit.")
    layout = f.text("The digest of the headers it is picked up for; empty: only by name.")
    sheet = f.text("The sheet; empty: the one that looks most like a list.")
    fields = _json(_TEXTS, "Fields by header.")
    notations = _json(_TEXTS, "Notations by header.")
    answers = _json(_TEXTS, "Answers about columns, by question.")
