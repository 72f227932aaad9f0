"""Comply or explain: who writes, who approves, how long it counts and what takes it away; and judgements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from principles import lapsing
from principles.actions.benefits import create_benefit
from principles.actions.explanations import approve_explanation, withdraw_explanation, write_explanation
from principles.actions.judgements import withdraw_judgement
from principles.actions.labels import add_word, change_word, remove_word, undo_dismissal
from principles.models import Explanation, LabelDismissal
from relationships import changes
from relationships.actions.relationships import change_relationship
from relationships.errors import Refused
from relationships.history import changes_of, keep
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
    made = b.relationship(subject="Catering")
    b.classification(None, made)
    return made


def lapse(explanation: Explanation) -> str:
    explanation.refresh_from_db()
    return explanation.lapse


class TestWritingAndApproving:
    def test_it_counts_once_another_has_approved_it(self, relationship: Relationship) -> None:
        author, boss = b.user("SOURCING_MANAGER"), b.user("SOURCING_MANAGER")
        made = w.explanation(relationship, author)
        assert (made.author, made.owner, made.principle_code) == (author, author, "P2")
        assert (made.written_on, made.approved_at) == (date(2026, 11, 20), None)
        own = codes(lambda: approve_explanation(by=b.actor(author), explanation=made))
        assert own == [(None, "OWN_EXPLANATION")]
        made = approve_explanation(by=b.actor(boss), explanation=made)
        assert (made.approver, made.approved_at) == (boss, b.NOW)
        assert made.seen == {
            "phase": "ANALYSIS",
            "subject": "Catering",
            "category": "",
            "chosen_type": "SERVICE",
            "trust_target": 2,
        }
        assert codes(lambda: approve_explanation(by=b.actor(boss), explanation=made)) == [(None, "DUPLICATE")]
        assert [each.act for each in changes_of(made)] == ["CHANGED", "CREATED"]

    def test_it_is_valid_for_twelve_months_at_most(self, relationship: Relationship) -> None:
        assert w.explanation(relationship, valid_until="2027-11-20").valid_until == date(2027, 11, 20)
        assert codes(lambda: w.explanation(relationship, valid_until="2027-11-21")) == [
            ("valid_until", "VALID_TOO_LONG")
        ]
        assert codes(lambda: w.explanation(relationship, valid_until="2026-11-19")) == [
            ("valid_until", "END_BEFORE_START")
        ]

    def test_all_of_it_is_required(self, relationship: Relationship) -> None:
        by = b.system()
        assert codes(lambda: write_explanation(by=by, relationship=relationship, given={"colour": 1})) == [
            ("colour", "UNKNOWN_FIELD"),
            ("instead", "REQUIRED"),
            ("principle", "REQUIRED"),
            ("reason", "REQUIRED"),
            ("valid_until", "REQUIRED"),
        ]

    def test_only_an_active_principle_in_force_is_explained_or_judged(
        self, relationship: Relationship
    ) -> None:
        drafted = w.draft(b.user("READER")).principles.get(code="P1")
        for principle in (drafted, w.principle("P0")):
            for make in (w.explanation, w.judgement):
                assert codes(lambda make=make, each=principle: make(relationship, principle=each)) == [
                    ("principle", "WRONG_STATE")
                ]

    def test_a_renewal_waits_beside_the_one_that_counts(self, relationship: Relationship) -> None:
        first = w.approved(relationship)
        second = w.explanation(relationship, reason="They still merge.")
        third = w.explanation(relationship, reason="They merge later.")
        assert (lapse(first), lapse(second), lapse(third)) == ("", "REPLACED", "")
        approve_explanation(by=b.actor(b.user("SOURCING_MANAGER")), explanation=third)
        assert (lapse(first), lapse(third)) == ("REPLACED", "")

    def test_one_that_was_taken_back_is_not_approved(self, relationship: Relationship) -> None:
        made = withdraw_explanation(by=b.system(), explanation=w.explanation(relationship))
        boss = b.actor(b.user("SOURCING_MANAGER"))
        assert codes(lambda: approve_explanation(by=boss, explanation=made)) == [(None, "LAPSED")]
        assert codes(lambda: withdraw_explanation(by=boss, explanation=made)) == [(None, "LAPSED")]

    def test_one_that_is_past_its_last_day_is_not_approved(self, relationship: Relationship) -> None:
        made = w.explanation(relationship, valid_until="2026-11-20")
        boss = b.actor(b.user("SOURCING_MANAGER"), at=b.NOW + timedelta(days=1))
        assert codes(lambda: approve_explanation(by=boss, explanation=made)) == [(None, "LAPSED")]


class TestLapsing:
    def test_a_change_of_type_or_target_lapses_it(self, relationship: Relationship) -> None:
        for chosen, target in (("MANAGED", 2), ("MANAGED", 3)):
            made = w.approved(relationship)
            b.classification(None, relationship, chosen, target)
            assert lapse(made) == "DECISION_CHANGED"

    def test_the_same_decision_again_lets_it_stand(self, relationship: Relationship) -> None:
        made = w.approved(relationship)
        b.classification(None, relationship, "SERVICE", 2, reason="Said again.")
        assert lapse(made) == ""

    def test_a_record_that_the_check_reads_lapses_it_and_no_other(self, relationship: Relationship) -> None:
        p1, p2 = (w.approved(relationship, principle=w.principle(code)) for code in ("P1", "P2"))
        elsewhere = w.approved(b.relationship(), principle=w.principle("P1"))
        create_benefit(
            by=b.system(), relationship=relationship, given={"beneficiary": "OWN", "description": "a"}
        )
        assert (lapse(p1), lapse(p2), lapse(elsewhere)) == ("RECORD_CHANGED", "", "")

    @pytest.mark.parametrize(
        ("code", "act"),
        [
            ("P2", lambda each: w.review(each)),
            ("P3", lambda each: w.capability(each)),
            ("P4", lambda each: w.signal(each)),
            ("P5", lambda each: b.assessment(None, each, "CUSTOMER_TO_SUPPLIER", 3)),
            ("P5", lambda each: b.safeguard(None, each, "AUDIT")),
            ("P6", lambda each: b.rating(None, each, "access", 2)),
            ("P8", lambda each: w.dismissal(each)),
            ("P8", lambda each: w.interest_pair(each)),
            ("P9", lambda each: w.stage(w.plan(each))),
            ("P9", lambda each: b.contract(None, each)),
        ],
    )
    def test_each_kind_of_record_counts(
        self, relationship: Relationship, code: str, act: Callable[[Relationship], Any]
    ) -> None:
        made = w.approved(relationship, principle=w.principle(code))
        act(relationship)
        assert lapse(made) == "RECORD_CHANGED"

    def test_of_the_relationship_itself_phase_and_subject_count(self, relationship: Relationship) -> None:
        p8, p9 = (w.approved(relationship, principle=w.principle(code)) for code in ("P8", "P9"))

        def change(**given: Any) -> tuple[str, str]:
            change_relationship(by=b.system(), relationship=relationship, given=given)
            return lapse(p8), lapse(p9)

        assert change(owner=b.user("READER")) == ("", "")
        assert change(phase="OPERATION") == ("", "RECORD_CHANGED")
        assert change(subject="Meals") == ("RECORD_CHANGED", "RECORD_CHANGED")

    def test_facts_count_for_every_check_where_the_depth_follows_from_them(self) -> None:
        captive = b.relationship()
        b.classification(None, captive, "CAPTIVE", 3)
        made = w.approved(captive)
        b.rating(None, captive, "access", 2)
        assert lapse(made) == "RECORD_CHANGED"

    def test_other_rules_for_all_lapse_none(self, relationship: Relationship) -> None:
        made = w.approved(relationship, principle=w.principle("P6"))
        by = b.system()
        changes.announce(changes.Kind.EVERYTHING, [], by, bulk=True)
        changes.announce(changes.Kind.EVERYTHING, [relationship.pk], by, bulk=True)
        assert lapse(made) == ""

    @pytest.mark.parametrize(
        ("column", "value", "code", "expected"),
        [
            ("chosen_type", "MANAGED", "P2", "DECISION_CHANGED"),
            ("trust_target", 3, "P2", "DECISION_CHANGED"),
            ("phase", "OPERATION", "P9", "RECORD_CHANGED"),
            ("phase", "OPERATION", "P2", ""),
            ("subject", "Meals", "P8", "RECORD_CHANGED"),
            ("category", "Catering", "P8", "RECORD_CHANGED"),
        ],
    )
    @pytest.mark.parametrize("all_of_them", [True, False])
    def test_what_changed_among_everything_lapses_it(
        self,
        relationship: Relationship,
        column: str,
        value: Any,
        code: str,
        expected: str,
        all_of_them: bool,
    ) -> None:
        made = w.approved(relationship, principle=w.principle(code))
        elsewhere = w.approved(b.relationship(), principle=w.principle(code))
        holder = relationship.classifications.get() if column in ("chosen_type", "trust_target") else None
        changed = holder or relationship
        setattr(changed, column, value)
        keep(changed, b.system())
        touched = [] if all_of_them else [relationship.pk]
        changes.announce(changes.Kind.EVERYTHING, touched, b.system(), bulk=True)
        assert (lapse(made), lapse(elsewhere)) == (expected, "")

    def test_one_that_awaits_approval_stands(self, relationship: Relationship) -> None:
        made = w.explanation(relationship)
        w.review(relationship)
        b.classification(None, relationship, "MANAGED", 3)
        assert lapse(made) == ""

    def test_it_expires_after_its_last_day(
        self, relationship: Relationship, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        heard: list[Any] = []
        monkeypatch.setattr(changes, "_listeners", [(frozenset(changes.Kind), heard.append)])
        made = w.approved(relationship, valid_until="2026-11-30")
        heard.clear()
        assert lapsing.lapse_expired(b.NOW + timedelta(days=10)) == 0
        assert lapsing.lapse_expired(b.NOW + timedelta(days=11)) == 1
        assert lapsing.lapse_expired(b.NOW + timedelta(days=11)) == 0
        assert lapse(made) == "EXPIRED"
        assert [(each.kind, each.relationships) for each in heard] == [
            (changes.Kind.EXPLANATION, [relationship.pk])
        ]
        assert changes_of(made)[0].door == "WORKER"


class TestJudgements:
    def test_a_later_one_takes_its_place(self, relationship: Relationship) -> None:
        first = w.judgement(relationship)
        second = w.judgement(relationship, result="PARTLY", reason="Seen again.")
        first.refresh_from_db()
        assert (first.withdrawn_at, second.withdrawn_at) == (b.NOW, None)
        withdraw_judgement(by=b.system(), judgement=second)
        assert codes(lambda: withdraw_judgement(by=b.system(), judgement=second)) == [
            (None, "ALREADY_WITHDRAWN")
        ]

    def test_it_takes_a_reason_and_a_result_of_a_check(self, relationship: Relationship) -> None:
        assert codes(lambda: w.judgement(relationship, result="EXPLAINED", reason=" ")) == [
            ("reason", "REQUIRED"),
            ("result", "UNKNOWN_CODE"),
        ]


class TestLabels:
    def test_a_dismissal_is_of_a_word_in_a_text_at_a_place(self, relationship: Relationship) -> None:
        made = w.dismissal(relationship)
        assert (made.word, made.text, made.dismissed_at) == ("partners", "HR Partners BV", b.NOW)
        assert codes(lambda: w.dismissal(relationship, word="PARTNERS")) == [("word", "DUPLICATE")]
        w.dismissal(relationship, text="HR Partners NV")
        w.dismissal(relationship, place="SUBJECT")
        undo_dismissal(by=b.system(), dismissal=made)
        assert LabelDismissal.objects.count() == 2

    def test_it_takes_a_reason(self, relationship: Relationship) -> None:
        assert codes(lambda: w.dismissal(relationship, reason="", place="WALL")) == [
            ("place", "UNKNOWN_CODE"),
            ("reason", "REQUIRED"),
        ]

    def test_the_lists_are_edited(self) -> None:
        by = b.system()
        word = add_word(by=by, given={"language": "nl", "word": "  Maatje  voor het leven "})
        assert (word.word, word.exception) == ("maatje voor het leven", False)
        again = {"language": "nl", "word": "MAATJE VOOR HET LEVEN", "exception": True}
        assert codes(lambda: add_word(by=by, given=again)) == [("word", "DUPLICATE")]
        assert codes(lambda: add_word(by=by, given={"language": "fr"})) == [
            ("language", "UNKNOWN_CODE"),
            ("word", "REQUIRED"),
        ]
        word = change_word(by=by, word=word, given={"exception": True}, version=1)
        assert word.exception is True
        remove_word(by=by, word=word, version=2)
