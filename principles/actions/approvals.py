"""Acts of stakeholders: approving a principle set, and taking that back."""

from __future__ import annotations

from typing import Any

from principles.actions.sets import PRINCIPLE_SETS
from principles.models import Approval, PrincipleSet
from relationships.actions import governing
from relationships.actions.inputs import action
from relationships.actor import Actor


@action
def approve_set(
    *, by: Actor, principle_set: PrincipleSet, remark: Any = "", version: int | None = None
) -> Approval:
    """Approve a submitted set as one of its stakeholders; again, with another remark, at will."""
    approval: Approval = governing.approve(PRINCIPLE_SETS, by, principle_set, remark, version)
    return approval


@action
def withdraw_approval(*, by: Actor, principle_set: PrincipleSet, version: int | None = None) -> Approval:
    """Take one's approval back, as long as the set is not in force. It stays on record."""
    approval: Approval = governing.withdraw(PRINCIPLE_SETS, by, principle_set, version)
    return approval
