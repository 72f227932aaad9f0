"""An import from file to registry: read, recognise, plan, and apply what was planned.

The same steps whatever the door. A file that can't be read is refused; a question that only a person can
answer leaves everything unwritten; rows with problems are left out and said, the others are taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from imports import columns, profiles, proposed, returning, rows, workbook
from imports.apply import DecisionsRefused, apply
from imports.asking import DECIDING, REPEATED, check_answers, check_party_answers, currency_question
from imports.choices import RunState, Stage
from imports.drafts import Drafter
from imports.findings import FileRefused, MappingRefused, Note, NotedCells, Problem, Question
from imports.list_totals import ListTotal, list_totals
from imports.matching import PlannedParty
from imports.models import ImportProfile, ImportRun
from imports.notation.cells import CONTROL
from imports.plan import plan, repeats_totals
from imports.planned import Outcome, Plan, Setting
from imports.planned_rows import RowPlan, digest_of, rows_of
from imports.tables import ColumnMapping, SourceTable, TypedRow
from relationships.actions.inputs import action, locked
from relationships.actor import Actor
from relationships.choices import Door, Side
from relationships.errors import Refused, refuse
from relationships.models import Portfolio, Unit
from relationships.permissions import Act, require
from relationships.values import currency, line, one_of

CELLS_NAMED = 3
TRIES = 3
# How many rows go between two words on how far it is.
PORTION = 500


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: a file, the portfolio that it belongs to, and the answers given beforehand.

    `portfolio` is the name of one of the unit's portfolios, or of one to be made. Currency and our role
    are meant where neither the file nor the portfolio says. With `all_or_nothing` a problem in one row
    keeps all of them out. `profile` names one of the unit's profiles; without it the one that fits the list's
    layout is used, and what is given here goes before it. `file_name` is what its owner calls the file.
    With `ask_near_names` a new name that is nearly that of a party there is asked about, else said in a note.
    """

    file: Path
    portfolio: str
    unit: Unit
    currency: str = ""
    our_role: str = ""
    sheet: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    notations: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    all_or_nothing: bool = False
    ask_near_names: bool = False
    profile: str = ""
    file_name: str = ""


class PlanDiffers(Exception):
    """What is there came out otherwise than the plan that was to be applied: nothing was written."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__("the registry changed since the plan")


def _unwatched(_stage: Stage, _done: int, _total: int) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Course:
    """How an import is followed, and what it is bound to.

    `watch` is told how far it is, and stops it by raising. With `rows` the report says what becomes of each
    row. With `run` that run is the one that is applied, and with `plan` only if what comes out is that plan.
    """

    watch: Callable[[Stage, int, int], None] = _unwatched
    rows: bool = False
    run: ImportRun | None = None
    plan: str = ""


@dataclass(slots=True)
class Report:
    """What an import found and did. `as_json` is the form that every door gives."""

    table: SourceTable | None = None
    mappings: tuple[ColumnMapping, ...] = ()
    questions: tuple[Question, ...] = ()
    refused: FileRefused | MappingRefused | None = None
    planned: Plan | None = None
    notes: list[Note | NotedCells] = field(default_factory=list)
    applied: bool = False
    profile: ImportProfile | None = None
    rows: list[RowPlan] | None = None
    list_totals: tuple[ListTotal, ...] = ()
    new_parties: int = 0
    matched_parties: int = 0

    @property
    def problems(self) -> list[Problem]:
        return self.planned.problems if self.planned else []

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of the list were, or would be, created, updated and so on."""
        outcomes = self.planned.outcomes if self.planned else {}
        counts = {str(each): 0 for each in Outcome}
        for each in outcomes.values():
            counts[each] += 1
        counts[Outcome.SKIPPED] += len(self.table.totals) if self.table else 0
        return counts

    @property
    def nothing_to_do(self) -> bool:
        """Whether all that the list says is there already."""
        told = self.counts
        return bool(told[Outcome.UNCHANGED]) and not any(
            told[each] for each in (Outcome.CREATED, Outcome.UPDATED, Outcome.REFUSED)
        )

    @property
    def plan(self) -> str:
        """The digest of what becomes of the rows."""
        return digest_of(self.rows or ())

    @property
    def exit_status(self) -> int:
        """0 done, 1 problems in rows, 2 the file was refused, 3 a question is open."""
        if self.refused is not None:
            return 2
        if self.questions:
            return 3
        return 1 if self.problems else 0

    def as_json(self, language: str = "en") -> dict[str, Any]:
        sums = self.planned.sums if self.planned else {}
        return {
            "sheet": self.table.sheet if self.table else None,
            "header_row": self.table.header_row if self.table else None,
            "columns": [each.as_json() for each in self.mappings],
            "unplaced": [each.header for each in self.mappings if each.field is None],
            "counts": self.counts,
            "sums": {code: f"{amount:.2f}" for code, amount in sums.items()},
            "problems": [each.as_json(language) for each in self.problems],
            "parties": {
                "new": self.new_parties,
                "matched": self.matched_parties,
                "ambiguous": self.planned.ambiguous if self.planned else 0,
            },
            "questions": [each.as_json(language) for each in self.questions],
            "refused": self.refused.as_json(language) if self.refused else None,
            "notes": [each.message(language) for each in self.notes],
        }


