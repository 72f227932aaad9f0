"""Which category profile a name or a CPV code means, with what the registry comes with."""

from __future__ import annotations

import csv
import json

import pytest

from relationships.models import CategoryAlias, CategoryProfile
from relationships.names import normalised_label
from relationships.queries.categories import Categories, categories, recognise_category
from tests.repository.tracked import TOP, text_of

SHIPPED = TOP / "relationships/shipped"
NAMES: dict[str, dict] = json.loads(text_of(SHIPPED / "category_names.json"))
PROFILES = [
    row["category"]
    for row in csv.DictReader(text_of(SHIPPED / "category_profiles.tsv").splitlines(), delimiter="\t")
]


def test_every_profile_has_a_dutch_name_and_aliases() -> None:
    assert list(NAMES) == PROFILES
    assert len(PROFILES) == 53
    assert [name for name, given in NAMES.items() if not given["nl"] or len(given["aliases"]) < 3] == []


def test_no_name_means_two_profiles() -> None:
    meant: dict[str, set[str]] = {}
    for profile, given in NAMES.items():
        for name in (profile, given["nl"], *given["aliases"]):
            meant.setdefault(normalised_label(name), set()).add(profile)

    assert {name: profiles for name, profiles in meant.items() if len(profiles) > 1} == {}


def test_no_name_is_too_broad_or_discouraged() -> None:
    broad = {"diensten", "services", "leveringen", "goods", "overig", "other", "diversen", "inkoop"}
    names = [name for given in NAMES.values() for name in (given["nl"], *given["aliases"])]

    assert [name for name in names if normalised_label(name) in broad or "partner" in name.lower()] == []


@pytest.fixture
def known(db: None) -> Categories:
    return categories()


def test_all_of_it_is_in_an_installed_registry(db: None) -> None:
    assert CategoryProfile.objects.count() == 53
    assert CategoryProfile.objects.filter(name_nl="").count() == 0
    assert CategoryAlias.objects.count() == sum(len(given["aliases"]) for given in NAMES.values())


@pytest.mark.parametrize(
    ("name", "profile"),
    [
        ("Schoonmaak", "cleaning"),
        ("SCHOONMAAK-DIENSTEN", None),
        ("  schoonmaakdiensten ", "cleaning"),
        ("Printen en kopieren als dienst", "printing and copying as a service"),
        ("Inhuur derden", "temporary staff"),
        ("ICT", "IT services and outsourcing"),
        ("Facilitair", "integrated facility management"),
        ("wmo hulpmiddelen", "aids for disabled people"),
        ("Hosting, cloud & datacenter", None),
        ("hosting cloud en datacenter", "hosting, cloud and data centre"),
        ("diensten", None),
        ("", None),
    ],
)
def test_a_name_matches_exactly_after_normalisation(
    known: Categories, name: str, profile: str | None
) -> None:
    found = known.of_name(name)

    assert (found.name if found else None) == profile


@pytest.mark.parametrize(
    ("cpv", "profile"),
    [
        ("90910000", "cleaning"),
        ("90600000", "green and public space"),
        ("90500000", "waste and sewage"),
        ("72230000", "custom software"),
        ("72250000", "application management and support"),
        ("72000000", "IT services and outsourcing"),
        ("9123000", "energy and fuels"),
        ("09123000", "energy and fuels"),
        ("3000000", "food and agricultural products"),
        ("98000000", None),
        ("", None),
    ],
)
def test_the_longest_prefix_wins_and_a_lost_zero_is_restored(
    known: Categories, cpv: str, profile: str | None
) -> None:
    found = known.of_cpv(cpv)

    assert (found.name if found else None) == profile


def test_the_cpv_code_is_believed_before_the_name(db: None) -> None:
    found = recognise_category("Catering", "90910000")

    assert found is not None
    assert found.name == "cleaning"


def test_what_matches_nothing_brings_no_assumption(db: None) -> None:
    assert recognise_category("Strategisch", "98000000") is None
