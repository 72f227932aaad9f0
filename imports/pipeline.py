"""An import from file to registry: read, recognise, plan, and apply what was planned.

The same steps whatever the door. A file that can't be read is refused; a question that only a person can
answer leaves everything unwritten; rows with problems are left out and said, the others are taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from imports import columns, returning, rows, workbook
from imports.apply import DecisionsRefused, apply
from imports.drafts import Drafter, sign_question
from imports.fields import FIELDS
from imports.findings import FileRefused, MappingRefused, Note, NotedCells, Problem, Question
from imports.matching import PlannedParty
from imports.models import ImportRun
from imports.notation import amounts
from imports.notation.cells import CONTROL
from imports.plan import plan, repeats_totals
from imports.planned import Outcome, Plan, Setting
from imports.tables import ColumnMapping, SourceTable, TypedRow
from relationships.actions.inputs import action, locked
from relationships.actor import Actor
from relationships.choices import Door, Side
from relationships.errors import Refused
from relationships.models import Portfolio, Unit
from relationships.permissions import Act, require
from relationships.values import currencies, currency, line, one_of

# Offered first where any currency can be the answer.
LIKELY = ("EUR", "USD", "GBP", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "JPY")
REPEATED = ("lines", "total")
# Which counts where a cell was edited and the registry changed meanwhile.
DECIDING = ("list", "registry")
CELLS_NAMED = 3
TRIES = 3
_ASKED_OF_LIST = ("our_role", "currency", "repeated_totals", "conflicts")
_ASKED_OF_KIND = {
    "amount": ("amount_notation", "currency_formats"),
    "date": ("date_notation",),
    "months": ("period_unit",),
    "period": ("period_unit",),
}


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: a file, the portfolio that it belongs to, and the answers given beforehand.

    `portfolio` is the name of one of the unit's portfolios, or of one to be made. Currency and our role
    are meant where neither the file nor the portfolio says. With `all_or_nothing` a problem in one row
    keeps all of them out.
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


def run(request: Request, by: Actor, *, dry_run: bool = False) -> Report:
    """Take a file in, or with `dry_run` say what taking it in would do.

    Raises `relationships.errors.Refused` where the actor may not, or the request itself is wrong.
    """
    require(by, Act.IMPORT, request.unit)
    setting = _setting(request)
    report = Report()
    try:
        table = workbook.read(
            request.file, sheet=request.sheet, limits=workbook.Limits(**settings.IMPORT_LIMITS)
        )
        report.table = table
        mappings = columns.recognise(
            table,
            fields={**_own_headers(table), **request.fields},
            notations=request.notations,
            answers=request.answers,
        )
        _check_answers(request.answers, mappings)
    except (FileRefused, MappingRefused) as refused:
        report.refused = refused
        return report
    report.mappings = mappings
    report.notes = _notes(report)
    report.questions = columns.questions(report.mappings)
    _plan_and_apply(report, request, setting, by, dry_run=dry_run)
    return report


def _own_headers(table: SourceTable) -> dict[str, str]:
    """A workbook of our own making: its headers mean exactly what the export wrote under them."""
    headers = {each.header for each in table.columns}
    for language in ("en", "nl"):
        if columns.FIELDS["contract_id"].label(language) in headers:
            meant = {each.label(language): code for code, each in columns.FIELDS.items()}
            return {header: meant[header] for header in headers if header in meant}
    return {}


def _plan_and_apply(report: Report, request: Request, setting: Setting, by: Actor, *, dry_run: bool) -> None:
    """Plan, and do what was planned; a dry run goes as far as the rule has to be asked, and takes it back.

    A decision that the rule refuses keeps its row out: what is left is planned anew.
    """
    refused: dict[int, Refused] = {}
    notes = list(report.notes)
    for _try in range(TRIES):
        report.notes = list(notes)
        try:
            return _planned_and_applied(report, request, setting, by, refused, dry_run)
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
    dry_run: bool,
) -> None:
    """In one transaction, and one import of a portfolio at a time: what was planned is what is there."""
    if setting.portfolio is not None and not dry_run:
        locked(setting.portfolio)
    _plan(report, request, setting, by, refused)
    planned = report.planned
    if report.questions or report.refused is not None or planned is None:
        return
    if request.all_or_nothing and report.problems:
        return
    if not dry_run:
        _apply(report, request, by)
    elif any(each.decision for each in planned.relationships):
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


def _check_answers(answers: Mapping[str, str], mappings: tuple[ColumnMapping, ...]) -> None:
    """Refuse an answer to a question that no list could ask, and one that is none of the choices.

    A question that this list doesn't ask may be answered: one command serves every month's list.
    """
    known = [*_ASKED_OF_LIST]
    for each in mappings:
        if each.field:
            known += [f"{asked}:{each.field}" for asked in _ASKED_OF_KIND.get(FIELDS[each.field].kind, ())]
            known += [sign_question(sign) for sign in _shared_signs(each)]
    for code, answer in answers.items():
        if not _can_be_asked(code):
            listed = ", ".join(dict.fromkeys(known))
            raise MappingRefused("question_unknown", question=code, questions=listed)
        choices = _choices(code, mappings) if code != "currency" else ()
        if choices and answer not in choices:
            raise MappingRefused("answer_unknown", question=code, answer=answer, choices=", ".join(choices))


def _can_be_asked(code: str) -> bool:
    asked, colon, about = code.partition(":")
    if not colon:
        return asked in _ASKED_OF_LIST
    if asked == "conflict":
        return about.isascii() and about.isdigit()
    if asked == "currency_sign":
        return about in amounts.SHARED and code == sign_question(about)
    return about in FIELDS and asked in _ASKED_OF_KIND.get(FIELDS[about].kind, ())


def _choices(code: str, mappings: tuple[ColumnMapping, ...]) -> tuple[str, ...]:
    """The answers to a question about amounts; none where another room checks them."""
    asked, _colon, about = code.partition(":")
    if asked == "repeated_totals":
        return REPEATED
    if asked in ("conflicts", "conflict"):
        return DECIDING
    if asked == "currency":
        return (*LIKELY, *sorted(set(currencies()) - set(LIKELY)))
    if asked == "currency_sign":
        return amounts.SHARED[about]
    found: dict[str, None] = {}
    if asked == "currency_formats":
        for each in mappings:
            for sign in each.notation.symbols if each.field == about and each.notation else ():
                one = amounts.SIGNS[sign]
                found |= dict.fromkeys([one] if one else amounts.SHARED[sign])
    return tuple(found)


def _shared_signs(mapping: ColumnMapping) -> list[str]:
    notation = mapping.notation
    return [sign for sign in notation.symbols if sign in amounts.SHARED] if notation else []


def _currency_question(code: str, mappings: tuple[ColumnMapping, ...]) -> Question:
    """The question that settles the currency of some rows: of the list, of a sign, of a column."""
    asked, _colon, about = code.partition(":")
    column: ColumnMapping | None = None
    if asked == "currency_sign":
        signed = [each for each in mappings if code in map(sign_question, _shared_signs(each))]
        column = signed[0] if signed else None
    elif asked == "currency_formats":
        column = next(each for each in mappings if each.field == about)
    signs = ", ".join(column.notation.symbols) if column and column.notation else ""
    params = {"sign": about, "signs": signs}
    return Question(code, _choices(code, mappings), column.header if column else None, params)


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
    report: Report, request: Request, setting: Setting, by: Actor, refused: Mapping[int, Refused]
) -> None:
    assert report.table is not None  # noqa: S101 for the type checker
    placed = {each.field for each in report.mappings}
    if not placed & {"party_name", "kvk", "identifier_vat", "identifier_lei", "creditor_number"}:
        report.refused = FileRefused("no_party_column", sheet=report.table.sheet)
        return
    drafter = Drafter(report.table, report.mappings, setting.currency, by, request.answers)
    rows_read = list(_read(report))
    edits = returning.edits(rows_read, report.mappings, setting.portfolio)
    settled = {row: returning.settled(each, request.answers) for row, each in edits.items()}
    drafts = [drafter.draft(row, settled.get(row.number)) for row in rows_read]
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
        asked.append(_currency_question(code, report.mappings))
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
    report.planned = plan(drafts, drafter, setting, by, totals_repeated=bool(repeated and answer == "total"))
    _count_parties(report, report.planned.parties)
    numbered = [each.values["name"] for each in report.planned.parties if each.named_by_number]
    if numbered:
        params = {"count": len(numbered), "names": ", ".join(numbered[:CELLS_NAMED])}
        report.notes.append(Note("party_named_by_number", params=params))


def _count_parties(report: Report, parties: list[PlannedParty]) -> None:
    report.new_parties = sum(each.party is None for each in parties)
    report.matched_parties = len(parties) - report.new_parties


def _has_amount(draft: Any) -> bool:
    amounts: list[Decimal | None] = [draft.line["amount"], draft.line["spent"]]
    amounts += [draft.contract.get(name) for name in ("estimated_value", "maximum_value", "annual_value")]
    return any(each is not None for each in amounts)


def _apply(report: Report, request: Request, by: Actor) -> None:
    assert report.planned is not None and report.table is not None  # noqa: S101 for the type checker
    by = _as_import(by)
    portfolio = apply(report.planned, by)
    ImportRun.objects.create(
        unit=portfolio.unit,
        portfolio=portfolio,
        user=by.user,
        file_name=CONTROL.sub("\ufffd", request.file.name)[:300],
        digest=report.table.digest,
        applied_at=by.at,
        report={"counts": report.counts, "parties": {"new": report.new_parties}},
    )
    report.applied = True


def _as_import(by: Actor) -> Actor:
    """The actor at the import's door, at a moment that no run has yet: by these what it writes is found."""
    at = by.at
    while ImportRun.objects.filter(applied_at=at).exists():
        at += timedelta(microseconds=1)
    return Actor(by.user, Door.IMPORT, at)
