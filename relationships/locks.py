"""Who goes first where no single row can be held: named locks, kept until the transaction ends.

On SQLite whoever writes is alone already; there these ask nothing.
"""

from __future__ import annotations

from enum import IntEnum

from django.db import connection

_OURS = 0x436F756E  # keeps our numbers apart from those of others in the same database


class Lock(IntEnum):
    """RULES: the rule set, category profiles and kinds of safeguards that verdicts are computed with.

    Who computes a verdict holds it together with others; who changes those for all holds it alone, so that
    no verdict by the old ones is stored after all were marked as pending.
    """

    RULES = 1
    PARTY_TREE = 2
    UNIT_TREE = 3
    CONTRACT_TREE = 4
    ADMINISTRATORS = 5


def alone(lock: Lock) -> None:
    """Wait until nobody holds this lock, then hold it. To be asked before any row is held."""
    _hold("pg_advisory_xact_lock", lock)


def together(lock: Lock) -> None:
    """Hold this lock beside others who hold it together; wait for who holds it alone."""
    _hold("pg_advisory_xact_lock_shared", lock)


def _hold(function: str, lock: Lock) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s, %s)", [_OURS, int(lock)])
