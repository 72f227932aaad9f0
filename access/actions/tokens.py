"""Acts on tokens: making one, and taking it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from access.models import Token
from access.scopes import Scope
from relationships.actions.inputs import action
from relationships.actor import Actor
from relationships.errors import Problems, refuse
from relationships.models import User
from relationships.permissions import Act, require
from relationships.shipped import SYSTEM
from relationships.values import line, one_of, whole

LONGEST_DAYS = 3_650
DEFAULT_DAYS = 365


@action
def create_token(
    *, by: Actor, user: User, name: Any, scope: Any = Scope.READ, days: Any = DEFAULT_DAYS
) -> tuple[Token, str]:
    """A new token of a user, good for so many days, and the text that the program sends: shown this once.

    One makes tokens for oneself; for others it takes an administrator of the root unit. The registry
    itself and who may not sign in get none.
    """
    if by.user != user:
        require(by, Act.KEEP_USERS, None)
    if user.username == SYSTEM:
        refuse("WRONG_STATE", "user", what=user.username, state="SYSTEM", needed="ACTIVE")
    if not user.is_active:
        refuse("WRONG_STATE", "user", what=user.username, state="INACTIVE", needed="ACTIVE")
    problems = Problems()
    title, kind, lasting = "", Scope.READ, DEFAULT_DAYS
    with problems.gather():
        title = line(name, "name", limit=200) or refuse("REQUIRED", "name")
    with problems.gather():
        kind = Scope(one_of(scope, "scope", Scope))
    with problems.gather():
        lasting = whole(days, "days", 1, LONGEST_DAYS)
    problems.raise_if_any()
    token, text = Token.objects.create(user=user, name=title, scope=kind)
    token.created = by.at
    token.expiry = by.at + timedelta(days=lasting)
    token.save(update_fields=["created", "expiry"])
    return token, text


@action
def revoke_token(*, by: Actor, token: Token) -> None:
    """Take a token back: it opens nothing from now on."""
    if by.user != token.user:
        require(by, Act.KEEP_USERS, None)
    token.delete()
