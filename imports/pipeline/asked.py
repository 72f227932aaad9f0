"""What is asked of an import, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imports.choices import Stage
from imports.findings import FileRefused, MappingRefused, Note, NotedCells, Problem, Question
from imports.list_totals import ListTotal
from imports.models import ImportProfile, ImportRun
from imports.planned import Outcome, Plan
from imports.planned_rows import RowPlans
from imports.tables import ColumnMapping, SourceTable
from relationships.models import Unit


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
    rows: RowPlans | None = None
    list_totals: tuple[ListTotal, ...] = ()
    new_parties: int = 0
    matched_parties: int = 0

    @property
    def problems(self) -> list[Problem]:
        return self.planned.problems if self.planned else []

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of the list were, or would be, created, updated and so on."""
        told = self.planned.counts if self.planned else {}
        counts = {str(each): told.get(each, 0) for each in Outcome}
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
        return self.rows.digest if self.rows else RowPlans(()).digest

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
