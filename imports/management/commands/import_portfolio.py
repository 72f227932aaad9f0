"""Take a contract list in from the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from imports import pipeline
from imports.messages import line, words
from relationships import verdicts
from relationships.choices import Door, Side
from relationships.errors import Refused
from relationships.management.acting import acting
from relationships.models import Unit
from relationships.queries import find

PROBLEMS_SHOWN = 50
CHOICES_SHOWN = 12


class Command(BaseCommand):
    help = (
        "Take a contract list (xlsx, xlsm, xls, xlsb, ods, csv) into a portfolio. Exit status: 0 done, "
        "1 problems in rows (the others are taken), 2 the file was refused, 3 a question is open "
        "(nothing is written)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--portfolio", required=True, metavar="NAME", help="made if it isn't there yet")
        parser.add_argument("--unit", required=True, metavar="CODE", help="the unit that owns the portfolio")
        parser.add_argument("--currency", default="", metavar="CODE", help="where the file says none")
        parser.add_argument(
            "--role", default="", choices=[each.value for each in Side], help="our role, where none is said"
        )
        parser.add_argument("--user", metavar="NAME", help="who acts; without it the registry itself")
        parser.add_argument("--sheet", metavar="NAME", help="the sheet to read; else the one with the list")
        parser.add_argument(
            "--profile", default="", metavar="NAME", help="of the unit; else the one of the list's layout"
        )
        parser.add_argument("--map", action="append", default=[], metavar='"HEADER=FIELD"')
        parser.add_argument("--notation", action="append", default=[], metavar='"HEADER=NOTATION"')
        parser.add_argument("--answer", action="append", default=[], metavar="QUESTION=CHOICE")
        parser.add_argument(
            "--all-or-nothing", action="store_true", help="a problem in one row keeps all of them out"
        )
        parser.add_argument(
            "--ask-near-names",
            action="store_true",
            help="ask whether a new name that is nearly that of a party there is that party",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen; write nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument("--language", choices=["en", "nl"], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            try:
                report = self._run(options)
            except Refused as refused:
                self._say_refusals(refused, as_json=options["json"])
                sys.exit(2)
        self.language = options["language"]
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(options["language"]), ensure_ascii=False))
        else:
            self._say(report, dry_run=options["dry_run"])
        if report.applied:
            verdicts.compute_pending(self._progress if sys.stderr.isatty() else None)
        sys.exit(report.exit_status)

    def _run(self, options: dict[str, Any]) -> pipeline.Report:
        by = acting(options["user"], Door.IMPORT)
        request = pipeline.Request(
            file=options["file"],
            portfolio=options["portfolio"],
            unit=find(by.user, Unit, options["unit"], "unit"),
            currency=options["currency"],
            our_role=options["role"],
            sheet=options["sheet"],
            fields=_pairs(options, "map"),
            notations=_pairs(options, "notation"),
            answers=_pairs(options, "answer"),
            all_or_nothing=options["all_or_nothing"],
            ask_near_names=options["ask_near_names"],
            profile=options["profile"],
        )
        return pipeline.run(request, by, dry_run=options["dry_run"])

    def _say_refusals(self, refused: Refused, *, as_json: bool) -> None:
        if as_json:
            report = pipeline.Report().as_json()
            first = refused.refusals[0]
            report["refused"] = {"code": first.code, "message": str(refused)}
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stderr.write(str(refused))

    def _say(self, report: pipeline.Report, *, dry_run: bool) -> None:
        language = self.language
        said = report.as_json(language)
        if report.refused is not None:
            self.stderr.write(f"{said['refused']['code']}: {said['refused']['message']}")
            return
        self._line(
            "sheet" if said["header_row"] else "sheet_without_header",
            "",
            sheet=said["sheet"],
            row=said["header_row"],
        )
        for each in said["columns"]:
            into = each["field"] or line("not_placed", language)
            self.stdout.write(f"  {each['header']!r:40} → {into} {each['notation'] or ''}".rstrip())
        for note in said["notes"]:
            self.stdout.write(f"  · {note}")
        for problem in said["problems"][:PROBLEMS_SHOWN]:
            place = problem["cell"] or line("row", language, row=problem["row"])
            self.stdout.write(f"  ! {place}: {problem['message']}")
        if len(said["problems"]) > PROBLEMS_SHOWN:
            self._line("more_problems", "  ", count=len(said["problems"]) - PROBLEMS_SHOWN)
        self._line("rows", counts=_counts(said["counts"], language))
        sums = ", ".join(f"{code} {amount}" for code, amount in said["sums"].items()) or "–"
        self._line("sums", sums=sums)
        self._line("parties", counts=_counts(said["parties"], language))
        for question in said["questions"]:
            choices = question["choices"]
            listed = ", ".join(choices[:CHOICES_SHOWN]) + (", …" if len(choices) > CHOICES_SHOWN else "")
            self._line("question", message=question["message"], code=question["code"], choices=listed)
        if report.questions:
            self._line("questions_open")
        elif dry_run:
            self._line("dry_run")

    def _line(self, code: str, before: str = "", /, **params: Any) -> None:
        self.stdout.write(before + line(code, self.language, **params))

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write("\r" + line("verdicts", self.language, done=done, total=total), ending="")


def _counts(counts: dict[str, int], language: str) -> str:
    return ", ".join(f"{count} {words(name, language)}" for name, count in counts.items())


def _pairs(options: dict[str, Any], option: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for each in options[option]:
        name, sign, value = each.rpartition("=")
        if not sign or not name:
            said = line("pair_wrong", options["language"], option=f"--{option}", given=each)
            raise CommandError(said, returncode=2)
        pairs[name] = value
    return pairs
