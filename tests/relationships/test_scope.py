"""Who sees what: every kind of record × every role × own unit, below it, beside it, above it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from relationships import models as m
from relationships.actions.categories import create_profile
from relationships.actions.contracts import add_line
from relationships.actions.duplicates import tell_apart
from relationships.actions.merging import merge_parties
from relationships.actions.relationships import add_further_party, set_arrangement
from relationships.actions.tables import set_rate
from relationships.actions.units import deactivate_user
from relationships.choices import Role
from relationships.errors import Refused
from relationships.queries import few_visible_to, find, visible_to, visible_units
from relationships.queries.scope import VISIBLE
from tests import builders as b
from tests.kept import made_once

pytestmark = pytest.mark.django_db

PLACES = ("OWN", "BELOW", "BESIDE", "ABOVE")
# Kinds of records of which each place has its own; the others belong to the whole installation.
OF_A_UNIT = {
    m.Unit,
    m.Party,
    m.PartyAlias,
    m.PartyIdentifier,
    m.PartyMerge,
    m.PartyDistinction,
    m.Portfolio,
    m.Relationship,
    m.RelationshipParty,
    m.Arrangement,
    m.Contract,
    m.ContractLine,
    m.ContractPosition,
    m.FactRating,
    m.TrustAssessment,
    m.Safeguard,
    m.Classification,
    m.Verdict,
    m.PastVerdict,
}
SHARED = {
    m.SafeguardKind,
    m.RuleSet,
    m.RuleSetStakeholder,
    m.RuleSetApproval,
    m.CategoryProfile,
    m.CategoryAlias,
    m.CpvPrefix,
    m.ProfileFact,
    m.ExchangeRate,
    m.BulkRun,
}
PEOPLE = {m.User, m.RoleAssignment}


def place(unit: m.Unit) -> dict[Any, Any]:
    """One record of each kind in a unit."""
    party = b.party(
        name=f"Party of {unit.code}",
        aliases=[f"Alias of {unit.code}"],
        identifiers=[{"scheme": "CREDITOR", "value": "1001", "issuer": unit}],
    )
    portfolio = b.portfolio(unit=unit)
    relationship = b.relationship(unit=unit, party=party, portfolio=portfolio)
    contract = b.contract(None, relationship, number="C1", currency="EUR")
    line = add_line(by=b.system(), contract=contract, given={"amount": "10"})
    b.rate(None, relationship)
    further = add_further_party(
        by=b.system(), relationship=relationship, party=b.party(name=f"Lead of {unit.code}"), part="LEAD"
    )
    merged = merge_parties(by=b.system(), into=party, other=b.party(name=f"Double of {unit.code}"))
    later = b.NOW.replace(hour=13)
    decision = b.classification(b.system(later), relationship)
    return {
        m.Unit: unit,
        m.Party: party,
        m.PartyAlias: party.aliases.first(),
        m.PartyIdentifier: party.identifiers.get(),
        m.PartyMerge: merged,
        m.PartyDistinction: tell_apart(by=b.system(), party=party, other=further.party),
        m.Portfolio: portfolio,
        m.Relationship: relationship,
        m.RelationshipParty: further,
        m.Arrangement: set_arrangement(
            by=b.system(), relationship=relationship, kind="SERVICE_LEVELS", state="PRESENT"
        ),
        m.Contract: contract,
        m.ContractLine: line,
        m.ContractPosition: contract.position,
        m.FactRating: relationship.ratings.first(),
        m.TrustAssessment: b.assessment(None, relationship, "CUSTOMER_TO_SUPPLIER", 3),
        m.Safeguard: b.safeguard(None, relationship, "AUDIT"),
        m.Classification: decision,
        m.Verdict: m.Verdict.objects.get(relationship=relationship),
        m.PastVerdict: m.PastVerdict.objects.filter(relationship=relationship).first(),
    }


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, dict[Any, Any]]]:
    """OWN is a unit below ABOVE; BELOW stands under it, BESIDE next to it."""
    with made_once(django_db_blocker):
        above = b.unit("ABOVE")
        own = b.unit("OWN", above)
        set_rate(by=b.system(), code="USD", valid_from="2026-01-01", rate="0.9")
        create_profile(
            by=b.system(),
            given={"name": "Tests", "aliases": ["proeven"], "cpv_prefixes": ["99"], "facts": {"access": 2}},
        )
        b.approved_rule_set()
        m.BulkRun.objects.create(kind="VERDICTS", started_at=b.NOW)
        yield {
            "ABOVE": place(above),
            "OWN": place(own),
            "BELOW": place(b.unit("BELOW", own)),
            "BESIDE": place(b.unit("BESIDE", above)),
        }


@pytest.fixture
def places(made: dict[str, dict[Any, Any]], db: None) -> dict[str, dict[Any, Any]]:
    return made


def test_every_kind_of_record_is_scoped() -> None:
    ours = {
        each
        for each in apps.get_app_config("relationships").get_models()
        if not hasattr(each, "history_object")
    }
    assert set(VISIBLE) == ours
    assert ours == OF_A_UNIT | SHARED | PEOPLE


def test_every_kind_of_record_has_an_example(places: dict[str, dict[Any, Any]]) -> None:
    for name in PLACES:
        assert set(places[name]) == OF_A_UNIT
        assert None not in places[name].values()
    assert all(model._default_manager.exists() for model in SHARED)


def test_a_role_shows_its_unit_and_all_below_it(places: dict[str, dict[Any, Any]]) -> None:
    for role in Role:
        somebody = b.user(role, places["OWN"][m.Unit])
        for model in OF_A_UNIT:
            seen = set(visible_to(somebody, model).values_list("pk", flat=True))
            shown = [name for name in PLACES if places[name][model].pk in seen]
            assert shown == ["OWN", "BELOW"], (role, model)
        for model in SHARED:
            assert visible_to(somebody, model).count() == model._default_manager.count(), (role, model)


def test_a_role_on_the_root_shows_all(places: dict[str, dict[Any, Any]]) -> None:
    for role in Role:
        somebody = b.user(role)
        for model in OF_A_UNIT | SHARED:
            assert visible_to(somebody, model).count() == model._default_manager.count(), (role, model)


def test_without_a_role_one_sees_only_oneself(places: dict[str, dict[Any, Any]]) -> None:
    nobody = b.user()
    for model in VISIBLE:
        seen = list(visible_to(nobody, model))
        assert seen == ([nobody] if model is m.User else []), model.__name__


def test_who_left_sees_nothing(places: dict[str, dict[Any, Any]]) -> None:
    b.user("ADMINISTRATOR")
    for role in Role:
        somebody = deactivate_user(by=b.system(), user=b.user(role))
        for model in VISIBLE:
            assert not visible_to(somebody, model).exists(), (role, model)


def test_who_is_not_signed_in_sees_nothing(places: dict[str, dict[Any, Any]]) -> None:
    for model in VISIBLE:
        assert not visible_to(AnonymousUser(), model).exists(), model.__name__


def test_several_roles_add_up(places: dict[str, dict[Any, Any]]) -> None:
    somebody = b.user("READER", places["BELOW"][m.Unit])
    b.units.grant_role(by=b.system(), user=somebody, unit=places["BESIDE"][m.Unit], role="READER")
    assert {each.code for each in visible_units(somebody)} == {"BELOW", "BESIDE"}


def test_a_unit_whose_number_begins_like_another_is_not_below_it() -> None:
    """/1/2/ is no prefix of /1/20/, whatever the numbers."""
    units = [b.unit() for _ in range(12)]
    somebody = b.user("READER", units[0])
    assert list(visible_units(somebody)) == [units[0]]


class TestParties:
    def test_a_further_party_is_seen_with_its_relationship(self, places: dict[str, dict[Any, Any]]) -> None:
        somebody = b.user("READER", places["OWN"][m.Unit])
        seen = {each.name for each in visible_to(somebody, m.Party)}
        assert seen == {"Party of OWN", "Lead of OWN", "Party of BELOW", "Lead of BELOW"}

    def test_looked_up_one_by_one_the_same_are_seen(self, places: dict[str, dict[Any, Any]]) -> None:
        made = b.party(b.actor(maker := b.user("SOURCING_MANAGER", places["BESIDE"][m.Unit])))
        own = b.user("READER", places["OWN"][m.Unit])
        seen = {
            each: {party.name for party in few_visible_to(each, m.Party)}
            for each in (own, maker, b.user(), deactivate_user(by=b.system(), user=b.user("READER")))
        }
        assert list(seen.values()) == [
            {"Party of OWN", "Lead of OWN", "Party of BELOW", "Lead of BELOW"},
            {"Party of BESIDE", "Lead of BESIDE", made.name},
            set(),
            set(),
        ]
        assert not few_visible_to(AnonymousUser(), m.Party).exists()

    def test_who_created_a_party_sees_it_until_he_has_no_role_left(self) -> None:
        own = b.unit()
        lead = b.user("SOURCING_MANAGER", own)
        made = b.party(b.actor(lead))
        other = b.user("SOURCING_MANAGER", own)
        assert list(visible_to(lead, m.Party)) == [made]
        assert not visible_to(other, m.Party).exists()
        b.units.revoke_role(by=b.system(), assignment=lead.assignments.get())
        assert not visible_to(lead, m.Party).exists()

    def test_the_numbers_of_another_units_administration_stay_hidden(
        self, places: dict[str, dict[Any, Any]]
    ) -> None:
        shared = places["OWN"][m.Party]
        b.parties.change_party(
            by=b.system(),
            party=shared,
            given={
                "identifiers": [
                    {"scheme": "KVK", "value": "12345678"},
                    {"scheme": "CREDITOR", "value": "1001", "issuer": "OWN"},
                    {"scheme": "CREDITOR", "value": "77", "issuer": "BESIDE"},
                ]
            },
        )
        b.relationship(unit=places["BESIDE"][m.Unit], party=shared)
        seen = {
            code: {
                each.value
                for each in visible_to(b.user("READER", places[code][m.Unit]), m.PartyIdentifier).filter(
                    party=shared
                )
            }
            for code in ("OWN", "BESIDE", "ABOVE")
        }
        assert seen == {
            "OWN": {"12345678", "1001"},
            "BESIDE": {"12345678", "77"},
            "ABOVE": {"12345678", "1001", "77"},
        }


class TestPeople:
    def test_one_sees_colleagues_on_the_way_to_ones_units(self, places: dict[str, dict[Any, Any]]) -> None:
        people = {
            name: b.user("READER", places[name][m.Unit], username=name.lower())
            for name in ("OWN", "ABOVE", "BELOW", "BESIDE")
        }
        seen = {each.username for each in visible_to(people["OWN"], m.User)}
        assert seen == {"own", "above", "below", "system"}

    def test_an_administrator_sees_who_has_no_role_yet(self, places: dict[str, dict[Any, Any]]) -> None:
        newcomer = b.user(username="newcomer")
        administrator = b.user("ADMINISTRATOR", places["OWN"][m.Unit])
        reader = b.user("READER", places["OWN"][m.Unit])
        assert visible_to(administrator, m.User).contains(newcomer)
        assert not visible_to(reader, m.User).contains(newcomer)

    def test_an_administrator_of_the_root_sees_all(self, places: dict[str, dict[Any, Any]]) -> None:
        b.user("READER", places["OWN"][m.Unit])
        assert visible_to(b.user("ADMINISTRATOR"), m.User).count() == m.User.objects.count()

    def test_roles_of_others_are_seen_by_their_administrators(
        self, places: dict[str, dict[Any, Any]]
    ) -> None:
        b.user("READER", places["BELOW"][m.Unit], username="below")
        b.user("READER", places["BESIDE"][m.Unit], username="beside")
        seen = {}
        for role in ("READER", "SOURCING_MANAGER", "PRINCIPLE_OWNER", "ADMINISTRATOR"):
            own = b.user(role, places["OWN"][m.Unit], username=role)
            seen[role] = [each.user.username for each in visible_to(own, m.RoleAssignment)]
            seen[role].remove(role)
        assert seen == {
            "READER": [],
            "SOURCING_MANAGER": [],
            "PRINCIPLE_OWNER": [],
            "ADMINISTRATOR": ["below", "READER", "SOURCING_MANAGER", "PRINCIPLE_OWNER"],
        }


class TestFinding:
    def test_what_is_hidden_is_refused_like_what_is_not_there(
        self, places: dict[str, dict[Any, Any]]
    ) -> None:
        reader = b.user("READER", places["OWN"][m.Unit])
        hidden = places["BESIDE"][m.Relationship].pk
        answers = []
        for pk in (hidden, 999_999):
            with pytest.raises(Refused) as refused:
                find(reader, m.Relationship, pk, "relationship")
            (refusal,) = refused.value.refusals
            answers.append((refusal.code, refusal.field, refusal.message.replace(str(pk), "…")))
        assert answers[0] == answers[1]
        assert answers[0][:2] == ("NOT_FOUND", "relationship")

    def test_a_unit_is_found_by_its_code_and_by_its_id(self) -> None:
        unit, reader = b.unit("ALONE"), b.user("READER")
        assert find(reader, m.Unit, "ALONE") == unit
        assert find(reader, m.Unit, unit.pk) == unit
        assert find(reader, m.Unit, str(unit.pk)) == unit

    @pytest.mark.parametrize(
        "value",
        [True, 1.0, -1, 2**70, 10**5000, "1" * 5000, "\ud800", "\x00", "١", {"id": 1}, [1], None, ""],
        ids=lambda value: type(value).__name__,
    )
    def test_what_is_no_id_is_not_found(self, value: Any) -> None:
        for model in (m.Unit, m.Contract):
            with pytest.raises(Refused) as refused:
                find(b.system().user, model, value, "field")
            code = "WRONG_TYPE" if isinstance(value, bool | dict | list) else "NOT_FOUND"
            assert [each.code for each in refused.value.refusals] == [code]
            assert refused.value.refusals[0].message.isprintable()

    def test_a_code_of_digits_comes_before_the_id(self) -> None:
        b.unit("1")
        assert find(b.user("READER"), m.Unit, "1").code == "1"
