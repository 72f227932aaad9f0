"""No query a row: records that were read together ask for what belongs to them together.

Every record in an answer belongs to the cohort it was read in. What a resolver needs of one of them is
read for all of them at once and kept there, by the question asked; what was read is a cohort in its turn.
So the number of queries follows from the shape of a query, never from the number of rows, and aliases,
fragments and directives need no looking ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

Kept = TypeVar("Kept")

# SQLite takes at most 32,766 parameters in a statement.
MOST_IDS = 20_000


class Cohort:
    """Records of one kind that were read together, and what was read for all of them."""

    def __init__(self, records: Iterable[Any]) -> None:
        self.records = list(records)
        self._kept: dict[Hashable, Any] = {}
        for record in self.records:
            record._cohort = self

    def once(self, question: Hashable, read: Callable[[list[Any]], Kept]) -> Kept:
        """What `read` finds for all records of the cohort; read only the first time it is asked."""
        if question not in self._kept:
            self._kept[question] = read(self.records)
        return self._kept[question]


def cohort_of(record: Any) -> Cohort:
    """The cohort that this record was read in; one of its own where it was read by itself."""
    return getattr(record, "_cohort", None) or Cohort([record])


def together(records: Iterable[Any]) -> list[Any]:
    """These records, as one cohort."""
    return Cohort(records).records


def portions(ids: Iterable[int]) -> Iterator[Sequence[int]]:
    """The ids without doubles, in portions that a statement can take."""
    wanted = sorted({each for each in ids if each is not None})
    for start in range(0, len(wanted), MOST_IDS):
        yield wanted[start : start + MOST_IDS]
