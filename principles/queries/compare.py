"""Two versions of the principles side by side: what differs, per principle and per field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from principles.models import PrincipleSet
from principles.queries.sets import text_of


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that differs: what the one version holds, and the other."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class PrincipleDifference:
    """A principle that differs, by its code: ADDED, REMOVED or CHANGED, with the fields."""

    code: str
    act: str
    fields: tuple[FieldDifference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs from the one version to the other; empty when nothing does."""

    limits: tuple[FieldDifference, ...]
    principles: tuple[PrincipleDifference, ...]

    @property
    def same(self) -> bool:
        return not self.limits and not self.principles


def compare(old: PrincipleSet, new: PrincipleSet) -> Comparison:
    """What changed from `old` to `new`: limits, and principles in the order of their codes."""
    before, after = text_of(old), text_of(new)
    ours = {each["code"]: each for each in before["principles"]}
    theirs = {each["code"]: each for each in after["principles"]}
    return Comparison(
        limits=_fields(_flat(before["limits"]), _flat(after["limits"])),
        principles=tuple(
            difference
            for code in sorted(ours | theirs)
            if (difference := _principle(code, ours.get(code), theirs.get(code))) is not None
        ),
    )


def _principle(
    code: str, old: dict[str, Any] | None, new: dict[str, Any] | None
) -> PrincipleDifference | None:
    fields = _fields(old or {}, new or {})
    if not fields:
        return None
    act = "ADDED" if old is None else "REMOVED" if new is None else "CHANGED"
    return PrincipleDifference(code, act, fields)


def _fields(old: dict[str, Any], new: dict[str, Any]) -> tuple[FieldDifference, ...]:
    return tuple(
        FieldDifference(name, old.get(name), new.get(name))
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    )


def _flat(limits: dict[str, Any]) -> dict[str, Any]:
    """The limits with the days of each depth as a field of its own, such as `stage_days.3`."""
    days = limits.get("stage_days", {})
    plain = {name: value for name, value in limits.items() if name != "stage_days"}
    return plain | {f"stage_days.{depth}": value for depth, value in sorted(days.items())}
