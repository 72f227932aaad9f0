"""Who must approve a rule set, and the acts of who does: approving it, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from relationships.actions.inputs import action, locked
from relationships.actor import Actor
from relationships.choices import ApprovalLapse, RuleSetState
from relationships.errors import Problems, refuse
from relationships.history import insert_all, keep, remove
from relationships.models import RuleSet, RuleSetApproval, RuleSetStakeholder, User
from relationships.permissions import Act, require, require_anywhere
from relationships.queries import find
from relationships.queries.rules import digest_of, standing_approvals
from relationships.values import block

MOST_STAKEHOLDERS = 100
_OPEN = (RuleSetState.DRAFT, RuleSetState.SUBMITTED)


@action
def name_rule_set_stakeholders(
    *, by: Actor, rule_set: RuleSet, users: Iterable[Any], version: int | None = None
) -> list[RuleSetStakeholder]:
    """Exactly these users must approve the set. The approval of who is no longer named lapses."""
    rule_set = opened(by, rule_set, version)
    wanted = _users(by, users)
    present = {each.user_id: each for each in rule_set.stakeholders.all()}
    for user_id in present.keys() - wanted.keys():
        remove(present[user_id], by)
    named = [
        RuleSetStakeholder(rule_set=rule_set, user=user)
        for user_id, user in wanted.items()
        if user_id not in present
    ]
    insert_all(named, by)
    gone = standing_approvals(rule_set).exclude(user__in=wanted)
    lapse_approvals(gone, ApprovalLapse.NOT_A_STAKEHOLDER, by)
    return list(rule_set.stakeholders.select_related("user"))


@action
def approve_rule_set(
    *, by: Actor, rule_set: RuleSet, remark: Any = "", version: int | None = None
) -> RuleSetApproval:
    """Approve a submitted set as one of its stakeholders; again, with another remark, at will."""
    rule_set = _of_stakeholder(by, rule_set, version)
    text = block(remark or "", "remark")
    approval = standing_approvals(rule_set).filter(user=by.user).first()
    if approval is None:
        approval = RuleSetApproval(
            rule_set=rule_set, user=by.user, approved_at=by.at, remark=text, digest=digest_of(rule_set)
        )
        return keep(approval, by)
    if text != approval.remark:
        approval.remark = text
        keep(approval, by)
    return approval


@action
def withdraw_rule_set_approval(
    *, by: Actor, rule_set: RuleSet, version: int | None = None
) -> RuleSetApproval:
    """Take one's approval back, as long as the set is not in force. It stays on record."""
    rule_set = _of_stakeholder(by, rule_set, version)
    approval = standing_approvals(rule_set).filter(user=by.user).first()
    if approval is None:
        refuse("NOT_FOUND", None, thing=RuleSetApproval._meta.verbose_name, value=by.user.username)
    lapse_approvals([approval], ApprovalLapse.WITHDRAWN, by)
    return approval


def opened(by: Actor, rule_set: RuleSet, version: int | None) -> RuleSet:
    """The set, held, for who may change it; refuses one that is or was in force."""
    require(by, Act.KEEP_RULE_SETS, None)
    found: RuleSet = locked(rule_set, version=version)
    if found.state not in _OPEN:
        refuse("IMMUTABLE", None, what=str(found))
    return found


def lapse_approvals(approvals: Iterable[RuleSetApproval], why: ApprovalLapse, by: Actor) -> None:
    for each in approvals:
        each.lapsed_at, each.lapse = by.at, why
        keep(each, by)


def wrong_state(rule_set: RuleSet, needed: RuleSetState) -> None:
    refuse("WRONG_STATE", None, what=str(rule_set), state=rule_set.state, needed=needed)


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


def _of_stakeholder(by: Actor, rule_set: RuleSet, version: int | None) -> RuleSet:
    """The set, held, for one of its stakeholders; refuses one that isn't submitted."""
    require_anywhere(by, Act.READ)
    found: RuleSet = locked(rule_set, version=version)
    if not found.stakeholders.filter(user=by.user).exists():
        refuse("NOT_A_STAKEHOLDER", None, what=str(found))
    if found.state != RuleSetState.SUBMITTED:
        wrong_state(found, RuleSetState.SUBMITTED)
    return found
