"""`manage.py bi_views`: the tables of facts as views of PostgreSQL, for one unit and those below it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError, connection

from bi import views
from relationships.models import Unit

POSTGRESQL = "postgresql"


class Command(BaseCommand):
    help = (
        "Makes the tables of facts as views in the schema bi of PostgreSQL, as a reader of one unit and "
        "those below it sees them, and lets a role of the database read these, and nothing else."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--unit", metavar="CODE", help="the unit that they show, with those below it")
        parser.add_argument(
            "--grant",
            metavar="ROLE",
            action="append",
            default=[],
            help="a role of the database that may read them; may be given more than once",
        )
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--drop", action="store_true", help="remove them")
        what.add_argument(
            "--check", action="store_true", help="only compare; fails where one is missing or not up to date"
        )

    def handle(self, *, unit: str | None, grant: list[str], drop: bool, check: bool, **options: Any) -> None:
        if connection.vendor != POSTGRESQL:
            raise CommandError(
                "Views for BI are made on PostgreSQL only: SQLite knows no roles that could be kept from the "
                "tables below them. Use saved queries (docs/bi/saved-queries.md)."
            )
        if drop:
            views.drop()
            self.stdout.write("The views are removed.")
        elif check:
            self._check(self._unit(unit or self._shown()))
        else:
            if not unit:
                raise CommandError("Say of which unit: --unit CODE.")
            self._make(self._unit(unit), grant)

    def _make(self, unit: Unit, roles: list[str]) -> None:
        for role in roles:
            if not views.is_role(role):
                raise CommandError(f"The database knows no role {role}. Make it first: CREATE ROLE … LOGIN.")
        try:
            made = views.make(unit, roles)
        except views.CantBeView as error:
            raise CommandError(f"These can't be views: {error}.") from None
        except ProgrammingError as error:
            raise CommandError(f"The database refuses: {str(error).splitlines()[0]}") from None
        readers = f" for {', '.join(roles)}" if roles else "; nobody was let in (--grant ROLE)"
        self.stdout.write(f"{len(made)} views of unit {unit.code} in schema {views.SCHEMA}{readers}.")

    def _check(self, unit: Unit) -> None:
        wrong = views.out_of_step(unit)
        if wrong:
            raise CommandError(
                f"Not up to date: {', '.join(wrong)}. "
                f"Run `manage.py bi_views --unit {unit.code} --grant ROLE`."
            )
        self.stdout.write(f"The views of unit {unit.code} are up to date.")

    def _shown(self) -> str:
        """The code of the unit that the views there are show."""
        units = {each.unit for each in views.standing().values()}
        if len(units) != 1:
            raise CommandError("There are no views. Make them: --unit CODE --grant ROLE.")
        return units.pop()

    def _unit(self, code: str) -> Unit:
        unit = Unit.objects.filter(code=code).first()
        if unit is None:
            raise CommandError(f"There is no unit {code}.")
        return unit