def run(request: Request, by: Actor, *, dry_run: bool = False, course: Course | None = None) -> Report:
    """Take a file in, or with `dry_run` say what taking it in would do.

    Raises `relationships.errors.Refused` where the actor may not, or the request itself is wrong, and
    PlanDiffers as `course` says.
    """
    require(by, Act.IMPORT, request.unit)
    course = course or Course()
    setting = _setting(request)
    report = Report()
    try:
        course.watch(Stage.READING, 0, 0)
        table, request = _read_table(request, report)
        course.watch(Stage.READING, 0, len(table.rows))
        mappings = columns.recognise(
            table,
            fields={**_own_headers(table), **request.fields},
            notations=request.notations,
            answers=request.answers,
        )
        check_answers(request.answers, mappings)
        check_party_answers(request.answers, by)
    except (FileRefused, MappingRefused) as refused:
        report.refused = refused
        return report
    report.mappings = mappings
    report.notes += _notes(report)
    report.questions = columns.questions(report.mappings)
    _plan_and_apply(report, request, setting, by, course, dry_run=dry_run)
    return report


def _read_table(request: Request, report: Report) -> tuple[SourceTable, Request]:
    """The list, and the request with what the profile says of its columns."""
    profile = profiles.named(request.unit, request.profile) if request.profile else None
    table = report.table = _sheet(request, request.sheet or (profile.sheet if profile else "") or None)
    if profile is None:
        profile = profiles.fitting(request.unit, table)
    if profile is None and request.sheet is None:
        for each in profiles.on_other_sheets(request.unit, table):
            other = _sheet(request, each.sheet)
            if profiles.layout_of(other) == each.layout:
                profile, table = each, other
                report.table = other
                break
    if profile is None:
        return table, request
    given = {"fields": request.fields, "notations": request.notations, "answers": request.answers}
    meant = profiles.meant(profile, table, **given)
    report.profile = profile
    report.notes.append(Note("profile_used", params={"name": profile.name}))
    if meant.absent:
        params = {"name": profile.name, "headers": ", ".join(meant.absent)}
        report.notes.append(Note("profile_headers_absent", params=params))
    return table, replace(request, fields=meant.fields, notations=meant.notations, answers=meant.answers)


def _sheet(request: Request, sheet: str | None) -> SourceTable:
    return workbook.read(request.file, sheet=sheet, limits=workbook.Limits(**settings.IMPORT_LIMITS))


def _own_headers(table: SourceTable) -> dict[str, str]:
    """A workbook of our own making: its headers mean exactly what the export wrote under them."""
    headers = {each.header for each in table.columns}
    for language in ("en", "nl"):
        if columns.FIELDS["contract_id"].label(language) in headers:
            meant = {each.label(language): code for code, each in columns.FIELDS.items()}
            return {header: meant[header] for header in headers if header in meant}
    return {}


def _plan_and_apply(
    report: Report, request: Request, setting: Setting, by: Actor, course: Course, *, dry_run: bool
) -> None:
    """Plan, and do what was planned; a dry run goes as far as the rule has to be asked, and takes it back.

    A decision that the rule refuses keeps its row out: what is left is planned anew.
    """
    refused: dict[int, Refused] = {}
    notes = list(report.notes)
    for _try in range(TRIES):
        report.notes = list(notes)
        try:
            if dry_run:
                return _rehearsed(report, request, setting, by, refused, course)
            return _planned_and_applied(report, request, setting, by, refused, course)
        except DecisionsRefused as more:
            refused |= more.refused
        except _TakenBack:
            return None
    raise AssertionError("each try leaves out the rows refused by the one before")


class _TakenBack(Exception):
    """A rehearsal went well: nothing of it stays."""


@action
def _planned_and_applied(
    report: Report,
    request: Request,
    setting: Setting,
    by: Actor,
    refused: Mapping[int, Refused],
    course: Course,
) -> None:
    """In one transaction, and one import of a portfolio at a time: what was planned is what is there."""
    if course.run is not None:
        _held(course.run)
    if setting.portfolio is not None:
        locked(setting.portfolio)
    _plan(report, request, setting, by, refused, course)
    if _can_be_applied(report, request):
        _apply(report, request, by, course)
    if course.plan and course.plan != report.plan:
        raise PlanDiffers(report)


def _held(held: ImportRun) -> None:
    """The run, for this transaction alone; refuses what somebody else applied or cancelled in between."""
    now = ImportRun.objects.select_for_update().get(pk=held.pk)
    if now.state != RunState.APPLYING:
        refuse("WRONG_STATE", None, what=str(now), state=now.state, needed=RunState.APPLYING)


