"""Acts on rule sets: drafting a version of the fit rule's parameters, changing it, putting it in force.

DRAFT → SUBMITTED → IN_FORCE → SUPERSEDED. A change of the parameters takes a submitted set back to DRAFT,
and the approvals given lapse.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from relationships import changes, tasks, verdicts
from relationships.actions.inputs import action, locked
from relationships.actions.rule_set_approvals import lapse_approvals, opened, wrong_state
from relationships.actions.rule_set_tables import checked_parameters, checked_tables
from relationships.actor import Actor
from relationships.choices import ApprovalLapse, RuleSetState
from relationships.errors import refuse
from relationships.history import insert_all, keep, remove
from relationships.locks import Lock, alone
from relationships.models import RuleSet, RuleSetStakeholder
from relationships.permissions import Act, require
from relationships.queries.rules import digest_of, rule_set_in_force, standing_approvals
from relationships.values import line


@action
def draft_rule_set(
    *,
    by: Actor,
    name: Any,
    parameters: Mapping[str, Any] | None = None,
    tables: Mapping[str, Any] | None = None,
) -> RuleSet:
    """A new version: a copy of the one in force with its stakeholders, or with the parameters given.

    `tables` (see `relationships.fit.sheets`) change cells of that. Numbers are never given out twice.
    """
    require(by, Act.KEEP_RULE_SETS, None)
    title = _named(name)
    source = rule_set_in_force()
    given = source.parameters if parameters is None else checked_parameters(parameters)
    if tables is not None:
        given = checked_tables(given, tables)
    last = RuleSet.history.aggregate(last=Max("number"))["last"] or 0
    drafted = keep(RuleSet(number=last + 1, name=title, parameters=given), by)
    users = source.stakeholders.values_list("user", flat=True)
    insert_all([RuleSetStakeholder(rule_set=drafted, user_id=each) for each in users], by)
    return drafted


@action
def change_rule_set(
    *,
    by: Actor,
    rule_set: RuleSet,
    name: Any = None,
    parameters: Mapping[str, Any] | None = None,
    tables: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> RuleSet:
    """Another name, other parameters as a whole, or other cells of their tables; what isn't given stays.

    A rule set that was ever in force is never changed.
    """
    rule_set = opened(by, rule_set, version)
    title = rule_set.name if name is None else _named(name)
    given = rule_set.parameters if parameters is None else checked_parameters(parameters)
    if tables is not None:
        given = checked_tables(given, tables)
    other_parameters = given != rule_set.parameters
    if title == rule_set.name and not other_parameters:
        return rule_set
    rule_set.name, rule_set.parameters = title, given
    if other_parameters:
        lapse_approvals(standing_approvals(rule_set), ApprovalLapse.TEXT_CHANGED, by)
        rule_set.state, rule_set.submitted_at = RuleSetState.DRAFT, None
    return keep(rule_set, by)


@action
def submit_rule_set(*, by: Actor, rule_set: RuleSet, version: int | None = None) -> RuleSet:
    """Put a draft before its stakeholders; it names at least one."""
    rule_set = opened(by, rule_set, version)
    if rule_set.state != RuleSetState.DRAFT:
        wrong_state(rule_set, RuleSetState.DRAFT)
    if not rule_set.stakeholders.exists():
        refuse("REQUIRED", "stakeholders")
    rule_set.state, rule_set.submitted_at = RuleSetState.SUBMITTED, by.at
    return keep(rule_set, by)


@action
def activate_rule_set(*, by: Actor, rule_set: RuleSet, version: int | None = None) -> RuleSet:
    """Put a set that every stakeholder approved in force, in place of the one before.

    All verdicts are pending until the worker is done; classifications stay as they were.
    """
    require(by, Act.KEEP_RULE_SETS, None)
    alone(Lock.RULES)
    rule_set = locked(rule_set, version=version)
    if rule_set.state != RuleSetState.SUBMITTED:
        wrong_state(rule_set, RuleSetState.SUBMITTED)
    _require_approvals(rule_set)
    before = locked(rule_set_in_force())
    before.state, before.in_force_to = RuleSetState.SUPERSEDED, by.at
    keep(before, by)
    rule_set.state, rule_set.in_force_from = RuleSetState.IN_FORCE, by.at
    keep(rule_set, by)
    verdicts.mark_pending(None, by.at, rules_changed=True)
    tasks.compute_later()
    changes.announce(changes.Kind.EVERYTHING, [], by, bulk=True)
    return rule_set


@action
def discard_rule_set(*, by: Actor, rule_set: RuleSet, version: int | None = None) -> None:
    """Throw away a set that never was in force, with its stakeholders and approvals; its history stays."""
    rule_set = opened(by, rule_set, version)
    for each in (*rule_set.approvals.all(), *rule_set.stakeholders.all(), rule_set):
        remove(each, by)


def _require_approvals(rule_set: RuleSet) -> None:
    """Refuse unless every stakeholder, at least one, approved exactly these parameters."""
    approved = standing_approvals(rule_set).filter(digest=digest_of(rule_set)).values_list("user", flat=True)
    stakeholders = list(rule_set.stakeholders.select_related("user"))
    if not stakeholders:
        refuse("REQUIRED", "stakeholders")
    given = set(approved)
    waiting = [each.user.username for each in stakeholders if each.user_id not in given]
    if waiting:
        refuse("APPROVALS_MISSING", None, what=str(rule_set), users=", ".join(waiting))


def _named(name: Any) -> str:
    return line(name, "name", limit=200) or refuse("REQUIRED", "name")
