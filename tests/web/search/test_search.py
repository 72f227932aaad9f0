"""One box for everything, and the palette."""

from __future__ import annotations

import pytest

from tests import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return b.user("SOURCING_MANAGER")


@pytest.fixture
def client(lead, signed_in):
    return signed_in(lead)


def found(answer) -> dict[str, list[str]]:
    return {str(group.said): [each.said for each in group.found] for group in answer.context["groups"]}


def test_each_kind_is_found_by_its_own_names(client) -> None:
    party = b.party(name="Veldhuis Catering", aliases=["Zilverlepel"])
    there = b.relationship(party=party, subject="Lunches")
    b.contract(None, there, number="ZIL-7", title="Catering at head office")

    by_alias = found(client.get("/search/?q=zilverl"))
    by_number = found(client.get("/search/?q=zil-7"))

    assert by_alias == {"Relationships": ["Veldhuis Catering"], "Parties": ["Veldhuis Catering"]}
    assert by_number == {"Contracts": ["ZIL-7"]}


def test_identifiers_find_their_party(client) -> None:
    party = b.party(name="Veldhuis", identifiers=[{"scheme": "OIN", "value": "00000001003214345000"}])
    b.relationship(party=party)

    assert found(client.get("/search/?q=00000001003214345000"))["Parties"] == ["Veldhuis"]


def test_principles_and_words_of_the_glossary_are_found(client) -> None:
    groups = found(client.get("/search/?q=trust"))

    assert groups["Principles"]
    assert "Trust gap" in groups["Help and glossary"]


def test_of_many_a_few_are_shown_with_the_way_to_all(client) -> None:
    for each in range(10):
        b.relationship(party=b.party(name=f"Acme {each}"))

    answer = client.get("/search/?q=acme")

    group = answer.context["groups"][0]
    assert (len(group.found), group.all) == (8, "/relationships/?q=acme&view=all")


def test_only_what_may_be_seen_is_found(signed_in) -> None:
    there = b.relationship(party=b.party(name="Acme"))
    b.contract(None, there, number="Acme-1")

    assert found(signed_in(b.user("READER", b.unit("OWN"))).get("/search/?q=acme")) == {}
    assert found(signed_in(b.user()).get("/search/?q=acme")) == {}


@pytest.mark.parametrize(
    "sought", ["%00", "%00%00%00", "<script>alert(1)</script>", "x" * 5_000, "%ed%a0%80", "'"]
)
@pytest.mark.parametrize("address", ["/search/", "/palette/"])
def test_whatever_is_typed_is_answered(address: str, sought: str, client) -> None:
    answer = client.get(f"{address}?q={sought}")

    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


def test_a_single_letter_finds_nothing_yet(client) -> None:
    b.relationship(party=b.party(name="Acme"))

    assert found(client.get("/search/?q=a")) == {}


def test_it_takes_as_many_queries_for_three_as_for_one(client, queries) -> None:
    for number in (1, 2):
        for each in range(number):
            b.contract(None, b.relationship(party=b.party(name=f"Acme {number} {each}")), title="Acme")
        with queries(8):
            client.get("/search/?q=acme")


def test_while_one_types_only_what_is_found_comes(client) -> None:
    answer = client.get("/search/?q=trust", headers={"HX-Request": "true", "HX-Target": "found"})

    assert b"<html" not in answer.content
    assert found(answer)["Principles"]


def test_the_palette_lists_pages_and_acts_that_are_the_readers(client, signed_in) -> None:
    lead = client.get("/palette/", headers={"HX-Request": "true"}).content.decode()
    reader = signed_in(b.user("READER")).get("/palette/").content.decode()

    assert 'href="/contracts/"' in lead
    assert "Take in a contract list" in lead
    assert "Take in a contract list" not in reader
    assert "<html" not in lead
    assert "<html" in reader


def test_the_palette_narrows_while_one_types_and_finds_records_too(client) -> None:
    b.relationship(party=b.party(name="Contrabas"))

    answer = client.get("/palette/?q=contr", headers={"HX-Request": "true", "HX-Target": "palette-found"})

    assert ("/contracts/", "Contracts") in answer.context["ways"]
    assert ("/parties/", "Parties") not in answer.context["ways"]
    assert found(answer)["Parties"] == ["Contrabas"]


def test_every_way_leads_to_a_page() -> None:
    from django.urls import reverse

    from web.search.ways import WAYS

    for each in WAYS:
        reverse(f"web:{each.name}")
