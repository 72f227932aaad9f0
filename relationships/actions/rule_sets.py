"""Acts on rule sets: drafting a version of the fit rule's parameters, changing it, putting it in force.

DRAFT → SUBMITTED → IN_FORCE → SUPERSEDED. A change of the parameters takes a submitted set back to DRAFT,
and the approvals given lapse.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from relationships import changes, tasks, verdicts
from relationships.actions import governing
from relationships.actions.inputs import action
from relationships.actions.rule_set_approvals import RULE_SETS
from relationships.actions.rule_set_tables import checked_parameters, checked_tables
from relationships.actor import Actor
from relationships.history import keep
from relationships.models import RuleSet
from relationships.permissions import Act, require
from relationships.queries.rules import rule_set_in_force


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
    title = governing.named(name)
    source = rule_set_in_force()
    given = source.parameters if parameters is None else checked_parameters(parameters)
    if tables is not None:
        given = checked_tables(given, tables)
    number = governing.next_number(RULE_SETS)
    drafted = keep(RuleSet(number=number, name=title, parameters=given), by)
    governing.take_stakeholders_over(RULE_SETS, source, drafted, by)
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
    rule_set = governing.opened(RULE_SETS, by, rule_set, version)
    title = rule_set.name if name is None else governing.named(name)
    given = rule_set.parameters if parameters is None else checked_parameters(parameters)
    if tables is not None:
        given = checked_tables(given, tables)
    other_parameters = given != rule_set.parameters
    if title == rule_set.name and not other_parameters:
        return rule_set
    rule_set.name, rule_set.parameters = title, given
    if other_parameters:
        governing.text_changed(RULE_SETS, rule_set, by)
    return keep(rule_set, by)


@action
def submit_rule_set(*, by: Actor, rule_set: RuleSet, version: int | None = None) -> RuleSet:
    """Put a draft before its stakeholders; it names at least one."""
    submitted: RuleSet = governing.submit(RULE_SETS, by, rule_set, version)
    return submitted


@action
def activate_rule_set(*, by: Actor, rule_set: RuleSet, version: int | None = None) -> RuleSet:
    """Put a set that every stakeholder approved in force, in place of the one before.

    All verdicts are pending until the worker is done; classifications stay as they were.
    """
    rule_set = governing.bring_into_force(RULE_SETS, by, rule_set, version, rule_set_in_force)
    verdicts.mark_pending(None, by.at, rules_changed=True)
    tasks.compute_later()
    changes.announce(changes.Kind.EVERYTHING, [], by, bulk=True)
    return rule_set


@action
def discard_rule_set(*, by: Actor, rule_set: RuleSet, version: int | None = None) -> None:
    """Throw away a set that never was in force, with its stakeholders and approvals; its history stays."""
    governing.discard(RULE_SETS, by, rule_set, version, more=lambda _rule_set: ())
