"""From rows to the plan: the questions that it leaves, the notes, what becomes of each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from imports import proposed, returning
from imports.asking import DECIDING, REPEATED, currency_question
from imports.choices import Stage
from imports.drafts import Draft, Drafter
from imports.findings import FileRefused, Note, Question
from imports.list_totals import ListedAmounts, list_totals
from imports.matching import PlannedParty
from imports.pipeline.asked import Course, Report, Request
from imports.pipeline.reading import CELLS_NAMED, read_rows
from imports.plan import plan
from imports.plan.repeating import RepeatedTotals
from imports.planned import Setting
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
    rows = _Rows(report, request, setting, course)
    drafts, left = drafter.drafts(), _Open()
    for at, row in enumerate(rows):
        if row.number not in rows.left_out:
            draft = drafter.draft(row, at, rows.settled.get(row.number))
            drafter.refuse_decision(draft, refused.get(draft.row))
            drafts.add(draft)
            left.look(draft)
    course.watch(Stage.PLANNING, 0, len(drafts))
    asked = left.questions(report, setting, request.answers)
    report.questions = (*report.questions, *asked)
    open_role = not setting.our_role and any(each.code == "our_role" for each in asked)
    if open_role:
        setting = replace(setting, our_role=Side.CUSTOMER)
    totals = bool(left.totals.numbers() and request.answers.get("repeated_totals") == "total")
    report.planned = plan(drafts, drafter, setting, by, totals_repeated=totals, answers=request.answers)
    report.planned.left_out = rows.left_out
    _tell(report, rows.listed, course)
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


class _Rows:
    """The rows of a list as they are read, with what has to be known of all before the first is drafted.

    `settled` are the edits of those that come from a list of ours, `left_out` the numbers of rows of which a
    person decided that the registry counts, `listed` the amounts that the list itself adds up.
    """

    def __init__(self, report: Report, request: Request, setting: Setting, course: Course) -> None:
        assert report.table is not None  # noqa: S101 for the type checker
        self.settled: Mapping[int, Edits] = {}
        self.left_out: set[int] = set()
        self.listed = ListedAmounts(report.table, report.mappings)
        self._rows: Iterable[TypedRow] = _watched(
            read_rows(report), Stage.READING, len(report.table.rows), course
        )
        answers = request.answers
        decided = any(code.startswith("conflict:") for code in answers)
        if decided or returning.may_come_back(report.mappings, setting.portfolio):
            self._rows = read = list(self._rows)
            edits = returning.edits(read, report.mappings, setting.portfolio)
            self.settled = {row: returning.settled(each, answers) for row, each in edits.items()}
            # Of a list of ours only its edits give way.
            numbers = {row.number for row in read if answers.get(f"conflict:{row.number}") == "registry"}
            self.left_out = numbers.difference(edits)

    def __iter__(self) -> Iterator[TypedRow]:
        for row in self._rows:
            self.listed.add(row)
            yield row


class _Open:
    """What the rows of a list leave open, gathered as they are drafted."""

    def __init__(self) -> None:
        self.totals = RepeatedTotals()
        self._conflicts: list[int] = []
        self._currencies: set[str] = set()
        self._role = False

    def look(self, draft: Draft) -> None:
        self.totals.add(draft)
        if draft.edits is not None and draft.edits.conflicts:
            self._conflicts.append(draft.row)
        if not draft.problems:
            self._role = self._role or ("our_role" not in draft.relationship and not draft.edits)
            if draft.asks and _has_amount(draft):
                self._currencies.add(draft.asks)

    def questions(self, report: Report, setting: Setting, answers: Mapping[str, str]) -> list[Question]:
        """What only a person can answer."""
        asked: list[Question] = []
        if self._conflicts:
            rows = ", ".join(map(str, self._conflicts[:CELLS_NAMED]))
            asked.append(
                Question("conflicts", DECIDING, params={"count": len(self._conflicts), "rows": rows})
            )
        if not setting.our_role and self._role:
            asked.append(Question("our_role", tuple(Side)))
        asked += [currency_question(code, report.mappings) for code in sorted(self._currencies)]
        repeated = self.totals.numbers()
        if repeated and answers.get("repeated_totals") not in REPEATED:
            params = {"count": len(repeated), "numbers": ", ".join(repeated[:5])}
            asked.append(Question("repeated_totals", REPEATED, params=params))
        return asked


def _tell(report: Report, listed: ListedAmounts, course: Course) -> None:
    """What becomes of each row, how the list's own totals compare, and whether there is anything to do."""
    planned, table = report.planned, report.table
    assert planned is not None and table is not None  # noqa: S101 for the type checker
    if table.totals:
        taken = {
            each.row: each.amount if each.edits is None else each.amount or Decimal(0)
            for each in planned.taken()
        }
        report.list_totals = list_totals(table, report.mappings, listed, taken)
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
