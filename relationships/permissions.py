"""Who may do what: one predicate an act, asked in the actions and by every door."""

from __future__ import annotations

from enum import Enum
from typing import Any, NoReturn

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from relationships.actor import Actor
from relationships.choices import Role
from relationships.errors import phrase, refuse
from relationships.labels import LABELS
from relationships.models import Unit


class Act(Enum):
    """An act, the least role that it takes on the unit concerned, and how it is said.

    Acts of the whole installation are asked of the root unit (`on_root`).
    """

    READ = (Role.READER, _("read"))
    KEEP_CONTRACTS = (Role.ACCOUNT_MANAGER, _("keep contracts"))
    ASSESS_TRUST = (Role.ACCOUNT_MANAGER, _("assess trust"))
    KEEP_SAFEGUARDS = (Role.ACCOUNT_MANAGER, _("keep safeguards"))
    KEEP_ARRANGEMENTS = (Role.ACCOUNT_MANAGER, _("keep arrangements"))
    KEEP_EVIDENCE = (Role.ACCOUNT_MANAGER, _("keep evidence"))
    KEEP_REVIEWS = (Role.ACCOUNT_MANAGER, _("keep reviews"))
    JUDGE_COMPLIANCE = (Role.ACCOUNT_MANAGER, _("judge compliance"))
    WRITE_EXPLANATIONS = (Role.ACCOUNT_MANAGER, _("write explanations"))
    DISMISS_LABELS = (Role.ACCOUNT_MANAGER, _("dismiss discouraged labels"))
    APPROVE_EXPLANATIONS = (Role.SOURCING_MANAGER, _("approve explanations"))
    KEEP_PORTFOLIOS = (Role.SOURCING_MANAGER, _("keep portfolios"))
    KEEP_RELATIONSHIPS = (Role.SOURCING_MANAGER, _("keep relationships"))
    KEEP_PARTIES = (Role.SOURCING_MANAGER, _("keep parties"))
    RATE_FACTS = (Role.SOURCING_MANAGER, _("rate facts"))
    CLASSIFY = (Role.SOURCING_MANAGER, _("classify"))
    IMPORT = (Role.SOURCING_MANAGER, _("import"))
    EXPORT = (Role.SOURCING_MANAGER, _("export"))
    SHARE_QUERIES = (Role.SOURCING_MANAGER, _("share saved queries"))
    KEEP_RULE_SETS = (Role.PRINCIPLE_OWNER, _("keep rule sets"))
    KEEP_PRINCIPLE_SETS = (Role.PRINCIPLE_OWNER, _("keep principle sets"))
    KEEP_WORD_LISTS = (Role.PRINCIPLE_OWNER, _("keep word lists"))
    KEEP_CATEGORIES = (Role.PRINCIPLE_OWNER, _("keep category profiles"))
    KEEP_SAFEGUARD_KINDS = (Role.PRINCIPLE_OWNER, _("keep kinds of safeguards"))
    KEEP_UNITS = (Role.ADMINISTRATOR, _("keep units"))
    KEEP_USERS = (Role.ADMINISTRATOR, _("keep users and roles"))
    KEEP_WEBHOOKS = (Role.ADMINISTRATOR, _("keep webhooks"))
    KEEP_RATES = (Role.ADMINISTRATOR, _("keep exchange rates"))
    MERGE_ACROSS_UNITS = (Role.ADMINISTRATOR, _("merge parties of several units"))

    @property
    def role(self) -> Role:
        return self.value[0]

    @property
    def said(self) -> Any:
        return self.value[1]

    @property
    def on_root(self) -> bool:
        return self in _ON_ROOT


_ON_ROOT = {
    Act.KEEP_RULE_SETS,
    Act.KEEP_PRINCIPLE_SETS,
    Act.KEEP_WORD_LISTS,
    Act.KEEP_CATEGORIES,
    Act.KEEP_SAFEGUARD_KINDS,
    Act.KEEP_RATES,
}


def role_in(by: Actor, unit: Unit) -> Role | None:
    """The widest role that the actor has on this unit, from itself or from a unit above it."""
    held = [role for path, role in by.roles if unit.path.startswith(path)]
    return max(held, key=lambda role: role.rank, default=None)


def may(by: Actor, act: Act, unit: Unit | None) -> bool:
    """Whether the actor may do this on this unit (None: on the whole installation)."""
    if act.on_root or unit is None:
        return any(role.rank >= act.role.rank and path.count("/") == 2 for path, role in by.roles)
    role = role_in(by, unit)
    return role is not None and role.rank >= act.role.rank


def may_anywhere(by: Actor, act: Act) -> bool:
    """Whether the actor may do this on at least one unit."""
    return any(role.rank >= act.role.rank for _path, role in by.roles)


def require(by: Actor, act: Act, unit: Unit | None) -> None:
    """Refuse with NOT_ALLOWED unless the actor may."""
    if not may(by, act, unit):
        _refuse(act, "ROOT" if unit is None else unit.code)


def require_anywhere(by: Actor, act: Act) -> None:
    if not may_anywhere(by, act):
        _refuse(act, "")


def refuse_unseen(act: Act) -> NoReturn:
    """Refuse with NOT_ALLOWED for a unit that the actor may not see, without naming it."""
    _refuse(act, phrase(N_("(one that you may not see)")))


def _refuse(act: Act, unit: str) -> NoReturn:
    refuse("NOT_ALLOWED", None, act=act.said, unit=unit, role=LABELS[Role][act.role])
