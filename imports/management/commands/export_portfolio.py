"""Write a portfolio to a workbook from the command line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from imports.export import export_portfolio
from relationships.actor import Actor
from relationships.choices import Door
from relationships.errors import Refused
from relationships.models import Portfolio, Unit, User
from relationships.queries import find, visible_to
from relationships.shipped import system_actor


class Command(BaseCommand):
    help = "Write a portfolio to an xlsx workbook that can be edited and taken in again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="written anew; its folder must exist")
        parser.add_argument("--portfolio", required=True, metavar="NAME")
        parser.add_argument("--unit", metavar="CODE", help="needed where two units have one of this name")
        parser.add_argument("--user", metavar="NAME", help="who acts; without it the registry itself")
        parser.add_argument("--language", choices=["en", "nl"], default="en", help="of the headers")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            try:
                by = self._actor(options["user"])
                portfolio = self._portfolio(by, options["portfolio"], options["unit"])
                self._write(options["file"], portfolio, by, options["language"])
            except Refused as refused:
                raise CommandError(str(refused), returncode=2) from None
        self.stdout.write(f"Wrote portfolio “{portfolio.name}” to {options['file']}.")

    def _write(self, file: Path, portfolio: Portfolio, by: Actor, language: str) -> None:
        """Beside the file first, so that a failure leaves the file that was there."""
        beside = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            export_portfolio(portfolio, str(beside), by, language)
            beside.replace(file)
        except OSError as error:
            raise CommandError(f"{file} can't be written: {error.strerror}. Name another file.") from None
        finally:
            beside.unlink(missing_ok=True)

    def _actor(self, name: str | None) -> Actor:
        if name is None:
            return system_actor(timezone.now())
        user = User.objects.filter(username=name, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active user “{name}”. Give --user another name.")
        return Actor(user, Door.COMMAND, timezone.now())

    def _portfolio(self, by: Actor, name: str, unit: str | None) -> Portfolio:
        found = visible_to(by.user, Portfolio).filter(name=name).select_related("unit")
        if unit is not None:
            found = found.filter(unit=find(by.user, Unit, unit, "unit"))
        portfolios = list(found[:2])
        if not portfolios:
            raise CommandError(f"There is no portfolio “{name}” that you may see.")
        if len(portfolios) > 1:
            raise CommandError(f"Several units have a portfolio “{name}”. Add --unit CODE.")
        return portfolios[0]
