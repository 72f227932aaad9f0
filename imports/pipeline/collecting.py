"""Python's search for cycles, made rarer while a list is planned: most of what is held then stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 100_000


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Looks for cycles after so many new objects instead of a few hundred, for the length of this."""
    before = gc.get_threshold()
    gc.set_threshold(max(SELDOM, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
