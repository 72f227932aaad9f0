"""Acts on principle sets: drafting a version, changing it, naming who must approve, putting it in force.

DRAFT → SUBMITTED → IN_FORCE → SUPERSEDED. A change of what stakeholders approve takes a submitted set
back to DRAFT, and the approvals given lapse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max

from principles.choices import ApprovalLapse, SetState
from principles.limits import checked, defaults
from principles.models import Approval, Principle, PrincipleSet, Stakeholder
from principles.queries.sets import PRINCIPLE_FIELDS, digest_of, set_in_force
from relationships import changes
from relationships.actions.inputs import action, locked
from relationships.actor import Actor
from relationships.errors import Problems, refuse, shown
from relationships.history import insert_all, keep, remove
from relationships.locks import Lock, alone
from relationships.models import User
from relationships.permissions import Act, require
from relationships.queries import find
from relationships.values import line

SET_FIELDS = ("name", "limits")
_OPEN = (SetState.DRAFT, SetState.SUBMITTED)


@action
def draft_set(*, by: Actor, name: Any, empty: Any = False) -> PrincipleSet:
    """A new version: a copy of the set in force with its limits and stakeholders, or an empty one."""
    require(by, Act.KEEP_PRINCIPLE_SETS, None)
    title = line(name, "name", limit=200)
    if not title:
        refuse("REQUIRED", "name")
    if not isinstance(empty, bool):
        refuse("WRONG_TYPE", "empty", expected="true or false", given=type(empty).__name__)
    source = None if empty else set_in_force()
    last = PrincipleSet.history.aggregate(last=Max("number"))["last"] or 0  # discarded ones included
    limits = source.limits if source is not None else defaults()
    drafted = keep(PrincipleSet(number=last + 1, name=title, limits=limits), by)
    if source is not None:
        rows = source.principles.values(*PRINCIPLE_FIELDS)
        insert_all([Principle(principle_set=drafted, **row) for row in rows], by)
        users = source.stakeholders.values_list("user", flat=True)
        insert_all([Stakeholder(principle_set=drafted, user_id=each) for each in users], by)
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
            name = line(given["name"], "name", limit=200) or refuse("REQUIRED", "name")
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
    principle_set = opened(by, principle_set, version)
    problems = Problems()
    wanted: dict[int, User] = {}
    if isinstance(users, str) or not isinstance(users, Iterable):
        refuse("WRONG_TYPE", "users", expected="a list of users", given=type(users).__name__)
    for index, each in enumerate(users):
        with problems.gather():
            found = find(by.user, User, each, f"users.{index}")
            if not found.is_active:
                refuse("NOT_FOUND", f"users.{index}", thing=User._meta.verbose_name, value=found.username)
            wanted[found.pk] = found
    problems.raise_if_any()
    present = {each.user_id: each for each in principle_set.stakeholders.all()}
    for user_id in present.keys() - wanted.keys():
        remove(present[user_id], by)
    insert_all(
        [
            Stakeholder(principle_set=principle_set, user=user)
            for user_id, user in wanted.items()
            if user_id not in present
        ],
        by,
    )
    gone = _standing(principle_set).exclude(user__in=wanted)
    lapse_approvals(gone, ApprovalLapse.NOT_A_STAKEHOLDER, by)
    return list(principle_set.stakeholders.select_related("user"))


@action
def submit_set(*, by: Actor, principle_set: PrincipleSet, version: int | None = None) -> PrincipleSet:
    """Put a draft before its stakeholders: it names at least one, and has an active principle."""
    principle_set = opened(by, principle_set, version)
    if principle_set.state != SetState.DRAFT:
        _wrong_state(principle_set, SetState.DRAFT)
    problems = Problems()
    if not principle_set.stakeholders.exists():
        problems.add("REQUIRED", "stakeholders")
    if not principle_set.principles.filter(active=True).exists():
        problems.add("REQUIRED", "principles")
    problems.raise_if_any()
    principle_set.state = SetState.SUBMITTED
    principle_set.submitted_at = by.at
    return keep(principle_set, by)


@action
def put_in_force(*, by: Actor, principle_set: PrincipleSet, version: int | None = None) -> PrincipleSet:
    """Put a set that every stakeholder approved in force, in place of the one before.

    The compliance of all relationships is pending until the worker is done.
    """
    require(by, Act.KEEP_PRINCIPLE_SETS, None)
    alone(Lock.RULES)
    principle_set = locked(principle_set, version=version)
    if principle_set.state != SetState.SUBMITTED:
        _wrong_state(principle_set, SetState.SUBMITTED)
    approved = _standing(principle_set).filter(digest=digest_of(principle_set)).values("user")
    waiting = principle_set.stakeholders.exclude(user__in=approved).select_related("user")
    if waiting:
        users = ", ".join(each.user.username for each in waiting)
        refuse("APPROVALS_MISSING", None, what=str(principle_set), users=users)
    before = locked(set_in_force())
    before.state = SetState.SUPERSEDED
    before.in_force_to = by.at
    keep(before, by)
    principle_set.state = SetState.IN_FORCE
    principle_set.in_force_from = by.at
    keep(principle_set, by)
    changes.announce(changes.Kind.PRINCIPLES, [], by, bulk=True)
    return principle_set


@action
def discard_set(*, by: Actor, principle_set: PrincipleSet, version: int | None = None) -> None:
    """Take away a set that never was in force, with its principles, stakeholders and approvals.

    Their history stays, and its number is not given again.
    """
    principle_set = opened(by, principle_set, version)
    for rows in (principle_set.approvals, principle_set.stakeholders, principle_set.principles):
        for each in rows.all():
            remove(each, by)
    remove(principle_set, by)


def opened(by: Actor, principle_set: PrincipleSet, version: int | None = None) -> PrincipleSet:
    """The set, held, for who may change it; refuses one that is or was in force."""
    require(by, Act.KEEP_PRINCIPLE_SETS, None)
    principle_set = locked(principle_set, version=version)
    if principle_set.state not in _OPEN:
        refuse("IMMUTABLE", None, what=str(principle_set))
    return principle_set


def text_changed(principle_set: PrincipleSet, by: Actor) -> None:
    """What was approved is no longer what it says: the approvals lapse, and it is a draft again."""
    lapse_approvals(_standing(principle_set), ApprovalLapse.TEXT_CHANGED, by)
    if principle_set.state == SetState.SUBMITTED:
        principle_set.state = SetState.DRAFT
        principle_set.submitted_at = None
        keep(principle_set, by)


def lapse_approvals(approvals: Iterable[Approval], why: ApprovalLapse, by: Actor) -> None:
    for each in approvals:
        each.lapsed_at = by.at
        each.lapse = why
        keep(each, by)


def _standing(principle_set: PrincipleSet) -> Any:
    return principle_set.approvals.filter(lapsed_at__isnull=True)


def _wrong_state(principle_set: PrincipleSet, needed: SetState) -> None:
    refuse("WRONG_STATE", None, what=str(principle_set), state=principle_set.state, needed=needed)
