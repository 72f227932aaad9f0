"""Codes of the runs of imports, as they are stored."""

from enum import StrEnum


class RunState(StrEnum):
    """How far a run has come.

    WAITING for the worker; READING the file and planning; ASKING what only a person can answer; PLANNED, with
    nothing written yet; APPLYING; APPLIED; UNDONE. REFUSED: the file can't be taken in as it is asked.
    CANCELLED by a person, or FAILED by a fault of ours: nothing was written, and it can be planned again.
    """

    WAITING = "WAITING"
    READING = "READING"
    ASKING = "ASKING"
    PLANNED = "PLANNED"
    APPLYING = "APPLYING"
    APPLIED = "APPLIED"
    UNDONE = "UNDONE"
    REFUSED = "REFUSED"
    CANCELLED = "CANCELLED"
    FAILED = "FAILED"


class RowOutcome(StrEnum):
    """What a plan does with a row of the list."""

    CREATED = "CREATED"
    UPDATED = "UPDATED"
    UNCHANGED = "UNCHANGED"
    SKIPPED = "SKIPPED"
    REFUSED = "REFUSED"


class Stage(StrEnum):
    """What a run is busy with."""

    READING = "READING"
    PLANNING = "PLANNING"
    APPLYING = "APPLYING"


# Runs that somebody is to carry on with: the worker, or the request that began it.
UNDER_WAY = (RunState.WAITING, RunState.READING, RunState.APPLYING)
# Runs of which nothing was written, and that can be planned (again).
TO_PLAN = (
    RunState.ASKING,
    RunState.PLANNED,
    RunState.REFUSED,
    RunState.CANCELLED,
    RunState.FAILED,
)
