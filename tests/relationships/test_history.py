"""Every change of every record: who, when, through which door, what was there before and after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.contrib.auth.models import update_last_login
from django.db import transaction

from relationships import models as m
from relationships import shipped
from relationships.actions.categories import change_profile, create_profile
from relationships.actions.classify import classify
from relationships.actions.contracts import (
    add_line,
    change_contract,
    change_line,
    remove_contract,
    remove_line,
)
from relationships.actions.duplicates import tell_apart
from relationships.actions.facts import rate_parties, withdraw_rating
from relationships.actions.parties import change_party
from relationships.actions.portfolios import change_portfolio
from relationships.actions.relationships import (
    add_further_party,
    change_relationship,
    remove_further_party,
    remove_relationship,
    set_arrangement,
)
from relationships.actions.rule_set_approvals import approve_rule_set, name_rule_set_stakeholders
from relationships.actions.rule_sets import (
    activate_rule_set,
    change_rule_set,
    discard_rule_set,
    draft_rule_set,
    submit_rule_set,
)
from relationships.actions.tables import change_safeguard_kind, create_safeguard_kind, set_rate
from relationships.actions.trust import change_safeguard, withdraw_assessment
from relationships.actions.units import (
    change_unit,
    change_user,
    deactivate_user,
    reactivate_user,
    revoke_role,
    set_password,
)
from relationships.actor import Actor
from relationships.choices import Door
from relationships.history import changes_by_id, changes_of, insert_all, update_all
from relationships.models.base import BareWrite, Record
from tests import builders as b

pytestmark = pytest.mark.django_db

RECORDED = [each for each in apps.get_app_config("relationships").get_models() if hasattr(each, "history")]


def later(minutes: int = 1, door: Door = Door.REST) -> Actor:
    """Ann, at a door, some minutes after everything was made."""
    ann = m.User.objects.filter(username="ann").first() or b.user("ADMINISTRATOR", username="ann")
    return Actor(ann, door, b.NOW + timedelta(minutes=minutes))


def one_change(record: Any, do: Callable[[Actor], Any]) -> dict[str, tuple[Any, Any]]:
    """The fields that an act changed, as the newest of the record's changes tells it."""
    before = len(changes_by_id(type(record), record.pk))
    by = later()
    do(by)
    changes = changes_by_id(type(record), record.pk)
    assert len(changes) == before + 1
    newest = changes[0]
    assert (newest.who, newest.at, newest.door) == (by.user, by.at, Door.REST)
    assert newest.record == type(record).__name__
    return {each.field: (each.old, each.new) for each in newest.fields}


def test_every_record_is_recorded() -> None:
    # Computed, or a dated record of its own (a merge keeps what it moved, and when).
    computed = {m.Verdict, m.PastVerdict, m.ContractPosition, m.BulkRun, m.PartyMerge}
    ours = {
        each
        for each in apps.get_app_config("relationships").get_models()
        if not hasattr(each, "history_object")
    }
    assert set(RECORDED) == ours - computed
    assert all(issubclass(each, Record) for each in RECORDED if each is not m.User)


