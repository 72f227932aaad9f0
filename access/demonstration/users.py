"""The demonstration users: one a role, with passwords made at the first start."""

from __future__ import annotations

import os
import secrets
import string
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from access.demonstration.plan import written
from relationships import shipped
from relationships.actions import units
from relationships.actor import Actor
from relationships.choices import Role
from relationships.models import Unit, User

_LETTERS = "".join(
    each for each in string.ascii_lowercase + string.digits if each not in "01lo"
)  # read aloud without doubt


@dataclass(frozen=True, slots=True)
class NewUser:
    """A user just made, with the password that can't be read anywhere later."""

    username: str
    password: str
    role: Role


def add_users(at: datetime) -> list[NewUser]:
    """Make those of the five who are missing, on the root unit; others of these names stay as they are."""
    by = shipped.system_actor(at)
    root = Unit.objects.get(parent__isnull=True)
    made = []
    for each in written("organisation")["users"]:
        if User.objects.filter(username=each["username"]).exists():
            continue
        password = _password()
        given = {"username": each["username"], "full_name": each["full_name"], "language": "nl"}
        user = units.create_user(by=by, given=given, password=password)
        units.grant_role(by=by, user=user, unit=root, role=each["role"])
        made.append(NewUser(user.username, password, Role(each["role"])))
    return made


def add_colleagues(by: Actor) -> None:
    """Make the people who did the work of three years; without passwords, so that none can sign in."""
    for each in written("organisation")["colleagues"]:
        if not User.objects.filter(username=each["username"]).exists():
            given = {"username": each["username"], "full_name": each["full_name"], "language": "nl"}
            user = units.create_user(by=by, given=given)
            unit = Unit.objects.get(code=each["unit"])
            units.grant_role(by=by, user=user, unit=unit, role=each["role"])


def keep_passwords(users: list[NewUser], var_dir: Path) -> Path:
    """Write the passwords where `make run` reads them at every start; for the owner of the files only."""
    place = var_dir / "demonstration_users.txt"
    var_dir.mkdir(parents=True, exist_ok=True)
    new = {each.username for each in users}
    before = place.read_text().splitlines() if place.exists() else []
    lines = [line for line in before if line.split()[:1] and line.split()[0] not in new]
    lines += [f"{each.username} {each.password}" for each in users]
    place.unlink(missing_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("".join(f"{line}\n" for line in lines))
    return place


def _password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
