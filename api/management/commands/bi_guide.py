"""`manage.py bi_guide`: renews the tables of docs/bi/facts.md from the code; `--check` only compares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bi.described import PAGE, page


class Command(BaseCommand):
    help = (
        "Renews the tables of docs/bi/facts.md: every table of facts with its columns, groups and measures."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare; fails where it differs")

    def handle(self, *, check: bool, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / PAGE
        held = path.read_text(encoding="utf-8")
        renewed = page(held)
        if check and renewed != held:
            raise CommandError(f"{PAGE} is not up to date: run `manage.py bi_guide`.")
        if not check:
            path.write_text(renewed, encoding="utf-8")
