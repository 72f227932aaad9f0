"""Records some at a time, so that what belongs to them is read for many at once and memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet

AT_ONCE = 500


def batches(found: QuerySet[Any]) -> Iterator[list[Any]]:
    """The records in their order, 500 at a time."""
    ongoing = found.iterator(chunk_size=AT_ONCE)
    while portion := list(islice(ongoing, AT_ONCE)):
        yield portion
