"""Take an applied import back from the command line."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from imports.queries import runs_visible_to
from imports.undo import undo
from relationships.choices import Door
from relationships.errors import Refused
from relationships.management.acting import acting

LISTED = 20


class Command(BaseCommand):
    help = (
        "Undo an import, as long as nothing was built on it; --list shows the last runs with their numbers."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("run", nargs="?", type=int, metavar="RUN", help="the number of the run")
        parser.add_argument("--list", action="store_true", help="show the last runs")
        parser.add_argument("--user", metavar="NAME", help="who acts; without it the registry itself")
        parser.add_argument("--language", choices=["en", "nl"], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            by = acting(options["user"], Door.COMMAND)
            runs = runs_visible_to(by.user)
            if options["list"]:
                for each in runs.exclude(applied_at=None).select_related("user", "portfolio")[:LISTED]:
                    when = timezone.localtime(each.applied_at).strftime("%Y-%m-%d %H:%M")
                    told = [each.pk, when, each.state, each.portfolio or "–", each.file_name, each.user]
                    self.stdout.write("  ".join(map(str, told)))
                return
            run = runs.filter(pk=options["run"]).first()
            if run is None:
                raise CommandError(f"There is no run {options['run']}. --list shows them.", returncode=2)
            try:
                undone = undo(by=by, run=run)
            except Refused as refused:
                raise CommandError(str(refused), returncode=2) from refused
            self.stdout.write(f"{undone.pk}  {undone.state}")
