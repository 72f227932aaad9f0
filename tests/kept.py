"""What is made once for all tests of a file: each of them leaves it as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def made_once(blocker: Any) -> Iterator[None]:
    """Around what a fixture of a file makes and yields: it is gone after the last test of the file.

    The tests take it through a fixture of their own that also asks for `db`, so that what one changes is
    undone before the next.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
