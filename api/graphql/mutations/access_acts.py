"""Acts on how one signs in oneself: tokens, and one's password. A token needs the scope ADMIN for these."""

from __future__ import annotations

from typing import Any

import graphene

from access.actions import tokens
from access.actions.tokens import DEFAULT_DAYS, LONGEST_DAYS
from access.queries import own_token
from access.scopes import Scope
from api.graphql.mutations.acts import Act
from api.graphql.scalars import Code, Text
from api.graphql.types.token import TokenNode
from relationships.actions import units


class TokenInput(graphene.InputObjectType):
    """What is given for a token."""

    name = graphene.InputField(Text, description="What it is for.")
    scope = graphene.InputField(
        Code, description=f"What it is good for, at most: {', '.join(Scope)}. READ, unless given."
    )
    days = graphene.InputField(
        graphene.Int,
        description=f"For how many days it is good, 1 to {LONGEST_DAYS}. {DEFAULT_DAYS}, unless given.",
    )


def _own(options: dict[str, Any], context: Any) -> dict[str, Any]:
    """A token of who asks, with what was given for it."""
    given = {name: value for name, value in options.items() if name == "name" or value is not None}
    return {**given, "user": context.user}


def _meant(options: dict[str, Any], context: Any) -> dict[str, Any]:
    """The token of who asks that begins so."""
    return {"by": options["by"], "token": own_token(context.user, options["id"])}


def _secret(about: str) -> graphene.Argument:
    return graphene.Argument(
        graphene.NonNull(graphene.String),
        description=f"{about} Send it as a variable, so that it is in no log.",
    )


ACCESS = (
    Act(
        "create_token",
        "Make a token of your own, which never allows more than you may.",
        tokens.create_token,
        given=TokenInput,
        spread=True,
        prepare=_own,
        gives=("token", TokenNode),
        beside=("text", graphene.String, "The token itself: shown this once."),
    ),
    Act(
        "revoke_token",
        "Take one of your tokens back: it opens nothing from now on. It may be the one you use.",
        tokens.revoke_token,
        more={"id": graphene.Argument(graphene.NonNull(graphene.String), description="How it begins.")},
        prepare=_meant,
    ),
    Act(
        "change_own_password",
        "Give yourself another password, knowing the present one.",
        units.change_own_password,
        more={
            "present": _secret("The present one."),
            "password": _secret("The new one."),
            "again": _secret("The new one once more."),
        },
        silent=True,
    ),
)
