"""Signing in at a provider of OpenID Connect: the client, what it believes, and who is meant by it.

An extra, off unless it is set (docs/operations.md); the library is imported where it is needed only.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from relationships.models import User
from relationships.shipped import SYSTEM

# Signed with a key of the provider's own; never "none", never by a secret that is shared.
ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
    "Ed25519",
)
SECONDS = 10
"""How long an answer of the provider is waited for."""
EMAIL = "email"


class NotSignedIn(Exception):
    """Who came from the provider isn't let in. `said`: why; `way_out`: what to do; `status` as in HTTP."""

    def __init__(self, said: str, way_out: str, *, status: int = 403, reason: str = "") -> None:
        super().__init__(reason or said)
        self.said, self.way_out, self.status = said, way_out, status


def provider() -> str:
    """What the provider is called on the page; nothing where there is none."""
    if not settings.OIDC["issuer"]:
        return ""
    return settings.OIDC["name"] or _("your organisation's account")


def sent_there(request: HttpRequest, back: str) -> HttpResponse:
    """The way to the provider, from where one comes back to this address."""
    try:
        return _client().authorize_redirect(request, back)
    except _failures() as failed:
        raise _unreachable(failed) from failed


def who_came(request: HttpRequest) -> User:
    """The user whom the provider vouches for; raises NotSignedIn for anybody else."""
    if error := request.GET.get("error"):
        said = _("The provider did not let you in.")
        raise NotSignedIn(said, _("Try again, or sign in with a password."), reason=error[:100])
    from authlib.integrations.base_client.errors import MismatchingStateError

    try:
        claims = _claims(request)
    except MismatchingStateError as failed:
        said = _("This sign-in was not begun here, or too long ago.")
        raise NotSignedIn(said, _("Begin again at the sign-in page.")) from failed
    except _failures() as failed:
        raise _unreachable(failed) from failed
    return _meant(claims)


def _claims(request: HttpRequest) -> Mapping[str, Any]:
    """What the provider says of who came: of its token, which is checked; else of its own page about him."""
    client, asked = _client(), settings.OIDC
    believed = {
        "iss": {"essential": True, "values": [client.load_server_metadata()["issuer"]]},
        "aud": {"essential": True, "values": [asked["client_id"]]},
    }
    token = client.authorize_access_token(request, claims_options=believed)
    claims: Mapping[str, Any] = token.get("userinfo") or {}
    if not claims.get("sub"):
        raise ValueError("no id_token")
    if asked["claim"] in claims or not client.server_metadata.get("userinfo_endpoint"):
        return claims
    told = client.userinfo(token=token)
    if told.get("sub") != claims["sub"]:
        raise ValueError("userinfo of another subject")
    return {**told, **claims}


def _meant(claims: Mapping[str, Any]) -> User:
    """The active user of this e-mail address, when the provider has verified it, or of this user name."""
    claim = settings.OIDC["claim"]
    given = claims.get(claim)
    ask = _("Ask your administrator, or sign in with a password.")
    if not isinstance(given, str) or not given.strip():
        raise NotSignedIn(_("The provider does not say by what you are known here (%s).") % claim[:50], ask)
    shown = given[:254].encode("utf-8", "replace").decode()
    if claim == EMAIL and claims.get("email_verified") not in (True, "true"):
        raise NotSignedIn(_("The provider has not verified your e-mail address %s.") % shown, ask)
    found = _known(claim, given.strip())
    if not found:
        said = _("Nobody who may sign in here is known as %s.") % shown
        raise NotSignedIn(
            said, _("Ask an administrator to make a user for you, or to write this with the user you have.")
        )
    if len(found) > 1:
        said = _("Several users are known as %s.") % shown
        raise NotSignedIn(said, _("Ask an administrator to leave it with one of them."))
    return found[0]


def _known(claim: str, given: str) -> list[User]:
    if not given.isprintable() or len(given) > 254:
        return []  # a name that no database holds
    active = User.objects.filter(is_active=True).exclude(username=SYSTEM)
    if claim != EMAIL:
        return list(active.filter(username=given))
    return [each for each in active.filter(email__iexact=given) if each.email.casefold() == given.casefold()]


def _client() -> Any:
    asked = settings.OIDC
    client = _registered(asked["issuer"], asked["client_id"], asked["client_secret"])
    if "issuer" not in client.server_metadata:
        _read_metadata(client, asked["issuer"])
    return client


@lru_cache(maxsize=4)
def _registered(issuer: str, client_id: str, secret: str) -> Any:
    """A client that keeps what the provider publishes of itself for as long as this process lives."""
    from authlib.integrations.django_client import OAuth

    return OAuth().register(
        "provider",
        client_id=client_id,
        client_secret=secret or None,
        server_metadata_url=issuer.rstrip("/") + "/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )


def _read_metadata(client: Any, issuer: str) -> None:
    """What the provider publishes of itself; it has to be about itself."""
    try:
        metadata = client.load_server_metadata()
    except _failures() as failed:
        raise _unreachable(failed) from failed
    if str(metadata.get("issuer", "")).rstrip("/") != issuer.rstrip("/"):
        client.server_metadata.clear()
        raise _unreachable(ValueError(f"issuer {metadata.get('issuer')!r:.200}"))
    offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
    metadata["id_token_signing_alg_values_supported"] = [each for each in offered if each in ALGORITHMS]
    ways = metadata.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if client.client_secret and "client_secret_basic" not in ways and "client_secret_post" in ways:
        client.client_kwargs["token_endpoint_auth_method"] = "client_secret_post"  # noqa: S105 a way


def _failures() -> tuple[type[Exception], ...]:
    """What asking the provider, or believing its answer, may come to."""
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError
    from requests import RequestException

    return (AuthlibBaseError, JoseError, RequestException, RuntimeError, ValueError, TypeError, KeyError)


def _unreachable(failed: Exception) -> NotSignedIn:
    said = _("Signing in at the provider did not work.")
    way_out = _("Try again from the sign-in page. If it goes on, tell your administrator.")
    return NotSignedIn(said, way_out, status=502, reason=f"{type(failed).__name__}: {failed}"[:300])
