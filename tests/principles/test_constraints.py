"""The database itself refuses what may not be, on both databases: rows written past the actions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from principles import models as p
from principles.queries.sets import set_in_force
from tests import builders as b
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db

EARLY, LATER = date(1899, 12, 31), date(2026, 12, 31)
YESTERDAY = date(2026, 11, 19)
ANSWER: dict[str, Any] = {"answer_kind": "REJECTION"}
VERDICT: dict[str, Any] = {"verdict": "RATIONAL", "verdict_on": LATER, "investigated_on": LATER}

# For each constraint: a copy of the model's example changed in these ways breaks it. Of unique ones, the
# copy itself does.
BREAKS: dict[str, list[dict[str, Any]]] = {
    "principle_set_state_known": [{"state": "OLD"}],
    "principle_set_named": [{"name": ""}],
    "one_principle_set_in_force": [{"number": 99}],
    "principle_set_term_by_state": [
        {"state": "DRAFT"},
        {"state": "SUBMITTED"},
        {"state": "SUPERSEDED"},
        {"in_force_from": None},
        {"in_force_to": b.NOW},
    ],
    "principle_has_code": [{"code": ""}],
    "one_principle_a_code": [{"check_code": ""}],
    "one_principle_a_check": [{"code": "OTHER"}],
    "principle_check_known": [{"check_code": "P12"}],
    "principle_depth": [{"minimum_depth": 6}],
    "active_principle_has_observation": [
        {"active": True, "observation_en": "", "observation_nl": ""},
        {"active": True, "principle_en": "", "principle_nl": ""},
    ],
    "stakeholder_named_once": [{}],
    "one_standing_approval": [{}],
    "approval_lapse_known": [{"lapsed_at": b.NOW, "lapse": "BORED"}],
    "approval_lapse_says_when_and_why": [{"lapsed_at": b.NOW}, {"lapse": "WITHDRAWN"}],
    "approval_of_a_text": [{"digest": ""}],
    "benefit_beneficiary_known": [{"beneficiary": ""}],
    "benefit_described": [{"description": ""}],
    "benefit_effect": [{"effect": -6}, {"effect": 6}],
    "benefit_amount_has_a_currency": [{"amount": 1}],
    "interest_side_known": [{"side": "BOTH"}],
    "interest_kind_known": [{"kind": ""}],
    "interest_described": [{"description": ""}],
    "interest_priority_known": [{"priority": "TOP"}],
    "interest_scope_known": [{"scope": ""}],
    "interests_paired_once": [{}],
    "interest_not_its_own_pair": [{"supplier_interest_id": "customer_interest_id"}],
    "interest_pair_rating_known": [{"rating": "FINE"}],
    "capability_side_known": [{"side": ""}],
    "capability_described": [{"description": ""}],
    "capabilities_paired_once": [{}],
    "capability_not_its_own_pair": [{"supplier_capability_id": "customer_capability_id"}],
    "capability_pair_kind_known": [{"kind": ""}],
    "capability_pair_state_known": [{"state": "SOON"}],
    "capability_pair_reason_known": [{"kind": "OVERLAPPING", "reason": "HABIT"}],
    "only_overlap_has_a_reason": [{"reason": "SCALE"}],
    "signal_side_known": [{"side": ""}],
    "signal_has_subject": [{"subject": ""}],
    "signal_driver_known": [{"driver": "MOOD"}],
    "signal_verdict_known": [{**VERDICT, "verdict": "WEIRD"}],
    "signal_answer_known": [{**VERDICT, "answer_kind": "SHRUG"}],
    "signal_days_in_range": [{"raised_on": EARLY}],
    "signal_investigated_after_raised": [{"investigated_on": YESTERDAY}],
    "signal_verdict_after_investigation": [{**VERDICT, "verdict_on": YESTERDAY}],
    "signal_verdict_rests_on_investigation": [
        {**VERDICT, "investigated_on": None},
        {**VERDICT, "verdict_on": None},
        {"verdict_on": LATER},
    ],
    "signal_answer_says_its_kind": [{"answer": "a"}, {"answer_due_on": LATER}, {"answer_told_on": LATER}],
    "signal_answer_follows_verdict": [ANSWER],
    "plan_has_title": [{"title": ""}],
    "plan_days_in_range": [{"abandoned_on": EARLY, "abandoned_reason": "a"}],
    "abandoned_plan_has_a_reason": [{"abandoned_on": LATER}],
    "stage_kind_known": [{"kind": "PARTY"}],
    "one_stage_a_kind": [{}],
    "stage_days_in_range": [{"due_on": EARLY}],
    "stage_done_after_started": [{"started_on": LATER, "done_on": YESTERDAY}],
    "stage_approved_after_done": [{"done_on": LATER, "approved_on": YESTERDAY, "approver_id": "system"}],
    "approved_stage_is_done_and_has_an_approver": [
        {"approved_on": LATER, "done_on": LATER},
        {"approved_on": LATER, "approver_id": "system"},
    ],
    "review_day_in_range": [{"held_on": EARLY}],
    "review_resistance_known": [{"resistance": ""}],
    "judgement_result_known": [{"result": "EXPLAINED"}],
    "judgement_has_a_reason": [{"reason": ""}],
    "judgement_withdrawal_says_who_and_when": [{"withdrawn_at": b.NOW}, {"withdrawn_by_id": "system"}],
    "one_standing_judgement": [{}],
    "explanation_has_texts": [{"reason": ""}, {"instead": ""}, {"principle_code": ""}],
    "explanation_days_in_range": [{"written_on": EARLY}],
    "explanation_valid_from_writing": [{"valid_until": YESTERDAY}],
    "explanation_approval_says_who_and_when": [{"approver_id": None}, {"approved_at": None}],
    "explanation_approved_by_another": [{"approver_id": "author_id"}],
    "explanation_lapse_known": [{"lapsed_at": b.NOW, "lapse": "BORED"}],
    "explanation_lapse_says_when_and_why": [{"lapsed_at": b.NOW}, {"lapse": "EXPIRED"}],
    "one_standing_explanation": [{}],
    "one_explanation_awaiting_approval": [{"approver_id": None, "approved_at": None}],
    "discouraged_language_known": [{"language": "fr"}],
    "discouraged_word_filled": [{"word": ""}],
    "one_discouraged_word": [{"exception": True}],
    "dismissal_place_known": [{"place": "WALL"}],
    "dismissal_has_word_and_reason": [{"word": ""}, {"reason": ""}, {"text_digest": ""}],
    "label_dismissed_once": [{}],
    "one_compliance_a_principle": [{}],
    "compliance_result_known": [{"result": "EXPLAINED"}],
    "compliance_effective_known": [{"effective": "FINE"}],
    "past_compliance_lasted_a_while": [{"until": b.NOW - timedelta(days=2)}],
    "past_compliance_result_known": [{"result": "EXPLAINED"}],
    "past_compliance_effective_known": [{"effective": ""}],
}
# What keeps a copy out of the way of the uniqueness of its kind, where that is not what is tried.
ASIDE: dict[Any, dict[str, Any]] = {
    p.PrincipleSet: {"number": 99},
    p.Principle: {"code": "OTHER", "check_code": ""},
    p.Judgement: {"principle_code": "OTHER"},
    p.Explanation: {"principle_code": "OTHER"},
    p.DiscouragedWord: {"word": "other"},
    p.LabelDismissal: {"word": "other"},
    p.Stage: {"kind": "OPERATE"},
    p.Approval: {"user_id": "system"},
    p.Compliance: {"principle_id": "P0"},
}


@pytest.fixture
def example() -> dict[Any, Any]:
    """A row of each kind that has a constraint."""
    made = w.place(b.unit()).of
    user = b.user("READER")
    approval = w.approve(w.submitted(user), user)
    w.explanation(made[p.Explanation].relationship, principle=w.principle("P3"))
    approved = w.approved(made[p.Explanation].relationship, principle=w.principle("P3"))
    w.explanation(made[p.Explanation].relationship, principle=w.principle("P3"))
    return made | {
        p.Explanation: approved,
        p.Approval: approval,
        p.Stakeholder: p.Stakeholder.objects.get(),
        p.PrincipleSet: set_in_force(),
        p.Principle: w.principle("P0"),
        p.DiscouragedWord: p.DiscouragedWord.objects.first(),
    }


def constraints() -> dict[str, tuple[Any, Any]]:
    return {
        constraint.name: (model, constraint)
        for model in apps.get_app_config("principles").get_models()
        for constraint in model._meta.constraints
    }


def test_every_constraint_is_tried() -> None:
    assert set(BREAKS) == set(constraints())


def test_every_constraint_bites(example: dict[Any, Any]) -> None:
    system, inactive = b.system().user.pk, w.principle("P0").pk
    for name, breaks in BREAKS.items():
        model, constraint = constraints()[name]
        for given in breaks:
            row = model._base_manager.get(pk=example[model].pk)
            row.pk = None
            unique = isinstance(constraint, models.UniqueConstraint)
            for attname, value in {**({} if unique else ASIDE.get(model, {})), **given}.items():
                known = {"system": system, "P0": inactive}
                if isinstance(value, str) and attname.endswith("_id"):
                    value = known[value] if value in known else getattr(row, value)
                setattr(row, attname, value)
            with pytest.raises(IntegrityError) as refused, transaction.atomic():
                model._base_manager.bulk_create([row])
            assert names(refused.value, model, constraint), (name, given, refused.value)


def names(error: IntegrityError, model: Any, constraint: Any) -> bool:
    """Whether the database names this constraint (SQLite names the columns of a unique one)."""
    said = str(error)
    columns = [
        f"{model._meta.db_table}.{model._meta.get_field(each).column}"
        for each in getattr(constraint, "fields", ())
    ]
    return constraint.name in said or (
        bool(columns) and "UNIQUE" in said and all(each in said for each in columns)
    )
