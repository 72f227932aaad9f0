"""What the registry comes with: the root unit, rule set 1, the category profiles, kinds of safeguards.

`install` is asked after every migration, and adds each of these only where there is none of its kind yet:
what an organisation has changed since stays as it is.
"""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from django.db import transaction

from relationships.actor import Actor
from relationships.choices import DELIVERY_FACTS, Door, Role, RuleSetState
from relationships.fit import rule_set_1
from relationships.history import insert_all, keep
from relationships.models import (
    CategoryAlias,
    CategoryProfile,
    CpvPrefix,
    ProfileFact,
    RoleAssignment,
    RuleSet,
    SafeguardKind,
    Unit,
    User,
)
from relationships.names import normalised_label

ROOT = "ROOT"
SYSTEM = "system"


def system_actor(at: datetime, door: Door = Door.COMMAND) -> Actor:
    """The registry itself: it acts where no person does, and nobody signs in as it."""
    return Actor(User.objects.get(username=SYSTEM), door, at)


@transaction.atomic
def install() -> None:
    """Add what is missing of what the registry comes with."""
    at = datetime.now(UTC)
    system = User.objects.filter(username=SYSTEM).first()
    if system is None:
        system = User(username=SYSTEM, full_name="Counterpart")
        system.set_unusable_password()
        keep(system, Actor(system, Door.COMMAND, at))
    by = Actor(system, Door.COMMAND, at)
    if not Unit.objects.exists():
        _install_root(by)
    if not RuleSet.objects.exists():
        rules = RuleSet(number=1, name="Rule set 1", state=RuleSetState.IN_FORCE, in_force_from=at)
        rules.parameters = rule_set_1().to_dict()
        keep(rules, by)
    if not SafeguardKind.objects.exists():
        insert_all([SafeguardKind(**each) for each in json.loads(_text("safeguard_kinds.json"))], by)
    if not CategoryProfile.objects.exists():
        _install_profiles(by)


def _install_root(by: Actor) -> None:
    root = keep(Unit(code=ROOT, name="Organisation", path=""), by)
    root.path = f"/{root.pk}/"
    keep(root, by)
    keep(RoleAssignment(user=by.user, unit=root, role=Role.ADMINISTRATOR), by)


def _install_profiles(by: Actor) -> None:
    names: dict[str, dict[str, Any]] = json.loads(_text("category_names.json"))
    rows = list(csv.DictReader(_text("category_profiles.tsv").splitlines(), delimiter="\t"))
    profiles = [
        CategoryProfile(name=row["category"], name_nl=names.get(row["category"], {}).get("nl", ""))
        for row in rows
    ]
    insert_all(profiles, by)
    facts, prefixes, aliases = [], [], {}
    for profile, row in zip(profiles, rows, strict=True):
        facts += [ProfileFact(profile=profile, fact=code, value=int(row[code])) for code in DELIVERY_FACTS]
        prefixes += [CpvPrefix(profile=profile, prefix=each) for each in row["cpv_prefixes"].split(",")]
        for alias in names.get(profile.name, {}).get("aliases", []):
            key = normalised_label(alias)
            aliases[key] = CategoryAlias(profile=profile, name=alias, normalised_name=key)
    insert_all(facts, by)
    insert_all(prefixes, by)
    insert_all(list(aliases.values()), by)


def _text(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
