"""Reading tokens: whose they are, and what a text that was sent opens."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from hmac import compare_digest

from django.db import OperationalError
from django.db.models import Q, QuerySet
from knox.crypto import hash_token
from knox.settings import CONSTANTS

from access.models import Token
from relationships.errors import refuse, shown
from relationships.models import User
from relationships.shipped import SYSTEM

# `last_used_at` is written at most this often.
EVERY = timedelta(minutes=1)
_LONGEST = 200


def tokens_of(user: User) -> QuerySet[Token]:
    """The user's tokens, the newest first; those that have expired too."""
    return Token.objects.filter(user=user)


def own_token(user: User, id: str) -> Token:
    """The token of the user that begins so; refuses with NOT_FOUND where there is none."""
    found = tokens_of(user).filter(token_key=id).first() if id.isascii() and id.isalnum() else None
    if found is None:
        refuse("NOT_FOUND", None, thing="token", value=shown(id))
    return found


def token_meant(text: str, at: datetime) -> Token | None:
    """The token that this text is, with its user, if it is good at this moment; None: it opens nothing.

    Says on the token that it was used. Whether it is unknown, revoked, expired or of somebody who may not
    sign in makes no difference to who asks.
    """
    if len(text) > _LONGEST or not text.isascii() or not text.isalnum():
        return None
    digest = hash_token(text)
    candidates = Token.objects.select_related("user").filter(
        Q(expiry__isnull=True) | Q(expiry__gt=at), token_key=text[: CONSTANTS.TOKEN_KEY_LENGTH]
    )
    token = next((each for each in candidates if compare_digest(each.digest, digest)), None)
    if token is None or not token.user.is_active or token.user.username == SYSTEM:
        return None
    if token.last_used_at is None or at - token.last_used_at >= EVERY:
        _note_use(token, at)
    return token


def _note_use(token: Token, at: datetime) -> None:
    """Best effort: while a long write holds the embedded database, reading goes on without the note."""
    with suppress(OperationalError):
        Token.objects.filter(pk=token.pk).update(last_used_at=at)
