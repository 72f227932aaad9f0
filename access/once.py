"""Carrying out a request once: the first to come claims its key, later ones are given the same answer.

The claim is written and committed before anything is done. A process that dies leaves a claim that expires;
from then on the request is carried out anew.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from access.models import KeptAnswer
from relationships.errors import refuse, shown
from relationships.models import User

FIELD = "Idempotency-Key"
LONGEST_KEY = 200
# Longer than any request lasts.
CLAIMED_FOR = timedelta(minutes=10)
LONGEST_ANSWER = 200_000
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that was given before."""

    status: int
    headers: Mapping[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to carry out a request, which nobody else has meanwhile."""

    pk: int
    claim: str


def claimed(*, user: User, key: str, address: str, request: str, at: datetime) -> Claim | Answer:
    """The right to carry out this request, or the answer that it was given.

    `request` is the digest of all that was sent, `address` what it was sent to. Refuses with MALFORMED what
    is no key, IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_IN_PROGRESS and ANSWER_NOT_KEPT.
    """
    _check(key)
    named = hashlib.sha256(key.encode()).hexdigest()
    for _try in range(_TRIES):
        mine = _inserted(user, named, address, request, at)
        held = KeptAnswer.objects.filter(user=user, key=named).first()
        if held is None:
            continue  # let go of in between
        if held.claim == mine:
            return Claim(held.pk, mine)
        if held.kept_until <= at:
            KeptAnswer.objects.filter(pk=held.pk, claim=held.claim).delete()
            continue
        if held.request != request:
            refuse("IDEMPOTENCY_KEY_REUSED", FIELD, before=held.address)
        if held.status is not None:
            return _answer(held)
        if held.claimed_until > at:
            refuse("IDEMPOTENCY_IN_PROGRESS", FIELD)
        abandoned = KeptAnswer.objects.filter(pk=held.pk, claim=held.claim, status__isnull=True)
        if abandoned.update(claim=mine, claimed_until=at + CLAIMED_FOR):
            return Claim(held.pk, mine)
    refuse("IDEMPOTENCY_IN_PROGRESS", FIELD)


def keep_answer(claim: Claim, *, status: int, headers: Mapping[str, str], body: str | None) -> None:
    """Keep what was answered; `body` None: only that it was done. Too long a body isn't kept."""
    at = timezone.now()
    KeptAnswer.objects.filter(pk=claim.pk, claim=claim.claim).update(
        status=status,
        headers=dict(headers),
        body=body if body is not None and len(body) <= LONGEST_ANSWER else None,
        answered_at=at,
        kept_until=at + timedelta(hours=settings.IDEMPOTENCY_HOURS),
    )


def let_go(claim: Claim) -> None:
    """Nothing was done: the key is free again."""
    KeptAnswer.objects.filter(pk=claim.pk, claim=claim.claim).delete()


def sweep(at: datetime) -> int:
    """Remove what need not be kept any longer; how many."""
    gone, _by_model = KeptAnswer.objects.filter(kept_until__lte=at, claimed_until__lte=at).delete()
    return gone


def _check(key: str) -> None:
    if not key or len(key) > LONGEST_KEY or not all("!" <= each <= "~" for each in key):
        refuse("MALFORMED", FIELD, why="a key is 1 to 200 visible characters of ASCII.")


def _inserted(user: User, named: str, address: str, request: str, at: datetime) -> str:
    """Write a claim, unless there is one under this key; what it is known by."""
    mine = secrets.token_hex(16)
    row = KeptAnswer(
        user=user,
        key=named,
        request=request,
        address=shown(address, 190),
        claim=mine,
        claimed_until=at + CLAIMED_FOR,
        kept_until=at + timedelta(hours=settings.IDEMPOTENCY_HOURS),
    )
    KeptAnswer.objects.bulk_create([row], ignore_conflicts=True)
    return mine


def _answer(held: KeptAnswer) -> Answer:
    if held.body is None or held.status is None:
        at = timezone.localtime(held.answered_at)
        refuse("ANSWER_NOT_KEPT", FIELD, at=f"{at:%Y-%m-%d %H:%M:%S}", status=held.status)
    return Answer(held.status, held.headers, held.body)
