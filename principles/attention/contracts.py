"""What contracts ask attention for: deadlines near or unknown, terms that are too long or without a limit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from principles import models as p
from principles.attention.days import DaysLater, MonthsLater, last_turned
from principles.attention.reading import Reading
from principles.attention.rows import Columns, Row, rows, when
from principles.attention.told import Told
from principles.attention.view import FRAMEWORK_MONTHS, View
from principles.choices import AttentionKind, ResolvingAct, Severity
from relationships.choices import ContractKind, Phase, TermKind
from relationships.models import Contract, ContractPosition
from relationships.terms.days import add_days, add_months

REARRANGED = (Phase.RESTRUCTURING, Phase.EXIT)
"""The phases in which what follows the contract is being dealt with."""


def notice(view: View) -> Columns:
    return _deadlines(view, AttentionKind.NOTICE_DEADLINE, "position__notice_deadline")


def options(view: View) -> Columns:
    return _deadlines(view, AttentionKind.OPTION_DEADLINE, "position__option_deadline")


def _deadlines(view: View, kind: AttentionKind, path: str) -> Columns:
    """A last day to come within the days of notice."""
    days = {f"{path}__gte": view.on, f"{path}__lte": view.near}
    found = view.contracts().filter(view.begun_with(_positions(**days)), **days)
    near = Q(**{f"{path}__lte": view.urgent})
    severity = when((near, Severity.CRITICAL), otherwise=Severity.HIGH)
    return rows(found, kind, severity, contract="pk", due=path)


def _positions(**conditions: Any) -> QuerySet[Any]:
    """The same said of the positions alone."""
    on_positions = {name.removeprefix("position__"): value for name, value in conditions.items()}
    return ContractPosition.objects.filter(**on_positions)


def retenders(view: View) -> Columns:
    """The day on which a re-tender has to start is near or past, and nobody rearranges the relationship."""
    path = "position__retender_start"
    days = {f"{path}__lte": view.near}
    near = view.contracts().filter(view.begun_with(_positions(**days)), **days)
    found = near.exclude(relationship__phase__in=REARRANGED)
    passed = Q(**{f"{path}__lt": view.on})
    severity = when((passed, Severity.HIGH), otherwise=Severity.MEDIUM)
    return rows(found, AttentionKind.RETENDER_START, severity, contract="pk", due=path)


def frameworks(view: View) -> Columns:
    """A framework agreement of more than four years, options included, or that has run for as long."""
    beyond = MonthsLater(F("start"), FRAMEWORK_MONTHS)
    runs_beyond = Q(start__lte=last_turned(view.on, FRAMEWORK_MONTHS))
    all_frameworks = view.begun_with(Contract.objects.filter(kind=ContractKind.FRAMEWORK))
    found = (
        view.contracts()
        .filter(all_frameworks, kind=ContractKind.FRAMEWORK, start__isnull=False)
        .annotate(last_end=Coalesce("position__latest_end", "position__current_end"))
        .filter(runs_beyond | Q(last_end__gte=beyond))
    )
    severity = when((runs_beyond, Severity.HIGH), otherwise=Severity.MEDIUM)
    last_day = DaysLater(MonthsLater(F("start"), FRAMEWORK_MONTHS), -1)
    return rows(found, AttentionKind.FRAMEWORK_TOO_LONG, severity, contract="pk", due=last_day)


def tacit_renewals(view: View) -> Columns:
    """It renews tacitly for as long as nobody gives notice."""
    tacit = Q(term_kind=TermKind.FIXED_TACIT) | Q(term_kind="", options="", renewal_months__isnull=False)
    found = view.contracts().filter(
        tacit,
        renewal_limit__isnull=True,
        stated_latest_end__isnull=True,
        notice_given_on__isnull=True,
    )
    return rows(
        found,
        AttentionKind.TACIT_RENEWAL_UNLIMITED,
        Severity.LOW,
        contract="pk",
        due="position__notice_deadline",
    )


def unknown_deadlines(view: View) -> Columns:
    """There is or may be a deadline, but what is recorded does not say which."""
    unknown = {"position__notice_known": False}
    found = view.contracts().filter(view.begun_with(_positions(**unknown)), **unknown)
    return rows(found, AttentionKind.DEADLINE_UNKNOWN, Severity.LOW, contract="pk")


def reviews(view: View) -> Columns:
    """The review date of a contract is near or past, and no review was held for it."""
    held = p.Review.objects.filter(
        relationship=OuterRef("relationship"),
        held_on__lte=view.on,
        held_on__gte=DaysLater(OuterRef("review_date"), -view.notice_days),
    )
    dated = view.begun_with(Contract.objects.filter(review_date__lte=view.near))
    found = view.contracts().filter(dated, ~Exists(held), review_date__lte=view.near)
    severity = when((Q(review_date__lt=view.on), Severity.MEDIUM), otherwise=Severity.LOW)
    return rows(found, AttentionKind.CONTRACT_REVIEW_DUE, severity, contract="pk", due="review_date")


_ACTS = {
    AttentionKind.NOTICE_DEADLINE: ResolvingAct.DECIDE_ON_NOTICE,
    AttentionKind.OPTION_DEADLINE: ResolvingAct.DECIDE_ON_OPTION,
    AttentionKind.RETENDER_START: ResolvingAct.START_RETENDER,
    AttentionKind.CONTRACT_REVIEW_DUE: ResolvingAct.HOLD_REVIEW,
}


def tell_day(row: Row, reading: Reading) -> Told:
    """Since the days of notice began."""
    due = row.due
    since = None if due is None else add_days(due, -reading.view.notice_days)
    return Told(_ACTS[row.kind], since, {**_named(row, reading), "due": _said(due)})


def tell_framework(row: Row, reading: Reading) -> Told:
    """Since it ran for longer; else since it began with a term that is longer."""
    contract = reading.contracts[row.contract]
    beyond = add_months(contract.start or reading.view.on, FRAMEWORK_MONTHS)
    runs_beyond = beyond <= reading.view.on
    params = {**_named(row, reading), "due": _said(add_days(beyond, -1)), "runs_beyond": runs_beyond}
    since = beyond if runs_beyond else _begun(contract, reading.view.on)
    return Told(ResolvingAct.END_FRAMEWORK, since, params)


def tell_tacit(row: Row, reading: Reading) -> Told:
    contract = reading.contracts[row.contract]
    params = {**_named(row, reading), "renewal": contract.renewal_months, "due": _said(row.due)}
    return Told(ResolvingAct.LIMIT_RENEWAL, _begun(contract, reading.view.on), params)


def tell_unknown(row: Row, reading: Reading) -> Told:
    """Since when nothing says what the deadline is can't be known: it may have been recorded before."""
    return Told(ResolvingAct.RECORD_NOTICE_PERIOD, None, _named(row, reading))


def _named(row: Row, reading: Reading) -> dict[str, Any]:
    return {"contract": str(reading.contracts[row.contract])}


def _said(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _begun(contract: Contract, on: date) -> date:
    """The first day of the contract; of one that has yet to begin, or without one, that of its recording."""
    recorded = timezone.localdate(contract.created_at)
    return contract.start if contract.start is not None and contract.start <= on else recorded
