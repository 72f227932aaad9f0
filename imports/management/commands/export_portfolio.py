"""Write a portfolio, a filtered list or the empty template to a file from the command line."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from imports.export import (
    CSV_LISTS,
    LISTS,
    csv_list,
    export_portfolio,
    of_list,
    of_portfolio,
    template,
    workbook,
    write,
)
from imports.messages import line
from relationships.actor import Actor
from relationships.choices import Door
from relationships.errors import Refused
from relationships.management.acting import acting
from relationships.models import Portfolio, Unit
from relationships.queries import find, visible_to

KINDS = dict(zip(("relationships", "contracts", "parties"), LISTS, strict=True))


class Command(BaseCommand):
    help = "Write a portfolio or a filtered list to a workbook that can be edited and taken in again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, nargs="?", metavar="FILE", help="written anew; its folder must exist"
        )
        parser.add_argument("--portfolio", metavar="NAME", help="the portfolio that is written")
        parser.add_argument(
            "--list", choices=KINDS, help="instead of a portfolio: all that the user may export"
        )
        parser.add_argument(
            "--where",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="a condition, as on the lists of the API (verdict=MISFIT); repeated, all of them hold",
        )
        parser.add_argument(
            "--csv",
            nargs="?",
            const=CSV_LISTS[0],
            choices=CSV_LISTS,
            metavar="TABLE",
            help=f"one table as text instead of a workbook: {', '.join(CSV_LISTS)}",
        )
        parser.add_argument(
            "--template", type=Path, metavar="FILE", help="write the empty list to start from"
        )
        parser.add_argument("--unit", metavar="CODE", help="needed where two units have one of this name")
        parser.add_argument("--user", metavar="NAME", help="who acts; without it the registry itself")
        parser.add_argument("--language", choices=["en", "nl"], default="en", help="of the headers")

    def handle(self, *args: Any, **options: Any) -> None:
        self.language = options["language"]
        with translation.override(self.language):
            try:
                by = acting(options["user"], Door.COMMAND)
                if options["template"]:
                    self._template(options["template"], by)
                if options["file"]:
                    self._export(options, by)
                elif not options["template"]:
                    raise CommandError(_("Say to which file it is written."), returncode=2)
            except Refused as refused:
                raise CommandError(str(refused), returncode=2) from None

    def _template(self, file: Path, by: Actor) -> None:
        self._write(file, lambda beside: write(beside, template(by, self.language)))
        self._say(_("the empty list"), file)

    def _export(self, options: dict[str, Any], by: Actor) -> None:
        file, given = options["file"], _conditions(options["where"])
        if bool(options["portfolio"]) == bool(options["list"]):
            raise CommandError(_("Give either --portfolio or --list."), returncode=2)
        if options["list"]:
            chosen = of_list(KINDS[options["list"]], given, by)
        else:
            portfolio = self._portfolio(by, options["portfolio"], options["unit"])
            if not options["csv"]:
                language = self.language
                self._write(file, lambda beside: export_portfolio(portfolio, beside, by, language, given))
                return self._say(portfolio.name, file)
            chosen = of_portfolio(portfolio, by, given)
        pieces = (
            csv_list(chosen, options["csv"], self.language)
            if options["csv"]
            else workbook(chosen, self.language)
        )
        self._write(file, lambda beside: write(beside, pieces))
        return self._say(str(chosen.name), file)

    def _say(self, name: str, file: Path) -> None:
        self.stdout.write(line("file_written", self.language, name=name, file=file))

    def _write(self, file: Path, writing: Callable[[str], None]) -> None:
        """Beside the file first, so that a failure leaves the file that was there."""
        self._check_place(file)
        beside = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            writing(str(beside))
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


def _conditions(where: list[str]) -> dict[str, str]:
    """The conditions by name; the lists themselves say which there are."""
    found: dict[str, str] = {}
    for each in where:
        name, _equals, value = each.partition("=")
        found[name.strip()] = value
    return found
