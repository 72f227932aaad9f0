"""A provider of OpenID Connect of our own: it publishes itself, gives codes and changes them for tokens."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from joserfc.jws import JWSRegistry

CLIENT, SECRET = "counterpart", "a secret of the client"


@dataclass
class Provider:
    """`says` is what it says of who signs in; `differs` replaces claims of its token, `told` is userinfo."""

    issuer: str = ""
    key: Any = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    other_key: Any = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    says: dict[str, Any] = field(default_factory=dict)
    differs: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    signs: str = "RS256"
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def at_first(self, **says: Any) -> None:
        self.says, self.differs, self.told, self.signs = says, {}, {}, "RS256"

    def authorize(self, address: str) -> str:
        """Who signs in there, sent by this address, comes back to this one."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert address.startswith(f"{self.issuer}/authorize?")
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert (asked["code_challenge_method"], "openid" in asked["scope"].split()) == ("S256", True)
        code = secrets.token_urlsafe()
        self.asked[code] = asked
        return asked["redirect_uri"] + "?" + urlencode({"code": code, "state": asked["state"]})

    def token(self, given: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        asked = self.asked.pop(given.get("code", ""), None)
        proven = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        expected = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if (
            asked is None
            or authorization != f"Basic {expected}"
            or given["redirect_uri"] != asked["redirect_uri"]
            or base64.urlsafe_b64encode(proven).rstrip(b"=").decode() != asked["code_challenge"]
        ):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "42",
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 60,
            **self.says,
            **self.differs,
        }
        return 200, {"access_token": "of 42", "token_type": "Bearer", "id_token": self.signed(claims)}

    def signed(self, claims: dict[str, Any]) -> str:
        if self.signs == "other key":
            return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.other_key)
        if self.signs == "HS256":  # with what everybody may read, as if it were a secret
            shared = OctKey.import_key(base64.b64encode(json.dumps(self.key.as_dict(private=False)).encode()))
            return jwt.encode({"alg": "HS256", "kid": "one"}, claims, shared)
        if self.signs == "none":
            parts = [json.dumps(each).encode() for each in ({"alg": "none"}, claims)]
            return ".".join(base64.urlsafe_b64encode(each).rstrip(b"=").decode() for each in parts) + "."
        registry = JWSRegistry(algorithms=["RS256"])
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key, registry=registry)

    def published(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }

    def answer(self, path: str, given: dict[str, str], authorization: str) -> tuple[int, Any]:
        match path:
            case "/.well-known/openid-configuration":
                return 200, self.published()
            case "/jwks":
                return 200, {"keys": [self.key.as_dict(private=False)]}
            case "/token":
                return self.token(given, authorization)
            case "/userinfo" if authorization == "Bearer of 42":
                return 200, {"sub": "42", **self.told}
        return 404, {}


@contextmanager
def provided() -> Iterator[Provider]:
    """A provider that listens on this machine until the end of the block."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = parse_qs(self.rfile.read(length).decode())
            given = {name: values[0] for name, values in body.items()}
            status, said = provider.answer(self.path, given, self.headers.get("Authorization", ""))
            content = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def log_message(self, *given: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
