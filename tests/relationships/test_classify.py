"""The decision: what it takes, what it keeps, and what it supersedes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from relationships.actions.classify import classify
from relationships.actions.facts import withdraw_rating
from relationships.actions.relationships import remove_relationship
from relationships.actions.rule_sets import activate_rule_set
from relationships.errors import Refused
from relationships.models import Classification, Relationship
from relationships.queries.rules import rule_set_in_force
from tests import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def catering() -> Relationship:
    """Case A5 of the domain's table: SERVICE fits, required trust 2."""
    relationship = b.relationship()
    b.rate(None, relationship)
    return relationship


def decide(
    relationship: Relationship, chosen: str, target: int, reason: Any = "", **more: Any
) -> Classification:
    given = {"by": b.system(), "reason": reason, **more}
    return classify(relationship=relationship, chosen_type=chosen, trust_target=target, **given)


def refusal(
    relationship: Relationship, chosen: str, target: int, reason: Any = ""
) -> tuple[str, str | None, str]:
    with pytest.raises(Refused) as refused:
        decide(relationship, chosen, target, reason)
    (only,) = refused.value.refusals
    return only.code, only.field, only.message


class TestReason:
    def test_what_fits_takes_none(self, catering: Relationship) -> None:
        assert decide(catering, "SERVICE", 2).reason == ""
        assert decide(catering, "SERVICE", 4).trust_target == 4

    def test_a_type_that_does_not_fit_takes_one(self, catering: Relationship) -> None:
        assert refusal(catering, "INTEGRATED", 4) == (
            "REASON_REQUIRED",
            "reason",
            "Give a reason: the chosen type is not certainly among those that fit.",
        )
        assert decide(catering, "INTEGRATED", 4, "They run our canteen with us.").chosen_type == "INTEGRATED"

    def test_want_of_facts_takes_one(self, catering: Relationship) -> None:
        withdraw_rating(by=b.system(), rating=catering.ratings.get(fact="duration"))
        code, _field, message = refusal(catering, "SERVICE", 2)
        assert code == "REASON_REQUIRED"
        assert "the facts known do not decide which type fits" in message

    def test_a_target_below_the_required_trust_takes_one(self, catering: Relationship) -> None:
        code, _field, message = refusal(catering, "SERVICE", 1)
        assert code == "REASON_REQUIRED"
        assert message == "Give a reason: the trust target is below the trust that this type requires."

    @pytest.mark.parametrize("blank", ["", None, " ", "\n\t ", "\u00a0"])
    def test_blanks_are_none(self, blank: Any, catering: Relationship) -> None:
        assert refusal(catering, "VENTURE", 5, blank)[0] == "REASON_REQUIRED"

    def test_a_refused_decision_leaves_the_one_before_in_force(self, catering: Relationship) -> None:
        first = decide(catering, "SERVICE", 2)
        refusal(catering, "VENTURE", 5)
        assert list(catering.classifications.all()) == [first]
        assert Classification.objects.get().superseded_at is None


class TestRecord:
    def test_keeps_the_facts_the_recommendation_and_the_verdict_of_the_moment(
        self, catering: Relationship
    ) -> None:
        b.assessment(None, catering, "CUSTOMER_TO_SUPPLIER", 3)
        b.assessment(None, catering, "SUPPLIER_TO_CUSTOMER", 3)
        b.safeguard(None, catering, "GUARANTEE")
        decision = decide(catering, "SERVICE", 2, options_considered=["CALL_OFF", "SERVICE", "CALL_OFF"])
        decision.refresh_from_db()
        assert decision.facts["complexity"] == {"value": 2, "source": "ASSESSED"}
        assert decision.facts["viability_customer"] == {"value": None, "source": None}
        assert len(decision.facts) == 25
        assert decision.recommendation["recommended_type"] == "SERVICE"
        assert decision.recommendation["score"] == 23.5
        assert decision.recommendation["needed_range"] == [2, 2]
        assert decision.verdict == {
            "verdict": "FIT",
            "required_trust": 2,
            "required_trust_range": [2, 2],
            "mutual_trust": 3,
            "trust": {"CUSTOMER_TO_SUPPLIER": 3, "SUPPLIER_TO_CUSTOMER": 3},
            "safeguards": {"2": 1},
            "flags": [{"code": "FIT"}],
        }
        assert decision.options_considered == ["CALL_OFF", "SERVICE"]
        assert (decision.decided_by, decision.decided_at) == (b.system().user, b.NOW)
        assert decision.rule_set == rule_set_in_force()

    def test_says_which_facts_were_assumed(self) -> None:
        relationship = b.relationship(category="computer hardware")
        decision = decide(relationship, "CALL_OFF", 2, "All we know.")
        assert decision.facts["complexity"] == {"value": 2, "source": "ASSUMED"}
        assert decision.recommendation["recommended_type"] is None
        assert decision.recommendation["deciding_facts"]
        assert decision.verdict["verdict"] == "NOT_ASSESSABLE"

    def test_is_not_touched_by_what_happens_later(self, catering: Relationship) -> None:
        decision = decide(catering, "SERVICE", 2)
        before = Classification.objects.values().get(pk=decision.pk)
        b.rating(b.system(b.NOW + timedelta(hours=1)), catering, "interdependence", 5)
        b.assessment(None, catering, "CUSTOMER_TO_SUPPLIER", 1)
        activate_rule_set(by=b.system(), rule_set=b.approved_rule_set())
        assert Classification.objects.values().get(pk=decision.pk) == before

    def test_of_a_relationship_keeps_it_from_being_removed(self, catering: Relationship) -> None:
        decide(catering, "SERVICE", 2)
        with pytest.raises(Refused) as refused:
            remove_relationship(by=b.system(), relationship=catering)
        assert [each.code for each in refused.value.refusals] == ["IN_USE"]


class TestSuperseding:
    def test_the_new_one_counts_and_the_old_stays_on_record(self, catering: Relationship) -> None:
        moments = [b.NOW + timedelta(days=each) for each in range(3)]
        made = [
            decide(catering, chosen, 2, "Because.", by=b.system(moment))
            for chosen, moment in zip(("SPOT", "CALL_OFF", "SERVICE"), moments, strict=True)
        ]
        told = [
            (each.chosen_type, each.decided_at, each.superseded_at)
            for each in Classification.objects.order_by("pk")
        ]
        assert told == [
            ("SPOT", moments[0], moments[1]),
            ("CALL_OFF", moments[1], moments[2]),
            ("SERVICE", moments[2], None),
        ]
        assert catering.verdict.chosen_type == "SERVICE"
        assert Classification.objects.get(superseded_at__isnull=True) == made[-1]

    def test_the_same_again_is_a_decision_too(self, catering: Relationship) -> None:
        decide(catering, "SERVICE", 2)
        decide(catering, "SERVICE", 2)
        assert catering.classifications.count() == 2

    def test_a_relationship_that_is_gone_is_not_found(self, catering: Relationship) -> None:
        empty = b.relationship()
        remove_relationship(by=b.system(), relationship=Relationship.objects.get(pk=empty.pk))
        with pytest.raises(Refused) as refused:
            decide(empty, "SPOT", 2, "Gone.")
        assert [each.code for each in refused.value.refusals] == ["NOT_FOUND"]
