"""What has to be said beside the dates, typed, so that every door can word it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RemarkCode(StrEnum):
    """What has to be said beside the dates; the parameters that come with it in brackets."""

    END_UNKNOWN = "END_UNKNOWN"
    """No stated end, and no start or term to compute it from."""
    END_BEFORE_START = "END_BEFORE_START"
    """The initial end lies before the start [start, end]."""
    STATED_END_DIFFERS = "STATED_END_DIFFERS"
    """The stated end, which counts, isn't start + term [stated, computed]."""
    STATED_LATEST_END_DIFFERS = "STATED_LATEST_END_DIFFERS"
    """The stated latest end, which counts, isn't the last option's or renewal's [both]."""
    LATEST_END_BEFORE_END = "LATEST_END_BEFORE_END"
    """The stated latest end lies before the current end [stated, end]."""
    RENEWAL_UNKNOWN = "RENEWAL_UNKNOWN"
    """It renews tacitly, but for how long isn't known."""
    NOTICE_UNKNOWN = "NOTICE_UNKNOWN"
    """Without a notice period the deadline is unknown."""
    ANNIVERSARY_UNKNOWN = "ANNIVERSARY_UNKNOWN"
    """Notice must fall on the anniversary of a start that isn't known: so neither the deadline."""
    OPTION_NOTICE_UNKNOWN = "OPTION_NOTICE_UNKNOWN"
    """Without an option notice period the option deadline is unknown."""
    OPTIONS_OVERCOUNTED = "OPTIONS_OVERCOUNTED"
    """More options exercised than agreed; the agreed ones count [exercised, agreed]."""
    NOTICE_DEADLINE_MISSED = "NOTICE_DEADLINE_MISSED"
    """Notice against the running term's end is too late by now [deadline, end]."""
    OPTION_DEADLINE_MISSED = "OPTION_DEADLINE_MISSED"
    """The next option was not exercised by its deadline [deadline, end]."""
    NOTICE_TOO_LATE = "NOTICE_TOO_LATE"
    """Notice came after the deadline of the then running term [given, deadline, end]; end is
    the end it does bring."""
    NOTICE_WITHOUT_EFFECT = "NOTICE_WITHOUT_EFFECT"
    """Notice doesn't end this term: it ends by itself, or had ended already [given]."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A code and the dates or numbers it speaks of, in the order of `RemarkCode`'s texts."""

    code: RemarkCode
    params: tuple[tuple[str, date | int], ...] = ()
