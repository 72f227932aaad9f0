"""The secret of a webhook, and what it signs.

The secret is worked out from a salt and SECRET_KEY whenever something is signed: neither the database nor a
copy of it holds the secret, and who has only these can't sign.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.utils.crypto import salted_hmac

from access.models import WebhookState

HEADER = "Counterpart-Signature"
_PURPOSE = "access.webhooks.signing"


def new_salt() -> str:
    """What a new secret is made of."""
    return secrets.token_hex(32)


def secret_of(salt: str) -> str:
    """The secret: what the receiver is given once, and checks signatures with."""
    digest = salted_hmac(_PURPOSE, salt, algorithm="sha256").digest()
    return "whsec_" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def secrets_at(state: WebhookState, at: datetime) -> list[str]:
    """The secrets good at a moment: the present one, and the one before it as long as both count."""
    salts = [state.salt]
    if state.former_salt and state.former_until is not None and at < state.former_until:
        salts.append(state.former_salt)
    return [secret_of(each) for each in salts]


def signature(body: bytes, moment: int, given: Iterable[str]) -> str:
    """The header: the moment in seconds since 1970, and an HMAC-SHA256 of `moment.body` with each secret."""
    signed = f"{moment}.".encode() + body
    marks = [hmac.new(each.encode(), signed, hashlib.sha256).hexdigest() for each in given]
    return ",".join([f"t={moment}", *(f"v1={each}" for each in marks)])
