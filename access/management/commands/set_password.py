"""`manage.py set_password NAME`: a new password for somebody who can't get in any more."""

from __future__ import annotations

import secrets
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from relationships.actions import units
from relationships.errors import Refused
from relationships.models import User
from relationships.shipped import system_actor


class Command(BaseCommand):
    help = "Gives a user a new password. Without one given, makes and prints one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the user name")
        parser.add_argument("--password-stdin", action="store_true", help="reads the password from a line")

    def handle(self, *, name: str, password_stdin: bool, **options: Any) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no user “{name}”.")
        given = sys.stdin.readline().rstrip("\r\n") if password_stdin else secrets.token_urlsafe(15)
        try:
            units.set_password(by=system_actor(timezone.now()), user=user, password=given)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stderr.write(f"{name} has a new password.")
        if not password_stdin:
            self.stdout.write(given)
