"""The same figures at every door: facts, summaries, lists, saved queries, exports and views, to the cent."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection

from relationships.models import User
from tests import builders as b
from tests.api.graphql.conftest import Asking
from tests.kept import made_once

pytestmark = pytest.mark.django_db
# Ten cents that floating point can't hold, a large one, a credit, and one that isn't known.
AMOUNTS = {
    "EUR": ["0.10", "0.20", "0.70", "1234567890.12", "-12.34", None],
    "JPY": ["1000", "7"],
    "BHD": ["1.005", "0.001"],
}
EXPECTED = {"EUR": Decimal("1234567878.78"), "JPY": Decimal("1007"), "BHD": Decimal("1.006")}
DOCUMENT = "{ contractFacts { number currency value valueText } }"


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """Contracts in three currencies of two units, and of one that is hidden."""
    with made_once(django_db_blocker):
        with b.computed_once():
            own = b.unit("OWN")
            below = b.unit("BELOW", own)
            for unit in (own, below):
                relationship = b.relationship(unit=unit)
                for currency, amounts in AMOUNTS.items():
                    for at, amount in enumerate(amounts):
                        if at % 2 == (unit == below):
                            _contract(relationship, f"{currency}-{at}", currency, amount)
            _contract(b.relationship(unit=b.unit("HIDDEN")), "CANARY", "EUR", "999999.99")
            reader = b.user("SOURCING_MANAGER", own, username="figures")
        yield reader


def _contract(relationship: Any, number: str, currency: str, amount: str | None) -> None:
    contract = b.contract(None, relationship, number=number, currency=currency)
    if amount is not None:
        b.line(contract, amount=amount, description="All", credit=amount.startswith("-"))


@pytest.fixture
def user(kept, db) -> User:
    return User.objects.get(pk=kept.pk)


@pytest.fixture
def ask(user) -> Asking:
    return Asking(user)


@pytest.fixture
def called(user, ask):
    """What REST answers to this user."""

    def get(path: str) -> Any:
        return ask.client.get(f"/api/v1/{path}", headers=ask.headers)

    return get


def added(rows: Iterable[tuple[Any, Any]]) -> dict[str, Decimal]:
    """The sums of amounts by currency, exactly; what isn't known counts in none."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for currency, amount in rows:
        if amount not in (None, ""):
            sums[currency] += Decimal(str(amount))
    return dict(sums)


def test_facts_summary_and_list_agree(ask, called) -> None:
    facts = ask(DOCUMENT)["contractFacts"]
    assert added((each["currency"], each["valueText"]) for each in facts) == EXPECTED
    summary = ask("{ contractSummary(measures: [VALUE_SUM]) { currency valueSum valueSumText valueKnown } }")
    sums = {each["currency"]: each for each in summary["contractSummary"]}
    assert {currency: Decimal(each["valueSumText"]) for currency, each in sums.items()} == EXPECTED
    assert {currency: each["valueSum"] for currency, each in sums.items()} == {
        currency: float(amount) for currency, amount in EXPECTED.items()
    }
    assert {currency: each["valueKnown"] for currency, each in sums.items()} == {"EUR": 5, "JPY": 2, "BHD": 2}
    items, address = [], "contracts?limit=4"
    while address:
        page = called(address).json()
        items += page["items"]
        address = (page["next"] or "").partition("/api/v1/")[2]
    assert added((each["currency"], each["value"]) for each in items) == EXPECTED
    graph = ask("{ contracts { edges { node { currency value } } } }")["contracts"]["edges"]
    assert added((each["node"]["currency"], each["node"]["value"]) for each in graph) == EXPECTED


def test_a_saved_query_agrees_in_each_form(ask, called) -> None:
    given = {"name": "figures", "document": DOCUMENT}
    ask.done(
        "mutation ($given: SavedQueryInput!) { createSavedQuery(input: $given) { ok errors { code } } }",
        given=given,
    )
    items, address = [], "queries/figures?limit=4"
    while address:
        page = called(address).json()
        items += page["items"]
        address = (page["next"] or "").partition("/api/v1/")[2]
    assert items == ask(DOCUMENT)["contractFacts"]
    assert added((each["currency"], each["valueText"]) for each in items) == EXPECTED
    text = called("queries/figures.csv").getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["number"] for row in rows] == [each["number"] for each in items]
    assert added((row["currency"], row["valueText"]) for row in rows) == EXPECTED
    sheet = openpyxl.load_workbook(io.BytesIO(called("queries/figures.xlsx").getvalue())).worksheets[0]
    header, *cells = sheet.values
    assert added((row[header.index("currency")], row[header.index("valueText")]) for row in cells) == EXPECTED


def test_files_and_exports_agree(called) -> None:
    rows = csv.DictReader(io.StringIO(called("contracts?format=csv").getvalue().decode()))
    assert added((row["currency"], row["value"]) for row in rows) == EXPECTED
    book = openpyxl.load_workbook(io.BytesIO(called("contracts/export").getvalue()))
    titles, *cells = book["Portfolio"].iter_rows(values_only=True)
    amount, currency = titles.index("Contract value"), titles.index("Currency")
    assert added((row[currency], row[amount]) for row in cells) == EXPECTED


@pytest.mark.postgres
def test_the_view_agrees(user, ask) -> None:
    call_command("bi_views", unit="OWN", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT currency, value_text FROM bi.contracts")
        assert added(cursor.fetchall()) == EXPECTED
        cursor.execute("SELECT number, currency, value, value_text FROM bi.contracts ORDER BY id")
        rows = cursor.fetchall()
    facts = ask(DOCUMENT)["contractFacts"]
    assert rows == [
        tuple(each[name] for name in ("number", "currency", "value", "valueText")) for each in facts
    ]