class TestEachChange:
    """Every kind of record: what one act on it leaves."""

    def test_of_a_unit(self) -> None:
        unit = b.unit("A", name="Before")
        assert one_change(unit, lambda by: change_unit(by=by, unit=unit, given={"name": "After"})) == {
            "name": ("Before", "After")
        }

    def test_of_a_unit_that_moves_and_of_those_below_it(self) -> None:
        one, two = b.unit("ONE"), b.unit("TWO")
        unit = b.unit("A", one)
        below = b.unit("B", unit)
        root = f"/{b.root().pk}/"
        assert changes_of(below)[0].fields[-1].new == f"{root}{one.pk}/{unit.pk}/{below.pk}/"
        changed = one_change(unit, lambda by: change_unit(by=by, unit=unit, given={"parent": "TWO"}))
        assert changed == {
            "parent": (one.pk, two.pk),
            "path": (f"{root}{one.pk}/{unit.pk}/", f"{root}{two.pk}/{unit.pk}/"),
        }
        assert [(each.field, each.old, each.new) for each in changes_of(below)[0].fields] == [
            ("path", f"{root}{one.pk}/{unit.pk}/{below.pk}/", f"{root}{two.pk}/{unit.pk}/{below.pk}/")
        ]

    def test_of_a_user(self) -> None:
        user = b.user(full_name="Before")
        assert one_change(user, lambda by: change_user(by=by, user=user, given={"full_name": "After"})) == {
            "full_name": ("Before", "After")
        }

    def test_of_a_user_who_leaves(self) -> None:
        user = b.user()
        assert one_change(user, lambda by: deactivate_user(by=by, user=user)) == {"is_active": (True, False)}

    def test_of_a_user_who_comes_back(self) -> None:
        user = b.user()
        deactivate_user(by=b.system(), user=user)
        assert one_change(user, lambda by: reactivate_user(by=by, user=user)) == {"is_active": (False, True)}

    def test_of_a_role_that_is_taken_away(self) -> None:
        user = b.user("READER")
        assignment = user.assignments.get()
        changed = one_change(assignment, lambda by: revoke_role(by=by, assignment=assignment))
        assert changed == {"user": (user.pk, None), "unit": (b.root().pk, None), "role": ("READER", None)}

    def test_of_a_party_with_its_names_and_numbers(self) -> None:
        party = b.party(name="Before", aliases=["Old"], identifiers=[{"scheme": "KVK", "value": "12345678"}])
        alias, number = party.aliases.get(), party.identifiers.get()
        b.relationship(party=party)
        given = {
            "name": "After",
            "aliases": ["New"],
            "identifiers": [{"scheme": "DUNS", "value": "123456789"}],
        }
        changed = one_change(party, lambda by: change_party(by=by, party=party, given=given))
        assert changed == {"name": ("Before", "After"), "normalised_name": ("before", "after")}
        assert [each.act for each in changes_by_id(m.PartyAlias, alias.pk)] == ["REMOVED", "CREATED"]
        assert [each.act for each in changes_by_id(m.PartyIdentifier, number.pk)] == ["REMOVED", "CREATED"]
        assert [each.act for each in changes_of(party.aliases.get())] == ["CREATED"]
        assert [each.act for each in changes_of(party.identifiers.get())] == ["CREATED"]

    def test_of_a_portfolio(self) -> None:
        portfolio = b.portfolio(currency="EUR")
        assert one_change(
            portfolio, lambda by: change_portfolio(by=by, portfolio=portfolio, given={"currency": "USD"})
        ) == {"currency": ("EUR", "USD")}

    def test_of_a_relationship(self) -> None:
        relationship = b.relationship(phase="ANALYSIS")
        assert one_change(
            relationship,
            lambda by: change_relationship(by=by, relationship=relationship, given={"phase": "CHOICE"}),
        ) == {"phase": ("ANALYSIS", "CHOICE")}

    def test_of_a_further_party(self) -> None:
        relationship, party = b.relationship(), b.party()
        further = add_further_party(by=b.system(), relationship=relationship, party=party, part="LEAD")
        assert one_change(further, lambda by: remove_further_party(by=by, further_party=further)) == {
            "relationship": (relationship.pk, None),
            "party": (party.pk, None),
            "part": ("LEAD", None),
        }

    def test_of_an_arrangement(self) -> None:
        relationship = b.relationship()
        arrangement = set_arrangement(
            by=b.system(), relationship=relationship, kind="EXIT_PLAN", state="ABSENT"
        )
        assert one_change(
            arrangement,
            lambda by: set_arrangement(by=by, relationship=relationship, kind="EXIT_PLAN", state="PRESENT"),
        ) == {"state": ("ABSENT", "PRESENT")}

    def test_of_a_contract_and_its_lines(self) -> None:
        contract = b.contract(None, b.relationship(), currency="EUR", title="Before")
        line = add_line(by=b.system(), contract=contract, given={"amount": "10.50"})
        assert one_change(
            contract, lambda by: change_contract(by=by, contract=contract, given={"title": "After"})
        ) == {"title": ("Before", "After")}
        assert {
            name: tuple(str(each) for each in values)
            for name, values in one_change(
                line, lambda by: change_line(by=by, line=line, given={"amount": "20"})
            ).items()
        } == {"amount": ("10.5", "20")}
        assert {each.field: str(each.new) for each in changes_of(contract)[0].fields} == {"value": "20"}
        remove_line(by=later(), line=line)
        assert changes_by_id(m.ContractLine, line.pk)[0].act == "REMOVED"

    def test_of_a_rating_that_is_withdrawn(self) -> None:
        rating = b.rating(None, b.relationship(), "access", 2)
        changed = one_change(rating, lambda by: withdraw_rating(by=by, rating=rating))
        assert set(changed) == {"withdrawn_at", "withdrawn_by"}

    def test_of_an_assessment_that_is_withdrawn(self) -> None:
        assessment = b.assessment(None, b.relationship(), "CUSTOMER_TO_SUPPLIER", 3)
        changed = one_change(assessment, lambda by: withdraw_assessment(by=by, assessment=assessment))
        assert set(changed) == {"withdrawn_at", "withdrawn_by"}

    def test_of_a_safeguard(self) -> None:
        safeguard = b.safeguard(None, b.relationship(), "AUDIT")
        assert one_change(
            safeguard, lambda by: change_safeguard(by=by, safeguard=safeguard, given={"remarks": "By us."})
        ) == {"remarks": ("", "By us.")}

    def test_of_a_classification_that_is_superseded(self) -> None:
        relationship = b.relationship()
        b.rate(None, relationship)
        decision = b.classification(None, relationship)
        changed = one_change(
            decision,
            lambda by: classify(
                by=by, relationship=relationship, chosen_type="SPOT", trust_target=2, reason="Cheaper."
            ),
        )
        assert set(changed) == {"superseded_at"}

    def test_of_a_rule_set(self) -> None:
        rules = draft_rule_set(by=b.system(), name="Two")
        parameters = {**rules.parameters, "tolerance": 5}
        changed = one_change(rules, lambda by: change_rule_set(by=by, rule_set=rules, parameters=parameters))
        assert changed == {"parameters": ({**parameters, "tolerance": 4}, parameters)}
        name_rule_set_stakeholders(by=b.system(), rule_set=rules, users=[b.system().user])
        changed = one_change(rules, lambda by: submit_rule_set(by=by, rule_set=rules))
        assert changed["state"] == ("DRAFT", "SUBMITTED")
        approval = approve_rule_set(by=b.system(), rule_set=rules)
        first = m.RuleSet.objects.get(number=1)
        changed = one_change(first, lambda by: activate_rule_set(by=by, rule_set=rules))
        assert changed["state"] == ("IN_FORCE", "SUPERSEDED")
        assert [each.act for each in changes_of(approval)] == ["CREATED"]

    def test_of_a_rule_set_that_is_thrown_away_with_its_stakeholders_and_approvals(self) -> None:
        rules = b.approved_rule_set()
        kept = [rules, rules.stakeholders.get(), rules.approvals.get()]
        pks = [(type(each), each.pk) for each in kept]
        discard_rule_set(by=later(), rule_set=rules)
        assert not m.RuleSet.objects.filter(number=2).exists()
        assert [changes_by_id(model, pk)[0].act for model, pk in pks] == ["REMOVED"] * 3

    def test_of_a_category_profile_with_all_that_belongs_to_it(self) -> None:
        given = {"name": "Tests", "aliases": ["proef"], "cpv_prefixes": ["99"], "facts": {"access": 2}}
        profile = create_profile(by=b.system(), given=given)
        alias, prefix, fact = profile.aliases.get(), profile.prefixes.get(), profile.facts.get()
        given = {"name_nl": "Proeven", "aliases": [], "cpv_prefixes": [], "facts": {"access": 3}}
        changed = one_change(profile, lambda by: change_profile(by=by, profile=profile, given=given))
        assert changed == {"name_nl": ("", "Proeven")}
        assert [(each.field, each.old, each.new) for each in changes_of(fact)[0].fields] == [("value", 2, 3)]
        assert changes_by_id(m.CategoryAlias, alias.pk)[0].act == "REMOVED"
        assert changes_by_id(m.CpvPrefix, prefix.pk)[0].act == "REMOVED"

    def test_of_a_kind_of_safeguard(self) -> None:
        kind = create_safeguard_kind(by=b.system(), given={"code": "X", "name": "X", "level": 2})
        assert one_change(kind, lambda by: change_safeguard_kind(by=by, kind=kind, given={"level": 3})) == {
            "level": (2, 3)
        }

    def test_of_an_exchange_rate(self) -> None:
        rate = set_rate(by=b.system(), code="USD", valid_from="2026-01-01", rate="0.9")
        changed = one_change(
            rate, lambda by: set_rate(by=by, code="USD", valid_from="2026-01-01", rate="0.91")
        )
        assert {name: tuple(map(float, values)) for name, values in changed.items()} == {"rate": (0.9, 0.91)}


