"""`manage.py create_token USER`: a token for a program, on standard output."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from access.actions.tokens import DEFAULT_DAYS, create_token
from access.scopes import Scope
from relationships.errors import Refused
from relationships.models import User
from relationships.shipped import system_actor


class Command(BaseCommand):
    help = "Makes an API token for a user and prints it, this once. Only its digest is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="the user name")
        parser.add_argument("--name", default="command line", help="what the token is for")
        parser.add_argument("--scope", default=Scope.WRITE, choices=[str(each) for each in Scope])
        parser.add_argument("--days", type=int, default=DEFAULT_DAYS, help="how long it is good for")

    def handle(self, *, user: str, name: str, scope: str, days: int, **options: Any) -> None:
        found = User.objects.filter(username=user).first() if user.isprintable() else None
        if found is None:
            raise CommandError(f"There is no user “{user}”.")
        try:
            by = system_actor(timezone.now())
            token, text = create_token(by=by, user=found, name=name, scope=scope, days=days)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stderr.write(
            f"For {found.username}, {token.scope}, until {token.expiry:%Y-%m-%d}. Keep it safe:"
        )
        self.stdout.write(text)
