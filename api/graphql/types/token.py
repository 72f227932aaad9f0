"""One's own tokens."""

from __future__ import annotations

from typing import Any

import graphene

from access.models import Token
from access.queries import tokens_of
from access.scopes import Scope
from api.graphql.enums import described_enum
from api.graphql.fields import Plain
from api.graphql.scalars import DateTime

TokenScope = described_enum(
    "TokenScope",
    Scope,
    "What a token is good for; each includes the ones before it.",
    {
        Scope.READ: "Reading.",
        Scope.WRITE: "The records of relationships too.",
        Scope.IMPORT: "Taking in files too.",
        Scope.ADMIN: "All that the user may do.",
    },
)


class TokenNode(Plain):
    """A token of yours: what it is called and good for, never what it is."""

    class Meta:
        name = "Token"

    id = graphene.String(required=True, description="How the token begins.")
    name = graphene.String(required=True, description="What it is for.")
    scope = TokenScope(required=True, description="What it is good for, at most.")
    created_at = DateTime(required=True, description="When it was made.")
    expires_at = DateTime(description="Until when it is good.")
    last_used_at = DateTime(description="When it was last used, to the minute; null: never.")

    @staticmethod
    def resolve_id(token: Token, info: Any) -> str:
        return str(token.token_key)

    @staticmethod
    def resolve_created_at(token: Token, info: Any) -> Any:
        return token.created

    @staticmethod
    def resolve_expires_at(token: Token, info: Any) -> Any:
        return token.expiry


def _tokens(root: Any, info: Any) -> Any:
    return list(tokens_of(info.context.user))


TOKENS = graphene.Field(
    graphene.List(graphene.NonNull(TokenNode)),
    required=True,
    description="Your own tokens, expired ones included, the newest first.",
    resolver=_tokens,
)
