"""The stored verdict is right after every change."""

from __future__ import annotations

import pytest

from relationships import verdicts
from relationships.actions.contracts import change_contract, remove_contract
from relationships.actions.facts import withdraw_rating
from relationships.actions.relationships import change_relationship
from relationships.actions.trust import change_safeguard, withdraw_assessment
from relationships.models import Relationship, Verdict
from tests import builders as b
from tests.relationships.verdicts.shared import assert_without_gaps, at, pasts, said, stored

pytestmark = pytest.mark.django_db


class TestFollowsEveryChange:
    """One relationship through its life; the verdict is read back after each act."""

    def test_a_new_relationship_has_a_verdict_at_once(self, relationship: Relationship) -> None:
        row = stored(relationship)
        assert (row.verdict, row.chosen_type, row.unknown_facts, row.parties_open) == (
            "UNCLASSIFIED",
            "",
            21,
            True,
        )
        assert (row.score, row.score_low, row.score_high) == (None, 0, 100)
        assert row.since == b.NOW

    def test_facts_decide_the_type_and_a_withdrawal_opens_it_again(self, relationship: Relationship) -> None:
        b.rate(b.system(at(1)), relationship)
        row = stored(relationship)
        assert (row.recommended_type, row.score, row.needed_depth, row.feasible_depth) == (
            "SERVICE",
            23.5,
            2,
            3,
        )
        assert (row.unknown_facts, row.parties_open, row.since) == (0, False, at(1))
        withdraw_rating(by=b.system(at(2)), rating=relationship.ratings.get(fact="interdependence"))
        row = stored(relationship)
        assert (row.recommended_type, row.unknown_facts, row.score) == ("", 1, None)

    def test_the_decision_the_trust_and_the_safeguards(self, relationship: Relationship) -> None:
        told = []

        def note() -> None:
            row = stored(relationship)
            told.append((row.verdict, row.mutual_trust, row.residual_gap, row.flag_codes))

        b.rate(None, relationship)
        b.classification(b.system(at(1)), relationship, "SERVICE", 2)
        note()
        one = b.assessment(b.system(at(2)), relationship, "CUSTOMER_TO_SUPPLIER", 1)
        note()
        b.assessment(b.system(at(3)), relationship, "SUPPLIER_TO_CUSTOMER", 2)
        note()
        guard = b.safeguard(b.system(at(4)), relationship, "GUARANTEE", active_from="2026-11-01")
        note()
        change_safeguard(by=b.system(at(5)), safeguard=guard, given={"active_to": "2026-11-19"})
        note()
        withdraw_assessment(by=b.system(at(6)), assessment=one)
        note()
        assert told == [
            ("NOT_ASSESSABLE", None, None, "|FIT|TRUST_NOT_ASSESSED|"),
            ("NOT_ASSESSABLE", None, None, "|FIT|TRUST_NOT_ASSESSED|"),
            ("ATTENTION", 1, 1, "|FIT|TRUST_GAP|"),
            ("FIT", 1, 0, "|FIT|TRUST_GAP|"),
            ("ATTENTION", 1, 1, "|FIT|TRUST_GAP|"),
            ("NOT_ASSESSABLE", None, None, "|FIT|TRUST_NOT_ASSESSED|"),
        ]
        assert_without_gaps(relationship)

    def test_contracts_tell_the_duration(self, relationship: Relationship) -> None:
        b.rate(None, relationship)
        withdraw_rating(by=b.system(at(1)), rating=relationship.ratings.get(fact="duration"))
        told = [stored(relationship).recommended_type]
        contract = b.contract(b.system(at(2)), relationship, start="2026-01-01", stated_end="2028-12-31")
        told.append(stored(relationship).recommended_type)
        change_contract(by=b.system(at(3)), contract=contract, given={"stated_end": "2026-03-31"})
        told.append(stored(relationship).recommended_type)
        remove_contract(by=b.system(at(4)), contract=contract)
        told.append(stored(relationship).recommended_type)
        assert told == ["", "SERVICE", "CALL_OFF", ""]

    def test_the_category_brings_its_assumed_facts_and_takes_them_away(
        self, relationship: Relationship
    ) -> None:
        told = []
        for minute, category in enumerate(("computer hardware", "no such category"), start=1):
            by = b.system(at(minute))
            change_relationship(by=by, relationship=relationship, given={"category": category})
            row = stored(relationship)
            told.append((row.assumed_facts, row.unknown_facts, row.delivery_type, row.parties_open))
        assert told == [(13, 8, "CALL_OFF", True), (0, 21, "", True)]

    def test_a_change_of_no_account_leaves_it(self, relationship: Relationship) -> None:
        before = stored(relationship)
        change_relationship(by=b.system(at(5)), relationship=relationship, given={"subject": "New"})
        b.rating(b.system(at(6)), relationship, "viability_customer", 2)
        after = stored(relationship)
        assert (said(before), before.since) == (said(after), after.since)
        assert not pasts(relationship)

    def test_others_are_left_alone(self, relationship: Relationship) -> None:
        other = b.relationship()
        b.rate(b.system(at(5)), relationship)
        assert stored(other).since == b.NOW


def test_a_relationship_that_is_gone_is_passed_by() -> None:
    verdicts.refresh([999_999], b.NOW)
    assert not Verdict.objects.exists()
