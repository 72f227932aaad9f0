"""Two at the same moment: each in a thread with a connection of its own, on both databases.

On SQLite the threads share a file, copied from the test's database in memory: there a writer waits its
turn. On PostgreSQL they truly run side by side.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from relationships import verdicts
from relationships.actions.categories import change_profile
from relationships.actions.classify import classify
from relationships.actions.contracts import add_line, create_contract
from relationships.actions.facts import rate_facts, rate_parties
from relationships.actions.merging import merge_parties, undo_merge
from relationships.actions.parties import change_party, create_party
from relationships.actions.relationships import change_relationship, create_relationship, remove_relationship
from relationships.actions.rule_set_approvals import approve_rule_set
from relationships.actions.rule_sets import activate_rule_set, change_rule_set
from relationships.actions.units import change_unit, revoke_role
from relationships.errors import Refused
from relationships.models import (
    CategoryProfile,
    Classification,
    Contract,
    Party,
    PartyMerge,
    PastVerdict,
    Relationship,
    RoleAssignment,
    RuleSet,
    RuleSetApproval,
    Unit,
    Verdict,
)
from relationships.queries.rules import rule_set_in_force, rules_of
from relationships.queries.situations import situations
from tests import builders as b

pytestmark = pytest.mark.django_db(transaction=True)

Act = Callable[[], Any]
OTHER = {"bands": {"2": 28}}


@pytest.fixture(autouse=True)
def _no_second_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """An act that the database breaks off because two wait for each other is seen, not done again."""
    monkeypatch.setattr("relationships.actions.inputs._TRIES", 0)


@pytest.fixture
def side_by_side(tmp_path: Path) -> Iterator[Callable[..., list[Any]]]:
    """`side_by_side(*acts)` starts all at once and gives what each returned or raised, in order.

    `side_by_side.then(look)` reads what is there afterwards.
    """
    file = tmp_path / "shared.sqlite3"

    def connect() -> None:
        if connection.vendor == "sqlite":
            mine = connections["default"]
            mine.close()
            mine.settings_dict = {**mine.settings_dict, "NAME": str(file)}

    def run(acts: list[Act]) -> list[Any]:
        if connection.vendor == "sqlite" and not file.exists():
            with sqlite3.connect(file) as copy:
                connection.ensure_connection()
                connection.connection.backup(copy)
                # As whoever made the tables left it: two that turn it on at once don't wait for each other.
                copy.execute("PRAGMA journal_mode=WAL")
            copy.close()
        results: list[Any] = [None] * len(acts)
        start = threading.Barrier(len(acts))

        def one(place: int, act: Act) -> None:
            connect()
            try:
                start.wait(timeout=20)
                results[place] = act()
            except Exception as error:
                results[place] = error
            finally:
                connections["default"].close()

        threads = [threading.Thread(target=one, args=each) for each in enumerate(acts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert not any(each.is_alive() for each in threads), "they wait for each other"
        return results

    class SideBySide:
        def __call__(self, *acts: Act) -> list[Any]:
            return run(list(acts))

        def then(self, look: Act) -> Any:
            (seen,) = run([look])
            if isinstance(seen, Exception):
                raise seen
            return seen

    yield SideBySide()


def codes(results: list[Any]) -> list[str]:
    """What became of each: DONE, or the codes of its refusal. Anything else is a bug."""
    told = []
    for each in results:
        if isinstance(each, Refused):
            told.append(" ".join(refusal.code for refusal in each.refusals))
        elif isinstance(each, Exception):
            raise each
        else:
            told.append("DONE")
    return told


def assert_right() -> None:
    """Every verdict that is not pending is what the records and the rules in force say now."""
    rules = rule_set_in_force()
    rows = {each.pk: each for each in Verdict.objects.exclude(verdict="PENDING")}
    for situation in situations(list(rows), b.NOW):
        row = rows[situation.relationship]
        expected = verdicts.columns_of(situation, verdicts.judged(situation, rules_of(rules)))
        assert {name: getattr(row, name) for name in expected} == expected
        assert row.rule_set == rules
        edges = list(
            PastVerdict.objects.filter(relationship=row.pk).order_by("since").values_list("since", "until")
        )
        starts = [since for since, _until in edges[1:]] + [row.since]
        assert not edges or [until for _since, until in edges] == starts


def test_classifying_one_relationship_leaves_one_current_decision(side_by_side: Any) -> None:
    relationship = b.relationship()
    b.rate(None, relationship)
    people = [b.actor(b.user("SOURCING_MANAGER"), at=b.NOW + timedelta(seconds=each)) for each in range(4)]

    def decide(by: Any) -> Act:
        return lambda: classify(
            by=by, relationship=relationship, chosen_type="SERVICE", trust_target=2, reason="Decided."
        )

    assert codes(side_by_side(*map(decide, people))) == ["DONE"] * 4

    def look() -> tuple[int, int]:
        assert_right()
        current = Classification.objects.filter(superseded_at__isnull=True)
        return Classification.objects.count(), current.count()

    assert side_by_side.then(look) == (4, 1)


def test_rating_one_relationship_counts_every_rating(side_by_side: Any) -> None:
    relationship = b.relationship()
    facts = ["complexity", "criticality", "access", "goal_alignment"]
    by = b.system(b.NOW + timedelta(minutes=1))

    def rate(fact: str) -> Act:
        return lambda: rate_facts(by=by, relationship=relationship, ratings={fact: 2})

    assert codes(side_by_side(*map(rate, facts))) == ["DONE"] * 4

    def look() -> int | None:
        assert_right()
        return Verdict.objects.get().unknown_facts

    assert side_by_side.then(look) == 17


def test_another_rule_set_while_relationships_are_made_leaves_no_old_verdict(side_by_side: Any) -> None:
    party, by = b.party(), b.system(b.NOW + timedelta(minutes=1))
    for _ in range(3):
        b.rate(None, b.relationship(party=party))
    rules = b.approved_rule_set(parameters={**rule_set_in_force().parameters, "bands": [5, 10, 20, 40, 60]})
    given = {"unit": b.root(), "party": party, "our_role": "CUSTOMER", "category": "cleaning"}
    relationships = list(Relationship.objects.all())
    acts: list[Act] = [lambda: activate_rule_set(by=by, rule_set=rules)]
    acts += [lambda: create_relationship(by=by, given=given)] * 2
    acts += [
        lambda: rate_facts(by=by, relationship=relationships[0], ratings={"access": 5}),
        lambda: rate_facts(by=by, relationship=relationships[1], ratings={"access": 5}),
        lambda: classify(
            by=by, relationship=relationships[2], chosen_type="SERVICE", trust_target=2, reason="Fits."
        ),
        lambda: verdicts.compute_pending(),
    ]
    assert codes(side_by_side(*acts)) == ["DONE"] * 7
    side_by_side.then(assert_right)
    side_by_side.then(verdicts.compute_pending)
    side_by_side.then(assert_right)
    assert side_by_side.then(lambda: Verdict.objects.filter(rule_set__number=2).count()) == 5


def test_another_category_profile_while_its_relationships_change(side_by_side: Any) -> None:
    by, profile = b.system(b.NOW + timedelta(minutes=1)), CategoryProfile.objects.get(name="cleaning")
    first, second = (b.relationship(category="cleaning") for _ in range(2))

    def decide(relationship: Relationship) -> Act:
        return lambda: classify(
            by=by, relationship=relationship, chosen_type="SERVICE", trust_target=2, reason="Fits."
        )

    acts = [
        decide(first),
        lambda: change_profile(by=by, profile=profile, given={"facts": {"complexity": 5}}),
        decide(second),
        lambda: rate_parties(by=by, relationships=[second, first], ratings={"goal_alignment": 2}),
        lambda: verdicts.mark_pending(Relationship.objects.order_by("-pk"), b.NOW + timedelta(minutes=2)),
    ]
    assert codes(side_by_side(*acts)) == ["DONE"] * 5
    side_by_side.then(assert_right)
    side_by_side.then(verdicts.compute_pending)
    side_by_side.then(assert_right)


def test_two_rule_sets_put_in_force_leave_one_in_force(side_by_side: Any) -> None:
    by = b.system()
    drafts = [b.approved_rule_set(name=name) for name in ("Two", "Three")]

    def activate(rules: RuleSet) -> Act:
        return lambda: activate_rule_set(by=by, rule_set=rules)

    assert codes(side_by_side(*map(activate, drafts))) == ["DONE", "DONE"]
    states = side_by_side.then(lambda: sorted(RuleSet.objects.values_list("state", flat=True)))
    assert states == ["IN_FORCE", "SUPERSEDED", "SUPERSEDED"]


def test_one_rule_set_comes_into_force_once(side_by_side: Any) -> None:
    by, rules = b.system(), b.approved_rule_set()
    acts = [lambda: activate_rule_set(by=by, rule_set=rules)] * 2
    assert sorted(codes(side_by_side(*acts))) == ["DONE", "WRONG_STATE"]
    states = side_by_side.then(lambda: sorted(RuleSet.objects.values_list("state", flat=True)))
    assert states == ["IN_FORCE", "SUPERSEDED"]


def test_parameters_that_change_under_an_approval_are_not_approved(side_by_side: Any) -> None:
    people = [b.user("READER") for _ in range(3)]
    rules = b.submitted_rule_set(*people)

    def approve(user: Any) -> Act:
        return lambda: approve_rule_set(by=b.actor(user), rule_set=rules)

    acts = [*map(approve, people), lambda: change_rule_set(by=b.system(), rule_set=rules, tables=OTHER)]
    results = codes(side_by_side(*acts))
    assert results[-1] == "DONE" and set(results) <= {"DONE", "WRONG_STATE"}

    def look() -> tuple[str, int, int]:
        approvals = RuleSetApproval.objects.all()
        standing = approvals.filter(lapsed_at__isnull=True)
        return RuleSet.objects.get(number=2).state, approvals.count(), standing.count()

    assert side_by_side.then(look) == ("DRAFT", results.count("DONE") - 1, 0)


def test_two_workers_compute_what_is_pending(side_by_side: Any) -> None:
    for _ in range(5):
        b.rate(None, b.relationship())
    verdicts.mark_pending(None, b.NOW + timedelta(minutes=1))
    assert codes(side_by_side(verdicts.compute_pending, verdicts.compute_pending)) == ["DONE", "DONE"]
    side_by_side.then(assert_right)
    assert side_by_side.then(lambda: Verdict.objects.filter(verdict="PENDING").count()) == 0


def test_what_may_be_there_once_is_refused_to_the_second(side_by_side: Any) -> None:
    by, relationship = b.system(), b.relationship()
    identifiers = [{"scheme": "KVK", "value": "12345678"}]
    for acts in (
        [lambda: create_contract(by=by, relationship=relationship, given={"number": "C1"})] * 2,
        [lambda: create_party(by=by, given={"name": "A", "identifiers": identifiers})] * 2,
    ):
        assert sorted(codes(side_by_side(*acts))) == ["DONE", "DUPLICATE"]

    def look() -> tuple[int, int]:
        return Contract.objects.count(), Party.objects.filter(name="A").count()

    assert side_by_side.then(look) == (1, 1)


def test_lines_added_to_one_contract_all_count(side_by_side: Any) -> None:
    by = b.system()
    contract = b.contract(None, b.relationship(), currency="EUR")

    def add(amount: int) -> Act:
        return lambda: add_line(by=by, contract=contract, given={"amount": amount})

    assert codes(side_by_side(*map(add, (1, 10, 100)))) == ["DONE"] * 3
    assert side_by_side.then(lambda: Contract.objects.get().value) == 111


def test_who_saw_the_same_version_does_not_overwrite_the_other(side_by_side: Any) -> None:
    by, relationship = b.system(), b.relationship()

    def change(subject: str) -> Act:
        return lambda: change_relationship(
            by=by, relationship=relationship, given={"subject": subject}, version=1
        )

    assert sorted(codes(side_by_side(change("One"), change("Two")))) == ["DONE", "STALE"]


def test_parents_never_form_a_ring(side_by_side: Any) -> None:
    by = b.system()
    one, two = b.party(name="One"), b.party(name="Two")
    b.relationship(party=one)
    b.relationship(party=two)
    b.unit("L")
    b.unit("R")
    results = side_by_side(
        lambda: change_party(by=by, party=one, given={"parent": two}),
        lambda: change_party(by=by, party=two, given={"parent": one}),
    )
    assert sorted(codes(results)) == ["CYCLE", "DONE"]
    results = side_by_side(
        lambda: change_unit(by=by, unit=Unit.objects.get(code="L"), given={"parent": "R"}),
        lambda: change_unit(by=by, unit=Unit.objects.get(code="R"), given={"parent": "L"}),
    )
    assert sorted(codes(results)) == ["CYCLE", "DONE"]


def test_two_administrators_do_not_both_leave(side_by_side: Any) -> None:
    first, second = b.user("ADMINISTRATOR"), b.user("ADMINISTRATOR")

    def leave(user: Any) -> Act:
        return lambda: revoke_role(by=b.actor(user), assignment=user.assignments.get())

    results = codes(side_by_side(leave(first), leave(second)))
    assert sorted(results) == ["DONE", "LAST_ADMINISTRATOR"]
    left = RoleAssignment.objects.filter(role="ADMINISTRATOR").exclude(user__username="system")
    assert side_by_side.then(left.count) == 1


def test_a_relationship_removed_under_somebodys_hands(side_by_side: Any) -> None:
    by, relationship = b.system(), b.relationship()
    results = codes(
        side_by_side(
            lambda: remove_relationship(by=by, relationship=relationship),
            lambda: create_contract(by=by, relationship=relationship, given={"number": "C1"}),
            lambda: rate_facts(by=by, relationship=relationship, ratings={"access": 3}),
            lambda: classify(
                by=by, relationship=relationship, chosen_type="SPOT", trust_target=2, reason="Cheap."
            ),
        )
    )
    assert set(results) <= {"DONE", "NOT_FOUND", "IN_USE"}

    def look() -> tuple[bool, bool]:
        return Relationship.objects.exists(), Contract.objects.exists() or Classification.objects.exists()

    there, used = side_by_side.then(look)
    assert there or not used


def test_the_same_two_parties_are_merged_once(side_by_side: Any) -> None:
    into, other = b.party(name="Into"), b.party(name="Other")
    relationship = b.relationship(party=other)

    def merge() -> Any:
        return merge_parties(by=b.system(), into=into, other=other)

    assert sorted(codes(side_by_side(merge, merge, merge))) == ["DONE", "NOT_FOUND", "NOT_FOUND"]

    def look() -> Any:
        assert Relationship.objects.get(pk=relationship.pk).party == into
        return list(PartyMerge.objects.values_list("into_id", "other_id"))

    assert side_by_side.then(look) == [(into.pk, other.pk)]


def test_of_two_parties_merged_into_each_other_one_stays_with_all(side_by_side: Any) -> None:
    one, two = b.party(name="One"), b.party(name="Two")
    for party in (one, two):
        b.relationship(party=party)
    done = side_by_side(
        lambda: merge_parties(by=b.system(), into=one, other=two),
        lambda: merge_parties(by=b.system(), into=two, other=one),
    )
    assert sorted(codes(done)) == ["DONE", "NOT_FOUND"]

    def look() -> Any:
        (left,) = Party.objects.filter(pk__in=[one.pk, two.pk])
        return left.relationships.count()

    assert side_by_side.then(look) == 2


def test_a_merge_is_undone_once(side_by_side: Any) -> None:
    merge = merge_parties(by=b.system(), into=b.party(name="Into"), other=b.party(name="Other"))

    def undo() -> Any:
        return undo_merge(by=b.system(), merge=merge)

    assert sorted(codes(side_by_side(undo, undo))) == ["ALREADY_WITHDRAWN", "DONE"]


def test_what_is_recorded_of_a_party_while_it_is_merged_moves_or_is_refused(side_by_side: Any) -> None:
    into, other, root = b.party(name="Into"), b.party(name="Other"), b.root()
    given = {"unit": root, "party": other, "our_role": "CUSTOMER"}
    done = side_by_side(
        lambda: merge_parties(by=b.system(), into=into, other=other),
        lambda: create_relationship(by=b.system(), given=given),
    )
    told = codes(done)
    assert told[0] == "DONE"
    assert told[1] in ("DONE", "NOT_FOUND")

    def look() -> Any:
        return list(Relationship.objects.values_list("party", flat=True))

    assert side_by_side.then(look) == ([into.pk] if told[1] == "DONE" else [])