class TestWhatLeavesNothing:
    def test_an_act_that_changes_nothing(self) -> None:
        relationship = b.relationship(subject="Cleaning")
        contract = b.contract(None, relationship, title="C")
        profile = m.CategoryProfile.objects.first()
        assert profile is not None
        before = {model: model.history.count() for model in RECORDED}
        change_relationship(by=b.system(), relationship=relationship, given={"subject": "Cleaning"})
        change_contract(by=b.system(), contract=contract, given={"title": "C"})
        change_party(by=b.system(), party=relationship.party, given={"name": relationship.party.name})
        change_profile(by=b.system(), profile=profile, given={"name": profile.name})
        assert {model: model.history.count() for model in RECORDED} == before
        relationship.refresh_from_db()
        assert relationship.version == 1

    def test_signing_in(self) -> None:
        user = b.user(password=b.PASSWORD)
        before = m.User.history.count()
        assert authenticate(None, username=user.username, password=b.PASSWORD) == user
        update_last_login(None, user)
        user.refresh_from_db()
        assert user.last_login is not None
        assert m.User.history.count() == before
        assert user.version == 1

    def test_passwords_are_nowhere_in_it(self) -> None:
        user = b.user(password=b.PASSWORD)
        set_password(by=b.system(), user=user, password="another-long-secret-2")
        columns = {each.name for each in m.User.history.model._meta.get_fields()}
        assert not columns & {"password", "last_login"}
        user.refresh_from_db()
        for row in m.User.history.values():
            assert user.password not in map(str, row.values())
        newest = changes_of(user)[0]
        assert (newest.act, newest.fields, newest.version) == ("CHANGED", (), 2)


