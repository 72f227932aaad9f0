"""Relationships on the attention list: fit, trust, principles, and who minds them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from principles.actions.resistance import change_signal
from principles.choices import ResolvingAct, Severity
from relationships.actions.facts import rate_facts
from relationships.actions.relationships import change_relationship, set_arrangement
from relationships.actions.units import deactivate_user
from relationships.models import CategoryProfile, SafeguardKind
from tests import builders as b
from tests.principles import worlds as w
from tests.principles.attention.worlds import ON, asking, classified, later, one, viewer

pytestmark = pytest.mark.django_db

C2S, S2C = "CUSTOMER_TO_SUPPLIER", "SUPPLIER_TO_CUSTOMER"


def trusted(relationship, level, **given):
    for direction in (C2S, S2C):
        b.assessment(None, relationship, direction, level, **given)
    return relationship


def guarantee():
    return SafeguardKind.objects.filter(level=2).first().code


def test_a_misfit_asks_to_classify_again() -> None:
    classified("INTEGRATED", 4)
    item = one("MISFIT")

    assert (item.severity, item.act, item.since) == (Severity.HIGH, ResolvingAct.CLASSIFY_AGAIN, ON)
    assert item.why("en") == (
        "The chosen type, integrated team, does not fit the facts: "
        "too deep (2 levels) and trust not assessed."
    )


def test_a_misfit_for_want_of_trust_alone_asks_to_close_the_gap() -> None:
    relationship = trusted(classified("SERVICE", 3), 1)
    rate_facts(by=later(0), relationship=relationship, ratings={"criticality": 5})

    assert one("MISFIT").why("en").endswith("does not fit the facts: trust gap (2 levels).")
    assert one("MISFIT").act is ResolvingAct.CLOSE_TRUST_GAP


def test_what_fits_is_no_misfit_and_what_is_not_classified_neither() -> None:
    trusted(classified(), 3)
    b.rate(None, b.relationship())

    assert asking("MISFIT") == []


def test_a_misfit_goes_back_to_when_it_began_not_to_its_last_change() -> None:
    relationship = classified("INTEGRATED", 4)
    rate_facts(by=later(9), relationship=relationship, ratings={"supply_scarcity": 2})

    assert relationship.past_verdicts.count() >= 1
    assert one("MISFIT").since == ON


def test_a_gap_in_trust_that_safeguards_leave_open() -> None:
    relationship = trusted(classified(), 1)
    item = one("TRUST_GAP")

    assert (item.severity, item.act, item.since) == (Severity.MEDIUM, ResolvingAct.CLOSE_TRUST_GAP, ON)
    assert (
        item.why("en") == "Trust of level 2 is required and 1 is there; safeguards leave 1 level uncovered."
    )
    b.safeguard(None, relationship, guarantee(), active_from="2026-01-01")
    assert asking("TRUST_GAP") == []


def test_a_gap_of_two_levels_is_worse() -> None:
    trusted(classified("MANAGED", 3), 1)

    assert one("TRUST_GAP").severity is Severity.HIGH


def test_no_gap_is_no_item() -> None:
    trusted(classified(), 2)

    assert asking("TRUST_GAP") == []


def test_what_can_not_be_judged_is_never_good() -> None:
    relationship = b.relationship()
    b.classification(None, relationship)

    assert one("NOT_ASSESSABLE").act is ResolvingAct.ASSESS_TRUST
    trusted(relationship, 3)
    item = one("NOT_ASSESSABLE")
    assert item.act is ResolvingAct.RATE_FACTS
    assert item.why("en").startswith(
        "Whether the chosen type fits can't be told: not known are customisation"
    )


def test_facts_that_are_only_assumed() -> None:
    profile = CategoryProfile.objects.order_by("pk").first()
    relationship = b.relationship(profile=profile.pk)
    assert asking("ASSUMED_FACTS") == []

    b.classification(None, relationship)
    item = one("ASSUMED_FACTS")
    assert (item.severity, item.since, item.params) == (Severity.LOW, ON, {"count": 13})

    b.rate(later(1), relationship)
    assert asking("ASSUMED_FACTS") == []


def test_an_assessment_is_stale_on_the_day_it_is_twelve_months_old() -> None:
    relationship = classified("MANAGED", 3)
    b.assessment(None, relationship, C2S, 3, assessed_on="2025-11-20")

    assert asking("TRUST_STALE", on=date(2026, 11, 19)) == []
    item = one("TRUST_STALE")
    assert (item.since, item.due, item.severity) == (ON, ON, Severity.MEDIUM)
    assert item.why("en") == (
        "The customer's trust in the supplier: level 3 was assessed on 20 November 2025, "
        "12 months ago or more."
    )
    b.assessment(None, relationship, C2S, 3, assessed_on="2025-11-21")
    assert asking("TRUST_STALE") == []


def test_trust_that_need_not_be_assessed_is_not_stale() -> None:
    relationship = classified()
    b.assessment(None, relationship, C2S, 3, assessed_on="2024-02-29")
    assert (one("TRUST_STALE").since, one("TRUST_STALE").due) == (date(2025, 2, 28),) * 2

    b.safeguard(None, relationship, guarantee(), active_from="2026-01-01", active_to="2026-11-20")
    assert asking("TRUST_STALE") == []
    assert len(asking("TRUST_STALE", on=date(2026, 11, 21))) == 1


@pytest.mark.parametrize(
    ("our_role", "fact"), [("CUSTOMER", "viability_supplier"), ("SUPPLIER", "viability_customer")]
)
def test_a_counterparty_that_may_fail(our_role, fact) -> None:
    relationship = b.relationship(our_role=our_role)
    b.rating(None, relationship, fact, 3, assessed_on="2026-01-01")
    assert asking("VIABILITY_LOW") == []

    b.rating(None, relationship, fact, 2, assessed_on="2026-02-01")
    assert one("VIABILITY_LOW").severity is Severity.MEDIUM
    b.rating(None, relationship, fact, 1, assessed_on="2026-03-01")
    item = one("VIABILITY_LOW")
    assert (item.severity, item.since) == (Severity.HIGH, date(2026, 2, 1))

    b.rating(None, relationship, fact, 3, assessed_on="2026-04-01")
    assert asking("VIABILITY_LOW") == []


def test_our_own_viability_is_not_theirs() -> None:
    b.rating(None, b.relationship(), "viability_customer", 1)

    assert asking("VIABILITY_LOW") == []


def test_non_compliance_says_the_principle_and_why() -> None:
    relationship = classified("INTEGRATED", 4)
    items = {item.principle: item for item in asking("NON_COMPLIANCE")}

    assert set(items) == {"P6", "P7"}
    assert (items["P6"].severity, items["P6"].since) == (Severity.HIGH, ON)
    assert items["P6"].why("en") == (
        "Not compliant with P6 (Made to measure), and not explained. "
        "Depth 4 is off by 2 levels from what the delivery asks: depth 2."
    )
    w.approved(relationship, principle=w.principle("P6").pk)
    assert [item.principle for item in asking("NON_COMPLIANCE")] == ["P7"]


def test_an_explanation_asks_from_thirty_days_before_it_lapses() -> None:
    relationship = classified("INTEGRATED", 4)
    w.approved(relationship, principle=w.principle("P6").pk, valid_until="2026-12-21")

    assert asking("EXPLANATION_LAPSING") == []
    item = one("EXPLANATION_LAPSING", on=date(2026, 11, 21))
    assert (item.severity, item.act) == (Severity.MEDIUM, ResolvingAct.RENEW_EXPLANATION)
    assert (item.since, item.due, item.principle) == (date(2026, 11, 21), date(2026, 12, 21), "P6")
    assert one("EXPLANATION_LAPSING", on=date(2026, 12, 13)).severity is Severity.MEDIUM
    assert one("EXPLANATION_LAPSING", on=date(2026, 12, 14)).severity is Severity.HIGH

    w.explanation(relationship, principle=w.principle("P6").pk, valid_until="2027-03-01")
    renewed = one("EXPLANATION_LAPSING", on=date(2026, 12, 14))
    assert renewed.act is ResolvingAct.APPROVE_EXPLANATION


def test_an_explanation_that_nobody_approved_does_not_lapse() -> None:
    w.explanation(classified("INTEGRATED", 4), principle=w.principle("P6").pk)

    assert asking("EXPLANATION_LAPSING") == []


def test_resistance_is_worse_once_its_term_is_over() -> None:
    signal = w.signal(classified(), raised_on="2026-10-21")
    item = one("RESISTANCE_UNINVESTIGATED")

    assert (item.severity, item.since, item.due) == (Severity.MEDIUM, date(2026, 10, 21), ON)
    assert one("RESISTANCE_UNINVESTIGATED", on=date(2026, 11, 21)).severity is Severity.HIGH
    change_signal(
        by=b.system(), signal=signal, given={"investigated_on": "2026-11-20", "investigation": "Asked them."}
    )
    assert asking("RESISTANCE_UNINVESTIGATED") == []


def test_a_review_is_overdue_the_day_after_twelve_months() -> None:
    w.review(classified(), held_on="2025-11-20")

    assert asking("REVIEW_OVERDUE") == []
    item = one("REVIEW_OVERDUE", on=date(2026, 11, 21))
    assert (item.since, item.due, item.severity) == (date(2026, 11, 21), ON, Severity.MEDIUM)


def test_a_relationship_never_reviewed_since_reviews_are_asked_for() -> None:
    relationship = b.relationship()
    b.classification(later(-50), relationship, "SPOT", 2)
    assert asking("REVIEW_OVERDUE") == []

    b.classification(later(-20), relationship, "MANAGED", 3)
    b.classification(later(-10), relationship, "SERVICE", 2)
    item = one("REVIEW_OVERDUE")
    assert (item.since, item.due) == (ON - timedelta(days=20), None)
    assert item.why("en") == "The relationship has never been reviewed; it is to be every 12 months."


def test_missing_arrangements_are_one_item_that_names_them() -> None:
    relationship = classified()
    item = one("ARRANGEMENTS_MISSING")
    asked = ["SERVICE_LEVELS", "OPERATING_PROCEDURES", "MONTHLY_REVIEW", "DISPUTE_CLAUSE"]

    assert (item.params["arrangements"], item.since, item.severity) == (asked, ON, Severity.MEDIUM)
    for kind in asked[:2]:
        set_arrangement(by=b.system(), relationship=relationship, kind=kind, state="PRESENT")
    set_arrangement(
        by=b.system(), relationship=relationship, kind=asked[2], state="NOT_APPLICABLE", reason="One-off."
    )
    set_arrangement(by=b.system(), relationship=relationship, kind=asked[3], state="ABSENT")
    assert one("ARRANGEMENTS_MISSING").params["arrangements"] == ["DISPUTE_CLAUSE"]
    set_arrangement(by=b.system(), relationship=relationship, kind=asked[3], state="PRESENT")
    assert asking("ARRANGEMENTS_MISSING") == []


def test_deep_access_asks_for_two_more() -> None:
    relationship = classified("SPOT", 2)
    assert asking("ARRANGEMENTS_MISSING") == []

    b.rating(None, relationship, "access", 4)
    assert one("ARRANGEMENTS_MISSING").params["arrangements"] == [
        "DATA_PROCESSING_AGREEMENT",
        "INFORMATION_SECURITY_TERMS",
    ]


def test_nobody_minds_it_since_the_owner_was_taken_off() -> None:
    owner = b.user("ACCOUNT_MANAGER")
    relationship = b.relationship(later(-30), owner=owner.pk)
    b.classification(later(-20), relationship)
    assert asking("OWNER_MISSING") == []

    change_relationship(by=later(-5), relationship=relationship, given={"owner": None})
    item = one("OWNER_MISSING")
    assert (item.severity, item.since, item.act) == (
        Severity.MEDIUM,
        ON - timedelta(days=5),
        ResolvingAct.NAME_OWNER,
    )


def test_a_list_just_taken_in_is_asked_for_owners_once_a_portfolio() -> None:
    portfolio = b.portfolio(name="Catering")
    for _ in range(2):
        b.relationship(portfolio=portfolio.pk)
    left = b.user("ACCOUNT_MANAGER")
    alone = b.relationship(portfolio=portfolio.pk, owner=left.pk)
    deactivate_user(by=later(3), user=left)
    by_itself, together = sorted(asking("OWNER_MISSING"), key=lambda item: item.quantity)

    assert (by_itself.relationship, by_itself.severity) == (alone, Severity.LOW)
    assert (together.portfolio, together.relationship, together.quantity) == (portfolio, None, 2)
    assert (together.severity, together.act) == (Severity.LOW, ResolvingAct.NAME_OWNER)
    assert together.why("en") == (
        "Relationships without an owner, and without a chosen type, in Catering: 2."
    )
    assert together.since is not None


def test_an_owner_who_left_is_none() -> None:
    owner = b.user("ACCOUNT_MANAGER")
    b.relationship(later(-30), owner=owner.pk)
    deactivate_user(by=later(3), user=owner)

    assert one("OWNER_MISSING", on=ON + timedelta(days=4)).since == ON + timedelta(days=3)


def test_a_deputy_is_asked_for_once_classified_and_only_beside_an_owner() -> None:
    relationship = b.relationship(later(-30), owner=viewer().pk)
    assert asking("DEPUTY_MISSING") == []

    b.classification(None, relationship)
    assert (one("DEPUTY_MISSING").severity, one("DEPUTY_MISSING").since) == (
        Severity.LOW,
        ON - timedelta(days=30),
    )
    change_relationship(by=later(1), relationship=relationship, given={"deputy": b.user("READER").pk})
    assert asking("DEPUTY_MISSING") == []
    change_relationship(by=later(1), relationship=relationship, given={"deputy": None, "owner": None})
    assert asking("DEPUTY_MISSING") == []


def test_unclassified_relationships_are_one_item_a_portfolio() -> None:
    portfolio = b.portfolio(name="Facilities")
    for days in (-9, -4):
        b.relationship(later(days), portfolio=portfolio.pk)
    b.relationship(later(-2))
    classified(portfolio=portfolio.pk)
    of_portfolio, elsewhere = sorted(asking("UNCLASSIFIED"), key=lambda item: -item.quantity)

    assert (of_portfolio.quantity, of_portfolio.portfolio, of_portfolio.relationship) == (2, portfolio, None)
    assert of_portfolio.why("en") == "Relationships without a chosen type in Facilities: 2."
    assert of_portfolio.act is ResolvingAct.CLASSIFY
    assert (elsewhere.quantity, elsewhere.portfolio) == (1, None)
