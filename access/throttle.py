"""How often one may ask: so many requests a minute, of which so many at once.

Counted in Django's cache, one moment for each token (or user, or address of strangers): that at which all
that was asked would be worked off at the steady rate. `settings.THROTTLE` has the numbers; 0 is no limit.
"""

from __future__ import annotations

import hashlib
import math
import time
from threading import Lock

from django.conf import settings
from django.core.cache import cache

from relationships.errors import refuse

# Within a process two requests of one client are counted one after the other.
_LOCKS = [Lock() for _place in range(64)]


def count_request(who: str) -> None:
    """Count a request of a token or a user; refuses with TOO_MANY_REQUESTS."""
    _count(who, settings.THROTTLE["per_minute"], settings.THROTTLE["burst"])


def count_stranger(address: str) -> None:
    """The same of an address from which something was asked without a token or a session that is good."""
    limits = settings.THROTTLE
    _count(f"address:{address}", limits["strangers_per_minute"], limits["strangers_burst"])


def _count(who: str, per_minute: int, burst: int) -> None:
    if per_minute <= 0:
        return
    each = 60 / per_minute
    most = each * max(1, burst)
    key = "throttle:" + hashlib.sha256(who.encode("utf-8", "replace")).hexdigest()[:32]
    now = time.time()
    with _LOCKS[hash(key) % len(_LOCKS)]:
        worked_off = max(cache.get(key) or now, now) + each
        ahead = worked_off - now
        if ahead <= most:
            cache.set(key, worked_off, timeout=math.ceil(ahead) + 1)
            return
    refuse("TOO_MANY_REQUESTS", None, seconds=math.ceil(ahead - most))
