"""Who may do what: every action × every role × own unit, below it, another unit, the whole installation.

The actions are found in `relationships.actions`: one without an expectation here fails.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from relationships import actions as action_modules
from relationships import models as m
from relationships.actions.categories import change_profile, create_profile
from relationships.actions.classify import Choice, classify, classify_all
from relationships.actions.contracts import (
    add_line,
    change_contract,
    change_line,
    create_contract,
    remove_contract,
    remove_line,
)
from relationships.actions.duplicates import tell_apart, tell_apart_no_more
from relationships.actions.facts import rate_facts, rate_parties, withdraw_rating
from relationships.actions.merging import merge_parties, undo_merge
from relationships.actions.parties import change_party, create_party
from relationships.actions.portfolios import change_portfolio, create_portfolio
from relationships.actions.relationships import (
    add_further_party,
    change_relationship,
    create_relationship,
    remove_further_party,
    remove_relationship,
    set_arrangement,
)
from relationships.actions.rule_set_approvals import (
    approve_rule_set,
    name_rule_set_stakeholders,
    withdraw_rule_set_approval,
)
from relationships.actions.rule_sets import (
    activate_rule_set,
    change_rule_set,
    discard_rule_set,
    draft_rule_set,
    submit_rule_set,
)
from relationships.actions.tables import change_safeguard_kind, create_safeguard_kind, set_rate
from relationships.actions.together import change_relationships
from relationships.actions.trust import add_safeguard, assess_trust, change_safeguard, withdraw_assessment
from relationships.actions.units import (
    change_own_password,
    change_unit,
    change_user,
    create_unit,
    create_user,
    deactivate_user,
    grant_role,
    reactivate_user,
    revoke_role,
    set_password,
)
from relationships.actor import Actor
from relationships.choices import Role
from relationships.errors import Refused
from relationships.permissions import Act, may, may_anywhere, role_in
from tests import builders as b

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-enough-secret-1"


@dataclass
class Place:
    """A unit with one of everything that an action may be about."""

    unit: m.Unit
    party: m.Party
    lead: m.Party
    portfolio: m.Portfolio
    relationship: m.Relationship
    bare: m.Relationship
    contract: m.Contract
    line: m.ContractLine
    rating: m.FactRating
    assessment: m.TrustAssessment
    safeguard: m.Safeguard
    further: m.RelationshipParty
    colleague: m.User
    assignment: m.RoleAssignment


def place(unit: m.Unit) -> Place:
    party, lead = b.party(), b.party()
    relationship = b.relationship(unit=unit, party=party)
    contract = b.contract(None, relationship, currency="EUR")
    colleague = b.user("READER", unit)
    further = add_further_party(by=b.system(), relationship=relationship, party=lead, part="LEAD")
    return Place(
        unit=unit,
        party=party,
        lead=lead,
        portfolio=b.portfolio(unit=unit),
        relationship=relationship,
        bare=b.relationship(unit=unit, party=party),
        contract=contract,
        line=add_line(by=b.system(), contract=contract, given={"amount": "10"}),
        rating=b.rating(None, relationship, "access", 2),
        assessment=b.assessment(None, relationship, "CUSTOMER_TO_SUPPLIER", 3),
        safeguard=b.safeguard(None, relationship, "AUDIT"),
        further=further,
        colleague=colleague,
        assignment=colleague.assignments.get(),
    )


def new_relationship(by: Actor, at: Place) -> Any:
    given = {"unit": at.unit, "party": at.party, "our_role": "CUSTOMER"}
    return create_relationship(by=by, given=given)


def decide(by: Actor, at: Place) -> Any:
    return classify(by=by, relationship=at.relationship, chosen_type="SPOT", trust_target=2, reason="Cheap.")


def activate(by: Actor, at: Place) -> Any:
    return activate_rule_set(by=by, rule_set=b.approved_rule_set())


def submit(by: Actor, at: Place) -> Any:
    return submit_rule_set(by=by, rule_set=b.rule_set(b.system().user))


def approve(by: Actor, at: Place) -> Any:
    return approve_rule_set(by=by, rule_set=b.submitted_rule_set(by.user))


def take_back(by: Actor, at: Place) -> Any:
    rules = b.submitted_rule_set(by.user)
    approve_rule_set(by=by, rule_set=rules)
    return withdraw_rule_set_approval(by=by, rule_set=rules)


def redraft(by: Actor, at: Place) -> Any:
    rules = draft_rule_set(by=b.system(), name="New")
    return change_rule_set(by=by, rule_set=rules, parameters=rules.parameters)


def rename_kind(by: Actor, at: Place) -> Any:
    kind = m.SafeguardKind.objects.get(code="AUDIT")
    return change_safeguard_kind(by=by, kind=kind, given={"name": "Audit by a third party"})


# What is done, and the least role that it takes on the unit concerned.
ON_A_UNIT: dict[Any, tuple[Role, Callable[[Actor, Place], Any]]] = {
    create_contract: (
        Role.ACCOUNT_MANAGER,
        lambda by, at: create_contract(by=by, relationship=at.relationship, given={"title": "New"}),
    ),
    change_contract: (
        Role.ACCOUNT_MANAGER,
        lambda by, at: change_contract(by=by, contract=at.contract, given={"title": "New"}),
    ),
    remove_contract: (Role.ACCOUNT_MANAGER, lambda by, at: remove_contract(by=by, contract=at.contract)),
    add_line: (
        Role.ACCOUNT_MANAGER,
        lambda by, at: add_line(by=by, contract=at.contract, given={"amount": "1"}),
    ),
    change_line: (
        Role.ACCOUNT_MANAGER,
        lambda by, at: change_line(by=by, line=at.line, given={"amount": "1"}),
    ),
    remove_line: (Role.ACCOUNT_MANAGER, lambda by, at: remove_line(by=by, line=at.line)),
    assess_trust: (
        Role.ACCOUNT_MANAGER,
        lambda by, at: assess_trust(
            by=by, relationship=at.relationship, given={"direction": "CUSTOMER_TO_SUPPLIER", "level": 3}
        ),
    ),
    withdraw_assessment: (
        Role.ACCOUNT_MANAGER,
        lambda by, at: withdraw_assessment(by=by, assessment=at.assessment),
    ),
    add_safeguard: (
        Role.ACCOUNT_MANAGER,
        lambda by, at: add_safeguard(by=by, relationship=at.relationship, given={"kind": "ESCROW"}),
    ),
    change_safeguard: (
        Role.ACCOUNT_MANAGER,
        lambda by, at: change_safeguard(by=by, safeguard=at.safeguard, given={"remarks": "Renewed."}),
    ),
    set_arrangement: (
        Role.ACCOUNT_MANAGER,
        lambda by, at: set_arrangement(
            by=by, relationship=at.relationship, kind="EXIT_PLAN", state="PRESENT"
        ),
    ),
    create_portfolio: (
        Role.SOURCING_MANAGER,
        lambda by, at: create_portfolio(by=by, given={"unit": at.unit, "name": "New"}),
    ),
    change_portfolio: (
        Role.SOURCING_MANAGER,
        lambda by, at: change_portfolio(by=by, portfolio=at.portfolio, given={"name": "New"}),
    ),
    create_relationship: (Role.SOURCING_MANAGER, new_relationship),
    change_relationship: (
        Role.SOURCING_MANAGER,
        lambda by, at: change_relationship(by=by, relationship=at.relationship, given={"subject": "New"}),
    ),
    remove_relationship: (
        Role.SOURCING_MANAGER,
        lambda by, at: remove_relationship(by=by, relationship=at.bare),
    ),
    add_further_party: (
        Role.SOURCING_MANAGER,
        lambda by, at: add_further_party(
            by=by, relationship=at.relationship, party=at.lead, part="GUARANTOR"
        ),
    ),
    remove_further_party: (
        Role.SOURCING_MANAGER,
        lambda by, at: remove_further_party(by=by, further_party=at.further),
    ),
    change_party: (
        Role.SOURCING_MANAGER,
        lambda by, at: change_party(by=by, party=at.party, given={"name": "New"}),
    ),
    rate_facts: (
        Role.SOURCING_MANAGER,
        lambda by, at: rate_facts(by=by, relationship=at.relationship, ratings={"access": 3}),
    ),
    rate_parties: (
        Role.SOURCING_MANAGER,
        lambda by, at: rate_parties(by=by, relationships=[at.relationship], ratings={"goal_alignment": 3}),
    ),
    withdraw_rating: (Role.SOURCING_MANAGER, lambda by, at: withdraw_rating(by=by, rating=at.rating)),
    classify: (Role.SOURCING_MANAGER, decide),
    classify_all: (
        Role.SOURCING_MANAGER,
        lambda by, at: classify_all(by=by, choices=[Choice(at.relationship, "SPOT", 2, "Cheap.")]),
    ),
    change_relationships: (
        Role.SOURCING_MANAGER,
        lambda by, at: change_relationships(
            by=by,
            chosen=[(at.relationship.pk, at.relationship.version)],
            given={"subject": "Something else"},
        ),
    ),
    merge_parties: (Role.SOURCING_MANAGER, lambda by, at: merge_parties(by=by, into=at.party, other=at.lead)),
    undo_merge: (
        Role.SOURCING_MANAGER,
        lambda by, at: undo_merge(by=by, merge=merge_parties(by=b.system(), into=at.party, other=at.lead)),
    ),
    tell_apart: (Role.SOURCING_MANAGER, lambda by, at: tell_apart(by=by, party=at.party, other=at.lead)),
    tell_apart_no_more: (
        Role.SOURCING_MANAGER,
        lambda by, at: tell_apart_no_more(
            by=by, distinction=tell_apart(by=b.system(), party=at.party, other=at.lead)
        ),
    ),
    create_unit: (
        Role.ADMINISTRATOR,
        lambda by, at: create_unit(by=by, given={"code": "NEW", "name": "New", "parent": at.unit}),
    ),
    change_unit: (Role.ADMINISTRATOR, lambda by, at: change_unit(by=by, unit=at.unit, given={"name": "New"})),
    change_user: (
        Role.ADMINISTRATOR,
        lambda by, at: change_user(by=by, user=at.colleague, given={"full_name": "New"}),
    ),
    set_password: (
        Role.ADMINISTRATOR,
        lambda by, at: set_password(by=by, user=at.colleague, password=PASSWORD),
    ),
    deactivate_user: (Role.ADMINISTRATOR, lambda by, at: deactivate_user(by=by, user=at.colleague)),
    reactivate_user: (Role.ADMINISTRATOR, lambda by, at: reactivate_user(by=by, user=at.colleague)),
    grant_role: (
        Role.ADMINISTRATOR,
        lambda by, at: grant_role(by=by, user=at.colleague, unit=at.unit, role="ACCOUNT_MANAGER"),
    ),
    revoke_role: (Role.ADMINISTRATOR, lambda by, at: revoke_role(by=by, assignment=at.assignment)),
}
# The role that it takes on any unit at all.
ANYWHERE: dict[Any, tuple[Role, Callable[[Actor, Place], Any]]] = {
    approve_rule_set: (Role.READER, approve),
    withdraw_rule_set_approval: (Role.READER, take_back),
    create_party: (Role.SOURCING_MANAGER, lambda by, at: create_party(by=by, given={"name": "New"})),
    create_user: (Role.ADMINISTRATOR, lambda by, at: create_user(by=by, given={"username": "new"})),
}
# The role that it takes on the root unit.
ON_THE_ROOT: dict[Any, tuple[Role, Callable[[Actor, Place], Any]]] = {
    create_profile: (Role.PRINCIPLE_OWNER, lambda by, at: create_profile(by=by, given={"name": "New"})),
    change_profile: (
        Role.PRINCIPLE_OWNER,
        lambda by, at: change_profile(
            by=by, profile=m.CategoryProfile.objects.first(), given={"facts": {"access": 5}}
        ),
    ),
    create_safeguard_kind: (
        Role.PRINCIPLE_OWNER,
        lambda by, at: create_safeguard_kind(by=by, given={"code": "NEW", "name": "New", "level": 2}),
    ),
    change_safeguard_kind: (Role.PRINCIPLE_OWNER, rename_kind),
    draft_rule_set: (Role.PRINCIPLE_OWNER, lambda by, at: draft_rule_set(by=by, name="New")),
    change_rule_set: (Role.PRINCIPLE_OWNER, redraft),
    activate_rule_set: (Role.PRINCIPLE_OWNER, activate),
    submit_rule_set: (Role.PRINCIPLE_OWNER, submit),
    discard_rule_set: (
        Role.PRINCIPLE_OWNER,
        lambda by, at: discard_rule_set(by=by, rule_set=b.rule_set()),
    ),
    name_rule_set_stakeholders: (
        Role.PRINCIPLE_OWNER,
        lambda by, at: name_rule_set_stakeholders(by=by, rule_set=b.rule_set(), users=[]),
    ),
    set_rate: (
        Role.ADMINISTRATOR,
        lambda by, at: set_rate(by=by, code="USD", valid_from="2026-01-01", rate="0.9"),
    ),
}
# For everybody who signs in: it takes his present password, and no role.
OF_ONESELF = {change_own_password}
ALL = {**ON_A_UNIT, **ANYWHERE, **ON_THE_ROOT}


def answer(do: Callable[[Actor, Place], Any], by: Actor, at: Place) -> str:
    """ALLOWED, or the codes of the refusal; nothing of it stays."""
    with transaction.atomic():
        try:
            do(by, at)
            said = "ALLOWED"
        except Refused as refused:
            said = " ".join(each.code for each in refused.refusals)
        transaction.set_rollback(True)
    return said


@pytest.fixture
def above() -> m.Unit:
    b.user("ADMINISTRATOR", username="stays")
    return b.unit("ABOVE")


@pytest.fixture
def own(above: m.Unit) -> Place:
    return place(b.unit("OWN", above))


def test_every_action_has_an_expectation() -> None:
    found = set()
    for module in pkgutil.iter_modules(action_modules.__path__, f"{action_modules.__name__}."):
        for _name, act in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
            if act.__module__ == module.name and "by" in inspect.signature(act).parameters:
                is_public = not act.__name__.startswith("_")
                if is_public and hasattr(act, "__wrapped__"):
                    found.add(act)
    assert found == set(ALL) | OF_ONESELF


def test_what_takes_which_role_on_its_unit(own: Place) -> None:
    people = {role: b.actor(b.user(role, own.unit)) for role in Role}
    allowed = {
        act.__name__: [role for role, by in people.items() if answer(do, by, own) == "ALLOWED"]
        for act, (_needed, do) in ALL.items()
    }
    assert allowed == {
        act.__name__: [role for role in Role if role.rank >= needed.rank and act not in ON_THE_ROOT]
        for act, (needed, _do) in ALL.items()
    }


def test_a_role_holds_below_its_unit(own: Place) -> None:
    below = place(b.unit("BELOW", own.unit))
    answers = {
        act.__name__: answer(do, b.actor(b.user(needed, own.unit)), below)
        for act, (needed, do) in ON_A_UNIT.items()
    }
    assert answers == {act.__name__: "ALLOWED" for act in ON_A_UNIT}


def test_no_role_holds_in_another_unit_or_above(own: Place, above: m.Unit) -> None:
    for elsewhere in (place(b.unit("BESIDE", above)), place(above)):
        for role in Role:
            by = b.actor(b.user(role, own.unit))
            for act, (_needed, do) in ON_A_UNIT.items():
                assert answer(do, by, elsewhere) in ("NOT_ALLOWED", "NOT_FOUND"), (act, role, elsewhere.unit)


def test_what_concerns_the_whole_installation_takes_a_role_on_the_root(own: Place) -> None:
    people = {role: b.actor(b.user(role)) for role in Role}
    allowed = {
        act.__name__: [role for role, by in people.items() if answer(do, by, own) == "ALLOWED"]
        for act, (_needed, do) in ON_THE_ROOT.items()
    }
    assert allowed == {
        act.__name__: [role for role in Role if role.rank >= needed.rank]
        for act, (needed, _do) in ON_THE_ROOT.items()
    }


def test_without_a_role_nothing_is_allowed(own: Place) -> None:
    gone = b.user("ADMINISTRATOR")
    deactivate_user(by=b.system(), user=gone)
    gone.refresh_from_db()
    for nobody in (b.user(), gone):
        by = b.actor(nobody)
        for act, (_needed, do) in ALL.items():
            assert answer(do, by, own) in ("NOT_ALLOWED", "NOT_FOUND"), (act, nobody)


class TestRefusal:
    def test_says_what_where_and_which_role_it_takes(self, own: Place) -> None:
        by = b.actor(b.user("READER", own.unit))
        with pytest.raises(Refused) as refused:
            rate_facts(by=by, relationship=own.relationship, ratings={"access": 3})
        assert str(refused.value) == (
            "You may not rate facts in unit OWN. It takes the role Sourcing manager there; "
            "ask an administrator."
        )

    def test_of_a_party_does_not_name_a_unit_that_one_may_not_see(self, own: Place) -> None:
        by = b.actor(b.user("ADMINISTRATOR", b.unit("ELSEWHERE")))
        with pytest.raises(Refused) as refused:
            change_party(by=by, party=own.party, given={"name": "New"})
        assert "OWN" not in str(refused.value)


class TestParties:
    def test_who_made_one_may_change_it_before_anything_is_done_with_it(self, own: Place) -> None:
        lead, other = (b.actor(b.user("SOURCING_MANAGER", own.unit)) for _ in range(2))
        made = b.party(lead)
        assert change_party(by=lead, party=made, given={"name": "New"}).name == "New"
        with pytest.raises(Refused, match="may not keep parties"):
            change_party(by=other, party=made, given={"name": "Newer"})

    def test_a_relationship_can_only_be_made_with_a_party_that_one_sees(self, own: Place) -> None:
        by = b.actor(b.user("SOURCING_MANAGER", b.unit("ELSEWHERE")))
        with pytest.raises(Refused) as refused:
            create_relationship(
                by=by, given={"unit": "ELSEWHERE", "party": own.party.pk, "our_role": "CUSTOMER"}
            )
        assert [(each.code, each.field) for each in refused.value.refusals] == [("NOT_FOUND", "party")]


class TestMoving:
    def test_a_relationship_takes_the_right_in_both_units(self, own: Place, above: m.Unit) -> None:
        b.unit("BESIDE", above)
        user = b.user("SOURCING_MANAGER", own.unit)
        b.units.grant_role(by=b.system(), user=user, unit=m.Unit.objects.get(code="BESIDE"), role="READER")
        with pytest.raises(Refused, match="keep relationships in unit BESIDE"):
            change_relationship(by=b.actor(user), relationship=own.relationship, given={"unit": "BESIDE"})
        by = b.actor(b.user("SOURCING_MANAGER", above))
        moved = change_relationship(by=by, relationship=own.relationship, given={"unit": "BESIDE"})
        assert moved.unit.code == "BESIDE"

    def test_a_unit_takes_an_administrator_of_both_places(self, own: Place, above: m.Unit) -> None:
        b.unit("BESIDE", above)
        user = b.user("ADMINISTRATOR", own.unit)
        b.units.grant_role(
            by=b.system(), user=user, unit=m.Unit.objects.get(code="BESIDE"), role="ADMINISTRATOR"
        )
        with pytest.raises(Refused, match="keep units in unit ABOVE"):
            change_unit(by=b.actor(user), unit=own.unit, given={"parent": "BESIDE"})


class TestOneself:
    def test_one_may_change_ones_own_name_and_password(self, own: Place) -> None:
        me = b.user("READER", own.unit)
        assert change_user(by=b.actor(me), user=me, given={"full_name": "Me"}).full_name == "Me"
        assert set_password(by=b.actor(me), user=me, password=PASSWORD).check_password(PASSWORD)

    def test_an_administrator_of_only_some_of_somebodys_units_may_not_change_him(
        self, own: Place, above: m.Unit
    ) -> None:
        b.units.grant_role(by=b.system(), user=own.colleague, unit=b.unit("BESIDE", above), role="READER")
        by = b.actor(b.user("ADMINISTRATOR", own.unit))
        for do in (change_user, set_password, deactivate_user, reactivate_user):
            assert answer(ON_A_UNIT[do][1], by, own) == "NOT_ALLOWED"

    def test_the_registry_itself_is_nobodys_to_change(self) -> None:
        system, by = b.system().user, b.actor(b.user("ADMINISTRATOR"))
        for refused in (
            lambda: change_user(by=by, user=system, given={"full_name": "Mine"}),
            lambda: set_password(by=by, user=system, password=PASSWORD),
            lambda: deactivate_user(by=by, user=system),
            lambda: reactivate_user(by=by, user=system),
            lambda: grant_role(by=by, user=system, unit=b.root(), role="READER"),
            lambda: revoke_role(by=by, assignment=system.assignments.get()),
        ):
            with pytest.raises(Refused) as refusal:
                refused()
            assert [each.code for each in refusal.value.refusals] == ["IMMUTABLE"]


class TestPredicates:
    def test_the_widest_role_from_a_unit_or_one_above_counts(self, above: m.Unit) -> None:
        own = b.unit("OWN", above)
        user = b.user("ACCOUNT_MANAGER", above)
        b.units.grant_role(by=b.system(), user=user, unit=own, role="READER")
        by = b.actor(user)
        assert role_in(by, own) is Role.ACCOUNT_MANAGER
        assert role_in(by, b.root()) is None
        assert may(by, Act.KEEP_CONTRACTS, own) is True
        assert may(by, Act.CLASSIFY, own) is False
        assert may_anywhere(by, Act.KEEP_CONTRACTS) is True
        assert may(by, Act.READ, None) is False

    @pytest.mark.parametrize("act", list(Act))
    def test_every_act_is_said_in_words(self, act: Act) -> None:
        assert str(act.said)
        # A principle owner is one of the root unit: what takes his role concerns the whole installation.
        assert act.on_root or act.role is not Role.PRINCIPLE_OWNER
