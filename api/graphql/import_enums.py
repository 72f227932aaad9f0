"""The codes of imports as enumerations."""

from __future__ import annotations

from api.graphql.enums import described_enum
from imports.choices import RowOutcome, RunState

ImportState = described_enum(
    "ImportState",
    RunState,
    "How far an import has come.",
    {
        RunState.WAITING: "Waiting for the worker.",
        RunState.READING: "The list is read and planned.",
        RunState.ASKING: "A question is open that only a person can answer.",
        RunState.PLANNED: "What it would do is known; nothing is written.",
        RunState.APPLYING: "What was planned is being written.",
        RunState.APPLIED: "Taken in.",
        RunState.UNDONE: "Taken in, and taken back.",
        RunState.REFUSED: "The file can't be taken in as it is asked.",
        RunState.CANCELLED: "Stopped by a person; nothing is written.",
        RunState.FAILED: "Failed; nothing is written.",
    },
)
ImportRowOutcome = described_enum(
    "ImportRowOutcome",
    RowOutcome,
    "What becomes of a row of a list.",
    {
        RowOutcome.CREATED: "It makes something new.",
        RowOutcome.UPDATED: "It changes what is there.",
        RowOutcome.UNCHANGED: "All that it says is there already.",
        RowOutcome.SKIPPED: "It is left out: a total, or a row left out by a person.",
        RowOutcome.REFUSED: "It has a problem, and stays out.",
    },
)
OF_CODES = ((RunState, ImportState), (RowOutcome, ImportRowOutcome))
"""The enumeration of each kind of code that a column of imports holds."""
