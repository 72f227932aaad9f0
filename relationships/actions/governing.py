"""How a versioned set is governed, whatever it lays down: who must approve it, who did, when it may count.

DRAFT → SUBMITTED → IN_FORCE → SUPERSEDED. An approval is of exactly one text (its digest): when that changes
the approvals given lapse, and the set is a draft again. Rule sets and principle sets both come here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet

from relationships.actions.inputs import locked
from relationships.actor import Actor
from relationships.choices import ApprovalLapse, RuleSetState
from relationships.errors import Problems, refuse
from relationships.history import insert_all, keep, remove
from relationships.locks import Lock, alone
from relationships.models import User
from relationships.permissions import Act, require, require_anywhere
from relationships.queries import find
from relationships.values import block, line

MOST_STAKEHOLDERS = 100
_OPEN = (RuleSetState.DRAFT, RuleSetState.SUBMITTED)


@dataclass(frozen=True, slots=True)
class Governed:
    """A kind of set: its models, which refer to it by `link`, who may keep it, and what an approval is of."""

    record: Any
    stakeholder: Any
    approval: Any
    link: str
    act: Act
    digest_of: Callable[[Any], str]

    def new(self, model: Any, record: Any, **values: Any) -> Any:
        """A stakeholder or an approval of this set, not kept yet."""
        return model(**{self.link: record, **values})


def named(name: Any) -> str:
    """The name of a set, which it has to have."""
    return line(name, "name", limit=200) or refuse("REQUIRED", "name")


def next_number(kind: Governed) -> int:
    """The number of a new version; those of discarded ones are not given again."""
    return int(kind.record.history.aggregate(last=Max("number"))["last"] or 0) + 1


def take_stakeholders_over(kind: Governed, source: Any, drafted: Any, by: Actor) -> None:
    users = source.stakeholders.values_list("user", flat=True)
    insert_all([kind.new(kind.stakeholder, drafted, user_id=each) for each in users], by)


def opened(kind: Governed, by: Actor, record: Any, version: int | None) -> Any:
    """The set, held, for who may change it; refuses one that is or was in force."""
    require(by, kind.act, None)
    record = locked(record, version=version)
    if record.state not in _OPEN:
        refuse("IMMUTABLE", None, what=str(record))
    return record


def text_changed(kind: Governed, record: Any, by: Actor) -> bool:
    """What was approved is no longer what it says: the approvals lapse, and it is a draft again.

    Whether it was submitted: then its state has changed, and is yet to be kept.
    """
    _lapse(_standing(record), ApprovalLapse.TEXT_CHANGED, by)
    was_submitted = record.state == RuleSetState.SUBMITTED
    record.state, record.submitted_at = RuleSetState.DRAFT, None
    return bool(was_submitted)


def name_stakeholders(
    kind: Governed, by: Actor, record: Any, users: Iterable[Any], version: int | None
) -> list[Any]:
    """Exactly these users must approve the set. The approval of who is no longer named lapses."""
    record = opened(kind, by, record, version)
    wanted = _users(by, users)
    present = {each.user_id: each for each in record.stakeholders.all()}
    for user_id in present.keys() - wanted.keys():
        remove(present[user_id], by)
    new = [user for user_id, user in wanted.items() if user_id not in present]
    insert_all([kind.new(kind.stakeholder, record, user=each) for each in new], by)
    _lapse(_standing(record).exclude(user__in=wanted), ApprovalLapse.NOT_A_STAKEHOLDER, by)
    return list(record.stakeholders.select_related("user"))


def submit(
    kind: Governed,
    by: Actor,
    record: Any,
    version: int | None,
    lacking: Callable[[Any], Iterable[str]] = lambda _record: (),
) -> Any:
    """Put a draft before its stakeholders: it names at least one, and nothing else is `lacking`."""
    record = opened(kind, by, record, version)
    _require_state(record, RuleSetState.DRAFT)
    problems = Problems()
    if not record.stakeholders.exists():
        problems.add("REQUIRED", "stakeholders")
    for each in lacking(record):
        problems.add("REQUIRED", each)
    problems.raise_if_any()
    record.state, record.submitted_at = RuleSetState.SUBMITTED, by.at
    return keep(record, by)


def approve(kind: Governed, by: Actor, record: Any, remark: Any, version: int | None) -> Any:
    """Approve a submitted set as one of its stakeholders; again, with another remark, at will."""
    record = _of_stakeholder(by, record, version)
    text = block(remark or "", "remark")
    approval = _standing(record).filter(user=by.user).first()
    if approval is None:
        digest = kind.digest_of(record)
        values = {"user": by.user, "approved_at": by.at, "remark": text, "digest": digest}
        return keep(kind.new(kind.approval, record, **values), by)
    if text != approval.remark:
        approval.remark = text
        keep(approval, by)
    return approval


def withdraw(kind: Governed, by: Actor, record: Any, version: int | None) -> Any:
    """Take one's approval back, as long as the set is not in force. It stays on record."""
    record = _of_stakeholder(by, record, version)
    approval = _standing(record).filter(user=by.user).first()
    if approval is None:
        refuse("NOT_FOUND", None, thing=kind.approval._meta.verbose_name, value=by.user.username)
    _lapse([approval], ApprovalLapse.WITHDRAWN, by)
    return approval


