"""What is at stake: the value of contracts, per currency, and in the reporting currency by dated rates.

The value of a contract is its value, else its annual value. A relationship has at stake what its running
contracts are worth; one below a contract of the same relationship that has a value itself counts in that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, F, FloatField, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce

from principles.attention.view import View
from relationships import models as m
from relationships.choices import ContractStatus
from relationships.models.base import AmountField
from relationships.queries import visible_to

PRICED, WITHOUT_RATE, WITHOUT_AMOUNT = range(3)
CENT = Decimal("0.01")
Rates = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class AtStake:
    """Exact amounts by currency, never added up; and what they come to in the reporting currency.

    `reporting` is None when there is no amount with a rate; `without_rate` names the currencies that it
    leaves out.
    """

    amounts: tuple[tuple[str, Decimal], ...] = ()
    reporting: Decimal | None = None
    without_rate: tuple[str, ...] = ()


def reporting_currency() -> str:
    return str(settings.REPORTING_CURRENCY)


def rates_on(user: m.User, on: date) -> dict[str, Decimal]:
    """What one unit of each currency with a rate is worth in the reporting currency on a day."""
    known = visible_to(user, m.ExchangeRate).filter(valid_from__lte=on).order_by("currency", "valid_from")
    found = dict(known.values_list("currency", "rate"))
    return {**found, reporting_currency(): Decimal(1)}


def at_stake(amounts: Iterable[tuple[str, Decimal]], rates: Rates) -> AtStake:
    """These amounts, one a currency, with what they come to."""
    listed = tuple(sorted(amounts))
    priced = [amount * rates[currency] for currency, amount in listed if currency in rates]
    return AtStake(
        amounts=listed,
        reporting=sum(priced, Decimal(0)).quantize(CENT, ROUND_HALF_UP) if priced else None,
        without_rate=tuple(currency for currency, _amount in listed if currency not in rates),
    )


def worth(view: View, rates: Rates, among: Any = None) -> QuerySet[Any, tuple[Any, ...]]:
    """Of each running contract: its id and that of its relationship, what it is worth, whether that is
    known (PRICED, WITHOUT_RATE, WITHOUT_AMOUNT), and whether it counts for the relationship (1 or 0).

    `among`: only of contracts of which this holds.
    """
    whole = Cast(_amount(), FloatField())
    in_units = Case(
        *(
            When(currency=currency, then=Value(float(rate) / AmountField.SCALE, FloatField()))
            for currency, rate in rates.items()
        ),
        default=None,
        output_field=FloatField(),
    )
    running = _running(view.user)
    if view.few is not None:
        running = running.filter(relationship__in=view.these)
    if among is not None:
        running = running.filter(among)
    return (
        running.order_by()
        .annotate(
            stake=whole * in_units,
            stake_state=Case(
                When(Q(value__isnull=True, annual_value__isnull=True), then=Value(WITHOUT_AMOUNT)),
                When(currency__in=list(rates), then=Value(PRICED)),
                default=Value(WITHOUT_RATE),
                output_field=IntegerField(),
            ),
            counted=Case(
                When(_within_another(), then=Value(0)), default=Value(1), output_field=IntegerField()
            ),
        )
        .values_list("pk", "relationship_id", "stake", "stake_state", "counted")
    )


def amounts_of(view: View, relationships: Iterable[int]) -> dict[int, dict[str, Decimal]]:
    """What is at stake in these relationships, exactly, by currency. One query."""
    found: dict[int, dict[str, Decimal]] = {}
    counted = _running(view.user).filter(~_within_another(), relationship__in=list(relationships))
    for pk, currency, value, annual in counted.order_by().values_list(
        "relationship_id", "currency", "value", "annual_value"
    ):
        amount = value if value is not None else annual
        if amount is not None:
            sums = found.setdefault(pk, {})
            sums[currency] = sums.get(currency, Decimal(0)) + amount
    return found


def amount_of(contract: m.Contract) -> dict[str, Decimal]:
    """What is at stake in a contract."""
    amount: Any = contract.value if contract.value is not None else contract.annual_value
    return {} if amount is None else {contract.currency: amount}


def counting(contracts: QuerySet[Any]) -> QuerySet[Any]:
    """Those of these contracts that run and count in what their relationship has at stake, with `amount`."""
    running = contracts.filter(status=ContractStatus.ACTIVE, position__ended=False)
    return running.filter(~_within_another()).annotate(amount=_amount())


def _amount() -> Coalesce:
    return Coalesce(F("value"), F("annual_value"), output_field=AmountField())


def _running(user: m.User) -> QuerySet[Any]:
    running = visible_to(user, m.Contract).filter(status=ContractStatus.ACTIVE)
    return running.filter(position__ended=False)


def _within_another() -> Exists:
    above = m.Contract.objects.filter(
        Q(value__isnull=False) | Q(annual_value__isnull=False),
        pk=OuterRef("parent"),
        relationship=OuterRef("relationship"),
        status=ContractStatus.ACTIVE,
    )
    return Exists(above)
