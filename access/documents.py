"""GraphQL documents by their digest, the ones asked for last kept in memory.

A digest always means the same text, so what is kept can only be out of date by having been taken back: it is
looked up again after `LOOKED_UP_FOR` seconds.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from threading import Lock

from access.models import GraphqlDocument

LOOKED_UP_FOR = 30.0
MOST_KEPT = 512
_kept: OrderedDict[str, tuple[float, str]] = OrderedDict()
_lock = Lock()


def digest_of(text: str) -> str:
    """The SHA-256 of a document, as it is registered."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_of(digest: str) -> str | None:
    """The document registered under this digest; None: there is none."""
    now = time.monotonic()
    with _lock:
        until, text = _kept.get(digest, (0.0, ""))
    if until > now:
        return text
    found = GraphqlDocument.objects.filter(pk=digest).values_list("text", flat=True).first()
    with _lock:
        _kept.pop(digest, None)
        if found is not None:
            _kept[digest] = (now + LOOKED_UP_FOR, found)
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return found


def is_registered(text: str) -> bool:
    """Whether just this text is registered."""
    return document_of(digest_of(text)) is not None


def forget() -> None:
    """Look everything up again."""
    with _lock:
        _kept.clear()
