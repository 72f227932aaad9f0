"""Contracts on the attention list: from which day on, until which, how severe, and since when."""

from __future__ import annotations

from datetime import date

import pytest

from principles.choices import ResolvingAct, Severity
from relationships.actions.contracts import change_contract
from relationships.actions.relationships import change_relationship
from tests import builders as b
from tests.principles import worlds as w
from tests.principles.attention.worlds import asking, one, tacit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("on", "severity", "days_left"),
    [
        (date(2026, 10, 31), Severity.HIGH, 30),
        (date(2026, 11, 22), Severity.HIGH, 8),
        (date(2026, 11, 23), Severity.CRITICAL, 7),
        (date(2026, 11, 30), Severity.CRITICAL, 0),
    ],
)
def test_a_notice_deadline_asks_from_thirty_days_before_until_its_day(on, severity, days_left) -> None:
    contract = tacit()
    item = one("NOTICE_DEADLINE", on=on)

    assert (item.severity, item.days_left) == (severity, days_left)
    assert (item.due, item.since) == (date(2026, 11, 30), date(2026, 10, 31))
    assert (item.contract, item.relationship) == (contract, contract.relationship)
    assert item.act is ResolvingAct.DECIDE_ON_NOTICE
    assert item.why("en") == "Notice of contract C-1 can be given until 30 November 2026."


@pytest.mark.parametrize("on", [date(2026, 10, 30), date(2026, 12, 1)])
def test_a_notice_deadline_is_silent_before_and_after(on) -> None:
    tacit()

    assert asking("NOTICE_DEADLINE", on=on) == []


def test_how_long_before_is_a_setting(settings) -> None:
    tacit()
    settings.REMINDER_DAYS = 10

    assert asking("NOTICE_DEADLINE", on=date(2026, 11, 19)) == []
    assert one("NOTICE_DEADLINE", on=date(2026, 11, 20)).since == date(2026, 11, 20)


@pytest.mark.parametrize("status", ["DRAFT", "ENDED"])
def test_a_contract_that_does_not_run_asks_for_nothing(status) -> None:
    tacit(status=status, kind="FRAMEWORK", review_date="2026-11-01", term_months=60)

    for kind in ("NOTICE_DEADLINE", "TACIT_RENEWAL_UNLIMITED", "FRAMEWORK_TOO_LONG", "CONTRACT_REVIEW_DUE"):
        assert asking(kind) == []


def test_an_ended_relationship_asks_for_nothing() -> None:
    tacit(b.relationship(phase="ENDED"))

    assert asking("NOTICE_DEADLINE") == []
    assert asking("OWNER_MISSING") == []


def test_notice_given_in_time_ends_the_asking() -> None:
    contract = tacit()
    change_contract(
        by=b.system(),
        contract=contract,
        given={"notice_given_on": "2026-11-20", "notice_given_by": "CUSTOMER"},
    )

    assert asking("NOTICE_DEADLINE") == []
    assert asking("TACIT_RENEWAL_UNLIMITED") == []


def optional(**given):
    terms = {"term_kind": "FIXED_OPTIONS", "start": "2025-01-01", "term_months": 24, "options": "12+12"}
    notice = {"option_notice_count": 1, "option_notice_unit": "MONTHS"}
    return b.contract(None, b.relationship(), number="C-2", **{**terms, **notice, **given})


def test_an_option_deadline_asks_from_thirty_days_before() -> None:
    optional()
    item = one("OPTION_DEADLINE", on=date(2026, 10, 31))

    assert (item.due, item.since, item.severity) == (date(2026, 11, 30), date(2026, 10, 31), Severity.HIGH)
    assert item.act is ResolvingAct.DECIDE_ON_OPTION
    assert asking("OPTION_DEADLINE", on=date(2026, 10, 30)) == []


def test_an_exercised_option_asks_no_more() -> None:
    optional(options_exercised=2)

    assert asking("OPTION_DEADLINE") == []


def tendered(**given):
    """Ends on 31 May 2027; a private tender takes four months: it has to start by 31 January."""
    return b.contract(
        None,
        b.relationship(phase="OPERATION"),
        number="C-3",
        **{"start": "2025-06-01", "stated_end": "2027-05-31", "procedure": "PRIVATE", **given},
    )


@pytest.mark.parametrize(
    ("on", "severity"),
    [
        (date(2027, 1, 1), Severity.MEDIUM),
        (date(2027, 1, 31), Severity.MEDIUM),
        (date(2027, 2, 1), Severity.HIGH),
    ],
)
def test_a_retender_asks_before_its_start_and_more_after_it(on, severity) -> None:
    tendered()
    item = one("RETENDER_START", on=on)

    assert (item.severity, item.due, item.since) == (severity, date(2027, 1, 31), date(2027, 1, 1))
    assert item.act is ResolvingAct.START_RETENDER


