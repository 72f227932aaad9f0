"""Who must approve a rule set, and the acts of who does: approving it, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from relationships.actions import governing
from relationships.actions.inputs import action
from relationships.actor import Actor
from relationships.models import RuleSet, RuleSetApproval, RuleSetStakeholder
from relationships.permissions import Act
from relationships.queries.rules import digest_of

RULE_SETS = governing.Governed(
    RuleSet, RuleSetStakeholder, RuleSetApproval, "rule_set", Act.KEEP_RULE_SETS, digest_of
)


@action
def name_rule_set_stakeholders(
    *, by: Actor, rule_set: RuleSet, users: Iterable[Any], version: int | None = None
) -> list[RuleSetStakeholder]:
    """Exactly these users must approve the set. The approval of who is no longer named lapses."""
    return governing.name_stakeholders(RULE_SETS, by, rule_set, users, version)


@action
def approve_rule_set(
    *, by: Actor, rule_set: RuleSet, remark: Any = "", version: int | None = None
) -> RuleSetApproval:
    """Approve a submitted set as one of its stakeholders; again, with another remark, at will."""
    approval: RuleSetApproval = governing.approve(RULE_SETS, by, rule_set, remark, version)
    return approval


@action
def withdraw_rule_set_approval(
    *, by: Actor, rule_set: RuleSet, version: int | None = None
) -> RuleSetApproval:
    """Take one's approval back, as long as the set is not in force. It stays on record."""
    approval: RuleSetApproval = governing.withdraw(RULE_SETS, by, rule_set, version)
    return approval
