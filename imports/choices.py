"""Codes of the runs of imports, as they are stored."""

from enum import StrEnum


class RunState(StrEnum):
    """How far a run has come."""

    APPLIED = "APPLIED"
    UNDONE = "UNDONE"
