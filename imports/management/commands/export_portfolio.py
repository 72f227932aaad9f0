"""Write a portfolio to a workbook from the command line."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from imports.export import export_portfolio
from imports.management.acting import acting
from imports.messages import line
from relationships.actor import Actor
from relationships.choices import Door
from relationships.errors import Refused
from relationships.models import Portfolio, Unit
from relationships.queries import find, visible_to


class Command(BaseCommand):
    help = "Write a portfolio to an xlsx workbook that can be edited and taken in again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="written anew; its folder must exist")
        parser.add_argument("--portfolio", required=True, metavar="NAME")
        parser.add_argument("--unit", metavar="CODE", help="needed where two units have one of this name")
        parser.add_argument("--user", metavar="NAME", help="who acts; without it the registry itself")
        parser.add_argument("--language", choices=["en", "nl"], default="en", help="of the headers")

    def handle(self, *args: Any, **options: Any) -> None:
        self.language = options["language"]
        with translation.override(self.language):
            try:
                by = acting(options["user"], Door.COMMAND)
                portfolio = self._portfolio(by, options["portfolio"], options["unit"])
                self._write(options["file"], portfolio, by)
            except Refused as refused:
                raise CommandError(str(refused), returncode=2) from None
        self.stdout.write(line("file_written", self.language, name=portfolio.name, file=options["file"]))

    def _write(self, file: Path, portfolio: Portfolio, by: Actor) -> None:
        """Beside the file first, so that a failure leaves the file that was there."""
        self._check_place(file)
        beside = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            export_portfolio(portfolio, str(beside), by, self.language)
            beside.replace(file)
        except OSError as error:
            raise self._not_written(file, error.strerror or str(error)) from None
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def _check_place(self, file: Path) -> None:
        """Said before anything is made: a stream that can't be opened ends in more than its own error."""
        try:
            folder_there = file.parent.is_dir()
            if folder_there and file.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if folder_there:
                with tempfile.TemporaryFile(dir=file.parent):
                    pass
        except (OSError, ValueError) as error:
            raise self._not_written(file, getattr(error, "strerror", None) or str(error)) from None
        if not folder_there:
            raise self._error("folder_missing", file=file, folder=file.parent)

    def _not_written(self, file: Path, why: str) -> CommandError:
        return self._error("file_not_written", file=file, why=why)

    def _error(self, code: str, **params: Any) -> CommandError:
        return CommandError(line(code, self.language, **params), returncode=2)

    def _portfolio(self, by: Actor, name: str, unit: str | None) -> Portfolio:
        found = visible_to(by.user, Portfolio).filter(name=name).select_related("unit")
        if unit is not None:
            found = found.filter(unit=find(by.user, Unit, unit, "unit"))
        portfolios = list(found[:2])
        if not portfolios:
            raise self._error("portfolio_unknown", name=name)
        if len(portfolios) > 1:
            raise self._error("portfolio_of_several", name=name)
        return portfolios[0]
