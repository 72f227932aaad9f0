"""Take a contract list in from the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from imports import pipeline
from relationships import verdicts
from relationships.actor import Actor
from relationships.choices import Door, Side
from relationships.errors import Refused
from relationships.models import Unit, User
from relationships.queries import find
from relationships.shipped import system_actor


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
        parser.add_argument("--role", default="", choices=["", *Side], help="our role, where none is said")
        parser.add_argument("--user", metavar="NAME", help="who acts; without it the registry itself")
        parser.add_argument("--sheet", metavar="NAME", help="the sheet to read; else the one with the list")
        parser.add_argument("--map", action="append", default=[], metavar='"HEADER=FIELD"')
        parser.add_argument("--notation", action="append", default=[], metavar='"HEADER=NOTATION"')
        parser.add_argument("--answer", action="append", default=[], metavar="QUESTION=CHOICE")
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
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(options["language"]), ensure_ascii=False))
        else:
            self._say(report, options["language"], dry_run=options["dry_run"])
        if report.applied:
            verdicts.compute_pending(self._progress if sys.stderr.isatty() else None)
        sys.exit(report.exit_status)

    def _run(self, options: dict[str, Any]) -> pipeline.Report:
        by = self._actor(options["user"])
        request = pipeline.Request(
            file=options["file"],
            portfolio=options["portfolio"],
            unit=find(by.user, Unit, options["unit"], "unit"),
            currency=options["currency"],
            our_role=options["role"],
            sheet=options["sheet"],
            fields=_pairs(options["map"], "--map"),
            notations=_pairs(options["notation"], "--notation"),
            answers=_pairs(options["answer"], "--answer"),
        )
        return pipeline.run(request, by, dry_run=options["dry_run"])

    def _actor(self, name: str | None) -> Actor:
        if name is None:
            return system_actor(timezone.now(), Door.IMPORT)
        user = User.objects.filter(username=name, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active user “{name}”. Give --user another name.")
        return Actor(user, Door.IMPORT, timezone.now())

    def _say_refusals(self, refused: Refused, *, as_json: bool) -> None:
        if as_json:
            report = pipeline.Report().as_json()
            first = refused.refusals[0]
            report["refused"] = {"code": first.code, "message": str(refused)}
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stderr.write(str(refused))

    def _say(self, report: pipeline.Report, language: str, *, dry_run: bool) -> None:
        said = report.as_json(language)
        if report.refused is not None:
            self.stderr.write(f"{said['refused']['code']}: {said['refused']['message']}")
            return
        self.stdout.write(f"Sheet {said['sheet']}, header in row {said['header_row']}")
        for each in said["columns"]:
            into = each["field"] or "– not placed"
            self.stdout.write(f"  {each['header']!r:40} → {into} {each['notation'] or ''}".rstrip())
        for note in said["notes"]:
            self.stdout.write(f"  · {note}")
        for problem in said["problems"][:50]:
            self.stdout.write(f"  ! {problem['cell'] or problem['row']}: {problem['message']}")
        if len(said["problems"]) > 50:
            self.stdout.write(f"  … and {len(said['problems']) - 50} problems more (--json shows all)")
        counts = ", ".join(f"{count} {name}" for name, count in said["counts"].items())
        self.stdout.write(f"Rows: {counts}")
        sums = ", ".join(f"{code} {amount}" for code, amount in said["sums"].items()) or "–"
        self.stdout.write(f"Sum of values: {sums}")
        parties = ", ".join(f"{count} {name}" for name, count in said["parties"].items())
        self.stdout.write(f"Parties: {parties}")
        for question in said["questions"]:
            choices = ", ".join(question["choices"][:12])
            self.stdout.write(
                f"? {question['message']} Answer with --answer {question['code']}=… ({choices})"
            )
        if report.questions:
            self.stdout.write("Nothing was written: answer the questions first.")
        elif dry_run:
            self.stdout.write("Nothing was written: this was a dry run.")

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(f"\rVerdicts: {done} of {total}", ending="")


def _pairs(given: list[str], option: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for each in given:
        name, sign, value = each.rpartition("=")
        if not sign or not name:
            raise CommandError(f"{option} takes NAME=VALUE, not “{each}”.")
        pairs[name] = value
    return pairs
