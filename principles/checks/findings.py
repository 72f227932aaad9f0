"""What a check answers: a result, why, what would make it comply, and until when that holds by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from principles.checks.codes import ReasonCode, RecordKind, Result, WayCode
from principles.checks.ways import WAYS

Params = dict[str, object]
"""Ready for JSON: text, whole numbers, lists of them; a day as 2026-11-20."""


class Reason(NamedTuple):
    """Why, with what its sentence needs."""

    code: ReasonCode
    params: Params


class Way(NamedTuple):
    """What would make it comply, with what its sentence needs."""

    code: WayCode
    params: Params


Reasons = tuple[Reason, ...]


class Finding(NamedTuple):
    """The answer of one check about one relationship on one day.

    `ways`: all that would make it comply, empty when it does or needs not. `read`: the kinds of record it
    rests on. `valid_until`: the last day on which exactly this is found without a change of record,
    None when no time limit is running.
    """

    result: Result
    reasons: Reasons
    ways: tuple[Way, ...]
    read: tuple[RecordKind, ...]
    valid_until: date | None


class Verdict(NamedTuple):
    """What one row of the table comes to: a result with its reasons, and what else lacks beside them."""

    result: Result
    reasons: Reasons
    lacking: Reasons = ()

    @property
    def ways(self) -> tuple[Way, ...]:
        """What a person can do about the reasons and about all else that lacks, each act once."""
        if self.result in SETTLED:
            return ()
        return ways_of((*self.reasons, *self.lacking))


SETTLED = (Result.COMPLIANT, Result.NOT_APPLICABLE)


def because(code: ReasonCode, **params: object) -> Reason:
    """A reason with its parameters; days are written out."""
    for name, value in params.items():
        if isinstance(value, date):
            params[name] = value.isoformat()
        elif isinstance(value, tuple):
            params[name] = list(value)
    return Reason(code, params)


def ways_of(reasons: Iterable[Reason]) -> tuple[Way, ...]:
    """What would take these reasons away, in their order."""
    found: list[Way] = []
    for reason in reasons:
        for code in WAYS[reason.code]:
            way = Way(code, reason.params)
            if way not in found:
                found.append(way)
    return tuple(found)
