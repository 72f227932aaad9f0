"""The principle set that counts, its text as something to compare, and its limits as the checks take them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from principles.checks.records import MINIMUM_DEPTHS, Limits
from principles.choices import SetState
from principles.limits import BOUNDS
from principles.models import Principle, PrincipleSet
from relationships.values import digest_of_json

TEXTS = tuple(
    f"{part}_{language}"
    for part in ("theme", "observation", "principle", "rationale")
    for language in ("en", "nl")
)
PRINCIPLE_FIELDS = ("code", "position", *TEXTS, "minimum_depth", "check_code", "active")
"""All that makes up the text of a principle, and all that may be given for one."""


def set_in_force() -> PrincipleSet:
    """The one principle set in force. There always is one: set 1 comes with the registry."""
    return PrincipleSet.objects.get(state=SetState.IN_FORCE)


def text_of(principle_set: PrincipleSet) -> dict[str, Any]:
    """What stakeholders approve: the limits and every principle, field by field."""
    rows = principle_set.principles.order_by("code").values(*PRINCIPLE_FIELDS)
    return {"limits": principle_set.limits, "principles": list(rows)}


def digest_of(principle_set: PrincipleSet) -> str:
    """The SHA-256 of the set's text: the same text, the same digest."""
    return digest_of_json(text_of(principle_set))


def limits_of(principle_set: PrincipleSet, principles: Iterable[Principle]) -> Limits:
    """The limits of a set, with the minimum depths of its principles, as the checks take them."""
    given = principle_set.limits
    depths = {each.check_code: each.minimum_depth for each in principles if each.check_code}
    since = principle_set.in_force_from
    return Limits(
        minimum_depths={**MINIMUM_DEPTHS, **depths},
        stage_days={int(depth): days for depth, days in given["stage_days"].items()},
        in_force_on=timezone.localdate(since) if since is not None else None,
        in_force_at=since,
        **{name: given[name] for name in BOUNDS},
    )
