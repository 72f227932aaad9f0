"""What the principles room comes with: principle set 1 in force, and the word lists.

`install` is asked after every migration, and adds each of these only where there is none of its kind yet.
Set 1 names no stakeholder, so nobody has to approve it: see docs/decisions/shipped-principle-set.md.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from django.db import transaction

from principles.choices import SetState
from principles.labels import SHIPPED
from principles.models import DiscouragedWord, Principle, PrincipleSet
from relationships.actor import Actor
from relationships.history import insert_all, keep
from relationships.models import User
from relationships.shipped import SYSTEM, system_actor


@transaction.atomic
def install() -> None:
    """Add what is missing of what the room comes with, once the registry itself is there."""
    if not User.objects.filter(username=SYSTEM).exists():
        return
    by = system_actor(datetime.now(UTC))
    if not PrincipleSet.objects.exists():
        _install_set(by)
    if not DiscouragedWord.objects.exists():
        _install_words(by)


def _install_set(by: Actor) -> None:
    shipped = PrincipleSet(number=1, name="Principle set 1", state=SetState.IN_FORCE, in_force_from=by.at)
    keep(shipped, by)
    rows: list[dict[str, Any]] = json.loads(_text("principles.json"))
    insert_all([Principle(principle_set=shipped, position=at, **row) for at, row in enumerate(rows)], by)


def _install_words(by: Actor) -> None:
    insert_all(
        [
            DiscouragedWord(language=language, word=word, exception=exception)
            for language, each in SHIPPED.items()
            for exception, words in ((False, each.words), (True, each.exceptions))
            for word in words
        ],
        by,
    )


def _text(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