def bring_into_force(
    kind: Governed, by: Actor, record: Any, version: int | None, in_force: Callable[[], Any]
) -> Any:
    """Have a set count that every stakeholder, at least one, approved as it stands, in place of `in_force()`.

    What follows from it is the caller's. Nobody computes by the set before in the meantime.
    """
    require(by, kind.act, None)
    alone(Lock.RULES)
    record = locked(record, version=version)
    _require_state(record, RuleSetState.SUBMITTED)
    _require_approvals(kind, record)
    before = locked(in_force())
    before.state, before.in_force_to = RuleSetState.SUPERSEDED, by.at
    keep(before, by)
    record.state, record.in_force_from = RuleSetState.IN_FORCE, by.at
    return keep(record, by)


def discard(
    kind: Governed, by: Actor, record: Any, version: int | None, more: Callable[[Any], Iterable[Any]]
) -> None:
    """Take away a set that never was in force, with what is its own; the history of all of it stays."""
    record = opened(kind, by, record, version)
    for each in (*record.approvals.all(), *record.stakeholders.all(), *more(record), record):
        remove(each, by)


def _require_approvals(kind: Governed, record: Any) -> None:
    approved = set(_standing(record).filter(digest=kind.digest_of(record)).values_list("user", flat=True))
    stakeholders = list(record.stakeholders.select_related("user"))
    if not stakeholders:
        refuse("REQUIRED", "stakeholders")
    waiting = [each.user.username for each in stakeholders if each.user_id not in approved]
    if waiting:
        refuse("APPROVALS_MISSING", None, what=str(record), users=", ".join(waiting))


def _of_stakeholder(by: Actor, record: Any, version: int | None) -> Any:
    """The set, held, for one of its stakeholders; refuses one that isn't submitted."""
    require_anywhere(by, Act.READ)
    record = locked(record, version=version)
    if not record.stakeholders.filter(user=by.user).exists():
        refuse("NOT_A_STAKEHOLDER", None, what=str(record))
    _require_state(record, RuleSetState.SUBMITTED)
    return record


def _require_state(record: Any, needed: RuleSetState) -> None:
    if record.state != needed:
        refuse("WRONG_STATE", None, what=str(record), state=record.state, needed=needed)


def _standing(record: Any) -> QuerySet[Any]:
    found: QuerySet[Any] = record.approvals.filter(lapsed_at__isnull=True)
    return found


def _lapse(approvals: Iterable[Any], why: ApprovalLapse, by: Actor) -> None:
    for each in approvals:
        each.lapsed_at, each.lapse = by.at, why
        keep(each, by)


def _users(by: Actor, users: Any) -> dict[int, User]:
    """The users meant, by id, in the order given; each visible to who names them, and active."""
    if isinstance(users, str | dict) or not isinstance(users, Iterable):
        refuse("WRONG_TYPE", "users", expected="a list of users", given=type(users).__name__)
    given = list(users)
    if len(given) > MOST_STAKEHOLDERS:
        refuse("NUMBER_OUT_OF_RANGE", "users", value=len(given), low=0, high=MOST_STAKEHOLDERS)
    problems = Problems()
    wanted: dict[int, User] = {}
    for index, each in enumerate(given):
        with problems.gather():
            found = find(by.user, User, each, f"users.{index}")
            if not found.is_active:
                refuse("NOT_FOUND", f"users.{index}", thing=User._meta.verbose_name, value=found.username)
            wanted[found.pk] = found
    problems.raise_if_any()
    return wanted
