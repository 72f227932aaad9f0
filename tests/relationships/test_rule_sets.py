"""A rule set from draft to in force: edited as tables, approved by stakeholders, nothing changed after."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from relationships import changes, verdicts
from relationships.actions.rule_set_approvals import (
    approve_rule_set,
    name_rule_set_stakeholders,
    withdraw_rule_set_approval,
)
from relationships.actions.rule_set_tables import SENTENCES
from relationships.actions.rule_sets import (
    activate_rule_set,
    change_rule_set,
    discard_rule_set,
    draft_rule_set,
    submit_rule_set,
)
from relationships.errors import Refused
from relationships.fit.sentences import Sentence
from relationships.history import changes_by_id, changes_of
from relationships.models import Classification, PastVerdict, RuleSet, User, Verdict
from relationships.queries.rules import CellDifference, compare, digest_of, rule_set_in_force
from tests import builders as b

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


def approve(rule_set: RuleSet, user: User, remark: str = "") -> Any:
    return approve_rule_set(by=b.actor(user), rule_set=rule_set, remark=remark)


def state(rule_set: RuleSet) -> str:
    rule_set.refresh_from_db()
    return rule_set.state


def test_three_stakeholders_put_a_rule_set_in_force(
    three: list[User], owner: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rule_set_in_force()
    made = draft_rule_set(by=owner, name="Deeper sooner", tables={"bands": {"2": 28}})
    assert (made.number, made.state, made.parameters["bands"]) == (2, "DRAFT", [15, 28, 50, 70, 85])
    name_rule_set_stakeholders(by=owner, rule_set=made, users=["ann", "bob", three[2].pk])
    submit_rule_set(by=owner, rule_set=made)
    assert (state(made), made.submitted_at) == ("SUBMITTED", b.NOW)

    approve(made, three[0], "Tried on our portfolio.")
    approve(made, three[1])
    with pytest.raises(Refused) as refused:
        activate_rule_set(by=owner, rule_set=made)
    assert [each.code for each in refused.value.refusals] == ["APPROVALS_MISSING"]
    assert "cas" in str(refused.value) and "bob" not in str(refused.value)
    approve(made, three[2])

    heard: list[changes.Announcement] = []
    monkeypatch.setattr(changes, "_listeners", [(frozenset(changes.Kind), heard.append)])
    activate_rule_set(by=owner, rule_set=made)
    assert [(each.kind, each.bulk) for each in heard] == [(changes.Kind.EVERYTHING, True)]
    assert rule_set_in_force() == made
    assert (state(made), made.in_force_from) == ("IN_FORCE", b.NOW)
    assert (state(before), before.in_force_to) == ("SUPERSEDED", b.NOW)
    first = made.approvals.get(user=three[0])
    assert (first.approved_at, first.remark, first.digest) == (
        b.NOW,
        "Tried on our portfolio.",
        digest_of(made),
    )
    assert [each.act for each in changes_of(made)] == ["CHANGED", "CHANGED", "CREATED"]


def test_a_change_of_the_parameters_lapses_approvals_and_makes_it_a_draft_again(
    three: list[User], owner: Any
) -> None:
    made = b.submitted_rule_set(*three)
    for each in three:
        approve(made, each)

    change_rule_set(by=owner, rule_set=made, tables={"weights": {"access": 5, "duration": 3}})

    assert state(made) == "DRAFT"
    assert made.submitted_at is None
    assert {(each.lapsed_at, each.lapse) for each in made.approvals.all()} == {(b.NOW, "TEXT_CHANGED")}
    assert codes(lambda: activate_rule_set(by=owner, rule_set=made)) == [(None, "WRONG_STATE")]
    assert codes(lambda: approve(made, three[0])) == [(None, "WRONG_STATE")]
    submit_rule_set(by=owner, rule_set=made)
    assert codes(lambda: activate_rule_set(by=owner, rule_set=made)) == [(None, "APPROVALS_MISSING")]
    for each in three:
        approve(made, each)
    activate_rule_set(by=owner, rule_set=made)
    assert made.approvals.count() == 6


def test_what_is_no_change_of_the_parameters_lapses_nothing(three: list[User], owner: Any) -> None:
    made = b.submitted_rule_set(three[0])
    approve(made, three[0])
    change_rule_set(by=owner, rule_set=made, name="Another", tables={"bands": {"2": 30}, "weights": {}})
    change_rule_set(by=owner, rule_set=made, parameters=copy.deepcopy(made.parameters))
    name_rule_set_stakeholders(by=owner, rule_set=made, users=["ann", "bob"])
    assert state(made) == "SUBMITTED"
    assert made.name == "Another"
    assert made.approvals.filter(lapsed_at__isnull=True).count() == 1


def test_who_is_no_longer_named_has_not_approved(three: list[User], owner: Any) -> None:
    made = b.submitted_rule_set(*three)
    approve(made, three[0])
    name_rule_set_stakeholders(by=owner, rule_set=made, users=["bob"])
    assert made.approvals.get().lapse == "NOT_A_STAKEHOLDER"
    assert codes(lambda: approve(made, three[0])) == [(None, "NOT_A_STAKEHOLDER")]


def test_an_approval_is_taken_back(three: list[User], owner: Any) -> None:
    made = b.submitted_rule_set(three[0])
    approve(made, three[0])
    approve(made, three[0], "On second thought, a remark.")
    assert made.approvals.get().remark == "On second thought, a remark."
    withdraw_rule_set_approval(by=b.actor(three[0]), rule_set=made)
    assert made.approvals.get().lapse == "WITHDRAWN"
    again = codes(lambda: withdraw_rule_set_approval(by=b.actor(three[0]), rule_set=made))
    assert again == [(None, "NOT_FOUND")]
    assert codes(lambda: activate_rule_set(by=owner, rule_set=made)) == [(None, "APPROVALS_MISSING")]


def test_not_even_a_principle_owner_approves_for_a_stakeholder(three: list[User], owner: Any) -> None:
    made = b.submitted_rule_set(three[0])
    assert codes(lambda: approve_rule_set(by=owner, rule_set=made)) == [(None, "NOT_A_STAKEHOLDER")]


def test_nothing_comes_into_force_without_a_stakeholder(three: list[User], owner: Any) -> None:
    bare = b.rule_set()
    assert codes(lambda: submit_rule_set(by=owner, rule_set=bare)) == [("stakeholders", "REQUIRED")]
    made = b.submitted_rule_set(three[0])
    name_rule_set_stakeholders(by=owner, rule_set=made, users=[])
    assert codes(lambda: activate_rule_set(by=owner, rule_set=made)) == [("stakeholders", "REQUIRED")]


def test_a_rule_set_that_is_or_was_in_force_is_never_changed(owner: Any) -> None:
    old = rule_set_in_force()
    made = b.approved_rule_set()
    activate_rule_set(by=owner, rule_set=made)
    for each in (old, made):
        for act in (
            lambda each=each: change_rule_set(by=owner, rule_set=each, name="B"),
            lambda each=each: change_rule_set(by=owner, rule_set=each, tables={"bands": {"1": 14}}),
            lambda each=each: name_rule_set_stakeholders(by=owner, rule_set=each, users=[]),
            lambda each=each: submit_rule_set(by=owner, rule_set=each),
            lambda each=each: discard_rule_set(by=owner, rule_set=each),
        ):
            assert codes(act) == [(None, "IMMUTABLE")]
        assert codes(lambda each=each: activate_rule_set(by=owner, rule_set=each)) == [(None, "WRONG_STATE")]


def test_the_next_version_is_a_copy_with_its_stakeholders(three: list[User], owner: Any) -> None:
    made = b.submitted_rule_set(*three, tables={"trust": {"SERVICE": {"base": 3}}})
    for each in three:
        approve(made, each)
    activate_rule_set(by=owner, rule_set=made)
    following = draft_rule_set(by=owner, name="Version 3")
    assert following.parameters == made.parameters
    assert [each.user for each in following.stakeholders.all()] == three
    assert following.approvals.count() == 0


def test_a_discarded_one_leaves_its_history_and_its_number_is_not_given_again(owner: Any) -> None:
    made = b.approved_rule_set()
    pk = made.pk
    discard_rule_set(by=owner, rule_set=made, version=made.version)
    assert not RuleSet.objects.filter(pk=pk).exists()
    assert [each.act for each in changes_by_id(RuleSet, pk)] == ["REMOVED", "CHANGED", "CREATED"]
    assert draft_rule_set(by=owner, name="Again").number == 3


def test_who_saw_an_older_version_is_told(owner: Any, three: list[User]) -> None:
    made = b.submitted_rule_set(three[0])
    change_rule_set(by=owner, rule_set=made, tables={"bands": {"1": 14}})
    for act in (
        lambda: change_rule_set(by=owner, rule_set=made, name="B", version=1),
        lambda: submit_rule_set(by=owner, rule_set=made, version=1),
        lambda: approve_rule_set(by=b.actor(three[0]), rule_set=made, version=1),
        lambda: activate_rule_set(by=owner, rule_set=made, version=1),
        lambda: discard_rule_set(by=owner, rule_set=made, version=1),
    ):
        assert codes(act) == [("version", "STALE")]


def test_stakeholders_are_users_that_one_sees(owner: Any) -> None:
    made = b.rule_set()
    gone = b.user("READER", username="gone")
    b.units.deactivate_user(by=b.system(), user=gone)

    def name(users: Any) -> list[tuple[str | None, str]]:
        return codes(lambda: name_rule_set_stakeholders(by=owner, rule_set=made, users=users))

    assert name(["nobody", "gone", {}]) == [
        ("users.0", "NOT_FOUND"),
        ("users.1", "NOT_FOUND"),
        ("users.2", "WRONG_TYPE"),
    ]
    assert name("ann") == [("users", "WRONG_TYPE")]
    assert name({"ann": 1}) == [("users", "WRONG_TYPE")]
    assert name(None) == [("users", "WRONG_TYPE")]
    assert name(["ann"] * 101) == [("users", "NUMBER_OUT_OF_RANGE")]
    assert made.stakeholders.count() == 0


class TestTables:
    def test_every_wrong_cell_is_refused_at_once_by_its_address(self, owner: Any) -> None:
        made = b.rule_set()
        tables = {
            "weights": {"access": -1, "charm": 2},
            "bands": {"2": 16},
            "gates": [{"depth": 3, "fact": "complexity", "at_most": 3}],
            "caps": {"attitude": {"4": 0}},
            "trust": {"SPOT": {"base": 6}},
            "colour": {},
        }
        assert sorted(codes(lambda: change_rule_set(by=owner, rule_set=made, tables=tables))) == [
            ("bands.2", "RULES_INVALID"),
            ("caps.attitude.4", "RULES_INVALID"),
            ("colour", "RULES_INVALID"),
            ("gates.0.at_most", "RULES_INVALID"),
            ("trust.SPOT.base", "RULES_INVALID"),
            ("weights.access", "RULES_INVALID"),
            ("weights.charm", "RULES_INVALID"),
        ]
        assert made.version == RuleSet.objects.get(pk=made.pk).version

    def test_what_is_no_table_at_all_is_refused(self, owner: Any) -> None:
        made = b.rule_set()
        for wrong in ("text", 7, [], True):
            assert codes(lambda wrong=wrong: change_rule_set(by=owner, rule_set=made, tables=wrong)) == [
                ("tables", "WRONG_TYPE")
            ]
            assert codes(lambda wrong=wrong: draft_rule_set(by=owner, name="A", tables=wrong)) == [
                ("tables", "WRONG_TYPE")
            ]

    def test_tables_change_cells_of_the_parameters_given_beside_them(self, owner: Any) -> None:
        parameters = {**rule_set_in_force().parameters, "tolerance": 3}
        made = draft_rule_set(by=owner, name="A", parameters=parameters, tables={"bands": {"1": 14}})
        assert (made.parameters["tolerance"], made.parameters["bands"][0]) == (3, 14)

    def test_every_sentence_that_the_rule_can_say_is_marked_for_translation(self) -> None:
        assert set(SENTENCES) == {str(each) for each in Sentence}


class TestComparing:
    def test_two_versions_cell_by_cell(self) -> None:
        gates = [
            {"depth": 3, "fact": "complexity", "at_least": 3},
            {"depth": 4, "fact": "interdependence", "at_least": 4},
            {"depth": 4, "fact": "measurability", "at_most": 2},
        ]
        made = b.rule_set(
            tables={"bands": {"2": 28}, "trust": {"SERVICE": {"base": 3, "modified": False}}, "gates": gates}
        )
        old = rule_set_in_force()
        found = compare(old, made)
        assert found[0] == CellDifference("bands", "bands.2", 30, 28)
        assert found[-2:] == [
            CellDifference("trust", "trust.SERVICE.base", 2, 3),
            CellDifference("trust", "trust.SERVICE.modified", True, False),
        ]
        gone = [(each.cell, each.old["fact"]) for each in found if each.new is None]
        added = [(each.cell, each.new["fact"], each.new["at_most"]) for each in found if each.old is None]
        assert gone == [
            ("gates.1", "criticality"),
            ("gates.3", "measurability"),
            ("gates.4", "joint_value"),
            ("gates.5", "complementarity"),
            ("gates.6", "specificity_customer"),
            ("gates.7", "specificity_supplier"),
        ]
        assert added == [("gates.2", "measurability", 2)]

    def test_a_copy_differs_in_nothing(self) -> None:
        assert compare(rule_set_in_force(), b.rule_set()) == []


class TestActivating:
    def test_old_decisions_stay_as_they_were_and_verdicts_are_dated(self, owner: Any) -> None:
        relationship = b.relationship()
        b.rate(None, relationship)
        decision = b.classification(b.system(b.NOW + timedelta(hours=1)), relationship)
        kept = Classification.objects.filter(pk=decision.pk).values().get()
        before = Verdict.objects.get()
        made = b.approved_rule_set(tables={"bands": {"2": 20, "3": 22, "tolerance": 1}})
        at = b.NOW + timedelta(hours=2)

        activate_rule_set(by=b.actor(owner.user, at=at), rule_set=made)

        assert Verdict.objects.get().verdict == "PENDING"
        verdicts.compute_pending()
        assert Classification.objects.filter(pk=decision.pk).values().get() == kept
        now = Verdict.objects.get()
        assert (now.rule_set, now.since) == (made, at)
        past = PastVerdict.objects.order_by("-since").first()
        assert past is not None
        assert (past.rule_set_id, past.verdict, past.since, past.until) == (
            before.rule_set_id,
            before.verdict,
            before.since,
            at,
        )
