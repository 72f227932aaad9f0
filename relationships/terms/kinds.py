"""The rule of each kind of term.

All of them come down to the same question: which is the first end whose deadline is today or later,
or that has no deadline?
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from relationships.choices import NoticeFallsOn, TermKind
from relationships.terms.days import add_days, deadline, first_end_in_time, shift_end
from relationships.terms.ends import Ends
from relationships.terms.remarks import Remark, RemarkCode
from relationships.terms.term import Period, Term


@dataclass(slots=True)
class Found:
    """What the rule of a kind finds."""

    current_end: date | None = None
    latest_end: date | None = None
    last_end: date | None = None
    """The end after which the contract has ended; None when it can still renew, or isn't known."""
    notice_deadline: date | None = None
    missed_deadline: date | None = None
    option_deadline: date | None = None
    missed_option_deadline: date | None = None
    committed_until: date | None = None
    earliest_end: date | None = None
    renewals: int = 0
    remarks: list[Remark] = field(default_factory=list)
    turns: list[date | None] = field(default_factory=list)
    """Last days of what holds today, beyond current end and deadlines."""

    def say(self, code: RemarkCode, **params: date | int | None) -> None:
        known = ((name, value) for name, value in params.items() if value is not None)
        self.remarks.append(Remark(code, tuple(known)))


def term_end(term: Term) -> date | None:
    """The last day of the initial or minimum term: as stated, else start + term − 1 day."""
    return term.stated_end or computed_end(term)


def computed_end(term: Term) -> date | None:
    """Start + term − 1 day, whatever the contract states; None when either isn't known."""
    if term.start is None or term.term_months is None or term.term_months < 1:
        return None
    return shift_end(add_days(term.start, -1), term.term_months)


def computed_latest_end(term: Term) -> date | None:
    """The end of the last option or of the last tacit renewal, where their number is known."""
    end = term_end(term)
    if end is None:
        return None
    if term.kind is TermKind.FIXED_OPTIONS:
        return shift_end(end, sum(max(months, 0) for months in term.options))
    if term.kind is TermKind.FIXED_TACIT and term.renewal_limit is not None:
        ends = Ends.of(end, term.renewal_months, limit=term.renewal_limit)
        return ends.end(ends.final)
    return None


@dataclass(frozen=True, slots=True)
class Notice:
    """A side's notice period with the days it may fall on; unknown when either is."""

    period: Period | None
    falls_on: NoticeFallsOn
    start: date | None

    @property
    def unknown(self) -> RemarkCode | None:
        if self.period is None:
            return RemarkCode.NOTICE_UNKNOWN
        if self.falls_on is NoticeFallsOn.ANNIVERSARY and self.start is None:
            return RemarkCode.ANNIVERSARY_UNKNOWN
        return None

    def deadline(self, end: date | None) -> date | None:
        if end is None or self.period is None:
            return None
        return deadline(end, self.period, self.falls_on, self.start)

    def first_end_in_time(self, day: date) -> date | None:
        if self.period is None:
            return None
        return first_end_in_time(day, self.period, self.falls_on, self.start)


def _our_notice(term: Term) -> Notice:
    return Notice(term.notice_of(term.our_side), term.notice_falls_on, term.start)


def _notice_of_giver(term: Term) -> Notice:
    return Notice(term.notice_of(term.notice_given_by), term.notice_falls_on, term.start)


def _given(term: Term, on: date) -> date | None:
    """The day notice was given, once that day has come."""
    given = term.notice_given_on
    return given if given is not None and given <= on else None


# --- FIXED: ends on its end; no deadline -------------------------------------------------------


def _fixed(term: Term, on: date) -> Found:
    end = term_end(term)
    found = Found(
        current_end=end,
        committed_until=end,
        last_end=end,
        latest_end=term.stated_latest_end or end,
    )
    if end is None:
        found.say(RemarkCode.END_UNKNOWN)
    given = _given(term, on)
    if given:
        found.say(RemarkCode.NOTICE_WITHOUT_EFFECT, given=given)
    return found


