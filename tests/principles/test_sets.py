"""A principle set from draft to in force: three stakeholders, approvals that lapse, nothing changed after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from principles.actions.approvals import approve_set, withdraw_approval
from principles.actions.principles import (
    activate_principle,
    add_principle,
    change_principle,
    deactivate_principle,
    remove_principle,
)
from principles.actions.sets import (
    change_set,
    discard_set,
    draft_set,
    name_stakeholders,
    put_in_force,
    submit_set,
)
from principles.models import Approval, Principle, PrincipleSet, Stakeholder
from principles.queries.sets import digest_of, limits_of, set_in_force, text_of
from relationships import changes
from relationships.errors import Refused
from relationships.history import changes_by_id, changes_of
from relationships.models import User
from tests import builders as b
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db


def codes(act: Callable[[], Any]) -> list[tuple[str | None, str]]:
    """What the act is refused for."""
    with pytest.raises(Refused) as refused:
        act()
    return [(each.field, each.code) for each in refused.value.refusals]


@pytest.fixture
def three() -> list[User]:
    return [b.user("READER", username=name) for name in ("ann", "bob", "cas")]


@pytest.fixture
def owner() -> Any:
    return b.actor(b.user("PRINCIPLE_OWNER"))


def state(principle_set: PrincipleSet) -> str:
    principle_set.refresh_from_db()
    return principle_set.state


def test_three_stakeholders_put_a_set_in_force(
    three: list[User], owner: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set_in_force()
    made = draft_set(by=owner, name="Our principles")
    assert (made.number, made.state, text_of(made)) == (2, "DRAFT", text_of(before))
    name_stakeholders(by=owner, principle_set=made, users=["ann", "bob", three[2].pk])
    submit_set(by=owner, principle_set=made)
    assert (state(made), made.submitted_at) == ("SUBMITTED", b.NOW)

    w.approve(made, three[0], "Well said.")
    w.approve(made, three[1])
    with pytest.raises(Refused) as refused:
        put_in_force(by=owner, principle_set=made)
    assert [each.code for each in refused.value.refusals] == ["APPROVALS_MISSING"]
    assert "cas" in str(refused.value)
    w.approve(made, three[2])

    heard: list[changes.Announcement] = []
    monkeypatch.setattr(changes, "_listeners", [(frozenset(changes.Kind), heard.append)])
    put_in_force(by=owner, principle_set=made)
    assert [(each.kind, list(each.relationships), each.bulk) for each in heard] == [
        (changes.Kind.PRINCIPLES, [], True)
    ]
    assert set_in_force() == made
    assert (state(made), made.in_force_from) == ("IN_FORCE", b.NOW)
    assert (state(before), before.in_force_to) == ("SUPERSEDED", b.NOW)
    first = made.approvals.get(user=three[0])
    assert (first.approved_at, first.remark, first.digest) == (b.NOW, "Well said.", digest_of(made))
    assert [each.act for each in changes_of(made)] == ["CHANGED", "CHANGED", "CREATED"]


def test_a_change_of_the_text_lapses_approvals_and_makes_it_a_draft_again(
    three: list[User], owner: Any
) -> None:
    made = w.submitted(*three)
    for each in three:
        w.approve(made, each)
    principle = made.principles.get(code="P1")

    change_principle(by=owner, principle=principle, given={"rationale_en": "It pays."})

    assert state(made) == "DRAFT"
    assert made.submitted_at is None
    assert {(each.lapsed_at, each.lapse) for each in made.approvals.all()} == {(b.NOW, "TEXT_CHANGED")}
    assert codes(lambda: put_in_force(by=owner, principle_set=made)) == [(None, "WRONG_STATE")]
    submit_set(by=owner, principle_set=made)
    assert codes(lambda: put_in_force(by=owner, principle_set=made)) == [(None, "APPROVALS_MISSING")]
    for each in three:
        w.approve(made, each)
    put_in_force(by=owner, principle_set=made)
    assert made.approvals.count() == 6


def test_every_change_of_the_text_lapses(three: list[User], owner: Any) -> None:
    made = w.submitted(three[0])
    acts: list[Callable[[], Any]] = [
        lambda: change_set(by=owner, principle_set=made, given={"limits": {"review_months": 6}}),
        lambda: add_principle(by=owner, principle_set=made, given={"code": "OWN"}),
        lambda: remove_principle(by=owner, principle=made.principles.get(code="OWN")),
        lambda: activate_principle(by=owner, principle=made.principles.get(code="P0")),
        lambda: deactivate_principle(by=owner, principle=made.principles.get(code="P0")),
    ]
    for act in acts:
        w.approve(made, three[0])
        act()
        assert state(made) == "DRAFT"
        assert not made.approvals.filter(lapsed_at__isnull=True).exists()
        submit_set(by=owner, principle_set=made)


def test_what_is_no_change_of_the_text_lapses_nothing(three: list[User], owner: Any) -> None:
    made = w.submitted(three[0])
    w.approve(made, three[0])
    change_set(by=owner, principle_set=made, given={"name": "Another", "limits": {}})
    change_principle(by=owner, principle=made.principles.get(code="P1"), given={"minimum_depth": 2})
    name_stakeholders(by=owner, principle_set=made, users=["ann", "bob"])
    assert state(made) == "SUBMITTED"
    assert made.approvals.filter(lapsed_at__isnull=True).count() == 1


def test_who_is_no_longer_named_has_not_approved(three: list[User], owner: Any) -> None:
    made = w.submitted(*three)
    w.approve(made, three[0])
    name_stakeholders(by=owner, principle_set=made, users=["bob"])
    assert made.approvals.get().lapse == "NOT_A_STAKEHOLDER"
    assert codes(lambda: w.approve(made, three[0])) == [(None, "NOT_A_STAKEHOLDER")]


def test_a_set_whose_stakeholders_are_all_taken_off_never_comes_into_force(
    three: list[User], owner: Any
) -> None:
    made = w.submitted(*three)
    name_stakeholders(by=owner, principle_set=made, users=[])
    assert codes(lambda: put_in_force(by=owner, principle_set=made)) == [("stakeholders", "REQUIRED")]
    assert state(made) == "SUBMITTED"


def test_an_approval_is_taken_back(three: list[User], owner: Any) -> None:
    made = w.submitted(three[0])
    w.approve(made, three[0])
    w.approve(made, three[0], "On second thought, a remark.")
    assert made.approvals.get().remark == "On second thought, a remark."
    withdraw_approval(by=b.actor(three[0]), principle_set=made)
    assert made.approvals.get().lapse == "WITHDRAWN"
    assert codes(lambda: withdraw_approval(by=b.actor(three[0]), principle_set=made)) == [(None, "NOT_FOUND")]
    assert codes(lambda: put_in_force(by=owner, principle_set=made)) == [(None, "APPROVALS_MISSING")]


def test_a_draft_is_not_approved(three: list[User]) -> None:
    assert codes(lambda: w.approve(w.draft(three[0]), three[0])) == [(None, "WRONG_STATE")]


def test_not_even_a_principle_owner_approves_for_a_stakeholder(three: list[User], owner: Any) -> None:
    made = w.submitted(three[0])
    assert codes(lambda: approve_set(by=owner, principle_set=made)) == [(None, "NOT_A_STAKEHOLDER")]


def test_a_set_without_stakeholders_or_principles_is_not_submitted(owner: Any) -> None:
    empty = draft_set(by=owner, name="Empty", empty=True)
    assert empty.principles.count() == 0
    assert codes(lambda: submit_set(by=owner, principle_set=empty)) == [
        ("stakeholders", "REQUIRED"),
        ("principles", "REQUIRED"),
    ]


def test_a_set_that_is_or_was_in_force_is_never_changed(three: list[User], owner: Any) -> None:
    old = set_in_force()
    made = w.submitted(three[0])
    w.approve(made, three[0])
    put_in_force(by=owner, principle_set=made)
    for each in (old, made):
        one = each.principles.get(code="P1")
        for act in (
            lambda each=each: change_set(by=owner, principle_set=each, given={"name": "B"}),
            lambda each=each: name_stakeholders(by=owner, principle_set=each, users=[]),
            lambda each=each: submit_set(by=owner, principle_set=each),
            lambda each=each: add_principle(by=owner, principle_set=each, given={"code": "X"}),
            lambda one=one: change_principle(by=owner, principle=one, given={"position": 5}),
            lambda one=one: deactivate_principle(by=owner, principle=one),
            lambda one=one: remove_principle(by=owner, principle=one),
        ):
            assert codes(act) == [(None, "IMMUTABLE")]


def test_the_next_version_is_a_copy_with_its_stakeholders(three: list[User], owner: Any) -> None:
    made = w.draft(*three)
    w.own_principle(made, active=True)
    change_set(by=owner, principle_set=made, given={"limits": {"stage_days": {"3": 45}}})
    submit_set(by=owner, principle_set=made)
    for each in three:
        w.approve(made, each)
    put_in_force(by=owner, principle_set=made)
    following = draft_set(by=owner, name="Version 3")
    made.refresh_from_db()
    assert text_of(following) == text_of(made)
    assert [each.user for each in following.stakeholders.all()] == three
    assert following.approvals.count() == 0


class TestPrinciples:
    def test_without_an_observation_it_is_not_active(self, owner: Any) -> None:
        made = draft_set(by=owner, name="B")
        bare = add_principle(by=owner, principle_set=made, given={"code": "OWN", "principle_nl": "Zo."})
        assert codes(lambda: activate_principle(by=owner, principle=bare)) == [
            ("active", "OBSERVATION_REQUIRED")
        ]
        change_principle(by=owner, principle=bare, given={"observation_nl": "Het is zo."})
        assert activate_principle(by=owner, principle=bare).active is True
        assert codes(lambda: change_principle(by=owner, principle=bare, given={"observation_nl": ""})) == [
            ("active", "OBSERVATION_REQUIRED")
        ]

    def test_one_of_its_own_comes_last_with_or_without_a_check(self, owner: Any) -> None:
        made = draft_set(by=owner, name="B")
        own = w.own_principle(made)
        assert (own.position, own.check_code, own.active) == (10, "", False)
        assert codes(lambda: w.own_principle(made)) == [("code", "DUPLICATE")]
        assert codes(lambda: w.own_principle(made, code="OWN2", check_code="P1")) == [
            ("check_code", "DUPLICATE")
        ]

    def test_bad_input_is_refused_all_at_once(self, owner: Any) -> None:
        made = draft_set(by=owner, name="B")
        given = {"code": "a b", "minimum_depth": 6, "check_code": "P12", "active": "yes", "colour": 1}
        assert sorted(codes(lambda: add_principle(by=owner, principle_set=made, given=given))) == [
            ("active", "WRONG_TYPE"),
            ("check_code", "UNKNOWN_CODE"),
            ("code", "CODE_INVALID"),
            ("colour", "UNKNOWN_FIELD"),
            ("minimum_depth", "LEVEL_OUT_OF_RANGE"),
        ]

    def test_who_saw_an_older_version_is_told(self, owner: Any) -> None:
        one = draft_set(by=owner, name="B").principles.get(code="P1")
        change_principle(by=owner, principle=one, given={"minimum_depth": 3}, version=1)
        again = codes(lambda: change_principle(by=owner, principle=one, given={}, version=1))
        assert again == [("version", "STALE")]


class TestDiscarding:
    def test_a_set_that_never_was_in_force_goes_with_all_that_is_its_own(
        self, three: list[User], owner: Any
    ) -> None:
        made = w.submitted(*three)
        approval = w.approve(made, three[0])
        ids = [(each, each.pk) for each in made.principles.all()]

        discard_set(by=owner, principle_set=made)

        assert [each.number for each in PrincipleSet.objects.all()] == [1]
        assert Principle.objects.exclude(principle_set=set_in_force()).count() == 0
        assert (Stakeholder.objects.count(), Approval.objects.count()) == (0, 0)
        told = [changes_by_id(PrincipleSet, made.pk), changes_by_id(Approval, approval.pk)]
        told += [changes_by_id(Principle, pk) for _each, pk in ids]
        assert len(told) == 12
        assert {(each[0].act, each[0].who, each[0].at) for each in told} == {("REMOVED", owner.user, b.NOW)}

    def test_its_number_is_not_given_again(self, owner: Any) -> None:
        first = draft_set(by=owner, name="B")
        discard_set(by=owner, principle_set=first)
        assert (first.number, draft_set(by=owner, name="C").number) == (2, 3)

    def test_one_that_is_or_was_in_force_stays(self, three: list[User], owner: Any) -> None:
        before = set_in_force()
        made = w.submitted(three[0])
        w.approve(made, three[0])
        put_in_force(by=owner, principle_set=made)
        for each in (before, made):
            assert codes(lambda each=each: discard_set(by=owner, principle_set=each)) == [(None, "IMMUTABLE")]
        assert PrincipleSet.objects.count() == 2

    def test_who_saw_an_older_version_is_told(self, owner: Any) -> None:
        made = draft_set(by=owner, name="B")
        change_set(by=owner, principle_set=made, given={"name": "C"})
        again = codes(lambda: discard_set(by=owner, principle_set=made, version=1))
        assert again == [("version", "STALE")]


class TestLimits:
    def test_given_ones_change_and_the_others_stay(self, owner: Any) -> None:
        made = draft_set(by=owner, name="B")
        limits = {"investigation_days": 14, "stage_days": {"5": 120}}
        made = change_set(by=owner, principle_set=made, given={"limits": limits})
        change_principle(by=owner, principle=made.principles.get(code="P3"), given={"minimum_depth": 4})
        read = limits_of(made, made.principles.all())
        assert (read.investigation_days, read.answer_days, read.review_months) == (14, 30, 12)
        assert read.stage_days == {2: 0, 3: 30, 4: 60, 5: 120}
        assert read.minimum_depths["P3"] == 4
        assert read.minimum_depths["P9"] == 2
        assert read.in_force_on is None

    def test_those_of_the_set_in_force_say_since_when(self) -> None:
        made = set_in_force()
        made.in_force_from = b.NOW + timedelta(hours=11, minutes=30)
        assert str(limits_of(made, []).in_force_on) == "2026-11-21"

    @pytest.mark.parametrize(
        ("limits", "expected"),
        [
            ("a", [("limits", "WRONG_TYPE")]),
            ({"answer_days": 0}, [("limits.answer_days", "NUMBER_OUT_OF_RANGE")]),
            ({"answer_days": "soon"}, [("limits.answer_days", "NUMBER_INVALID")]),
            ({"patience": 1}, [("limits.patience", "UNKNOWN_FIELD")]),
            ({"stage_days": 3}, [("limits.stage_days", "WRONG_TYPE")]),
            ({"stage_days": {"6": 3}}, [("limits.stage_days.6", "UNKNOWN_FIELD")]),
            ({"stage_days": {"3": -1}}, [("limits.stage_days.3", "NUMBER_OUT_OF_RANGE")]),
        ],
    )
    def test_wrong_ones_are_refused(self, owner: Any, limits: Any, expected: list[Any]) -> None:
        made = draft_set(by=owner, name="B")
        assert codes(lambda: change_set(by=owner, principle_set=made, given={"limits": limits})) == expected


def test_bad_input_of_a_set_is_refused(owner: Any) -> None:
    made = draft_set(by=owner, name="B")
    assert codes(lambda: draft_set(by=owner, name=" ")) == [("name", "REQUIRED")]
    assert codes(lambda: draft_set(by=owner, name="C", empty="no")) == [("empty", "WRONG_TYPE")]
    assert codes(lambda: change_set(by=owner, principle_set=made, given={"name": "", "state": "x"})) == [
        ("state", "UNKNOWN_FIELD"),
        ("name", "REQUIRED"),
    ]
    assert codes(lambda: name_stakeholders(by=owner, principle_set=made, users="ann")) == [
        ("users", "WRONG_TYPE")
    ]
    assert codes(lambda: name_stakeholders(by=owner, principle_set=made, users=["nobody", 0])) == [
        ("users.0", "NOT_FOUND"),
        ("users.1", "NOT_FOUND"),
    ]
