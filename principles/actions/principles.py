"""Acts on the principles of a set that is not in force yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from principles.actions.sets import opened, text_changed
from principles.models import Principle, PrincipleSet
from principles.queries.sets import PRINCIPLE_FIELDS
from relationships.actions.inputs import action, apply, clean, is_empty, locked
from relationships.actor import Actor
from relationships.errors import Problems, refuse
from relationships.history import keep, remove
from relationships.values import level


@action
def add_principle(*, by: Actor, principle_set: PrincipleSet, given: Mapping[str, Any]) -> Principle:
    """A principle of one's own, with or without an automatic check; at the end unless a position is given.

    It is not active unless that is given, and then has an observation.
    """
    principle_set = opened(by, principle_set)
    last = principle_set.principles.aggregate(last=Max("position"))["last"]
    principle = Principle(principle_set=principle_set, position=0 if last is None else last + 1)
    apply(principle, _clean(by, given, principle, required=("code",)))
    _require_whole(principle)
    keep(principle, by)
    text_changed(principle_set, by)
    return principle


@action
def change_principle(
    *, by: Actor, principle: Principle, given: Mapping[str, Any], version: int | None = None
) -> Principle:
    """Other texts, depth, check or place; or made active or not."""
    principle_set = opened(by, principle.principle_set)
    principle = locked(principle, version=version)
    changed = apply(principle, _clean(by, given, principle))
    _require_whole(principle)
    if changed:
        keep(principle, by)
        text_changed(principle_set, by)
    return principle


@action
def activate_principle(*, by: Actor, principle: Principle, version: int | None = None) -> Principle:
    """Have a principle count once the set is in force. It needs an observation, and the principle itself."""
    return change_principle(by=by, principle=principle, given={"active": True}, version=version)


@action
def deactivate_principle(*, by: Actor, principle: Principle, version: int | None = None) -> Principle:
    return change_principle(by=by, principle=principle, given={"active": False}, version=version)


@action
def remove_principle(*, by: Actor, principle: Principle, version: int | None = None) -> None:
    """Take a principle out of the set; earlier versions keep theirs."""
    principle_set = opened(by, principle.principle_set)
    principle = locked(principle, version=version)
    remove(principle, by)
    text_changed(principle_set, by)


def _clean(
    by: Actor, given: Mapping[str, Any], principle: Principle, required: tuple[str, ...] = ()
) -> dict[str, Any]:
    problems = Problems()
    others = {name: value for name, value in given.items() if name != "minimum_depth"}
    kept = clean(Principle, others, by=by, fields=PRINCIPLE_FIELDS, problems=problems, required=required)
    if "minimum_depth" in given:
        depth = given["minimum_depth"]
        with problems.gather():
            kept["minimum_depth"] = 0 if is_empty(depth) else level(depth, "minimum_depth", 0, 5)
    beside = principle.principle_set.principles.exclude(pk=principle.pk)
    for name in ("code", "check_code"):
        if kept.get(name) and beside.filter(**{name: kept[name]}).exists():
            problems.add("DUPLICATE", name, what=kept[name])
    problems.raise_if_any()
    return kept


def _require_whole(principle: Principle) -> None:
    observed = principle.observation_en or principle.observation_nl
    stated = principle.principle_en or principle.principle_nl
    if principle.active and not (observed and stated):
        refuse("OBSERVATION_REQUIRED", "active", what=str(principle))
