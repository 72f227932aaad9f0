"""`manage.py try_rule_set NUMBER`: what another rule set would change, before it changes anything."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from relationships.choices import Door
from relationships.errors import Refused
from relationships.management.acting import acting
from relationships.models import Portfolio, RuleSet, Unit
from relationships.queries import find, visible_to
from relationships.trials import (
    Aspect,
    Effect,
    Totals,
    Tried,
    batches,
    chosen,
    named,
    row_as_data,
    totals_as_data,
)

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Tries a rule set on all relationships, or on those of a portfolio or a unit, and says which would "
        "change recommended type, needed depth, required trust or verdict, from what to what, with the "
        "totals. Nothing is written. With --json every relationship that would change is one line, and the "
        "totals are the last. How far it is goes to standard error."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="the number of the rule set")
        parser.add_argument("--portfolio", help="only this portfolio: its id, or its name where it is unique")
        parser.add_argument("--unit", help="only this unit and those below it: its code or its id")
        parser.add_argument("--user", help="as this user sees the registry; without it, all of it")
        parser.add_argument("--json", action="store_true", help="lines of JSON, for other programs")

    def handle(self, *, number: int, **options: Any) -> None:
        try:
            by = acting(options["user"], Door.COMMAND)
            rule_set = visible_to(by.user, RuleSet).filter(number=number).first()
            if rule_set is None:
                raise CommandError(f"There is no rule set {number}.", returncode=2)
            portfolio, unit = options["portfolio"], options["unit"]
            relationships = chosen(
                by.user,
                portfolio=_portfolio(by.user, portfolio) if portfolio else None,
                unit=find(by.user, Unit, unit, "unit") if unit else None,
            )
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        total = relationships.count()

        def progress(done: int) -> None:
            self.stderr.write(f"{done} of {total}")

        tell: Callable[[list[Tried]], None] = self._lines if options["json"] else self._first
        self.told = 0
        totals = Totals()
        for batch in batches(rule_set, relationships, at=by.at, progress=progress):
            for each in batch:
                totals.add(each)
            tell([each for each in batch if each.affected])
        if options["json"]:
            self.stdout.write(json.dumps({"totals": totals_as_data(totals)}))
        else:
            self._summary(totals)

    def _lines(self, affected: list[Tried]) -> None:
        for each in named(affected):
            self.stdout.write(json.dumps(row_as_data(each), ensure_ascii=False))

    def _first(self, affected: list[Tried]) -> None:
        """The first few, for a person; how many there are the totals say."""
        for each in named(affected[: SHOWN - self.told]):
            self.told += 1
            said = ", ".join(
                f"{aspect} {_said(each.before[aspect])} → {_said(each.after[aspect])}"
                for aspect in Aspect
                if each.before[aspect] != each.after[aspect]
            )
            named_as = f"{each.named['party']}, {each.named['subject']}".rstrip(", ")
            self.stdout.write(f"{each.relationship} {named_as}: {said}")

    def _summary(self, totals: Totals) -> None:
        if totals.affected > self.told:
            self.stdout.write(f"… and {totals.affected - self.told} more; --json gives them all.")
        self.stdout.write(f"{totals.affected} of {totals.relationships} relationships would change.")
        for aspect in Aspect:
            counts = ", ".join(
                f"{effect.value.lower().replace('_', ' ')} {totals.effects[aspect][effect]}"
                for effect in Effect
                if totals.effects[aspect][effect]
            )
            self.stdout.write(f"{aspect}: {counts or '–'}")
            for move in totals.moves(aspect):
                self.stdout.write(f"  {_said(move.old)} → {_said(move.new)}: {move.count}")


def _portfolio(user: Any, given: str) -> Portfolio:
    """By id, or by a name that only one portfolio has."""
    named_so = list(visible_to(user, Portfolio).filter(name=given)[:2])
    found: Portfolio = named_so[0] if len(named_so) == 1 else find(user, Portfolio, given, "portfolio")
    return found


def _said(value: Any) -> str:
    return "undecided" if value is None else str(value)
