"""P4, differences are a risk: examine resistance, and give rational objections a place.

A signal is investigated when the day of its investigation is recorded. A rational objection (verdict rational
or mixed) is answered by a measure, by an accepted risk, or by a rejection that gives its reason and was
told to the objector. A measure is past its due date while it is not done. A signal without the day on
which it was raised has no term: it lacks that day.
"""

from __future__ import annotations

from datetime import date, timedelta

from principles.checks.case import Case, judged
from principles.checks.codes import AnswerKind, ReasonCode, ResistanceAsked, ResistanceVerdict
from principles.checks.findings import Reasons, Verdict, because
from principles.checks.records import Answer, ResistanceSignal, Review

RATIONAL = (ResistanceVerdict.RATIONAL, ResistanceVerdict.MIXED)
ASKED_NONE, ASKED_FOUND = ResistanceAsked.ASKED_NONE, ResistanceAsked.ASKED_FOUND
MEASURE, REJECTION = AnswerKind.MEASURE, AnswerKind.REJECTION


def check(case: Case) -> Verdict:
    reviews = case.reviews()
    return judged(
        non_compliant=non_compliant(case),
        not_assessable=not_assessable(case, reviews),
        partly=partly(case),
        missing=missing(case, reviews),
        met=lambda: met(case, reviews),
    )


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
    verdicts = [_verdict_on(each) for each in _unanswered(case)]
    unanswered = [
        each for each in verdicts if each is not None and not days.within_days(each, limits.answer_days)
    ]
    return _counted(
        (ReasonCode.NOT_INVESTIGATED, len(uninvestigated), limits.investigation_days),
        (ReasonCode.OBJECTION_UNANSWERED, len(unanswered), limits.answer_days),
    )


def not_assessable(case: Case, reviews: list[Review]) -> Reasons:
    """No signal and never asked."""
    if case.subject.signals or _ever_asked(reviews):
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


def missing(case: Case, reviews: list[Review]) -> Reasons:
    """Neither every term known, nor a last review that says "asked, none"."""
    last = reviews[-1].resistance if reviews else None
    if last == ASKED_NONE:
        return ()
    if case.subject.signals:
        return _counted((ReasonCode.SIGNAL_UNDATED, _undated(case), None))
    if last == ASKED_FOUND:
        return (because(ReasonCode.FOUND_BUT_NOT_RECORDED),)
    return (because(ReasonCode.NOT_ASKED_LAST),) if _ever_asked(reviews) else ()


def met(case: Case, reviews: list[Review]) -> Reasons:
    found = []
    if reviews and reviews[-1].resistance == ASKED_NONE:
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


def _ever_asked(reviews: list[Review]) -> bool:
    return any(each.resistance in (ASKED_NONE, ASKED_FOUND) for each in reviews)


def _undated(case: Case) -> int:
    """How many terms can't be counted: a signal, or the verdict on an objection unanswered, has no day."""
    signals = sum(each.raised_on is None and each.investigated_on is None for each in case.subject.signals)
    return signals + sum(_verdict_on(each) is None for each in _unanswered(case))


def _verdict_on(signal: ResistanceSignal) -> date | None:
    return signal.verdict_on or signal.investigated_on


def _unanswered(case: Case) -> list[ResistanceSignal]:
    return [
        each for each in case.subject.signals if each.verdict in RATIONAL and not _is_answered(each.answer)
    ]


def _is_answered(answer: Answer | None) -> bool:
    if answer is None:
        return False
    if answer.kind == REJECTION:
        return answer.reasoned and answer.told_on is not None
    return True


def _past_due(case: Case, answer: Answer) -> bool:
    return (
        answer.kind == MEASURE
        and answer.done_on is None
        and answer.due_on is not None
        and not case.days.up_to(answer.due_on)
    )
