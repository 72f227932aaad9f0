"""Resistance in the demonstration: who objected to what, what was behind it, and what was answered.

answered (by a measure that was done) · accepted (as a risk) · rejected (and told) · in_term (not looked into
yet, in time) · late (looked into too late) · uninvestigated · unanswered · measure_late · none
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from access.demonstration.diary import Case
from principles.actions import resistance
from relationships.actor import Actor

# Days ago on which it was raised; days until it was looked into, answered, and the measure was done.
_COURSES: dict[str, tuple[int, int | None, int | None, int | None]] = {
    "answered": (170, 14, 24, 70),
    "accepted": (160, 10, 20, None),
    "rejected": (150, 21, 30, None),
    "in_term": (12, None, None, None),
    "late": (200, 52, 60, 110),
    "uninvestigated": (75, None, None, None),
    "unanswered": (130, 20, None, None),
    "measure_late": (150, 15, 25, None),
}
_MEASURE_DAYS = 60


def record(case: Case, how: str) -> None:
    """Note the course of such a signal."""
    if how not in _COURSES:
        return
    raised, looked_into, answered, done = _COURSES[how]
    raised += case.at % 20 if raised > 30 else case.at % 8
    case.note(raised, lambda by: _raise(case, by))
    if looked_into is not None:
        case.note(raised - looked_into, lambda by: _look_into(case, how, by))
    if answered is not None:
        case.note(raised - answered, lambda by: _answer(case, how, by))
    if done is not None:
        case.note(raised - done, lambda by: _change(case, by, {"answer_done_on": by.on}))


def _raise(case: Case, by: Actor) -> None:
    side, driver, subject, who, _behind, _measure = case.texts["resisted"]
    given = {"side": side, "driver": driver, "subject": subject, "raised_by": who}
    case.made["signal"] = resistance.create_signal(by=by, relationship=case.relationship, given=given)


def _look_into(case: Case, how: str, by: Actor) -> None:
    behind = case.texts["resisted"][4]
    verdict = "MIXED" if "deels" in behind else "RATIONAL"
    if how == "rejected":
        verdict = "MIXED"
    given = {"investigation": behind, "investigated_on": by.on, "verdict": verdict}
    case.made["signal"] = resistance.change_signal(by=by, signal=case.made["signal"], given=given)


def _answer(case: Case, how: str, by: Actor) -> None:
    given: dict[str, Any] = {
        "answer_kind": "MEASURE",
        "answer": case.texts["resisted"][5],
        "answer_due_on": by.on + timedelta(days=_MEASURE_DAYS),
    }
    if how == "accepted":
        given = {"answer_kind": "ACCEPTED_RISK", "answer": case.general["risk"]}
    elif how == "rejected":
        given = {"answer_kind": "REJECTION", "answer": case.general["rejection"], "answer_told_on": by.on}
    _change(case, by, given)


def _change(case: Case, by: Actor, given: Mapping[str, Any]) -> None:
    case.made["signal"] = resistance.answer_signal(by=by, signal=case.made["signal"], given=given)