class TestBulk:
    def test_rating_many_parties_at_once(self) -> None:
        relationships = [b.relationship() for _ in range(3)]
        by = later(door=Door.WEB)
        ratings = rate_parties(by=by, relationships=relationships, ratings={"goal_alignment": 3})
        assert len(ratings) == 3
        for rating in ratings:
            (change,) = changes_of(rating)
            assert (change.act, change.who, change.at, change.door, change.version) == (
                "CREATED",
                by.user,
                by.at,
                Door.WEB,
                1,
            )
            assert {each.field: each.new for each in change.fields}["value"] == 3

    def test_many_inserted_and_then_updated(self) -> None:
        by, again = later(1, Door.IMPORT), later(2, Door.IMPORT)
        made = insert_all(
            [
                m.Party(name=f"P{number}", normalised_name=f"p{number}", created_by=by.user)
                for number in range(3)
            ],
            by,
        )
        for party in made:
            party.place = "Utrecht"
        update_all(made, ["place"], again)
        for party in made:
            party.refresh_from_db()
            newest, oldest = changes_of(party)
            assert [(each.field, each.old, each.new) for each in newest.fields] == [("place", "", "Utrecht")]
            assert (newest.at, newest.door, newest.version) == (again.at, Door.IMPORT, 2)
            assert (oldest.at, oldest.act, oldest.version) == (by.at, "CREATED", 1)
            assert party.version == 2

    def test_what_the_registry_comes_with(self) -> None:
        for model in (
            m.Unit,
            m.User,
            m.RoleAssignment,
            m.RuleSet,
            m.SafeguardKind,
            m.CategoryProfile,
            m.CpvPrefix,
            m.ProfileFact,
            m.CategoryAlias,
        ):
            made = model.history.filter(
                history_type="+", history_door=Door.COMMAND, history_user=b.system().user
            )
            assert made.count() == model._default_manager.count(), model

    def test_what_was_installed_is_not_installed_again(self) -> None:
        before = {model: model.history.count() for model in RECORDED}
        shipped.install()
        assert {model: model.history.count() for model in RECORDED} == before


