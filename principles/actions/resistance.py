"""Acts on resistance: recording a signal, what its investigation found, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from principles.actions import records
from principles.choices import AnswerKind, RecordKind
from principles.models import ResistanceSignal
from relationships.actions.inputs import action
from relationships.actor import Actor
from relationships.errors import Problems
from relationships.models import Relationship

ANSWER_FIELDS = ("answer_kind", "answer", "answer_due_on", "answer_done_on", "answer_told_on")


def _tidy(signal: ResistanceSignal, by: Actor, problems: Problems) -> None:
    if signal.verdict:
        signal.investigated_on = signal.investigated_on or by.on
        signal.verdict_on = signal.verdict_on or max(by.on, signal.investigated_on)
    elif signal.verdict_on is not None:
        problems.add("REQUIRED", "verdict")
    if signal.investigated_on is not None and not signal.investigation:
        problems.add("REQUIRED", "investigation")
    happened = ("raised_on", "investigated_on", "verdict_on", "answer_done_on", "answer_told_on")
    records.not_in_future(signal, happened, by, problems)
    records.in_order(signal, "raised_on", "investigated_on", problems)
    records.in_order(signal, "investigated_on", "verdict_on", problems)
    _tidy_answer(signal, problems)


def _tidy_answer(signal: ResistanceSignal, problems: Problems) -> None:
    if not signal.answer_kind:
        if signal.answer or signal.answer_due_on or signal.answer_done_on or signal.answer_told_on:
            problems.add("REQUIRED", "answer_kind")
        return
    if not signal.verdict:
        problems.add("REQUIRED", "verdict")
    if not signal.answer:
        problems.add("REQUIRED", "answer")
    if signal.answer_kind == AnswerKind.MEASURE and signal.answer_due_on is None:
        problems.add("REQUIRED", "answer_due_on")


RESISTANCE_SIGNAL = records.Evidence(
    ResistanceSignal,
    RecordKind.RESISTANCE_SIGNAL,
    fields=(
        "side",
        "subject",
        "raised_by",
        "raised_on",
        "driver",
        "investigation",
        "investigated_on",
        "verdict",
        "verdict_on",
        *ANSWER_FIELDS,
    ),
    required=("side", "subject"),
    tidy=_tidy,
)


ANSWER = replace(RESISTANCE_SIGNAL, fields=ANSWER_FIELDS, required=())


@action
def create_signal(*, by: Actor, relationship: Relationship, given: Mapping[str, Any]) -> ResistanceSignal:
    """Record resistance that showed, on a day (today, without one)."""
    raised = {} if given.get("raised_on") else {"raised_on": by.on}
    given = {**given, **raised}
    return records.create(RESISTANCE_SIGNAL, by=by, relationship=relationship, given=given)


@action
def change_signal(
    *, by: Actor, signal: ResistanceSignal, given: Mapping[str, Any], version: int | None = None
) -> ResistanceSignal:
    """Correct a signal, or record its investigation and verdict (on this day, without one)."""
    return records.change(RESISTANCE_SIGNAL, signal, by=by, given=given, version=version)


@action
def answer_signal(
    *, by: Actor, signal: ResistanceSignal, given: Mapping[str, Any], version: int | None = None
) -> ResistanceSignal:
    """Answer an investigated signal: only the fields of the answer. A measure has a due day."""
    return records.change(ANSWER, signal, by=by, given=given, version=version)


@action
def remove_signal(*, by: Actor, signal: ResistanceSignal, version: int | None = None) -> None:
    records.take_away(RESISTANCE_SIGNAL, signal, by=by, version=version)
