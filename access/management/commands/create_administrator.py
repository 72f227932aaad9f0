"""`manage.py create_administrator NAME`: the first who may do everything."""

from __future__ import annotations

import secrets
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from relationships.actions.units import create_user, grant_role
from relationships.choices import Role
from relationships.errors import Refused
from relationships.models import Unit
from relationships.models.user import LANGUAGES
from relationships.shipped import system_actor


class Command(BaseCommand):
    help = (
        "Makes a user who is administrator of the root unit. Without a password given, makes and prints one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the user name")
        parser.add_argument("--full-name", default="")
        parser.add_argument("--language", choices=[code for code, _name in LANGUAGES], default="en")
        parser.add_argument("--password-stdin", action="store_true", help="reads the password from a line")

    def handle(self, *, name: str, full_name: str, language: str, **options: Any) -> None:
        given = sys.stdin.readline().rstrip("\r\n") if options["password_stdin"] else None
        password = secrets.token_urlsafe(15) if given is None else given
        by = system_actor(timezone.now())
        try:
            with transaction.atomic():
                told = {"username": name, "full_name": full_name, "language": language}
                user = create_user(by=by, given=told, password=password)
                root = Unit.objects.get(parent__isnull=True)
                grant_role(by=by, user=user, unit=root, role=Role.ADMINISTRATOR)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stderr.write(f"{user.username} is administrator of {root.code}.")
        if given is None:
            self.stderr.write("His password, shown this once:")
            self.stdout.write(password)
