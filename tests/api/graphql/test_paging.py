"""Pages of lists: by key, in any order, right while records come and go."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import builders

PAGE = """query($first: Int, $after: String, $last: Int, $before: String, $ordering: [Code!]) {
  parties(first: $first, after: $after, last: $last, before: $before, ordering: $ordering) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { name } }
  } }"""


def names(found) -> list[str]:
    return [edge["node"]["name"] for edge in found["parties"]["edges"]]


@pytest.fixture
def parties(ask) -> Callable[..., None]:
    """Parties made by who asks, who therefore sees them."""

    def make(*named: str) -> None:
        for name in named:
            builders.party(builders.actor(ask.user), name)

    return make


def test_forwards_page_by_page(ask, parties) -> None:
    parties("A", "B", "C", "D", "E")

    first = ask(PAGE, first=2)
    second = ask(PAGE, first=2, after=first["parties"]["pageInfo"]["endCursor"])
    third = ask(PAGE, first=2, after=second["parties"]["pageInfo"]["endCursor"])

    assert [names(each) for each in (first, second, third)] == [["A", "B"], ["C", "D"], ["E"]]
    assert first["parties"]["totalCount"] == third["parties"]["totalCount"] == 5
    assert [each["parties"]["pageInfo"]["hasNextPage"] for each in (first, second, third)] == [
        True,
        True,
        False,
    ]


def test_backwards_from_the_end(ask, parties) -> None:
    parties("A", "B", "C", "D", "E")

    last = ask(PAGE, last=2)
    before = ask(PAGE, last=2, before=last["parties"]["pageInfo"]["startCursor"])

    assert (names(last), names(before)) == (["D", "E"], ["B", "C"])
    assert before["parties"]["pageInfo"]["hasPreviousPage"] is True


def test_a_page_stays_right_while_records_come_and_go(ask, parties) -> None:
    parties("B", "D", "F", "H")
    first = ask(PAGE, first=2, ordering=["name"])

    parties("A", "C", "E")
    second = ask(PAGE, first=2, ordering=["name"], after=first["parties"]["pageInfo"]["endCursor"])

    assert (names(first), names(second)) == (["B", "D"], ["E", "F"])


@pytest.mark.parametrize("order", ["name", "-name", "-changed_at", "id"])
def test_every_order_gives_each_record_once(ask, parties, order: str) -> None:
    parties("A", "B", "B", "C", "C", "D")
    found, after = [], None
    while True:
        page = ask(PAGE, first=1, after=after, ordering=[order])["parties"]
        found += [edge["node"]["name"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]

    assert sorted(found) == ["A", "B", "B", "C", "C", "D"]


@pytest.mark.parametrize("order", ["score", "-score", "residual_gap"])
def test_orders_with_nothing_in_them_put_the_unknown_last_and_turn_round(ask, order: str) -> None:
    known = builders.relationship(subject="known")
    builders.rate(None, known, {**builders.CATERING})
    builders.assessment(None, known, "CUSTOMER_TO_SUPPLIER", 1)
    builders.assessment(None, known, "SUPPLIER_TO_CUSTOMER", 1)
    builders.classification(None, known, "MANAGED", 3)
    for subject in ("open 1", "open 2"):
        builders.relationship(subject=subject)
    query = """query($order: [Code!], $first: Int, $last: Int, $after: String, $before: String) {
      relationships(ordering: $order, first: $first, last: $last, after: $after, before: $before) {
        edges { cursor node { subject } } } }"""

    whole = ask(query, order=[order], first=3)["relationships"]["edges"]
    by_one = [
        ask(query, order=[order], first=1, after=cursor)["relationships"]["edges"][0]["node"]["subject"]
        for cursor in [None, whole[0]["cursor"], whole[1]["cursor"]]
    ]
    turned = [
        ask(query, order=[order], last=1, before=cursor)["relationships"]["edges"][0]["node"]["subject"]
        for cursor in [None, whole[2]["cursor"], whole[1]["cursor"]]
    ]

    assert whole[0]["node"]["subject"] == "known"
    assert by_one == [each["node"]["subject"] for each in whole]
    assert turned == by_one[::-1]


def test_pages_of_every_parent_at_once(ask) -> None:
    for subject, numbers in (("one", "ab"), ("two", "cde"), ("three", "")):
        relationship = builders.relationship(subject=subject)
        for number in numbers:
            builders.contract(None, relationship, number=number)

    found = ask(
        """{ relationships(ordering: ["id"]) { edges { node {
          contracts(first: 1, ordering: ["-number"]) {
            totalCount pageInfo { hasNextPage } edges { node { number } } } } } } }"""
    )["relationships"]["edges"]

    lists = [edge["node"]["contracts"] for edge in found]
    assert [[each["node"]["number"] for each in one["edges"]] for one in lists] == [["b"], ["e"], []]
    assert [one["totalCount"] for one in lists] == [2, 3, 0]
    assert [one["pageInfo"]["hasNextPage"] for one in lists] == [True, True, False]


def test_a_page_of_none(ask, parties) -> None:
    parties("A")

    found = ask(PAGE, first=0)["parties"]

    assert found["edges"] == []
    assert found["totalCount"] == 1
    assert found["pageInfo"]["startCursor"] is None


@pytest.mark.parametrize(
    ("asked", "code", "field"),
    [
        ({"first": -1}, "NUMBER_OUT_OF_RANGE", "first"),
        ({"first": 1001}, "NUMBER_OUT_OF_RANGE", "first"),
        ({"last": -5}, "NUMBER_OUT_OF_RANGE", "last"),
        ({"first": 1, "last": 1}, "INVALID_FILTER", "last"),
        ({"after": "nonsense"}, "INVALID_CURSOR", "after"),
        ({"after": ""}, "INVALID_CURSOR", "after"),
        ({"after": "W10"}, "INVALID_CURSOR", "after"),
        ({"before": "é\u0000"}, "INVALID_CURSOR", "before"),
        ({"after": "x" * 10_000}, "INVALID_CURSOR", "after"),
    ],
)
def test_what_is_no_page_is_refused(ask, asked, code: str, field: str) -> None:
    answer = ask.answer(PAGE, **asked)

    assert [(each["extensions"]["code"], each["extensions"]["field"]) for each in answer["errors"]] == [
        (code, field)
    ]
    assert answer["data"] == {"parties": None}


def test_a_cursor_of_another_order_is_refused(ask, parties) -> None:
    parties("A", "B")
    cursor = ask(PAGE, first=1)["parties"]["pageInfo"]["endCursor"]

    answer = ask.answer(PAGE, after=cursor, ordering=["-name"])

    assert answer["errors"][0]["extensions"]["code"] == "INVALID_CURSOR"
