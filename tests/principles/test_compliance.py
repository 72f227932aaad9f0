"""Compliance as stored: right after every change, dated, and pending after changes in bulk."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from principles import compliance, tasks
from principles.actions import approvals, sets
from principles.actions.benefits import create_benefit
from principles.actions.judgements import judge_compliance
from principles.models import Compliance, PastCompliance
from relationships.actions.classify import classify
from relationships.actor import Actor
from relationships.choices import Door
from relationships.models import BulkRun, Relationship
from tests import builders
from tests.principles import worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return builders.actor(builders.user("SOURCING_MANAGER"))


def later(by, days):
    return Actor(by.user, Door.COMMAND, by.at + timedelta(days=days))


def results(relationship):
    rows = Compliance.objects.filter(relationship=relationship).select_related("principle")
    return {each.principle.code: each.effective for each in rows}


@pytest.fixture
def catering(by):
    """Catering, rated, classified as what its delivery asks."""
    relationship = builders.relationship(by, subject="Catering", phase="OPERATION")
    builders.rate(by, relationship)
    builders.classification(by, relationship)
    return relationship


def test_an_unclassified_relationship_is_not_assessable(by):
    relationship = builders.relationship(by)
    assert set(results(relationship)) == {f"P{number}" for number in range(1, 10)}
    assert {code: result for code, result in results(relationship).items() if code != "P8"} == {
        f"P{number}": "NOT_ASSESSABLE" for number in (1, 2, 3, 4, 5, 6, 7, 9)
    }
    assert results(relationship)["P8"] == "NOT_APPLICABLE"


def test_the_principles_of_fit_follow_the_verdict(by, catering):
    assert results(catering)["P6"] == "COMPLIANT"
    assert results(catering)["P7"] == "COMPLIANT"
    assert results(catering)["P3"] == "NOT_APPLICABLE"


def test_an_overdone_choice_does_not_comply(by, catering):
    classify(
        by=later(by, 1), relationship=catering, chosen_type="INTEGRATED", trust_target=4, reason="Wanted."
    )
    assert results(catering)["P6"] == "NON_COMPLIANT"
    assert results(catering)["P7"] == "NON_COMPLIANT"


def test_evidence_counts_at_once_and_what_was_found_before_stays(by, catering):
    assert results(catering)["P1"] == "NOT_ASSESSABLE"
    given = {"beneficiary": "OWN", "description": "Cheaper lunches", "effect": 3}
    create_benefit(by=later(by, 1), relationship=catering, given=given)
    assert results(catering)["P1"] == "NON_COMPLIANT"
    for who in ("THEM", "JOINT"):
        given = {"beneficiary": who, "description": "Steady volume", "effect": 2, "stated_by_them": True}
        create_benefit(by=later(by, 2), relationship=catering, given=given)
    assert results(catering)["P1"] == "COMPLIANT"
    past = PastCompliance.objects.filter(relationship=catering, principle__code="P1").order_by("since")
    assert [each.result for each in past][:2] == ["NOT_ASSESSABLE", "NON_COMPLIANT"]
    rows = [*past, Compliance.objects.get(relationship=catering, principle__code="P1")]
    assert all(one.until == other.since for one, other in pairwise(rows))


def test_assessed_trust_makes_p5_comply(by, catering):
    assert results(catering)["P5"] == "NOT_ASSESSABLE"
    for direction in ("CUSTOMER_TO_SUPPLIER", "SUPPLIER_TO_CUSTOMER"):
        builders.assessment(by, catering, direction, 3)
    assert results(catering)["P5"] == "COMPLIANT"


def test_a_discouraged_label_is_found_until_it_is_gone(by):
    relationship = builders.relationship(by, subject="Strategische partner voor ICT")
    assert results(relationship)["P8"] == "PARTLY"


def test_a_person_may_judge_otherwise_and_both_are_kept(by, catering):
    principle = Compliance.objects.get(relationship=catering, principle__code="P1").principle
    judge_compliance(
        by=later(by, 1),
        relationship=catering,
        given={"principle": principle.pk, "result": "COMPLIANT", "reason": "Seen in the board."},
    )
    row = Compliance.objects.get(relationship=catering, principle__code="P1")
    assert (row.result, row.effective) == ("NOT_ASSESSABLE", "COMPLIANT")
    assert row.judgement.reason == "Seen in the board."


def test_pending_says_nothing_else_and_is_computed_anew(by, catering):
    before = results(catering)
    compliance.mark_pending(None, later(by, 1).at)
    assert set(results(catering).values()) == {"PENDING"}
    assert all(not each.reasons for each in Compliance.objects.all())
    assert compliance.compute_due(later(by, 1).at) == 1
    assert results(catering) == before


def test_relationships_without_rows_are_due(by, catering):
    Compliance.objects.all().delete()
    assert list(compliance.due(by.at)) == [catering]
    assert compliance.compute_due(by.at) == 1
    assert not compliance.due(by.at).exists()


def test_time_makes_an_assessment_old(by, catering):
    for direction in ("CUSTOMER_TO_SUPPLIER", "SUPPLIER_TO_CUSTOMER"):
        builders.assessment(by, catering, direction, 3)
    row = Compliance.objects.get(relationship=catering, principle__code="P5")
    assert row.valid_until is not None
    compliance.compute_due(by.at + timedelta(days=400))
    assert results(catering)["P5"] == "PARTLY"


def test_a_batch_takes_the_same_queries_whatever_its_size(by):
    def counted(relationships):
        with CaptureQueriesContext(connection) as captured:
            compliance.refresh([each.pk for each in relationships], by.at)
        return len(captured)

    three = [builders.relationship(by, subject=f"Subject {at}") for at in range(3)]
    for each in three:
        builders.contract(by, each, start="2026-01-01", stated_end="2027-01-01", title="Lunch")
    assert counted(three[:1]) == counted(three)


def test_a_set_put_in_force_counts_from_that_moment_however_late_it_is_computed(by, catering):
    moment = later(by, 1).at
    made = worlds.submitted(by.user)
    approvals.approve_set(by=by, principle_set=made)
    sets.put_in_force(by=builders.system(moment), principle_set=made)
    assert set(results(catering).values()) == {"PENDING"}
    assert compliance.compute_due(moment + timedelta(hours=3)) == 1
    rows = Compliance.objects.filter(relationship=catering)
    assert {(each.principle.principle_set_id, each.since) for each in rows} == {(made.pk, moment)}
    past = PastCompliance.objects.filter(relationship=catering, until__gt=by.at)
    assert {(each.principle.principle_set.number, each.until) for each in past} == {(1, moment)}
    assert past.count() == 9


def test_what_waited_before_a_set_came_into_force_counts_from_that_set(by, catering):
    compliance.mark_pending(None, later(by, 1).at)
    made = worlds.submitted(by.user)
    approvals.approve_set(by=by, principle_set=made)
    sets.put_in_force(by=builders.system(later(by, 2).at), principle_set=made)
    compliance.compute_due(later(by, 3).at)
    assert {each.since for each in Compliance.objects.all()} == {later(by, 2).at}


def test_computing_a_new_set_can_be_broken_off_and_says_how_far_it_is(by, monkeypatch):
    for at in range(5):
        builders.relationship(by, subject=f"Subject {at}")
    made = worlds.submitted(by.user)
    approvals.approve_set(by=by, principle_set=made)
    sets.put_in_force(by=builders.system(later(by, 1).at), principle_set=made)
    monkeypatch.setattr(compliance, "BATCH", 2)

    def broken_off(done):
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compliance.compute_due(later(by, 2).at, broken_off)
    assert compliance.due(later(by, 2).at).count() == 1
    assert Compliance.objects.filter(principle__principle_set=made).count() == 4 * 9
    assert tasks.compute_due_compliance.func() == 1
    assert not Compliance.objects.exclude(principle__principle_set=made).exists()
    run = BulkRun.objects.get(kind="COMPLIANCE")
    assert (run.total, run.done, run.ended_at is None) == (1, 1, False)


def test_every_relationship_has_a_row_for_each_active_principle(by, catering):
    builders.relationship(by)
    assert Compliance.objects.count() == 9 * Relationship.objects.count()
