"""The lists: whose rows, in which order, page by page, and what can't be asked."""

from __future__ import annotations

import re
from unittest import mock

import pytest

from tests import builders as b
from web.lists import asked, rows
from web.lists.every import LISTINGS

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return b.user("SOURCING_MANAGER")


@pytest.fixture
def client(lead, signed_in):
    return signed_in(lead)


def names(answer) -> list[str]:
    """What stands in the links of the rows."""
    return re.findall(r"<a [^>]*data-row[^>]*>([^<]*)</a>", answer.content.decode())


def made(*parties: str, **given) -> list:
    return [b.relationship(party=b.party(name=name), **given) for name in parties]


@pytest.mark.parametrize("name", ["relationships", "parties", "contracts"])
def test_who_may_not_see_anything_sees_an_empty_list(name: str, signed_in) -> None:
    (there,) = made("Veldhuis")
    b.contract(None, there, number="C-1", value="100", currency="EUR")

    answer = signed_in(b.user()).get(f"/{name}/")

    assert answer.status_code == 200
    assert (names(answer), answer.context["number"]) == ([], 0)
    assert b"Veldhuis" not in answer.content
    assert "total" not in answer.context


@pytest.mark.parametrize(
    ("name", "rows_shown"),
    [("relationships", ["Own"]), ("parties", ["Own"]), ("contracts", ["C-own"])],
)
def test_only_what_is_below_ones_unit_is_listed_counted_and_added_up(
    name: str, rows_shown: list[str], signed_in
) -> None:
    unit = b.unit("OWN")
    (own,) = made("Own", unit=unit)
    (other,) = made("Other")
    b.contract(None, own, number="C-own", value="100", currency="EUR")
    b.contract(None, other, number="C-other", value="7000", currency="EUR")
    shared = b.relationship(party=own.party)
    b.contract(None, shared, number="C-shared", value="8000", currency="EUR")

    answer = signed_in(b.user("READER", unit)).get(f"/{name}/")

    assert (names(answer), answer.context["number"]) == (rows_shown, 1)
    assert answer.context["total"].worth.amounts == (("EUR", 100),)


@pytest.mark.parametrize(("name", "first"), [("relationships", 17), ("parties", 16), ("contracts", 11)])
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(
    name: str, first: int, client, queries
) -> None:
    def fill(number: int) -> None:
        for each in made(*(f"Party {name} {index}" for index in range(number))):
            b.contract(None, each, number="C-1", value="100", currency="EUR")

    fill(1)
    client.get(f"/{name}/")
    with queries(first):
        client.get(f"/{name}/")
    fill(2)
    with queries(first):
        answer = client.get(f"/{name}/")
    assert len(names(answer)) == 3


@pytest.mark.parametrize("name", ["relationships", "parties", "contracts"])
def test_all_columns_can_be_shown_without_a_query_a_row(name: str, lead, client, no_n_plus_one) -> None:
    listing = LISTINGS[name]
    for each in made("One", "Two", "Three", owner=lead, deputy=lead):
        b.contract(None, each, number="C-1", value="100", currency="EUR", start="2026-01-01")
    data = {"column": [each.name for each in listing.columns], "query": ""}
    assert client.post(f"/{name}/columns/", data).status_code == 302

    answer = client.get(f"/{name}/")

    assert [each.column.name for each in answer.context["headings"]] == [
        each.name for each in listing.columns
    ]


def test_it_is_sorted_by_party_and_by_whatever_header_is_followed(client) -> None:
    made("Beta", "Alpha", "Gamma")

    answer = client.get("/relationships/")
    heading = answer.context["headings"][0]
    assert (names(answer), heading.sort) == (["Alpha", "Beta", "Gamma"], "ascending")

    answer = client.get(f"/relationships/{heading.address}")
    heading = answer.context["headings"][0]
    assert (names(answer), heading.sort) == (["Gamma", "Beta", "Alpha"], "descending")
    assert b'aria-sort="descending"' in answer.content


def test_pages_lead_forth_and_back_and_to_both_ends(client) -> None:
    made("A", "B", "C", "D", "E")
    with mock.patch.object(asked, "PAGE", 2):
        first = client.get("/relationships/")
        second = client.get(f"/relationships/{first.context['next']}")
        third = client.get(f"/relationships/{second.context['next']}")
        back = client.get(f"/relationships/{third.context['previous']}")
        last = client.get(f"/relationships/{first.context['last']}")

    pages = [first, second, third, back, last]
    assert [names(each) for each in pages] == [["A", "B"], ["C", "D"], ["E"], ["C", "D"], ["D", "E"]]
    assert [bool(each.context["previous"]) for each in pages] == [False, True, True, True, True]
    assert [bool(each.context["next"]) for each in pages] == [True, True, False, True, False]
    assert {each.context["number"] for each in pages} == {5}


