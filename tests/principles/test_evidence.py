"""Evidence: what is kept, what is refused, the history it leaves and who is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from principles import models as p
from principles.actions import benefits, capabilities, interests, plans, resistance, reviews
from relationships import changes
from relationships.actions.relationships import remove_relationship
from relationships.choices import Door
from relationships.errors import Refused
from relationships.history import changes_by_id
from relationships.models import Relationship
from tests import builders as b
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db


def codes(act: Callable[[], Any]) -> list[tuple[str | None, str]]:
    with pytest.raises(Refused) as refused:
        act()
    return sorted(((each.field, each.code) for each in refused.value.refusals), key=str)


@pytest.fixture
def relationship() -> Relationship:
    return b.relationship()


# For each kind: how it is made, changed and removed, and by which name.
ACTS: dict[Any, tuple[Callable[..., Any], dict[str, Any], Callable[..., Any], Callable[..., Any], str]] = {
    p.Benefit: (w.benefit, {"effect": -5}, benefits.change_benefit, benefits.remove_benefit, "benefit"),
    p.Interest: (
        w.interest,
        {"disclosed": True},
        interests.change_interest,
        interests.remove_interest,
        "interest",
    ),
    p.InterestPair: (
        w.interest_pair,
        {"rating": "CONFLICTING"},
        interests.change_interest_pair,
        interests.remove_interest_pair,
        "interest_pair",
    ),
    p.Capability: (
        w.capability,
        {"description": "Design"},
        capabilities.change_capability,
        capabilities.remove_capability,
        "capability",
    ),
    p.CapabilityPair: (
        w.capability_pair,
        {"state": "IN_USE"},
        capabilities.change_capability_pair,
        capabilities.remove_capability_pair,
        "capability_pair",
    ),
    p.ResistanceSignal: (
        w.signal,
        {"driver": "NOT_INVENTED_HERE"},
        resistance.change_signal,
        resistance.remove_signal,
        "signal",
    ),
    p.DevelopmentPlan: (w.plan, {"raises": ["attitude"]}, plans.change_plan, plans.remove_plan, "plan"),
    p.Review: (
        w.review,
        {"resistance": "ASKED_NONE"},
        reviews.change_review,
        reviews.remove_review,
        "review",
    ),
}


@pytest.mark.parametrize("model", ACTS, ids=lambda model: model.__name__)
def test_every_change_is_in_the_history_and_announced(
    model: Any, relationship: Relationship, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, given, change, remove, name = ACTS[model]
    heard: list[tuple[changes.Kind, list[int]]] = []
    monkeypatch.setattr(
        changes,
        "_listeners",
        [(frozenset(changes.Kind), lambda each: heard.append((each.kind, list(each.relationships))))],
    )
    record = make(relationship)
    told = (changes.Kind.EVIDENCE, [relationship.pk])
    assert heard[-1] == told
    heard.clear()
    somebody = b.user("ACCOUNT_MANAGER")
    by = b.actor(somebody, Door.REST)

    record = change(by=by, **{name: record}, given=given, version=1)
    assert record.version == 2
    change(by=by, **{name: record}, given=given)
    assert heard == [told]
    assert codes(lambda: change(by=by, **{name: record}, given=given, version=1)) == [("version", "STALE")]
    pk = record.pk
    remove(by=by, **{name: record}, version=2)

    assert heard == [told, told]
    found = changes_by_id(model, pk)
    assert [(each.act, each.who.username, each.door) for each in found] == [
        ("REMOVED", somebody.username, "REST"),
        ("CHANGED", somebody.username, "REST"),
        ("CREATED", "system", "COMMAND"),
    ]
    assert [(each.field, each.new) for each in found[1].fields] == list(given.items())


@pytest.mark.parametrize("model", ACTS, ids=lambda model: model.__name__)
def test_a_field_that_is_not_there_is_refused(model: Any, relationship: Relationship) -> None:
    make, _given, change, _remove, name = ACTS[model]
    record = make(relationship)
    for given in ({"relationship": 1}, {"version": 3}, {"colour": "red"}):
        assert codes(lambda given=given: change(by=b.system(), **{name: record}, given=given)) == [
            (next(iter(given)), "UNKNOWN_FIELD")
        ]


def test_a_relationship_with_evidence_is_not_deleted(relationship: Relationship) -> None:
    w.benefit(relationship)
    with pytest.raises(Refused) as refused:
        remove_relationship(by=b.system(), relationship=relationship)
    assert [each.code for each in refused.value.refusals] == ["IN_USE"]


class TestBenefits:
    def test_all_of_it_is_kept(self, relationship: Relationship) -> None:
        made = w.benefit(
            relationship,
            effect="-3",
            amount="1200.50",
            currency="EUR",
            stated_by_them=True,
            evidence="Their letter.",
        )
        made.refresh_from_db()
        assert (made.effect, made.amount, made.currency) == (-3, Decimal("1200.50"), "EUR")
        assert (made.stated_by_them, made.evidence) == (True, "Their letter.")

    def test_an_effect_may_become_unknown(self, relationship: Relationship) -> None:
        made = w.benefit(relationship, effect=2)
        assert benefits.change_benefit(by=b.system(), benefit=made, given={"effect": ""}).effect is None

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ({"effect": 6}, [("effect", "LEVEL_OUT_OF_RANGE")]),
            ({"effect": 1.5}, [("effect", "NUMBER_INVALID")]),
            ({"beneficiary": "NOBODY"}, [("beneficiary", "UNKNOWN_CODE")]),
            ({"description": " "}, [("description", "REQUIRED")]),
            ({"amount": "10"}, [("currency", "CURRENCY_MISSING")]),
            ({"amount": "-1", "currency": "XYZ"}, [
                ("amount", "AMOUNT_NEGATIVE"), ("currency", "CURRENCY_UNKNOWN")]),
            ({"stated_by_them": "yes"}, [("stated_by_them", "WRONG_TYPE")]),
        ],
    )  # fmt: skip
    def test_bad_input_is_refused(
        self, relationship: Relationship, given: dict[str, Any], expected: list[Any]
    ) -> None:
        assert codes(lambda: w.benefit(relationship, **given)) == expected
        assert not p.Benefit.objects.exists()


class TestPairs:
    def test_a_pair_has_one_interest_of_each_side(self, relationship: Relationship) -> None:
        ours, theirs = w.interest(relationship), w.interest(relationship, "SUPPLIER")
        crossed = {"customer_interest": theirs, "supplier_interest": ours}
        assert codes(lambda: w.interest_pair(relationship, **crossed)) == [
            ("customer_interest", "OTHER_SIDE"),
            ("supplier_interest", "OTHER_SIDE"),
        ]
        foreign = {"customer_interest": w.interest(b.relationship())}
        assert codes(lambda: w.interest_pair(relationship, **foreign)) == [
            ("customer_interest", "OTHER_RELATIONSHIP")
        ]

    def test_two_interests_are_paired_once(self, relationship: Relationship) -> None:
        pair = w.interest_pair(relationship)
        again = {
            "customer_interest": pair.customer_interest,
            "supplier_interest": pair.supplier_interest,
        }
        assert codes(lambda: w.interest_pair(relationship, **again)) == [("supplier_interest", "DUPLICATE")]

    def test_what_stands_in_a_pair_is_not_removed_or_turned(self, relationship: Relationship) -> None:
        pair, both = w.interest_pair(relationship), w.capability_pair(relationship)
        by = b.system()
        one, other = pair.customer_interest, both.supplier_capability
        assert codes(lambda: interests.remove_interest(by=by, interest=one)) == [(None, "IN_USE")]
        assert codes(lambda: capabilities.remove_capability(by=by, capability=other)) == [(None, "IN_USE")]
        given = {"side": "SUPPLIER"}
        assert codes(lambda: interests.change_interest(by=by, interest=one, given=given)) == [
            ("side", "IN_USE")
        ]
        given = {"side": "CUSTOMER"}
        assert codes(lambda: capabilities.change_capability(by=by, capability=other, given=given)) == [
            ("side", "IN_USE")
        ]

    def test_an_interest_of_a_hidden_unit_is_not_there(self, relationship: Relationship) -> None:
        own = b.unit()
        mine = b.relationship(unit=own)
        by = b.actor(b.user("ACCOUNT_MANAGER", own))
        given = {"customer_interest": w.interest(relationship).pk, "supplier_interest": 1_000_000}
        assert codes(lambda: interests.create_interest_pair(by=by, relationship=mine, given=given)) == [
            ("customer_interest", "NOT_FOUND"),
            ("supplier_interest", "NOT_FOUND"),
        ]

    def test_only_an_overlap_has_a_reason(self, relationship: Relationship) -> None:
        assert codes(lambda: w.capability_pair(relationship, reason="SCALE")) == [("reason", "UNKNOWN_CODE")]
        pair = w.capability_pair(relationship, kind="OVERLAPPING", reason="SCALE")
        assert (pair.state, pair.reason) == ("IDENTIFIED", "SCALE")


class TestResistance:
    def test_from_signal_to_answer(self, relationship: Relationship) -> None:
        by = b.system()
        made = w.signal(relationship, raised_on="2026-10-01", raised_by="Head of planning")
        found = {"driver": "RATIONAL_OBJECTION", "investigation": "We asked.", "verdict": "RATIONAL"}
        made = resistance.change_signal(by=by, signal=made, given=found)
        assert (made.investigated_on, made.verdict_on) == (by.on, by.on)
        answer = {
            "answer_kind": "MEASURE",
            "answer": "A trial.",
            "answer_due_on": "2027-01-31",
            "answer_told_on": "2026-11-20",
        }
        made = resistance.answer_signal(by=by, signal=made, given=answer)
        assert (made.answer_due_on, made.answer_told_on) == (date(2027, 1, 31), by.on)

    def test_it_is_raised_today_unless_said(self, relationship: Relationship) -> None:
        assert w.signal(relationship).raised_on == date(2026, 11, 20)

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ({"raised_on": "2026-11-21"}, [("raised_on", "DATE_IN_FUTURE")]),
            ({"investigated_on": "2026-11-19", "investigation": "a"},
             [("investigated_on", "END_BEFORE_START")]),
            ({"investigated_on": "2026-11-20"}, [("investigation", "REQUIRED")]),
            ({"verdict_on": "2026-11-20"}, [("verdict", "REQUIRED")]),
            ({"answer": "No."}, [("answer_kind", "REQUIRED")]),
            ({"answer_kind": "REJECTION"}, [("answer", "REQUIRED"), ("verdict", "REQUIRED")]),
            ({"answer_kind": "MEASURE", "answer": "a", "verdict": "MIXED", "investigation": "a"},
             [("answer_due_on", "REQUIRED")]),
            ({"driver": "MOOD"}, [("driver", "UNKNOWN_CODE")]),
        ],
    )  # fmt: skip
    def test_what_does_not_hold_together_is_refused(
        self, relationship: Relationship, given: dict[str, Any], expected: list[Any]
    ) -> None:
        assert codes(lambda: w.signal(relationship, **given)) == expected

    def test_an_answer_has_its_own_fields_only(self, relationship: Relationship) -> None:
        made = w.signal(relationship)
        given = {"subject": "Another"}
        assert codes(lambda: resistance.answer_signal(by=b.system(), signal=made, given=given)) == [
            ("subject", "UNKNOWN_FIELD")
        ]


class TestReviews:
    def test_it_was_held_today_unless_said_and_never_in_the_future(self, relationship: Relationship) -> None:
        assert w.review(relationship).held_on == date(2026, 11, 20)
        assert w.review(relationship).resistance == "NOT_ASKED"
        assert codes(lambda: w.review(relationship, found="")) == [("found", "REQUIRED")]
        assert w.review(relationship, found="", resistance="ASKED_NONE").found == ""
        assert codes(lambda: w.review(relationship, held_on="2026-11-21")) == [("held_on", "DATE_IN_FUTURE")]
