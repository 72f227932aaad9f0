"""Who is at the door: a program with a token (`Authorization: Bearer …`), or a person in a browser.

Programs that know names and passwords only send the token as the password (`Authorization: Basic …`),
whatever the name; for reading by GET, nothing else. Used by REST and GraphQL alike. Whoever can't be
recognised is refused with NOT_SIGNED_IN.
"""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone

from access import throttle
from access.models import Token
from access.queries import token_meant
from access.scopes import Scope
from api.errors import WWW_AUTHENTICATE as WWW_AUTHENTICATE
from relationships.errors import Refused, refuse
from relationships.models import User
from relationships.shipped import SYSTEM

SCHEME = "Bearer"
BASIC = "Basic"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Identity:
    """A user at the door, and the token that he sent (None: signed in by the pages)."""

    user: User
    token: Token | None = None

    @property
    def scope(self) -> Scope:
        """What may be done here, at most: all that the user may, without a token."""
        return Scope.ADMIN if self.token is None else Scope(self.token.scope)


def identify(request: HttpRequest) -> Identity:
    """Who asks this; refuses with NOT_SIGNED_IN, or with CSRF_FAILED what another site made a browser ask.

    Counts the request, and refuses with TOO_MANY_REQUESTS: of each token, of each user of the pages, and of
    each address from which strangers ask.
    """
    try:
        identity = _recognised(request)
    except Refused:
        throttle.count_stranger(request.META.get("REMOTE_ADDR", ""))
        raise
    throttle.count_request(
        f"user:{identity.user.pk}" if identity.token is None else f"token:{identity.token.pk}"
    )
    return identity


def _recognised(request: HttpRequest) -> Identity:
    sent = request.META.get("HTTP_AUTHORIZATION")
    if sent is not None:
        token = token_meant(_token_in(request, sent), timezone.now())
        if token is None:
            refuse("NOT_SIGNED_IN")
        return Identity(token.user, token)
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.is_active or user.username == SYSTEM:
        refuse("NOT_SIGNED_IN")
    if request.method not in SAFE_METHODS:
        refuse_forgeries(request)
    return Identity(user)


def _token_in(request: HttpRequest, sent: str) -> str:
    """The text of the token in the header; empty where it holds none that is good for this method."""
    scheme, _space, text = sent.strip().partition(" ")
    if scheme.lower() == SCHEME.lower():
        return text.strip()
    if scheme.lower() != BASIC.lower() or request.method not in ("GET", "HEAD"):
        return ""
    try:
        _name, _colon, password = b64decode(text.strip(), validate=True).decode().partition(":")
    except ValueError:
        return ""
    return password


def require_scope(identity: Identity, needed: Scope) -> None:
    """Refuse with TOKEN_SCOPE unless the token is good for this."""
    if not identity.scope.includes(needed):
        refuse("TOKEN_SCOPE", scope=str(identity.scope), needed=str(needed))


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def refuse_forgeries(request: HttpRequest) -> None:
    """Refuse with CSRF_FAILED what doesn't carry the session's own mark."""
    check = _Check(lambda _request: None)  # type: ignore[arg-type, return-value]
    check.process_request(request)
    reason = check.process_view(request, None, (), {})
    if reason:
        refuse("CSRF_FAILED", why=_why(str(reason)))


def _why(reason: str) -> str:
    """Django's reason in words of ours, which there are translations of."""
    if reason.startswith(("Origin", "Referer")):
        return "it came from another address."
    if reason.startswith("CSRF cookie"):
        return "the mark of the session is missing."
    return "the mark of the page is missing or wrong."
