"""Compute anew what time has changed: contract positions, verdicts, and what the rooms above registered."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from relationships import daily
from relationships.errors import Refused
from relationships.values import day


class Command(BaseCommand):
    help = (
        "Compute anew what time has changed without a change of record. May run at any moment and as often "
        "as one likes: what was missed on other days is caught up. The worker does this at its start and "
        "every midnight."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="as if it were this day (for trying out)")

    def handle(self, *args: Any, **options: Any) -> None:
        done = daily.recompute(self._moment(options["on"]))
        more = "".join(f", {count} {name}" for name, count in done.more.items())
        self.stdout.write(
            f"Computed anew: {done.positions} contract positions, {done.verdicts} verdicts{more}."
        )

    def _moment(self, given: str | None) -> datetime:
        if given is None:
            return timezone.now()
        try:
            return timezone.make_aware(datetime.combine(day(given, "on"), time(12)))
        except Refused as refused:
            raise CommandError(str(refused)) from None
