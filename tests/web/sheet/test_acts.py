"""The acts on a relationship that are done from its sheet."""

from __future__ import annotations

import pytest
from django.test import Client

from relationships.history import changes_of, keep
from relationships.models import Arrangement, Relationship, RelationshipParty, User
from tests import builders as b

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def as_shown(client: Client, address: str) -> dict[str, str]:
    """What the form would send untouched."""
    form = client.get(address).context["form"]
    shown = {each.name: each.value() for each in form}
    return {name: "" if value is None else str(value) for name, value in shown.items()}


def test_a_relationship_is_changed_and_only_where_something_was_typed() -> None:
    manager = b.user("SOURCING_MANAGER")
    client, relationship = signed_in(manager), b.relationship(subject="Catering")
    address = f"/relationships/{relationship.pk}/change/"
    sent = as_shown(client, address) | {"phase": "OPERATION", "owner": str(manager.pk)}

    answer = client.post(address, sent)

    relationship.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, f"/relationships/{relationship.pk}/")
    assert (relationship.phase, relationship.owner, relationship.subject) == (
        "OPERATION",
        manager,
        "Catering",
    )
    change = changes_of(relationship)[0]
    assert (change.door, [each.field for each in change.fields]) == ("WEB", ["phase", "owner"])


def test_another_party_is_found_by_typing_and_takes_the_place_of_the_one_before() -> None:
    client, relationship = signed_in(b.user("SOURCING_MANAGER")), b.relationship()
    other, address = b.party(name="Velthuis Catering"), f"/relationships/{relationship.pk}/change/"
    b.relationship(party=other)  # else nobody sees it
    sent = as_shown(client, address)

    searched = client.post(address, sent | {"do": "search", "party_q": "velthuis"})
    assert [each.party for each in searched.context["choice"].offered] == [other]
    relationship.refresh_from_db()
    assert (searched.status_code, relationship.party == other) == (200, False)

    client.post(address, sent | {"do": "save", "party_q": "velthuis", "party": str(other.pk)})
    relationship.refresh_from_db()
    assert relationship.party == other


def test_what_somebody_changed_in_between_is_refused_and_nothing_is_lost() -> None:
    client, relationship = signed_in(b.user("SOURCING_MANAGER")), b.relationship(subject="Catering")
    address = f"/relationships/{relationship.pk}/change/"
    seen = as_shown(client, address)
    client.post(address, seen | {"subject": "Lunches"})

    answer = client.post(address, seen | {"subject": "Dinners"})

    relationship.refresh_from_db()
    assert (answer.status_code, relationship.subject) == (409, "Lunches")
    assert b"Dinners" in answer.content
    assert answer.context["form"].non_field_errors()


@pytest.mark.parametrize(
    ("given", "field"),
    [({"subject": "x\x00"}, "subject"), ({"our_role": "FRIEND"}, "our_role"), ({"unit": "999"}, "unit")],
)
def test_what_is_wrong_is_said_beside_its_field(given: dict[str, str], field: str) -> None:
    client, relationship = signed_in(b.user("SOURCING_MANAGER")), b.relationship()
    address = f"/relationships/{relationship.pk}/change/"
    answer = client.post(address, as_shown(client, address) | given)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_an_owner_who_left_stays_until_another_takes_over() -> None:
    gone = b.user("READER")
    relationship = b.relationship(owner=gone.pk)
    gone.is_active = False
    keep(gone, b.system())
    client = signed_in(b.user("SOURCING_MANAGER"))
    address = f"/relationships/{relationship.pk}/change/"

    answer = client.post(address, as_shown(client, address) | {"subject": "Catering"})

    relationship.refresh_from_db()
    assert (answer.status_code, relationship.owner, relationship.subject) == (302, gone, "Catering")


