"""From rows to the plan: the questions that it leaves, the notes, what becomes of each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from imports import proposed, returning
from imports.asking import DECIDING, REPEATED, currency_question
from imports.choices import Stage
from imports.drafts import Drafter
from imports.findings import FileRefused, Note, Question
from imports.list_totals import list_totals
from imports.matching import PlannedParty
from imports.pipeline.asked import Course, Report, Request
from imports.pipeline.reading import CELLS_NAMED, read_rows
from imports.plan import plan, repeats_totals
from imports.planned import Outcome, Setting
from imports.planned_rows import rows_of
from imports.tables import Edits, TypedRow
from relationships.actor import Actor
from relationships.choices import Side
from relationships.errors import Refused

# How many rows go between two words on how far it is.
PORTION = 500


def plan_rows(
    report: Report,
    request: Request,
    setting: Setting,
    by: Actor,
    refused: Mapping[int, Refused],
    course: Course,
) -> None:
    assert report.table is not None  # noqa: S101 for the type checker
    placed = {each.field for each in report.mappings}
    if not placed & {"party_name", "kvk", "identifier_vat", "identifier_lei", "creditor_number"}:
        report.refused = FileRefused("no_party_column", sheet=report.table.sheet)
        return
    drafter = Drafter(report.table, report.mappings, setting.currency, by, request.answers)
    reading: Iterable[TypedRow] = _watched(read_rows(report), Stage.READING, len(report.table.rows), course)
    rows_read: Sequence[TypedRow] = ()
    settled: Mapping[int, Edits] = {}
    left_out: set[int] = set()
    if _looked_at_twice(report, request, setting):
        reading = rows_read = list(reading)
        edits = returning.edits(rows_read, report.mappings, setting.portfolio)
        settled = {row: returning.settled(each, request.answers) for row, each in edits.items()}
        left_out = _left_out(rows_read, edits, request.answers)
    # Rows with their typed values are let go as soon as there is a draft.
    drafts = [
        drafter.draft(row, at, settled.get(row.number))
        for at, row in enumerate(reading)
        if row.number not in left_out
    ]
    course.watch(Stage.PLANNING, 0, len(drafts))
    for each in drafts:
        drafter.refuse_decision(each, refused.get(each.row))
    conflicts = [each.row for each in drafts if each.edits is not None and each.edits.conflicts]
    good = [each for each in drafts if not each.problems]
    asked: list[Question] = []
    if conflicts:
        params = {"count": len(conflicts), "rows": ", ".join(map(str, conflicts[:CELLS_NAMED]))}
        asked.append(Question("conflicts", DECIDING, params=params))
    if not setting.our_role and any("our_role" not in each.relationship and not each.edits for each in good):
        asked.append(Question("our_role", tuple(Side)))
    for code in sorted({each.asks for each in good if each.asks and _has_amount(each)}):
        asked.append(currency_question(code, report.mappings))
    repeated = repeats_totals(drafts)
    answer = request.answers.get("repeated_totals")
    if repeated and answer not in REPEATED:
        asked.append(
            Question(
                "repeated_totals",
                REPEATED,
                params={"count": len(repeated), "numbers": ", ".join(repeated[:5])},
            )
        )
    report.questions = (*report.questions, *asked)
    open_role = not setting.our_role and any(each.code == "our_role" for each in asked)
    if open_role:
        setting = replace(setting, our_role=Side.CUSTOMER)
    totals = bool(repeated and answer == "total")
    report.planned = plan(drafts, drafter, setting, by, totals_repeated=totals, answers=request.answers)
    report.planned.outcomes |= dict.fromkeys(left_out, Outcome.SKIPPED)
    _tell(report, rows_read, course)
    _count_parties(report, report.planned.parties)
    if request.ask_near_names:
        report.questions = (*report.questions, *proposed.questions(report.planned))
    else:
        report.notes += proposed.proposals(report.planned)
    report.notes += proposed.notes(report.planned)
    numbered = [each.values["name"] for each in report.planned.parties if each.named_by_number]
    if numbered:
        params = {"count": len(numbered), "names": ", ".join(numbered[:CELLS_NAMED])}
        report.notes.append(Note("party_named_by_number", params=params))


def _looked_at_twice(report: Report, request: Request, setting: Setting) -> bool:
    """Whether rows are needed once more: they may come back from here, be left out, or explain totals."""
    assert report.table is not None  # noqa: S101 for the type checker
    return (
        bool(report.table.totals)
        or returning.may_come_back(report.mappings, setting.portfolio)
        or any(code.startswith("conflict:") for code in request.answers)
    )


def _left_out(read: Sequence[TypedRow], edits: Mapping[int, Any], answers: Mapping[str, str]) -> set[int]:
    """Rows of which a person decided that the registry counts; of a list of ours only its edits give way."""
    return {
        row.number
        for row in read
        if answers.get(f"conflict:{row.number}") == "registry" and row.number not in edits
    }


def _tell(report: Report, read: Sequence[TypedRow], course: Course) -> None:
    """What becomes of each row, how the list's own totals compare, and whether there is anything to do."""
    planned, table = report.planned, report.table
    assert planned is not None and table is not None  # noqa: S101 for the type checker
    taken = {
        each.row: each.amount if each.edits is None else each.amount or Decimal(0)
        for each in planned.drafts
        if not each.problems
    }
    report.list_totals = list_totals(table, report.mappings, read, taken) if table.totals else ()
    for total in report.list_totals:
        report.notes += total.notes()
    if course.rows or course.plan:
        report.rows = rows_of(planned, [each.number for each in table.totals])
    if report.nothing_to_do and not report.questions:
        report.notes.append(Note("nothing_to_do"))


def _watched(read: Iterable[TypedRow], stage: Stage, total: int, course: Course) -> Iterator[TypedRow]:
    """The same rows, saying now and then how far it is."""
    for done, row in enumerate(read):
        if done % PORTION == 0:
            course.watch(stage, done, total)
        yield row


def _count_parties(report: Report, parties: list[PlannedParty]) -> None:
    report.new_parties = sum(each.party is None for each in parties)
    report.matched_parties = len(parties) - report.new_parties


def _has_amount(draft: Any) -> bool:
    amounts: list[Decimal | None] = [draft.line["amount"], draft.line["spent"]]
    amounts += [draft.contract.get(name) for name in ("estimated_value", "maximum_value", "annual_value")]
    return any(each is not None for each in amounts)
