"""Who is told of a change: within its transaction, by name, of what, and of which relationships."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from relationships import changes
from relationships.actions.categories import change_profile
from relationships.actions.classify import classify
from relationships.actions.contracts import add_line, change_contract, create_contract, remove_contract
from relationships.actions.facts import rate_facts, rate_parties, withdraw_rating
from relationships.actions.parties import change_party
from relationships.actions.relationships import (
    add_further_party,
    change_relationship,
    remove_further_party,
    remove_relationship,
    set_arrangement,
)
from relationships.actions.rule_sets import activate_rule_set
from relationships.actions.tables import change_safeguard_kind
from relationships.actions.trust import add_safeguard, assess_trust, change_safeguard, withdraw_assessment
from relationships.changes import Announcement, Kind
from relationships.models import CategoryProfile, Contract, Relationship, SafeguardKind
from tests import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Announcement]]:
    """What is announced while the test runs, to nobody else."""
    heard: list[Announcement] = []
    monkeypatch.setattr(changes, "_listeners", [])
    changes.register(*Kind, listener=heard.append)
    yield heard


def test_who_registered_for_what() -> None:
    """One line a listener; the rooms above add theirs here."""
    assert {name.split(".")[0] for _kinds, name in changes.listeners()} <= {"principles", "access"}
    assert changes.hearers() == ["access.webhooks.outbox.on_happenings"]
    assert changes.leavers() == ["principles.actions.explanations.hand_over"]


def test_registering_twice_counts_once(told: list[Announcement]) -> None:
    changes.register(*Kind, listener=told.append)
    assert len(changes.listeners()) <= 2
    listener: Callable[[Announcement], None] = told.append
    before = len(changes.listeners())
    changes.register(Kind.TRUST, listener=listener)
    changes.register(Kind.TRUST, listener=listener)
    assert len(changes.listeners()) == before + 1


def test_every_act_announces_what_it_changed(told: list[Announcement]) -> None:
    by = b.system()
    relationship = b.relationship(category="computer hardware")
    b.rate(None, relationship)
    other = b.relationship(party=relationship.party)
    rating = b.rating(None, relationship, "access", 2)
    assessment = b.assessment(None, relationship, "CUSTOMER_TO_SUPPLIER", 3)
    safeguard = b.safeguard(None, relationship, "AUDIT")
    contract = b.contract(None, relationship, currency="EUR")
    spare = b.contract(None, relationship)
    further = add_further_party(by=by, relationship=relationship, party=relationship.party, part="LEAD")
    profile = CategoryProfile.objects.get(name="computer hardware")
    kind = SafeguardKind.objects.get(code="AUDIT")
    own = [relationship.pk]
    acts: list[tuple[Callable[[], Any], Kind, list[int], bool]] = [
        (
            lambda: change_relationship(by=by, relationship=relationship, given={"subject": "New"}),
            Kind.RELATIONSHIP,
            own,
            False,
        ),
        (
            lambda: remove_further_party(by=by, further_party=further),
            Kind.RELATIONSHIP,
            own,
            False,
        ),
        (
            lambda: set_arrangement(by=by, relationship=relationship, kind="EXIT_PLAN", state="PRESENT"),
            Kind.ARRANGEMENT,
            own,
            False,
        ),
        (
            lambda: change_party(by=by, party=relationship.party, given={"name": "New"}),
            Kind.PARTY,
            [relationship.pk, other.pk],
            False,
        ),
        (
            lambda: create_contract(by=by, relationship=relationship, given={}),
            Kind.CONTRACT,
            own,
            False,
        ),
        (
            lambda: change_contract(by=by, contract=contract, given={"title": "New"}),
            Kind.CONTRACT,
            own,
            False,
        ),
        (lambda: add_line(by=by, contract=contract, given={"amount": "1"}), Kind.CONTRACT, own, False),
        (lambda: remove_contract(by=by, contract=spare), Kind.CONTRACT, own, False),
        (
            lambda: rate_facts(by=by, relationship=relationship, ratings={"access": 3}),
            Kind.FACTS,
            own,
            False,
        ),
        (
            lambda: rate_parties(by=by, relationships=[relationship, other], ratings={"goal_alignment": 3}),
            Kind.FACTS,
            [relationship.pk, other.pk],
            False,
        ),
        (lambda: withdraw_rating(by=by, rating=rating), Kind.FACTS, own, False),
        (
            lambda: assess_trust(
                by=by, relationship=relationship, given={"direction": "CUSTOMER_TO_SUPPLIER", "level": 3}
            ),
            Kind.TRUST,
            own,
            False,
        ),
        (lambda: withdraw_assessment(by=by, assessment=assessment), Kind.TRUST, own, False),
        (
            lambda: add_safeguard(by=by, relationship=relationship, given={"kind": "ESCROW"}),
            Kind.SAFEGUARD,
            own,
            False,
        ),
        (
            lambda: change_safeguard(by=by, safeguard=safeguard, given={"remarks": "New"}),
            Kind.SAFEGUARD,
            own,
            False,
        ),
        (
            lambda: classify(
                by=by, relationship=relationship, chosen_type="SPOT", trust_target=2, reason="Cheap."
            ),
            Kind.CLASSIFICATION,
            own,
            False,
        ),
        (
            lambda: change_profile(by=by, profile=profile, given={"facts": {"access": 5}}),
            Kind.FACTS,
            own,
            True,
        ),
        (
            lambda: change_safeguard_kind(by=by, kind=kind, given={"level": 4}),
            Kind.SAFEGUARD,
            own,
            True,
        ),
        (
            lambda: activate_rule_set(by=by, rule_set=b.approved_rule_set()),
            Kind.EVERYTHING,
            [],
            True,
        ),
    ]
    for act, what, relationships, bulk in acts:
        told.clear()
        act()
        said = [(each.kind, sorted(each.relationships), each.bulk, each.by) for each in told]
        assert said == [(what, sorted(relationships), bulk, by)], what


def test_a_removal_is_announced_while_the_relationship_is_still_there(
    told: list[Announcement], monkeypatch: pytest.MonkeyPatch
) -> None:
    relationship = b.relationship()
    pk = relationship.pk
    there = []
    changes.register(
        Kind.RELATIONSHIP, listener=lambda said: there.append(Relationship.objects.filter(pk=pk).exists())
    )
    remove_relationship(by=b.system(), relationship=relationship)
    assert there == [True]


def test_a_listener_that_fails_undoes_the_act(told: list[Announcement]) -> None:
    relationship = b.relationship()

    def fail(announcement: Announcement) -> None:
        raise RuntimeError("compliance could not be computed")

    changes.register(Kind.CONTRACT, listener=fail)
    with pytest.raises(RuntimeError):
        create_contract(by=b.system(), relationship=relationship, given={})
    assert not Contract.objects.exists()
    assert not Contract.history.exists()


def test_what_changes_nothing_is_not_announced(told: list[Announcement]) -> None:
    relationship = b.relationship(subject="Same")
    told.clear()
    change_relationship(by=b.system(), relationship=relationship, given={"subject": "Same"})
    change_party(by=b.system(), party=relationship.party, given={"name": relationship.party.name})
    assert told == []