def test_an_account_manager_says_that_an_arrangement_is_in_place() -> None:
    client, relationship = signed_in(b.user("ACCOUNT_MANAGER")), b.relationship()
    address = f"/relationships/{relationship.pk}/arrangements/"

    answer = client.post(address, {"kind": "EXIT_PLAN", "state": "PRESENT", "reason": ""})

    assert answer["Location"] == f"/relationships/{relationship.pk}/#arrangements"
    assert Arrangement.objects.values_list("kind", "state").get() == ("EXIT_PLAN", "PRESENT")
    shown = client.get(address, {"kind": "EXIT_PLAN"}).context["form"]
    assert (shown["kind"].value(), shown["state"].value()) == ("EXIT_PLAN", "PRESENT")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "EXIT_PLAN", "state": "NOT_APPLICABLE", "reason": " "}, "reason"),
        ({"kind": "HANDSHAKE", "state": "PRESENT"}, "kind"),
        ({"kind": "EXIT_PLAN", "state": "MAYBE"}, "state"),
        ({}, "kind"),
    ],
)
def test_an_arrangement_is_refused_beside_its_field(given: dict[str, str], field: str) -> None:
    client, relationship = signed_in(b.user("ACCOUNT_MANAGER")), b.relationship()
    answer = client.post(f"/relationships/{relationship.pk}/arrangements/", given)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Arrangement.objects.exists()


def test_who_only_reads_does_nothing() -> None:
    client, relationship = signed_in(b.user("READER")), b.relationship()
    for act in ("change", "arrangements", "further-parties/new", "remove"):
        answer = client.post(
            f"/relationships/{relationship.pk}/{act}/",
            {"kind": "EXIT_PLAN", "state": "PRESENT", "party": str(relationship.party_id), "part": "LEAD"},
        )
        assert (act, answer.status_code) == (act, 422)
        assert answer.context["form"].has_error("__all__", "NOT_ALLOWED"), act
    assert (Arrangement.objects.count(), RelationshipParty.objects.count()) == (0, 0)
    assert Relationship.objects.count() == 1


def test_a_further_party_is_searched_and_added_and_removed_again() -> None:
    manager = b.user("SOURCING_MANAGER")
    client, relationship = signed_in(manager), b.relationship()
    lead = b.party(b.actor(manager), "Bouwlust BV")
    b.party(b.actor(manager), "Waterwerk BV")
    address = f"/relationships/{relationship.pk}/further-parties/new/"

    found = client.get(address, {"q": "bouwlust"})
    assert [each.name for each in found.context["there"]] == ["Bouwlust BV"]
    client.post(f"{address}?q=bouwlust", {"party": str(lead.pk), "part": "LEAD"})

    further = RelationshipParty.objects.get()
    assert (further.party, further.part) == (lead, "LEAD")
    assert b"Bouwlust BV" in client.get(f"/relationships/{relationship.pk}/").content
    again = client.post(address, {"party": str(lead.pk), "part": "LEAD"})
    assert again.status_code == 422

    assert client.get(f"/further-parties/{further.pk}/remove/").status_code == 200
    assert RelationshipParty.objects.exists()
    client.post(f"/further-parties/{further.pk}/remove/")
    assert not RelationshipParty.objects.exists()


def test_a_party_that_one_may_not_see_is_not_found() -> None:
    hidden = b.party(None, "Geheim BV")
    manager = b.user("SOURCING_MANAGER", b.unit())
    client = signed_in(manager)
    relationship = b.relationship(unit=manager.assignments.get().unit)
    address = f"/relationships/{relationship.pk}/further-parties/new/"
    assert client.get(address, {"q": "geheim"}).context["there"] == []
    answer = client.post(address, {"party": str(hidden.pk), "part": "LEAD"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["party"])


def test_a_relationship_recorded_by_mistake_is_removed_after_it_was_asked() -> None:
    client, relationship = signed_in(b.user("SOURCING_MANAGER")), b.relationship()
    address = f"/relationships/{relationship.pk}/remove/"
    assert client.get(address).status_code == 200
    assert Relationship.objects.exists()
    client.post(address, {"version": str(relationship.version)})
    assert not Relationship.objects.exists()


def test_one_with_a_contract_stays() -> None:
    client, relationship = signed_in(b.user("SOURCING_MANAGER")), b.relationship()
    b.contract(None, relationship)
    answer = client.post(f"/relationships/{relationship.pk}/remove/", {})
    assert answer.status_code == 422
    assert Relationship.objects.exists()
