"""`python manage.py demo`: fill an empty registry with the demonstration portfolio."""

import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from access.demonstration import NewUser, keep_passwords, load
from relationships.choices import VerdictCode


class Command(BaseCommand):
    help = (
        "Fills an empty registry with 150 relationships of a fictitious organisation, three years of "
        "history, and a user for each role. Where there are relationships already it changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            help="the day on which the three years end (default: today); the same day, the same portfolio",
        )
        parser.add_argument(
            "--force-empty-check",
            action="store_true",
            help="fails where there are relationships already, instead of leaving it at that",
        )

    def handle(self, *, on: date | None, force_empty_check: bool, **options: object) -> None:
        began = time.monotonic()
        loaded = load(on or timezone.localdate())
        if loaded is None:
            if force_empty_check:
                raise CommandError(
                    "There are relationships already: the demonstration needs an empty registry."
                )
            self.stdout.write("There are relationships already: nothing was changed.")
            return
        if loaded.users:
            kept = keep_passwords(loaded.users, Path(settings.VAR_DIR))
            self.show_users(loaded.users, kept)
        self.show_verdicts(loaded.verdicts, time.monotonic() - began)

    def show_users(self, users: list[NewUser], kept: Path) -> None:
        """A line a user: name, password, role. `make run` reads names and passwords from these lines."""
        self.stdout.write(f"Demonstration users on the root unit (kept in {kept}):\n\n")
        self.stdout.write(f"  {'user':<12}{'password':<22}role")
        for each in users:
            self.stdout.write(f"  {each.username:<12}{each.password:<22}{each.role}")

    def show_verdicts(self, verdicts: dict[str, int], seconds: float) -> None:
        total = sum(verdicts.values())
        self.stdout.write(f"\n{total} relationships with three years of history, in {seconds:.1f} s:\n\n")
        for code in VerdictCode:
            if code in verdicts:
                self.stdout.write(f"  {code:<16}{verdicts[code]:>4}{verdicts[code] / total:>7.0%}")
