"""Where a portfolio stands: relationships by needed depth and mutual trust, and what they are worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from principles.attention.money import AtStake, Rates, at_stake, counting, rates_on, reporting_currency
from relationships.choices import LADDER, VerdictCode
from relationships.models import Contract, Relationship, User
from relationships.models.base import AmountField
from relationships.queries.rules import rule_set_in_force, rules_of

SINGLES = 4
"""Relationships of a cell with so many or fewer are named one by one."""

Place = tuple[int | None, int | None]
_PLACE = ("verdict__needed_depth", "verdict__mutual_trust")


@dataclass(frozen=True, slots=True)
class Single:
    """One relationship of a cell; its value in the reporting currency, None when that isn't known."""

    relationship: Relationship
    verdict: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Cell:
    """The relationships of one needed depth (0-5) and mutual trust (1-5); None: not known.

    `stake` is what their running contracts are worth. `unvalued` counts those of which no amount could be
    said in the reporting currency. `singles` are all of them, where there are few.
    """

    depth: int | None
    trust: int | None
    verdicts: Mapping[str, int]
    stake: AtStake
    unvalued: int
    singles: tuple[Single, ...] = ()

    @property
    def count(self) -> int:
        return sum(self.verdicts.values())


@dataclass(frozen=True, slots=True)
class Standing:
    """A portfolio: its cells, and all of it together.

    `stake` is exact per currency, and in the reporting one as far as there are rates. Of `unvalued`
    relationships nothing is in that sum; `unconverted` contracts aren't for want of a rate.
    """

    cells: tuple[Cell, ...]
    stake: AtStake
    unvalued: int
    unconverted: int
    currency: str
    verdicts: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(self.verdicts.values())


def standing(user: User, chosen: QuerySet[Relationship], on: date, *, singles: int = SINGLES) -> Standing:
    """Where these relationships stand, valued by the rates of a day. Five statements, whatever their number;
    one more where there are several currencies.

    `chosen` is what the user may see and asked for.
    """
    chosen = Relationship.objects.filter(pk__in=chosen.order_by().values("pk"))
    rates = rates_on(user, on)
    verdicts = _verdicts(chosen)
    amounts, unconverted, valued = _amounts(chosen, rates)
    few = [place for place, counts in verdicts.items() if sum(counts.values()) <= singles]
    named = _singles(chosen, few, rates)
    cells = [
        Cell(
            depth=place[0],
            trust=place[1],
            verdicts=counts,
            stake=at_stake(amounts.get(place, {}).items(), rates),
            unvalued=max(0, sum(counts.values()) - valued.get(place, 0)),
            singles=tuple(named.get(place, ())),
        )
        for place, counts in sorted(verdicts.items(), key=_unknown_last)
    ]
    return Standing(
        cells=tuple(cells),
        stake=at_stake(_together(amounts.values()).items(), rates),
        unvalued=sum(each.unvalued for each in cells),
        unconverted=unconverted,
        currency=reporting_currency(),
        verdicts=_together(verdicts.values()),
    )


def required_by_depth() -> tuple[int, ...]:
    """The trust (1-5) that each depth 0-5 takes at least, by the rule set in force."""
    base = rules_of(rule_set_in_force()).trust.base
    return tuple(base[each] for each in LADDER)


def _unknown_last(found: tuple[Place, Any]) -> tuple[int, int]:
    (depth, trust), _counts = found
    return (9 if depth is None else depth, 9 if trust is None else trust)


def _verdicts(chosen: QuerySet[Relationship]) -> dict[Place, dict[str, int]]:
    found: dict[Place, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = chosen.order_by().values(*_PLACE, "verdict__verdict").annotate(number=Count("pk"))
    for depth, trust, verdict, number in rows.values_list(*_PLACE, "verdict__verdict", "number"):
        found[depth, trust][verdict or VerdictCode.PENDING] += number
    return found


def _amounts(
    chosen: QuerySet[Relationship], rates: Rates
) -> tuple[dict[Place, dict[str, Decimal]], int, dict[Place, int]]:
    """Amounts by place and currency; contracts without a rate; relationships valued, by place."""
    contracts = _valued_contracts(chosen)
    path = [f"relationship__{each}" for each in _PLACE]
    amounts: dict[Place, dict[str, Decimal]] = defaultdict(dict)
    unconverted = 0
    rows = contracts.values(*path, "currency").annotate(
        total=Sum("amount", output_field=AmountField()),
        number=Count("pk"),
        relationships=Count("relationship", distinct=True),
    )
    valued: dict[Place, int] = {}
    several = False
    for depth, trust, currency, *figures in rows.values_list(
        *path, "currency", "total", "number", "relationships"
    ):
        amounts[depth, trust][currency], number, relationships = figures
        if currency not in rates:
            unconverted += number
            continue
        several = several or (depth, trust) in valued
        valued[depth, trust] = relationships
    return amounts, unconverted, _valued(contracts, path, rates) if several else valued


def _valued(contracts: QuerySet[Any], path: list[str], rates: Rates) -> dict[Place, int]:
    """How many relationships have an amount with a rate, where one may have it in several currencies."""
    found = (
        contracts.filter(currency__in=list(rates))
        .values(*path)
        .annotate(number=Count("relationship", distinct=True))
        .values_list(*path, "number")
    )
    return {(depth, trust): number for depth, trust, number in found}


def _valued_contracts(chosen: QuerySet[Relationship]) -> QuerySet[Any]:
    """Of relationships that the user sees, so that the contracts need not be asked for whose they are."""
    found = counting(Contract.objects.filter(relationship__in=chosen.order_by().values("pk")))
    return found.filter(amount__isnull=False).order_by()


def _singles(
    chosen: QuerySet[Relationship], places: Iterable[Place], rates: Rates
) -> dict[Place, list[Single]]:
    """The relationships of these places, one by one: two statements."""
    where = Q(pk__in=[])
    for depth, trust in places:
        where |= Q(verdict__needed_depth=depth, verdict__mutual_trust=trust)
    rows = list(
        chosen.filter(where)
        .select_related("party", "verdict")
        .only("subject", "party__name", "verdict__verdict", "verdict__needed_depth", "verdict__mutual_trust")
        .order_by("pk")
    )
    amounts: dict[int, dict[str, Decimal]] = defaultdict(dict)
    those = Contract.objects.filter(relationship__in=[each.pk for each in rows])
    for pk, currency, total in (
        counting(those)
        .filter(amount__isnull=False)
        .order_by()
        .values("relationship_id", "currency")
        .annotate(total=Sum("amount", output_field=AmountField()))
        .values_list("relationship_id", "currency", "total")
    ):
        amounts[pk][currency] = total
    found: dict[Place, list[Single]] = defaultdict(list)
    for each in rows:
        verdict = getattr(each, "verdict", None)
        place = (verdict.needed_depth, verdict.mutual_trust) if verdict else (None, None)
        value = at_stake(amounts[each.pk].items(), rates).reporting
        code = verdict.verdict if verdict else VerdictCode.PENDING
        found[place].append(Single(each, str(code), value))
    return found


def _together(counts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in counts:
        for name, number in each.items():
            found[name] = found[name] + number if name in found else number
    return found
