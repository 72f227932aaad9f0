"""Ids of records that hold across the whole graph: the kind of record and its pk, opaque to clients."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Any

_MEANT = re.compile(r"([A-Za-z]{1,40}):([0-9]{1,18})\Z", re.ASCII)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class GlobalId:
    """A kind of record, by the name of its type in the schema, and a pk of that kind."""

    kind: str
    pk: int
    written: str

    def __str__(self) -> str:
        return self.written


def global_id(kind: str, pk: int) -> str:
    """The id of a record as clients see it."""
    return base64.b64encode(f"{kind}:{pk}".encode()).decode()


def read_global_id(value: Any) -> GlobalId | None:
    """The id that was meant; None where it isn't one of ours (a code, a plain number, nonsense)."""
    if not isinstance(value, str) or not 4 <= len(value) <= _LONGEST:
        return None
    try:
        meant = base64.b64decode(value, validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    found = _MEANT.match(meant)
    return GlobalId(found[1], int(found[2]), value) if found else None
