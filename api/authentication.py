"""Who is at the door: a program with a token (`Authorization: Bearer …`), or a person in a browser.

Used by REST and GraphQL alike. Whoever can't be recognised is refused with NOT_SIGNED_IN.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone

from access.models import Token
from access.queries import token_meant
from access.scopes import Scope
from relationships.errors import refuse
from relationships.models import User
from relationships.shipped import SYSTEM

SCHEME = "Bearer"
# What a browser's own sign-in sheet must not pop up for.
WWW_AUTHENTICATE = 'Bearer realm="Counterpart"'
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
    """Who asks this; refuses with NOT_SIGNED_IN, or with CSRF_FAILED what another site made a browser ask."""
    sent = request.META.get("HTTP_AUTHORIZATION")
    if sent is not None:
        scheme, _space, text = sent.strip().partition(" ")
        token = token_meant(text.strip(), timezone.now()) if scheme.lower() == SCHEME.lower() else None
        if token is None:
            refuse("NOT_SIGNED_IN")
        return Identity(token.user, token)
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.is_active or user.username == SYSTEM:
        refuse("NOT_SIGNED_IN")
    if request.method not in SAFE_METHODS:
        refuse_forgeries(request)
    return Identity(user)


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
