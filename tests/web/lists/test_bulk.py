"""Many relationships changed at once, from the list."""

from __future__ import annotations

from unittest import mock

import pytest

from relationships.models import CategoryProfile, Relationship
from tests import builders as b

pytestmark = pytest.mark.django_db

HERE = "/relationships/bulk/"


@pytest.fixture
def lead():
    return b.user("SOURCING_MANAGER")


@pytest.fixture
def client(lead, signed_in):
    return signed_in(lead)


@pytest.fixture
def two():
    return [b.relationship(party=b.party(name=name)) for name in ("Alpha", "Beta")]


def ticked(*records: Relationship) -> list[str]:
    return [f"{each.pk}:{each.version}" for each in records]


def phases() -> list[str]:
    return list(Relationship.objects.order_by("pk").values_list("phase", flat=True))


def test_asking_for_it_by_address_alone_leads_to_the_list(client) -> None:
    assert client.get(HERE)["Location"] == "/relationships/"


def test_first_the_value_is_asked(client, two) -> None:
    answer = client.post(HERE, {"field": "phase", "chosen": ticked(*two), "query": "q=a"})

    assert answer.status_code == 200
    assert list(answer.context["form"].fields) == ["phase"]
    assert answer.context["chosen"] == [(each.pk, 1) for each in two]
    assert answer.context["back"] == "/relationships/?q=a"


def test_then_it_says_who_changes_from_what_to_what_and_does_nothing(client, two) -> None:
    sent = {"field": "phase", "phase": "EXIT", "step": "preview", "chosen": ticked(*two)}

    answer = client.post(HERE, sent)

    tried = answer.context["tried"]
    assert [(each["before"], each["after"]) for each in tried] == [("Analysis", "Exit")] * 2
    assert answer.context["changing"] == ticked(*two)
    assert phases() == ["ANALYSIS", "ANALYSIS"]


def test_what_is_refused_is_said_with_its_reason_and_left_out(client, two) -> None:
    stale = [f"{two[0].pk}:9", *ticked(two[1])]

    answer = client.post(HERE, {"field": "phase", "phase": "EXIT", "step": "preview", "chosen": stale})

    assert answer.context["refused"] == 1
    assert [each.code for each in answer.context["tried"][0]["refusals"]] == ["STALE"]
    assert answer.context["changing"] == ticked(two[1])


def test_confirmed_it_is_done_for_all(client, two, lead) -> None:
    sent = {
        "field": "owner",
        "owner": str(lead.pk),
        "step": "confirm",
        "chosen": ticked(*two),
        "query": "q=a",
    }

    answer = client.post(HERE, sent)

    assert answer["Location"] == "/relationships/?q=a"
    assert set(Relationship.objects.values_list("owner", "version")) == {(lead.pk, 2)}
    assert {each.history.first().history_door for each in two} == {"WEB"}


def test_the_ticked_ones_go_along_to_be_classified(client, two) -> None:
    sent = client.post(HERE, {"do": "classify", "field": "owner", "chosen": ticked(two[1])})
    assert [row["relationship"] for row in client.get(sent["Location"]).context["rows"]] == [two[1]]
    every = client.post(HERE, {"do": "classify", "query": "q=alp", "all": "1"})
    assert [row["relationship"] for row in client.get(every["Location"]).context["rows"]] == [two[0]]
    none = client.post(HERE, {"do": "classify", "query": "q=alp"})
    assert client.get(none["Location"]).context["rows"] == []


def test_one_that_changed_since_the_preview_stops_all(client, two) -> None:
    sent = {
        "field": "phase",
        "phase": "EXIT",
        "step": "confirm",
        "chosen": [f"{two[0].pk}:9", *ticked(two[1])],
    }

    answer = client.post(HERE, sent)

    assert answer.status_code == 409
    assert phases() == ["ANALYSIS", "ANALYSIS"]
    assert b"version 9" in answer.content


def test_no_owner_takes_the_owner_away(client, lead) -> None:
    there = b.relationship(owner=lead)

    client.post(HERE, {"field": "owner", "owner": "", "step": "confirm", "chosen": ticked(there)})

    there.refresh_from_db()
    assert there.owner is None


def test_all_that_the_list_finds_are_taken(client, two) -> None:
    b.relationship(phase="EXIT")

    answer = client.post(HERE, {"field": "phase", "all": "1", "query": "phase=ANALYSIS"})

    assert sorted(answer.context["chosen"]) == [(each.pk, 1) for each in two]


def test_too_many_are_refused_with_the_bound(client, two) -> None:
    with mock.patch("web.lists.bulk.MOST", 1):
        answer = client.post(HERE, {"field": "phase", "all": "1", "query": ""})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'data-code="TRIAL_TOO_LARGE"' in page
    assert "2 relationships are more than the 1" in page


@pytest.mark.parametrize("chosen", [[], ["nonsense"], ["1"], ["1:"], ["²:1"], ["9" * 30 + ":1"], ["1:\x00"]])
def test_nothing_ticked_is_said(chosen: list[str], client) -> None:
    answer = client.post(HERE, {"field": "phase", "chosen": chosen})

    assert answer.status_code == 422
    assert b'data-code="REQUIRED"' in answer.content


def test_only_some_fields_can_be_changed_of_many(client, two) -> None:
    answer = client.post(HERE, {"field": "party", "chosen": ticked(*two)})

    assert answer.status_code == 422
    assert b'data-code="UNKNOWN_FIELD"' in answer.content


def test_what_one_may_not_see_is_not_there(signed_in, two) -> None:
    client = signed_in(b.user("SOURCING_MANAGER", b.unit("OWN")))

    answer = client.post(HERE, {"field": "phase", "phase": "EXIT", "step": "preview", "chosen": ticked(*two)})

    assert answer.status_code == 404
    assert b"Alpha" not in answer.content


def test_who_may_only_read_is_refused(signed_in, two) -> None:
    client = signed_in(b.user("READER"))
    sent = {"field": "phase", "phase": "EXIT", "step": "confirm", "chosen": ticked(*two)}

    answer = client.post(HERE, sent)

    assert answer.status_code == 422
    assert phases() == ["ANALYSIS", "ANALYSIS"]


def test_a_value_that_cannot_be_is_refused_for_each(client, two) -> None:
    sent = {"field": "phase", "phase": "<script>", "step": "preview", "chosen": ticked(*two)}

    answer = client.post(HERE, sent)

    assert (answer.context["refused"], answer.context["changing"]) == (2, [])
    assert b"<script>" not in answer.content


def test_a_category_is_typed_and_brings_its_profile(client, two) -> None:
    profile = CategoryProfile.objects.order_by("pk")[0]
    sent = {"field": "category", "category": profile.name, "step": "confirm", "chosen": ticked(*two)}

    client.post(HERE, sent)

    assert set(Relationship.objects.values_list("category", "profile")) == {(profile.name, profile.pk)}
