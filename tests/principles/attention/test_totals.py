"""What the contracts of a list are worth together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from principles.attention.money import AtStake
from principles.attention.totals import total_of
from relationships.models import Contract
from tests import builders as b

pytestmark = pytest.mark.django_db

RATES = {"EUR": Decimal(1), "USD": Decimal("0.50")}


@pytest.fixture
def there():
    return b.relationship()


def total(**rates: Decimal):
    return total_of(Contract.objects.all(), {**RATES, **rates})


def test_amounts_stay_by_currency_and_come_to_one_sum(there) -> None:
    b.contract(None, there, value="100.25", currency="EUR")
    b.contract(None, there, annual_value="40", currency="EUR")
    b.contract(None, there, value="10", currency="USD")

    found = total()

    assert (found.contracts, found.without_amount) == (3, 0)
    assert found.worth == AtStake(
        amounts=(("EUR", Decimal("140.25")), ("USD", Decimal(10))),
        reporting=Decimal("145.25"),
        without_rate=(),
    )


def test_what_has_no_rate_is_named_and_not_counted_as_nothing(there) -> None:
    b.contract(None, there, value="10", currency="CHF")

    found = total()

    assert (found.worth.reporting, found.worth.without_rate) == (None, ("CHF",))
    assert found.worth.amounts == (("CHF", Decimal(10)),)


def test_those_without_an_amount_are_counted_as_such(there) -> None:
    b.contract(None, there)
    b.contract(None, there, value="0", currency="EUR")

    found = total()

    assert (found.contracts, found.without_amount) == (2, 1)
    assert found.worth.amounts == (("EUR", Decimal(0)),)


def test_only_running_ones_count(there) -> None:
    b.contract(None, there, value="10", currency="EUR", status="ENDED")
    b.contract(
        None,
        there,
        value="20",
        currency="EUR",
        start="2019-01-01",
        stated_end="2020-12-31",
        term_kind="FIXED",
    )

    assert (total().contracts, total().worth.amounts) == (0, ())


def test_one_within_another_counts_once_unless_the_other_is_not_in_the_list(there) -> None:
    frame = b.contract(None, there, value="100", currency="EUR")
    order = b.contract(None, there, value="30", currency="EUR", parent=frame)

    assert total().worth.amounts == (("EUR", Decimal(100)),)
    alone = total_of(Contract.objects.filter(pk=order.pk), RATES)
    assert alone.worth.amounts == (("EUR", Decimal(30)),)


def test_it_takes_one_query(there, queries) -> None:
    b.contract(None, there, value="100", currency="EUR")

    with queries(1):
        total()
