"""What the contracts of a list are worth together, and what of it can't be told."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from principles.attention.money import AtStake, Rates, at_stake
from relationships.choices import ContractStatus
from relationships.models.base import AmountField


@dataclass(frozen=True, slots=True)
class Total:
    """So many running contracts are worth `worth` together; of `without_amount` no amount is known.

    Not counted again is one below a contract that is in the list itself with a value of its own.
    """

    contracts: int
    without_amount: int
    worth: AtStake


def total_of(contracts: QuerySet[Any], rates: Rates) -> Total:
    """What those of these contracts are worth together that are in force and have not ended. One query."""
    listed = contracts.order_by()
    running = listed.filter(Q(position__ended=False) | Q(position__isnull=True), status=ContractStatus.ACTIVE)
    above = listed.filter(
        Q(value__isnull=False) | Q(annual_value__isnull=False),
        pk=OuterRef("parent"),
        relationship=OuterRef("relationship"),
        status=ContractStatus.ACTIVE,
    )
    worth = Coalesce(F("value"), F("annual_value"), output_field=AmountField())
    sums = (
        running.filter(~Exists(above))
        .values("currency")
        .annotate(number=Count("pk"), known=Count(worth), amount=Sum(worth, output_field=AmountField()))
        .values_list("currency", "number", "known", "amount")
    )
    read = list(sums)
    amounts = [(currency, Decimal(amount)) for currency, _number, known, amount in read if known]
    number = sum(each[1] for each in read)
    return Total(number, number - sum(each[2] for each in read), at_stake(amounts, rates))
