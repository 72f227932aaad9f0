"""Acts on principle sets, their principles and the lists of discouraged words.

A token needs the scope ADMIN for those that the owners of principles do (`GOVERNING`); approving a set is for
its stakeholders, whoever they are.
"""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import registry
from api.graphql.mutations import principle_inputs as inputs
from api.graphql.mutations.acts import Act
from api.graphql.scalars import Text
from principles import models as p
from principles.actions import approvals, labels, principles, sets
from relationships import models as m

_SET = ("principle_set", p.PrincipleSet)
_PRINCIPLE = ("principle", p.Principle)
_WORD = ("word", p.DiscouragedWord)


def _users(options: dict[str, Any], context: Any) -> dict[str, Any]:
    """The users meant, as the registry takes references."""
    users = options["users"]
    if isinstance(users, list):
        users = [registry.meant(each, m.User) for each in users]
    return {**options, "users": users}


def _draft(options: dict[str, Any], context: Any) -> dict[str, Any]:
    """`empty: null` is as if it weren't given."""
    return {name: value for name, value in options.items() if name != "empty" or value is not None}


GOVERNING = (
    Act(
        "draft_principle_set",
        "Draft a new version of the principles: a copy of the set in force, or an empty one.",
        sets.draft_set,
        given=inputs.PrincipleSetDraftInput,
        spread=True,
        prepare=_draft,
        gives=_SET,
    ),
    Act(
        "change_principle_set",
        "Give a set another name, or other limits; other limits are another text.",
        sets.change_set,
        on=_SET,
        versioned=True,
        given=inputs.PrincipleSetInput,
        gives=_SET,
    ),
    Act(
        "name_stakeholders",
        "Say exactly who must approve a set.",
        sets.name_stakeholders,
        on=_SET,
        argument="principle_set",
        versioned=True,
        given=inputs.StakeholdersInput,
        spread=True,
        prepare=_users,
        gives=("stakeholders", p.Stakeholder),
        many=True,
    ),
    Act(
        "submit_principle_set",
        "Put a draft before its stakeholders.",
        sets.submit_set,
        on=_SET,
        versioned=True,
        gives=_SET,
    ),
    Act(
        "put_principle_set_in_force",
        "Put a set that every stakeholder approved in force, in place of the one before.",
        sets.put_in_force,
        on=_SET,
        versioned=True,
        gives=_SET,
    ),
    Act(
        "discard_principle_set",
        "Take away a set that never was in force.",
        sets.discard_set,
        on=_SET,
        versioned=True,
    ),
    Act(
        "add_principle",
        "Add a principle of one's own to a set.",
        principles.add_principle,
        on=_SET,
        argument="principle_set",
        given=inputs.PrincipleInput,
        gives=_PRINCIPLE,
    ),
    Act(
        "change_principle",
        "Give a principle other texts, another depth, check or place, or make it active or not.",
        principles.change_principle,
        on=_PRINCIPLE,
        versioned=True,
        given=inputs.PrincipleInput,
        gives=_PRINCIPLE,
    ),
    Act(
        "activate_principle",
        "Have a principle count once its set is in force.",
        principles.activate_principle,
        on=_PRINCIPLE,
        versioned=True,
        gives=_PRINCIPLE,
    ),
    Act(
        "deactivate_principle",
        "Have a principle not count.",
        principles.deactivate_principle,
        on=_PRINCIPLE,
        versioned=True,
        gives=_PRINCIPLE,
    ),
    Act(
        "remove_principle",
        "Take a principle out of a set; earlier sets keep theirs.",
        principles.remove_principle,
        on=_PRINCIPLE,
        versioned=True,
    ),
    Act(
        "add_discouraged_word",
        "Put a word, or an exception, on the list of a language.",
        labels.add_word,
        given=inputs.DiscouragedWordInput,
        gives=("discouraged_word", p.DiscouragedWord),
    ),
    Act(
        "change_discouraged_word",
        "Change a word on a list.",
        labels.change_word,
        on=_WORD,
        versioned=True,
        given=inputs.DiscouragedWordInput,
        gives=("discouraged_word", p.DiscouragedWord),
    ),
    Act(
        "remove_discouraged_word",
        "Take a word off its list.",
        labels.remove_word,
        on=_WORD,
        versioned=True,
    ),
)
APPROVING = (
    Act(
        "approve_principle_set",
        "Approve a submitted set, its text as it stands, as one of its stakeholders.",
        approvals.approve_set,
        on=_SET,
        versioned=True,
        more={"remark": graphene.Argument(Text, description="What you wish to say with it.")},
        gives=("approval", p.Approval),
    ),
    Act(
        "withdraw_approval",
        "Take your approval of a set back, as long as the set is not in force.",
        approvals.withdraw_approval,
        on=_SET,
        argument="principle_set",
        gives=("approval", p.Approval),
    ),
)
