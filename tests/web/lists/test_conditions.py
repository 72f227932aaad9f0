"""The conditions of a list as inputs, made from the FilterSet."""

from __future__ import annotations

import re

import pytest
from django.utils import translation
from django.utils.html import escape

from relationships.choices import Phase
from relationships.labels import LABELS
from tests import builders as b
from web.lists.every import LISTINGS
from web.lists.names import CONDITIONS, code_name

pytestmark = pytest.mark.django_db

APART = {"ordering", "q", "id"}
NAMES_THEMSELVES = {"OIN", "LEI"}


@pytest.fixture
def lead():
    return b.user("SOURCING_MANAGER", username="lead")


@pytest.fixture
def client(lead, signed_in):
    return signed_in(lead)


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=list(LISTINGS))
def test_every_condition_has_a_name_of_its_own_and_its_codes_words(listing) -> None:
    assert set(listing.conditions.conditions()) - set(CONDITIONS) == {"ordering"}
    for condition in listing.conditions.conditions().values():
        for code in getattr(condition, "codes", ()) if condition.kind == "CODES" else ():
            assert code_name(condition.codes, code) != code or code in NAMES_THEMSELVES


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=list(LISTINGS))
def test_every_condition_can_be_filled_in_somewhere(listing, client) -> None:
    page = client.get(f"/{listing.name}/conditions/").content.decode()

    inputs = set(re.findall(r'<(?:input|select)[^>]* name="([a-z_]+)"', page))
    assert set(listing.conditions.conditions()) - APART <= inputs


QUERIES = 5  # the session, the user, units, users, category profiles


def test_all_of_them_take_a_number_of_queries_that_does_not_grow(client, queries) -> None:
    b.portfolio()
    with queries(QUERIES):
        client.get("/relationships/conditions/", headers={"HX-Request": "true"})
    for _ in range(2):
        b.unit()
        b.portfolio()
    with queries(QUERIES):
        client.get("/relationships/conditions/", headers={"HX-Request": "true"})


def test_what_was_asked_is_filled_in(client) -> None:
    answer = client.get("/relationships/conditions/?chosen_type=SPOT&chosen_type=SERVICE&category=cater")

    inputs = {each.name: each for each in answer.context["inputs"]}
    assert [each.value for each in inputs["chosen_type"].options if each.chosen] == ["SPOT", "SERVICE"]
    assert inputs["category"].value == "cater"


def test_several_values_in_a_drop_down_stay_together(client) -> None:
    answer = client.get("/relationships/?verdict=MISFIT,ATTENTION")

    verdict = next(each for each in answer.context["inputs"] if each.name == "verdict")
    assert [(each.value, each.said) for each in verdict.options if each.chosen] == [
        ("MISFIT,ATTENTION", "Misfit, Needs attention")
    ]


def test_what_is_not_above_the_list_is_sent_along(client) -> None:
    answer = client.get("/relationships/?phase=EXIT&category=cater&needed_depth=2&needed_depth=3")

    assert answer.context["kept"] == [
        ("category", "cater"),
        ("needed_depth", "2"),
        ("needed_depth", "3"),
    ]


def test_references_are_offered_only_as_far_as_they_are_seen(signed_in) -> None:
    own, other = b.unit("OWN"), b.unit("OTHER")
    b.portfolio(unit=own, name="Ours")
    b.portfolio(unit=other, name="Theirs")

    page = signed_in(b.user("READER", own)).get("/relationships/").content.decode()

    assert "Ours" in page
    assert "Theirs" not in page


def test_parties_are_suggested_while_one_types(client, signed_in) -> None:
    there = b.relationship(party=b.party(name="<Veldhuis> Catering"))

    found = client.get("/relationships/suggestions/?of=party&party=veldh").content.decode()
    named = f"<Veldhuis> Catering · {there.party_id}"
    assert found == f'<option value="{escape(named)}"></option>\n'
    b.relationship(party=b.party(name="Other"))
    chosen = client.get("/relationships/", {"party": named})
    assert [row.record for row in chosen.context["rows"]] == [there]
    assert chosen.context["chips"][0].said == "<Veldhuis> Catering"
    again = client.get("/relationships/conditions/", {"party": there.party_id}).content.decode()
    assert f'name="party" value="{escape(named)}"' in again
    assert client.get("/relationships/suggestions/?of=party&party=").content.strip() == b""
    assert client.get("/relationships/suggestions/?of=party&party=%00").status_code == 400
    assert client.get("/relationships/suggestions/?of=phase").status_code == 400
    stranger = signed_in(b.user("READER", b.unit("OWN")))
    assert stranger.get("/relationships/suggestions/?of=party&party=veldh").content.strip() == b""


def test_chips_speak_the_language_of_the_reader(signed_in) -> None:
    client = signed_in(b.user("READER", language="nl"))

    answer = client.get("/relationships/?phase=EXIT")

    with translation.override("nl"):
        assert [each.said for each in answer.context["chips"]] == [str(LABELS[Phase][Phase.EXIT])]
    assert answer.context["chips"][0].said != "Exit"


def test_levels_have_their_words_beside_the_number(client) -> None:
    answer = client.get("/relationships/?needed_depth=0&mutual_trust=3")

    assert [each.said for each in answer.context["chips"]] == ["0 Spot transaction", "3 Competence"]