def _can_be_applied(report: Report, request: Request) -> bool:
    if report.questions or report.refused is not None or report.planned is None:
        return False
    return not (request.all_or_nothing and report.problems)


def _rehearsed(
    report: Report,
    request: Request,
    setting: Setting,
    by: Actor,
    refused: Mapping[int, Refused],
    course: Course,
) -> None:
    """Plan without keeping others waiting; decisions are put to the rule, and taken back."""
    _plan(report, request, setting, by, refused, course)
    planned = report.planned
    if planned is None or not _can_be_applied(report, request):
        return
    if any(each.decision for each in planned.relationships):
        _tried(planned, by)


@action
def _tried(planned: Plan, by: Actor) -> None:
    apply(planned, by)
    raise _TakenBack


def _setting(request: Request) -> Setting:
    """The portfolio with the currency and role that count: those given, else the portfolio's."""
    name = line(request.portfolio, "portfolio", limit=200)
    portfolio = Portfolio.objects.filter(unit=request.unit, name=name).select_related("unit").first()
    if request.currency:
        currency(request.currency, "currency")
    if request.our_role:
        one_of(request.our_role, "our_role", Side)
    return Setting(
        unit=request.unit,
        name=name,
        portfolio=portfolio,
        currency=_answer(request, "currency", request.currency) or (portfolio.currency if portfolio else ""),
        our_role=_answer(request, "our_role", request.our_role) or (portfolio.our_role if portfolio else ""),
    )


def _answer(request: Request, code: str, given: str) -> str:
    if given or code not in request.answers:
        return given
    answer = request.answers[code]
    return currency(answer, code) if code == "currency" else one_of(answer, code, Side)


def _notes(report: Report) -> list[Note | NotedCells]:
    """What was understood of the file and its columns, said once."""
    assert report.table is not None  # noqa: S101 for the type checker
    notes: list[Note | NotedCells] = list(report.table.notes)
    for each in report.mappings:
        notes += each.notes
        if each.reason is not None:
            notes.append(each.reason)
    return notes


def _read(report: Report) -> Iterator[TypedRow]:
    """The rows as they are read; their notes are gathered per code and column for the report."""
    assert report.table is not None  # noqa: S101 for the type checker
    noted: dict[tuple[str, str | None], list[Note]] = {}
    counts: Counter[tuple[str, str | None]] = Counter()
    for row in rows.read(report.table, report.mappings):
        for note in row.notes:
            key = note.code, note.column
            counts[key] += 1
            if counts[key] <= CELLS_NAMED:
                noted.setdefault(key, []).append(note)
        yield row
    for key, first in noted.items():
        cells = tuple(each.cell or "–" for each in first)
        report.notes.append(NotedCells(first[0], counts[key], cells))


def _plan(
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
    rows_read = list(_watched(_read(report), Stage.READING, len(report.table.rows), course))
    edits = returning.edits(rows_read, report.mappings, setting.portfolio)
    settled = {row: returning.settled(each, request.answers) for row, each in edits.items()}
    left_out = _left_out(rows_read, edits, request.answers)
    watched = _watched(rows_read, Stage.PLANNING, len(rows_read), course)
    drafts = [drafter.draft(row, settled.get(row.number)) for row in watched if row.number not in left_out]
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
    if not any(each.edits for each in planned.drafts):
        taken = {each.row: each.line.get("amount") for each in planned.drafts if not each.problems}
        report.list_totals = list_totals(table, report.mappings, read, taken)
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


def _apply(report: Report, request: Request, by: Actor, course: Course) -> None:
    assert report.planned is not None and report.table is not None  # noqa: S101 for the type checker
    by = _as_import(by)
    total = len(report.planned.outcomes)
    portfolio = apply(report.planned, by, lambda done: course.watch(Stage.APPLYING, int(done * total), total))
    taken = {
        "portfolio": portfolio,
        "state": RunState.APPLIED,
        "applied_at": by.at,
        "user": by.user,
        "digest": report.table.digest,
    }
    if course.run is not None:
        ImportRun.objects.filter(pk=course.run.pk).update(**taken)
    else:
        name = CONTROL.sub("\ufffd", request.file_name or request.file.name)[:300]
        told = {"counts": report.counts, "parties": {"new": report.new_parties}}
        ImportRun.objects.create(
            unit=portfolio.unit,
            portfolio_name=portfolio.name,
            file_name=name,
            created_at=by.at,
            profile=report.profile,
            report={"en": told},
            **taken,
        )
    report.applied = True


def _as_import(by: Actor) -> Actor:
    """The actor at the import's door, at a moment that no run has yet: by these what it writes is found."""
    at = by.at
    while ImportRun.objects.filter(applied_at=at).exists():
        at += timedelta(microseconds=1)
    return Actor(by.user, Door.IMPORT, at)
