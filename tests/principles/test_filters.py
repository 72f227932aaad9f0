"""Lists of the principles: what each condition finds, and relationships found by their compliance."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from principles import models as p
from principles.actions import explanations, plans, resistance
from principles.filters import FILTERS
from relationships.errors import Refused
from relationships.filters import FILTERS as ALL
from relationships.filters import filtered
from relationships.models import Relationship, User
from relationships.queries import visible_to
from tests import builders as b
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db) -> User:
    return b.user("READER")


@pytest.fixture
def found(reader) -> Any:
    def listed(model: Any, **given: Any) -> list[Any]:
        return list(filtered(ALL[model], given, visible_to(reader, model), reader))

    return listed


def test_every_record_of_the_principles_has_one_set_of_conditions_for_all_entrances() -> None:
    models = {each for each in vars(p).values() if isinstance(each, type) and each.__name__ in p.__all__}
    assert set(FILTERS) == models
    assert {each: ALL[each] for each in FILTERS} == FILTERS


def test_a_set_is_found_by_who_still_has_to_approve_it(found) -> None:
    ria, joe = b.user("READER", username="ria"), b.user("READER", username="joe")
    drafted = w.draft(ria)
    submitted = w.submitted(ria, joe)
    w.approve(submitted, joe)
    assert found(p.PrincipleSet, awaiting="ria") == [submitted]
    assert found(p.PrincipleSet, awaiting="joe") == []
    assert found(p.PrincipleSet, stakeholder="ria") == [drafted, submitted]
    assert found(p.PrincipleSet, state="DRAFT") == [drafted]
    assert [each.user for each in found(p.Stakeholder, principle_set=submitted.pk, approved=False)] == [ria]
    assert [each.user for each in found(p.Stakeholder, principle_set=submitted.pk, approved=True)] == [joe]
    assert [each.user for each in found(p.Approval, standing=True)] == [joe]


def test_a_set_is_found_by_a_day_on_which_it_was_in_force(found) -> None:
    first = p.PrincipleSet.objects.get()
    started = first.in_force_from.date()
    assert found(p.PrincipleSet, in_force_on=started + timedelta(days=1)) == [first]
    assert found(p.PrincipleSet, in_force_on=started - timedelta(days=2)) == []


def test_principles_are_found_by_a_word_in_either_language(found) -> None:
    assert [each.code for each in found(p.Principle, q="Wederkerigheid")] == ["P1"]
    assert [each.code for each in found(p.Principle, active=False)] == ["P0"]
    assert [each.code for each in found(p.Principle, check_code="P3,P8", ordering="-code")] == ["P8", "P3"]


def test_benefits(found) -> None:
    one = b.relationship()
    known = w.benefit(one, effect=3, stated_by_them=True, amount="100.00", currency="EUR")
    unknown = w.benefit(one, beneficiary="OWN", evidence="Invoice of May.")
    assert found(p.Benefit, effect_known=False) == [unknown]
    assert found(p.Benefit, effect_min=3) == [known]
    assert found(p.Benefit, effect_max=-1) == []
    assert found(p.Benefit, has_evidence=True) == [unknown]
    assert found(p.Benefit, amount_min="100", currency="EUR") == [known]
    assert found(p.Benefit, q="invoice") == [unknown]
    with pytest.raises(Refused) as refused:
        found(p.Benefit, amount_min="100")
    assert [each.code for each in refused.value.refusals] == ["CURRENCY_MISSING"]


def test_interests_and_capabilities_and_their_pairs(found) -> None:
    one = b.relationship()
    pair = w.interest_pair(one, rating="CONFLICTING")
    alone = w.interest(one, priority="LOW")
    assert found(p.Interest, paired=False) == [alone]
    assert found(p.Interest, paired=True) == [pair.customer_interest, pair.supplier_interest]
    assert found(p.InterestPair, interest=pair.supplier_interest_id) == [pair]
    assert found(p.InterestPair, interest=alone.pk) == []
    assert found(p.InterestPair, rated=False) == []
    assert found(p.InterestPair, has_arrangement=False) == [pair]
    both = w.capability_pair(one)
    assert found(p.CapabilityPair, capability=both.customer_capability_id, state="IDENTIFIED") == [both]
    assert found(p.Capability, side="SUPPLIER") == [both.supplier_capability]


def test_signals_that_wait_for_an_answer(found) -> None:
    one = b.relationship()
    fresh = w.signal(one, raised_on="2025-11-03")
    heard = w.signal(one, investigation="Talked to both.", verdict="RATIONAL")
    answer = {"answer_kind": "MEASURE", "answer": "A pilot.", "answer_due_on": "2026-02-01"}
    answered = w.signal(one, investigation="Talked.", verdict="MIXED")
    resistance.answer_signal(by=b.system(), signal=answered, given=answer)
    assert found(p.ResistanceSignal, investigated=False) == [fresh]
    assert found(p.ResistanceSignal, verdict="RATIONAL,MIXED", answered=False) == [heard]
    assert found(p.ResistanceSignal, answer_due_before="2026-02-01", answer_done=False) == [answered]
    assert found(p.ResistanceSignal, answer_due_before="2026-01-31") == []


def test_plans_and_the_gates_that_wait_for_an_approver(found, reader) -> None:
    one = b.relationship()
    raising = w.plan(one, raises=["attitude", "attractiveness"])
    other = w.plan(one)
    plans.abandon_plan(by=b.system(), plan=other, reason="Overtaken.")
    assert found(p.DevelopmentPlan, raises="goal_alignment") == []
    assert found(p.DevelopmentPlan, raises="goal_alignment,attitude") == [raising]
    assert found(p.DevelopmentPlan, abandoned=True) == [other]
    done = w.stage(raising, done_on=b.NOW.date(), approver=reader.pk)
    begun = w.stage(raising, kind="ROADMAP", started_on=b.NOW.date())
    assert found(p.Stage, approver=reader.username, awaiting_approval=True) == [done]
    assert found(p.Stage, awaiting_approval=False) == [begun]
    assert found(p.Stage, relationship=one.pk, done=False) == [begun]
    assert found(p.Stage, plan=other.pk) == []


def test_reviews(found) -> None:
    one = b.relationship()
    review = w.review(one, held_on="2025-06-01", found="They are content.", resistance="ASKED_NONE")
    assert found(p.Review, held_after="2025-06-01", held_before="2025-06-01") == [review]
    assert found(p.Review, q="content", resistance="ASKED_NONE") == [review]
    assert found(p.Review, held_after="2025-06-02") == []


def test_explanations_by_state_and_those_about_to_lapse(found, monkeypatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: b.NOW)
    one = b.relationship()
    b.classification(None, one)
    standing = w.approved(one, valid_until="2026-12-31")
    waiting = w.explanation(one, principle=w.principle("P1").pk)
    other = w.explanation(one, principle=w.principle("P4").pk)
    withdrawn = explanations.withdraw_explanation(by=b.system(), explanation=w.explanation(b.relationship()))
    last = date(2026, 12, 31)
    assert found(p.Explanation, state="STANDING") == [standing]
    assert found(p.Explanation, state="AWAITING_APPROVAL") == [waiting, other]
    assert found(p.Explanation, state="LAPSED") == [withdrawn]
    assert found(p.Explanation, state="STANDING", lapses_by=last) == [standing]
    assert found(p.Explanation, state="STANDING", lapses_by=last - timedelta(days=1)) == []
    assert found(p.Explanation, principle="P4") == [other]
    past_it = datetime.combine(last + timedelta(days=2), datetime.min.time(), UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: past_it)
    assert found(p.Explanation, state="STANDING") == []
    assert standing in found(p.Explanation, state="LAPSED")
    assert found(p.Explanation, lapse="WITHDRAWN") == [withdrawn]
    assert standing not in found(p.Explanation, lapses_by=last)


def test_past_compliance_as_it_stood_at_the_end_of_a_day(found) -> None:
    one = b.relationship()
    rows = {"relationship": one, "principle": w.principle("P4")}
    # In Amsterdam the first of June ends at 22:00 in UTC.
    until = datetime(2025, 6, 1, 22, tzinfo=UTC)
    before = p.PastCompliance.objects.create(
        **rows, result="PARTLY", effective="PARTLY", since=until - timedelta(days=3), until=until
    )
    after = p.PastCompliance.objects.create(
        **rows, result="COMPLIANT", effective="COMPLIANT", since=until, until=until + timedelta(days=3)
    )
    assert found(p.PastCompliance, on=date(2025, 6, 1)) == [before]
    assert found(p.PastCompliance, on=date(2025, 6, 2)) == [after]
    assert found(p.PastCompliance, on=date(2025, 6, 6)) == []


def _answers(relationship: Relationship, **effective: str) -> None:
    for code, result in effective.items():
        p.Compliance.objects.filter(relationship=relationship, principle__code=code).update(
            effective=result, result=result
        )


def test_relationships_are_found_by_their_compliance(found) -> None:
    bad, good, unknown = (b.relationship() for _ in range(3))
    p.Compliance.objects.update(effective="NOT_APPLICABLE", result="NOT_APPLICABLE")
    _answers(bad, P4="NON_COMPLIANT", P5="COMPLIANT")
    _answers(good, P4="COMPLIANT", P5="NON_COMPLIANT")
    p.Compliance.objects.filter(relationship=unknown).delete()
    assert found(Relationship, principle="P4", effective="NON_COMPLIANT") == [bad]
    assert found(Relationship, effective="NON_COMPLIANT") == [bad, good]
    assert found(Relationship, principle="P4", effective="NON_COMPLIANT", result="COMPLIANT") == []
    assert found(Relationship, principle="P4,P5", result="COMPLIANT") == [bad, good]
    assert found(Relationship, principle="P4") == [bad, good]
    assert found(Relationship, principle="P99") == []
    assert found(Relationship, effective="PENDING") == [unknown]
    assert found(Relationship, principle="P4", effective="PENDING,COMPLIANT") == [good, unknown]


def test_the_conditions_on_compliance_find_nothing_that_may_not_be_seen() -> None:
    hidden = b.relationship(unit=b.unit("EAST"))
    _answers(hidden, P4="NON_COMPLIANT")
    stranger = b.user("READER", b.unit("WEST"))
    for model in (Relationship, p.Compliance):
        rows = filtered(ALL[model], {"effective": "NON_COMPLIANT"}, visible_to(stranger, model), stranger)
        assert list(rows) == []
    with pytest.raises(Refused) as refused:
        filtered(ALL[p.Benefit], {"relationship": hidden.pk}, visible_to(stranger, p.Benefit), stranger)
    assert [each.field for each in refused.value.refusals] == ["relationship"]
