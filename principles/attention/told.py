"""What a kind of item adds to its row: the act that resolves it, since when, and what its sentence needs."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from principles.choices import ResolvingAct


class Told(NamedTuple):
    """`since`: the first day on which it was so, None when that can't be known. `params`: ready for JSON."""

    act: ResolvingAct
    since: date | None
    params: dict[str, Any]
