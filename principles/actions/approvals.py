"""Acts of stakeholders: approving a principle set, and taking that back."""

from __future__ import annotations

from typing import Any

from principles.actions.sets import lapse_approvals
from principles.choices import ApprovalLapse, SetState
from principles.models import Approval, PrincipleSet
from principles.queries.sets import digest_of
from relationships.actions.inputs import action, locked
from relationships.actor import Actor
from relationships.errors import refuse
from relationships.history import keep
from relationships.permissions import Act, require_anywhere
from relationships.values import block


@action
def approve_set(
    *, by: Actor, principle_set: PrincipleSet, remark: Any = "", version: int | None = None
) -> Approval:
    """Approve a submitted set as one of its stakeholders; again when it was approved before."""
    principle_set = _of_stakeholder(by, principle_set, version)
    text = block(remark, "remark")
    digest = digest_of(principle_set)
    approval = principle_set.approvals.filter(user=by.user, lapsed_at__isnull=True).first()
    if approval is None:
        approval = Approval(
            principle_set=principle_set, user=by.user, approved_at=by.at, remark=text, digest=digest
        )
        return keep(approval, by)
    if text != approval.remark:
        approval.remark = text
        keep(approval, by)
    return approval


@action
def withdraw_approval(*, by: Actor, principle_set: PrincipleSet) -> Approval:
    """Take one's approval back, as long as the set is not in force. It stays on record."""
    principle_set = _of_stakeholder(by, principle_set, None)
    approval = principle_set.approvals.filter(user=by.user, lapsed_at__isnull=True).first()
    if approval is None:
        refuse("NOT_FOUND", None, thing=Approval._meta.verbose_name, value=by.user.username)
    lapse_approvals([approval], ApprovalLapse.WITHDRAWN, by)
    return approval


def _of_stakeholder(by: Actor, principle_set: PrincipleSet, version: int | None) -> PrincipleSet:
    """The set, held, for one of its stakeholders; refuses one that isn't submitted."""
    require_anywhere(by, Act.READ)
    principle_set = locked(principle_set, version=version)
    if not principle_set.stakeholders.filter(user=by.user).exists():
        refuse("NOT_A_STAKEHOLDER", None, what=str(principle_set))
    if principle_set.state != SetState.SUBMITTED:
        refuse(
            "WRONG_STATE",
            None,
            what=str(principle_set),
            state=principle_set.state,
            needed=SetState.SUBMITTED,
        )
    return principle_set