# --- FIXED_TACIT: renews by n months, up to a number of times, unless notice is given ----------


def _fixed_tacit(term: Term, on: date) -> Found:
    found = Found(latest_end=term.stated_latest_end)
    given = _given(term, on)
    notice = _notice_of_giver(term) if given else _our_notice(term)
    initial_end = term_end(term)
    if initial_end is None:
        found.say(RemarkCode.END_UNKNOWN)
        if notice.unknown:
            found.say(notice.unknown)
        return found
    ends = Ends.of(initial_end, term.renewal_months, limit=term.renewal_limit, latest=term.stated_latest_end)
    if not ends.lengths_known:
        found.say(RemarkCode.RENEWAL_UNKNOWN)
    if given:
        _tacit_after_notice(found, ends, notice, given, on)
    else:
        _tacit_running(found, ends, notice, on)
        if term.renewal_limit is not None or ends.final == 0:
            found.latest_end = term.stated_latest_end or ends.end(ends.final)
    return found


def _tacit_running(found: Found, ends: Ends, notice: Notice, on: date) -> None:
    running = ends.first_on_or_after(on)
    found.renewals = running
    found.current_end = found.committed_until = ends.end(running)
    found.last_end = ends.end(ends.final)
    if running == ends.final:
        return
    if notice.unknown:
        found.say(notice.unknown)
        return
    bound = _first_in_time(ends, notice, on)
    found.committed_until = ends.end(bound)
    if bound != ends.final:
        found.notice_deadline = notice.deadline(ends.end(bound))
    if bound != running:
        found.missed_deadline = notice.deadline(found.current_end)
        found.say(
            RemarkCode.NOTICE_DEADLINE_MISSED,
            deadline=found.missed_deadline,
            end=found.current_end,
        )


def _tacit_after_notice(found: Found, ends: Ends, notice: Notice, given: date, on: date) -> None:
    """The contract ends on the first end whose deadline is the day of notice or later.

    With an unknown notice period the notice is taken to have been in time.
    """
    running_then = ends.first_on_or_after(given)
    last = running_then if notice.unknown else _first_in_time(ends, notice, given)
    end = ends.end(last)
    found.current_end = found.committed_until = found.latest_end = found.last_end = end
    found.renewals = min(ends.first_on_or_after(on), last)
    found.turns.append(ends.end(found.renewals))
    final_end = ends.end(ends.final)
    if final_end and given > final_end:
        found.say(RemarkCode.NOTICE_WITHOUT_EFFECT, given=given)
    elif notice.unknown:
        found.say(notice.unknown)
    elif last != running_then:
        missed = notice.deadline(ends.end(running_then))
        found.say(RemarkCode.NOTICE_TOO_LATE, given=given, deadline=missed, end=end)


def _first_in_time(ends: Ends, notice: Notice, day: date) -> int:
    """Which end notice on this day brings. Deadlines never go back as ends go on, so it is the
    first end on or after the first day whose deadline is in time."""
    in_time = notice.first_end_in_time(day)
    return ends.final if in_time is None else ends.first_on_or_after(in_time)


# --- FIXED_OPTIONS: ends unless an option is exercised -----------------------------------------


def _fixed_options(term: Term, on: date) -> Found:
    found = Found()
    options = [max(months, 0) for months in term.options]
    exercised = min(max(term.options_exercised, 0), len(options))
    if term.options_exercised > len(options):
        found.say(RemarkCode.OPTIONS_OVERCOUNTED, exercised=term.options_exercised, agreed=len(options))
    initial_end = term_end(term)
    if initial_end is None:
        found.latest_end = term.stated_latest_end
        found.say(RemarkCode.END_UNKNOWN)
        return found
    end = shift_end(initial_end, sum(options[:exercised]))
    found.current_end = found.committed_until = found.last_end = end
    given = _given(term, on)
    if given and given <= end:
        found.latest_end = end
        return found
    if given:
        found.say(RemarkCode.NOTICE_WITHOUT_EFFECT, given=given)
    found.latest_end = term.stated_latest_end or shift_end(initial_end, sum(options))
    if exercised < len(options):
        _next_option(found, term.option_notice, end, on)
    return found


