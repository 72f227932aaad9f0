"""Acts on rule sets.

A token needs the scope ADMIN for those that a principle owner does (`GOVERNING_RULES`); approving a set is
for its stakeholders, whoever they are.
"""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import registry
from api.graphql.mutations.acts import Act
from api.graphql.scalars import Json, Reference, Text
from relationships import models as m
from relationships.actions import rule_set_approvals as approvals
from relationships.actions import rule_sets as sets

_SET = ("rule_set", m.RuleSet)
_TABLES = (
    "Cells of its tables by table, such as {bands: {tolerance: 3}, trust: {SPOT: {base: 2}}}: of a table "
    "with named cells those given change, a table that is a list of rows is replaced."
)


class RuleSetDraftInput(graphene.InputObjectType):
    """A new version of the parameters of the fit rule."""

    name = graphene.InputField(Text, description="Its name.")
    parameters = graphene.InputField(
        Json, description="Its parameters; those of the one in force where none are given."
    )
    tables = graphene.InputField(Json, description=_TABLES)


class RuleSetInput(graphene.InputObjectType):
    """Another name, other parameters or other cells for a set that never was in force."""

    name = graphene.InputField(Text, description="Its name.")
    parameters = graphene.InputField(Json, description="Its parameters, all of them.")
    tables = graphene.InputField(Json, description=_TABLES)


class RuleSetStakeholdersInput(graphene.InputObjectType):
    """Who must approve a rule set: exactly these."""

    users = graphene.InputField(
        graphene.List(Reference), description="The users; they replace those named before."
    )


def _users(options: dict[str, Any], context: Any) -> dict[str, Any]:
    """The users meant, as the registry takes references."""
    users = options["users"]
    if isinstance(users, list):
        users = [registry.meant(each, m.User) for each in users]
    return {**options, "users": users}


GOVERNING_RULES = (
    Act(
        "draft_rule_set",
        "Draft a new version of the fit rule's parameters: a copy of the one in force, with other cells.",
        sets.draft_rule_set,
        given=RuleSetDraftInput,
        spread=True,
        gives=_SET,
    ),
    Act(
        "change_rule_set",
        "Give a set another name, or other parameters; other parameters lapse the approvals given.",
        sets.change_rule_set,
        on=_SET,
        versioned=True,
        given=RuleSetInput,
        spread=True,
        gives=_SET,
    ),
    Act(
        "name_rule_set_stakeholders",
        "Say exactly who must approve a rule set.",
        approvals.name_rule_set_stakeholders,
        on=_SET,
        argument="rule_set",
        versioned=True,
        given=RuleSetStakeholdersInput,
        spread=True,
        prepare=_users,
        gives=("stakeholders", m.RuleSetStakeholder),
        many=True,
    ),
    Act(
        "submit_rule_set",
        "Put a draft before its stakeholders.",
        sets.submit_rule_set,
        on=_SET,
        versioned=True,
        gives=_SET,
    ),
    Act(
        "activate_rule_set",
        "Put a set that every stakeholder approved in force, in place of the one before.",
        sets.activate_rule_set,
        on=_SET,
        versioned=True,
        gives=_SET,
    ),
    Act(
        "discard_rule_set",
        "Take away a set that never was in force.",
        sets.discard_rule_set,
        on=_SET,
        versioned=True,
    ),
)
APPROVING_RULES = (
    Act(
        "approve_rule_set",
        "Approve a submitted set, its parameters as they stand, as one of its stakeholders.",
        approvals.approve_rule_set,
        on=_SET,
        versioned=True,
        more={"remark": graphene.Argument(Text, description="What you wish to say with it.")},
        gives=("approval", m.RuleSetApproval),
    ),
    Act(
        "withdraw_rule_set_approval",
        "Take your approval of a set back, as long as the set is not in force.",
        approvals.withdraw_rule_set_approval,
        on=_SET,
        argument="rule_set",
        gives=("approval", m.RuleSetApproval),
    ),
)
