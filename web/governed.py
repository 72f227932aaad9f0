"""The two kinds of set that stakeholders approve, as the pages speak of them: principles, and rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from principles.actions import approvals, sets
from principles.models import Approval, PrincipleSet, Stakeholder
from relationships.actions import rule_set_approvals, rule_sets
from relationships.actor import Actor
from relationships.choices import RuleSetState
from relationships.models import RuleSet, RuleSetApproval, RuleSetStakeholder, User
from relationships.permissions import Act, may
from relationships.queries import visible_to

MOST_LAPSED = 50
"""So many approvals that lapsed are shown of one set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """A kind of set: the names of its pages, and the actions on it.

    `name` begins the names of its addresses, `under` the addresses themselves; `home` is the page of the set
    in force. `argument` is how its actions call it.
    """

    name: str
    under: str
    home: str
    model: Any
    stakeholder: Any
    approval: Any
    argument: str
    act: Act
    said: Any
    said_new: Any
    explained_new: Any
    explained_in_force: Any
    may_be_empty: bool
    draft: Callable[..., Any]
    name_stakeholders: Callable[..., Any]
    submit: Callable[..., Any]
    approve: Callable[..., Any]
    withdraw: Callable[..., Any]
    put_in_force: Callable[..., Any]
    discard: Callable[..., None]
    rename: Callable[[Actor, Any, dict[str, Any], int | None], Any]

    def do(self, act: Callable[..., Any], by: Actor, record: Any, **more: Any) -> Any:
        """One of the actions, on a set."""
        return act(by=by, **{self.argument: record}, **more)

    def may_keep(self, by: Actor) -> bool:
        return may(by, self.act, None)


PRINCIPLES = Governed(
    name="principle_set",
    under="principles/sets/",
    home="principles",
    model=PrincipleSet,
    stakeholder=Stakeholder,
    approval=Approval,
    argument="principle_set",
    act=Act.KEEP_PRINCIPLE_SETS,
    said=_("Principle set"),
    said_new=_("Draft a set of principles"),
    explained_new=_(
        "The next version begins as a copy of the set in force: its principles, limits and stakeholders. "
        "Nothing counts until every stakeholder has approved it and it is put in force."
    ),
    explained_in_force=_(
        "It takes the place of the set in force. The compliance of every relationship is worked out anew in "
        "the background; what was found before stays on record. It can’t be changed afterwards."
    ),
    may_be_empty=True,
    draft=sets.draft_set,
    name_stakeholders=sets.name_stakeholders,
    submit=sets.submit_set,
    approve=approvals.approve_set,
    withdraw=approvals.withdraw_approval,
    put_in_force=sets.put_in_force,
    discard=sets.discard_set,
    rename=lambda by, record, given, version: sets.change_set(
        by=by, principle_set=record, given=given, version=version
    ),
)
RULES = Governed(
    name="rule_set",
    under="rules/sets/",
    home="rules",
    model=RuleSet,
    stakeholder=RuleSetStakeholder,
    approval=RuleSetApproval,
    argument="rule_set",
    act=Act.KEEP_RULE_SETS,
    said=_("Rule set"),
    said_new=_("Draft a rule set"),
    explained_new=_(
        "The next version begins as a copy of the rules in force, with their stakeholders. Edit its tables, "
        "try it on the relationships, have it approved, and put it in force."
    ),
    explained_in_force=_(
        "It takes the place of the rules in force. Every verdict is worked out anew in the background; "
        "decisions stay as they were taken. It can’t be changed afterwards."
    ),
    may_be_empty=False,
    draft=rule_sets.draft_rule_set,
    name_stakeholders=rule_set_approvals.name_rule_set_stakeholders,
    submit=rule_sets.submit_rule_set,
    approve=rule_set_approvals.approve_rule_set,
    withdraw=rule_set_approvals.withdraw_rule_set_approval,
    put_in_force=rule_sets.activate_rule_set,
    discard=rule_sets.discard_rule_set,
    rename=lambda by, record, given, version: rule_sets.change_rule_set(
        by=by, rule_set=record, version=version, **given
    ),
)
KINDS = (PRINCIPLES, RULES)


@dataclass(frozen=True, slots=True)
class Voice:
    """A stakeholder, and the approval of his that stands."""

    user: User
    approval: Any


@dataclass(frozen=True, slots=True)
class Consent:
    """Who has to approve a set, who did, and what lapsed."""

    voices: Sequence[Voice]
    lapsed: Sequence[Any]

    @property
    def given(self) -> int:
        return sum(each.approval is not None for each in self.voices)

    @property
    def waiting(self) -> list[User]:
        return [each.user for each in self.voices if each.approval is None]

    @property
    def complete(self) -> bool:
        return bool(self.voices) and not self.waiting

    def of(self, user: Any) -> Voice | None:
        return next((each for each in self.voices if each.user.pk == user.pk), None)


def consent(kind: Governed, record: Any, by: Actor) -> Consent:
    """Two queries."""
    link = {kind.argument: record}
    approved = visible_to(by.user, kind.approval).filter(**link).select_related("user")
    standing = {each.user_id: each for each in approved.filter(lapsed_at__isnull=True)}
    named = visible_to(by.user, kind.stakeholder).filter(**link).select_related("user")
    voices = [Voice(each.user, standing.get(each.user_id)) for each in named]
    return Consent(
        voices, list(approved.filter(lapsed_at__isnull=False).order_by("-lapsed_at")[:MOST_LAPSED])
    )


def acts_open(kind: Governed, record: Any, agreed: Consent, by: Actor) -> tuple[str, ...]:
    """The acts that make sense now for this reader; each action judges for itself all the same."""
    return tuple(_acts(kind, record, agreed, by))


def _acts(kind: Governed, record: Any, agreed: Consent, by: Actor) -> Iterator[str]:
    keeps, own = kind.may_keep(by), agreed.of(by.user)
    submitted = record.state == RuleSetState.SUBMITTED
    if submitted and own is not None:
        yield "approve" if own.approval is None else "withdraw"
    if record.state not in (RuleSetState.DRAFT, RuleSetState.SUBMITTED) or not keeps:
        return
    if submitted and agreed.complete:
        yield "put_in_force"
    if not submitted and agreed.voices:
        yield "submit"
    yield from ("stakeholders", "discard")


def versions(kind: Governed, by: Actor) -> Any:
    """All versions, the newest first, each with how many are to approve it and how many did."""
    return (
        visible_to(by.user, kind.model)
        .annotate(
            asked=Count("stakeholders", distinct=True),
            agreed=Count("approvals", filter=Q(approvals__lapsed_at__isnull=True), distinct=True),
        )
        .order_by("-number")
    )
