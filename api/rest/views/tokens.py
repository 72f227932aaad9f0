"""One's own tokens: what there are, making one, taking one back."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response

from access.actions.tokens import DEFAULT_DAYS, LONGEST_DAYS, create_token, revoke_token
from access.queries import own_token, tokens_of
from access.scopes import Scope
from api.rest import fields as f
from api.rest.describing import object_of, read, written
from api.rest.door import Door
from api.rest.fields import Shape

_TAG = "Users"
_ID = "token_key"  # how a token begins


class TokenShape(Shape):
    """A token: what it is called and good for, never what it is."""

    id = f.text("How the token begins.", _ID)
    name = f.text("What it is for.")
    scope = f.code(Scope, "What it is good for, at most.")
    created_at = f.moment("When it was made.", "created")
    expires_at = f.moment("Until when it is good.", "expiry", allow_null=True)
    last_used_at = f.moment("When it was last used, to the minute; null: never.", allow_null=True)


class NewTokenShape(TokenShape):
    """The same, and the token itself: shown this once."""

    token = f.text("What the program sends. Only its digest is kept.")


class Tokens(Door):
    scopes = {"POST": Scope.ADMIN}
    secret = True

    @read(
        "listTokens",
        "List your tokens",
        _TAG,
        TokenShape(many=True),
        "Your own tokens, expired ones included, the newest first.",
    )
    def get(self, request: Any) -> Response:
        return self.rows(tokens_of(self.user), TokenShape)

    @written(
        "createToken",
        "Make a token",
        _TAG,
        NewTokenShape,
        object_of(
            {
                "name": {"type": "string", "maxLength": 200},
                "scope": {"type": ["string", "null"], "enum": [*map(str, Scope), None], "default": "READ"},
                "days": {
                    "type": ["integer", "null"],
                    "minimum": 1,
                    "maximum": LONGEST_DAYS,
                    "default": DEFAULT_DAYS,
                    "description": "For how many days it is good.",
                },
            },
            ("name",),
        ),
        example={"name": "Power BI", "scope": "READ", "days": 365},
        description="A token of your own, which never allows more than you may. The answer holds it, this "
        "once. Takes a token with scope ADMIN.",
    )
    def post(self, request: Any) -> Response:
        given = self.given_only("name", "scope", "days", required=("name",))
        asked = {name: value for name, value in given.items() if value is not None}
        token, text = create_token(by=self.by, user=self.user, **asked)
        token.token = text
        return self.record(token, NewTokenShape, created="tokens", id=token.token_key)


class OneToken(Door):
    scopes = {"DELETE": Scope.ADMIN}

    @read("getToken", "Read one of your tokens", _TAG, TokenShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(own_token(self.user, id), TokenShape)

    @written(
        "revokeToken",
        "Take a token back",
        _TAG,
        None,
        None,
        status=204,
        description="It opens nothing from now on. Takes a token with scope ADMIN, and may be that one.",
    )
    def delete(self, request: Any, id: str) -> Response:
        revoke_token(by=self.by, token=own_token(self.user, id))
        return Response(status=204)
