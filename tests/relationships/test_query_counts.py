"""How many statements the main acts and reads take: exact numbers, so that a new one is seen.

On PostgreSQL an act whose verdict is computed takes one more a batch (the lock on the rules), and one
that marks verdicts as pending another (the rows are held first).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from relationships import changes
from relationships.actions.classify import classify
from relationships.actions.contracts import add_line, change_contract, create_contract
from relationships.actions.facts import rate_facts, rate_parties, withdraw_rating
from relationships.actions.parties import create_party
from relationships.actions.relationships import change_relationship, create_relationship, set_arrangement
from relationships.actions.rule_sets import activate_rule_set
from relationships.actions.trust import add_safeguard, assess_trust
from relationships.history import changes_of
from relationships.models import Party, PartyIdentifier, Relationship, SafeguardKind, User, Verdict
from relationships.positions import refresh
from relationships.queries import visible_to
from relationships.queries.facts import facts_of
from tests import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _of_the_registry_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rooms above do when they are told of a change is counted by their own tests."""
    monkeypatch.setattr(changes, "_listeners", [])


def counted(do: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as statements:
        do()
    return len(statements)


def test_of_the_main_acts(on_postgres: bool) -> None:
    by = b.actor(b.user("ADMINISTRATOR"))
    party, root, audit = b.party(by), b.root(), SafeguardKind.objects.get(code="AUDIT")
    relationship = b.relationship(by, party=party)
    b.rate(by, relationship)
    relationship = Relationship.objects.select_related("unit", "portfolio").get(pk=relationship.pk)
    contract = b.contract(by, relationship, currency="EUR")
    rating = b.rating(by, relationship, "access", 2)
    draft = b.approved_rule_set()
    others = [b.relationship(by) for _ in range(3)]
    acts: dict[str, Callable[[], Any]] = {
        "create a party": lambda: create_party(by=by, given={"name": "New"}),
        "create a relationship": lambda: create_relationship(
            by=by, given={"unit": root, "party": party, "our_role": "CUSTOMER"}
        ),
        "change a relationship": lambda: change_relationship(
            by=by, relationship=relationship, given={"subject": "New"}
        ),
        "rate a fact": lambda: rate_facts(by=by, relationship=relationship, ratings={"access": 2}),
        "rate ten facts": lambda: rate_facts(
            by=by, relationship=relationship, ratings=dict.fromkeys(list(b.CATERING)[:10], 3)
        ),
        "rate the parties of three": lambda: rate_parties(
            by=by, relationships=others, ratings={"goal_alignment": 3}
        ),
        "withdraw a rating": lambda: withdraw_rating(by=by, rating=rating),
        "classify": lambda: classify(
            by=by, relationship=relationship, chosen_type="SERVICE", trust_target=2, reason="Fits."
        ),
        "classify again": lambda: classify(
            by=by, relationship=relationship, chosen_type="SERVICE", trust_target=2, reason="Fits."
        ),
        "create a contract": lambda: create_contract(by=by, relationship=relationship, given={"number": "C"}),
        "change a contract": lambda: change_contract(by=by, contract=contract, given={"title": "New"}),
        "add a line": lambda: add_line(by=by, contract=contract, given={"amount": 5}),
        "assess trust": lambda: assess_trust(
            by=by, relationship=relationship, given={"direction": "CUSTOMER_TO_SUPPLIER", "level": 3}
        ),
        "add a safeguard": lambda: add_safeguard(by=by, relationship=relationship, given={"kind": audit}),
        "set an arrangement": lambda: set_arrangement(
            by=by, relationship=relationship, kind="EXIT_PLAN", state="PRESENT"
        ),
        "put a rule set in force": lambda: activate_rule_set(by=by, rule_set=draft),
    }
    assert {name: counted(do) for name, do in acts.items()} == {
        name: postgres if on_postgres else sqlite
        for name, (sqlite, postgres) in {
            "create a party": (6, 6),
            "create a relationship": (17, 18),
            "change a relationship": (20, 21),
            "rate a fact": (18, 19),
            "rate ten facts": (18, 19),
            "rate the parties of three": (19, 20),
            "withdraw a rating": (19, 20),
            "classify": (30, 31),
            "classify again": (31, 32),
            "create a contract": (23, 24),
            "change a contract": (24, 25),
            "add a line": (10, 10),
            "assess trust": (18, 19),
            "add a safeguard": (18, 19),
            "set an arrangement": (5, 5),
            "put a rule set in force": (15, 17),
        }.items()
    }


def test_of_the_main_reads(queries: Callable) -> None:
    for _ in range(3):
        relationship = b.relationship()
        b.rate(None, relationship)
        b.contract(None, relationship, start="2026-01-01", stated_end="2026-12-31")
    reader = b.user("READER")
    with queries(1):
        assert len(visible_to(reader, Relationship).select_related("party", "unit", "verdict")) == 3
    for model in (Party, PartyIdentifier, User, Verdict):
        with queries(1):
            list(visible_to(reader, model))
    with queries(4):
        facts_of([relationship.pk])
    with queries(1):
        changes_of(relationship)


@pytest.mark.parametrize("count", [1, 3, 10])
def test_of_contract_positions_does_not_depend_on_how_many(count: int, queries: Callable) -> None:
    relationship = b.relationship()
    pks = [b.contract(None, relationship, start="2026-01-01").pk for _ in range(count)]
    with queries(4):
        refresh(pks, b.NOW.date())


def test_a_user_who_acts_twice_is_asked_for_his_roles_once(queries: Callable) -> None:
    by = b.actor(b.user("ADMINISTRATOR"))
    assert by.roles == by.roles
    with queries(0):
        assert len(by.roles) == 1
