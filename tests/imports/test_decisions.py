"""Decisions in columns: taken by the same action and rule as at every door."""

import pytest

from imports.models import ImportRun
from relationships import models as m
from tests import builders
from tests.imports.books import HEADER, lines

pytestmark = pytest.mark.django_db

COLUMNS = [*HEADER, "Samenwerkingstype", "Vertrouwensdoel", "Reden van de keuze"]


def row(at, *decision):
    return [*lines(at)[at - 1], *decision]


def test_a_type_with_its_target_and_reason_becomes_a_decision(take):
    report = take(
        [COLUMNS, row(1, "Sturing op resultaat", 3, "Besloten in de workshop"), row(2, None, None, None)]
    )
    assert report.exit_status == 0
    decision = m.Classification.objects.get()
    assert (decision.chosen_type, decision.trust_target) == ("MANAGED", 3)
    assert decision.reason == "Besloten in de workshop"
    assert decision.decided_by == builders.system().user
    assert decision.relationship.contracts.get().number == "C-001"


def test_it_is_taken_on_the_facts_of_the_same_list(take):
    take([[*COLUMNS, "complexity"], [*row(1, "SERVICE", 2, "Because"), 4]])
    assert m.Classification.objects.get().facts["complexity"] == {"value": 4, "source": "IMPORTED"}


def test_a_decision_without_the_reason_that_it_needs_is_refused_and_the_others_are_taken(take):
    report = take([COLUMNS, row(1, "VENTURE", 5, None), row(2, "SERVICE", 2, "Because")])
    assert report.exit_status == 1
    assert [(each.code, each.row) for each in report.problems] == [("REASON_REQUIRED", 2)]
    assert m.Classification.objects.get().relationship.contracts.get().number == "C-002"
    assert not m.Contract.objects.filter(number="C-001").exists()


def test_a_dry_run_asks_the_rule_too_and_writes_nothing(take):
    report = take([COLUMNS, row(1, "VENTURE", 5, None), row(2, "SERVICE", 2, "Because")], dry_run=True)
    assert [each.code for each in report.problems] == ["REASON_REQUIRED"]
    assert report.counts["created"] == 1
    assert not m.Contract.objects.exists()
    assert not m.Party.objects.exists()
    assert not ImportRun.objects.exists()


def test_all_or_nothing_leaves_everything_out_for_one_problem(take):
    report = take([COLUMNS, row(1, "VENTURE", 5, None), row(2, "SERVICE", 2, "Because")], all_or_nothing=True)
    assert report.exit_status == 1
    assert not report.applied
    assert not m.Contract.objects.exists()


def test_the_same_decision_again_is_none(take):
    rows = [COLUMNS, row(1, "SERVICE", 2, "Because")]
    take(rows)
    assert take(rows).counts["unchanged"] == 1
    assert m.Classification.objects.count() == 1


def test_another_decision_supersedes(take):
    take([COLUMNS, row(1, "SERVICE", 2, "Because")])
    report = take([COLUMNS, row(1, "MANAGED", 3, "Thought better of it")])
    assert report.counts["updated"] == 1
    assert [each.chosen_type for each in m.Classification.objects.order_by("pk")] == ["SERVICE", "MANAGED"]
    assert m.Classification.objects.filter(superseded_at__isnull=True).get().chosen_type == "MANAGED"


def test_a_type_without_a_target_is_refused(take):
    report = take([COLUMNS, row(1, "SERVICE", None, "Because"), row(2, "SERVICE", 2, "Because")])
    assert [(each.code, each.column) for each in report.problems] == [("REQUIRED", "Vertrouwensdoel")]
    assert [each.number for each in m.Contract.objects.all()] == ["C-002"]


def test_rows_of_one_relationship_that_decide_differently_are_refused(take):
    one, other = row(1, "SERVICE", 2, "Because"), row(2, "MANAGED", 3, "Because")
    other[1] = one[1]
    report = take([COLUMNS, one, other])
    assert {each.code for each in report.problems} == {"ROWS_DIFFER"}
    assert report.counts["refused"] == 1


def test_a_partner_is_no_type(take):
    report = take([COLUMNS, row(1, "Partner", 3, "Because"), row(2, "SERVICE", 2, "Because")])
    assert [(each.code, each.row) for each in report.problems] == [("choice_unknown", 2)]
