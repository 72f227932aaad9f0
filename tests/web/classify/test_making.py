"""Making a relationship, with a party that is found by typing or made on the way."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from relationships.models import CategoryProfile, Party, Relationship, User
from tests import builders as b

pytestmark = pytest.mark.django_db

NEW = "/relationships/new/"
PARTY = "/parties/new/"
HTMX = {"HX-Request": "true"}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def manager() -> User:
    return b.user("SOURCING_MANAGER")


@pytest.fixture
def client(manager: User) -> Client:
    return signed_in(manager)


def known(manager: User, name: str, **given: Any) -> Party:
    """A party that this user made, and so sees."""
    return b.party(b.actor(manager), name, **given)


def given(party: Party, **more: str) -> dict[str, str]:
    return {"unit": str(b.root().pk), "our_role": "CUSTOMER", "party": str(party.pk), **more}


def test_a_relationship_is_made_and_leads_to_the_wizard(client: Client, manager: User) -> None:
    party, profile = known(manager, "Veldhuis"), CategoryProfile.objects.order_by("pk").first()
    assert profile is not None
    sent = given(party, subject="Lunches", category=profile.name, owner=str(manager.pk), do="classify")

    answer = client.post(NEW, sent)

    made = Relationship.objects.get()
    assert answer["Location"] == f"/relationships/{made.pk}/classify/"
    assert (made.party, made.subject, made.owner, made.profile) == (party, "Lunches", manager, profile)
    assert client.post(NEW, given(party))["Location"] == f"/relationships/{made.pk + 1}/"


def test_all_that_is_lacking_is_said_and_what_was_typed_stays(client: Client) -> None:
    answer = client.post(NEW, {"unit": "", "our_role": "", "party": "", "subject": "<script>x</script>"})

    codes = {name: each[0].code for name, each in answer.context["form"].errors.as_data().items()}
    assert (answer.status_code, codes) == (422, dict.fromkeys(("unit", "our_role", "party"), "REQUIRED"))
    assert answer.context["form"]["subject"].value() == "<script>x</script>"
    assert b"<script>x" not in answer.content
    assert Relationship.objects.count() == 0


def test_only_units_in_which_one_keeps_relationships_are_offered() -> None:
    own, read = b.unit("OWN"), b.unit("READ")
    manager = b.user("SOURCING_MANAGER", own)
    b.units.grant_role(by=b.system(), user=manager, unit=read, role="READER")
    client = signed_in(manager)

    offered = [pk for pk, _said in client.get(NEW).context["form"].fields["unit"].widget.choices]
    refused = client.post(NEW, given(b.party(b.actor(manager)), unit=str(read.pk)))

    assert offered == [own.pk]
    assert (refused.status_code, Relationship.objects.count()) == (
        403 if refused.status_code == 403 else 422,
        0,
    )


@pytest.mark.parametrize("role", ["READER", "ACCOUNT_MANAGER"])
def test_it_takes_the_role(role: str) -> None:
    client = signed_in(b.user(role))

    assert [client.get(each).status_code for each in (NEW, PARTY)] == [403, 403]
    assert client.post(PARTY, {"name": "New"}).status_code == 403


def test_the_category_says_what_it_brings(client: Client) -> None:
    profile = CategoryProfile.objects.order_by("pk").first()
    assert profile is not None

    known = client.get(f"{NEW}category/", {"category": profile.name}, headers=HTMX)
    unknown = client.get(f"{NEW}category/", {"category": "Flying carpets"}, headers=HTMX)

    assert known.context["meant"]["facts"] > 0
    assert unknown.context["meant"] is None


def test_parties_are_found_while_typing_by_name_alias_number_and_near_miss(
    client: Client, manager: User
) -> None:
    catering = known(manager, "Veldhuis Catering B.V.", aliases=["De Lunchbrigade"])
    numbered = known(manager, "Other", identifiers=[{"scheme": "KVK", "value": "69599084"}])

    def found(typed: str) -> list[int]:
        answer = client.get("/choose/party/", {"name": "party", "party_q": typed}, headers=HTMX)
        return [each.party.pk for each in answer.context["choice"].matches]

    assert found("veldh") == [catering.pk]
    assert found("lunchbrig") == [catering.pk]
    assert found("Veldhuys Catering") == [catering.pk]
    assert found("69599084") == [numbered.pk]
    assert (found("v"), found("\x00"), found("<script>")) == ([], [], [])


def test_parties_that_one_may_not_see_are_not_found() -> None:
    elsewhere = b.relationship(unit=b.unit(), party=b.party(name="Hidden Works"))
    client = signed_in(b.user("SOURCING_MANAGER", b.unit()))

    answer = client.get("/choose/party/", {"party_q": "Hidden", "party": str(elsewhere.party_id)})

    assert (answer.context["choice"].matches, answer.context["choice"].chosen) == ([], None)


def test_without_javascript_searching_shows_the_form_again(client: Client, manager: User) -> None:
    party = known(manager, "Veldhuis")

    answer = client.post(NEW, {"subject": "Lunches", "party_q": "veld", "do": "search"})

    assert answer.status_code == 200
    assert [each.party for each in answer.context["choice"].matches] == [party]
    assert answer.context["form"]["subject"].value() == "Lunches"


def test_a_party_is_made_on_the_way_and_nothing_typed_is_lost(client: Client) -> None:
    unit = str(b.root().pk)

    sent_on = client.post(
        NEW, {"unit": unit, "subject": "Lunches", "party_q": "Veldhuis", "do": "make_party"}
    )
    assert sent_on["Location"] == "/parties/new/?name=Veldhuis&next=%2Frelationships%2Fnew%2F"
    assert client.get(sent_on["Location"]).context["form"]["name"].value() == "Veldhuis"
    made = client.post(PARTY, {"name": "Veldhuis", "next": NEW})
    back = client.get(made["Location"])

    party = Party.objects.get(name="Veldhuis")
    assert made["Location"] == f"{NEW}?party={party.pk}"
    assert back.context["choice"].chosen == party
    assert (back.context["form"]["subject"].value(), back.context["form"]["unit"].value()) == (
        "Lunches",
        unit,
    )


def test_a_party_that_is_there_already_is_proposed_before_another_is_made(
    client: Client, manager: User
) -> None:
    there = known(manager, "Veldhuis Catering B.V.")

    proposed = client.post(PARTY, {"name": "Veldhuis Katering", "next": NEW})
    client.post(PARTY, {"name": "Veldhuis Katering", "another": "1"})

    assert (proposed.status_code, f"{NEW}?party={there.pk}" in proposed.content.decode()) == (422, True)
    assert Party.objects.filter(name="Veldhuis Katering").count() == 1


def test_a_party_has_names_numbers_and_a_group(client: Client, manager: User) -> None:
    group = known(manager, "Holding")
    sent = {
        "name": "Werf",
        "country": "NL",
        "aliases": "De Werf\n\nWerf Oost\n",
        "parent": str(group.pk),
        "scheme_1": "KVK",
        "value_1": "69599084",
    }

    client.post(PARTY, sent)

    made = Party.objects.get(name="Werf")
    assert (made.parent, [each.name for each in made.aliases.all()]) == (group, ["De Werf", "Werf Oost"])
    assert [(each.scheme, each.value) for each in made.identifiers.all()] == [("KVK", "69599084")]


def test_what_is_wrong_with_a_number_stands_at_its_row(client: Client) -> None:
    answer = client.post(PARTY, {"name": "Werf", "scheme_2": "KVK", "value_2": "12", "country": "XX"})

    codes = {name: each[0].code for name, each in answer.context["form"].errors.as_data().items()}
    assert (answer.status_code, codes) == (
        422,
        {"country": "COUNTRY_UNKNOWN", "value_2": "IDENTIFIER_INVALID"},
    )
    assert Party.objects.count() == 0


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_one_is_never_sent_to_another_site(client: Client, onward: str) -> None:
    answer = client.post(PARTY, {"name": "Werf", "next": onward})

    assert answer["Location"] == f"/parties/{Party.objects.get().pk}/"


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "=1+1", "a\x00b", "x" * 5_000])
def test_hostile_names_do_no_harm(client: Client, hostile: str) -> None:
    for address, name in (
        (PARTY, "name"),
        (NEW, "party_q"),
        (f"{PARTY}alike/", "name"),
        ("/choose/party/", "party_q"),
    ):
        answer = client.get(address, {name: hostile})
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content
    assert client.post(PARTY, {"name": hostile}).status_code in (302, 422)


def test_more_parties_cost_no_more_queries(client: Client, manager: User, queries: Any) -> None:
    known(manager, "Veldhuis Een")
    ask = {"party_q": "Veldhuis"}
    client.get("/choose/party/", ask, headers=HTMX)

    with queries(8):
        client.get("/choose/party/", ask, headers=HTMX)
    known(manager, "Veldhuis Twee")
    known(manager, "Veldhuis Drie")
    with queries(8):
        assert len(client.get("/choose/party/", ask, headers=HTMX).context["choice"].matches) == 3
