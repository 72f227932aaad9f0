"""Acts on rule sets: drafting a new version of the rule's parameters, and putting it in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from relationships import changes, tasks, verdicts
from relationships.actions.inputs import action, locked
from relationships.actor import Actor
from relationships.choices import RuleSetState
from relationships.errors import refuse
from relationships.fit import Rules, RulesInvalid
from relationships.history import keep
from relationships.locks import Lock, alone
from relationships.models import RuleSet
from relationships.permissions import Act, require
from relationships.queries.rules import rule_set_in_force
from relationships.values import line


@action
def draft_rule_set(*, by: Actor, name: Any, parameters: Mapping[str, Any] | None = None) -> RuleSet:
    """A new version, starting as a copy of the one in force where no parameters are given."""
    require(by, Act.KEEP_RULE_SETS, None)
    title = line(name, "name", limit=200)
    if not title:
        refuse("REQUIRED", "name")
    given = rule_set_in_force().parameters if parameters is None else _checked(parameters)
    last = RuleSet.objects.aggregate(last=Max("number"))["last"] or 0
    return keep(RuleSet(number=last + 1, name=title, parameters=given), by)


@action
def change_rule_set(
    *, by: Actor, rule_set: RuleSet, parameters: Mapping[str, Any], version: int | None = None
) -> RuleSet:
    """Other parameters for a draft. A rule set that was ever in force is never changed."""
    require(by, Act.KEEP_RULE_SETS, None)
    rule_set = locked(rule_set, version=version)
    if rule_set.state != RuleSetState.DRAFT:
        refuse("IMMUTABLE", None, what=str(rule_set))
    rule_set.parameters = _checked(parameters)
    return keep(rule_set, by)


@action
def activate_rule_set(*, by: Actor, rule_set: RuleSet, version: int | None = None) -> RuleSet:
    """Put a draft in force in place of the one before. All verdicts are pending until the worker is done."""
    require(by, Act.KEEP_RULE_SETS, None)
    alone(Lock.RULES)
    rule_set = locked(rule_set, version=version)
    if rule_set.state != RuleSetState.DRAFT:
        refuse("WRONG_STATE", None, what=str(rule_set), state=rule_set.state, needed=RuleSetState.DRAFT)
    before = locked(rule_set_in_force())
    before.state = RuleSetState.SUPERSEDED
    before.in_force_to = by.at
    keep(before, by)
    rule_set.state = RuleSetState.IN_FORCE
    rule_set.in_force_from = by.at
    keep(rule_set, by)
    verdicts.mark_pending(None, by.at, rules_changed=True)
    tasks.compute_later()
    changes.announce(changes.Kind.EVERYTHING, [], by, bulk=True)
    return rule_set


def _checked(parameters: Any) -> dict[str, Any]:
    if not isinstance(parameters, Mapping):
        refuse(
            "WRONG_TYPE", "parameters", expected="a rule set's parameters", given=type(parameters).__name__
        )
    try:
        return Rules.from_dict(dict(parameters)).to_dict()
    except RulesInvalid as error:
        refuse(
            "RULES_INVALID", f"parameters.{error.field}" if error.field else "parameters", why=error.message
        )