def test_more_than_are_counted_is_said_so(client) -> None:
    made("A", "B", "C")
    with (
        mock.patch.object(rows, "COUNTED", 1),
        mock.patch("web.lists.pages.COUNTED", 1),
        mock.patch.object(asked, "PAGE", 2),
    ):
        answer = client.get("/relationships/")

    assert (answer.context["number"], answer.context["count_said"]) == (2, "more than 1")


def test_a_long_list_does_not_wait_for_its_total(client) -> None:
    (there,) = made("A")
    b.contract(None, there, value="100", currency="EUR")
    with mock.patch("web.lists.pages.AT_ONCE", 0):
        answer = client.get("/relationships/?phase=ANALYSIS")

    assert "total" not in answer.context
    assert 'hx-get="/relationships/total/?phase=ANALYSIS"' in answer.content.decode()
    for headers in ({}, {"HX-Request": "true"}):
        total = client.get("/relationships/total/?phase=ANALYSIS", headers=headers)
        assert total.context["total"].worth.amounts == (("EUR", 100),)


def test_what_cannot_be_converted_is_named(client) -> None:
    (there,) = made("A")
    b.contract(None, there, value="100", currency="EUR")
    b.contract(None, there, value="70", currency="CHF")

    page = client.get("/relationships/").content.decode()

    assert "CHF 70" in page
    assert "not converted, as there is no rate: CHF" in page


def test_conditions_narrow_it_and_stand_above_it_with_a_way_to_take_each_away(client) -> None:
    made("Own", phase="EXIT")
    made("Other")

    answer = client.get("/relationships/?phase=EXIT&has_contract=false&q=own")

    assert names(answer) == ["Own"]
    chips = [(each.label, each.said, each.without) for each in answer.context["chips"]]
    assert chips == [
        ("Phase", "Exit", "?has_contract=false&q=own"),
        ("Has a contract", "no", "?phase=EXIT&q=own"),
    ]


def test_while_one_types_only_the_list_comes_with_its_clean_address(client) -> None:
    made("Own", "Other")

    answer = client.get(
        "/relationships/?q=own&phase=&view=all", headers={"HX-Request": "true", "HX-Target": "list"}
    )

    assert names(answer) == ["Own"]
    assert answer["HX-Push-Url"] == "/relationships/?q=own"
    assert b"<html" not in answer.content
    assert (
        b"/relationships/export/?q=own&amp;format=xlsx" in answer.content
    )  # what one exports is what one sees


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("nonsense=1", "UNKNOWN_PARAMETER"),
        ("phase=NEVER", "INVALID_FILTER"),
        ("ordering=nonsense", "INVALID_FILTER"),
        ("q=%00", "INVALID_FILTER"),
        ("value_min=10", "CURRENCY_MISSING"),
        ("after=nonsense", "INVALID_CURSOR"),
        ("before=%00", "INVALID_CURSOR"),
        ("after=a&after=b", "INVALID_FILTER"),
    ],
)
def test_what_cannot_be_asked_is_a_page_with_the_way_out(query: str, code: str, client) -> None:
    answer = client.get(f"/relationships/?{query}")

    assert answer.status_code == (422 if code == "CURRENCY_MISSING" else 400)
    page = answer.content.decode()
    assert f'data-code="{code}"' in page
    assert 'href="/relationships/?view=all"' in page


def test_the_way_out_leaves_the_other_conditions(client) -> None:
    answer = client.get("/relationships/?nonsense=1&phase=EXIT")

    assert answer.context["without"] == [("nonsense", "?phase=EXIT")]


@pytest.mark.parametrize("name", ["relationships", "parties", "contracts"])
def test_what_people_wrote_is_shown_as_written(name: str, client) -> None:
    (there,) = made("<script>alert(1)</script>", subject="=1+1 <img src=x>")
    b.contract(None, there, number="<b>X</b>", title="<i>")

    page = client.get(f"/{name}/").content.decode()

    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b>X</b>" not in page


def test_an_empty_registry_offers_to_take_in_a_list_to_who_may(signed_in) -> None:
    assert b'href="/imports/"' in signed_in(b.user("SOURCING_MANAGER")).get("/relationships/").content
    body = signed_in(b.user("READER")).get("/relationships/").content.decode()
    assert 'class="btn btn-primary" href="/imports/"' not in body


def test_acts_are_shown_to_who_may_do_them(signed_in) -> None:
    made("Own")
    reader = signed_in(b.user("READER")).get("/relationships/").content.decode()
    lead = signed_in(b.user("SOURCING_MANAGER")).get("/relationships/").content.decode()

    assert ('name="chosen"' in reader, "/relationships/export/" in reader) == (False, False)
    assert ('name="chosen"' in lead, "/relationships/export/" in lead) == (True, True)
