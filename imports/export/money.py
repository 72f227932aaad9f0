"""What running contracts are worth: added up by currency, and in one currency where there is a rate.

As on the list of what needs attention: a contract is worth its value, else its annual value; one below a
contract of the same relationship that has a value itself counts in that one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from imports.export.chosen import Chosen
from principles.attention.money import CENT, Rates
from relationships.choices import ContractStatus
from relationships.models import Contract
from relationships.models.base import AmountField


def running(chosen: Chosen) -> QuerySet[Any]:
    """The chosen contracts that are in force and have not ended."""
    active = chosen.contracts.filter(status=ContractStatus.ACTIVE).order_by()
    return active.filter(Q(position__ended=False) | Q(position__isnull=True))


def counted(contracts: QuerySet[Any]) -> QuerySet[Any]:
    """Without those whose value is in the value of the contract above them."""
    above = Contract.objects.filter(
        Q(value__isnull=False) | Q(annual_value__isnull=False),
        pk=OuterRef("parent"),
        relationship=OuterRef("relationship"),
        status=ContractStatus.ACTIVE,
    )
    return contracts.filter(~Exists(above))


def summed(contracts: QuerySet[Any], *by: str) -> Iterator[tuple[Any, ...]]:
    """By these columns and the currency: how many contracts, and the sum of what is known of their worth."""
    worth = Coalesce(F("value"), F("annual_value"), output_field=AmountField())
    found = (
        counted(contracts)
        .order_by()
        .values(*by, "currency")
        .annotate(number=Count("pk"), amount=Sum(worth, output_field=AmountField()))
    )
    yield from found.values_list(*by, "currency", "number", "amount")


def in_reporting(sums: Mapping[str, Decimal], rates: Rates) -> tuple[Decimal | None, list[str]]:
    """What the amounts come to in the reporting currency, and the currencies that this leaves out."""
    priced = [amount * rates[currency] for currency, amount in sums.items() if currency in rates]
    left_out = sorted(currency for currency in sums if currency not in rates)
    return (sum(priced, Decimal(0)).quantize(CENT, ROUND_HALF_UP) if priced else None), left_out
