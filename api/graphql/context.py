"""What resolvers know of a request: who asks, and at which moment."""

from __future__ import annotations

from dataclasses import dataclass

from api.authentication import Identity
from relationships.actor import Actor
from relationships.models import User


@dataclass(frozen=True)
class Context:
    """Who asks, by which token, as an actor at the GraphQL door at one moment."""

    identity: Identity
    by: Actor

    @property
    def user(self) -> User:
        return self.by.user
