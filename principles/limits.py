"""The limits of a principle set: days, months and counts, with their defaults. Pure.

As stored: whole numbers, and `stage_days` by depth. The minimum depths stand with the principles.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from principles.checks.records import STAGE_DAYS, Limits
from relationships.errors import Problems, shown
from relationships.values import whole

_STANDARD = Limits()
# The lowest and highest that each may be.
BOUNDS: dict[str, tuple[int, int]] = {
    "investigation_days": (1, 3_650),
    "answer_days": (1, 3_650),
    "review_months": (1, 120),
    "assessment_months": (1, 120),
    "raised_levels": (1, 5),
}
STAGE_BOUNDS = (0, 3_650)


def defaults() -> dict[str, Any]:
    """The limits that a set has until somebody changes them."""
    numbers = {name: getattr(_STANDARD, name) for name in BOUNDS}
    return {**numbers, "stage_days": {str(depth): days for depth, days in STAGE_DAYS.items()}}


def checked(given: Any, present: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The limits with the given ones in place; what isn't given stays as it is. Refuses all that is wrong."""
    problems = Problems()
    kept = {**defaults(), **(present or {})}
    if not isinstance(given, Mapping):
        problems.add("WRONG_TYPE", "limits", expected="limits by name", given=type(given).__name__)
        given = {}
    for name, value in given.items():
        if name == "stage_days":
            kept[name] = {**kept[name], **_stage_days(value, problems)}
        elif name in BOUNDS:
            with problems.gather("limits"):
                kept[name] = whole(value, name, *BOUNDS[name])
        else:
            choices = ", ".join([*BOUNDS, "stage_days"])
            problems.add("UNKNOWN_FIELD", f"limits.{shown(name)}", value=shown(name), choices=choices)
    problems.raise_if_any()
    return kept


def _stage_days(value: Any, problems: Problems) -> dict[str, int]:
    where = "limits.stage_days"
    if not isinstance(value, Mapping):
        problems.add("WRONG_TYPE", where, expected="days by depth", given=type(value).__name__)
        return {}
    kept = {}
    for depth, days in value.items():
        key = shown(depth)
        if key not in map(str, STAGE_DAYS):
            choices = ", ".join(map(str, STAGE_DAYS))
            problems.add("UNKNOWN_FIELD", f"{where}.{key}", value=key, choices=choices)
            continue
        with problems.gather(where):
            kept[key] = whole(days, key, *STAGE_BOUNDS)
    return kept