def test_a_retender_is_silent_before_its_days_and_once_the_relationship_is_rearranged() -> None:
    contract = tendered()

    assert asking("RETENDER_START", on=date(2026, 12, 31)) == []
    change_relationship(by=b.system(), relationship=contract.relationship, given={"phase": "RESTRUCTURING"})
    assert asking("RETENDER_START", on=date(2027, 1, 31)) == []


def framework(**given):
    return b.contract(
        None, b.relationship(), number="F-1", **{"kind": "FRAMEWORK", "start": "2024-01-01", **given}
    )


def test_a_framework_of_48_months_is_not_too_long() -> None:
    framework(term_months=48)

    assert asking("FRAMEWORK_TOO_LONG") == []


def test_a_framework_of_more_is_from_its_start() -> None:
    framework(term_months=49)
    item = one("FRAMEWORK_TOO_LONG")

    assert (item.severity, item.since, item.due) == (Severity.MEDIUM, date(2024, 1, 1), date(2027, 12, 31))
    assert item.why("en") == (
        "Framework agreement F-1 lasts longer than 48 months, which end on 31 December 2027."
    )


def test_options_count_in_the_length_of_a_framework() -> None:
    framework(term_months=36, options="12+1", option_notice_count=1, option_notice_unit="MONTHS")

    assert one("FRAMEWORK_TOO_LONG").severity is Severity.MEDIUM


def test_a_framework_that_runs_beyond_is_worse() -> None:
    framework(start="2022-11-21", term_kind="OPEN_ENDED", notice_count=1, notice_unit="MONTHS")

    assert asking("FRAMEWORK_TOO_LONG") == []
    item = one("FRAMEWORK_TOO_LONG", on=date(2026, 11, 21))
    assert (item.severity, item.since, item.due) == (Severity.HIGH, date(2026, 11, 21), date(2026, 11, 20))
    assert item.why("nl") == (
        "Raamovereenkomst F-1 loopt al langer dan 48 maanden, die eindigden op 20 november 2026."
    )


def test_an_agreement_may_last_longer() -> None:
    framework(kind="AGREEMENT", term_months=90)

    assert asking("FRAMEWORK_TOO_LONG") == []


def test_tacit_renewal_without_limit_is_said_with_the_next_deadline() -> None:
    tacit()
    item = one("TACIT_RENEWAL_UNLIMITED")

    assert (item.severity, item.since, item.due) == (Severity.LOW, date(2026, 1, 1), date(2026, 11, 30))
    assert item.why("en") == "Contract C-1 renews tacitly, without limit, each time by 12 months."


@pytest.mark.parametrize("limit", [{"renewal_limit": 2}, {"stated_latest_end": "2029-12-31"}])
def test_tacit_renewal_with_a_limit_is_fine(limit) -> None:
    tacit(**limit)

    assert asking("TACIT_RENEWAL_UNLIMITED") == []


def test_a_deadline_that_is_not_known_never_looks_like_none() -> None:
    tacit(notice_count=None, notice_unit="")
    item = one("DEADLINE_UNKNOWN")

    assert (item.severity, item.since, item.act) == (Severity.LOW, None, ResolvingAct.RECORD_NOTICE_PERIOD)


def test_a_known_deadline_is_not_unknown() -> None:
    tacit()

    assert asking("DEADLINE_UNKNOWN") == []


def test_the_review_date_of_a_contract_asks_until_a_review_is_held() -> None:
    contract = b.contract(None, b.relationship(), number="C-4", review_date="2026-11-20")

    assert asking("CONTRACT_REVIEW_DUE", on=date(2026, 10, 20)) == []
    assert one("CONTRACT_REVIEW_DUE", on=date(2026, 10, 21)).severity is Severity.LOW
    assert one("CONTRACT_REVIEW_DUE", on=date(2026, 11, 20)).severity is Severity.LOW
    passed = one("CONTRACT_REVIEW_DUE", on=date(2026, 11, 21))
    assert (passed.severity, passed.since) == (Severity.MEDIUM, date(2026, 10, 21))
    w.review(contract.relationship, held_on="2026-10-20")
    assert len(asking("CONTRACT_REVIEW_DUE")) == 1
    w.review(contract.relationship, held_on="2026-10-21")
    assert asking("CONTRACT_REVIEW_DUE") == []