@pytest.mark.parametrize("model", RECORDED)
class TestBareWrites:
    """What would pass the history by is refused, for every kind of record."""

    def test_updating(self, model: Any) -> None:
        with pytest.raises(BareWrite, match="leaves no history"):
            model.objects.update(version=2)
        with pytest.raises(BareWrite, match="leaves no history"):
            model.objects.filter(pk=1).update(version=2)

    def test_inserting_many(self, model: Any) -> None:
        with pytest.raises(BareWrite, match="leaves no history"):
            model.objects.bulk_create([model()])

    def test_updating_many(self, model: Any) -> None:
        with pytest.raises(BareWrite, match="leaves no history"):
            model.objects.bulk_update([model(pk=1)], ["version"])

    def test_deleting_many(self, model: Any) -> None:
        with pytest.raises(BareWrite, match="leaves no history"):
            model.objects.all().delete()


class TestBareSaves:
    @pytest.fixture
    def records(self) -> dict[Any, Any]:
        """One of each kind, as its action gave it back."""
        relationship = b.relationship(
            party=b.party(aliases=["A"], identifiers=[{"scheme": "KVK", "value": "12345678"}]),
            portfolio=b.portfolio(),
        )
        b.rate(None, relationship)
        contract = b.contract(None, relationship, currency="EUR")
        user = b.user("READER")
        rules = b.approved_rule_set()
        made = [
            relationship,
            relationship.party,
            relationship.party.aliases.get(),
            relationship.party.identifiers.get(),
            relationship.portfolio,
            contract,
            add_line(by=b.system(), contract=contract, given={"amount": "1"}),
            add_further_party(by=b.system(), relationship=relationship, party=b.party(), part="LEAD"),
            set_arrangement(by=b.system(), relationship=relationship, kind="EXIT_PLAN", state="PRESENT"),
            b.rating(None, relationship, "access", 2),
            b.assessment(None, relationship, "CUSTOMER_TO_SUPPLIER", 3),
            b.safeguard(None, relationship, "AUDIT"),
            b.classification(None, relationship),
            user,
            user.assignments.get(),
            tell_apart(by=b.system(), party=b.party(), other=b.party().pk),
            b.unit(),
            set_rate(by=b.system(), code="USD", valid_from="2026-01-01", rate="0.9"),
            create_safeguard_kind(by=b.system(), given={"code": "X", "name": "X", "level": 2}),
            rules,
            rules.stakeholders.get(),
            rules.approvals.get(),
            create_profile(
                by=b.system(),
                given={"name": "T", "aliases": ["t2"], "cpv_prefixes": ["99"], "facts": {"access": 2}},
            ),
            m.CategoryAlias.objects.get(name="t2"),
            m.CpvPrefix.objects.get(prefix="99"),
            m.ProfileFact.objects.get(profile__name="T"),
        ]
        assert {type(each) for each in made} == set(RECORDED)
        return {type(each): each for each in made}

    def test_saving_without_saying_who_is_refused(self, records: dict[Any, Any]) -> None:
        """Of the very object that an action gave back, too: it said who wrote for that one write."""
        for model, record in records.items():
            said = f"{model.__name__} was saved without saying who"
            with pytest.raises(BareWrite, match=said), transaction.atomic():
                record.save()

    def test_deleting_without_saying_who_is_refused(self, records: dict[Any, Any]) -> None:
        for model in (m.FactRating, m.Safeguard, m.Arrangement, m.ExchangeRate, m.PartyAlias):
            with pytest.raises(BareWrite), transaction.atomic():
                records[model].delete()

    def test_getting_or_creating_without_saying_who_is_refused(self) -> None:
        with pytest.raises(BareWrite), transaction.atomic():
            m.ExchangeRate.objects.get_or_create(currency="USD", valid_from="2026-01-01", rate=1)
        with pytest.raises(BareWrite):
            m.Party.objects.create(name="A", normalised_name="a", created_by=b.system().user)


