"""Imports: lists that were offered, what was found in them, and what becomes of each row."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import words
from api.graphql.connections import listed
from api.graphql.fields import Plain, RecordType, one
from api.graphql.import_enums import ImportRowOutcome
from api.graphql.scalars import Json
from api.graphql.types.verdict import language_argument, language_of
from imports.models import ImportProfile, ImportRun, PlannedRow
from relationships import models as m


class ImportCounts(Plain):
    """The rows of a list by what becomes of them."""

    created = graphene.Int(required=True, description="Rows that make something new.")
    updated = graphene.Int(required=True, description="Rows that change what is there.")
    unchanged = graphene.Int(required=True, description="Rows that say nothing new.")
    skipped = graphene.Int(required=True, description="Rows left out.")
    refused = graphene.Int(required=True, description="Rows with a problem.")


class ImportSum(Plain):
    """What the rows taken add up to in one currency."""

    currency = graphene.String(required=True, description="ISO 4217 code; XXX: not known.")
    amount = graphene.String(required=True, description="The sum, exact.")
    amount_number = graphene.Float(required=True, description="The same as a number, for charts.")


class ImportColumn(Plain):
    """A column of a list."""

    header = graphene.String(required=True, description="Its header.")
    letter = graphene.String(description="Its letter in the sheet.")
    field = graphene.String(description="Where it goes; null: nowhere.")
    status = graphene.String(description="mapped, proposed or unplaced.")
    confidence = graphene.Float(description="0 to 1; 1: said by hand.")
    notation = graphene.String(description="How its cells are read.")
    samples = graphene.List(graphene.NonNull(graphene.String), description="Three of its values.")
    reason = graphene.String(description="Why it goes nowhere.")


class ImportQuestion(Plain):
    """What only a person can answer."""

    code = graphene.String(required=True, description="What the answer is given under.")
    message = graphene.String(required=True, description="The question.")
    choices = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="The answers to choose from."
    )


class PlannedChange(Plain):
    """A field that a row changes."""

    record = graphene.String(
        required=True, description="party, relationship, fact, classification, contract or line."
    )
    field = graphene.String(required=True, description="The field, or the fact.")
    old = Json(description="What is there; null: nothing.")
    new = Json(description="What comes; null: nothing.")


class PlannedProblem(Plain):
    """Why a row is refused."""

    code = graphene.String(required=True, description="A stable code.")
    column = graphene.String(description="The column.")
    cell = graphene.String(description="The cell.")
    value = graphene.String(description="The value as it stands there.")
    message = graphene.String(required=True, description="Why, and the way out.")


class PlannedBefore(Plain):
    """What the plan before said of a row."""

    outcome = graphene.Field(ImportRowOutcome, description="What was to become of it; null: it wasn't there.")
    changes = graphene.List(graphene.NonNull(PlannedChange), required=True, description="Field by field.")


class PlannedRowNode(RecordType):
    """What an import does, or did, with one row of its list."""

    class Meta:
        name = "PlannedRow"
        model = PlannedRow
        holds = words.PLANNED_ROW

    run = one(ImportRun, "run", "The import.", required=True)
    relationship = one(m.Relationship, "relationship", "The relationship, where it was there already.")
    contract = one(m.Contract, "contract", "The contract, where it was there already.")
    changes = graphene.List(graphene.NonNull(PlannedChange), required=True, description="Field by field.")
    was = graphene.Field(
        PlannedBefore,
        description="The plan before, where the registry changed meanwhile and it came out otherwise.",
    )
    problems = graphene.List(
        graphene.NonNull(PlannedProblem),
        required=True,
        args=language_argument(),
        description="Why it is refused.",
    )

    @staticmethod
    def resolve_changes(row: PlannedRow, info: Any) -> list[PlannedChange]:
        return [PlannedChange(**each) for each in row.changes]

    @staticmethod
    def resolve_was(row: PlannedRow, info: Any) -> PlannedBefore | None:
        if row.was is None:
            return None
        changes = [PlannedChange(**each) for each in row.was["changes"]]
        return PlannedBefore(outcome=row.was["outcome"], changes=changes)

    @staticmethod
    def resolve_problems(row: PlannedRow, info: Any, language: Any = None) -> list[PlannedProblem]:
        spoken = language_of(language)
        told = ("code", "column", "cell", "value")
        return [
            PlannedProblem(**{name: each[name] for name in told}, message=each["messages"][spoken])
            for each in row.problems
        ]


class ImportProfileNode(RecordType):
    """How lists of one layout are read in a unit."""

    class Meta:
        name = "ImportProfile"
        model = ImportProfile
        holds = {
            **words.IMPORT_PROFILE,
            "layout": "The digest of the headers it is picked up for; empty: only by name.",
        }

    unit = one(m.Unit, "unit", "Its unit.", required=True)
    fields = Json(required=True, description="Fields by header.")
    notations = Json(required=True, description="Notations by header.")
    answers = Json(required=True, description="Answers about columns, by question.")


class ImportRunNode(RecordType):
    """A contract list that was offered, and what came of it."""

    class Meta:
        name = "ImportRun"
        model = ImportRun
        holds = words.IMPORT_RUN

    unit = one(m.Unit, "unit", "The unit that owns the portfolio.", required=True)
    portfolio = one(m.Portfolio, "portfolio", "The portfolio; null: yet to be made, or it went again.")
    user = one(m.User, "user", "Who takes it in; null where you may not see who.")
    undone_by = one(m.User, "undone_by", "Who took it back; null where you may not see who.")
    counts = graphene.Field(ImportCounts, description="The rows; null: not read yet.")
    sums = graphene.List(
        graphene.NonNull(ImportSum), required=True, description="The values of the rows taken, by currency."
    )
    nothing_to_do = graphene.Boolean(
        required=True, description="Whether all that the list says is there already."
    )
    columns = graphene.List(
        graphene.NonNull(ImportColumn),
        required=True,
        args=language_argument(),
        description="Where each column goes.",
    )
    questions = graphene.List(
        graphene.NonNull(ImportQuestion),
        required=True,
        args=language_argument(),
        description="What only a person can answer.",
    )
    notes = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        args=language_argument(),
        description="What was understood, and how.",
    )
    planned_rows = listed(PlannedRow, "run", "What becomes of each row.")

    @staticmethod
    def resolve_counts(run: ImportRun, info: Any) -> ImportCounts | None:
        counts = run.told("en").get("counts")
        return ImportCounts(**counts) if counts else None

    @staticmethod
    def resolve_sums(run: ImportRun, info: Any) -> list[ImportSum]:
        sums = run.told("en").get("sums", {})
        return [
            ImportSum(currency=code, amount=each, amount_number=float(each)) for code, each in sums.items()
        ]

    @staticmethod
    def resolve_nothing_to_do(run: ImportRun, info: Any) -> bool:
        return bool(run.told("en").get("nothing_to_do"))

    @staticmethod
    def resolve_columns(run: ImportRun, info: Any, language: Any = None) -> list[ImportColumn]:
        names = ("header", "letter", "field", "status", "confidence", "notation", "samples", "reason")
        told = run.told(language_of(language)).get("columns", [])
        return [ImportColumn(**{name: each.get(name) for name in names}) for each in told]

    @staticmethod
    def resolve_questions(run: ImportRun, info: Any, language: Any = None) -> list[ImportQuestion]:
        names = ("code", "message", "choices")
        told = run.told(language_of(language)).get("questions", [])
        return [ImportQuestion(**{name: each[name] for name in names}) for each in told]

    @staticmethod
    def resolve_notes(run: ImportRun, info: Any, language: Any = None) -> list[str]:
        return list(run.told(language_of(language)).get("notes", []))
