"""Where a contract stands on a day: its ends, its deadlines, what one is bound to."""

from dataclasses import dataclass, field
from datetime import date

from relationships.terms.days import add_days, shift_end
from relationships.terms.kinds import RULES, Found, computed_end, computed_latest_end, term_end
from relationships.terms.remarks import Remark, RemarkCode
from relationships.terms.term import Term


@dataclass(frozen=True, slots=True)
class DaysLeft:
    """Days from the day asked about; 0 is today, negative is past, None where there is no day."""

    current_end: int | None = None
    latest_end: int | None = None
    notice_deadline: int | None = None
    option_deadline: int | None = None
    committed_until: int | None = None
    earliest_end: int | None = None
    retender_start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a term means on a day. Two are equal when they say the same but for the days left."""

    initial_end: date | None
    """Last day of the initial or minimum term."""
    current_end: date | None
    """Last day of the running term, exercised options included; the last end once ended."""
    latest_end: date | None
    """The day past which nothing renews or extends; None when open or not known."""
    notice_deadline: date | None
    """The next last day to give notice, today included."""
    missed_deadline: date | None
    """The deadline of the running term, when it has passed without notice."""
    reminder_on: date | None
    option_deadline: date | None
    missed_option_deadline: date | None
    """The deadline of the next option, when it has passed; stays said after the end."""
    option_reminder_on: date | None
    committed_until: date | None
    """The first end whose deadline is today or later, or that has no deadline. With an unknown
    notice period the running term's end: bound until then at least."""
    earliest_end: date | None
    """MINIMUM and OPEN_ENDED: the end that notice given today would bring."""
    retender_start: date | None
    """Latest end less the lead time of the procurement route."""
    renewals: int
    """How many tacit renewals have begun."""
    ended: bool
    notice_known: bool
    """False: a deadline exists or may exist, but can't be known; a remark says why."""
    remarks: tuple[Remark, ...]
    valid_until: date | None
    """The last day on which this still holds (but for the days left); None: from now on. A notice
    recorded for a coming day bounds it even where that notice turns out to change nothing."""
    days_left: DaysLeft = field(compare=False)


def position(term: Term, on: date) -> Position:
    """Where the contract stands on a day. Answers for every term on every day.

    Notice counts from the day it was given: on earlier days the answer is that of a contract
    without notice. Ends past 9999-12-31 are taken as that day, and as final.
    """
    found = RULES[term.kind](term, on)
    remarks = _remarks_on_the_record(term, found) + found.remarks
    retender_start = _retender_start(term, found.latest_end)
    return Position(
        initial_end=term_end(term),
        current_end=found.current_end,
        latest_end=found.latest_end,
        notice_deadline=found.notice_deadline,
        missed_deadline=found.missed_deadline,
        reminder_on=_reminder(term, found.notice_deadline),
        option_deadline=found.option_deadline,
        missed_option_deadline=found.missed_option_deadline,
        option_reminder_on=_reminder(term, found.option_deadline),
        committed_until=found.committed_until,
        earliest_end=found.earliest_end,
        retender_start=retender_start,
        renewals=found.renewals,
        ended=found.last_end is not None and on > found.last_end,
        notice_known=not any(remark.code in _DEADLINE_UNKNOWN for remark in remarks),
        remarks=tuple(remarks),
        valid_until=_valid_until(term, found, on),
        days_left=DaysLeft(
            current_end=_days(on, found.current_end),
            latest_end=_days(on, found.latest_end),
            notice_deadline=_days(on, found.notice_deadline),
            option_deadline=_days(on, found.option_deadline),
            committed_until=_days(on, found.committed_until),
            earliest_end=_days(on, found.earliest_end),
            retender_start=_days(on, retender_start),
        ),
    )


_DEADLINE_UNKNOWN = {
    RemarkCode.NOTICE_UNKNOWN,
    RemarkCode.ANNIVERSARY_UNKNOWN,
    RemarkCode.OPTION_NOTICE_UNKNOWN,
}


def _remarks_on_the_record(term: Term, found: Found) -> list[Remark]:
    """Where what is recorded contradicts itself."""
    said = Found()
    end, computed = term_end(term), computed_end(term)
    if term.stated_end and computed and term.stated_end != computed:
        said.say(RemarkCode.STATED_END_DIFFERS, stated=term.stated_end, computed=computed)
    if term.start and end and end < term.start:
        said.say(RemarkCode.END_BEFORE_START, start=term.start, end=end)
    stated_latest, computed_latest = term.stated_latest_end, computed_latest_end(term)
    if stated_latest and computed_latest and stated_latest != computed_latest:
        said.say(RemarkCode.STATED_LATEST_END_DIFFERS, stated=stated_latest, computed=computed_latest)
    if stated_latest and found.current_end and stated_latest < found.current_end:
        said.say(RemarkCode.LATEST_END_BEFORE_END, stated=stated_latest, end=found.current_end)
    return said.remarks


def _retender_start(term: Term, latest_end: date | None) -> date | None:
    lead = term.lead_months.get(term.procedure) if term.procedure else None
    return shift_end(latest_end, -lead) if latest_end and lead is not None else None


def _reminder(term: Term, last_day: date | None) -> date | None:
    return add_days(last_day, -term.reminder_days) if last_day else None


def _valid_until(term: Term, found: Found, on: date) -> date | None:
    """The first day, from today, after which something changes."""
    turns = [
        *found.turns,
        found.current_end,
        found.last_end,
        found.notice_deadline,
        found.option_deadline,
        add_days(term.notice_given_on, -1) if term.notice_given_on else None,
    ]
    coming = min((day for day in turns if day is not None and day >= on), default=date.max)
    return None if coming == date.max else coming


def _days(on: date, day: date | None) -> int | None:
    return (day - on).days if day else None