def _next_option(found: Found, notice: Period | None, end: date, on: date) -> None:
    if notice is None or notice.count < 0:
        found.say(RemarkCode.OPTION_NOTICE_UNKNOWN)
        return
    last_day = deadline(end, notice)
    if last_day is not None and last_day < on:
        found.missed_option_deadline = last_day
        found.say(RemarkCode.OPTION_DEADLINE_MISSED, deadline=last_day, end=end)
    else:
        found.option_deadline = last_day


# --- MINIMUM and OPEN_ENDED: no end but by notice, never before a minimum's --------------------


def _open(term: Term, on: date) -> Found:
    found = Found(latest_end=term.stated_latest_end)
    given = _given(term, on)
    notice = _notice_of_giver(term) if given else _our_notice(term)
    minimum_end = term_end(term)
    if notice.unknown:
        found.say(notice.unknown)
    if term.kind is TermKind.MINIMUM and minimum_end is None:
        found.say(RemarkCode.END_UNKNOWN)
    elif given:
        _open_after_notice(term, found, notice, given)
    else:
        _open_running(term, found, notice, on)
    return found


def _open_running(term: Term, found: Found, notice: Notice, on: date) -> None:
    minimum_end = term_end(term)
    has_minimum = minimum_end is not None and on <= minimum_end
    if notice.unknown or term.kind is TermKind.MINIMUM:
        found.turns.append(minimum_end)
    if notice.unknown:
        found.committed_until = minimum_end if has_minimum else None
        if term.kind is TermKind.MINIMUM and has_minimum:
            found.current_end = minimum_end
        return
    found.earliest_end = _not_before(minimum_end, notice.first_end_in_time(on))
    found.committed_until = found.earliest_end
    found.turns.append(notice.deadline(found.earliest_end))
    if term.kind is TermKind.MINIMUM and has_minimum:
        last_day = notice.deadline(minimum_end)
        if last_day is not None and last_day < on:
            found.missed_deadline = last_day
            found.say(RemarkCode.NOTICE_DEADLINE_MISSED, deadline=last_day, end=minimum_end)
        else:
            found.current_end, found.notice_deadline = minimum_end, last_day


def _open_after_notice(term: Term, found: Found, notice: Notice, given: date) -> None:
    """The contract ends on the earliest end of the day of notice.

    With an unknown notice period notice within the minimum is taken to have been in time; later
    the end isn't known.
    """
    minimum_end = term_end(term)
    within_minimum = minimum_end is not None and given <= minimum_end
    if notice.unknown:
        end = minimum_end if within_minimum else None
    else:
        end = _not_before(minimum_end, notice.first_end_in_time(given))
    found.current_end = found.committed_until = found.last_end = end
    found.latest_end = end
    missed = notice.deadline(minimum_end)
    if term.kind is TermKind.MINIMUM and within_minimum and missed and missed < given:
        found.say(RemarkCode.NOTICE_TOO_LATE, given=given, deadline=missed, end=end)


def _not_before(minimum_end: date | None, end: date | None) -> date | None:
    return max(minimum_end, end) if minimum_end and end else end


RULES: dict[TermKind, Callable[[Term, date], Found]] = {
    TermKind.FIXED: _fixed,
    TermKind.FIXED_TACIT: _fixed_tacit,
    TermKind.FIXED_OPTIONS: _fixed_options,
    TermKind.MINIMUM: _open,
    TermKind.OPEN_ENDED: _open,
}
