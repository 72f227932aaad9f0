"""The attention list at the GraphQL door."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import builders as b
from tests.principles.attention.worlds import classified, tacit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]

WHOLE = """
query ($after: String, $before: String, $first: Int, $last: Int, $kind: [Code!]) {
  attention(first: $first, last: $last, after: $after, before: $before, kind: $kind) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node {
      key kind severity why(language: "nl") since due daysLeft act actText principle quantity
      atStake { currency amount amountNumber } atStakeReporting atStakeReportingNumber
      reportingCurrency withoutRate
      relationship { subject party { name } } contract { number } other { pk } portfolio { name }
    } }
  }
}
"""


def test_an_item_says_why_since_when_and_what_to_do(ask: Any) -> None:
    contract = tacit(value="1250.5", currency="USD")
    found = ask(WHOLE, kind=["NOTICE_DEADLINE"])["attention"]
    node = found["edges"][0]["node"]

    assert found["totalCount"] == 1
    assert (node["kind"], node["severity"], node["act"]) == ("NOTICE_DEADLINE", "HIGH", "DECIDE_ON_NOTICE")
    assert (node["since"], node["due"], node["daysLeft"]) == ("2026-10-31", "2026-11-30", 10)
    assert node["why"] == "Contract C-1 kan tot en met 30 november 2026 worden opgezegd."
    assert node["atStake"] == [{"currency": "USD", "amount": "1250.50", "amountNumber": 1250.5}]
    assert (node["atStakeReporting"], node["reportingCurrency"], node["withoutRate"]) == (
        None,
        "EUR",
        ["USD"],
    )
    assert node["relationship"]["party"]["name"] == contract.relationship.party.name
    assert (node["contract"]["number"], node["other"], node["portfolio"]) == ("C-1", None, None)


def test_pages_from_both_ends(ask: Any) -> None:
    for _ in range(5):
        tacit()
    whole = [each["node"]["key"] for each in ask(WHOLE)["attention"]["edges"]]

    def walk(size: str, cursor: str, end: str, more: str) -> list[list[str]]:
        pages, at = [], None
        while True:
            found = ask(WHOLE, **{size: 4, **({cursor: at} if at else {})})["attention"]
            pages.append([each["node"]["key"] for each in found["edges"]])
            if not found["pageInfo"][more]:
                return pages
            at = found["pageInfo"][end]

    forwards = walk("first", "after", "endCursor", "hasNextPage")
    backwards = walk("last", "before", "startCursor", "hasPreviousPage")[::-1]
    assert [key for part in forwards for key in part] == whole
    assert [key for part in backwards for key in part] == whole


def test_counts(ask: Any) -> None:
    classified("INTEGRATED", 4)
    counted = ask(
        "{ attentionCounts(kind: [MISFIT]) { items pending kinds { kind items relationships "
        "severities { severity items } } } }"
    )["attentionCounts"]

    assert counted == {
        "items": 1,
        "pending": 0,
        "kinds": [
            {
                "kind": "MISFIT",
                "items": 1,
                "relationships": 1,
                "severities": [{"severity": "HIGH", "items": 1}],
            }
        ],
    }


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ('kind: ["X"]', "INVALID_FILTER"),
        ('after: "AAAA"', "INVALID_CURSOR"),
        ("first: 1, last: 1", "INVALID_FILTER"),
        ("first: -1", "NUMBER_OUT_OF_RANGE"),
    ],
)
def test_what_can_not_be_used_is_refused(ask: Any, arguments: str, code: str) -> None:
    answer = ask.answer(f"{{ attention({arguments}) {{ edges {{ node {{ key }} }} }} }}")

    assert [each["extensions"]["code"] for each in answer["errors"]] == [code]


def test_a_unit_is_meant_by_its_global_id_too(ask: Any) -> None:
    unit = b.unit()
    tacit(b.relationship(unit=unit)), tacit()
    named = ask(f'{{ units(code: ["{unit.code}"]) {{ edges {{ node {{ id }} }} }} }}')
    identity = named["units"]["edges"][0]["node"]["id"]
    found = ask(f'{{ attention(unit: ["{identity}"], kind: [NOTICE_DEADLINE]) {{ totalCount }} }}')

    assert found == {"attention": {"totalCount": 1}}


def test_nothing_of_other_units_counts_included(asking: Any) -> None:
    tacit(b.relationship(unit=b.unit()))
    ask = asking(b.user("ADMINISTRATOR", b.unit()))
    found = ask("{ attention { totalCount edges { node { key } } } attentionCounts { items pending } }")

    assert found == {
        "attention": {"totalCount": 0, "edges": []},
        "attentionCounts": {"items": 0, "pending": 0},
    }


def test_it_costs_the_same_for_one_as_for_three(ask: Any) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as statements:
            ask(WHOLE)
        return len(statements)

    tacit(classified("INTEGRATED", 4))
    cost()  # the first call notes that the token is used
    one = cost()
    tacit(classified("INTEGRATED", 4)), tacit(classified("INTEGRATED", 4))

    assert cost() == one
