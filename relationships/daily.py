"""What time has changed without a change of record: computed anew each day.

Idempotent, and it catches up: what was missed on other days is due today. The rooms above register what
they have to do on a day with `register`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from relationships import positions, verdicts

Act = Callable[[datetime], int]
_more: dict[str, Act] = {}


@dataclass(frozen=True, slots=True)
class Done:
    """How many contracts and verdicts were computed anew, and what the rooms above did."""

    positions: int
    verdicts: int
    more: dict[str, int]


def register(name: str, act: Act) -> None:
    """Have `act` done daily; it returns how many records it changed."""
    _more[name] = act


def recompute(at: datetime) -> Done:
    """Compute anew what is due at a moment."""
    overtaken = positions.due(timezone.localdate(at))
    positions.refresh(overtaken, timezone.localdate(at))
    due = verdicts.due(at)
    verdicts.refresh(due, at)
    pending = verdicts.compute_pending()
    return Done(
        positions=len(overtaken),
        verdicts=len(due) + pending,
        more={name: act(at) for name, act in _more.items()},
    )
