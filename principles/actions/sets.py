"""Acts on principle sets: drafting a version, changing it, naming who must approve, putting it in force.

DRAFT → SUBMITTED → IN_FORCE → SUPERSEDED. A change of what stakeholders approve takes a submitted set
back to DRAFT, and the approvals given lapse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from principles.limits import checked, defaults
from principles.models import Approval, Principle, PrincipleSet, Stakeholder
from principles.queries.sets import PRINCIPLE_FIELDS, digest_of, set_in_force
from relationships import changes
from relationships.actions import governing
from relationships.actions.inputs import action
from relationships.actor import Actor
from relationships.errors import Problems, refuse, shown
from relationships.history import insert_all, keep
from relationships.permissions import Act, require

SET_FIELDS = ("name", "limits")
PRINCIPLE_SETS = governing.Governed(
    PrincipleSet, Stakeholder, Approval, "principle_set", Act.KEEP_PRINCIPLE_SETS, digest_of
)


@action
def draft_set(*, by: Actor, name: Any, empty: Any = False) -> PrincipleSet:
    """A new version: a copy of the set in force with its limits and stakeholders, or an empty one."""
    require(by, Act.KEEP_PRINCIPLE_SETS, None)
    title = governing.named(name)
    if not isinstance(empty, bool):
        refuse("WRONG_TYPE", "empty", expected="true or false", given=type(empty).__name__)
    source = None if empty else set_in_force()
    number = governing.next_number(PRINCIPLE_SETS)
    limits = source.limits if source is not None else defaults()
    drafted = keep(PrincipleSet(number=number, name=title, limits=limits), by)
    if source is not None:
        rows = source.principles.values(*PRINCIPLE_FIELDS)
        insert_all([Principle(principle_set=drafted, **row) for row in rows], by)
        governing.take_stakeholders_over(PRINCIPLE_SETS, source, drafted, by)
    return drafted


@action
def change_set(
    *, by: Actor, principle_set: PrincipleSet, given: Mapping[str, Any], version: int | None = None
) -> PrincipleSet:
    """Another name, or other limits: those given change, the others stay."""
    principle_set = opened(by, principle_set, version)
    problems = Problems()
    for each in given:
        if each not in SET_FIELDS:
            problems.add("UNKNOWN_FIELD", shown(each), value=shown(each), choices=", ".join(SET_FIELDS))
    name, limits = principle_set.name, principle_set.limits
    if "name" in given:
        with problems.gather():
            name = governing.named(given["name"])
    if "limits" in given:
        with problems.gather():
            limits = checked(given["limits"], limits)
    problems.raise_if_any()
    other_text = limits != principle_set.limits
    if other_text or name != principle_set.name:
        principle_set.name, principle_set.limits = name, limits
        keep(principle_set, by)
    if other_text:
        text_changed(principle_set, by)
    return principle_set


@action
def name_stakeholders(
    *, by: Actor, principle_set: PrincipleSet, users: Iterable[Any], version: int | None = None
) -> list[Stakeholder]:
    """Exactly these users must approve the set. The approval of who is no longer named lapses."""
    return governing.name_stakeholders(PRINCIPLE_SETS, by, principle_set, users, version)


@action
def submit_set(*, by: Actor, principle_set: PrincipleSet, version: int | None = None) -> PrincipleSet:
    """Put a draft before its stakeholders: it names at least one, and has an active principle."""
    submitted: PrincipleSet = governing.submit(
        PRINCIPLE_SETS,
        by,
        principle_set,
        version,
        lambda held: () if held.principles.filter(active=True).exists() else ("principles",),
    )
    return submitted


@action
def put_in_force(*, by: Actor, principle_set: PrincipleSet, version: int | None = None) -> PrincipleSet:
    """Put a set that every stakeholder approved in force, in place of the one before.

    The compliance of all relationships is pending until the worker is done.
    """
    principle_set = governing.bring_into_force(PRINCIPLE_SETS, by, principle_set, version, set_in_force)
    changes.announce(changes.Kind.PRINCIPLES, [], by, bulk=True)
    return principle_set


@action
def discard_set(*, by: Actor, principle_set: PrincipleSet, version: int | None = None) -> None:
    """Take away a set that never was in force, with its principles, stakeholders and approvals.

    Their history stays, and its number is not given again.
    """
    governing.discard(PRINCIPLE_SETS, by, principle_set, version, more=lambda held: held.principles.all())


def opened(by: Actor, principle_set: PrincipleSet, version: int | None = None) -> PrincipleSet:
    """The set, held, for who may change it; refuses one that is or was in force."""
    held: PrincipleSet = governing.opened(PRINCIPLE_SETS, by, principle_set, version)
    return held


def text_changed(principle_set: PrincipleSet, by: Actor) -> None:
    """What was approved is no longer what it says: the approvals lapse, and it is a draft again."""
    if governing.text_changed(PRINCIPLE_SETS, principle_set, by):
        keep(principle_set, by)
