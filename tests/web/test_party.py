"""One party: what is shown of it, changing it, telling it apart, merging it and taking that back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from relationships.models import Party, PartyDistinction, PartyMerge, User
from tests import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> User:
    return b.user("ADMINISTRATOR", username="keeper")


@pytest.fixture
def signed_in(client: Client, keeper: User) -> Client:
    client.force_login(keeper, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_party_shows_its_own_relationships_and_those_of_its_group(signed_in: Client) -> None:
    top = b.party(name="Top Holding")
    party = b.party(name="Albron", parent=top)
    b.relationship(party=party, subject="Catering")
    b.relationship(party=top, subject="Management")

    own = signed_in.get(f"/parties/{party.pk}/").content.decode()
    group = signed_in.get(f"/parties/{party.pk}/?group=1").content.decode()

    assert ("Catering" in own, "Management" in own) == (True, False)
    assert ("Catering" in group, "Management" in group) == (True, True)


def test_who_deals_with_it_elsewhere_is_not_shown(client: Client) -> None:
    mine, theirs = b.unit("IT"), b.unit("HR")
    party = b.party(name="Albron")
    b.relationship(party=party, unit=mine, subject="Ours")
    b.relationship(party=party, unit=theirs, subject="Secret")
    client.force_login(b.user("READER", mine), backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(f"/parties/{party.pk}/").content.decode()

    assert ("Ours" in page, "Secret" in page) == (True, False)
    assert client.get(f"/parties/{party.pk}/change/").status_code == 403


def test_two_units_that_contradict_each_other_are_said(signed_in: Client) -> None:
    party = b.party(name="Albron")
    for unit, chosen in ((b.unit("IT"), "GUARDED"), (b.unit("HR"), "VENTURE")):
        relationship = b.relationship(party=party, unit=unit, category="catering")
        b.rate(None, relationship)
        b.classification(None, relationship, chosen, 4, reason="So")

    assert "Units contradict each other" in signed_in.get(f"/parties/{party.pk}/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_party_asks_as_often_whatever_it_has(signed_in: Client, queries: Any, rows: int) -> None:
    party = b.party(name="Albron")
    for _each in range(rows):
        b.relationship(party=party)
    signed_in.get(f"/parties/{party.pk}/")

    with queries(ASKED):
        signed_in.get(f"/parties/{party.pk}/")


ASKED = 21


def test_names_and_numbers_are_changed_a_line_each(signed_in: Client, keeper: User) -> None:
    party = b.party(b.actor(keeper), "Albron")
    page = f"/parties/{party.pk}/change/"
    given = {
        "name": "Albron Food",
        "aliases": "Albron BV\n\n Albron catering ",
        "identifiers": "kvk 30082253\nCREDITOR 4711 ROOT",
        "version": party.version,
    }

    assert signed_in.post(page, given).status_code == 302

    party.refresh_from_db()
    assert party.name == "Albron Food"
    assert sorted(each.name for each in party.aliases.all()) == ["Albron BV", "Albron catering"]
    assert sorted(each.value for each in party.identifiers.all()) == ["30082253", "4711"]
    assert "CREDITOR 4711 ROOT" in signed_in.get(page).content.decode()


def test_a_wrong_number_is_said_beside_the_numbers_and_nothing_is_lost(
    signed_in: Client, keeper: User
) -> None:
    party = b.party(b.actor(keeper), "Albron")
    given = {"name": "Albron", "identifiers": "KVK 12", "aliases": "<i>", "version": party.version}
    answer = signed_in.post(f"/parties/{party.pk}/change/", given)

    assert answer.status_code == 422
    assert 'id="id_identifiers_error"' in answer.content.decode()
    assert "&lt;i&gt;" in answer.content.decode()


def test_two_that_look_alike_are_merged_after_a_preview_and_parted_again(
    signed_in: Client, keeper: User
) -> None:
    stays, goes = b.party(b.actor(keeper), "Albron B.V."), b.party(b.actor(keeper), "ALBRON")
    b.relationship(party=goes, subject="Catering")
    assert "ALBRON" in signed_in.get("/parties/duplicates/").content.decode()
    address = f"/parties/{stays.pk}/merge/{goes.pk}/"
    assert signed_in.get(address).context["preview"].moving["relationships"] == 1
    assert Party.objects.filter(pk=goes.pk).exists()

    versions = {"version": stays.version, "other_version": goes.version}
    assert signed_in.post(address, versions)["Location"] == f"/parties/{stays.pk}/"

    page = signed_in.get(f"/parties/{stays.pk}/").content.decode()
    assert ("Catering" in page, "ALBRON" in page) == (True, True)
    undone = signed_in.post(f"/parties/merges/{PartyMerge.objects.get().pk}/undo/")
    assert undone["Location"] == f"/parties/{goes.pk}/"


def test_what_changed_since_the_preview_is_a_conflict(signed_in: Client, keeper: User) -> None:
    stays, goes = b.party(b.actor(keeper), "Albron B.V."), b.party(b.actor(keeper), "ALBRON")
    versions = {"version": stays.version, "other_version": goes.version + 1}

    answer = signed_in.post(f"/parties/{stays.pk}/merge/{goes.pk}/", versions)

    assert answer.status_code == 409
    assert not PartyMerge.objects.exists()


def test_two_kept_apart_are_not_proposed_again(signed_in: Client, keeper: User) -> None:
    first, second = b.party(b.actor(keeper), "Albron B.V."), b.party(b.actor(keeper), "ALBRON")

    assert signed_in.post(f"/parties/{first.pk}/apart/{second.pk}/").status_code == 302

    assert PartyDistinction.objects.count() == 1
    assert "ALBRON" not in signed_in.get("/parties/duplicates/").content.decode()


def test_a_cursor_that_is_none_is_refused(signed_in: Client, keeper: User) -> None:
    assert signed_in.get("/parties/duplicates/?after=x").status_code == 400
