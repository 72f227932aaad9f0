"""What the registry comes with, after every migration."""

from __future__ import annotations

import pytest

from relationships import shipped
from relationships.actions.categories import change_profile
from relationships.choices import DELIVERY_FACTS
from relationships.fit import rule_set_1
from relationships.models import (
    CategoryProfile,
    CpvPrefix,
    ProfileFact,
    RoleAssignment,
    RuleSet,
    SafeguardKind,
    Unit,
    User,
)
from relationships.queries.categories import categories, recognise_category
from relationships.queries.rules import rule_set_in_force, rules_of
from tests import builders as b

pytestmark = pytest.mark.django_db


def test_the_root_unit_and_the_registry_itself() -> None:
    (root,) = Unit.objects.all()
    (system,) = User.objects.all()
    assert (root.code, root.path, root.parent) == ("ROOT", f"/{root.pk}/", None)
    assert (system.username, system.has_usable_password()) == ("system", False)
    (role,) = RoleAssignment.objects.all()
    assert (role.user, role.unit, role.role) == (system, root, "ADMINISTRATOR")


def test_rule_set_1_is_in_force() -> None:
    (rules,) = RuleSet.objects.all()
    assert (rules.number, rules.state) == (1, "IN_FORCE")
    assert rules_of(rule_set_in_force()) == rule_set_1()


def test_every_profile_assumes_every_delivery_fact() -> None:
    assert CategoryProfile.objects.count() == 53
    assert ProfileFact.objects.count() == 53 * len(DELIVERY_FACTS)
    cleaning = {each.fact: each.value for each in ProfileFact.objects.filter(profile__name="cleaning")}
    assert cleaning == {
        "customisation": 1,
        "complexity": 1,
        "specificity_customer": 1,
        "specificity_supplier": 1,
        "uncertainty": 1,
        "interdependence": 2,
        "criticality": 2,
        "measurability": 5,
        "switching_cost": 1,
        "supply_scarcity": 1,
        "duration": 3,
        "access": 3,
        "joint_value": 1,
    }
    assert not CpvPrefix.objects.exclude(prefix__regex=r"^[0-9]{2,8}$").exists()


def test_the_kinds_of_safeguards_by_the_level_they_stand_in_for() -> None:
    kinds: dict[int, set[str]] = {}
    for kind in SafeguardKind.objects.all():
        kinds.setdefault(kind.level, set()).add(kind.code)
    assert kinds == {
        2: {"GUARANTEE", "PAYMENT_AFTER_ACCEPTANCE", "SERVICE_CREDITS", "INSPECTION", "RETENTION"},
        3: {"AUDIT", "CERTIFICATION", "BENCHMARK", "REFERENCES", "SECOND_SOURCE", "ACCEPTANCE_TEST"},
        4: {"OPEN_BOOK", "STEP_IN_RIGHT", "EXIT_PLAN", "ESCROW", "JOINT_RISK_REGISTER", "MEDIATION_CLAUSE"},
    }


def test_installing_again_keeps_what_was_changed_since() -> None:
    profile = CategoryProfile.objects.get(name="cleaning")
    change_profile(by=b.system(), profile=profile, given={"name": "Cleaning of ours"})
    shipped.install()
    assert CategoryProfile.objects.count() == 53
    assert CategoryProfile.objects.filter(name="Cleaning of ours").exists()
    assert RuleSet.objects.count() == SafeguardKind.objects.filter(code="AUDIT").count() == 1


class TestRecognising:
    """A category by its CPV code, else by its name."""

    @pytest.mark.parametrize(
        ("cpv", "name"),
        [
            ("30213000", "computer hardware"),
            ("30123000", "printing and copying as a service"),  # 3012 before 301
            ("30190000", "office supplies and printed matter"),
            ("48820000", "computer hardware"),  # 4882 before 48
            ("48900000", "standard software, subscriptions"),
        ],
    )
    def test_the_longest_prefix_wins(self, cpv: str, name: str) -> None:
        found = categories().of_cpv(cpv)
        assert found is not None and found.name == name

    def test_no_code_no_category(self) -> None:
        assert categories().of_cpv("") is None

    def test_a_lost_leading_zero_comes_back(self) -> None:
        known = categories()
        assert known.of_cpv("9000000") == known.of_cpv("09000000")
        assert known.of_cpv("9000000") != known.of_cpv("90910000")

    def test_a_name_after_normalisation_exactly(self) -> None:
        profile = CategoryProfile.objects.get(name="cleaning")
        change_profile(
            by=b.system(),
            profile=profile,
            given={"name_nl": "Schoonmaak", "aliases": ["Glasbewassing en zo"]},
        )
        for name in ("cleaning", " CLEANING ", "schoonmaak", "glasbewassing, en zo!"):
            assert recognise_category(name) == profile
        for name in ("clean", "cleaning of windows", "", " ", "!!!"):
            assert recognise_category(name) is None

    def test_the_code_comes_before_the_name(self) -> None:
        found = recognise_category("cleaning", "30213000")
        assert found is not None and found.name == "computer hardware"

    def test_a_profiles_own_name_comes_before_anothers_alias(self) -> None:
        other = CategoryProfile.objects.get(name="computer hardware")
        change_profile(by=b.system(), profile=other, given={"aliases": ["Cleaning"]})
        found = recognise_category("cleaning")
        assert found is not None and found.name == "cleaning"
