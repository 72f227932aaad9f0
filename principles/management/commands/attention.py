"""What needs somebody this morning, as lines or as JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from principles.attention import Item, attention, counts
from principles.attention.texts import LANGUAGES, kind_name, severity_name
from relationships.errors import Refused
from relationships.models import User


class Command(BaseCommand):
    help = "What asks for the attention of a user: why, since when, and what resolves it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--user", required=True, metavar="NAME", help="whose list it is")
        parser.add_argument("--mine", action="store_true", help="only what he owns or stands in for")
        parser.add_argument("--kind", metavar="KINDS", help="only these kinds, with commas between them")
        parser.add_argument("--limit", type=int, default=50, help="how many items at most (50)")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["user"], is_active=True).first()
        if user is None:
            raise CommandError(f"There is no user {options['user']} who can sign in.")
        given = {"mine": options["mine"] or None, "kind": options["kind"]}
        on = timezone.localdate()
        try:
            items = attention(user, given, on=on, size=max(1, options["limit"]))
            total = counts(user, given, on=on)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        language = user.language if user.language in LANGUAGES else "en"
        if options["json"]:
            told = [_told(item, language) for item in items]
            self.stdout.write(
                json.dumps({"on": on.isoformat(), "total": total.items, "items": told}, indent=2)
            )
            return
        with translation.override(language):
            for item in items:
                self.stdout.write(_line(item, language))
        self.stdout.write(f"{len(items)} / {total.items}")


def _line(item: Item, language: str) -> str:
    about = str(item.relationship) if item.relationship else str(item.portfolio or "")
    parts = [
        severity_name(item.severity, language),
        kind_name(item.kind, language),
        about,
        item.why(language),
    ]
    return " | ".join(part for part in [*parts, item.resolve(language)] if part)


def _told(item: Item, language: str) -> dict[str, Any]:
    def day(found: date | None) -> str | None:
        return None if found is None else found.isoformat()

    return {
        "id": item.id,
        "kind": item.kind,
        "severity": item.severity,
        "relationship": item.relationship.pk if item.relationship else None,
        "contract": item.contract.pk if item.contract else None,
        "why": item.why(language),
        "since": day(item.since),
        "due": day(item.due),
        "act": item.act,
        "act_text": item.resolve(language),
    }