class TestReading:
    def test_what_was_removed_stays_readable(self) -> None:
        relationship = b.relationship(subject="Cleaning")
        contract = b.contract(None, relationship, number="C1", currency="EUR")
        line = add_line(by=b.system(), contract=contract, given={"description": "Windows", "amount": "5"})
        pks = (relationship.pk, contract.pk, line.pk)
        remove_contract(by=later(1), contract=contract)
        remove_relationship(by=later(2), relationship=relationship)
        gone = [
            changes_by_id(model, pk)[0]
            for model, pk in zip((m.Relationship, m.Contract, m.ContractLine), pks, strict=True)
        ]
        assert [each.act for each in gone] == ["REMOVED", "REMOVED", "REMOVED"]
        assert {each.field: each.old for each in gone[0].fields}["subject"] == "Cleaning"
        assert {each.field: each.old for each in gone[1].fields}["number"] == "C1"
        assert {each.field: each.old for each in gone[2].fields}["description"] == "Windows"
        assert all(each.new is None for change in gone for each in change.fields)

    def test_newest_first_in_the_order_of_writing(self) -> None:
        """Even when the clocks of two writers disagree, before and after fit."""
        relationship = b.relationship(subject="One")
        for minutes, subject in ((5, "Two"), (3, "Three")):
            change_relationship(by=later(minutes), relationship=relationship, given={"subject": subject})
        told = [
            (each.version, change.old, change.new)
            for each in changes_of(relationship)
            for change in each.fields
            if change.field == "subject"
        ]
        assert told == [(3, "Two", "Three"), (2, "One", "Two"), (1, None, "One")]

    def test_takes_one_query_however_long_it_is(self, queries: Callable) -> None:
        relationship = b.relationship()
        with queries(1):
            assert len(changes_of(relationship)) == 1
        for number in range(5):
            change_relationship(
                by=later(number), relationship=relationship, given={"subject": f"Subject {number}"}
            )
        with queries(1):
            changes = changes_of(relationship)
            assert [each.who.username for each in changes[:5]] == ["ann"] * 5

    def test_the_version_goes_up_with_each_change(self) -> None:
        party = b.party(name="One")
        for name in ("Two", "Three"):
            party = change_party(by=later(), party=party, given={"name": name})
        assert party.version == 3
        assert [each.version for each in changes_of(party)] == [3, 2, 1]

    def test_what_failed_half_way_leaves_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        relationship = b.relationship(subject="One")

        def fail(*args: Any) -> None:
            raise RuntimeError("the power went out")

        monkeypatch.setattr("relationships.verdicts.refresh", fail)
        with pytest.raises(RuntimeError, match="power"):
            change_relationship(by=later(), relationship=relationship, given={"subject": "Two"})
        assert len(changes_of(relationship)) == 1
        assert m.Relationship.objects.get(pk=relationship.pk).subject == "One"

    @pytest.mark.parametrize("door", list(Door))
    def test_every_door_is_known(self, door: Door) -> None:
        at: datetime = b.NOW
        party = b.party(Actor(b.system().user, door, at))
        assert changes_of(party)[0].door is door
