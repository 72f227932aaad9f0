"""The dates of a contract as they were worked out: each with its reason, and the days that are left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from relationships.choices import Side, TermKind
from relationships.models import Contract
from relationships.queries.facts import kind_of, term_of
from relationships.terms import Position, Term, position
from web.templatetags.words import count, day, word

NEAR = 90
"""From so many days on a deadline is near."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """A computed day: what it is, how many days are left, why it is this day. `day` None: not known."""

    said: str
    day: date | None
    left: int | None = None
    why: str = ""
    asks: bool = False

    @property
    def tone(self) -> str:
        """How near it is: a day that asks for an act and is past or near stands out."""
        if not self.asks or self.left is None:
            return ""
        return "misfit" if self.left < 0 else "attention" if self.left <= NEAR else ""

    @property
    def left_said(self) -> str:
        """The days that are left, in words."""
        if self.left is None:
            return ""
        if self.left == 0:
            return _("today")
        if self.left < 0:
            return ngettext("%(count)s day ago", "%(count)s days ago", -self.left) % {
                "count": count(-self.left)
            }
        return ngettext("in %(count)s day", "in %(count)s days", self.left) % {"count": count(self.left)}


def of(contract: Contract, our_role: str, on: date) -> tuple[Term, Position]:
    """The term of a contract as the date arithmetic takes it, and where it stands on a day."""
    term = term_of(contract, Side(our_role))
    return term, position(term, on)


def lines(contract: Contract, our_role: str, on: date) -> list[DateLine]:
    """Every day that follows from the term, with its reason."""
    term, found = of(contract, our_role, on)
    return list(_lines(contract, term, found, on))


def _lines(contract: Contract, term: Term, found: Position, on: date) -> Iterator[DateLine]:
    left = found.days_left
    if found.current_end or not _open(term):
        said = _("Ended on") if found.ended else _("Current end")
        yield DateLine(said, found.current_end, left.current_end, _end_why(contract, term, found))
    if found.earliest_end:
        yield DateLine(
            _("Earliest end"),
            found.earliest_end,
            left.earliest_end,
            _("the end that notice given today would bring"),
        )
    if found.notice_deadline:
        yield DateLine(
            _("Last day to give notice"),
            found.notice_deadline,
            left.notice_deadline,
            _notice_why(contract, our_side=str(term.our_side)),
            asks=True,
        )
    if found.reminder_on:
        why = _("notice counts on receipt: the reminder falls %(days)s days before the deadline")
        yield DateLine(_("Reminder"), found.reminder_on, None, why % {"days": term.reminder_days})
    if found.missed_deadline:
        yield DateLine(
            _("Missed deadline"),
            found.missed_deadline,
            (found.missed_deadline - on).days,
            _("notice against the running term is too late by now"),
        )
    if found.option_deadline:
        yield DateLine(
            _("Last day to exercise the option"),
            found.option_deadline,
            left.option_deadline,
            _option_why(contract),
            asks=True,
        )
    if found.missed_option_deadline:
        yield DateLine(
            _("Missed option deadline"),
            found.missed_option_deadline,
            (found.missed_option_deadline - on).days,
            _("the next option was not exercised by then"),
        )
    if found.committed_until and not found.ended:
        yield DateLine(
            _("Bound until"),
            found.committed_until,
            left.committed_until,
            _("the first end that can still be reached by notice, or that needs none"),
        )
    if found.latest_end and found.latest_end != found.current_end:
        why = _("as stated") if term.stated_latest_end else _("past this nothing renews or extends")
        yield DateLine(_("Latest end"), found.latest_end, left.latest_end, why)
    if found.retender_start:
        why = _("the latest end less the lead time of this route: %(route)s") % {
            "route": word(contract.procedure, "Procedure")
        }
        yield DateLine(
            _("Start of the new tender"), found.retender_start, left.retender_start, why, asks=True
        )


def _open(term: Term) -> bool:
    return term.kind is TermKind.OPEN_ENDED


def _end_why(contract: Contract, term: Term, found: Position) -> str:
    if found.current_end is None:
        return _("there is no stated end, and no start with a term to compute it from")
    if term.notice_given_on and found.current_end and not found.notice_deadline:
        return _("notice was given on %(on)s") % {"on": day(term.notice_given_on)}
    parts = []
    if term.stated_end:
        parts.append(_("stated as %(end)s") % {"end": day(term.stated_end)})
    elif term.start and term.term_months:
        told = {"start": day(term.start), "months": term.term_months}
        parts.append(_("%(start)s plus %(months)s months, the last day included") % told)
    if found.renewals:
        told = {"count": found.renewals, "months": term.renewal_months}
        parts.append(
            ngettext(
                "renewed tacitly %(count)s time by %(months)s months",
                "renewed tacitly %(count)s times by %(months)s months",
                found.renewals,
            )
            % told
        )
    if contract.options_exercised and term.options:
        told = {"count": contract.options_exercised, "all": len(term.options)}
        parts.append(_("%(count)s of %(all)s options exercised") % told)
    return "; ".join(parts)


def _notice_why(contract: Contract, our_side: str) -> str:
    count, unit = contract.notice_count, contract.notice_unit
    if count is None:
        return ""
    said = _("our notice period is %(period)s") % {"period": period(count, unit)}
    if contract.notice_falls_on != "ANY_DAY":
        said += "; " + _("notice must fall on: %(day)s") % {
            "day": word(contract.notice_falls_on, "NoticeFallsOn")
        }
    return said


def _option_why(contract: Contract) -> str:
    if contract.option_notice_count is None:
        return ""
    told = {"period": period(contract.option_notice_count, contract.option_notice_unit)}
    said = _("option notice period %(period)s before the end") % told
    if contract.option_decider:
        said += "; " + _("decided by: %(who)s") % {"who": word(contract.option_decider, "Decider")}
    return said


def period(count: int | None, unit: str) -> str:
    """A period in words: "3 months"."""
    if count is None or not unit:
        return ""
    return {
        "DAYS": lambda: ngettext("%(count)s day", "%(count)s days", count),
        "WEEKS": lambda: ngettext("%(count)s week", "%(count)s weeks", count),
        "MONTHS": lambda: ngettext("%(count)s month", "%(count)s months", count),
    }[unit]() % {"count": count}


def term_said(contract: Contract) -> str:
    """The kind of term, said or else shown by what is recorded."""
    return word(kind_of(contract), "TermKind")


def deadlines(contract: Contract, on: date) -> list[DateLine]:
    """The stored days of a contract that ask for an act, the nearest first; its end when there are none."""
    stored = getattr(contract, "position", None)
    if stored is None:
        return []
    found = [
        DateLine(str(said), getattr(stored, name), (getattr(stored, name) - on).days, "", True)
        for name, said in _ASKING
        if getattr(stored, name) is not None and not (stored.ended and getattr(stored, name) < on)
    ]
    return sorted(found, key=lambda each: each.day or on)


_ASKING = (
    ("notice_deadline", gettext_lazy("Last day to give notice")),
    ("option_deadline", gettext_lazy("Last day to exercise the option")),
    ("retender_start", gettext_lazy("Start of the new tender")),
    ("missed_deadline", gettext_lazy("Missed deadline")),
    ("missed_option_deadline", gettext_lazy("Missed option deadline")),
)

_REMARKS: dict[str, Any] = {
    "END_UNKNOWN": gettext_lazy("No end is known: state one, or give a start and a term."),
    "END_BEFORE_START": gettext_lazy("The end, %(end)s, lies before the start, %(start)s."),
    "STATED_END_DIFFERS": gettext_lazy(
        "The stated end, %(stated)s, counts; start and term would give %(computed)s."
    ),
    "STATED_LATEST_END_DIFFERS": gettext_lazy(
        "The stated latest end, %(stated)s, counts; options or renewals would give %(computed)s."
    ),
    "LATEST_END_BEFORE_END": gettext_lazy(
        "The stated latest end, %(stated)s, lies before the current end, %(end)s."
    ),
    "RENEWAL_UNKNOWN": gettext_lazy("It renews tacitly, but for how long isn’t known."),
    "NOTICE_UNKNOWN": gettext_lazy("Without a notice period the deadline is unknown."),
    "ANNIVERSARY_UNKNOWN": gettext_lazy(
        "Notice must fall on the anniversary of a start that isn’t known, so the deadline is unknown."
    ),
    "OPTION_NOTICE_UNKNOWN": gettext_lazy(
        "Without an option notice period the deadline of the option is unknown."
    ),
    "OPTIONS_OVERCOUNTED": gettext_lazy(
        "%(exercised)s options are said to be exercised, %(agreed)s were agreed: the agreed ones count."
    ),
    "NOTICE_DEADLINE_MISSED": gettext_lazy(
        "Notice against the end of %(end)s had to be given by %(deadline)s: that is past."
    ),
    "OPTION_DEADLINE_MISSED": gettext_lazy(
        "The next option had to be exercised by %(deadline)s: that is past. The term ends on %(end)s."
    ),
    "NOTICE_TOO_LATE": gettext_lazy(
        "Notice of %(given)s came after the deadline of %(deadline)s; it brings the end on %(end)s."
    ),
    "NOTICE_WITHOUT_EFFECT": gettext_lazy(
        "Notice of %(given)s doesn’t end this term: it ends by itself, or had ended already."
    ),
}


def remarks(found: Position) -> list[str]:
    """What has to be said beside the dates."""
    return [_remark(str(each.code), dict(each.params)) for each in found.remarks]


def _remark(code: str, params: Mapping[str, Any]) -> str:
    told = {name: day(value) if isinstance(value, date) else value for name, value in params.items()}
    return str(_REMARKS[code]) % told
