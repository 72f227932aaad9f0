"""The attention list at the REST door."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import builders as b
from tests.api.rest.conftest import Caller, codes
from tests.principles.attention.worlds import classified, tacit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]


@pytest.fixture
def caller(as_user: Callable[..., Caller]) -> Caller:
    return as_user(b.user("READER", username="anna"), "READ")


def test_an_item_says_why_since_when_and_what_to_do(caller: Caller) -> None:
    contract = tacit(value="1250.5", currency="EUR")
    response = caller.get("attention?kind=NOTICE_DEADLINE")
    (item,) = response.json()["items"]

    assert response.status_code == 200
    assert item["id"] == f"NOTICE_DEADLINE-{contract.relationship_id}-{contract.pk}-0"
    assert (item["severity"], item["due"], item["days_left"]) == ("HIGH", "2026-11-30", 10)
    assert item["since"] == "2026-10-31"
    assert item["why"] == "Notice of contract C-1 can be given until 30 November 2026."
    assert (item["act"], item["act_text"]) == (
        "DECIDE_ON_NOTICE",
        "Decide, and give notice in time or let it renew.",
    )
    assert (item["relationship"], item["contract"]) == (contract.relationship_id, contract.pk)
    assert item["party_name"] == contract.relationship.party.name
    assert item["at_stake"] == [{"currency": "EUR", "amount": "1250.50"}]
    assert (item["at_stake_reporting"], item["reporting_currency"]) == ("1250.50", "EUR")
    assert (item["without_rate"], item["owner"], item["other_relationship"]) == ([], None, None)


def test_in_dutch(caller: Caller) -> None:
    tacit()
    response = caller.get("attention?kind=NOTICE_DEADLINE", Accept_Language="nl")

    assert (
        response.json()["items"][0]["why"] == "Contract C-1 kan tot en met 30 november 2026 worden opgezegd."
    )


def test_a_summary_leads_to_no_relationship(caller: Caller) -> None:
    b.relationship()
    (item,) = caller.get("attention?kind=UNCLASSIFIED").json()["items"]

    assert (item["relationship"], item["party_name"], item["quantity"]) == (None, None, 1)


def test_in_pages_with_the_total(caller: Caller) -> None:
    for _ in range(5):
        tacit()
    first = caller.get("attention?kind=NOTICE_DEADLINE,OWNER_MISSING&limit=4&count=1").json()
    found, pages = [each["id"] for each in first["items"]], [first]
    while pages[-1]["next"]:
        path = pages[-1]["next"].partition("/api/v1/")[2]
        pages.append(caller.get(path).json())
        found += [each["id"] for each in pages[-1]["items"]]

    assert first["count"] == 6
    assert [len(page["items"]) for page in pages] == [4, 2]
    assert len(set(found)) == 6


def test_counts(caller: Caller) -> None:
    classified("INTEGRATED", 4)
    b.relationship()
    counted = caller.get("attention/counts?kind=OWNER_MISSING,MISFIT").json()

    assert counted == {
        "items": 3,
        "pending": 0,
        "kinds": [
            {
                "kind": "MISFIT",
                "items": 1,
                "relationships": 1,
                "severities": [{"severity": "HIGH", "items": 1}],
            },
            {
                "kind": "OWNER_MISSING",
                "items": 2,
                "relationships": 2,
                "severities": [{"severity": "MEDIUM", "items": 1}, {"severity": "LOW", "items": 1}],
            },
        ],
    }


@pytest.mark.parametrize(
    ("path", "reasons"),
    [
        ("attention?colour=red", [("UNKNOWN_PARAMETER", "colour")]),
        ("attention?kind=X&mine=perhaps", [("INVALID_FILTER", "kind"), ("INVALID_FILTER", "mine")]),
        ("attention?after=AAAA", [("INVALID_CURSOR", "after")]),
        ("attention?after=WyJhdHRlbnRpb24iLDEsMiwzLDQsNSw2LDcsOF0", [("INVALID_CURSOR", "after")]),
        ("attention?limit=0", [("INVALID_FILTER", "limit")]),
        ("attention/counts?limit=3", [("UNKNOWN_PARAMETER", "limit")]),
        ("attention/counts?due_before=never", [("INVALID_FILTER", "due_before")]),
    ],
)
def test_what_can_not_be_used_is_refused(caller: Caller, path: str, reasons: list) -> None:
    response = caller.get(path)

    assert response.status_code == 400
    assert codes(response) == reasons


def test_nothing_of_other_units_counts_included(as_user: Callable[..., Caller]) -> None:
    here, there = b.unit(), b.unit()
    tacit(b.relationship(unit=there))
    caller = as_user(b.user("ADMINISTRATOR", here), "READ")

    assert caller.get("attention?count=1").json() == {"items": [], "next": None, "count": 0}
    assert caller.get("attention/counts").json() == {"items": 0, "pending": 0, "kinds": []}


def test_a_stranger_gets_nothing(anybody: Caller) -> None:
    assert anybody.get("attention").status_code == 401
    assert anybody.get("attention/counts").status_code == 401


def test_it_costs_the_same_for_one_as_for_three(caller: Caller) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as statements:
            assert caller.get("attention?count=1").status_code == 200
        return len(statements)

    tacit(classified("INTEGRATED", 4))
    cost()  # the first call notes that the token is used
    one = cost()
    tacit(classified("INTEGRATED", 4)), tacit(classified("INTEGRATED", 4))

    assert cost() == one
