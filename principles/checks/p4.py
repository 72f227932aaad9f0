"""P4, differences are a risk: examine resistance, and give rational objections a place.

A signal is investigated when the day of its investigation is recorded. A rational objection (verdict rational
or mixed) is answered by a measure, by an accepted risk, or by a rejection that gives its reason and was
told to the objector. A measure is past its due date while it is not done. A signal without the day on
which it was raised has no term: it lacks that day.
"""

from __future__ import annotations

from datetime import timedelta

from principles.checks.case import Case, Row
from principles.checks.codes import AnswerKind, ReasonCode, ResistanceAsked, ResistanceVerdict
from principles.checks.findings import Reasons, Verdict, because
from principles.checks.records import Answer, ResistanceSignal

RATIONAL = (ResistanceVerdict.RATIONAL, ResistanceVerdict.MIXED)
ASKED = (ResistanceAsked.ASKED_NONE, ResistanceAsked.ASKED_FOUND)


def check(case: Case) -> Verdict:
    return ROW.judge(case)


def non_compliant(case: Case) -> Reasons:
    """A signal uninvestigated beyond its term, or a rational objection unanswered beyond its term."""
    days, limits = case.days, case.limits
    uninvestigated = [
        each
        for each in case.subject.signals
        if each.investigated_on is None
        and each.raised_on is not None
        and not days.within_days(each.raised_on, limits.investigation_days)
    ]
    unanswered = []
    for each in _unanswered(case):
        since = each.verdict_on or each.investigated_on
        if since is not None and not days.within_days(since, limits.answer_days):
            unanswered.append(each)
    return _counted(
        (ReasonCode.NOT_INVESTIGATED, len(uninvestigated), limits.investigation_days),
        (ReasonCode.OBJECTION_UNANSWERED, len(unanswered), limits.answer_days),
    )


def not_assessable(case: Case) -> Reasons:
    """No signal and never asked."""
    if case.subject.signals or any(each.resistance in ASKED for each in case.reviews()):
        return ()
    return (because(ReasonCode.NEVER_ASKED),)


def partly(case: Case) -> Reasons:
    """Investigated late, or a measure past its due date."""
    term = timedelta(days=case.limits.investigation_days)
    late = [
        each
        for each in case.subject.signals
        if each.raised_on is not None
        and each.investigated_on is not None
        and each.investigated_on - each.raised_on > term
    ]
    overdue = [
        each
        for each in case.subject.signals
        if each.verdict in RATIONAL and each.answer is not None and _past_due(case, each.answer)
    ]
    return _counted(
        (ReasonCode.INVESTIGATED_LATE, len(late), case.limits.investigation_days),
        (ReasonCode.MEASURE_OVERDUE, len(overdue), None),
    )


def lacking(case: Case) -> Reasons:
    """Anything short of every signal and objection in time, or a last review that says "asked, none"."""
    reviews = case.reviews()
    last = reviews[-1].resistance if reviews else None
    if last == ResistanceAsked.ASKED_NONE:
        return (*non_compliant(case), *partly(case))
    if not case.subject.signals:
        if not any(each.resistance in ASKED for each in reviews):
            return (because(ReasonCode.NEVER_ASKED),)
        found = last == ResistanceAsked.ASKED_FOUND
        return (because(ReasonCode.FOUND_BUT_NOT_RECORDED if found else ReasonCode.NOT_ASKED_LAST),)
    return (
        *non_compliant(case),
        *partly(case),
        *_counted((ReasonCode.SIGNAL_UNDATED, _undated(case), None)),
    )


def met(case: Case) -> Reasons:
    found = []
    reviews = case.reviews()
    if reviews and reviews[-1].resistance == ResistanceAsked.ASKED_NONE:
        found.append(because(ReasonCode.ASKED_NONE, on=reviews[-1].held_on))
    if case.subject.signals and not _undated(case):
        found.append(because(ReasonCode.RESISTANCE_ANSWERED, count=len(case.subject.signals)))
    return tuple(found)


def _counted(*found: tuple[ReasonCode, int, int | None]) -> Reasons:
    """A reason for each that was counted at all, with the days of its term where it has one."""
    return tuple(
        because(code, count=count) if term is None else because(code, count=count, days=term)
        for code, count, term in found
        if count
    )


def _undated(case: Case) -> int:
    """How many terms can't be counted: a signal, or the verdict on an objection unanswered, has no day."""
    signals = sum(each.raised_on is None and each.investigated_on is None for each in case.subject.signals)
    return signals + sum(not (each.verdict_on or each.investigated_on) for each in _unanswered(case))


def _unanswered(case: Case) -> list[ResistanceSignal]:
    return [
        each for each in case.subject.signals if each.verdict in RATIONAL and not _is_answered(each.answer)
    ]


def _is_answered(answer: Answer | None) -> bool:
    if answer is None:
        return False
    if answer.kind == AnswerKind.REJECTION:
        return answer.reasoned and answer.told_on is not None
    return True


def _past_due(case: Case, answer: Answer) -> bool:
    return (
        answer.kind == AnswerKind.MEASURE
        and answer.done_on is None
        and answer.due_on is not None
        and not case.days.up_to(answer.due_on)
    )


ROW = Row(non_compliant, not_assessable, partly, lacking, met)
